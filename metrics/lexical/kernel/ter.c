#include "ter.h"

#include <math.h>
#include <string.h>

/* The limits of lib_ter, in words and in shifts. */
enum { MAX_SHIFT_SIZE = 10, MAX_SHIFT_DISTANCE = 50, BEAM_WIDTH = 25, MAX_SHIFT_CANDIDATES = 1000 };
/* The cost of a cell that the beam doesn't reach; sums of it don't overflow. */
enum { INFINITE = 1 << 29 };

/* ---- The matrix of edit distances ------------------------------------------------------------------------------- */

/* The columns of a row that the beam visits: from `low` up to, not including, `high`. */
typedef struct {
    int32_t low, high;
} Band;

/* Row i, column j: the edits from the first i words of the hypothesis to the first j of the reference. */
typedef struct {
    const uint32_t *words;     /* of the hypothesis, shifted so far */
    const uint32_t *reference;
    int32_t rows, columns;     /* number of words of each: there is one row and one column more */
    const Band *bands;         /* by row */
    int32_t **costs;           /* costs[row][column], valid from bands[row].low - 1 to where the next row looks */
    int32_t *spare[2];         /* two rows for a shift that is only tried */
} Matrix;

/* Fills in the beam: a stripe around the diagonal from corner to corner, the first and the last row up to their end.
 *
 * The beam never loses the end, where sacreBLEU would raise an exception: a row's band starts at most one column behind
 * the one before, since the diagonal moves by at most ceil(ratio) columns and both bands together reach 2 * width. That
 * is at least ratio + 50 where the ratio is above 50, else 50; and rounding makes no step of more than 50, because a
 * ratio of 50 itself is exact. */
static void fill_bands(Band *bands, int32_t rows, int32_t columns) {
    double ratio = rows ? (double)columns / rows : 1;
    double width = BEAM_WIDTH < ratio / 2 ? ceil(ratio / 2 + BEAM_WIDTH) : BEAM_WIDTH;
    for (int32_t i = 0; i <= rows; i++) {
        double diagonal = floor(i * ratio);
        bands[i].low = diagonal > width ? (int32_t)(diagonal - width) : 0;
        bands[i].high = diagonal + width < columns + 1 ? (int32_t)(diagonal + width) : columns + 1;
    }
    bands[0].low = 0;
    bands[0].high = bands[rows].high = columns + 1;
}

/* Marks what lies beside the band as out of reach, as far as the next row looks. */
static void close_band(int32_t *row, Band band, Band next) {
    row[band.low - 1] = INFINITE;
    for (int32_t j = band.high; j < next.high; j++) row[j] = INFINITE;
}

/* Fills a row from the one before. */
static void fill_row(const Matrix *matrix, uint32_t word, Band band, const int32_t *before, int32_t *row) {
    int32_t j = band.low, left = INFINITE;
    if (j == 0) row[j++] = left = before[0] + 1;
    for (; j < band.high; j++) {
        int32_t substitution = before[j - 1] + (word != matrix->reference[j - 1]);
        int32_t deletion = before[j] + 1;
        int32_t best = substitution < deletion ? substitution : deletion;
        left = left + 1 < best ? left + 1 : best;
        row[j] = left;
    }
}

static Band next_band(const Matrix *matrix, int32_t row) { return matrix->bands[row < matrix->rows ? row + 1 : row]; }

/* Fills the matrix from a row on; the rows before it are those of the same words. */
static void fill_matrix(Matrix *matrix, int32_t from) {
    for (int32_t i = from; i <= matrix->rows; i++) {
        Band band = matrix->bands[i];
        if (i == 0)
            for (int32_t j = 0; j < band.high; j++) matrix->costs[0][j] = j;
        else
            fill_row(matrix, matrix->words[i - 1], band, matrix->costs[i - 1], matrix->costs[i]);
        close_band(matrix->costs[i], band, next_band(matrix, i));
    }
}

/* The room that row i needs: one cell before its band, and what the next row looks at. */
static int64_t room_of(const Band *bands, int32_t rows, int32_t i) {
    int32_t high = bands[i].high;
    if (i < rows && bands[i + 1].high > high) high = bands[i + 1].high;
    return (int64_t)high - bands[i].low + 1;
}

static int create_matrix(Matrix *matrix, TerScratch *scratch, Sequence hypothesis, Sequence reference) {
    int32_t rows = hypothesis.length, columns = reference.length;
    Band *bands = buffer_reserve(&scratch->bands, ((size_t)rows + 1) * sizeof(Band));
    int32_t **costs = buffer_reserve(&scratch->rows, ((size_t)rows + 1) * sizeof(int32_t *));
    if (!bands || !costs) return -1;
    fill_bands(bands, rows, columns);
    int64_t cells = 0, widest = 0;
    for (int32_t i = 0; i <= rows; i++) {
        int64_t room = room_of(bands, rows, i);
        cells += room;
        if (room > widest) widest = room;
    }
    int32_t *next = buffer_reserve(&scratch->cells, (size_t)(cells + 2 * widest) * sizeof(int32_t));
    if (!next) return -1;
    for (int32_t i = 0; i <= rows; i++) {
        costs[i] = next + 1 - bands[i].low; /* stays inside: row 0 is wider than any `low` */
        next += room_of(bands, rows, i);
    }
    matrix->reference = reference.numbers;
    matrix->rows = rows;
    matrix->columns = columns;
    matrix->bands = bands;
    matrix->costs = costs;
    matrix->spare[0] = next;
    matrix->spare[1] = next + widest;
    return 0;
}

