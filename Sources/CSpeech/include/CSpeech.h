#ifndef CSPEECH_H
#define CSPEECH_H

#include <stddef.h>
#include <stdint.h>

/* A narrow seam over libespeak-ng: text in, samples and word marks out, status codes only.
 * The engine is one global: callers make sure that only one of these functions runs at a time. */

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    CSPEECH_OK = 0,
    CSPEECH_NO_DATA = 1,     /* The engine's data cannot be read. */
    CSPEECH_NO_VOICE = 2,    /* There is no voice of that name. */
    CSPEECH_BAD_SETTING = 3, /* Rate, pitch or volume was refused. */
    CSPEECH_FAILED = 4,      /* The engine failed while speaking. */
    CSPEECH_NO_MEMORY = 5,
    CSPEECH_TOO_LONG = 6     /* There would be more samples than permitted. */
} cspeech_status;

/* One spoken word: where it stands in the text, in characters from 0, and when it begins. */
typedef struct {
    uint32_t text_position;
    uint32_t text_length;
    uint32_t milliseconds;
} cspeech_word;

/* What the engine made; release it with cspeech_release. */
typedef struct {
    int16_t *samples;
    size_t sample_count;
    size_t sample_capacity;
    cspeech_word *words;
    size_t word_count;
    size_t word_capacity;
    uint32_t sample_rate;
} cspeech_audio;

/* Starts the engine; later calls only report the sample rate again. A data_path of NULL means the default. */
cspeech_status cspeech_start(const char *data_path, uint32_t *sample_rate);

/* Speaks UTF-8 text that ends with a zero byte. Words per minute 80 to 450, pitch and volume 0 to 100. */
cspeech_status cspeech_speak(const char *text, size_t text_size, const char *voice, int32_t words_per_minute,
                             int32_t pitch, int32_t volume, size_t maximum_samples, cspeech_audio *audio);

/* Releases what cspeech_speak made; harmless if it made nothing. */
void cspeech_release(cspeech_audio *audio);

#ifdef __cplusplus
}
#endif

#endif
