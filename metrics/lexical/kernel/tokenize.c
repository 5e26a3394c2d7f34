#include "tokenize.h"

#include <string.h>

/* ---- Passes -------------------------------------------------------------------------------------------------------
 *
 * sacreBLEU's tokenizers are lists of regular expressions that put spaces around characters. Each expression looks at
 * one character or at two neighbours, so it is a pass over the text with classes of characters.
 */

/* Of 13a; ASCII only, but for SPACE. STOP is . and , and MARK what is always apart. CAREFUL may begin what `prepare_13a`
 * replaces. */
enum { DIGIT = 1, STOP = 2, DASH = 4, MARK = 8, SPACE = 16, CAREFUL = 32 };

/* A class test: of the bits in `mask`, exactly those in `wanted` are set. */
typedef struct {
    uint8_t mask, wanted;
} Test;

typedef enum {
    APART,       /* x   -> ' x '  where `first` holds */
    SPLIT_AFTER, /* xy  -> 'x y ' where `first` holds for x and `second` for y */
    SPLIT_BEFORE /* xy  -> ' x y' likewise */
} Change;

typedef struct {
    Change change;
    Test first, second;
} Pass;

static const Pass PASSES_13A[] = {
    {APART, {MARK, MARK}, {0, 0}},                 /* ([\{-\~\[-\` -\&\(-\+\:-\@\/]) */
    {SPLIT_AFTER, {DIGIT, 0}, {STOP, STOP}},       /* ([^0-9])([\.,]) */
    {SPLIT_BEFORE, {STOP, STOP}, {DIGIT, 0}},      /* ([\.,])([^0-9]) */
    {SPLIT_AFTER, {DIGIT, DIGIT}, {DASH, DASH}},   /* ([0-9])(-) */
};
static const Pass PASSES_INTL[] = {
    {SPLIT_AFTER, {INTL_NUMBER, 0}, {INTL_PUNCTUATION, INTL_PUNCTUATION}},  /* (\P{N})(\p{P}) */
    {SPLIT_BEFORE, {INTL_PUNCTUATION, INTL_PUNCTUATION}, {INTL_NUMBER, 0}}, /* (\p{P})(\P{N}) */
    {APART, {INTL_SYMBOL, INTL_SYMBOL}, {0, 0}},                            /* (\p{S}) */
};

/* By ASCII character. */
static const uint8_t CLASSES_13A[128] = {
    ['!'] = MARK, ['"'] = MARK, ['#'] = MARK, ['$'] = MARK, ['%'] = MARK, ['('] = MARK, [')'] = MARK,
    ['*'] = MARK, ['+'] = MARK, ['/'] = MARK, [':'] = MARK, [';'] = MARK, ['='] = MARK,  ['>'] = MARK, ['?'] = MARK,
    ['@'] = MARK, ['['] = MARK, [']'] = MARK, ['^'] = MARK, ['_'] = MARK, ['\\'] = MARK, ['`'] = MARK, ['{'] = MARK,
    ['|'] = MARK, ['}'] = MARK, ['~'] = MARK, ['.'] = STOP, [','] = STOP, ['-'] = DASH,  ['0'] = DIGIT,
    ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT, ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT,
    ['8'] = DIGIT, ['9'] = DIGIT, [' '] = SPACE, ['\t'] = SPACE, ['\v'] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE,
    [0x1c] = SPACE, [0x1d] = SPACE, [0x1e] = SPACE, [0x1f] = SPACE,
    ['&'] = MARK | CAREFUL, ['<'] = MARK | CAREFUL, ['\n'] = SPACE | CAREFUL,
};

static inline uint8_t class_13a(uint32_t c) {
    return c < 128 ? CLASSES_13A[c] : is_space(c) ? SPACE : 0;
}

static inline int holds(Test test, uint8_t class) { return (class & test.mask) == test.wanted; }

typedef struct {
    uint32_t *points;
    int32_t length;
} Page;

/* Returns an empty page with room for so many code points, not the one that `text` lies on; NULL points without memory. */
static Page blank_page(Words *words, Text text, int64_t room) {
    Buffer *page = &words->pages[words->pages[0].bytes == (void *)text.points];
    Page blank = {buffer_reserve(page, (size_t)(room + BEHIND) * sizeof(uint32_t)), 0};
    return blank;
}

static Text as_text(Page page) {
    Text text = {page.points, page.length};
    return text;
}

static inline void put(Page *page, uint32_t c) { page->points[page->length++] = c; }

/* Writes the changed text to `out`, from left to right; what a match took is not looked at again, as in re.sub. */
static void change(Text text, const Pass *pass, const uint8_t *classes, Page *out) {
    for (int32_t i = 0; i < text.length; i++) {
        uint32_t c = text.points[i];
        uint8_t class = classes ? classes[c] : class_13a(c);
        if (!holds(pass->first, class)) {
            put(out, c);
        } else if (pass->change == APART) {
            put(out, ' '), put(out, c), put(out, ' ');
        } else {
            uint32_t next = i + 1 < text.length ? text.points[i + 1] : 0;
            if (i + 1 == text.length || !holds(pass->second, classes ? classes[next] : class_13a(next))) {
                put(out, c);
                continue;
            }
            if (pass->change == SPLIT_BEFORE) put(out, ' ');
            put(out, c), put(out, ' '), put(out, next);
            if (pass->change == SPLIT_AFTER) put(out, ' ');
            i++;
        }
    }
}