/* ---- What the words would cost after a shift --------------------------------------------------------------------- */

/* Returns the distance of words that differ from the matrix's from `first` up to, not including, `last`.
 *
 * Rows before the first change are the matrix's; behind the last one, as soon as a row is equal to the matrix's, all
 * later ones are. */
static int32_t distance_after(const Matrix *matrix, const uint32_t *words, int32_t first, int32_t last) {
    const int32_t *before = matrix->costs[first];
    for (int32_t i = first + 1; i <= matrix->rows; i++) {
        Band band = matrix->bands[i];
        int32_t *row = matrix->spare[i & 1] + 1 - band.low;
        fill_row(matrix, words[i - 1], band, before, row);
        close_band(row, band, next_band(matrix, i));
        if (i >= last &&
            !memcmp(row + band.low, matrix->costs[i] + band.low, (size_t)(band.high - band.low) * sizeof *row))
            break;
        before = row;
        if (i == matrix->rows) return row[matrix->columns];
    }
    return matrix->costs[matrix->rows][matrix->columns];
}

/* ---- The alignment of the best path ------------------------------------------------------------------------------ */

typedef struct {
    int32_t *positions;        /* by reference word: the hypothesis word beside it, -1 before the first */
    int32_t *hypothesis_errors; /* sums over the words before: errors[b] - errors[a] are those of the words a to b */
    int32_t *reference_errors;
} Alignment;

static int create_alignment(Alignment *alignment, TerScratch *scratch, int32_t rows, int32_t columns) {
    alignment->positions = buffer_reserve(&scratch->alignment, ((size_t)columns + 1) * sizeof(int32_t));
    int32_t *errors = buffer_reserve(&scratch->errors, ((size_t)rows + (size_t)columns + 2) * sizeof(int32_t));
    if (!alignment->positions || !errors) return -1;
    alignment->hypothesis_errors = errors;
    alignment->reference_errors = errors + rows + 1;
    return 0;
}

/* Follows the cheapest path from its end; of equal steps lib_ter takes the substitution, then the deletion. */
static void align(const Matrix *matrix, Alignment *alignment) {
    int32_t i = matrix->rows, j = matrix->columns;
    while (i > 0 || j > 0) {
        const int32_t cost = matrix->costs[i][j];
        const int differ = i > 0 && j > 0 && matrix->words[i - 1] != matrix->reference[j - 1];
        if (i > 0 && j > 0 && matrix->costs[i - 1][j - 1] + differ == cost) {
            i--, j--;
            alignment->positions[j] = i;
            alignment->hypothesis_errors[i + 1] = alignment->reference_errors[j + 1] = differ;
        } else if (i > 0 && matrix->costs[i - 1][j] + 1 == cost) { /* a word too many */
            i--;
            alignment->hypothesis_errors[i + 1] = 1;
        } else { /* a word is missing */
            j--;
            alignment->positions[j] = i - 1;
            alignment->reference_errors[j + 1] = 1;
        }
    }
    alignment->hypothesis_errors[0] = alignment->reference_errors[0] = 0;
    for (i = 0; i < matrix->rows; i++) alignment->hypothesis_errors[i + 1] += alignment->hypothesis_errors[i];
    for (j = 0; j < matrix->columns; j++) alignment->reference_errors[j + 1] += alignment->reference_errors[j];
}

/* ---- Shifts ------------------------------------------------------------------------------------------------------- */

/* Words `start` to `start + length` of the hypothesis move to `target`, a position before the move. */
typedef struct {
    int32_t gain, length, start, target;
} Shift;

/* Where the words change: from `first` up to, not including, `last`. */
typedef struct {
    int32_t first, last;
} Range;

/* Writes the shifted words to `to`, which holds the unshifted ones; returns where they differ. */
static Range apply(const Shift *shift, const uint32_t *from, int32_t count, uint32_t *to) {
    int32_t start = shift->start, end = start + shift->length, target = shift->target;
    Range range = {start, target}; /* forwards: what stood behind moves to the front */
    if (target < start) {
        range.first = target;
        range.last = end;
        memcpy(to + target, from + start, (size_t)shift->length * sizeof *to);
        memcpy(to + target + shift->length, from + target, (size_t)(start - target) * sizeof *to);
        return range;
    }
    if (target <= end) range.last = target + shift->length < count ? target + shift->length : count; /* within itself */
    memcpy(to + start, from + end, (size_t)(range.last - end) * sizeof *to);
    memcpy(to + start + range.last - end, from + start, (size_t)shift->length * sizeof *to);
    return range;
}

