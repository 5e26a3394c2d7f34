"""Quotation marks that don't balance, don't match each other, or aren't those of the language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from tertium.corpora.text import tags
from tertium.corpora.types import NOTHING
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.registry import register

CLOSERS: Final = {
    "„": "“”",
    "“": "”",
    "”": "”",
    "‟": "”",
    "«": "»",
    "»": "«",
    '"': '"',
    "「": "」",
    "『": "』",
    "〝": "〞〟",
}
"""Opening mark to the marks that may close it in some language."""

MARKS: Final = frozenset(CLOSERS) | frozenset("".join(CLOSERS.values()))
"""All quotation marks, opening and closing."""

_MARK: Final = re.compile(rf'""|[{"".join(sorted(MARKS))}]')  # a doubled typewriter's mark (as in CSV) is one

STYLES: Final = {
    "cs": ("„“", "»«"),
    "da": ("„“", "””", "»«", "“”"),
    "de": ("„“", "»«", "«»"),
    "en": ("“”",),
    "es": ("«»", "“”"),
    "fr": ("«»", "“”"),
    "it": ("«»", "“”"),
    "ja": ("「」", "『』"),
    "nl": ("“”", "„”"),
    "pl": ("„”", "«»", "»«"),
    "pt": ("“”", "«»"),
    "ru": ("«»", "„“"),
    "sk": ("„“", "»«"),
    "uk": ("«»", "„“", "“”"),
    "zh": ("“”", "「」", "『』"),
}
"""Target language to its pairs; the typewriter's "" is right everywhere. Other languages aren't judged."""


PAIRS: Final = frozenset({"„“", "“”", "„”", "””", "«»", "»«", "「」", "『』", "〝〞", "〝〟"})
"""Pairs of some language; any other one is mixed from two."""


class Pairing(NamedTuple):
    """Indices of the quotation marks that belong together, and of those that have no partner."""

    pairs: tuple[tuple[int, int], ...]
    unclosed: tuple[int, ...]
    unopened: tuple[int, ...]

    @property
    def marks(self) -> list[int]:
        """The indices of all marks, in order."""
        return sorted([*(i for pair in self.pairs for i in pair), *self.unclosed, *self.unopened])

    def strays(self, source: Pairing | None) -> list[int]:
        """Return the marks without a partner, but those whose partner may be in a neighbouring segment."""
        if source:  # a quotation of several segments: the source lacks the partner too, at most one each way
            return [*self.unopened[bool(source.unopened) :], *self.unclosed[bool(source.unclosed) :]]
        marks = self.marks
        return [*(i for i in self.unopened if i != marks[0]), *(i for i in self.unclosed if i != marks[-1])]


@register
@dataclass(frozen=True, slots=True)
class Quotes(Check):
    """Quotation marks without a partner, with one of another style, or foreign to the language, per hundred marks.

    A quotation may run over several segments: one mark without a partner is right where the source has one too, and
    where there is no source, if it is the first mark (closing) or the last (opening).

    Attributes:
        style: also judge whether a pair is one that the target language uses.
    """

    name = "quotes"
    needs = NOTHING
    source = "tertium; styles after the Unicode CLDR"

    style: bool = True

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment; the source is read where there is one."""
        source = paired(segment.source) if segment.source else None
        styles = tags.entry(STYLES, segment.languages[1]) if self.style else None

        def inspect(hypothesis: str) -> Checked:
            pairing = paired(hypothesis)
            strays = pairing.strays(source)
            findings = [Finding(i, i + 1, "unbalanced", f"a partner for {hypothesis[i]}", 0.9) for i in strays]
            for start, end in pairing.pairs:
                if problem := _problem(hypothesis[start] + hypothesis[end], styles):
                    findings.append(Finding(start, end + 1, *problem))
            return Checked(len(pairing.marks), tuple(sorted(findings)))

        return inspect


def paired(text: str) -> Pairing:
    """Pair the quotation marks of a text; form decides whether one opens or closes, then the spaces around it."""
    opened: list[int] = []  # a stack: the last one opened is the first to be closed
    pairs: list[tuple[int, int]] = []
    unopened: list[int] = []
    for i in (mark.start() for mark in _MARK.finditer(text)):
        if opened and _closes(text, i, text[opened[-1]]):
            pairs.append((opened.pop(), i))
        elif _opens(text, i):
            opened.append(i)
        elif not _is_inch(text, i):
            unopened.append(i)
    return Pairing(tuple(sorted(pairs)), tuple(opened), tuple(unopened))


def _closes(text: str, i: int, opening: str) -> bool:
    """Whether the mark at `i` closes the one that is open."""
    if text[i] in CLOSERS[opening]:
        return opening != text[i] or not _at_beginning(text, i)
    # Another style's mark, where only a closing one can stand.
    return text[i] in '“”"»«' and _at_end(text, i) and not _at_beginning(text, i)


def _opens(text: str, i: int) -> bool:
    """Whether the mark at `i` may open: its form does in some language, and it doesn't stand behind a text's end."""
    return text[i] in CLOSERS and not (_at_end(text, i) and not _at_beginning(text, i))


def _at_beginning(text: str, i: int) -> bool:
    """Whether text follows and none precedes: where only an opening mark can stand."""
    return _is_free(text[:i][-1:], "([{—–-/") and not _is_free(text[i + 1 : i + 2], ".,;:!?)]}—–…/")


def _at_end(text: str, i: int) -> bool:
    """Whether text precedes and none follows: where only a closing mark can stand."""
    return _is_free(text[i + 1 : i + 2], ".,;:!?)]}—–…/") and not _is_free(text[:i][-1:], "([{—–-/")


def _is_free(neighbour: str, marks: str) -> bool:
    return not neighbour or neighbour.isspace() or neighbour in marks


def _is_inch(text: str, i: int) -> bool:
    """Whether the mark at `i` stands for inches or seconds, behind a number."""
    return text[i] in '"”' and i > 0 and text[i - 1].isdigit()


def _problem(pair: str, styles: tuple[str, ...] | None) -> tuple[str, str, float] | None:
    """Return label, note and confidence for a pair that isn't right; None for one that is."""
    if pair == '""':
        return None
    # „” mixes styles but in Polish and Dutch, where it is one.
    if pair not in PAIRS or (styles and pair == "„”" and pair not in styles):
        return "mixed", f"marks that belong together, not {pair}", 0.9
    if styles and pair not in styles:
        return "foreign style", f"{' or '.join(styles)}, not {pair}", 0.8
    return None