/* Whether the pass can change a text whose characters have, all together, these classes. */
static int may_match(const Pass *pass, uint8_t classes_of_text) {
    uint8_t wanted = pass->first.wanted | pass->second.wanted;
    return (classes_of_text & wanted) == wanted;
}

static int run_passes(Words *words, Text *text, const Pass *passes, int count, const uint8_t *classes) {
    uint8_t present = 0;
    for (int32_t i = 0; i < text->length; i++) {
        uint32_t c = text->points[i];
        present |= classes ? classes[c] : class_13a(c);
    }
    for (int i = 0; i < count; i++) {
        if (!may_match(&passes[i], present)) continue;
        Page out = blank_page(words, *text, 3 * (int64_t)text->length + 2);
        if (!out.points) return -1;
        change(*text, &passes[i], classes, &out);
        *text = as_text(out);
    }
    return 0;
}

/* ---- 13a: entities and line ends ------------------------------------------------------------------------------- */

/* Writes `text` to `out` with every `old` replaced by `new` (0: by nothing), from left to right as str.replace does. */
static void replace_all(Text text, const char *old, char new, Page *out) {
    int32_t length = (int32_t)strlen(old);
    for (int32_t i = 0; i < text.length;) {
        int32_t same = 0;
        while (same < length && i + same < text.length && text.points[i + same] == (uint32_t)old[same]) same++;
        if (same < length) {
            put(out, text.points[i++]);
        } else {
            if (new) put(out, (uint32_t)new);
            i += length;
        }
    }
}

static int prepare_13a(Words *words, Text *text) {
    static const struct {
        char sign; /* the text is looked through only where it has this character */
        const char *old;
        char new;
    } replacements[] = {{'<', "<skipped>", 0},  {'\n', "-\n", 0},    {'\n', "\n", ' '},  {'&', "&quot;", '"'},
                        {'&', "&amp;", '&'},    {'&', "&lt;", '<'},  {'&', "&gt;", '>'}};
    int present[128] = {0};
    while (text->length && is_space(text->points[text->length - 1])) text->length--; /* rstrip */
    for (int32_t i = 0; i < text->length; i++)
        if (text->points[i] < 128) present[text->points[i]] = 1;
    for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++) {
        if (!present[(int)replacements[i].sign]) continue;
        Page out = blank_page(words, *text, text->length + 1);
        if (!out.points) return -1;
        replace_all(*text, replacements[i].old, replacements[i].new, &out);
        *text = as_text(out);
    }
    Page out = blank_page(words, *text, (int64_t)text->length + 2); /* f' {line} ': both ends count as no digit */
    if (!out.points) return -1;
    put(&out, ' ');
    memcpy(out.points + 1, text->points, (size_t)text->length * sizeof(uint32_t));
    out.length += text->length;
    put(&out, ' ');
    *text = as_text(out);
    return 0;
}

/* ---- zh: Chinese characters ------------------------------------------------------------------------------------ */

/* sacreBLEU compares strings, and two of its ranges are written with five hexadecimal digits behind \u: '\u20000' is
 * U+2000 and a zero. So they mean U+2001 to U+2A6D and U+2F81 to U+2FA1, and the last Chinese planes are left out. */
static int is_chinese(uint32_t c) {
    if (c >= 0x4e00 && c <= 0x9fbb) return 1; /* most of them */
    static const uint32_t ranges[][2] = {
        {0x2001, 0x2a6d}, {0x2e80, 0x2fdf}, {0x2ff0, 0x303f}, {0x3100, 0x312f}, {0x31a0, 0x31bf}, {0x31c0, 0x31ef},
        {0x3200, 0x4db5}, {0xf900, 0xfa2d}, {0xfa30, 0xfa6a}, {0xfa70, 0xfad9}, {0xfe10, 0xfe1f},
        {0xfe30, 0xfe4f}, {0xff00, 0xffef},
    };
    if (c < ranges[0][0]) return 0;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1]) return 1;
    return 0;
}

static int prepare_zh(Words *words, Text *text) {
    Page out = blank_page(words, *text, 3 * (int64_t)text->length + 1);
    if (!out.points) return -1;
    for (int32_t i = 0; i < text->length; i++) {
        uint32_t c = text->points[i];
        int chinese = is_chinese(c);
        if (chinese) put(&out, ' ');
        put(&out, c);
        if (chinese) put(&out, ' ');
    }
    *text = as_text(out);
    return 0;
}

/* ---- Words ------------------------------------------------------------------------------------------------------ */

static inline Word *add_word(Word *next, int32_t start, int32_t length) {
    next->start = start;
    next->length = length;
    return next + 1;
}

