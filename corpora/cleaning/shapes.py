"""Tells from the shape of a line whether it is a sentence, a blurb, or long enough for a headline."""

from __future__ import annotations

from typing import Final

import regex

from tertium.corpora.cleaning.bylines import is_byline
from tertium.corpora.cleaning.phrases import matches_any
from tertium.corpora.text.scripts import starts_unspaced, unspaced_letters, weighted_length
from tertium.corpora.text.stops import STOPS, writes_stops

SENTENCE_END: Final = regex.compile(rf"[{STOPS}:;,،؛，、；][\"'“”’»«›‹)\]」』】*\s]*$")
"""A full stop, colon, semicolon or comma at the end of a line, with closing quotes or brackets after it: the line is
a sentence, leads into one, or is an item of a list of them. Machine translation leaves a space before a quote."""
INNER_SENTENCE_END: Final = regex.compile(
    rf"(?V1)[\p{{L}}\p{{M}}_]{{2,}}[.!?…]['\"“”’»)]*\s+[„“‚‘«\"'(]?[\p{{L}}--\p{{Ll}}]|[[{STOPS}]--[.!?…]](?=.)"
)
"""The end of a sentence within a line: a Latin full stop between a word of two letters or more (an initial has one) and
a word that doesn't begin with a small letter; or a full stop of another script, which needs no space after it."""

MIN_HEADLINE: Final = 8
"""Length of the shortest headline, in weighted characters: names of sections are as short, headlines hardly."""
WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+")
WORD_START: Final = 5
"""Letters by which two words count as forms of one."""
MIN_WORDS: Final = 4
"""Words of the shortest line that counts as a sentence."""
MIN_WORDS_UNSTOPPED: Final = 20
"""Words of the shortest sentence in Thai and Lao, where sentences end in no mark and a headline or an item of a menu
may look alike."""
LONG_LINE: Final = 160
"""Length from which a line is a sentence whatever it ends in, in weighted characters."""
GOES_ON: Final = regex.compile(r"[:：…|»›>]\s*\S")
"""A mark within a line behind which the line goes on."""
MAX_HEADING: Final = 32
"""Length of the longest heading above links or comments, in weighted characters."""
LIST_ITEM: Final = regex.compile(r"(?:[-*+•‣◦▪·–—]|\(?\d{1,2}[.)、]|[a-z]\))\s+\S|[•‣◦▪・]\S|\d{1,2}、\S|\|.*\|$")
"""A bullet or a number at the beginning of an item of a list; or a row of a table between bars."""
ARROW: Final = regex.compile(r"(?:[▶►▷▸☞➤➜⇒→]|>>)\s?\S")
"""A mark at the beginning of a link to another article."""
PUNCTUATION_ONLY: Final = regex.compile(r"(?V1)[\p{P}\p{Z}|+=~^`]{3,}")
"""A line that only separates: the rule of a table (*|---|*), asterisks, dashes."""


def is_sentence(text: str) -> bool:
    """Whether a line holds at least one whole sentence of more than a few words."""
    if weighted_length(text) >= LONG_LINE:
        return True
    # Scripts without spaces have about two letters per word.
    words = len(text.split()) + unspaced_letters(text) // 2
    is_unstopped = words >= MIN_WORDS_UNSTOPPED and not writes_stops(None, text)
    return is_unstopped or (words >= MIN_WORDS and bool(SENTENCE_END.search(text)))


def is_blurb(text: str) -> bool:
    """Whether a line is a sentence followed by one without an end, as sites print above their headlines."""
    return bool(INNER_SENTENCE_END.search(text)) and not SENTENCE_END.search(text)


def may_be_headline(text: str) -> bool:
    """Whether a line is long enough for a headline, and neither a blurb nor one of the known phrases."""
    return (
        weighted_length(text) >= MIN_HEADLINE
        and not is_blurb(text)
        and not PUNCTUATION_ONLY.fullmatch(text)
        and not matches_any(text)
        and not is_byline(text)
    )


def keys(text: str) -> frozenset[str]:
    """Return the beginnings of a text's longer words, casefolded; pairs of characters in scripts without spaces."""
    keys: set[str] = set()
    for word in WORD.findall(text.casefold()):
        if starts_unspaced(word):
            keys.update(word[i : i + 2] for i in range(len(word) - 1))
        elif weighted_length(word) > WORD_START - 2:
            keys.add(word[:WORD_START])
    return frozenset(keys)


def is_heading(text: str) -> bool:
    """Whether a line is short and doesn't go on behind a colon: *Read also*, not *Read also: Pool closes*."""
    return weighted_length(text) <= MAX_HEADING and not GOES_ON.search(text)
