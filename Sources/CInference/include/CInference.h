// Inference for Swift: one compiled model over OpenVINO's C interface, of which one function is variadic.
#ifndef CINFERENCE_H
#define CINFERENCE_H

#include <stdint.h>

/// A model that is compiled for one input size.
typedef struct cinference_model cinference_model;

/// Loads a model file and compiles it for the processor: one thread, 32-bit floating point.
///
/// The model has one input of bytes, height x width x 3. On failure NULL is returned and a
/// description of at most `capacity` bytes is written to `message`.
cinference_model *cinference_load(const char *path, int64_t height, int64_t width, char *message, int64_t capacity);

/// Runs the model on height x width x 3 bytes and writes `count` floats; 0 is success.
int32_t cinference_run(cinference_model *model, const uint8_t *input, float *output, int64_t count, char *message,
                       int64_t capacity);

void cinference_destroy(cinference_model *model);

#endif
