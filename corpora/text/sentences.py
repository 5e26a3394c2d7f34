"""Text to sentences: LanguageTool's SRX rules by choppa, mended for the noise of machine-translated text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

import regex

from tertium.corpora.text import tags

if TYPE_CHECKING:
    from collections.abc import Sequence

WITHOUT_RULES: Final = regex.compile(r"(?<=[।॥።։۔။។៕])(?![।॥።։۔။។៕]|ល។)\s*")
"""Behind full stops that the rules don't know in most languages of their scripts; Khmer ។ល។ is *etc.*"""
CLOSING: Final = re.compile(r"""\s*(?:[,;:)\]}”’»›」』】》、。，；：？！?!%…]|["'“](?=\s|$))+\s*""")
"""What never starts a sentence; straight and German closing quotes only where a space or the end follows."""
OPENS: Final = regex.compile(r"(?V1)(?!と|って)[„“‚‘«»‹›\"'(「『《]?[\p{L}--\p{Ll}]")
"""What may start one behind a closing quote: a capital, or a letter of a script without capitals."""
OPENING: Final = " \N{NO-BREAK SPACE}„“‚‘«‹\"'("
"""What may stand before the first letter of a sentence."""
CUT_STOP: Final = re.compile(r"\S\s+\.\s*$")
"""A space before the full stop: `Situation Roo . mit anderen Beamten`."""
COMMON: Final = "en"
"""Whose rules a language gets that has none."""
ORDINAL: Final = re.compile(r"\b\d{1,2}\.\s*$")
ORDINAL_FIRST: Final = re.compile(r"\d{1,2}\.\s")
ORDINAL_LANGUAGES: Final = frozenset(
    {"de", "da", "no", "nb", "nn", "cs", "sk", "sl", "hr", "sr", "bs", "hu", "fi", "et", "lv", "is", "tr", "pl"}
)


class Segmenter(Protocol):
    """Splits one paragraph into sentences; joined with what stood between them, they give the paragraph."""

    def __call__(self, paragraph: str) -> list[str]:
        """Return the sentences without surrounding space, none empty."""
        ...


class Sentence(NamedTuple):
    """A sentence and where it stands.

    Attributes:
        text: without surrounding space.
        paragraph: 0-based, in the order of the paragraphs given; alignment may use its borders as anchors.
    """

    text: str
    paragraph: int


def segment(paragraphs: Sequence[str], language: str | None) -> tuple[Sentence, ...]:
    """Return the sentences of an article; no sentence crosses a paragraph."""
    split = load(language)
    return tuple(Sentence(text, i) for i, paragraph in enumerate(paragraphs) for text in split(paragraph))


def load(language: str | None) -> Segmenter:
    """Return the segmenter of a language; one that it has no rules for gets the rules common to all."""
    code = _rules_of(language)

    def split(paragraph: str) -> list[str]:
        return [one for piece in WITHOUT_RULES.split(paragraph) for one in _mended(_broken(piece, code), code)]

    return split


def _rules_of(language: str | None) -> str:
    """Return the language whose rules split a text: the tag's base, or its macrolanguage where only that has rules."""
    tag = tags.parse(language or "")
    return next((one for one in (tag.languages if tag else ()) if _has_rules(one)), tags.base(language))


def _broken(text: str, code: str) -> list[str]:
    from choppa import SrxTextIterator

    return list(SrxTextIterator(_rules(), f"{code if _has_rules(code) else COMMON}_one", text))


@cache
def _has_rules(code: str) -> bool:
    """Whether the rules split anything in a language."""
    from choppa import SrxTextIterator

    return len(list(SrxTextIterator(_rules(), f"{code}_one", "Noto ana kupo. Rimu tako sano."))) > 1


def _mended(parts: Sequence[str], code: str) -> list[str]:
    """Return the parts with breaks undone that no sentence has."""
    if not parts:
        return []
    made = [parts[0]]
    for part in parts[1:]:
        before, after = made[-1], part
        if closing := CLOSING.match(after):
            made[-1] = before = before + closing[0]
            after = after[closing.end() :]
            joined = "," in closing[0] or not OPENS.match(after)
        else:
            joined = _joins(before, after, code)
        if joined:
            made[-1] += after
        elif after:
            made.append(after)
    return [one.strip() for one in made if one.strip()]


def _joins(before: str, after: str, code: str) -> bool:
    if not before.strip():
        return True
    small = after.lstrip(OPENING)[:1].islower()
    if small and (CUT_STOP.search(before) or not _has_rules(code)):
        return True
    return code in ORDINAL_LANGUAGES and bool(ORDINAL.search(before)) and (small or bool(ORDINAL_FIRST.match(after)))


@cache
def _rules() -> Any:
    from pathlib import Path

    import choppa

    return choppa.SrxDocument(
        ruleset=str(Path(str(choppa.__file__)).parent / "data" / "srx" / "languagetool_segment.srx")
    )
