/* Included by ngrams.c once per width: KEY is a key's integer and KEY_BITS its size, LANE counts and counts up to MOST,
 * NAMED(x) is the function's name.
 *
 * A number takes `bits` bits; a place that is nearer to the end than `orders` is filled up with 0, which no number is.
 * Lanes are counts by order, n-grams of 1 to MAX_ORDERS: compilers make vectors of them. All references together are no
 * longer than MOST. So matches fit, and what a hypothesis has more often than that needn't be counted on: sums stop there,
 * and twice MOST fits.
 */

/* ONES[m]: 1 for the orders up to m. ENDS[m]: all bits for the orders above m, whose groups end at a key that shares m
 * numbers with the next. */
static const LANE NAMED(ONES)[MAX_ORDERS + 1][MAX_ORDERS] = {UP_TO(0), UP_TO(1), UP_TO(2), UP_TO(3), UP_TO(4),
                                                             UP_TO(5), UP_TO(6), UP_TO(7), UP_TO(8)};
static const LANE NAMED(ENDS)[MAX_ORDERS + 1][MAX_ORDERS] = {ABOVE(0), ABOVE(1), ABOVE(2), ABOVE(3), ABOVE(4),
                                                             ABOVE(5), ABOVE(6), ABOVE(7), ABOVE(8)};

static inline LANE NAMED(least)(LANE a, LANE b) { return a < b ? a : b; }
static inline LANE NAMED(most)(LANE a, LANE b) { return a > b ? a : b; }
static inline LANE NAMED(sum)(LANE a, LANE b) { return NAMED(least)((LANE)(a + b), MOST); }

/* Adds to the counts of every order. The sums are built apart: gcc makes no vector of a loop that it reads and writes. */
static inline void NAMED(add)(LANE *counts, const LANE *more) {
    LANE sums[MAX_ORDERS];
    for (int n = 0; n < MAX_ORDERS; n++) sums[n] = NAMED(sum)(counts[n], more[n]);
    memcpy(counts, sums, sizeof sums);
}

/* ---- Keys ----------------------------------------------------------------------------------------------------------- */

/* Writes the key of every place. UNKNOWN becomes a number of ones, which no reference has. */
static void NAMED(pack)(Sequence sequence, int32_t orders, int32_t bits, KEY *keys) {
    const KEY unknown = ((KEY)1 << bits) - 1;
    const KEY kept = ~(KEY)0 << (KEY_BITS - bits * orders); /* what moves beyond the last order is cut off */
    const int32_t top = KEY_BITS - bits;                    /* where the first number stands */
    KEY key = 0;
    for (int32_t i = sequence.length - 1; i >= 0; i--) { /* from the end: the key before is this one, moved along */
        KEY number = sequence.numbers[i] ? (KEY)sequence.numbers[i] : unknown;
        key = (key >> bits | number << top) & kept;
        keys[i] = key;
    }
}

static void NAMED(insertion_sort)(KEY *keys, int32_t count) {
    for (int32_t i = 1; i < count; i++) {
        KEY key = keys[i];
        int32_t j = i;
        for (; j > 0 && keys[j - 1] > key; j--) keys[j] = keys[j - 1];
        keys[j] = key;
    }
}

/* Sorts by the bits below `bit`, eight at a time from the highest: most texts need one round and short insertions. */
static void NAMED(sort)(KEY *keys, KEY *other, int32_t count, int32_t bit) {
    enum { FEW = 32 };
    if (count <= FEW || bit <= 0) {
        NAMED(insertion_sort)(keys, count);
        return;
    }
    const int32_t shift = bit > 8 ? bit - 8 : 0;
    int32_t starts[257] = {0}, next[256];
    for (int32_t i = 0; i < count; i++) starts[(keys[i] >> shift & 255) + 1]++;
    for (int32_t i = 0; i < 256; i++) starts[i + 1] += starts[i];
    memcpy(next, starts, sizeof next);
    for (int32_t i = 0; i < count; i++) other[next[keys[i] >> shift & 255]++] = keys[i];
    memcpy(keys, other, (size_t)count * sizeof(KEY));
    for (int32_t i = 0; i < 256; i++)
        if (starts[i + 1] - starts[i] > 1) NAMED(sort)(keys + starts[i], other, starts[i + 1] - starts[i], shift);
}

/* How many numbers two keys have in common from the start; `orders` or more where they are equal. `inverse` divides. The
 * lowest bit is set for a number that has leading zeros, and equal keys get one more for it. */
static inline int32_t NAMED(shared)(KEY difference, uint32_t inverse) {
    return (int32_t)((uint32_t)NAMED(leading_zeros)(difference | 1) * inverse >> 16) + !difference;
}

/* ---- The index ------------------------------------------------------------------------------------------------------ */

