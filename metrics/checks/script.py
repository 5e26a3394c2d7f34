"""Wrong language or script: words that no reader of the target language can read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from tertium.corpora.text import tags
from tertium.corpora.text.identification import other_language
from tertium.corpora.text.scripts import script
from tertium.corpora.text.words import words
from tertium.corpora.types import NOTHING
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.text.words import Word

_SCRIPTS = """
    Arab ARABIC, Armn ARMENIAN, Beng BENGALI, Cyrl CYRILLIC, Deva DEVANAGARI, Ethi ETHIOPIC, Geor
    GEORGIAN, Grek GREEK, Gujr GUJARATI, Guru GURMUKHI, Hans CJK, Hant CJK, Hebr HEBREW, Jpan CJK, Khmr
    KHMER, Knda KANNADA, Kore HANGUL, Laoo LAO, Latn LATIN, Mlym MALAYALAM, Mong MONGOLIAN, Mymr MYANMAR,
    Nkoo NKO, Olck OL, Orya ORIYA, Sinh SINHALA, Syrc SYRIAC, Taml TAMIL, Telu TELUGU, Tfng TIFINAGH, Thaa
    THAANA, Thai THAI, Tibt TIBETAN
"""
SCRIPTS: Final = {code: name for pair in _SCRIPTS.split(",") for code, name in (pair.split(),)}
"""ISO 15924 code to the first word of the Unicode names of the script's letters."""

ORDINALS: Final = frozenset("ªº")
"""Letters whose Unicode names tell no script."""


@register
@dataclass(frozen=True, slots=True)
class Script(Check):
    """Words in a wrong script, and all words of segments in a wrong language, per hundred words.

    Latin words are right in every language (names); so is a Greek letter alone. The language is judged in segments of
    60 letters or more, against the source language and all that the identifier knows.
    """

    name = "script"
    rules = 3
    needs = NOTHING
    source = "tertium; scripts after the Unicode CLDR, languages by py3langid (Barbaresi 2021)"

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment; words of the source may stay where both languages share a script."""
        source, target = segment.languages
        scripts = {"LATIN", writes(target)}

        def inspect(hypothesis: str) -> Checked:
            sequence = words(hypothesis)
            if len(scripts) == 1 and not target:
                return Checked(0)
            if other := other_language(hypothesis, source, target):
                return Checked(len(sequence), (_whole(hypothesis, sequence, other),))
            wrong = [word for word in sequence if not _is_allowed(word, scripts)]
            if wrong and writes(source) == writes(target):
                shared = {word.text for word in words(segment.source)}
                wrong = [word for word in wrong if word.text not in shared]
            return Checked(len(sequence), tuple(_finding(run) for run in _runs(wrong)))

        return inspect


@cache
def writes(language: str | None) -> str:
    """Return the script of a language, by the region or script of its tag; LATIN where it isn't known."""
    tag = tags.parse(language or "")
    return SCRIPTS.get(tag.written or "", "LATIN") if tag else "LATIN"


def _is_allowed(word: Word, scripts: set[str]) -> bool:
    """Whether a word is in one of the scripts, a sign of an ordinal (3º, 1ª), or a Greek letter alone (a symbol)."""
    return (
        word.text in ORDINALS
        or script(word.text[0]) in scripts
        or (len(word.text) == 1 and script(word.text) == "GREEK")
    )


def _runs(sequence: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the words that at most one character separates, as runs."""
    run: list[Word] = []
    for word in sequence:
        if run and word.start - run[-1].end > 1:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _finding(run: list[Word]) -> Finding:
    name = script(run[0].text[0]).lower()
    return Finding(run[0].start, run[-1].end, "wrong script", f"not {name}", 0.9, len(run))


def _whole(hypothesis: str, sequence: Sequence[Word], other: str) -> Finding:
    return Finding(0, len(hypothesis), "wrong language", f"it seems to be {other}", 0.8, len(sequence))
