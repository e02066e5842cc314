/*
 * farm agents PORT [SECONDS]   telephones of agents: answers every INVITE at once and speaks until the BYE
 * farm relay PORT [SECONDS]    the floor of a bridge: calls are paired as they come, and each hears what the other says
 *
 * Both answer SIP over UDP on 127.0.0.1, PCMU and telephone events, with one socket a call and one thread. The relay hands a packet on when it comes,
 * with nothing looked at but its length: what a bridge must do at the least. It ends after SECONDS (600), or at SIGTERM, and prints one
 * line of JSON: calls, packets, and for agents the time from their 200 to the first packet that they hear [ms].
 *
 * cc -O2 -o farm farm.c -lm
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST_CALLS = 4000, FRAME = 160, HEADER = 12, MOST_TEXT = 8192, ID = 128 };

struct call {
    int isUp, rtp, port, pair;
    char id[ID];
    uint32_t ssrc, stamp;
    uint16_t sequence;
    unsigned position;
    int64_t answered;
};

static struct call calls[MOST_CALLS];
static int used, unpaired = -1, sip, isRelay, sipPort;
static uint8_t tone[FRAME * 25];
static double waits[MOST_CALLS * 4];
static unsigned waitCount;
static unsigned long long heard, said, answeredCalls;
static volatile sig_atomic_t isOver;

static void stop(int signal) { (void)signal; isOver = 1; }

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static uint8_t mulaw(int sample) {
    int sign = sample < 0 ? 0x80 : 0, exponent = 7, magnitude = (sample < 0 ? -sample : sample) + 132;
    for (int bit = 0x4000; exponent > 0 && !(magnitude & bit); bit >>= 1) exponent--;
    return (uint8_t)~(sign | exponent << 4 | ((magnitude >> (exponent + 3)) & 15));
}

/* A socket on the loopback address; port 0 for any. */
static int bound(int port) {
    int handle = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), size = 4 << 20;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (handle < 0 || bind(handle, (void *)&address, sizeof address)) {
        perror("farm: bind");
        exit(1);
    }
    if (port) setsockopt(handle, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
    return handle;
}

/* The value of a header, up to the end of its line; 0 when there is none. */
static int value(const char *message, const char *name, char *into, int size) {
    const char *line = strstr(message, name);
    if (!line) return 0;
    line += strlen(name);
    int length = (int)strcspn(line, "\r\n");
    if (length >= size) return 0;
    memcpy(into, line, length);
    into[length] = 0;
    return 1;
}

static struct call *find(const char *id) {
    for (int index = 0; index < used; index++)
        if (calls[index].isUp && !strcmp(calls[index].id, id)) return &calls[index];
    return NULL;
}

static struct call *begin(const char *id, const char *message) {
    int index = 0;
    while (index < used && calls[index].isUp) index++;
    if (index == MOST_CALLS) return NULL;
    if (index == used) {
        calls[used].rtp = bound(0);
        struct sockaddr_in address;
        socklen_t size = sizeof address;
        getsockname(calls[used].rtp, (void *)&address, &size);
        calls[used++].port = ntohs(address.sin_port);
    }
    struct call *call = &calls[index];
    struct sockaddr_in remote = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const char *media = strstr(message, "m=audio ");
    remote.sin_port = htons(media ? atoi(media + 8) : 9);
    connect(call->rtp, (void *)&remote, sizeof remote);
    call->isUp = 1;
    call->pair = -1;
    call->answered = 0;
    call->ssrc = (uint32_t)random();
    snprintf(call->id, ID, "%s", id);
    if (isRelay && unpaired >= 0 && calls[unpaired].isUp) {
        call->pair = unpaired;
        calls[unpaired].pair = index;
        unpaired = -1;
    } else if (isRelay) {
        unpaired = index;
    }
    return call;
}

static void end(struct call *call) {
    call->isUp = 0;
    if (call->pair >= 0) calls[call->pair].pair = -1;
    if (unpaired == call - calls) unpaired = -1;
}

/* Answers a request with what every response copies (all Via lines, in order). */
static void respond(const char *status, const char *request, const struct call *call, const struct sockaddr_in *to) {
    char text[MOST_TEXT], line[2048], body[256] = "";
    int length = snprintf(text, sizeof text, "SIP/2.0 %s\r\n", status);
    for (const char *next = request; (next = strstr(next, "\r\nVia: ")); next += 2) {
        if (value(next, "\r\nVia: ", line, sizeof line)) length += snprintf(text + length, sizeof text - length, "Via: %s\r\n", line);
    }
    static const char *const names[] = {"From", "To", "Call-ID", "CSeq"};
    for (int index = 0; index < 4; index++) {
        char name[16];
        snprintf(name, sizeof name, "\r\n%s: ", names[index]);
        if (!value(request, name, line, sizeof line)) return;
        int needsTag = index == 1 && call && !strstr(line, ";tag=");
        length += snprintf(text + length, sizeof text - length, "%s: %s", names[index], line);
        if (needsTag) length += snprintf(text + length, sizeof text - length, ";tag=%x", call->ssrc);
        length += snprintf(text + length, sizeof text - length, "\r\n");
    }
    if (call && !strncmp(status, "200", 3))
        snprintf(body, sizeof body,
                 "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio %d RTP/AVP 0 101\r\n"
                 "a=rtpmap:101 telephone-event/8000\r\n", call->port);
    if (call) length += snprintf(text + length, sizeof text - length, "Contact: <sip:farm@127.0.0.1:%d>\r\n", sipPort);
    if (*body) length += snprintf(text + length, sizeof text - length, "Content-Type: application/sdp\r\n");
    length += snprintf(text + length, sizeof text - length, "Content-Length: %zu\r\n\r\n%s", strlen(body), body);
    sendto(sip, text, length, 0, (const void *)to, sizeof *to);
}

