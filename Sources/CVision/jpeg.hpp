// JPEG pictures, decoded without OpenCV: libjpeg's own complaints about damaged pictures would end up in the log.
#pragma once

#include <opencv2/core.hpp>

namespace cvision {

/// Whether bytes begin like a JPEG picture.
bool is_jpeg(const uint8_t *bytes, int64_t count);

/// Decodes a JPEG picture, grey or to blue, green, red, reduced by 1, 2, 4 or 8; empty if that is not possible.
///
/// What can be shown of a damaged picture is shown, as with OpenCV: who calls has looked for its end.
cv::Mat decode_jpeg(const uint8_t *bytes, int64_t count, bool grey, int reduction);

}  // namespace cvision
