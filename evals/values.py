"""The scores of one system by one metric, and the description of a metric that a run stores."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.corpora.types import Role
    from tertium.metrics.base import Scores


class Key(NamedTuple):
    """Identifies a system and a metric."""

    system: str
    metric: str


@dataclass(frozen=True, slots=True)
class Measure:
    """The description of a metric that a run stores; it can be read without the package of the metric.

    Attributes:
        label: the short spec, e.g. ``"chrf:word_order=3"``; unique in the run.
        signature: text that names everything the scores depend on.
        unit: unit of the scores.
        higher_is_better: None for a metric without a better direction.
        needs: the columns that it reads beside the hypothesis.
        card: of a judge, what was measured of its own errors, as JSON values; see `tertium.evals.results.JudgeCard`.
    """

    label: str
    signature: str
    unit: str
    higher_is_better: bool | None
    needs: tuple[Role, ...]
    card: Mapping[str, Any] | None = field(default=None, compare=False)

    @property
    def is_judge(self) -> bool:
        """Whether a language model judged."""
        return self.signature.startswith("judge|")

    @property
    def is_check(self) -> bool:
        """Whether it counts errors of one kind, instead of measuring quality."""
        # The base of all checks writes both into every signature, which runs of any age and plug-ins have too.
        return "|severity:" in self.signature and "|rules:" in self.signature

    @property
    def is_of_usage(self) -> bool:
        """Whether it is what translating took: time, tokens or money."""
        return self.signature.startswith(f"{self.label}|measured:")

    @property
    def is_of_quality(self) -> bool:
        """Whether it measures how good translations are."""
        return not (self.is_check or self.is_of_usage)

    @property
    def is_of_people(self) -> bool:
        """Whether it holds people's ratings."""
        return self.signature.startswith(f"{self.label}|people:")


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """Scores of one system by one metric, in the metric's unit and direction; nan where undefined or skipped.

    Attributes:
        segments: shape (segments,).
        documents: scores of each document's summed counts, shape (documents,).
        domains: scores of each domain's summed counts, shape (domains,), in the order of the set's `domains`.
        total: score of the summed counts of the whole set.
    """

    segments: Scores
    documents: Scores
    domains: Scores
    total: float

    @property
    def macro(self) -> float:
        """The mean over documents that have a score; nan if there is none."""
        defined = self.documents[~np.isnan(self.documents)]
        return float(defined.mean()) if defined.size else float("nan")

    def quantile(self, share: float) -> float:
        """Return what so large a share of the segments' scores doesn't exceed, interpolated; nan without any score."""
        defined = self.segments[~np.isnan(self.segments)]
        return float(np.quantile(defined, share)) if defined.size else float("nan")
