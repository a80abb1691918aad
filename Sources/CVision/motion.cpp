// What the motion gate measures.
#include <vector>

#include <opencv2/imgproc.hpp>

#include "Image.hpp"

using cvision::guarded;

extern "C" {

cvision_status cvision_brightness(const cvision_image *grey, double *mean, double *deviation) {
    return guarded([&] {
        if (!grey || !mean || !deviation) return CVISION_INVALID_ARGUMENT;
        cv::Scalar average, spread;
        cv::meanStdDev(grey->pixels, average, spread);
        *mean = average[0];
        *deviation = spread[0];
        return CVISION_OK;
    });
}

cvision_status cvision_smooth(cvision_image *grey) {
    return guarded([&] {
        if (!grey) return CVISION_INVALID_ARGUMENT;
        cv::Mat smooth;
        cv::blur(grey->pixels, smooth, cv::Size(5, 5));
        grey->pixels = smooth;
        return CVISION_OK;
    });
}

cvision_status cvision_compare(const cvision_image *current, const cvision_image *reference, double threshold,
                               cvision_rectangle where, cvision_difference *out) {
    return guarded([&] {
        if (!current || !reference || !out || current->pixels.size() != reference->pixels.size() ||
            current->pixels.type() != CV_8UC1 || reference->pixels.type() != CV_8UC1)
            return CVISION_INVALID_ARGUMENT;
        cv::Mat difference;
        cv::subtract(current->pixels, reference->pixels, difference, cv::noArray(), CV_16S);
        // The median would be the better measure of a change of light but costs a sort; the mean of a
        // picture in which a person moves is off by a few levels at most, below every threshold.
        const double light = cv::mean(difference)[0];
        const cv::Rect whole(0, 0, difference.cols, difference.rows);
        cv::Rect rectangle = whole;
        if (where.width > 0 && where.height > 0)
            rectangle = cv::Rect(where.x, where.y, where.width, where.height) & whole;
        if (rectangle.area() == 0) return CVISION_INVALID_ARGUMENT;
        cv::Mat distance, changed, quiet;
        cv::absdiff(difference(rectangle), cv::Scalar(light), distance);
        changed = distance > threshold;
        cv::bitwise_not(changed, quiet);
        cv::morphologyEx(changed, changed, cv::MORPH_OPEN, cv::Mat::ones(3, 3, CV_8U));
        out->changed = static_cast<double>(cv::countNonZero(changed)) / whole.area();
        out->light = light;
        out->noise = cv::mean(distance, quiet)[0];
        return CVISION_OK;
    });
}

cvision_status cvision_cells(const cvision_image *grey, int32_t side, float *out, int64_t count) {
    return guarded([&] {
        if (!grey || !out || side < 1 || side > 64 || grey->pixels.type() != CV_8UC1) return CVISION_INVALID_ARGUMENT;
        const int columns = grey->pixels.cols / side, rows = grey->pixels.rows / side;
        if (columns < 1 || rows < 1 || count != static_cast<int64_t>(columns) * rows) return CVISION_INVALID_ARGUMENT;
        const int width = columns * side;
        // 64 rows of 255 fit 16 bits, and sums of that width are added many at once.
        std::vector<uint16_t> sums(width);
        const float scale = 1.0f / static_cast<float>(side * side);
        for (int row = 0; row < rows; row++) {
            std::fill(sums.begin(), sums.end(), 0);
            for (int line = 0; line < side; line++) {
                const uint8_t *pixels = grey->pixels.ptr<uint8_t>(row * side + line);
                for (int x = 0; x < width; x++) sums[x] = static_cast<uint16_t>(sums[x] + pixels[x]);
            }
            for (int column = 0; column < columns; column++) {
                uint32_t sum = 0;
                for (int x = 0; x < side; x++) sum += sums[column * side + x];
                out[static_cast<int64_t>(row) * columns + column] = static_cast<float>(sum) * scale;
            }
        }
        return CVISION_OK;
    });
}

}  // extern "C"
