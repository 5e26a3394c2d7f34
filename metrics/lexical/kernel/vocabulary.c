#include "vocabulary.h"

#include <string.h>

/* Any odd 64-bit constant with bits all over will do: 2^64 / golden ratio. */
static const uint64_t FACTOR = 0x9E3779B97F4A7C15ull;

enum { SHORT = BEHIND }; /* characters of a word whose code may say all about it */

/* By length: which of two characters at a time belong to the word. */
static const uint64_t KEPT[SHORT + 1][SHORT / 2] = {
#define ONE 0xFFFFFFFFull
#define TWO UINT64_MAX
    {0, 0, 0, 0},     {ONE, 0, 0, 0},     {TWO, 0, 0, 0},     {TWO, ONE, 0, 0},   {TWO, TWO, 0, 0},
    {TWO, TWO, ONE, 0}, {TWO, TWO, TWO, 0}, {TWO, TWO, TWO, ONE}, {TWO, TWO, TWO, TWO},
#undef ONE
#undef TWO
};

/* Multiplies and folds, two characters at a time. */
static uint64_t long_code(const uint32_t *points, int32_t length) {
    uint64_t code = (uint64_t)length * FACTOR;
    for (; length > 1; length -= 2, points += 2) {
        code = (code ^ (points[0] | (uint64_t)points[1] << 32)) * FACTOR;
        code ^= code >> 32;
    }
    return length ? (code ^ points[0]) * FACTOR : code;
}

/* All eight characters are read, and those that aren't the word's masked, since lengths are hard to predict. */
static inline Signature signature_of(const uint32_t *points, int32_t length) {
    Signature signature = {0, -length};
    uint64_t all = 0;
    if (length <= SHORT) {
        for (int k = 0; k < SHORT / 2; k++) {
            uint64_t two = (points[2 * k] | (uint64_t)points[2 * k + 1] << 32) & KEPT[length][k];
            signature.code |= two << 8 * k;
            all |= two;
        }
        if (!(all & 0xFFFFFF00FFFFFF00ull)) return signature;
    }
    signature.code = long_code(points, length);
    signature.size = length;
    return signature;
}

static inline uint32_t hash_of(Signature signature) { return (uint32_t)(signature.code * FACTOR >> 32); }

/* Makes a table of empty slots for so many words. */
static void set_up(Vocabulary *vocabulary, uint32_t *slots, uint32_t size, uint32_t words) {
    memset(slots, 0, size * sizeof *slots);
    vocabulary->slots = slots;
    vocabulary->mask = size - 1;
    for (vocabulary->shift = 32; size > 1; size /= 2) vocabulary->shift--;
    vocabulary->number_mask = 1;
    while (vocabulary->number_mask < words) vocabulary->number_mask = 2 * vocabulary->number_mask + 1;
}

static uint32_t slots_for(uint32_t words) {
    uint32_t slots = 8;
    while (slots < 2 * words) slots *= 2;
    return slots;
}

/* Returns the slot of the word that starts at `points`, or the empty one where it belongs. */
static inline uint32_t *find_slot(const Vocabulary *vocabulary, const uint32_t *points, Signature signature) {
    const uint32_t hash = hash_of(signature);
    for (uint32_t i = hash >> vocabulary->shift;; i++) {
        uint32_t *slot = &vocabulary->slots[i & vocabulary->mask];
        if (!*slot) return slot;
        if ((*slot ^ hash) & ~vocabulary->number_mask) continue;
        const Entry *entry = &vocabulary->entries[(*slot & vocabulary->number_mask) - 1];
        if (entry->code != signature.code || entry->size != signature.size) continue;
        if (signature.size < 0 ||
            !memcmp(vocabulary->points + entry->start, points, (size_t)signature.size * sizeof(uint32_t)))
            return slot;
    }
}

/* How many of a word's code points are compared, and so kept. */
static size_t kept_points(const Entry *entry) { return entry->size > 0 ? (size_t)entry->size : 0; }

/* Copies the distinct words and their code points to the arena, and enters them in a table of their size. */
static int compact(Vocabulary *vocabulary, Arena *arena) {
    size_t length = 0;
    const uint32_t size = slots_for(vocabulary->count);
    for (uint32_t i = 0; i < vocabulary->count; i++) length += kept_points(&vocabulary->entries[i]);
    uint32_t *slots = arena_take(arena, size * sizeof *slots);
    uint32_t *points = arena_take(arena, length * sizeof *points);
    Entry *entries = arena_take(arena, vocabulary->count * sizeof *entries);
    if (!slots || !points || !entries) return -1;
    Vocabulary compacted = {.count = vocabulary->count, .entries = entries, .points = points};
    set_up(&compacted, slots, size, vocabulary->count);
    size_t start = 0;
    for (uint32_t i = 0; i < vocabulary->count; i++) {
        const Entry *entry = &vocabulary->entries[i];
        const Signature signature = {entry->code, entry->size};
        const uint32_t *word = vocabulary->points + entry->start;
        memcpy(points + start, word, kept_points(entry) * sizeof *points);
        entries[i] = *entry;
        entries[i].start = (int32_t)start;
        *find_slot(&compacted, word, signature) = (hash_of(signature) & ~compacted.number_mask) | (i + 1);
        start += kept_points(entry);
    }
    *vocabulary = compacted;
    return 0;
}

int vocabulary_create(Vocabulary *vocabulary, Arena *arena, VocabularyScratch *scratch, const uint32_t *points,
                      const Word *words, int32_t count, uint32_t *numbers) {
    const uint32_t size = slots_for((uint32_t)count);
    uint32_t *slots = buffer_reserve(&scratch->slots, size * sizeof *slots);
    Entry *entries = buffer_reserve(&scratch->entries, ((size_t)count + 1) * sizeof *entries);
    if (!slots || !entries) return -1;
    set_up(vocabulary, slots, size, (uint32_t)count);
    vocabulary->count = 0;
    vocabulary->entries = entries;
    vocabulary->points = points;
    for (int32_t i = 0; i < count; i++) {
        const Signature signature = signature_of(points + words[i].start, words[i].length);
        uint32_t *slot = find_slot(vocabulary, points + words[i].start, signature);
        if (!*slot) {
            Entry entry = {signature.code, signature.size, words[i].start};
            entries[vocabulary->count++] = entry;
            *slot = (hash_of(signature) & ~vocabulary->number_mask) | vocabulary->count;
        }
        numbers[i] = *slot & vocabulary->number_mask;
    }
    return compact(vocabulary, arena);
}

uint32_t vocabulary_find(const Vocabulary *vocabulary, const uint32_t *points, Word word) {
    const Signature signature = signature_of(points + word.start, word.length);
    return *find_slot(vocabulary, points + word.start, signature) & vocabulary->number_mask;
}

void vocabulary_scratch_free(VocabularyScratch *scratch) {
    buffer_free(&scratch->slots);
    buffer_free(&scratch->entries);
}

int numbering_create(Numbering *numbering) {
    numbering->by_point = calloc(CODE_POINTS, sizeof(uint32_t));
    return numbering->by_point ? 0 : -1;
}

void numbering_free(Numbering *numbering) { free(numbering->by_point); }
