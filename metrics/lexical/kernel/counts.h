/* The rows of counts of BLEU, chrF and TER, segment by segment, as sacreBLEU gives them. */
#ifndef TERTIUM_COUNTS_H
#define TERTIUM_COUNTS_H

#include "ngrams.h"
#include "ter.h"
#include "tokenize.h"
#include "vocabulary.h"

typedef enum { BLEU, CHRF, TER, METRICS } Metric;

enum {
    BLEU_ORDERS = 4,
    MAX_WIDTH = 3 * 2 * MAX_ORDERS,
    MAX_REFERENCES = 64, /* of one segment */
    MAX_POINTS = 1 << 28 /* of one text: tokenizers may write three for one, and lengths are 32-bit integers */
};

/* What the counts depend on; what a metric doesn't have is 0. */
typedef struct {
    Metric metric;
    Tokenizer tokenizer;    /* of BLEU */
    const uint8_t *classes; /* of TOKENIZE_INTL */
    int char_order, word_order, whitespace, eps_smoothing;
    double beta_squared;
} Options;

/* One segment's references, prepared for any number of hypotheses. */
typedef struct {
    int32_t references;
    Vocabulary vocabulary;
    NgramIndex words, characters;
    Alphabet alphabet;
    const Sequence *sequences; /* of words, by reference */
    const int32_t *lengths;    /* in characters, by reference */
    int beyond;                /* whether its references exceed a limit: it can't be counted here */
} Segment;

/* What counting needs beside the segment; one for each thread. A workspace of zeros but for `numbering` is empty. */
typedef struct {
    Words words;
    Numbering numbering;
    NgramScratch ngrams;
    TerScratch ter;
    VocabularyScratch vocabulary;
    Buffer numbers, points, spans;
} Workspace;

int workspace_create(Workspace *workspace);
void workspace_free(Workspace *workspace);

/* How many counts a row has. BLEU: hypothesis length, closest reference length, 4 matches, 4 totals. chrF: hypothesis,
 * reference and matching n-grams of each order, characters first. TER: edits, reference words summed over references. */
int row_width(const Options *options);

/* Both return 0, -1 without memory, or 1 if the texts exceed a limit. */
int bind_segment(const Options *options, Workspace *workspace, Arena *arena, const Text *references, int32_t count,
                 Segment *segment);
int count_segment(const Options *options, Workspace *workspace, const Segment *segment, Text hypothesis, int64_t *row);

#endif
