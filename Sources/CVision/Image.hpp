// What a picture's handle holds, and the guard around every function that C may call.
#pragma once

#include <opencv2/core.hpp>

#include "CVision.h"

struct cvision_image {
    cv::Mat pixels;
};

namespace cvision {

/// Runs a body; whatever it throws becomes a status.
template <typename Body>
cvision_status guarded(Body body) noexcept {
    try {
        return body();
    } catch (const cv::Exception &) {
        return CVISION_FAILED;
    } catch (const std::bad_alloc &) {
        return CVISION_FAILED;
    } catch (...) {
        return CVISION_FAILED;
    }
}

/// Hands a picture out; its rows have no padding.
inline cvision_status give(cv::Mat pixels, cvision_image **out) {
    if (pixels.empty()) return CVISION_UNREADABLE;
    *out = new cvision_image{pixels.isContinuous() ? pixels : pixels.clone()};
    return CVISION_OK;
}

}  // namespace cvision
