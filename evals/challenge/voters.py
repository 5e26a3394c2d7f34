"""Who prefers one of two translations: a metric, a system's outputs by a metric, or a metric that others computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.evals.challenge.scored import Translation, scored

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from tertium.evals.challenge.pairs import ChallengeSet
    from tertium.metrics.base import Metric, Scores

PUBLISHED: Final = "published with the set"
"""Signature of scores that came with a set, behind the metric's name."""


class Voter(NamedTuple):
    """Who prefers.

    Attributes:
        metric: label of the metric.
        system: whose outputs are compared with both translations; empty where the metric itself chooses.
        good: scores of the better translations, higher is better, nan where there is none; shape (pairs,).
        bad: those of the worse ones.
        is_check: whether scores are numbers of errors, with a minus.
    """

    metric: str
    system: str
    good: Scores
    bad: Scores
    is_check: bool = False

    @property
    def is_scored(self) -> NDArray[np.bool_]:
        """Which pairs have both scores."""
        return ~np.isnan(self.good + self.bad)

    @property
    def sides(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """In which pairs the better, and in which the worse translation is preferred; nowhere where a score lacks."""
        if self.is_check:  # of two translations with errors it prefers none
            return (self.good == 0) & (self.bad < 0), (self.bad == 0) & (self.good < 0)
        return self.good > self.bad, self.bad > self.good


class Votes(NamedTuple):
    """Voters, the signatures of their metrics, and the reasons of the metrics that can't vote."""

    voters: list[Voter]
    signatures: dict[str, str]
    left_out: dict[str, str]


def metrics_themselves(data: ChallengeSet, metrics: Sequence[str | Metric], progress: Callable[[str], None]) -> Votes:
    """Return what metrics prefer, each on its own scores of both translations."""
    votes, size = Votes([], {}, {}), len(data)
    translations = [Translation(pair.source, pair.references, pair.good, pair.languages) for pair in data.pairs]
    translations += [Translation(pair.source, pair.references, pair.bad, pair.languages) for pair in data.pairs]
    scorings = scored(data.name, translations, metrics, progress)
    votes.left_out.update(scorings.missing)
    for label, scoring in scorings.scored.items():
        if scoring.measure.higher_is_better is None:
            votes.left_out[label] = "neither direction is better"
            continue
        votes.signatures[label] = scoring.measure.signature
        votes.voters.append(Voter(label, "", scoring.scores[:size], scoring.scores[size:], scoring.measure.is_check))
    return votes


def outputs_by_metrics(
    data: ChallengeSet,
    metrics: Sequence[str | Metric],
    outputs: Mapping[str, Sequence[str]],
    progress: Callable[[str], None],
) -> Votes:
    """Return which translation each output is nearer to: the score against it as the only reference."""
    votes, size = Votes([], {}, {}), len(data)
    for system, texts in outputs.items():
        rows = list(zip(data.pairs, texts, strict=True))
        translations = [Translation(pair.source, (pair.good,), text, pair.languages) for pair, text in rows]
        translations += [Translation(pair.source, (pair.bad,), text, pair.languages) for pair, text in rows]
        scorings = scored(data.name, translations, metrics, progress)
        votes.left_out.update(scorings.missing)
        for label, scoring in scorings.scored.items():
            if "references" not in scoring.measure.needs or scoring.measure.higher_is_better is None:
                votes.left_out[label] = "it looks at no reference, so an output is near to nothing"
                continue
            votes.signatures[label] = scoring.measure.signature
            votes.voters.append(Voter(label, system, scoring.scores[:size], scoring.scores[size:]))
    return votes


def scores_of_others(data: ChallengeSet, names: Sequence[str], lower: Sequence[str]) -> Votes:
    """Return what the metrics prefer whose scores the set holds; those of `lower` count errors."""
    nothing = (float("nan"), float("nan"))
    voters = []
    for name in names:
        scores = np.array([pair.scores.get(name, nothing) for pair in data.pairs], np.float64)
        good, bad = scores.T * (-1 if name in lower else 1)
        voters.append(Voter(name, "", good, bad))
    return Votes(voters, {name: f"{name}|{PUBLISHED}" for name in names}, {})
