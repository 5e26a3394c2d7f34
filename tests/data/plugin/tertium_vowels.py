"""A metric of another distribution, in one file: vowels per hundred letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tertium.corpora.types import NOTHING
from tertium.metrics.base import Counted, signature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter, Counts, Scores


@dataclass(frozen=True, slots=True)
class Vowels:
    """Vowels per hundred letters of the hypothesis; no direction is better."""

    name = "vowels"
    needs = NOTHING
    unit = "%"
    higher_is_better = None
    source = "tertium_vowels, an example"

    vowels: str = "aeiou"

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (vowels, letters)."""

        def count(hypotheses: Sequence[str]) -> Counted:
            rows = [self._count(hypothesis) for _, hypothesis in zip(texts.ids, hypotheses, strict=True)]
            return Counted(np.array(rows, dtype=np.float64))

        return count

    def _count(self, hypothesis: str) -> tuple[int, int]:
        letters = [char for char in hypothesis.casefold() if char.isalpha()]
        return sum(char in self.vowels for char in letters), len(letters)

    def score(self, totals: Counts) -> Scores:
        """Return 100 * vowels / letters; nan without letters."""
        vowels, letters = np.moveaxis(totals, -1, 0)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(letters > 0, 100 * vowels / letters, np.nan)

    @property
    def signature(self) -> str:
        """The name, the option and the distribution's version."""
        return signature(self, "tertium-vowels")
