#include "memory.h"

#include <stdint.h>

enum { ALIGNMENT = 16, BLOCK = 1 << 18 }; /* a quarter of a MiB: hundreds of segments, and little to waste */

struct ArenaBlock {
    ArenaBlock *next;
    size_t padding; /* the bytes behind the header are aligned as malloc aligns the header */
};

void *arena_take(Arena *arena, size_t bytes) {
    if (bytes > SIZE_MAX / 2) return NULL;
    bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!arena->blocks || bytes > arena->capacity - arena->used) {
        size_t capacity = bytes > BLOCK ? bytes : BLOCK;
        ArenaBlock *block = malloc(sizeof *block + capacity);
        if (!block) return NULL;
        block->next = arena->blocks;
        arena->blocks = block;
        arena->used = 0;
        arena->capacity = capacity;
    }
    void *taken = (char *)(arena->blocks + 1) + arena->used;
    arena->used += bytes;
    return taken;
}

void arena_free(Arena *arena) {
    while (arena->blocks) {
        ArenaBlock *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    arena->used = arena->capacity = 0;
}

void *buffer_reserve(Buffer *buffer, size_t bytes) {
    if (bytes <= buffer->capacity && buffer->bytes) return buffer->bytes;
    free(buffer->bytes); /* not realloc: nobody needs the copy */
    buffer->capacity = bytes + bytes / 2 + 256;
    buffer->bytes = malloc(buffer->capacity);
    if (!buffer->bytes) buffer->capacity = 0;
    return buffer->bytes;
}

void *buffer_grow(Buffer *buffer, size_t bytes) {
    if (bytes <= buffer->capacity && buffer->bytes) return buffer->bytes;
    size_t capacity = bytes + bytes / 2 + 256;
    void *grown = realloc(buffer->bytes, capacity);
    if (!grown) return NULL;
    buffer->bytes = grown;
    buffer->capacity = capacity;
    return grown;
}

void buffer_free(Buffer *buffer) {
    free(buffer->bytes);
    buffer->bytes = NULL;
    buffer->capacity = 0;
}
