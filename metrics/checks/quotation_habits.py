"""What a set's references do with quotation marks, beyond the rules of their language."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.metrics.checks.base import Finding
from tertium.metrics.checks.quotation_marks import PAIRS, Pairing, paired

if TYPE_CHECKING:
    from tertium.corpora.types import Texts

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
