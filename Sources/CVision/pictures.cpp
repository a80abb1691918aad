// Decoding, encoding, cutting and scaling of pictures.
#include <cmath>
#include <cstring>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "Image.hpp"
#include "area.hpp"
#include "jpeg.hpp"

using cvision::give;
using cvision::guarded;

extern "C" {

int32_t cvision_image_width(const cvision_image *image) { return image ? image->pixels.cols : 0; }
int32_t cvision_image_height(const cvision_image *image) { return image ? image->pixels.rows : 0; }
int32_t cvision_image_channels(const cvision_image *image) { return image ? image->pixels.channels() : 0; }
const uint8_t *cvision_image_data(const cvision_image *image) { return image ? image->pixels.data : nullptr; }
void cvision_image_destroy(cvision_image *image) { delete image; }

static cvision_status decode(const uint8_t *bytes, int64_t count, int flags, int reduction, cvision_image **out) {
    return guarded([&] {
        if (!bytes || count < 4 || count > (1 << 26) || !out) return CVISION_INVALID_ARGUMENT;
        if (cvision::is_jpeg(bytes, count)) {
            return give(cvision::decode_jpeg(bytes, count, flags != cv::IMREAD_COLOR, reduction), out);
        }
        const cv::Mat encoded(1, static_cast<int>(count), CV_8U, const_cast<uint8_t *>(bytes));
        // The caller reads the orientation tag with a parser of its own and turns the picture by it.
        return give(cv::imdecode(encoded, flags | cv::IMREAD_IGNORE_ORIENTATION), out);
    });
}

cvision_status cvision_decode_colour(const uint8_t *bytes, int64_t count, cvision_image **out) {
    return decode(bytes, count, cv::IMREAD_COLOR, 1, out);
}

cvision_status cvision_decode_grey(const uint8_t *bytes, int64_t count, int32_t reduction, cvision_image **out) {
    switch (reduction) {
        case 1: return decode(bytes, count, cv::IMREAD_GRAYSCALE, 1, out);
        case 2: return decode(bytes, count, cv::IMREAD_REDUCED_GRAYSCALE_2, 2, out);
        case 4: return decode(bytes, count, cv::IMREAD_REDUCED_GRAYSCALE_4, 4, out);
        case 8: return decode(bytes, count, cv::IMREAD_REDUCED_GRAYSCALE_8, 8, out);
        default: return CVISION_INVALID_ARGUMENT;
    }
}

cvision_status cvision_upright(const cvision_image *image, int32_t orientation, cvision_image **out) {
    return guarded([&] {
        if (!image || orientation < 1 || orientation > 8 || !out) return CVISION_INVALID_ARGUMENT;
        // TIFF 6.0, tag 274: odd and even pairs are mirrored, 5 to 8 lie on their side.
        cv::Mat turned = image->pixels, flipped;
        if (orientation >= 5) cv::transpose(image->pixels, turned);
        switch (orientation) {
            case 2: case 6: cv::flip(turned, flipped, 1); break;
            case 3: case 7: cv::flip(turned, flipped, -1); break;
            case 4: case 8: cv::flip(turned, flipped, 0); break;
            default: flipped = orientation == 1 ? turned.clone() : turned; break;
        }
        return give(flipped, out);
    });
}

cvision_status cvision_image_from_pixels(const uint8_t *pixels, int32_t width, int32_t height, int32_t is_rgb,
                                         cvision_image **out) {
    return guarded([&] {
        if (!pixels || width < 1 || height < 1 || !out) return CVISION_INVALID_ARGUMENT;
        const cv::Mat source(height, width, CV_8UC3, const_cast<uint8_t *>(pixels));
        cv::Mat copy;
        if (is_rgb) {
            cv::cvtColor(source, copy, cv::COLOR_RGB2BGR);
        } else {
            copy = source.clone();
        }
        return give(copy, out);
    });
}

cvision_status cvision_reduce_grey(const cvision_image *image, int32_t reduction, cvision_image **out) {
    return guarded([&] {
        if (!image || reduction < 1 || reduction > 8 || !out) return CVISION_INVALID_ARGUMENT;
        cv::Mat grey = image->pixels, reduced;
        if (grey.channels() == 3) cv::cvtColor(image->pixels, grey, cv::COLOR_BGR2GRAY);
        const cv::Size size(std::max(1, grey.cols / reduction), std::max(1, grey.rows / reduction));
        cv::resize(grey, reduced, size, 0, 0, cv::INTER_AREA);
        return give(reduced.data == image->pixels.data ? reduced.clone() : reduced, out);
    });
}

cvision_status cvision_shrink(const cvision_image *image, int32_t longest_side, cvision_image **out) {
    return guarded([&] {
        if (!image || longest_side < 1 || !out) return CVISION_INVALID_ARGUMENT;
        const cv::Mat &pixels = image->pixels;
        const double scale = static_cast<double>(longest_side) / std::max(pixels.cols, pixels.rows);
        if (scale >= 1) return give(pixels.clone(), out);
        const cv::Size size(std::max(1, cvRound(pixels.cols * scale)), std::max(1, cvRound(pixels.rows * scale)));
        cv::Mat small;
        cv::resize(pixels, small, size, 0, 0, cv::INTER_AREA);
        return give(small, out);
    });
}

cvision_status cvision_crop(const cvision_image *image, int32_t x, int32_t y, int32_t width, int32_t height,
                            cvision_image **out) {
    return guarded([&] {
        if (!image || width < 1 || height < 1 || !out) return CVISION_INVALID_ARGUMENT;
        const cv::Rect whole(0, 0, image->pixels.cols, image->pixels.rows);
        const cv::Rect rectangle = cv::Rect(x, y, width, height) & whole;
        if (rectangle.area() == 0) return CVISION_INVALID_ARGUMENT;
        return give(image->pixels(rectangle).clone(), out);
    });
}

cvision_status cvision_brighten(const cvision_image *image, cvision_image **out) {
    return guarded([&] {
        if (!image || !out) return CVISION_INVALID_ARGUMENT;
        cv::Mat levels(1, 256, CV_8U), brighter;
        for (int level = 0; level < 256; level++) {
            levels.at<uint8_t>(level) = cv::saturate_cast<uint8_t>(255 * std::sqrt(level / 255.0));
        }
        cv::LUT(image->pixels, levels, brighter);
        return give(brighter, out);
    });
}

cvision_status cvision_encode_jpeg(const cvision_image *image, int32_t quality, uint8_t **bytes, int64_t *count) {
    return guarded([&] {
        if (!image || quality < 1 || quality > 100 || !bytes || !count) return CVISION_INVALID_ARGUMENT;
        std::vector<uint8_t> encoded;
        if (!cv::imencode(".jpg", image->pixels, encoded, {cv::IMWRITE_JPEG_QUALITY, quality})) return CVISION_FAILED;
        *bytes = new uint8_t[encoded.size()];
        std::memcpy(*bytes, encoded.data(), encoded.size());
        *count = static_cast<int64_t>(encoded.size());
        return CVISION_OK;
    });
}

void cvision_bytes_destroy(uint8_t *bytes) { delete[] bytes; }

cvision_status cvision_network_input(const cvision_image *image, int32_t x, int32_t y, int32_t crop_width,
                                     int32_t crop_height, int32_t quarter_turns, int32_t inner_width,
                                     int32_t inner_height, int32_t width, int32_t height, uint8_t *out) {
    return guarded([&] {
        if (!image || image->pixels.channels() != 3 || inner_width < 1 || inner_height < 1 || inner_width > width ||
            inner_height > height || !out)
            return CVISION_INVALID_ARGUMENT;
        const cv::Rect whole(0, 0, image->pixels.cols, image->pixels.rows);
        const cv::Rect rectangle = cv::Rect(x, y, crop_width, crop_height) & whole;
        if (rectangle.area() == 0) return CVISION_INVALID_ARGUMENT;
        const cv::Mat cut = image->pixels(rectangle);
        const bool lies = quarter_turns % 2 != 0;
        const cv::Size size = lies ? cv::Size(inner_height, inner_width) : cv::Size(inner_width, inner_height);
        cv::Mat scaled, turned;
        if (size.width <= cut.cols && size.height <= cut.rows) {
            scaled = cvision::shrink_by_area(cut, size);
        } else {
            cv::resize(cut, scaled, size, 0, 0, cv::INTER_LINEAR);
        }
        // The small picture is turned, not the large one.
        switch (quarter_turns) {
            case 1: cv::rotate(scaled, turned, cv::ROTATE_90_COUNTERCLOCKWISE); break;
            case 2: cv::rotate(scaled, turned, cv::ROTATE_180); break;
            case 3: cv::rotate(scaled, turned, cv::ROTATE_90_CLOCKWISE); break;
            default: turned = scaled; break;
        }
        cv::Mat input(height, width, CV_8UC3, out);
        input.setTo(cv::Scalar::all(0));
        cv::cvtColor(turned, input(cv::Rect(0, 0, inner_width, inner_height)), cv::COLOR_BGR2RGB);
        return CVISION_OK;
    });
}

}  // extern "C"
