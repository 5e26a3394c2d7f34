/* Translation edit rate: insertions, deletions, substitutions and shifts (Snover et al. 2006), as sacreBLEU's lib_ter. */
#ifndef TERTIUM_TER_H
#define TERTIUM_TER_H

#include "memory.h"
#include "ngrams.h"

/* What one comparison needs; used again for the next. A scratch of zeros is empty. */
typedef struct {
    Buffer bands, rows, cells, words, alignment, errors;
} TerScratch;

/* Returns the edits from hypothesis to reference, or -1 without memory. */
int64_t count_edits(TerScratch *scratch, Sequence hypothesis, Sequence reference);

void ter_scratch_free(TerScratch *scratch);

#endif