/* tercom's ranking: the highest gain, then the longest, then the earliest words, then the earliest target. */
static int is_better(const Shift *a, const Shift *b) {
    if (a->gain != b->gain) return a->gain > b->gain;
    if (a->length != b->length) return a->length > b->length;
    if (a->start != b->start) return a->start < b->start;
    return a->target < b->target;
}

/* A search for the best shift; `tried` counts over all shifts of a pair of texts. */
typedef struct {
    const Matrix *matrix;
    const Alignment *alignment;
    uint32_t *words; /* a copy of the matrix's, to try shifts on */
    Shift best;
    int found;
    int32_t tried;
} Search;

static void try_shift(Search *search, Shift shift) {
    const Matrix *matrix = search->matrix;
    Range range = apply(&shift, matrix->words, matrix->rows, search->words);
    int32_t distance = distance_after(matrix, search->words, range.first, range.last);
    memcpy(search->words + range.first, matrix->words + range.first,
           (size_t)(range.last - range.first) * sizeof *search->words);
    shift.gain = matrix->costs[matrix->rows][matrix->columns] - distance;
    if (!search->found || is_better(&shift, &search->best)) search->best = shift;
    search->found = 1;
    search->tried++;
}

/* Tries to move words to each place where the reference has them: beside each of its words, and before the first. */
static void try_targets(Search *search, int32_t start, int32_t in_reference, int32_t length) {
    const Alignment *alignment = search->alignment;
    if (alignment->hypothesis_errors[start + length] == alignment->hypothesis_errors[start]) return; /* all are right */
    if (alignment->reference_errors[in_reference + length] == alignment->reference_errors[in_reference]) return;
    int32_t beside = alignment->positions[in_reference];
    if (start <= beside && beside < start + length) return; /* within the words themselves */
    int32_t before = -1;
    for (int32_t j = in_reference - 1; j < in_reference + length; j++) {
        int32_t target = j < 0 ? 0 : alignment->positions[j] + 1;
        if (target == before) continue;
        before = target;
        Shift shift = {0, length, start, target};
        try_shift(search, shift);
    }
}

/* Looks at all words that stand in both texts, at most MAX_SHIFT_DISTANCE apart. */
static void search_shifts(Search *search) {
    const Matrix *matrix = search->matrix;
    for (int32_t i = 0; i < matrix->rows; i++) {
        int32_t j = i > MAX_SHIFT_DISTANCE ? i - MAX_SHIFT_DISTANCE : 0;
        int32_t end = i + MAX_SHIFT_DISTANCE < matrix->columns ? i + MAX_SHIFT_DISTANCE + 1 : matrix->columns;
        for (; j < end; j++) {
            int32_t longest = matrix->rows - i < matrix->columns - j ? matrix->rows - i : matrix->columns - j;
            if (longest > MAX_SHIFT_SIZE) longest = MAX_SHIFT_SIZE;
            for (int32_t length = 1; length <= longest; length++) {
                if (matrix->words[i + length - 1] != matrix->reference[j + length - 1]) break;
                try_targets(search, i, j, length);
                if (search->tried >= MAX_SHIFT_CANDIDATES) return;
            }
        }
    }
}

/* Shifts words as long as that saves edits; returns shifts and edits. */
static int64_t shift_and_count(Matrix *matrix, Alignment *alignment, uint32_t *words, uint32_t *tried_words) {
    Search search = {matrix, alignment, tried_words, {0, 0, 0, 0}, 0, 0};
    for (int64_t shifts = 0;; shifts++) {
        align(matrix, alignment);
        search.found = 0;
        search_shifts(&search);
        if (search.tried >= MAX_SHIFT_CANDIDATES || !search.found || search.best.gain <= 0)
            return shifts + matrix->costs[matrix->rows][matrix->columns];
        Range range = apply(&search.best, words, matrix->rows, tried_words);
        memcpy(words + range.first, tried_words + range.first, (size_t)(range.last - range.first) * sizeof *words);
        fill_matrix(matrix, range.first + 1);
    }
}

int64_t count_edits(TerScratch *scratch, Sequence hypothesis, Sequence reference) {
    if (!reference.length) return hypothesis.length; /* there is nothing to shift towards */
    Matrix matrix;
    Alignment alignment;
    if (create_matrix(&matrix, scratch, hypothesis, reference)) return -1;
    if (create_alignment(&alignment, scratch, matrix.rows, matrix.columns)) return -1;
    size_t bytes = (size_t)hypothesis.length * sizeof(uint32_t);
    uint32_t *words = buffer_reserve(&scratch->words, 2 * bytes + sizeof(uint32_t));
    if (!words) return -1;
    memcpy(words, hypothesis.numbers, bytes);
    memcpy(words + hypothesis.length, hypothesis.numbers, bytes);
    matrix.words = words;
    fill_matrix(&matrix, 0);
    return shift_and_count(&matrix, &alignment, words, words + hypothesis.length);
}

void ter_scratch_free(TerScratch *scratch) {
    Buffer *buffers[] = {&scratch->bands, &scratch->rows,      &scratch->cells,
                         &scratch->words, &scratch->alignment, &scratch->errors};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++) buffer_free(buffers[i]);
}
