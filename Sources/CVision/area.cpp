// Scaling pictures down by averaging areas.
#include "area.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cvision {
namespace {

/// What the weights of rows add up to: sums of bytes fit 16 bits.
constexpr int kRowsOne = 1 << 8;
/// What the weights of columns add up to: sums of those sums fit 32 bits.
constexpr int kColumnsOne = 1 << 12;
/// What a whole level is in the end, in bits.
constexpr int kLevelBits = 8 + 12;

/// The source pixels that one target pixel covers, and how much of it each is.
struct Cover {
    int first;
    int count;
    const uint16_t *weights;
};

/// What each target pixel of a row or column covers.
struct Covers {
    std::vector<Cover> covers;
    std::vector<uint16_t> weights;

    Covers(int from, int to, int one) {
        const double scale = static_cast<double>(from) / to;
        const int most = static_cast<int>(std::ceil(scale)) + 1;
        weights.resize(static_cast<size_t>(to) * most);
        for (int target = 0; target < to; ++target) {
            const double start = target * scale, end = std::min<double>(start + scale, from);
            const int first = static_cast<int>(start);
            const int count = std::min(static_cast<int>(std::ceil(end - 1e-9)), from) - first;
            uint16_t *own = &weights[static_cast<size_t>(target) * most];
            // Each weight is the difference of rounded sums, so that together they are one exactly.
            int given = 0;
            for (int index = 0; index < count; ++index) {
                const double covered = std::min<double>(first + index + 1, end) - start;
                const int sum = index + 1 == count ? one : static_cast<int>(std::lround(one * covered / (end - start)));
                own[index] = static_cast<uint16_t>(sum - given);
                given = sum;
            }
            covers.push_back({first, count, own});
        }
    }
};

}  // namespace

cv::Mat shrink_by_area(const cv::Mat &source, cv::Size size) {
    CV_Assert(source.type() == CV_8UC3 && size.width >= 1 && size.height >= 1);
    CV_Assert(size.width <= source.cols && size.height <= source.rows);
    const Covers rows(source.rows, size.height, kRowsOne);
    const Covers columns(source.cols, size.width, kColumnsOne);
    const int length = 3 * source.cols;
    std::vector<uint16_t> sums(length);
    cv::Mat target(size, CV_8UC3);
    for (int y = 0; y < size.height; ++y) {
        const Cover &cover = rows.covers[y];
        uint16_t *__restrict sum = sums.data();
        for (int index = 0; index < cover.count; ++index) {
            const uint8_t *__restrict row = source.ptr<uint8_t>(cover.first + index);
            const uint16_t weight = cover.weights[index];
            if (index == 0) {
                for (int x = 0; x < length; ++x) sum[x] = static_cast<uint16_t>(row[x] * weight);
            } else {
                for (int x = 0; x < length; ++x) sum[x] = static_cast<uint16_t>(sum[x] + row[x] * weight);
            }
        }
        uint8_t *out = target.ptr<uint8_t>(y);
        for (int x = 0; x < size.width; ++x) {
            const Cover &across = columns.covers[x];
            const uint16_t *pixel = sum + 3 * across.first;
            uint32_t a = 1 << (kLevelBits - 1), b = a, c = a;
            for (int index = 0; index < across.count; ++index, pixel += 3) {
                const uint32_t weight = across.weights[index];
                a += weight * pixel[0];
                b += weight * pixel[1];
                c += weight * pixel[2];
            }
            *out++ = static_cast<uint8_t>(a >> kLevelBits);
            *out++ = static_cast<uint8_t>(b >> kLevelBits);
            *out++ = static_cast<uint8_t>(c >> kLevelBits);
        }
    }
    return target;
}

}  // namespace cvision
