// Decoding of JPEG pictures with libjpeg-turbo's TurboJPEG API (2.1).
#include "jpeg.hpp"

#include <memory>

#include <opencv2/imgproc.hpp>
#include <turbojpeg.h>

namespace cvision {

namespace {

/// The most pixels of a picture.
constexpr int64_t maximum_pixels = 1 << 26;

struct Closer {
    void operator()(void *handle) const { tjDestroy(handle); }
};

/// Whether pixels came out. A warning tells of damage behind which decoding went on.
bool succeeded(int status, tjhandle handle) { return status == 0 || tjGetErrorCode(handle) == TJERR_WARNING; }

/// Multiplies inks stored inverted, as Adobe does and so everybody; without a colour profile that is the best guess.
cv::Mat from_inks(const cv::Mat &inks) {
    cv::Mat colour(inks.size(), CV_8UC3);
    for (int row = 0; row < inks.rows; row++) {
        const auto *from = inks.ptr<cv::Vec4b>(row);
        auto *to = colour.ptr<cv::Vec3b>(row);
        for (int x = 0; x < inks.cols; x++) {
            for (int channel = 0; channel < 3; channel++) {
                to[x][channel] = static_cast<uint8_t>(from[x][2 - channel] * from[x][3] / 255);
            }
        }
    }
    return colour;
}

}  // namespace

bool is_jpeg(const uint8_t *bytes, int64_t count) {
    return count >= 4 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF;
}

cv::Mat decode_jpeg(const uint8_t *bytes, int64_t count, bool grey, int reduction) {
    const std::unique_ptr<void, Closer> handle(tjInitDecompress());
    if (!handle) return {};
    const auto size = static_cast<unsigned long>(count);
    int width = 0, height = 0, sampling = 0, space = 0;
    if (!succeeded(tjDecompressHeader3(handle.get(), bytes, size, &width, &height, &sampling, &space), handle.get()))
        return {};
    if (width < 1 || height < 1 || static_cast<int64_t>(width) * height > maximum_pixels) return {};
    const tjscalingfactor factor = {1, reduction};
    const int columns = TJSCALED(width, factor), rows = TJSCALED(height, factor);
    const bool is_inks = space == TJCS_CMYK || space == TJCS_YCCK;
    const int format = is_inks ? TJPF_CMYK : grey ? TJPF_GRAY : TJPF_BGR;
    cv::Mat pixels(rows, columns, is_inks ? CV_8UC4 : grey ? CV_8UC1 : CV_8UC3);
    // A picture of endlessly many scans would keep the decoder busy for minutes.
    const int status = tjDecompress2(handle.get(), bytes, size, pixels.data, columns,
                                     static_cast<int>(pixels.step[0]), rows, format, TJFLAG_LIMITSCANS);
    if (!succeeded(status, handle.get())) return {};
    if (!is_inks) return pixels;
    cv::Mat colour = from_inks(pixels), reduced;
    if (!grey) return colour;
    cv::cvtColor(colour, reduced, cv::COLOR_BGR2GRAY);
    return reduced;
}

}  // namespace cvision
