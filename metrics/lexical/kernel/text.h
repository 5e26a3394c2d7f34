/* Texts as code points, and the characters that Python and sacreBLEU single out. */
#ifndef TERTIUM_TEXT_H
#define TERTIUM_TEXT_H

#include <stdint.h>

enum { CODE_POINTS = 0x110000 };

/* So many code points behind any text can be read, whatever they are: words are read eight code points at a time. */
enum { BEHIND = 8 };

typedef struct {
    const uint32_t *points;
    int32_t length;
} Text;

/* A word of a text: where it starts and how many code points it has. */
typedef struct {
    int32_t start, length;
} Word;

/* Whether str.split() splits at this character; lone surrogates are no spaces. */
static inline int is_space(uint32_t c) {
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
    if (c < 0x2000) return c == 0x85 || c == 0xa0 || c == 0x1680;
    return c <= 0x200a || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/* Whether the character is in Python's string.punctuation. */
static inline int is_ascii_punctuation(uint32_t c) {
    return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
}

#endif
