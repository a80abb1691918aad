// Video files.
#include <opencv2/videoio.hpp>

#include "Image.hpp"

using cvision::give;
using cvision::guarded;

struct cvision_video {
    cv::VideoCapture capture;
    double last = -1;
};

extern "C" {

cvision_status cvision_video_open(const char *path, cvision_video **out) {
    return guarded([&] {
        if (!path || !out) return CVISION_INVALID_ARGUMENT;
        auto *video = new cvision_video;
        if (!video->capture.open(path, cv::CAP_FFMPEG) || !video->capture.isOpened()) {
            delete video;
            return CVISION_UNREADABLE;
        }
        *out = video;
        return CVISION_OK;
    });
}

void cvision_video_destroy(cvision_video *video) { delete video; }

double cvision_video_rate(const cvision_video *video) {
    return video ? video->capture.get(cv::CAP_PROP_FPS) : 0;
}

static cvision_status grab(cvision_video *video, double *milliseconds) {
    if (!video || !milliseconds) return CVISION_INVALID_ARGUMENT;
    if (!video->capture.grab()) return CVISION_END;
    double time = video->capture.get(cv::CAP_PROP_POS_MSEC);
    // Some containers have no time stamps, or repeat one: the frame rate fills in.
    const double rate = video->capture.get(cv::CAP_PROP_FPS);
    if (video->last >= 0 && !(time > video->last)) time = video->last + 1000.0 / (rate > 0 ? rate : 25.0);
    video->last = time;
    *milliseconds = time;
    return CVISION_OK;
}

cvision_status cvision_video_next(cvision_video *video, double not_before, cvision_image **out, double *milliseconds) {
    return guarded([&] {
        if (!out) return CVISION_INVALID_ARGUMENT;
        // Later frames need earlier ones, so all are decoded; only those that are wanted get colours.
        cvision_status status;
        do status = grab(video, milliseconds);
        while (status == CVISION_OK && *milliseconds < not_before);
        if (status != CVISION_OK) return status;
        cv::Mat frame;
        if (!video->capture.retrieve(frame)) return CVISION_UNREADABLE;
        return give(frame, out);
    });
}

}  // extern "C"
