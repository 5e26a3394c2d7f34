"""Tells whether a full stop belongs to an abbreviation within a sentence; abbreviations.txt lists them by language."""

from __future__ import annotations

from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, cast

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind: TypeAlias = Literal["inside", "number", "end"]
Words: TypeAlias = "tuple[str, ...]"
"""An abbreviation's words without their full stops: ("z", "B")."""

WINDOW: Final = 40
"""Characters before a break that are searched for an abbreviation."""
STOPPED: Final = r"""[^\s.,;:!?()\[\]{}"'“”„‚‘’«»‹›/–—…]+(?::\w+)?\."""
"""A word and its full stop; S:t has a colon, and an elision (l'ing.) ends at its apostrophe."""
TAIL: Final = regex.compile(rf"(?:{STOPPED}\s?)+$")
HEAD: Final = regex.compile(rf"\s*({STOPPED})")
NUMERAL: Final = regex.compile(r"\s*[(№#]?(?:\d|(?!I\b)[IVXLC]+\b)")
"""A number; I alone is an English word."""
SMALL: Final = regex.compile(r"""\s*[„“‚‘«‹"'(]*\p{Ll}""")
INITIAL: Final = ("?",)
"""The entry for any capital that stands alone."""
SUFFIX: Final = "*"
"""Starts an entry that is the end of a word: *str is Goethestr."""


class Abbreviations(NamedTuple):
    """The abbreviations of a language.

    Attributes:
        kinds: each abbreviation's kind.
        beginnings: the first words of an abbreviation, and what may be its next word.
        suffixes: ends of words that are abbreviated before a number.
        endings: what a text ends in, in small letters, if it ends in an abbreviation or a part of one.
    """

    kinds: Mapping[Words, Kind]
    beginnings: Mapping[Words, frozenset[str]]
    suffixes: tuple[str, ...]
    endings: tuple[str, ...]


def is_abbreviated(before: str, after: str, language: str) -> bool:
    """Whether the full stop at the end of `before` ends no sentence, since it belongs to an abbreviation.

    Args:
        before: text that ends in the full stop, with or without space behind it.
        after: the text that follows.
        language: its base language.
    """
    abbreviations = load().get(language)
    ending = before[-WINDOW:].rstrip()
    if abbreviations is None or not ending.lower().endswith(abbreviations.endings):
        return False  # the usual case, found without a pattern
    tail = TAIL.search(ending)
    if tail is None:
        return False
    words = tuple(word.strip(" .\N{NO-BREAK SPACE}") for word in regex.findall(STOPPED, tail[0]))
    # The longest abbreviation first: "u. a." is another one than "a."
    for spelling in chain.from_iterable(_spellings(words[i:]) for i in range(len(words))):
        if _goes_on(spelling, after, abbreviations) or _joins(abbreviations.kinds.get(spelling), after):
            return True
    return words[-1].endswith(abbreviations.suffixes) and bool(NUMERAL.match(after))


@cache
def load() -> dict[str, Abbreviations]:
    """Return the abbreviations of each language in abbreviations.txt."""
    kinds: dict[str, dict[Words, Kind]] = {}
    for languages, kind, entries in _rows():
        for language in languages:
            # The first kind of an abbreviation counts: `inside` stands above the others.
            for entry in entries:
                kinds.setdefault(language, {}).setdefault(tuple(entry.rstrip(".").split(".")), kind)
    return {language: _with_beginnings(entries) for language, entries in kinds.items()}


def _rows() -> Iterator[tuple[list[str], Kind, list[str]]]:
    text = Path(__file__).with_name("abbreviations.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("# "):
            languages, kind, entries = line.split("\t")
            yield languages.split(","), cast("Kind", kind), entries.split()


def _with_beginnings(kinds: dict[Words, Kind]) -> Abbreviations:
    beginnings: dict[Words, frozenset[str]] = {}
    for words in kinds:
        for i in range(1, len(words)):
            beginnings[words[:i]] = beginnings.get(words[:i], frozenset()) | {words[i].casefold()}
    suffixes = tuple(words[0].removeprefix(SUFFIX) for words in kinds if words[0].startswith(SUFFIX))
    ends = {words[-1].lower() for words in (*kinds, *beginnings)} | {*suffixes}
    if INITIAL in kinds:
        ends = {""}
    return Abbreviations(kinds, beginnings, suffixes, tuple(f"{end}." for end in sorted(ends)))


def _spellings(words: Words) -> Iterator[Words]:
    """Yield how the table may spell these words: as they are, in small letters, with a small first letter."""
    yield words
    if max(map(len, words)) > 1:  # a capital alone is an initial: ukr. "с." is a village, "С." a name or a vitamin
        yield tuple(word.lower() for word in words)
    if len(words) == 1 and len(words[0]) == 1 and words[0].isupper():
        yield INITIAL


def _goes_on(words: Words, after: str, abbreviations: Abbreviations) -> bool:
    """Whether the words begin an abbreviation that goes on behind the break: "z." and "B."."""
    following = abbreviations.beginnings.get(words)
    head = HEAD.match(after) if following else None
    return bool(following and head and head[1].rstrip(".").casefold() in following)


def _joins(kind: Kind | None, after: str) -> bool:
    if kind is None:
        return False
    return kind == "inside" or bool(SMALL.match(after)) or (kind == "number" and bool(NUMERAL.match(after)))
