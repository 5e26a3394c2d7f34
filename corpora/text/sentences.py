"""Splits text into sentences by LanguageTool's SRX rules (choppa), and mends what they lack or break.

What is particular to a language stands in abbreviations.txt; here are marks, numbers and letters.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

import regex

from tertium.corpora.text import tags
from tertium.corpora.text.abbreviations import is_abbreviated

if TYPE_CHECKING:
    from collections.abc import Sequence

STOPS_WITHOUT_RULES: Final = "।॥።։۔။។៕؟"
"""Marks that end sentences and that the rules lack in most languages of their script."""
WITHOUT_RULES: Final = regex.compile(
    rf"(?V1)[{STOPS_WITHOUT_RULES}](?![{STOPS_WITHOUT_RULES}!?]|ល។)"
    # Before a capital, or a letter without case. In many languages the rules know one shape of the mark, and texts
    # have them all.
    r"""|[.!?…][”“»«"’']+(?=\s+[„“‚‘«»‹›"'(]?[\p{L}--\p{Ll}])"""
)
"""The ends of sentences that the rules lack: a stop, or a quotation mark that closes. Khmer ។ល។ is *etc.*"""
MAY_END: Final = re.compile(rf"""[{STOPS_WITHOUT_RULES}]|[.!?…][”“»«"’']""")
"""What each of these ends begins with: most texts have none, and this is found faster."""
CLOSING: Final = re.compile(r"""\s*(?:[,;:)\]}”’」』】》、。，；：？！?!%…]|["'“](?=\s|$)|[»›](?!\w))+\s*""")
"""Marks that never start a sentence; straight and German closing quotes only before a space or the end, » not before a
letter, where it opens: »So.« »Und so.«"""
OPENS: Final = regex.compile(r"(?V1)(?!と|って)[„“‚‘«»‹›\"'(「『《]?[\p{L}--\p{Ll}]")
"""The start of a sentence after a closing quote: a capital, or a letter of a script without capitals. Japanese と and
って after a quote go on with *he said*."""
OPENING: Final = " \N{NO-BREAK SPACE}„“‚‘«‹\"'("
"""Characters that may precede the first letter of a sentence."""
CUT_STOP: Final = re.compile(r"\S\s+\.\s*$")
"""A space before the full stop: `Situation Roo . mit anderen Beamten`."""
COMMON: Final = "en"
"""Language whose rules apply to languages without rules."""
QUOTE_FOLLOWS: Final = re.compile(r"""\s*[„“‚‘«»‹"'「『]""")
"""A quotation mark at the start of a part; behind a colon it opens."""
NUMERAL_ALONE: Final = re.compile(r"\s*(?:\d{1,3}|[IVXLC]+)\.\s*")
"""A number that is no sentence: *II. Abdülhamid*, *1. Introduction*."""
ORDINAL: Final = re.compile(r"\b(?:\d{1,2}|[IVX]+)\.\s*$")
"""An ordinal at the end of a part: *on the 3.*, *Haakon VII.*"""
ORDINAL_FIRST: Final = re.compile(r"\d{1,2}\.\s")
"""An ordinal at the start of the next part, as in *3. 4. 2024*."""
ORDINAL_LANGUAGES: Final = frozenset(
    {"de", "da", "no", "nb", "nn", "cs", "sk", "sl", "hr", "sr", "bs", "hu", "fi", "et", "lv", "is", "tr", "pl"}
)
"""Languages that write ordinals with a full stop."""


class Segmenter(Protocol):
    """Splits a paragraph into sentences and loses nothing but the space around them."""

    def __call__(self, paragraph: str) -> list[str]:
        """Return the sentences without surrounding space, none empty."""
        ...


class Sentence(NamedTuple):
    """A sentence and its paragraph.

    Attributes:
        text: without surrounding space.
        paragraph: index of its paragraph, from 0; alignment may use the borders of paragraphs as anchors.
    """

    text: str
    paragraph: int


def segment(paragraphs: Sequence[str], language: str | None) -> tuple[Sentence, ...]:
    """Return the sentences of an article; no sentence crosses a paragraph."""
    split = load(language)
    return tuple(Sentence(text, i) for i, paragraph in enumerate(paragraphs) for text in split(paragraph))


def load(language: str | None) -> Segmenter:
    """Return the segmenter of a language; a language without rules gets the common ones."""
    code = _rules_of(language)

    def split(paragraph: str) -> list[str]:
        if not MAY_END.search(paragraph):
            return _mended(_broken(paragraph, code), code)
        ends = [0, *(match.end() for match in WITHOUT_RULES.finditer(paragraph)), len(paragraph)]
        pieces = (paragraph[start:end] for start, end in pairwise(ends))
        return _mended([part for piece in pieces for part in _broken(piece, code)], code)

    return split


def _rules_of(language: str | None) -> str:
    """Return the language whose rules split a text: the tag's base, or its macrolanguage where only that has rules."""
    tag = tags.parse(language or "")
    return next((code for code in (tag.languages if tag else ()) if _has_rules(code)), tags.base(language))


def _broken(text: str, code: str) -> list[str]:
    """Return the parts that the rules break a text into; joined, they are the text."""
    from choppa import SrxTextIterator

    return list(SrxTextIterator(_rules(), f"{code if _has_rules(code) else COMMON}_one", text))


@cache
def _has_rules(code: str) -> bool:
    """Whether the rules split anything in a language; tried on made-up words."""
    from choppa import SrxTextIterator

    return len(list(SrxTextIterator(_rules(), f"{code}_one", "Noto ana kupo. Rimu tako sano."))) > 1


def _mended(parts: Sequence[str], code: str) -> list[str]:
    """Return the sentences: the parts, joined where a break is within a sentence, and without surrounding space."""
    if not parts:
        return []
    sentences = [parts[0]]
    for part in parts[1:]:
        before, after = sentences[-1], part
        if closing := CLOSING.match(after):
            sentences[-1] = before = before + closing[0]
            after = after[closing.end() :]
            joined = "," in closing[0] or not OPENS.match(after)
        else:
            joined = _joins(before, after, code)
        if joined:
            sentences[-1] += after
        elif after:
            sentences.append(after)
    return [sentence.strip() for sentence in sentences if sentence.strip()]


def _joins(before: str, after: str, code: str) -> bool:
    """Whether a break is within a sentence."""
    if not before.strip() or NUMERAL_ALONE.fullmatch(before):
        return True
    if before.rstrip().endswith(":") and QUOTE_FOLLOWS.match(after):
        return True
    if is_abbreviated(before, after, code):
        return True
    is_lower = after.lstrip(OPENING)[:1].islower()
    if is_lower and (CUT_STOP.search(before) or not _has_rules(code)):
        return True
    return code in ORDINAL_LANGUAGES and bool(ORDINAL.search(before)) and (is_lower or bool(ORDINAL_FIRST.match(after)))


@cache
def _rules() -> Any:
    from pathlib import Path

    import choppa

    return choppa.SrxDocument(
        ruleset=str(Path(str(choppa.__file__)).parent / "data" / "srx" / "languagetool_segment.srx")
    )
