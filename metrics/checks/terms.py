"""Terminology: terms of a user's glossary that the hypothesis translates otherwise."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from tertium.corpora.text.letters import fold
from tertium.errors import DataError, UsageError
from tertium.metrics.checks import glossary, items, term_patterns
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.excess import excess
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter
    from tertium.metrics.checks.glossary import Term

EXAMPLE: Final = '{"source term": "target term|other target term", "name": "="}'


@register
@dataclass(frozen=True, slots=True)
class Terms(Check):
    """Glossary terms in the source without any of their translations in the hypothesis, per hundred such terms.

    Case and accents are ignored, and so is inflection: a word counts that begins with three quarters of the term's
    letters (four at least) and has up to three more behind what both share. A term of four letters or more counts
    within a longer word too. Where the glossary says ``=``, the term must stand unchanged, case included.

    Attributes:
        glossary: path of a TSV (source term, tab, target term|alternative) or TBX file.
        items: instead of it, the path of a TSV file with a dictionary of its own for each segment, as a JSON object;
            rows are met by the column id or item, else by their order.
        column: the column of the dictionaries.
        match: ``within`` longer words too, ``inflected`` words only, or ``exact`` words, in any case.
    """

    name = "terms"
    rules = 3

    glossary: str = ""
    items: str = ""
    column: str = "terms"
    match: Literal["within", "inflected", "exact"] = "within"

    @property
    def segmentwise(self) -> bool:  # rows of a table may be met by their order in the set
        """Whether a segment needs no other one: rows of a table may be met by their order in the set."""
        return not self.items

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (terms lost, terms).

        Raises:
            UsageError: there is neither a glossary nor items: what can find nothing would look passed.
            DataError: they are broken, or the items don't fit the segments.
        """
        if not self.items and not self.glossary:
            raise UsageError(f"{self.name} has no terms to look for", hint=f"{self.name}:glossary=FILE")
        if not self.items:
            return super(Terms, self).bind(texts)
        if self.glossary:
            raise UsageError(f"{self.name} takes a glossary or items", hint=f"{self.name}:items={self.items}")
        table = items.read(self.items)
        cells = table.column(self.column)
        terms = [() if row is None else _dictionary(self.items, row, cells[row]) for row in table.rows(texts.ids)]
        inspectors = [
            self._of(
                [term for term in own if fold(term.source) in fold(source)],  # given for this segment: no need to parse
            )
            for own, source in zip(terms, texts.sources, strict=True)
        ]
        reasons = [excess([source]) for source in texts.sources]
        return self.counter(inspectors, reasons, table.warnings(texts.ids))

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        source = fold(segment.source)
        terms = _terms(self.glossary, _state(self.glossary), segment.languages)
        return self._of([term for term in terms if _stands(term, source, segment.source)])

    def _of(self, present: Sequence[Term]) -> Inspector:
        """Return the inspector of a segment whose source has these terms."""
        if not present:
            return unchecked

        def inspect(hypothesis: str) -> Checked:
            bare, end = term_patterns.bare(hypothesis), len(hypothesis)
            lost = [term for term in present if not self._is_in(term, hypothesis, bare)]
            return Checked(len(present), tuple(Finding(end, end, "term", _note(term), 0.85) for term in lost))

        return inspect

    def _is_in(self, term: Term, hypothesis: str, bare: str) -> bool:
        if term.unchanged:
            return term_patterns.exact(term.source).search(hypothesis) is not None
        pattern = _PATTERNS[self.match]
        return any(pattern(target).search(bare) for target in term.targets)

    @property
    def signature(self) -> str:
        """The options, with the hash of glossary or items in place of the path, and the version of the rules."""
        path = self.glossary or self.items
        content = items.digest(path) if path else "none"
        column = f"|column:{self.column}" if self.items else ""
        kind = "items" if self.items else "glossary"
        options = f"severity:{self.severity}|{kind}:{content}{column}|match:{self.match}"
        return f"{self.name}|{options}|rules:{self.rules}"


@cache
def _exact(target: str) -> Any:
    return term_patterns.exact(term_patterns.bare(target))


_PATTERNS: Final[Mapping[str, Callable[[str], Any]]] = {
    "within": term_patterns.within,
    "inflected": term_patterns.inflected,
    "exact": _exact,
}


@cache
def _terms(path: str, _at: tuple[int, int], languages: tuple[str | None, str | None]) -> tuple[Term, ...]:
    """Return the terms of a glossary; its state is there so that a changed file is read anew."""
    return tuple(glossary.read(Path(path), languages))


def _state(path: str) -> tuple[int, int]:
    """Return time and size of a file; zeros for one that can't be read, which its reader will tell."""
    try:
        status = Path(path).stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _stands(term: Term, folded: str, source: str) -> bool:
    """Whether a term stands in a source; one that must stay unchanged only as it is written."""
    if term.unchanged:
        return term_patterns.exact(term.source).search(source) is not None
    return term_patterns.in_source(term.source).search(folded) is not None


def _note(term: Term) -> str:
    return f"{term.source} unchanged" if term.unchanged else f"{' or '.join(term.targets)} for {term.source}"


def _dictionary(path: str, row: int, cell: str) -> tuple[Term, ...]:
    """Return the terms of a segment's own dictionary; an empty cell has none."""
    try:
        pairs = json.loads(cell or "{}")
        written = {term: target if isinstance(target, list) else target.split("|") for term, target in pairs.items()}
        targets = {term: tuple(filter(None, map(str.strip, target))) for term, target in written.items()}
        return tuple(glossary.term(term, target) for term, target in targets.items() if term and target)
    except (ValueError, AttributeError, TypeError) as error:
        message = f"{path}, line {row + 2}: {cell!r:.60} is no dictionary of terms"
        raise DataError(message, hint=EXAMPLE) from error