/* chrF's: a mark at the end is split off, else one at the start; never both. */
static Word *add_chrf_word(Word *next, const uint32_t *points, int32_t start, int32_t length) {
    if (length > 1 && is_ascii_punctuation(points[start + length - 1]))
        return add_word(add_word(next, start, length - 1), start + length - 1, 1);
    if (length > 1 && is_ascii_punctuation(points[start]))
        return add_word(add_word(next, start, 1), start + 1, length - 1);
    return add_word(next, start, length);
}

static int split(Words *words, Text text, Tokenizer tokenizer) {
    Word *next = buffer_reserve(&words->word_buffer, ((size_t)text.length + 1) * sizeof(Word));
    if (!next) return -1;
    words->words = next;
    for (int32_t i = 0; i < text.length;) {
        int32_t start = i++;
        if (is_space(text.points[start])) continue;
        if (tokenizer != TOKENIZE_CHAR)
            while (i < text.length && !is_space(text.points[i])) i++;
        if (tokenizer == TOKENIZE_CHRF)
            next = add_chrf_word(next, text.points, start, i - start);
        else
            next = add_word(next, start, i - start);
    }
    words->count = (int32_t)(next - words->words);
    words->text = text;
    return 0;
}

/* Of zh: a Chinese character is always apart, and nothing is replaced. */
static inline uint8_t class_zh(uint32_t c) {
    if (c < 128) return CLASSES_13A[c] & (uint8_t)~CAREFUL;
    return is_space(c) ? SPACE : is_chinese(c) ? MARK : 0;
}

static inline uint8_t class_of(uint32_t c, int chinese) { return chinese ? class_zh(c) : class_13a(c); }

/* Whether a stop or dash belongs to the word around it: 1,000 and 3.5; well-known, but not 1990-. In zh nothing stands
 * before or behind a text that a stop could be split from. */
static inline int is_inside(Text text, int32_t i, uint8_t class, uint8_t before, int chinese) {
    if (class == DASH) return before != DIGIT;
    if (class != STOP || (i ? before != DIGIT : !chinese)) return 0;
    return i + 1 < text.length ? class_of(text.points[i + 1], chinese) == DIGIT : chinese;
}

/* Splits a text as 13a or zh do, in one look and without a copy, if nothing in it needs more: no neighbouring stops,
 * and of 13a no entity, tag or line end. Otherwise returns 1. */
static inline int split_once(Words *words, Text text, int chinese) {
    Word *next = buffer_reserve(&words->word_buffer, ((size_t)text.length + 1) * sizeof(Word));
    if (!next) return -1;
    words->words = next;
    int32_t start = 0; /* of the current word */
    for (int32_t i = 0;; i++) {
        uint8_t class = 0;
        /* letters, and all else without a class */
        while (i < text.length && (class = class_of(text.points[i], chinese)) <= DIGIT) i++;
        if (i > start && i == text.length) next = add_word(next, start, i - start);
        if (i == text.length) break;
        if (class & CAREFUL) return 1;
        if (class & (STOP | DASH)) {
            uint8_t before = i ? class_of(text.points[i - 1], chinese) : 0;
            if (class == STOP && before == STOP) return 1;
            if (is_inside(text, i, class, before, chinese)) continue;
        }
        if (i > start) next = add_word(next, start, i - start);
        if (class != SPACE) next = add_word(next, i, 1);
        start = i + 1;
    }
    words->count = (int32_t)(next - words->words);
    words->text = text;
    return 0;
}

static int split_13a(Words *words, Text text) { return split_once(words, text, 0); }

static int split_zh(Words *words, Text text) { return split_once(words, text, 1); }

/* str.strip() */
static Text stripped(Text text) {
    while (text.length && is_space(text.points[text.length - 1])) text.length--;
    while (text.length && is_space(text.points[0])) text.points++, text.length--;
    return text;
}

int tokenize(Words *words, Text text, Tokenizer tokenizer, const uint8_t *classes) {
    enum { OF_13A = sizeof PASSES_13A / sizeof *PASSES_13A, OF_INTL = sizeof PASSES_INTL / sizeof *PASSES_INTL };
    int failed = 0;
    if (tokenizer == TOKENIZE_13A) {
        int complex = split_13a(words, text);
        if (complex <= 0) return complex;
        failed = prepare_13a(words, &text) || run_passes(words, &text, PASSES_13A, OF_13A, NULL);
    } else if (tokenizer == TOKENIZE_ZH) {
        text = stripped(text);
        int complex = split_zh(words, text);
        if (complex <= 0) return complex;
        failed = prepare_zh(words, &text) || run_passes(words, &text, PASSES_13A, OF_13A, NULL);
    } else if (tokenizer == TOKENIZE_INTL) {
        while (text.length && is_space(text.points[text.length - 1])) text.length--; /* rstrip */
        failed = run_passes(words, &text, PASSES_INTL, OF_INTL, classes);
    }
    return failed || split(words, text, tokenizer) ? -1 : 0;
}

void words_free(Words *words) {
    buffer_free(&words->word_buffer);
    buffer_free(&words->pages[0]);
    buffer_free(&words->pages[1]);
}
