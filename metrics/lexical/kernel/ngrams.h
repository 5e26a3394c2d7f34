/* Matching n-grams of all orders at once, of a hypothesis and all references of its segment.
 *
 * A text is a sequence of numbers: of its characters or its words. The index of the references holds every place of
 * every reference as one key: the numbers of the next `orders` characters, packed into an integer, the first number in
 * its highest bits. Keys are sorted, so all places where the same n-gram starts stand side by side, for every n up to
 * `orders`; such a run of places is a group. A hypothesis' place is looked up by binary search, and what it shares with
 * the nearest key tells which of its n-grams the references have. One walk over the keys then adds up min(times in the
 * hypothesis, times in the reference) over the groups of each order. Nothing is hashed, so nothing can collide.
 */
#ifndef TERTIUM_NGRAMS_H
#define TERTIUM_NGRAMS_H

#include "memory.h"

#include <stdint.h>

enum { MAX_ORDERS = 8 };
enum { UNKNOWN = 0 }; /* the number of a word, or of a character, that no reference has */

/* A reference, or a hypothesis, as numbers from 1; UNKNOWN (0) stands for what no reference has. */
typedef struct {
    const uint32_t *numbers;
    int32_t length;
} Sequence;

/* The sorted keys of one segment's references; see above. An index of zeros has no keys.
 *
 * Nearly every segment has a narrow index: keys of 64 bits, counts of 16. A wide one has keys of 128 bits and counts of
 * 32, for references with more distinct characters, or more characters, than a narrow one can tell apart or count. */
typedef struct {
    int32_t size;          /* distinct keys */
    int32_t references;    /* of the segment */
    int32_t orders;        /* the longest n-grams */
    int32_t bits;          /* of a number in a key */
    int wide;
    const void *keys;      /* size of them; a key of zeros before, keys of ones behind */
    const int32_t *starts; /* by number: where the keys begin that start with it; one more than there are numbers */
    const uint8_t *shared; /* how many numbers a key and the next one have in common; 0 for the last */
    const void *times;     /* [key][reference]: how often the key occurs in each */
    const void *limits;    /* [key][order - 1], of `index_union`: how often a group that ends here may match */
} NgramIndex;

typedef struct {
    Buffer keys, other_keys, counts;
} NgramScratch;

/* Indexes the references; numbers are at most `highest`. Returns 0, -1 without memory, 1 if keys would be too long. */
int index_references(NgramIndex *index, Arena *arena, NgramScratch *scratch, const Sequence *references,
                     int32_t count, int32_t orders, uint32_t highest);

/* The same, with references taken together: an n-gram may match as often as the reference has it that has it most often
 * (BLEU's clipping). */
int index_union(NgramIndex *index, Arena *arena, NgramScratch *scratch, const Sequence *references, int32_t count,
                int32_t orders, uint32_t highest);

/* Fills `matches[reference][order - 1]`. Returns 0, or -1 without memory. */
int match_each(const NgramIndex *index, NgramScratch *scratch, Sequence hypothesis, int32_t (*matches)[MAX_ORDERS]);

/* Fills `matches[order - 1]` by an index of `index_union`. Returns 0, or -1 without memory. */
int match_union(const NgramIndex *index, NgramScratch *scratch, Sequence hypothesis, int32_t matches[MAX_ORDERS]);

void ngram_scratch_free(NgramScratch *scratch);

#endif
