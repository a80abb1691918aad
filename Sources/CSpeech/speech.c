#include "CSpeech.h"

#include <espeak-ng/speak_lib.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    cspeech_audio *audio;
    size_t maximum_samples;
    cspeech_status status;
} recording;

static uint32_t started_rate = 0;
static recording *current = NULL;

/* Doubles the room of an array until it holds `needed` elements. */
static int reserve(void **array, size_t *capacity, size_t needed, size_t element_size) {
    if (needed <= *capacity) return 1;
    size_t wanted = *capacity == 0 ? 4096 : *capacity;
    while (wanted < needed) {
        if (wanted > SIZE_MAX / 2 / element_size) return 0;
        wanted *= 2;
    }
    void *moved = realloc(*array, wanted * element_size);
    if (moved == NULL) return 0;
    *array = moved;
    *capacity = wanted;
    return 1;
}

static int append_samples(recording *target, const short *wave, int count) {
    cspeech_audio *audio = target->audio;
    if (count <= 0) return 1;
    if (audio->sample_count + (size_t)count > target->maximum_samples) {
        target->status = CSPEECH_TOO_LONG;
        return 0;
    }
    if (!reserve((void **)&audio->samples, &audio->sample_capacity, audio->sample_count + (size_t)count,
                 sizeof(int16_t))) {
        target->status = CSPEECH_NO_MEMORY;
        return 0;
    }
    memcpy(audio->samples + audio->sample_count, wave, (size_t)count * sizeof(int16_t));
    audio->sample_count += (size_t)count;
    return 1;
}

static int append_word(recording *target, const espeak_EVENT *event) {
    cspeech_audio *audio = target->audio;
    if (event->text_position <= 0 || event->length < 0 || event->audio_position < 0) return 1;
    if (!reserve((void **)&audio->words, &audio->word_capacity, audio->word_count + 1, sizeof(cspeech_word))) {
        target->status = CSPEECH_NO_MEMORY;
        return 0;
    }
    cspeech_word *word = &audio->words[audio->word_count++];
    /* The engine counts characters from 1. */
    word->text_position = (uint32_t)(event->text_position - 1);
    word->text_length = (uint32_t)event->length;
    word->milliseconds = (uint32_t)event->audio_position;
    return 1;
}

static int received(short *wave, int count, espeak_EVENT *events) {
    if (current == NULL) return 1;
    if (wave != NULL && !append_samples(current, wave, count)) return 1;
    for (; events != NULL && events->type != espeakEVENT_LIST_TERMINATED; events++) {
        if (events->type == espeakEVENT_WORD && !append_word(current, events)) return 1;
    }
    return 0;
}

cspeech_status cspeech_start(const char *data_path, uint32_t *sample_rate) {
    if (started_rate == 0) {
        int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, data_path, espeakINITIALIZE_DONT_EXIT);
        if (rate <= 0) return CSPEECH_NO_DATA;
        espeak_SetSynthCallback(received);
        started_rate = (uint32_t)rate;
    }
    *sample_rate = started_rate;
    return CSPEECH_OK;
}

cspeech_status cspeech_speak(const char *text, size_t text_size, const char *voice, int32_t words_per_minute,
                             int32_t pitch, int32_t volume, size_t maximum_samples, cspeech_audio *audio) {
    memset(audio, 0, sizeof(*audio));
    if (started_rate == 0) return CSPEECH_NO_DATA;
    if (espeak_SetVoiceByName(voice) != EE_OK) return CSPEECH_NO_VOICE;
    if (espeak_SetParameter(espeakRATE, words_per_minute, 0) != EE_OK ||
        espeak_SetParameter(espeakPITCH, pitch, 0) != EE_OK || espeak_SetParameter(espeakVOLUME, volume, 0) != EE_OK) {
        return CSPEECH_BAD_SETTING;
    }
    recording target = {audio, maximum_samples, CSPEECH_OK};
    audio->sample_rate = started_rate;
    current = &target;
    espeak_ERROR result = espeak_Synth(text, text_size, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakENDPAUSE, NULL, NULL);
    current = NULL;
    if (target.status == CSPEECH_OK && result != EE_OK) target.status = CSPEECH_FAILED;
    if (target.status != CSPEECH_OK) cspeech_release(audio);
    return target.status;
}

void cspeech_release(cspeech_audio *audio) {
    free(audio->samples);
    free(audio->words);
    memset(audio, 0, sizeof(*audio));
}
