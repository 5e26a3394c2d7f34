"""Terminology: terms of a user's glossary that the hypothesis translates otherwise."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import regex

from tertium.corpora.text.letters import fold
from tertium.corpora.text.scripts import has_unspaced
from tertium.metrics.checks import glossary
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from tertium.metrics.checks.glossary import Term

ENDING: Final = 3
"""Letters that inflection may add to each word of a term; words of more than twice as many may lose two."""


@register
@dataclass(frozen=True, slots=True)
class Terms(Check):
    """Glossary terms in the source without any of their translations in the hypothesis, per hundred such terms.

    Case is ignored, and so are endings: up to three letters more, in words of six letters or more also two less.

    Attributes:
        glossary: path of a TSV (source term, tab, target term|alternative) or TBX file; without one nothing is checked.
    """

    name = "terms"
    rules = 2

    glossary: str = ""

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        source = fold(segment.source)
        present = [
            (term, targets) for term, pattern, targets in self._patterns(segment.languages) if pattern.search(source)
        ]

        def inspect(hypothesis: str) -> Checked:
            folded, end = fold(hypothesis), len(hypothesis)
            lost = [term for term, targets in present if not any(target.search(folded) for target in targets)]
            notes = (f"{' or '.join(term.targets)} for {term.source}" for term in lost)
            return Checked(len(present), tuple(Finding(end, end, "term", note, 0.85) for note in notes))

        return inspect

    def _patterns(self, languages: tuple[str | None, str | None]) -> list[tuple[Term, Any, list[Any]]]:
        return _compiled(self.glossary, languages) if self.glossary else []

    @property
    def signature(self) -> str:
        """The options, with the glossary's hash in place of its path, and the version of the rules."""
        digest = hashlib.sha256(Path(self.glossary).read_bytes()).hexdigest()[:12] if self.glossary else "none"
        return f"{self.name}|severity:{self.severity}|glossary:{digest}|rules:{self.rules}"


@cache
def _compiled(path: str, languages: tuple[str | None, str | None]) -> list[tuple[Term, Any, list[Any]]]:
    """Return each term with the pattern of its source and the patterns of its targets."""
    terms = glossary.read(Path(path), languages)
    return [(term, _pattern(term.source), [_pattern(target) for target in term.targets]) for term in terms]


def _pattern(term: str) -> Any:
    """Return the pattern of a term with its inflections; in unspaced scripts that of the exact characters."""
    if has_unspaced(term):
        return regex.compile(regex.escape(fold(term)))
    return regex.compile(r"[\s\-]+".join(_inflected(word) for word in regex.split(r"[\s\-]+", fold(term))))


def _inflected(word: str) -> str:
    stem = word[:-2] if len(word) > 2 * ENDING else word
    more = ENDING + len(word) - len(stem)
    return rf"\b{regex.escape(stem)}\w{{0,{more}}}(?!\w)"
