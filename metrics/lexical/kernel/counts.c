#include "counts.h"

#include <string.h>

int workspace_create(Workspace *workspace) {
    memset(workspace, 0, sizeof *workspace);
    return numbering_create(&workspace->numbering);
}

void workspace_free(Workspace *workspace) {
    words_free(&workspace->words);
    numbering_free(&workspace->numbering);
    ngram_scratch_free(&workspace->ngrams);
    ter_scratch_free(&workspace->ter);
    vocabulary_scratch_free(&workspace->vocabulary);
    buffer_free(&workspace->numbers);
    buffer_free(&workspace->points);
    buffer_free(&workspace->spans);
}

int row_width(const Options *options) {
    if (options->metric == BLEU) return 2 + 2 * BLEU_ORDERS;
    return options->metric == CHRF ? 3 * (options->char_order + options->word_order) : 2;
}

static int word_orders(const Options *options) { return options->metric == BLEU ? BLEU_ORDERS : options->word_order; }

static int uses_words(const Options *options) { return options->metric != CHRF || options->word_order > 0; }

static Tokenizer tokenizer_of(const Options *options) {
    if (options->metric == BLEU) return options->tokenizer;
    return options->metric == CHRF ? TOKENIZE_CHRF : TOKENIZE_NONE;
}

/* ---- References --------------------------------------------------------------------------------------------------- */

/* Numbers the characters of all references in the order in which they come; `numbering` is set when it returns. */
static int bind_alphabet(const Options *options, Workspace *workspace, Arena *arena, const Text *references,
                         int32_t count, int64_t total, Segment *segment) {
    uint32_t *by_point = workspace->numbering.by_point;
    uint32_t *characters = buffer_reserve(&workspace->points, (size_t)total * sizeof(uint32_t) + 1);
    if (!characters) return -1;
    uint32_t known = 0;
    for (int32_t r = 0; r < count; r++)
        for (int32_t i = 0; i < references[r].length; i++) {
            uint32_t c = references[r].points[i];
            if (by_point[c] != UNKNOWN || (!options->whitespace && is_space(c))) continue;
            characters[known++] = c;
            by_point[c] = known;
        }
    uint32_t *kept = arena_take(arena, (size_t)known * sizeof(uint32_t));
    if (kept) memcpy(kept, characters, (size_t)known * sizeof(uint32_t));
    segment->alphabet.characters = kept ? kept : characters; /* what was numbered must be cleared, even if it fails */
    segment->alphabet.count = known;
    return kept ? 0 : -1;
}

/* Writes the numbers of the characters, without whitespace unless the option keeps it; returns how many. */
static int32_t number_characters(const Options *options, const uint32_t *by_point, Text text, uint32_t *numbers) {
    int32_t count = 0;
    for (int32_t i = 0; i < text.length; i++) {
        uint32_t c = text.points[i];
        numbers[count] = by_point[c];
        count += options->whitespace || !is_space(c);
    }
    return count;
}

static int bind_characters(const Options *options, Workspace *workspace, Arena *arena, const Text *references,
                           int32_t count, int64_t total, Segment *segment) {
    int failed = bind_alphabet(options, workspace, arena, references, count, total, segment);
    uint32_t *numbers = buffer_reserve(&workspace->numbers, ((size_t)total + 1) * sizeof(uint32_t));
    int32_t *lengths = arena_take(arena, (size_t)count * sizeof(int32_t));
    if (!failed && numbers && lengths) {
        Sequence sequences[MAX_REFERENCES];
        for (int32_t r = 0; r < count; r++) {
            lengths[r] = number_characters(options, workspace->numbering.by_point, references[r], numbers);
            sequences[r].numbers = numbers;
            sequences[r].length = lengths[r];
            numbers += lengths[r];
        }
        segment->lengths = lengths;
        failed = index_references(&segment->characters, arena, &workspace->ngrams, sequences, count,
                                  options->char_order, segment->alphabet.count);
    } else {
        failed = -1;
    }
    numbering_clear(&workspace->numbering, segment->alphabet);
    return failed;
}

/* Tokenizes all references and gathers their words one behind the other, in `points` and `spans` of the workspace. */
static int gather_words(const Options *options, Workspace *workspace, const Text *references, int32_t count,
                        int32_t *word_counts) {
    size_t words = 0, points = 0;
    for (int32_t r = 0; r < count; r++) {
        Words *tokens = &workspace->words;
        if (tokenize(tokens, references[r], tokenizer_of(options), options->classes)) return -1;
        size_t room = points + (size_t)tokens->text.length + BEHIND;
        uint32_t *kept = buffer_grow(&workspace->points, room * sizeof(uint32_t));
        Word *spans = buffer_grow(&workspace->spans, (words + (size_t)tokens->count + 1) * sizeof(Word));
        if (!kept || !spans) return -1;
        for (int32_t i = 0; i < tokens->count; i++) {
            Word word = tokens->words[i];
            memcpy(kept + points, tokens->text.points + word.start, (size_t)word.length * sizeof(uint32_t));
            spans[words].start = (int32_t)points;
            spans[words++].length = word.length;
            points += (size_t)word.length;
        }
        word_counts[r] = tokens->count;
    }
    return 0;
}

