// Pictures and footage for Swift: C functions over OpenCV. Nothing is thrown across; every function
// returns a status, results go through out-parameters, handles are freed by their destroy function.
#ifndef CVISION_H
#define CVISION_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    CVISION_OK = 0,
    CVISION_INVALID_ARGUMENT = 1,
    CVISION_UNREADABLE = 2,
    CVISION_END = 3,
    CVISION_FAILED = 4
} cvision_status;

/// A picture with 8 bits a channel: 1 channel (grey) or 3 (blue, green, red), rows without padding.
typedef struct cvision_image cvision_image;

int32_t cvision_image_width(const cvision_image *image);
int32_t cvision_image_height(const cvision_image *image);
int32_t cvision_image_channels(const cvision_image *image);
const uint8_t *cvision_image_data(const cvision_image *image);
void cvision_image_destroy(cvision_image *image);

/// Decodes a JPEG, PNG or WebP picture to blue, green, red.
cvision_status cvision_decode_colour(const uint8_t *bytes, int64_t count, cvision_image **out);

/// Decodes a JPEG, PNG or WebP picture to grey, reduced by 1, 2, 4 or 8.
cvision_status cvision_decode_grey(const uint8_t *bytes, int64_t count, int32_t reduction, cvision_image **out);

/// Turns and mirrors a picture as its orientation tag (TIFF 6.0, 1 to 8) says, so that it stands upright.
cvision_status cvision_upright(const cvision_image *image, int32_t orientation, cvision_image **out);

/// Copies a picture from memory; `channels` is 3, `is_rgb` tells the order of the source.
cvision_status cvision_image_from_pixels(const uint8_t *pixels, int32_t width, int32_t height, int32_t is_rgb,
                                         cvision_image **out);

/// Makes a reduced grey copy of a picture; the divisor is 1 to 8.
cvision_status cvision_reduce_grey(const cvision_image *image, int32_t reduction, cvision_image **out);

/// Makes a copy whose longer side has at most so many pixels; never larger than the picture.
cvision_status cvision_shrink(const cvision_image *image, int32_t longest_side, cvision_image **out);

/// Cuts a rectangle out of a picture.
cvision_status cvision_crop(const cvision_image *image, int32_t x, int32_t y, int32_t width, int32_t height,
                            cvision_image **out);

/// Makes a copy in which what is dark is told apart better: each level becomes 255 * sqrt(level / 255).
cvision_status cvision_brighten(const cvision_image *image, cvision_image **out);

/// Makes a copy in which dark levels lie further apart: each becomes 255 * sqrt(level / 255).
cvision_status cvision_brighten(const cvision_image *image, cvision_image **out);

/// Encodes a picture as JPEG; the bytes are freed with `cvision_bytes_destroy`.
cvision_status cvision_encode_jpeg(const cvision_image *image, int32_t quality, uint8_t **bytes, int64_t *count);
void cvision_bytes_destroy(uint8_t *bytes);

/// Writes the input of a pose network: cut, turned by quarter turns against the clock, scaled to
/// `inner_width` x `inner_height`, padded with black to `width` x `height`, red, green, blue.
cvision_status cvision_network_input(const cvision_image *image, int32_t x, int32_t y, int32_t crop_width,
                                     int32_t crop_height, int32_t quarter_turns, int32_t inner_width,
                                     int32_t inner_height, int32_t width, int32_t height, uint8_t *out);

/// Brightness of a grey picture, 0 to 255.
cvision_status cvision_brightness(const cvision_image *grey, double *mean, double *deviation);

/// Writes the mean brightness, 0 to 255, of each square of `side` x `side` pixels (1 to 64) of a grey picture, row
/// by row; pixels that fill no whole square at the right and the bottom are left out. `count` is the number of squares.
cvision_status cvision_cells(const cvision_image *grey, int32_t side, float *out, int64_t count);

/// A rectangle in pixels.
typedef struct {
    int32_t x, y, width, height;
} cvision_rectangle;

/// A colour, 0 to 255 each.
typedef struct {
    uint8_t blue, green, red;
} cvision_colour;

/// Makes a picture of one colour.
cvision_status cvision_image_filled(int32_t width, int32_t height, cvision_colour colour, cvision_image **out);

/// Makes a copy.
cvision_status cvision_image_copy(const cvision_image *image, cvision_image **out);

/// Fills a closed shape and its edge, in place; corners are x, y in shares of width and height, the even-odd
/// rule applies. In a grey picture `blue` is the level.
cvision_status cvision_fill_polygon(cvision_image *image, const double *corners, int32_t count, cvision_colour colour);

/// Draws the edge of a closed shape, in place; corners as above.
cvision_status cvision_outline_polygon(cvision_image *image, const double *corners, int32_t count,
                                       cvision_colour colour, int32_t thickness);

/// Draws a line with round ends, in place; places in pixels, which may lie outside.
cvision_status cvision_line(cvision_image *image, double x1, double y1, double x2, double y2, cvision_colour colour,
                            int32_t thickness);

/// Draws a circle, in place; a thickness of 0 fills it.
cvision_status cvision_circle(cvision_image *image, double x, double y, double radius, cvision_colour colour,
                              int32_t thickness);

/// Draws the edge of a rectangle, in place.
cvision_status cvision_rectangle_outline(cvision_image *image, cvision_rectangle where, cvision_colour colour,
                                         int32_t thickness);

/// Writes at most 120 ASCII characters on a filled ground, in place; `x`, `y` is the ground's lower left corner,
/// moved inside the picture; `height` is that of a capital letter in pixels.
cvision_status cvision_label(cvision_image *image, const char *text, double x, double y, double height,
                             cvision_colour colour, cvision_colour ground);

/// Makes a copy of another size.
cvision_status cvision_resize(const cvision_image *image, int32_t width, int32_t height, cvision_image **out);

/// Mixes another picture of the same size in, in place; a share of 0 changes nothing, 1 replaces.
cvision_status cvision_blend(cvision_image *image, const cvision_image *other, double share);

/// The sharpness of a part of a grey picture: the variance of its Laplacian (Pech-Pacheco et al., ICPR 2000).
cvision_status cvision_sharpness(const cvision_image *grey, cvision_rectangle where, double *out);

/// A video file that is read frame by frame.
typedef struct cvision_video cvision_video;

cvision_status cvision_video_open(const char *path, cvision_video **out);
void cvision_video_destroy(cvision_video *video);
double cvision_video_rate(const cvision_video *video);

/// Reads the next frame that is not earlier than `not_before`, and its time, in milliseconds from the file's start;
/// CVISION_END after the last one.
cvision_status cvision_video_next(cvision_video *video, double not_before, cvision_image **out, double *milliseconds);

#ifdef __cplusplus
}
#endif

#endif
