#include "vocabulary.h"

#include <string.h>

/* Multiply and fold, two characters at a time. Any odd 64-bit constant with bits all over will do: 2^64 / golden ratio. */
static inline uint32_t hash_word(const uint32_t *points, int32_t length) {
    const uint64_t factor = 0x9E3779B97F4A7C15ull;
    uint64_t hash = (uint64_t)length * factor;
    for (; length > 1; length -= 2, points += 2) {
        hash = (hash ^ (points[0] | (uint64_t)points[1] << 32)) * factor;
        hash ^= hash >> 32;
    }
    if (length) hash = (hash ^ points[0]) * factor;
    return (uint32_t)(hash >> 32);
}

/* Makes a table of empty slots for so many words. */
static void set_up(Vocabulary *vocabulary, uint32_t *slots, uint32_t size, uint32_t words) {
    memset(slots, 0, size * sizeof *slots);
    vocabulary->slots = slots;
    vocabulary->mask = size - 1;
    vocabulary->number_mask = 1;
    while (vocabulary->number_mask < words) vocabulary->number_mask = 2 * vocabulary->number_mask + 1;
}

static uint32_t slots_for(uint32_t words) {
    uint32_t slots = 8;
    while (slots < 2 * words) slots *= 2;
    return slots;
}

/* Returns the word's slot, or the empty one where it belongs. */
static uint32_t *find_slot(const Vocabulary *vocabulary, const uint32_t *points, Word word, uint32_t hash) {
    for (uint32_t i = hash;; i++) {
        uint32_t *slot = &vocabulary->slots[i & vocabulary->mask];
        if (!*slot) return slot;
        if ((*slot ^ hash) & ~vocabulary->number_mask) continue;
        Word known = vocabulary->words[(*slot & vocabulary->number_mask) - 1];
        if (known.length == word.length &&
            !memcmp(vocabulary->points + known.start, points + word.start, (size_t)word.length * sizeof(uint32_t)))
            return slot;
    }
}

/* Copies the distinct words and their code points to the arena, and enters them in a table of their size. */
static int compact(Vocabulary *vocabulary, Arena *arena) {
    size_t length = 0;
    const uint32_t size = slots_for(vocabulary->count);
    for (uint32_t i = 0; i < vocabulary->count; i++) length += (size_t)vocabulary->words[i].length;
    uint32_t *slots = arena_take(arena, size * sizeof *slots);
    uint32_t *points = arena_take(arena, length * sizeof *points);
    Word *words = arena_take(arena, vocabulary->count * sizeof *words);
    if (!slots || !points || !words) return -1;
    Vocabulary compacted = {.count = vocabulary->count, .words = words, .points = points};
    set_up(&compacted, slots, size, vocabulary->count);
    for (uint32_t i = 0, start = 0; i < vocabulary->count; i++) {
        Word word = vocabulary->words[i];
        memcpy(points + start, vocabulary->points + word.start, (size_t)word.length * sizeof *points);
        words[i].start = (int32_t)start;
        words[i].length = word.length;
        uint32_t hash = hash_word(points + start, word.length);
        *find_slot(&compacted, points, words[i], hash) = (hash & ~compacted.number_mask) | (i + 1);
        start += (uint32_t)word.length;
    }
    *vocabulary = compacted;
    return 0;
}

int vocabulary_create(Vocabulary *vocabulary, Arena *arena, VocabularyScratch *scratch, const uint32_t *points,
                      const Word *words, int32_t count, uint32_t *numbers) {
    const uint32_t size = slots_for((uint32_t)count);
    uint32_t *slots = buffer_reserve(&scratch->slots, size * sizeof *slots);
    Word *distinct = buffer_reserve(&scratch->words, ((size_t)count + 1) * sizeof *distinct);
    if (!slots || !distinct) return -1;
    set_up(vocabulary, slots, size, (uint32_t)count);
    vocabulary->count = 0;
    vocabulary->words = distinct;
    vocabulary->points = points;
    for (int32_t i = 0; i < count; i++) {
        uint32_t hash = hash_word(points + words[i].start, words[i].length);
        uint32_t *slot = find_slot(vocabulary, points, words[i], hash);
        if (!*slot) {
            distinct[vocabulary->count++] = words[i];
            *slot = (hash & ~vocabulary->number_mask) | vocabulary->count;
        }
        numbers[i] = *slot & vocabulary->number_mask;
    }
    return compact(vocabulary, arena);
}

uint32_t vocabulary_find(const Vocabulary *vocabulary, const uint32_t *points, Word word) {
    return *find_slot(vocabulary, points, word, hash_word(points + word.start, word.length)) & vocabulary->number_mask;
}

void vocabulary_scratch_free(VocabularyScratch *scratch) {
    buffer_free(&scratch->slots);
    buffer_free(&scratch->words);
}

int numbering_create(Numbering *numbering) {
    numbering->by_point = calloc(CODE_POINTS, sizeof(uint32_t));
    return numbering->by_point ? 0 : -1;
}

void numbering_free(Numbering *numbering) { free(numbering->by_point); }
