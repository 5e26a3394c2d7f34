/* Read before every source of the kernel when `tests.fuzz.sanitize` builds it: allocations are counted, and one fails.
 *
 * `allocations_left` is how many succeed before one fails (below 0: all do); `allocations_live` how many aren't freed.
 */
#ifndef TERTIUM_ALLOCATIONS_H
#define TERTIUM_ALLOCATIONS_H

#include <stdatomic.h>
#include <stdlib.h>

/* weak: each source defines them, the linker keeps one */
__attribute__((weak)) atomic_long allocations_left = -1, allocations_live;

static inline int may_allocate(void) {
    return atomic_load(&allocations_left) < 0 || atomic_fetch_sub(&allocations_left, 1) > 0;
}

static inline void *counted(void *bytes) {
    if (bytes) atomic_fetch_add(&allocations_live, 1);
    return bytes;
}

static inline void *counted_malloc(size_t size) { return may_allocate() ? counted(malloc(size)) : NULL; }

static inline void *counted_calloc(size_t count, size_t size) {
    return may_allocate() ? counted(calloc(count, size)) : NULL;
}

static inline void *counted_realloc(void *bytes, size_t size) {
    if (!bytes) return counted_malloc(size);
    return may_allocate() ? realloc(bytes, size) : NULL;
}

static inline void counted_free(void *bytes) {
    if (bytes) atomic_fetch_sub(&allocations_live, 1);
    free(bytes);
}

#define malloc counted_malloc
#define calloc counted_calloc
#define realloc counted_realloc
#define free counted_free

#endif
