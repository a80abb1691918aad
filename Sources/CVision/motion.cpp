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
