/* Memory: an arena for what lives as long as the bound references, buffers for what one segment needs.
 *
 * Every function that may run out of memory says so by its result (NULL or -1); nothing here touches Python.
 */
#ifndef TERTIUM_MEMORY_H
#define TERTIUM_MEMORY_H

#include <stddef.h>
#include <stdlib.h>

/* Blocks that are freed together. An arena of zeros is empty. */
typedef struct ArenaBlock ArenaBlock;
typedef struct {
    ArenaBlock *blocks;
    size_t used, capacity; /* of the newest block, in bytes */
} Arena;

/* Returns uninitialised bytes, aligned to 16, or NULL. */
void *arena_take(Arena *arena, size_t bytes);
void arena_free(Arena *arena);

/* Bytes that grow and are used again. A buffer of zeros is empty. */
typedef struct {
    void *bytes;
    size_t capacity;
} Buffer;

/* Returns at least as many bytes, or NULL; earlier contents are lost where it grows. */
void *buffer_reserve(Buffer *buffer, size_t bytes);
/* The same, but earlier contents are kept. */
void *buffer_grow(Buffer *buffer, size_t bytes);
void buffer_free(Buffer *buffer);

#endif
