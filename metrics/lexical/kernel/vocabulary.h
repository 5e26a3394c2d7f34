/* The words of one segment's references, numbered from 1; and its characters likewise. */
#ifndef TERTIUM_VOCABULARY_H
#define TERTIUM_VOCABULARY_H

#include "memory.h"
#include "ngrams.h"
#include "text.h"

/* What tells words apart. Words of up to eight characters below 256 have a code that no other word of their size has, and
 * a size below 0: minus their length. Others of one code and one size are compared. */
typedef struct {
    uint64_t code;
    int32_t size;
} Signature;

/* A word that has a number. Its characters are kept from `start` on, if it may be compared. */
typedef struct {
    uint64_t code;
    int32_t size, start;
} Entry;

/* Words to numbers: open addressing, a power of two of slots, at most half of them used. A slot holds the word's number
 * in its lowest bits and bits of its hash above; 0 is an empty slot. All of it is compact, since it is read from memory
 * once for every hypothesis. */
typedef struct {
    uint32_t *slots;
    uint32_t mask;          /* number of slots - 1 */
    int shift;              /* what is left of a hash behind it is a slot */
    uint32_t count;         /* words; their numbers are 1 to count */
    uint32_t number_mask;   /* the bits of a slot that are the number */
    const Entry *entries;   /* by number - 1 */
    const uint32_t *points; /* what the words point into */
} Vocabulary;

typedef struct {
    Buffer slots, entries;
} VocabularyScratch;

/* Numbers the words in the order in which they come, an equal one as before, and keeps what is needed to find them.
 * BEHIND code points follow. Returns 0, or -1 without memory. */
int vocabulary_create(Vocabulary *vocabulary, Arena *arena, VocabularyScratch *scratch, const uint32_t *points,
                      const Word *words, int32_t count, uint32_t *numbers);
/* Returns the number of a word of another text, or UNKNOWN; BEHIND code points follow. */
uint32_t vocabulary_find(const Vocabulary *vocabulary, const uint32_t *points, Word word);
void vocabulary_scratch_free(VocabularyScratch *scratch);

/* Characters by number - 1; see `Numbering`. */
typedef struct {
    const uint32_t *characters;
    uint32_t count;
} Alphabet;

/* A number per code point: one table for all segments, filled for one alphabet at a time. */
typedef struct {
    uint32_t *by_point; /* CODE_POINTS of them: UNKNOWN but for the current alphabet */
} Numbering;

/* Pages that are never written cost no memory: the table is as large as the text's scripts are many. */
int numbering_create(Numbering *numbering);
void numbering_free(Numbering *numbering);
static inline void numbering_set(const Numbering *numbering, Alphabet alphabet) {
    for (uint32_t i = 0; i < alphabet.count; i++) numbering->by_point[alphabet.characters[i]] = i + 1;
}
static inline void numbering_clear(const Numbering *numbering, Alphabet alphabet) {
    for (uint32_t i = 0; i < alphabet.count; i++) numbering->by_point[alphabet.characters[i]] = UNKNOWN;
}

#endif
