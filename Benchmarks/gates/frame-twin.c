/*
 * frame-twin OPERATION FRAMES - what frame-cost does for a frame of 20 ms, in plain C and no better than it has to be.
 *
 * It is the measure for frames-cost-little: instructions of the Swift code are compared with instructions of this, built on the same
 * machine, so that the limits do not depend on the processor. Decode, encode and session do the same work as their twins; keys
 * is the least any detector does, eight tones and the energy.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRAME = 160, RING = 2048, TONES = 8, HISTORY = 390 };

static int16_t levels[256];
static uint8_t octets_of[16384];
static int16_t frame[FRAME];
static uint8_t octets[FRAME];

static void make_tables(void)
{
    for (int code = 0; code < 256; code++) {
        int bits = ~code & 255, segment = bits >> 4 & 7;
        int magnitude = ((((bits & 15) << 1) + 33) << segment) - 33;
        levels[code] = (int16_t)((bits & 128 ? -magnitude : magnitude) * 4);
    }
    for (int place = 0; place < 16384; place++) {
        int sample = (int16_t)(uint16_t)(place << 2), magnitude = ((sample < 0 ? ~sample : sample) >> 2) + 33, segment = 0;
        if (magnitude > 8191) magnitude = 8191;
        while (magnitude >> (segment + 6)) segment++;
        octets_of[place] = (uint8_t)~((sample < 0 ? 128 : 0) | segment << 4 | (magnitude >> (segment + 1) & 15));
    }
}

static void decode(void)
{
    for (int i = 0; i < FRAME; i++) frame[i] = levels[octets[i]];
}

static void encode(void)
{
    for (int i = 0; i < FRAME; i++) octets[i] = octets_of[(uint16_t)frame[i] >> 2];
}

static float keys(void)
{
    static float cosines[TONES][FRAME], sines[TONES][FRAME];
    static const float tones[TONES] = {697, 770, 852, 941, 1209, 1336, 1477, 1633};
    if (cosines[0][0] == 0)
        for (int t = 0; t < TONES; t++)
            for (int i = 0; i < FRAME; i++) {
                cosines[t][i] = cosf(6.2831853f * tones[t] * i / 8000);
                sines[t][i] = sinf(6.2831853f * tones[t] * i / 8000);
            }
    float best = 0, energy = 0;
    for (int i = 0; i < FRAME; i++) energy += (float)frame[i] * frame[i];
    for (int t = 0; t < TONES; t++) {
        float real = 0, imaginary = 0;
        for (int i = 0; i < FRAME; i++) {
            real += cosines[t][i] * frame[i];
            imaginary += sines[t][i] * frame[i];
        }
        float power = real * real + imaginary * imaginary;
        if (power > best) best = power;
    }
    return best / (energy + 1);
}

/* A packet is parsed, put at its place in time, taken out, decoded, and remembered in case the next one is lost. */
static int64_t session(uint32_t number)
{
    static uint8_t ring[RING], present[RING / 8];
    static int16_t history[HISTORY];
    static uint16_t expected;
    uint8_t packet[12 + FRAME] = {0x80, 0, (uint8_t)(number >> 8), (uint8_t)number};
    uint32_t stamp = number * FRAME;
    for (int i = 0; i < 4; i++) packet[4 + i] = (uint8_t)(stamp >> (24 - 8 * i));
    memcpy(packet + 12, octets, FRAME);

    if (packet[0] >> 6 != 2 || (packet[1] & 127) != 0) return 0;
    uint16_t sequence = (uint16_t)(packet[2] << 8 | packet[3]);
    int64_t lost = (uint16_t)(sequence - expected);
    expected = (uint16_t)(sequence + 1);
    uint32_t start = ((uint32_t)packet[4] << 24 | (uint32_t)packet[5] << 16 | (uint32_t)packet[6] << 8 | packet[7]) % RING;
    for (int i = 0; i < FRAME; i++) ring[(start + i) % RING] = packet[12 + i];
    for (int i = 0; i < FRAME; i++) present[(start + i) % RING / 8] |= (uint8_t)(1u << ((start + i) % 8));

    for (int i = 0; i < FRAME; i++) {
        if (!(present[(start + i) % RING / 8] >> ((start + i) % 8) & 1)) return -1;
        frame[i] = levels[ring[(start + i) % RING]];
    }
    memset(present, 0, sizeof present);
    memmove(history, history + FRAME, (HISTORY - FRAME) * sizeof *history);
    memcpy(history + HISTORY - FRAME, frame, sizeof frame);
    int64_t energy = 0;
    for (int i = 0; i < FRAME; i++) energy += frame[i] * frame[i];
    return lost + energy;
}

int main(int count, char **arguments)
{
    if (count != 3) return fprintf(stderr, "usage: frame-twin decode|encode|session|keys FRAMES\n"), 2;
    make_tables();
    for (int i = 0; i < FRAME; i++) octets[i] = (uint8_t)(0x70 + (i * 37 & 0x8f));
    decode();
    double sum = 0;
    const int frames = atoi(arguments[2]);
    for (int f = 0; f < frames; f++) {
        switch (arguments[1][0]) {
        case 'd': decode(); break;
        case 'e': encode(); break;
        case 's': sum += session((uint32_t)f); break;
        case 'k': sum += keys(); break;
        default: return 2;
        }
        sum += frame[f % FRAME] + octets[f % FRAME];
    }
    printf("%g\n", sum);
    return 0;
}