/* Merges the sorted keys of the references into the index. `ends` are where each reference's keys end. */
static void NAMED(merge)(const KEY *sorted, const int32_t *ends, NgramIndex *index, KEY *keys, LANE *times) {
    int32_t next[MAX_MERGED];
    for (int32_t r = 0; r < index->references; r++) next[r] = r ? ends[r - 1] : 0;
    for (int32_t size = 0;; size++, times += index->references) {
        KEY least = 0; /* no key is 0: a place has at least one number */
        for (int32_t r = 0; r < index->references; r++)
            if (next[r] < ends[r] && (!least || sorted[next[r]] < least)) least = sorted[next[r]];
        if (!least) {
            index->size = size;
            return;
        }
        keys[size] = least;
        for (int32_t r = 0; r < index->references; r++) {
            int32_t start = next[r];
            while (next[r] < ends[r] && sorted[next[r]] == least) next[r]++;
            times[r] = (LANE)(next[r] - start);
        }
    }
}

static int NAMED(index)(NgramIndex *index, Arena *arena, NgramScratch *scratch, const Sequence *references,
                        uint32_t highest) {
    int32_t total = 0, ends[MAX_MERGED];
    for (int32_t r = 0; r < index->references; r++) ends[r] = total += references[r].length;
    KEY *sorted = buffer_reserve(&scratch->keys, ((size_t)total + 1) * sizeof(KEY));
    KEY *merged = buffer_reserve(&scratch->other_keys, ((size_t)total + 1) * sizeof(KEY));
    LANE *times = buffer_reserve(&scratch->counts, ((size_t)total + 1) * (size_t)index->references * sizeof(LANE));
    if (!sorted || !merged || !times) return -1;
    for (int32_t r = 0; r < index->references; r++) {
        KEY *keys = sorted + (r ? ends[r - 1] : 0);
        NAMED(pack)(references[r], index->orders, index->bits, keys);
        NAMED(sort)(keys, merged, references[r].length, KEY_BITS);
    }
    NAMED(merge)(sorted, ends, index, merged, times);
    const size_t size = (size_t)index->size, cells = size * (size_t)index->references;
    KEY *keys = arena_take(arena, (1 + size + LAST_KEYS) * sizeof(KEY));
    uint8_t *shared = arena_take(arena, size + 1);
    LANE *kept_times = arena_take(arena, (cells + 1) * sizeof(LANE));
    int32_t *starts = arena_take(arena, ((size_t)highest + 2) * sizeof(int32_t));
    if (!keys || !shared || !kept_times || !starts) return -1;
    keys[0] = 0;
    for (size_t k = 1; k <= LAST_KEYS; k++) keys[size + k] = ~(KEY)0; /* all ones: UNKNOWN, greater than any place */
    memcpy(keys + 1, merged, size * sizeof(KEY));
    memcpy(kept_times, times, cells * sizeof(LANE));
    for (size_t i = 0; i < size; i++)
        shared[i] = (uint8_t)NAMED(shared)(keys[i + 1] ^ keys[i + 2], inverse_of(index->bits));
    for (uint32_t number = 0, key = 0; number <= highest + 1; number++) {
        while (key < size && keys[key + 1] >> (KEY_BITS - index->bits) < number) key++;
        starts[number] = (int32_t)key;
    }
    index->keys = keys;
    index->starts = starts;
    index->shared = shared;
    index->times = kept_times;
    return 0;
}

/* Adds to the index how often a group that ends at a key may match: as often as any reference has its n-gram. */
static int NAMED(limit)(NgramIndex *index, Arena *arena) {
    LANE times[MAX_MERGED][MAX_ORDERS] = {{0}};
    LANE *limits = arena_take(arena, ((size_t)index->size + 1) * MAX_ORDERS * sizeof(LANE));
    if (!limits) return -1;
    index->limits = limits;
    memset(limits, 0, (size_t)index->size * MAX_ORDERS * sizeof(LANE));
    for (int32_t key = 0; key < index->size; key++, limits += MAX_ORDERS) {
        const LANE *ends = NAMED(ENDS)[index->shared[key]];
        const LANE *of_key = (const LANE *)index->times + (size_t)key * (size_t)index->references;
        for (int32_t r = 0; r < index->references; r++)
            for (int n = 0; n < MAX_ORDERS; n++) {
                times[r][n] = (LANE)(times[r][n] + of_key[r]);
                limits[n] = NAMED(most)(limits[n], times[r][n] & ends[n]);
                times[r][n] &= (LANE)~ends[n];
            }
    }
    return 0;
}

/* ---- Matching ------------------------------------------------------------------------------------------------------- */

