"""Judges for tests: metrics whose scores a function gives, with the options that a judge has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tertium.corpora.types import REFERENCES, SOURCE, Role, Texts
from tertium.metrics.base import Counted, ratio
from tertium.metrics.neural.judge import noise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tertium.metrics.base import Counter, Counts, Scores


@dataclass(frozen=True)
class FakeJudge:
    """A judge whose scores are a function of source, references and hypothesis; None is an answer that says nothing."""

    opinion: Callable[..., float | None]
    protocol: str = "esa"
    references: str = "none"
    order: str = "both"
    n: int = 1
    spread: float = 0.0

    name = "judge"
    unit = "points"
    higher_is_better = True
    source = "a test"

    @property
    def needs(self) -> frozenset[Role]:
        with_reference = self.references == "first" or self.protocol == "pairwise"
        return SOURCE | (REFERENCES if with_reference else frozenset())

    @property
    def signature(self) -> str:
        return f"judge|protocol:{self.protocol}"

    def bind(self, texts: Texts) -> Counter:
        def count(hypotheses: Sequence[str]) -> Counted:
            rows, unscored = np.full((len(hypotheses), noise.WIDTH), np.nan), {}
            for i, hypothesis in enumerate(hypotheses):
                score = self.opinion(self, texts.sources[i], texts.references[i], hypothesis)
                if score is None:
                    unscored[i] = "no JSON object in the answer"
                else:
                    rows[i] = noise.row([score + self.spread * k for k in range(self.n)])
            return Counted(rows, unscored=unscored)

        return count

    def score(self, totals: Counts) -> Scores:
        return noise.mean(totals)

    def noise(self, totals: Counts) -> Scores:
        return noise.standard_error(totals)


@dataclass(frozen=True)
class Plain:
    """A metric without any of a judge's options: lower is better, by the number of letters."""

    name = "plain"
    unit = "letters"
    higher_is_better = False
    source = "a test"
    needs = SOURCE
    signature = "plain"

    def bind(self, texts: Texts) -> Counter:
        del texts
        return lambda hypotheses: Counted(np.array([(float(len(text)), 1.0) for text in hypotheses]))

    def score(self, totals: Counts) -> Any:
        return ratio(totals)
