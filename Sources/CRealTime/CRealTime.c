#define _GNU_SOURCE
#include "CRealTime.h"

#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <malloc.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const int64_t second = 1000000000;

static int64_t read_clock(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * second + t.tv_nsec;
}

static int32_t answer(int result)
{
    return result < 0 ? -errno : result;
}

int64_t rt_now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

int64_t rt_wall_clock(void)
{
    return read_clock(CLOCK_REALTIME);
}

void rt_sleep_until(int64_t deadline)
{
    struct timespec t = {.tv_sec = deadline / second, .tv_nsec = deadline % second};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR) {
    }
}

int32_t rt_thread_id(void)
{
    return (int32_t)syscall(SYS_gettid);
}

int32_t rt_set_fifo(int32_t priority)
{
    struct sched_param parameters = {.sched_priority = priority};
    return answer(sched_setscheduler(0, SCHED_FIFO, &parameters));
}

int32_t rt_set_nice(int32_t nice)
{
    return answer(setpriority(PRIO_PROCESS, (id_t)rt_thread_id(), nice));
}

int32_t rt_set_timer_slack(int64_t slack)
{
    return answer(prctl(PR_SET_TIMERSLACK, (unsigned long)slack));
}

void rt_name_thread(const char *name)
{
    prctl(PR_SET_NAME, name);
}

int64_t rt_thread_cpu(void)
{
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

struct start {
    void (*body)(void *);
    void *context;
};

static void *run(void *argument)
{
    struct start start = *(struct start *)argument;
    free(argument);
    start.body(start.context);
    return NULL;
}

int32_t rt_start_thread(void (*body)(void *), void *context)
{
    struct start *start = malloc(sizeof *start);
    if (!start)
        return -ENOMEM;
    *start = (struct start){body, context};
    pthread_t thread;
    int error = pthread_create(&thread, NULL, run, start);
    if (error) {
        free(start);
        return -error;
    }
    pthread_detach(thread);
    return 0;
}

int64_t rt_raise_open_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
        return -errno;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) < 0)
        return -errno;
    return (int64_t)limit.rlim_cur;
}

void rt_keep_heap(void)
{
    mallopt(M_TRIM_THRESHOLD, 4 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
    // Each arena keeps its own free memory; the threads are few.
    mallopt(M_ARENA_MAX, 2);
}

// What a thread has freed glibc keeps for it: up to 7 pieces of each of 64 sizes, each of which may be all that holds its page. It is given
// back only when a thread ends. So these pieces are taken, and freed by a thread that ends at once.
static void *free_pieces(void *pieces)
{
    while (pieces) {
        void *next = *(void **)pieces;
        free(pieces);
        pieces = next;
    }
    return NULL;
}

static void empty_cache_of_thread(void)
{
    void *pieces = NULL;
    for (size_t size = 24; size <= 1032; size += 16)
        for (int count = 0; count < 7; count++) {
            void **piece = malloc(size);
            if (!piece)
                continue;
            *piece = pieces;
            pieces = piece;
        }
    pthread_t thread;
    if (pthread_create(&thread, NULL, free_pieces, pieces))
        free_pieces(pieces);
    else
        pthread_join(thread, NULL);
}

void rt_trim_heap(void)
{
    empty_cache_of_thread();
    malloc_trim(0);
}

void rt_release_pages(void *start, size_t length)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = ((uintptr_t)start + page - 1) & ~(page - 1);
    uintptr_t last = ((uintptr_t)start + length) & ~(page - 1);
    if (first < last)
        madvise((void *)first, last - first, MADV_DONTNEED);
}

// MARK: addresses and datagrams

static const uint64_t mapped = 0xffff;

static bool is_mapped(const rt_address *address)
{
    return address->upper == 0 && address->lower >> 32 == mapped;
}

