#include "ngrams.h"

#include <string.h>

enum {
    MAX_MERGED = 64, /* references of one segment */
    LAST_KEYS = 4    /* a search ends with so many keys, which are compared without a branch */
};

/* One number per order, for the tables of ngram_keys.h. */
#define UP_TO(m) {m > 0, m > 1, m > 2, m > 3, m > 4, m > 5, m > 6, m > 7}
#define ABOVE(m) {-(m < 1), -(m < 2), -(m < 3), -(m < 4), -(m < 5), -(m < 6), -(m < 7), -(m < 8)}

/* Returns f such that x * f >> 16 is x / bits for every x up to 128: a shift is much faster than a division. */
static inline uint32_t inverse_of(int32_t bits) { return 65536u / (uint32_t)bits + 1; }

/* Of a number that isn't 0. */
#if defined(__GNUC__) || defined(__clang__)
static inline int leading_zeros_narrow(uint64_t x) { return __builtin_clzll(x); }
#elif defined(_MSC_VER) && (defined(_M_X64) || defined(_M_ARM64))
#include <intrin.h>
static inline int leading_zeros_narrow(uint64_t x) {
    unsigned long bit;
    _BitScanReverse64(&bit, x);
    return 63 - (int)bit;
}
#else
static inline int leading_zeros_narrow(uint64_t x) {
    int zeros = 0;
    for (; !(x >> 63); x <<= 1) zeros++;
    return zeros;
}
#endif

#define NAMED(name) name##_narrow
#define KEY uint64_t
#define KEY_BITS 64
#define LANE int16_t
#define MOST ((1 << 14) - 1)
#include "ngram_keys.h"
enum { MOST_NARROW = MOST };
#undef NAMED
#undef KEY
#undef KEY_BITS
#undef LANE
#undef MOST

#ifdef __SIZEOF_INT128__
#define HAS_WIDE 1
typedef unsigned __int128 Wide;
static inline int leading_zeros_wide(Wide x) {
    uint64_t high = (uint64_t)(x >> 64);
    return high ? __builtin_clzll(high) : 64 + __builtin_clzll((uint64_t)x);
}
#define NAMED(name) name##_wide
#define KEY Wide
#define KEY_BITS 128
#define LANE int32_t
#define MOST ((1 << 30) - 1)
#include "ngram_keys.h"
#define CALL(index, function, ...) ((index)->wide ? function##_wide(__VA_ARGS__) : function##_narrow(__VA_ARGS__))
#else
#define HAS_WIDE 0
#define CALL(index, function, ...) function##_narrow(__VA_ARGS__)
#endif

/* How many bits a number takes: 0 is the end of the text, all ones are UNKNOWN, so neither is a number. */
static int32_t bits_for(uint32_t highest) {
    int32_t bits = 1;
    while (bits < 32 && (1ull << bits) - 1 <= highest) bits++;
    return bits;
}

int index_references(NgramIndex *index, Arena *arena, NgramScratch *scratch, const Sequence *references,
                     int32_t count, int32_t orders, uint32_t highest) {
    memset(index, 0, sizeof *index);
    if (count > MAX_MERGED || orders > MAX_ORDERS) return 1;
    index->references = count;
    index->orders = orders;
    index->bits = bits_for(highest);
    int64_t total = 0;
    for (int32_t r = 0; r < count; r++) total += references[r].length;
    index->wide = index->bits * orders > 64 || total > MOST_NARROW;
    if (index->wide && (!HAS_WIDE || index->bits * orders > 128)) return 1;
    return CALL(index, index, index, arena, scratch, references, highest);
}

int index_union(NgramIndex *index, Arena *arena, NgramScratch *scratch, const Sequence *references, int32_t count,
                int32_t orders, uint32_t highest) {
    int failed = index_references(index, arena, scratch, references, count, orders, highest);
    return failed ? failed : CALL(index, limit, index, arena);
}

int match_each(const NgramIndex *index, NgramScratch *scratch, Sequence hypothesis, int32_t (*matches)[MAX_ORDERS]) {
    return CALL(index, match_each, index, scratch, hypothesis, matches);
}

int match_union(const NgramIndex *index, NgramScratch *scratch, Sequence hypothesis, int32_t matches[MAX_ORDERS]) {
    return CALL(index, match_union, index, scratch, hypothesis, matches);
}

void ngram_scratch_free(NgramScratch *scratch) {
    buffer_free(&scratch->keys);
    buffer_free(&scratch->other_keys);
    buffer_free(&scratch->counts);
}
