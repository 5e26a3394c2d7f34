/* sacreBLEU's tokenizers: from a text to words, the same words as its Python gives. */
#ifndef TERTIUM_TOKENIZE_H
#define TERTIUM_TOKENIZE_H

#include "memory.h"
#include "text.h"

typedef enum {
    TOKENIZE_NONE, /* split at whitespace */
    TOKENIZE_CHAR, /* every character but whitespace is a word */
    TOKENIZE_13A,  /* mteval-v13a.pl (WMT's) */
    TOKENIZE_ZH,   /* Chinese characters apart, the rest as 13a */
    TOKENIZE_INTL, /* mteval-v14.pl: Unicode's punctuation and symbols */
    TOKENIZE_CHRF, /* chrF++: a mark at one end of a word is a word of its own */
    TOKENIZERS
} Tokenizer;

/* Classes of characters for TOKENIZE_INTL, one byte per code point: sums of these. */
enum { INTL_NUMBER = 1, INTL_PUNCTUATION = 2, INTL_SYMBOL = 4 };

/* The words of a text, valid until the next one is tokenized. `text` is what they point into: it was rewritten. */
typedef struct {
    Text text;
    const Word *words;
    int32_t count;
    Buffer word_buffer, pages[2];
} Words;

/* Fills `words` with the words of `text`. `classes` is read by TOKENIZE_INTL only. Returns 0, or -1 without memory. */
int tokenize(Words *words, Text text, Tokenizer tokenizer, const uint8_t *classes);
void words_free(Words *words);

#endif
