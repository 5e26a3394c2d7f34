"""Wrong language or script: words that no reader of the target language can read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from tertium.corpora.text import tags
from tertium.corpora.text.identification import identify, recognised_as
from tertium.corpora.text.scripts import script
from tertium.corpora.text.words import words
from tertium.corpora.types import NOTHING
from tertium.metrics.checks.base import Check, Checked, Finding, Given, Inspector
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.text.words import Word

_SCRIPTS = """
    Arab ARABIC, Armn ARMENIAN, Beng BENGALI, Cyrl CYRILLIC, Deva DEVANAGARI, Ethi ETHIOPIC, Geor
    GEORGIAN, Grek GREEK, Gujr GUJARATI, Guru GURMUKHI, Hans CJK, Hant CJK, Hebr HEBREW, Jpan CJK, Khmr
    KHMER, Knda KANNADA, Kore HANGUL, Laoo LAO, Latn LATIN, Mlym MALAYALAM, Mymr MYANMAR, Sinh SINHALA,
    Taml TAMIL, Telu TELUGU, Thai THAI
"""
SCRIPTS: Final[dict[str, str]] = {one.split()[0]: one.split()[1] for one in _SCRIPTS.split(",")}
"""ISO 15924 to what Unicode names begin with."""

LONG: Final = 60
"""Letters that tell a segment's language (Han and kana count three)."""

SURE: Final = 0.999


@register
@dataclass(frozen=True, slots=True)
class Script(Check):
    """Words in a wrong script, and all words of segments in a wrong language, per hundred words.

    Latin words are right in every language (names); so is a Greek letter alone. The language is judged in segments of
    60 letters or more, against the source language and all that the identifier knows.
    """

    name = "script"
    rules = 2
    needs = NOTHING
    source = "tertium; scripts after the Unicode CLDR, languages by py3langid (Barbaresi 2021)"

    def inspector(self, given: Given) -> Inspector:
        """Return the check; what the source writes in the same way may stay."""
        source, target = given.languages
        right = {"LATIN", writes(target)}
        kept = {word.text for word in words(given.source)} if writes(source) == writes(target) else set()

        def inspect(hypothesis: str) -> Checked:
            found = words(hypothesis)
            if len(right) == 1 and not target:
                return Checked(0)
            if other := wrong_language(hypothesis, source, target):
                return Checked(len(found), (_whole(hypothesis, found, other),))
            wrong = [word for word in found if not _may_stand(word, right) and word.text not in kept]
            return Checked(len(found), tuple(_finding(run) for run in _runs(wrong)))

        return inspect


def wrong_language(text: str, source: str | None, target: str | None) -> str:
    """Return the language that the text is in if it is surely not the target; else nothing."""
    if not target or not recognised_as(target) or sum(char.isalpha() for char in text) < LONG:
        return ""
    guess = identify(text, [target, source] if source else [target])
    if guess.language == target:
        return ""
    return guess.other or (guess.language if guess.confidence > SURE else "") or ""


@cache
def writes(language: str | None) -> str:
    """Return the script that a language is written in, in the region or script of its tag; LATIN where nobody says."""
    tag = tags.parse(language or "")
    return SCRIPTS.get(tag.written or "", "LATIN") if tag else "LATIN"


def _may_stand(word: Word, right: set[str]) -> bool:
    return script(word.text[0]) in right or (len(word.text) == 1 and script(word.text) == "GREEK")


def _runs(found: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield words that stand next to each other, punctuation aside."""
    run: list[Word] = []
    for word in found:
        if run and word.start - run[-1].end > 1:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _finding(run: list[Word]) -> Finding:
    name = script(run[0].text[0]).lower()
    return Finding(run[0].start, run[-1].end, "wrong script", f"not {name}", 0.9, len(run))


def _whole(hypothesis: str, found: Sequence[Word], other: str) -> Finding:
    return Finding(0, len(hypothesis), "wrong language", f"it seems to be {other}", 0.8, len(found))