/* Numbers what was gathered: one sequence per reference. */
static int bind_vocabulary(Workspace *workspace, Arena *arena, const int32_t *word_counts, int32_t count,
                           Segment *segment) {
    int32_t total = 0;
    for (int32_t r = 0; r < count; r++) total += word_counts[r];
    uint32_t *numbers = arena_take(arena, (size_t)total * sizeof(uint32_t));
    Sequence *sequences = arena_take(arena, (size_t)count * sizeof(Sequence));
    if (!numbers || !sequences) return -1;
    if (vocabulary_create(&segment->vocabulary, arena, &workspace->vocabulary, workspace->points.bytes,
                          workspace->spans.bytes, total, numbers))
        return -1;
    for (int32_t r = 0; r < count; r++) {
        sequences[r].numbers = numbers;
        sequences[r].length = word_counts[r];
        numbers += word_counts[r];
    }
    segment->sequences = sequences;
    return 0;
}

static int bind_words(const Options *options, Workspace *workspace, Arena *arena, const Text *references,
                      int32_t count, Segment *segment) {
    int32_t word_counts[MAX_REFERENCES];
    if (gather_words(options, workspace, references, count, word_counts)) return -1;
    if (bind_vocabulary(workspace, arena, word_counts, count, segment)) return -1;
    if (options->metric == TER) return 0;
    int (*index)(NgramIndex *, Arena *, NgramScratch *, const Sequence *, int32_t, int32_t, uint32_t) =
        options->metric == BLEU ? index_union : index_references;
    return index(&segment->words, arena, &workspace->ngrams, segment->sequences, count, word_orders(options),
                 segment->vocabulary.count);
}

int bind_segment(const Options *options, Workspace *workspace, Arena *arena, const Text *references, int32_t count,
                 Segment *segment) {
    int64_t total = 0;
    int result = 0;
    memset(segment, 0, sizeof *segment);
    for (int32_t r = 0; r < count; r++) total += references[r].length;
    if (count < 1 || count > MAX_REFERENCES || total > MAX_POINTS) return 1;
    segment->references = count;
    if (options->char_order)
        result = bind_characters(options, workspace, arena, references, count, total, segment);
    if (!result && uses_words(options))
        result = bind_words(options, workspace, arena, references, count, segment);
    return result;
}

/* ---- Hypotheses --------------------------------------------------------------------------------------------------- */

static inline int64_t ngrams_of(int64_t length, int order) { return length > order ? length - order : 0; }

/* Tokenizes the hypothesis and numbers its words by the references' vocabulary. */
static int number_words(const Options *options, Workspace *workspace, const Segment *segment, Text hypothesis,
                        Sequence *sequence) {
    Words *words = &workspace->words;
    if (tokenize(words, hypothesis, tokenizer_of(options), options->classes)) return -1;
    uint32_t *numbers = buffer_reserve(&workspace->numbers, ((size_t)words->count + 1) * sizeof(uint32_t));
    if (!numbers) return -1;
    for (int32_t i = 0; i < words->count; i++)
        numbers[i] = vocabulary_find(&segment->vocabulary, words->text.points, words->words[i]);
    sequence->numbers = numbers;
    sequence->length = words->count;
    return 0;
}

/* The reference length nearest to the hypothesis'; of two equally near ones the shorter. */
static int32_t closest_length(const Segment *segment, int32_t length) {
    int32_t closest = segment->sequences[0].length;
    for (int32_t r = 1; r < segment->references; r++) {
        int32_t other = segment->sequences[r].length;
        int32_t gap = abs(other - length), least = abs(closest - length);
        if (gap < least || (gap == least && other < closest)) closest = other;
    }
    return closest;
}

static int count_bleu(const Options *options, Workspace *workspace, const Segment *segment, Text hypothesis,
                      int64_t *row) {
    Sequence words;
    int32_t matches[MAX_ORDERS];
    if (number_words(options, workspace, segment, hypothesis, &words)) return -1;
    if (match_union(&segment->words, &workspace->ngrams, words, matches)) return -1;
    row[0] = words.length;
    row[1] = closest_length(segment, words.length);
    for (int n = 0; n < BLEU_ORDERS; n++) {
        row[2 + n] = matches[n];
        row[2 + BLEU_ORDERS + n] = ngrams_of(words.length, n);
    }
    return 0;
}

