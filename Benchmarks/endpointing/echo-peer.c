/* speexdsp's echo canceller on raw 16-bit sound at 8 kHz: echo-peer PLAYED HEARD RESULT [TAIL_MS]; prints the CPU time a second. */
#include <speex/speex_echo.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int count, char **arguments) {
    if (count < 4) return 2;
    FILE *played = fopen(arguments[1], "rb"), *heard = fopen(arguments[2], "rb"), *result = fopen(arguments[3], "wb");
    if (!played || !heard || !result) return 2;
    int rate = 8000, tail = (count > 4 ? atoi(arguments[4]) : 400) * 8;
    SpeexEchoState *state = speex_echo_state_init(160, tail);
    speex_echo_ctl(state, SPEEX_ECHO_SET_SAMPLING_RATE, &rate);
    short far[160], near[160], out[160], late[160] = {0};
    long frames = 0;
    clock_t spent = 0;
    while (fread(near, 2, 160, heard) == 160) {
        if (fread(far, 2, 160, played) != 160)
            for (int i = 0; i < 160; i++) far[i] = 0;
        clock_t start = clock();
        /* What is played in this tick comes back in the next one at the earliest. */
        speex_echo_cancellation(state, near, late, out);
        spent += clock() - start;
        for (int i = 0; i < 160; i++) late[i] = far[i];
        fwrite(out, 2, 160, result);
        frames++;
    }
    printf("%f\n", (double)spent / CLOCKS_PER_SEC / (frames * 0.02));
    return 0;
}