/* Counts, at the key that shares most with each place of the hypothesis, the n-grams that they share: counts[key][n]. */
static void NAMED(look_up)(const NgramIndex *index, Sequence hypothesis, const KEY *places, LANE (*counts)[MAX_ORDERS]) {
    const KEY *keys = (const KEY *)index->keys + 1; /* those at either side share nothing with any place */
    const uint32_t inverse = inverse_of(index->bits);
    for (int32_t i = 0; i < hypothesis.length; i++) {
        const uint32_t number = hypothesis.numbers[i];
        if (number == UNKNOWN) continue;
        const KEY place = places[i], *base = keys + index->starts[number];
        int32_t size = index->starts[number + 1] - index->starts[number];
        while (size > LAST_KEYS) { /* a binary search whose comparison is no branch */
            int32_t half = size / 2;
            base += (base[half - 1] < place) * half;
            size -= half;
        }
        int32_t above = (int32_t)(base - keys);
        for (int k = 0; k < LAST_KEYS; k++) above += base[k] < place; /* what stands behind is greater */
        const KEY to_above = place ^ keys[above], to_below = place ^ keys[above - 1]; /* the less, the more is shared */
        const int32_t nearest = above - (to_below < to_above);
        const int32_t common = NAMED(shared)(to_below < to_above ? to_below : to_above, inverse);
        int32_t left = hypothesis.length - i < index->orders ? hypothesis.length - i : index->orders; /* to the end */
        const LANE *ones = NAMED(ONES)[common < left ? common : left];
        LANE *count = counts[nearest];
        NAMED(add)(count, ones);
    }
}

/* Returns how often the hypothesis has the n-grams at each key, or NULL without memory. */
static LANE (*NAMED(count)(const NgramIndex *index, NgramScratch *scratch, Sequence hypothesis))[MAX_ORDERS] {
    LANE (*counts)[MAX_ORDERS];
    size_t bytes = ((size_t)index->size + 1) * sizeof *counts;
    KEY *places = buffer_reserve(&scratch->keys, ((size_t)hypothesis.length + 1) * sizeof(KEY));
    counts = buffer_reserve(&scratch->counts, bytes);
    if (!places || !counts) return NULL;
    memset(counts, 0, bytes);
    NAMED(pack)(hypothesis, index->orders, index->bits, places);
    NAMED(look_up)(index, hypothesis, places, counts);
    return counts;
}

/* How often a reference has the n-gram of the current group of each order, and all matches so far. */
typedef struct {
    LANE times[MAX_ORDERS];
    int32_t matches[MAX_ORDERS]; /* not LANE: gcc makes three times slower code of that */
} NAMED(Walk);

/* Walks over the keys with so many references; inlined with a constant, their counts stay in registers. */
static inline void NAMED(walk)(const NgramIndex *index, LANE (*counts)[MAX_ORDERS], const int references,
                               NAMED(Walk) *walks) {
    LANE hypothesis[MAX_ORDERS] = {0};
    memset(walks, 0, (size_t)references * sizeof *walks);
    for (int32_t key = 0; key < index->size; key++) {
        const LANE *ends = NAMED(ENDS)[index->shared[key]];
        const LANE *times = (const LANE *)index->times + (size_t)key * (size_t)references;
        for (int n = 0; n < MAX_ORDERS; n++) hypothesis[n] = NAMED(sum)(hypothesis[n], counts[key][n]);
        for (int r = 0; r < references; r++) {
            NAMED(Walk) *walk = &walks[r];
            for (int n = 0; n < MAX_ORDERS; n++) {
                walk->times[n] = (LANE)(walk->times[n] + times[r]);
                walk->matches[n] += NAMED(least)(hypothesis[n], walk->times[n]) & ends[n];
                walk->times[n] &= (LANE)~ends[n];
            }
        }
        for (int n = 0; n < MAX_ORDERS; n++) hypothesis[n] &= (LANE)~ends[n];
    }
}

static int NAMED(match_each)(const NgramIndex *index, NgramScratch *scratch, Sequence hypothesis,
                             int32_t (*matches)[MAX_ORDERS]) {
    NAMED(Walk) walks[MAX_MERGED];
    LANE(*counts)[MAX_ORDERS] = NAMED(count)(index, scratch, hypothesis);
    if (!counts) return -1;
    if (index->references == 1)
        NAMED(walk)(index, counts, 1, walks);
    else if (index->references == 2)
        NAMED(walk)(index, counts, 2, walks);
    else
        NAMED(walk)(index, counts, index->references, walks);
    for (int32_t r = 0; r < index->references; r++) memcpy(matches[r], walks[r].matches, sizeof walks[r].matches);
    return 0;
}

static int NAMED(match_union)(const NgramIndex *index, NgramScratch *scratch, Sequence hypothesis,
                              int32_t matches[MAX_ORDERS]) {
    LANE times[MAX_ORDERS] = {0}, matching[MAX_ORDERS] = {0};
    LANE(*counts)[MAX_ORDERS] = NAMED(count)(index, scratch, hypothesis);
    if (!counts) return -1;
    const LANE *limits = index->limits;
    for (int32_t key = 0; key < index->size; key++, limits += MAX_ORDERS) {
        const LANE *ends = NAMED(ENDS)[index->shared[key]];
        for (int n = 0; n < MAX_ORDERS; n++) {
            times[n] = NAMED(sum)(times[n], counts[key][n]);
            matching[n] = (LANE)(matching[n] + NAMED(least)(times[n], limits[n])); /* 0 where no group ends */
            times[n] &= (LANE)~ends[n];
        }
    }
    for (int n = 0; n < MAX_ORDERS; n++) matches[n] = matching[n];
    return 0;
}