/* chrF of one row: sacreBLEU's _compute_f_score, operation by operation, since it decides between references. */
static double f_score(const Options *options, int orders, const int64_t *row) {
    const double epsilon = 1e-16, factor = options->beta_squared;
    double score = 0, precisions = 0, recalls = 0;
    int effective_orders = 0;
    for (int n = 0; n < orders; n++, row += 3) {
        double precision = row[0] > 0 ? (double)row[2] / (double)row[0] : epsilon;
        double recall = row[1] > 0 ? (double)row[2] / (double)row[1] : epsilon;
        double denominator = factor * precision + recall;
        score += denominator > 0 ? (1 + factor) * precision * recall / denominator : epsilon;
        if (row[0] > 0 && row[1] > 0) {
            precisions += precision;
            recalls += recall;
            effective_orders++;
        }
    }
    if (options->eps_smoothing) return 100 * score / orders;
    if (!effective_orders) return 0;
    precisions /= effective_orders;
    recalls /= effective_orders;
    if (precisions + recalls == 0) return 0;
    return 100 * ((1 + factor) * precisions * recalls / (factor * precisions + recalls));
}

/* Writes hypothesis, reference and matching n-grams of each order; where the reference has none, nor has the other. */
static void write_orders(int orders, int32_t length, int32_t reference_length, const int32_t *matches, int64_t *row) {
    for (int n = 0; n < orders; n++, row += 3) {
        row[1] = ngrams_of(reference_length, n);
        row[0] = row[1] ? ngrams_of(length, n) : 0;
        row[2] = matches[n];
    }
}

static int count_chrf(const Options *options, Workspace *workspace, const Segment *segment, Text hypothesis,
                      int64_t *row) {
    int32_t characters[MAX_REFERENCES][MAX_ORDERS], words[MAX_REFERENCES][MAX_ORDERS];
    const int char_order = options->char_order, word_order = options->word_order;
    Sequence sequence = {NULL, 0}, word_sequence = {NULL, 0};
    if (char_order) {
        uint32_t *numbers = buffer_reserve(&workspace->numbers, ((size_t)hypothesis.length + 1) * sizeof(uint32_t));
        if (!numbers) return -1;
        numbering_set(&workspace->numbering, segment->alphabet);
        sequence.numbers = numbers;
        sequence.length = number_characters(options, workspace->numbering.by_point, hypothesis, numbers);
        numbering_clear(&workspace->numbering, segment->alphabet);
        if (match_each(&segment->characters, &workspace->ngrams, sequence, characters)) return -1;
    }
    if (word_order) {
        if (number_words(options, workspace, segment, hypothesis, &word_sequence)) return -1;
        if (match_each(&segment->words, &workspace->ngrams, word_sequence, words)) return -1;
    }
    double best = -1;
    for (int32_t r = 0; r < segment->references; r++) {
        int64_t of_reference[MAX_WIDTH];
        if (char_order)
            write_orders(char_order, sequence.length, segment->lengths[r], characters[r], of_reference);
        if (word_order)
            write_orders(word_order, word_sequence.length, segment->sequences[r].length, words[r],
                         of_reference + 3 * char_order);
        double score = segment->references > 1 ? f_score(options, char_order + word_order, of_reference) : 0;
        if (score <= best) continue;
        best = score;
        memcpy(row, of_reference, 3 * (size_t)(char_order + word_order) * sizeof *row);
    }
    return 0;
}

static int count_ter(const Options *options, Workspace *workspace, const Segment *segment, Text hypothesis,
                     int64_t *row) {
    Sequence words;
    if (number_words(options, workspace, segment, hypothesis, &words)) return -1;
    row[0] = row[1] = 0;
    for (int32_t r = 0; r < segment->references; r++) {
        int64_t edits = count_edits(&workspace->ter, words, segment->sequences[r]);
        if (edits < 0) return -1;
        if (r == 0 || edits < row[0]) row[0] = edits;
        row[1] += segment->sequences[r].length;
    }
    return 0;
}

int count_segment(const Options *options, Workspace *workspace, const Segment *segment, Text hypothesis, int64_t *row) {
    if (segment->beyond || hypothesis.length > MAX_POINTS) return 1;
    if (options->metric == BLEU) return count_bleu(options, workspace, segment, hypothesis, row);
    if (options->metric == CHRF) return count_chrf(options, workspace, segment, hypothesis, row);
    return count_ter(options, workspace, segment, hypothesis, row);
}