static void hearSignalling(void) {
    char message[MOST_TEXT], id[ID];
    struct sockaddr_in from;
    socklen_t size = sizeof from;
    ssize_t length;
    while ((length = recvfrom(sip, message, sizeof message - 1, 0, (void *)&from, &size)) > 0) {
        message[length] = 0;
        if (!value(message, "\r\nCall-ID: ", id, sizeof id)) continue;
        struct call *call = find(id);
        if (!strncmp(message, "INVITE ", 7)) {
            if (!call && !(call = begin(id, message))) continue;
            respond("200 OK", message, call, &from);
            if (!call->answered) {
                call->answered = now();
                answeredCalls++;
            }
        } else if (!strncmp(message, "BYE ", 4)) {
            if (call) end(call);
            respond("200 OK", message, NULL, &from);
        } else if (!strncmp(message, "OPTIONS ", 8) || !strncmp(message, "CANCEL ", 7)) {
            respond("200 OK", message, NULL, &from);
        }
    }
}

/* Takes what a call was sent; a relay hands it on. */
static void take(struct call *call) {
    uint8_t packet[1600];
    ssize_t length;
    while ((length = recv(call->rtp, packet, sizeof packet, 0)) > 0) {
        heard++;
        if (call->answered > 0 && !isRelay && waitCount < sizeof waits / sizeof *waits) waits[waitCount++] = (now() - call->answered) / 1e6;
        if (call->answered > 0) call->answered = -1;
        if (call->pair >= 0 && send(calls[call->pair].rtp, packet, length, 0) > 0) said++;
    }
}

static void speak(struct call *call) {
    uint8_t packet[HEADER + FRAME] = {0x80, 0, call->sequence >> 8, (uint8_t)call->sequence};
    uint32_t stamp = htonl(call->stamp), source = htonl(call->ssrc);
    memcpy(packet + 4, &stamp, 4);
    memcpy(packet + 8, &source, 4);
    memcpy(packet + HEADER, tone + call->position, FRAME);
    call->sequence++;
    call->stamp += FRAME;
    call->position = (call->position + FRAME) % sizeof tone;
    if (send(call->rtp, packet, sizeof packet, 0) > 0) said++;
}

static int rising(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static double percentile(double part) {
    return waitCount ? waits[(unsigned)((waitCount - 1) * part)] : 0;
}

int main(int count, char **arguments) {
    if (count < 3 || (strcmp(arguments[1], "agents") && strcmp(arguments[1], "relay"))) {
        fprintf(stderr, "usage: farm agents|relay PORT [SECONDS]\n");
        return 2;
    }
    struct rlimit files = {65536, 65536};
    setrlimit(RLIMIT_NOFILE, &files);
    isRelay = arguments[1][0] == 'r';
    sipPort = atoi(arguments[2]);
    sip = bound(sipPort);
    signal(SIGTERM, stop);
    signal(SIGINT, stop);
    for (unsigned index = 0; index < sizeof tone; index++) tone[index] = mulaw((int)(4000 * sin(index * 2 * M_PI * 440 / 8000)));
    int64_t next = now(), last = next + (count > 3 ? atoll(arguments[3]) : 600) * 1000000000LL;
    unsigned phase = 0;
    /* A step a millisecond; each call has its turn in one of twenty. */
    while (!isOver && next < last) {
        struct timespec due = {next / 1000000000, next % 1000000000};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
        hearSignalling();
        /* Who was just answered is listened to all the time, so that the first packet is timed to the millisecond. */
        for (int index = 0; index < used && !isRelay; index++)
            if (calls[index].isUp && calls[index].answered > 0) take(&calls[index]);
        for (int index = (int)phase; index < used; index += 20) {
            if (!calls[index].isUp) continue;
            take(&calls[index]);
            if (!isRelay) speak(&calls[index]);
        }
        phase = (phase + 1) % 20;
        next += 1000000;
    }
    qsort(waits, waitCount, sizeof *waits, rising);
    printf("{\"calls\": %llu, \"heard\": %llu, \"said\": %llu, \"connect_p50_ms\": %.1f, \"connect_p99_ms\": %.1f}\n", answeredCalls, heard,
           said, percentile(0.5), percentile(0.99));
    return 0;
}
