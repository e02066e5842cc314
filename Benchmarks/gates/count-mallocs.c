/*
 * count-mallocs.so - preloaded into a program, counts what it allocates and prints the number at its end:
 *
 *     cc -O2 -shared -fPIC -o count-mallocs.so count-mallocs.c
 *     LD_PRELOAD=./count-mallocs.so PROGRAM        # last line on standard error: "allocations: N"
 */
#define _GNU_SOURCE
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static atomic_ulong allocations;

void *malloc(size_t size) { atomic_fetch_add(&allocations, 1); return __libc_malloc(size); }
void *calloc(size_t count, size_t size) { atomic_fetch_add(&allocations, 1); return __libc_calloc(count, size); }
void *realloc(void *block, size_t size) { atomic_fetch_add(&allocations, 1); return __libc_realloc(block, size); }
void *memalign(size_t alignment, size_t size) { atomic_fetch_add(&allocations, 1); return __libc_memalign(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) { atomic_fetch_add(&allocations, 1); return __libc_memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size)
{
    atomic_fetch_add(&allocations, 1);
    *block = __libc_memalign(alignment, size);
    return *block ? 0 : 12; /* ENOMEM */
}

__attribute__((destructor)) static void report(void) { fprintf(stderr, "allocations: %lu\n", atomic_load(&allocations)); }