static socklen_t to_system(const rt_address *from, struct sockaddr_storage *to)
{
    memset(to, 0, sizeof(struct sockaddr_in6));
    if (is_mapped(from)) {
        struct sockaddr_in *address = (struct sockaddr_in *)to;
        address->sin_family = AF_INET;
        address->sin_port = htons(from->port);
        address->sin_addr.s_addr = htonl((uint32_t)from->lower);
        return sizeof *address;
    }
    struct sockaddr_in6 *address = (struct sockaddr_in6 *)to;
    address->sin6_family = AF_INET6;
    address->sin6_port = htons(from->port);
    uint64_t halves[2] = {htobe64(from->upper), htobe64(from->lower)};
    memcpy(&address->sin6_addr, halves, sizeof halves);
    return sizeof *address;
}

static void from_octets(const void *octets, rt_address *to)
{
    uint64_t halves[2];
    memcpy(halves, octets, sizeof halves);
    to->upper = be64toh(halves[0]);
    to->lower = be64toh(halves[1]);
}

static void from_system(const struct sockaddr_storage *from, rt_address *to)
{
    if (from->ss_family == AF_INET6) {
        const struct sockaddr_in6 *address = (const struct sockaddr_in6 *)from;
        from_octets(&address->sin6_addr, to);
        to->port = ntohs(address->sin6_port);
    } else {
        const struct sockaddr_in *address = (const struct sockaddr_in *)from;
        to->upper = 0;
        to->lower = mapped << 32 | ntohl(address->sin_addr.s_addr);
        to->port = ntohs(address->sin_port);
    }
}

int32_t rt_udp_open(const rt_address *address)
{
    struct sockaddr_storage local;
    socklen_t length = to_system(address, &local);
    int fd = socket(local.ss_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -errno;
    int one = 1;
    if (!is_mapped(address))
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof one);
    // Expedited forwarding (RFC 3246): voice goes first where the network looks.
    int service = 0xb8;
    if (!is_mapped(address))
        setsockopt(fd, IPPROTO_IPV6, IPV6_TCLASS, &service, sizeof service);
    else
        setsockopt(fd, IPPROTO_IP, IP_TOS, &service, sizeof service);
    if (bind(fd, (struct sockaddr *)&local, length) < 0) {
        int error = errno;
        close(fd);
        return -error;
    }
    return fd;
}

int32_t rt_udp_local(int32_t socket, rt_address *address)
{
    struct sockaddr_storage local;
    socklen_t length = sizeof local;
    int result = getsockname(socket, (struct sockaddr *)&local, &length);
    if (result < 0)
        return -errno;
    from_system(&local, address);
    return 0;
}

int32_t rt_udp_receive(int32_t socket, uint8_t *buffer, size_t capacity, rt_address *from)
{
    struct sockaddr_storage sender;
    socklen_t length = sizeof sender;
    ssize_t count = recvfrom(socket, buffer, capacity, MSG_DONTWAIT, (struct sockaddr *)&sender, &length);
    if (count < 0)
        return -errno;
    from_system(&sender, from);
    return (int32_t)count;
}

int32_t rt_udp_send(int32_t socket, const uint8_t *buffer, size_t length, const rt_address *to)
{
    struct sockaddr_storage receiver;
    socklen_t size = to_system(to, &receiver);
    return answer((int)sendto(socket, buffer, length, MSG_DONTWAIT | MSG_NOSIGNAL, (struct sockaddr *)&receiver, size));
}

bool rt_address_parse(const char *text, uint16_t port, rt_address *address)
{
    struct in_addr four;
    struct in6_addr six;
    address->port = port;
    if (inet_pton(AF_INET, text, &four) == 1) {
        address->upper = 0;
        address->lower = mapped << 32 | ntohl(four.s_addr);
        return true;
    }
    if (inet_pton(AF_INET6, text, &six) != 1)
        return false;
    from_octets(&six, address);
    return true;
}

// MARK: waking

int32_t rt_event_open(void)
{
    return answer(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
}

void rt_event_signal(int32_t event)
{
    uint64_t one = 1;
    ssize_t written = write(event, &one, sizeof one);
    (void)written; // full means that the reader has been told already
}

void rt_event_clear(int32_t event)
{
    uint64_t count;
    ssize_t taken = read(event, &count, sizeof count);
    (void)taken;
}
