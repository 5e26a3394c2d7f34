"""Tells from the shape of a line whether it is a sentence, a blurb, or long enough for a headline."""

from __future__ import annotations

from typing import Final

import regex

from tertium.corpora.cleaning.phrases import matches_any
from tertium.corpora.text.scripts import ideographs, unspaced_letters
from tertium.corpora.text.stops import STOPS, writes_stops

SENTENCE_END: Final = regex.compile(rf"[{STOPS}:;,،؛，、；][\"'“”’»«›‹)\]」』】*\s]*$")
"""A full stop, colon, semicolon or comma at the end of a line, with closing quotes or brackets after it: the line is
a sentence, leads into one, or is an item of a list of them. Machine translation leaves a space before a quote."""
INNER_SENTENCE_END: Final = regex.compile(
    rf"(?V1)[\p{{L}}\p{{M}}_]{{2,}}[.!?…]['\"“”’»)]*\s+[„“‚‘«\"'(]?[\p{{L}}--\p{{Ll}}]|[[{STOPS}]--[.!?…]](?=.)"
)
"""The end of a sentence within a line: a Latin full stop between a word of two letters or more (an initial has one) and
a word that doesn't begin with a small letter; or a full stop of another script, which needs no space after it."""

MIN_HEADLINE: Final = 15
"""Length of the shortest headline, in characters."""
MIN_WORDS: Final = 4
"""Words of the shortest line that counts as a sentence."""
MIN_WORDS_UNSTOPPED: Final = 20
"""Words of the shortest sentence in Thai and Lao, where sentences end in no mark and a headline or an item of a menu
may look alike."""
LONG_LINE: Final = 160
"""Length from which a line is a sentence whatever it ends in, in characters."""


def is_sentence(text: str) -> bool:
    """Whether a line holds at least one whole sentence of more than a few words."""
    # A Han character or kana says as much as three letters.
    if len(text) + 2 * ideographs(text) >= LONG_LINE:
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
    return len(text) >= MIN_HEADLINE and not is_blurb(text) and not matches_any(text)
