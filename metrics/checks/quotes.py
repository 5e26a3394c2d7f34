"""Quotation marks that don't balance, don't match each other, or aren't those of the language."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.text import tags
from tertium.corpora.types import NOTHING
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from tertium.corpora.types import Texts
    from tertium.metrics import base

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


GERSHAYIM: Final = re.compile(r"(?<=[א-ת])[\"“”„](?=[א-ת](?![א-ת]))")
"""What Hebrew writes before the last letter of an acronym."""

OTHER_MARKS: Final = re.compile(r"(?<!\w)['‘’‚‹›]|['’‘‹›](?!\w)|^\s*[–—-]|[「『《〈]")
"""Marks beside the double ones by which a quotation may be known: single ones, a dash."""

USED: Final = 0.03
"""Share of the pairs in a set's references from which a pair is one that the set uses."""

FLAGGED: Final = 0.018
"""Share of a set's references in which the check may find something: beyond it, what they do is usual there."""


class Habits(NamedTuple):
    """What a set's references do with quotation marks.

    Attributes:
        pairs: those that they use.
        run_on: whether quotations run on over segments where the source's marks have partners.
        run_on_unmarked: whether they do so where the source has no marks.
        careless: whether many of their pairs are mixed from two styles, so that only the number of marks counts.
        keep: whether a quotation that the source opens or closes alone has a mark in them too.
    """

    pairs: frozenset[str] = frozenset()
    run_on: bool = False
    run_on_unmarked: bool = False
    careless: bool = False
    keep: bool = False

    @classmethod
    def of(cls, texts: Texts, styles: tuple[str, ...] | None) -> Habits:
        """Return the habits of these references, the strictest ones by which few are flagged; none without any."""
        sources = [paired(source) if source else None for source in texts.sources]
        pairings = [
            (source, paired(text), text)
            for source, references in zip(sources, texts.references, strict=True)
            for text in references
        ]
        if not pairings:
            return cls()
        pairs = Counter(text[i] + text[k] for _, pairing, text in pairings for i, k in pairing.pairs)
        mixed = sum(count for pair, count in pairs.items() if pair != '""' and pair not in PAIRS)
        opened = [
            bool(pairing.marks or OTHER_MARKS.search(text)) for source, pairing, text in pairings if _is_open(source)
        ]
        used = cls(
            frozenset(pair for pair, count in pairs.items() if count >= max(2, USED * pairs.total())),
            careless=mixed > max(2, USED * pairs.total()),
            keep=bool(opened) and opened.count(True) >= (1 - USED) * len(opened),
        )
        choices = [used._replace(run_on=marked, run_on_unmarked=unmarked) for marked, unmarked in _LENIENCE]
        few = (
            habits
            for habits in choices
            if sum(bool(habits.findings(*row, styles)) for row in pairings) <= FLAGGED * len(pairings)
        )
        return next(few, choices[-1])

    def findings(
        self, source: Pairing | None, pairing: Pairing, text: str, styles: tuple[str, ...] | None
    ) -> list[Finding]:
        """Return the findings in a text with these marks, whose source has those."""
        is_even = self.careless and len(pairing.marks) % 2 == 0
        run_on = source is not None and (self.run_on if source.marks else self.run_on_unmarked)
        strays = [] if is_even else pairing.strays(source, run_on=run_on)
        findings = [Finding(i, i + 1, "unbalanced", f"a partner for {text[i]}", 0.9) for i in strays]
        for start, end in pairing.pairs:
            pair = text[start] + text[end]
            if pair not in self.pairs and not is_even and (problem := _problem(pair, styles)):
                findings.append(Finding(start, end + 1, *problem))
        if self.keep and _is_open(source) and not pairing.marks and not OTHER_MARKS.search(text):
            note = "the mark that opens or closes the source's quotation"
            findings.append(Finding(len(text), len(text), "lost", note, 0.7))
        return sorted(findings)


_LENIENCE: Final = ((False, False), (False, True), (True, False), (True, True))
"""Values of `run_on` and `run_on_unmarked`, the strictest first."""


def _is_open(source: Pairing | None) -> bool:
    return source is not None and bool(source.unclosed or source.unopened)


class Pairing(NamedTuple):
    """Indices of the quotation marks that belong together, and of those that have no partner."""

    pairs: tuple[tuple[int, int], ...]
    unclosed: tuple[int, ...]
    unopened: tuple[int, ...]

    @property
    def marks(self) -> list[int]:
        """The indices of all marks, in order."""
        return sorted([*(i for pair in self.pairs for i in pair), *self.unclosed, *self.unopened])

    def strays(self, source: Pairing | None, *, run_on: bool = False) -> list[int]:
        """Return the marks without a partner, but those whose partner may be in a neighbouring segment."""
        if (
            source and not run_on
        ):  # a quotation of several segments: the source lacks the partner too, at most one each way
            return [*self.unopened[bool(source.unopened) :], *self.unclosed[bool(source.unclosed) :]]
        marks = self.marks
        return [*(i for i in self.unopened if i != marks[0]), *(i for i in self.unclosed if i != marks[-1])]


@register
@dataclass(frozen=True, slots=True)
class Quotes(Check):
    """Quotation marks without a partner, with one of another style, or foreign to the language, per hundred marks.

    A quotation may run over several segments: one mark without a partner is right where the source has one too, and
    where there is no source or the set's references often do so without theirs, if it is the first mark (closing) or
    the last (opening). Pairs that the set's references use are right too.

    Attributes:
        style: also judge whether a pair is one that the target language uses.
    """

    name = "quotes"
    rules = 2
    needs = NOTHING
    source = "tertium; styles after the Unicode CLDR"

    style: bool = True

    @property
    def segmentwise(self) -> bool:
        """Whether a segment needs no other one: the habits of the references are learned from all."""
        return False

    def bind(self, texts: Texts) -> base.Counter:
        """Return the counter of (errors, opportunities); the habits of the references are learned here."""
        habits = Habits.of(texts, self._styles(texts.languages[1]))
        return self.counter(texts, partial(self._inspector, habits))

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment alone; the source is read where there is one."""
        return self._inspector(Habits(), segment)

    def _styles(self, language: str | None) -> tuple[str, ...] | None:
        return tags.entry(STYLES, language) if self.style else None

    def _inspector(self, habits: Habits, segment: SegmentTexts) -> Inspector:
        source = paired(segment.source) if segment.source else None
        styles = self._styles(segment.languages[1])

        def inspect(hypothesis: str) -> Checked:
            pairing = paired(hypothesis)
            findings = habits.findings(source, pairing, hypothesis, styles)
            return Checked(len(pairing.marks), tuple(findings))

        return inspect


def paired(text: str) -> Pairing:
    """Pair the quotation marks of a text; form decides whether one opens or closes, then the spaces around it."""
    opened: list[int] = []  # a stack: the last one opened is the first to be closed
    pairs: list[tuple[int, int]] = []
    unopened: list[int] = []
    acronyms = {mark.start() for mark in GERSHAYIM.finditer(text)}
    for i in (mark.start() for mark in _MARK.finditer(text) if mark.start() not in acronyms):
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
