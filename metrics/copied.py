"""Copied source: hypotheses that are the source itself instead of a translation."""

from __future__ import annotations

from dataclasses import dataclass

from tertium.corpora.text import tags
from tertium.metrics.check import NOTHING, Check, Checked, Finding, Given, Inspector
from tertium.metrics.registry import register
from tertium.metrics.words import fold, words


@register
@dataclass(frozen=True, slots=True)
class Copied(Check):
    """Hypotheses that repeat their source, case, punctuation and spaces aside, per hundred segments.

    A source of names only is rightly copied: there is an opportunity where it has some words that begin in lower case
    (or are written without case, as Chinese is).

    Attributes:
        words: how many such words make an opportunity.
    """

    name = "copied"

    words: int = 3

    def inspector(self, given: Given) -> Inspector:
        """Return the check for one source."""
        found = words(given.source)
        if sum(not word.text[0].isupper() for word in found) < self.words or tags.is_one_language(*given.languages):
            return lambda _: NOTHING
        same = _bare(given.source)

        def inspect(hypothesis: str) -> Checked:
            if _bare(hypothesis) != same:
                return Checked(1)
            return Checked(1, (Finding(0, len(hypothesis), "copied source", "a translation", 0.98),))

        return inspect


def _bare(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())
