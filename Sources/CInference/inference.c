#include "CInference.h"

#include <openvino/c/openvino.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cinference_model {
    ov_core_t *core;
    ov_compiled_model_t *compiled;
    ov_infer_request_t *request;
    int64_t input_size;
};

static void explain(const char *step, ov_status_e status, char *message, int64_t capacity) {
    const char *detail = ov_get_last_err_msg();
    snprintf(message, (size_t)capacity, "%s: %s%s%s", step, ov_get_error_info(status), detail && *detail ? ": " : "",
             detail ? detail : "");
}

static ov_status_e reshape(ov_model_t *model, int64_t height, int64_t width) {
    const int64_t dimensions[4] = {1, height, width, 3};
    ov_shape_t shape;
    ov_status_e status = ov_shape_create(4, dimensions, &shape);
    if (status != OK) return status;
    ov_partial_shape_t partial;
    status = ov_shape_to_partial_shape(shape, &partial);
    if (status == OK) {
        status = ov_model_reshape_single_input(model, partial);
        ov_partial_shape_free(&partial);
    }
    ov_shape_free(&shape);
    return status;
}

cinference_model *cinference_load(const char *path, int64_t height, int64_t width, char *message, int64_t capacity) {
    cinference_model *loaded = calloc(1, sizeof *loaded);
    ov_model_t *model = NULL;
    if (!loaded) return NULL;
    loaded->input_size = height * width * 3;
    const char *step = "starting OpenVINO";
    ov_status_e status = ov_core_create(&loaded->core);
    if (status == OK) {
        step = "reading the model";
        status = ov_core_read_model(loaded->core, path, NULL, &model);
    }
    if (status == OK) {
        step = "setting the input size";
        status = reshape(model, height, width);
    }
    if (status == OK) {
        step = "compiling the model";
        // Left to itself, OpenVINO binds the thread to the first core, where it waits for whatever else runs there while
        // others are idle: a second process with a model, above all.
        status = ov_core_compile_model(loaded->core, model, "CPU", 10, &loaded->compiled, "INFERENCE_NUM_THREADS", "1",
                                       "NUM_STREAMS", "1", "PERFORMANCE_HINT", "LATENCY", "INFERENCE_PRECISION_HINT",
                                       "f32", "ENABLE_CPU_PINNING", "NO");
    }
    if (status == OK) {
        step = "making an inference request";
        status = ov_compiled_model_create_infer_request(loaded->compiled, &loaded->request);
    }
    if (model) ov_model_free(model);
    if (status == OK) return loaded;
    explain(step, status, message, capacity);
    cinference_destroy(loaded);
    return NULL;
}

int32_t cinference_run(cinference_model *model, const uint8_t *input, float *output, int64_t count, char *message,
                       int64_t capacity) {
    ov_tensor_t *in = NULL, *out = NULL;
    void *data = NULL;
    size_t size = 0;
    const char *step = "preparing the input";
    ov_status_e status = ov_infer_request_get_input_tensor_by_index(model->request, 0, &in);
    if (status == OK) status = ov_tensor_get_byte_size(in, &size);
    if (status == OK && (int64_t)size != model->input_size) status = PARAMETER_MISMATCH;
    if (status == OK) status = ov_tensor_data(in, &data);
    if (status == OK) {
        memcpy(data, input, size);
        step = "running the model";
        status = ov_infer_request_infer(model->request);
    }
    if (status == OK) {
        step = "reading the output";
        status = ov_infer_request_get_output_tensor_by_index(model->request, 0, &out);
    }
    if (status == OK) status = ov_tensor_get_size(out, &size);
    if (status == OK && (int64_t)size != count) status = PARAMETER_MISMATCH;
    if (status == OK) status = ov_tensor_data(out, &data);
    if (status == OK) memcpy(output, data, (size_t)count * sizeof(float));
    if (in) ov_tensor_free(in);
    if (out) ov_tensor_free(out);
    if (status == OK) return 0;
    explain(step, status, message, capacity);
    return 1;
}

void cinference_destroy(cinference_model *model) {
    if (!model) return;
    if (model->request) ov_infer_request_free(model->request);
    if (model->compiled) ov_compiled_model_free(model->compiled);
    if (model->core) ov_core_free(model->core);
    free(model);
}
