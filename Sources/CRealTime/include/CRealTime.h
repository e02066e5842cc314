#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What a real-time media thread needs of Linux and Swift cannot say: absolute sleeps, scheduling of one thread,
// and datagrams in and out without an allocation. Every function that can fail answers -errno.

/// A UDP address: IPv6 in two halves whose most significant octet comes first; IPv4 in its mapped form (RFC 4291, 2.5.5.2).
typedef struct {
    uint64_t upper;
    uint64_t lower;
    uint16_t port;
} rt_address;

/// CLOCK_MONOTONIC [ns].
int64_t rt_now(void);
/// Wall clock since 1970 [ns].
int64_t rt_wall_clock(void);
/// Sleeps until `deadline` on the clock of rt_now [ns]; an absolute deadline, so lateness does not add up.
void rt_sleep_until(int64_t deadline);

/// The kernel's id of this thread.
int32_t rt_thread_id(void);
/// Puts this thread on SCHED_FIFO.
int32_t rt_set_fifo(int32_t priority);
/// Sets the nice value of this thread.
int32_t rt_set_nice(int32_t nice);
/// Sets how late the kernel may wake this thread to save power [ns]; it counts without SCHED_FIFO only.
int32_t rt_set_timer_slack(int64_t slack);
/// Names this thread (15 characters).
void rt_name_thread(const char *name);
/// CPU time of this thread [ns].
int64_t rt_thread_cpu(void);
/// Starts a detached thread.
int32_t rt_start_thread(void (*body)(void *), void *context);
/// Raises the number of files the process may have open to the hard limit; answers what it is now.
int64_t rt_raise_open_files(void);
/// Locks nothing, but stops malloc from giving the heap's top back and asking for it again on every call.
void rt_keep_heap(void);
/// Gives free memory back to the system, what is kept for this thread too; takes milliseconds, so only when nobody waits.
void rt_trim_heap(void);
/// Gives the whole pages between `start` and `start + length` back to the system; what was in them is lost.
void rt_release_pages(void *start, size_t length);
/// Asks the processor to fetch `length` octets from `start` on, to be changed soon; a hint only, of 64 octets each.
static inline void rt_fetch_ahead(const void *start, size_t length)
{
    for (size_t offset = 0; offset < length; offset += 64) __builtin_prefetch((const char *)start + offset, 1, 2);
}

/// A non-blocking UDP socket bound to `address`, of IPv4 when that is a mapped one, else of IPv6 alone.
int32_t rt_udp_open(const rt_address *address);
/// The address a socket is bound to.
int32_t rt_udp_local(int32_t socket, rt_address *address);
/// The next datagram, its length, or -EAGAIN.
int32_t rt_udp_receive(int32_t socket, uint8_t *buffer, size_t capacity, rt_address *from);
/// Sends one datagram.
int32_t rt_udp_send(int32_t socket, const uint8_t *buffer, size_t length, const rt_address *to);
/// Parses a numeric IPv4 or IPv6 address; false when it is none.
bool rt_address_parse(const char *text, uint16_t port, rt_address *address);

/// An eventfd that counts signals.
int32_t rt_event_open(void);
/// Wakes the reader; never blocks.
void rt_event_signal(int32_t event);
/// Takes all signals.
void rt_event_clear(int32_t event);
