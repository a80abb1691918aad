// Masks, outlines, joints and labels drawn into pictures, and what makes a picture unrecognisable.
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "Image.hpp"

using cvision::give;
using cvision::guarded;

namespace {

/// The bits behind the point of the places that OpenCV draws at.
constexpr int shift = 4;

cv::Scalar scalar(cvision_colour colour) { return {double(colour.blue), double(colour.green), double(colour.red)}; }

bool isPlace(double value) { return std::isfinite(value) && std::abs(value) < 1e6; }

cv::Point fine(double x, double y) { return {cvRound(x * (1 << shift)), cvRound(y * (1 << shift))}; }

/// Corners in shares of the picture as pixels; empty if they are not usable.
std::vector<cv::Point> pixels(const cv::Mat &image, const double *corners, int32_t count) {
    std::vector<cv::Point> points;
    if (!corners || count < 2 || count > 1024) return points;
    for (int32_t i = 0; i < count; i++) {
        const double x = corners[2 * i], y = corners[2 * i + 1];
        if (!(x >= -1 && x <= 2 && y >= -1 && y <= 2)) return {};
        points.emplace_back(cvRound(x * (image.cols - 1)), cvRound(y * (image.rows - 1)));
    }
    return points;
}

}  // namespace

extern "C" {

cvision_status cvision_image_filled(int32_t width, int32_t height, cvision_colour colour, cvision_image **out) {
    return guarded([&] {
        if (width < 1 || height < 1 || width > 16384 || height > 16384 || !out) return CVISION_INVALID_ARGUMENT;
        return give(cv::Mat(height, width, CV_8UC3, scalar(colour)), out);
    });
}

cvision_status cvision_image_copy(const cvision_image *image, cvision_image **out) {
    return guarded([&] {
        if (!image || !out) return CVISION_INVALID_ARGUMENT;
        return give(image->pixels.clone(), out);
    });
}

cvision_status cvision_fill_polygon(cvision_image *image, const double *corners, int32_t count, cvision_colour colour) {
    return guarded([&] {
        if (!image || count < 3) return CVISION_INVALID_ARGUMENT;
        const std::vector<cv::Point> points = pixels(image->pixels, corners, count);
        if (points.empty()) return CVISION_INVALID_ARGUMENT;
        cv::fillPoly(image->pixels, std::vector<std::vector<cv::Point>>{points}, scalar(colour));
        // The edge itself belongs to the shape, whichever way its pixels are rounded.
        cv::polylines(image->pixels, points, true, scalar(colour), 2);
        return CVISION_OK;
    });
}

cvision_status cvision_outline_polygon(cvision_image *image, const double *corners, int32_t count,
                                       cvision_colour colour, int32_t thickness) {
    return guarded([&] {
        if (!image || count < 3 || thickness < 1 || thickness > 255) return CVISION_INVALID_ARGUMENT;
        const std::vector<cv::Point> points = pixels(image->pixels, corners, count);
        if (points.empty()) return CVISION_INVALID_ARGUMENT;
        cv::polylines(image->pixels, points, true, scalar(colour), thickness, cv::LINE_AA);
        return CVISION_OK;
    });
}

cvision_status cvision_line(cvision_image *image, double x1, double y1, double x2, double y2, cvision_colour colour,
                            int32_t thickness) {
    return guarded([&] {
        if (!image || !isPlace(x1) || !isPlace(y1) || !isPlace(x2) || !isPlace(y2) || thickness < 1 || thickness > 255)
            return CVISION_INVALID_ARGUMENT;
        cv::line(image->pixels, fine(x1, y1), fine(x2, y2), scalar(colour), thickness, cv::LINE_AA, shift);
        return CVISION_OK;
    });
}

cvision_status cvision_circle(cvision_image *image, double x, double y, double radius, cvision_colour colour,
                              int32_t thickness) {
    return guarded([&] {
        if (!image || !isPlace(x) || !isPlace(y) || !(radius > 0 && radius < 1e4) || thickness < 0 || thickness > 255)
            return CVISION_INVALID_ARGUMENT;
        cv::circle(image->pixels, fine(x, y), std::max(1, cvRound(radius * (1 << shift))), scalar(colour),
                   thickness == 0 ? cv::FILLED : thickness, cv::LINE_AA, shift);
        return CVISION_OK;
    });
}

cvision_status cvision_rectangle_outline(cvision_image *image, cvision_rectangle where, cvision_colour colour,
                                         int32_t thickness) {
    return guarded([&] {
        if (!image || where.width < 1 || where.height < 1 || thickness < 1 || thickness > 255)
            return CVISION_INVALID_ARGUMENT;
        cv::rectangle(image->pixels, cv::Rect(where.x, where.y, where.width, where.height), scalar(colour), thickness);
        return CVISION_OK;
    });
}

cvision_status cvision_label(cvision_image *image, const char *text, double x, double y, double height,
                             cvision_colour colour, cvision_colour ground) {
    return guarded([&] {
        if (!image || !text || !isPlace(x) || !isPlace(y) || !(height >= 4 && height <= 400))
            return CVISION_INVALID_ARGUMENT;
        const std::string line(text, strnlen(text, 120));
        const int font = cv::FONT_HERSHEY_SIMPLEX;
        const int weight = std::max(1, cvRound(height / 12));
        const double scale = cv::getFontScaleFromHeight(font, cvRound(height), weight);
        int below = 0;
        const cv::Size size = cv::getTextSize(line, font, scale, weight, &below);
        const int margin = std::max(2, cvRound(height / 4));
        const cv::Size box(size.width + 2 * margin, size.height + 2 * margin + below / 2);
        // A label at the edge is moved inside rather than cut.
        const int left = std::max(0, std::min(cvRound(x), image->pixels.cols - box.width));
        const int top = std::max(0, std::min(cvRound(y) - box.height, image->pixels.rows - box.height));
        cv::rectangle(image->pixels, cv::Rect(cv::Point(left, top), box), scalar(ground), cv::FILLED);
        cv::putText(image->pixels, line, {left + margin, top + margin + size.height}, font, scale, scalar(colour),
                    weight, cv::LINE_AA);
        return CVISION_OK;
    });
}

cvision_status cvision_resize(const cvision_image *image, int32_t width, int32_t height, cvision_image **out) {
    return guarded([&] {
        if (!image || width < 1 || height < 1 || width > 16384 || height > 16384 || !out)
            return CVISION_INVALID_ARGUMENT;
        cv::Mat resized;
        const bool shrinks = width < image->pixels.cols;
        cv::resize(image->pixels, resized, cv::Size(width, height), 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_CUBIC);
        return give(resized, out);
    });
}

cvision_status cvision_blend(cvision_image *image, const cvision_image *other, double share) {
    return guarded([&] {
        if (!image || !other || image->pixels.size() != other->pixels.size() ||
            image->pixels.type() != other->pixels.type() || !(share >= 0 && share <= 1))
            return CVISION_INVALID_ARGUMENT;
        cv::addWeighted(image->pixels, 1 - share, other->pixels, share, 0, image->pixels);
        return CVISION_OK;
    });
}

cvision_status cvision_sharpness(const cvision_image *grey, cvision_rectangle where, double *out) {
    return guarded([&] {
        if (!grey || grey->pixels.type() != CV_8UC1 || !out) return CVISION_INVALID_ARGUMENT;
        const cv::Rect whole(0, 0, grey->pixels.cols, grey->pixels.rows);
        const cv::Rect part = cv::Rect(where.x, where.y, where.width, where.height) & whole;
        if (part.width < 3 || part.height < 3) return CVISION_INVALID_ARGUMENT;
        cv::Mat edges;
        cv::Laplacian(grey->pixels(part), edges, CV_16S);
        cv::Scalar mean, deviation;
        cv::meanStdDev(edges, mean, deviation);
        *out = deviation[0] * deviation[0];
        return CVISION_OK;
    });
}

}  // extern "C"
