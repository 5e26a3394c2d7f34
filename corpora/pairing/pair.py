"""Decides which article translates which: a target takes its best source if the evidence is enough.

Enough means similar, covered, with the same numbers, clearly ahead of other sources, and not far worse than the
source's best translation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from tertium.corpora.pairing.similarity import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Decision: TypeAlias = Literal["paired", "copy", "review", "unpaired"]

REVIEW_MARGIN: Final = 0.1
"""Similarity that may be missing for a pair to be reviewed, if the source has no far better translation."""
FAR_LEAD: Final = 0.2
"""Lead of the best source over the second from which half of `REVIEW_MARGIN` may be missing in a pair."""
CLEAR_LEAD: Final = 0.05
"""Lead that the best source needs over the second, unless one is a duplicate of the other."""
MAX_FALL: Final = 0.25
"""Similarity by which a translation of a source may stay behind the source's best translation."""


class Limits(NamedTuple):
    """The evidence that a pair needs; it depends on what the similarity was measured with.

    Attributes:
        similarity: the least.
        coverage: share of the characters that must be covered.
        numbers: share of the numbers that must agree, where there are any and less than `clear` is covered.
        clear: coverage from which numbers don't matter: one language may write out what the other has in digits.
    """

    similarity: float
    coverage: float
    numbers: float
    clear: float


LIMITS: Final = {"use": Limits(0.55, 0.65, 0.2, 0.8), "lexical": Limits(0.18, 0.0, 0.45, 2.0)}
"""By encoder. Measured with USE: wrong pairs reach similarity .44 (.48 on one event) and coverage .62 (.72), true ones
begin at .65 and .82. With words alone wrong ones reach .25, but then their numbers differ."""
OTHER_LIMITS: Final = Limits(0.5, 0.65, 0.2, 0.8)
"""For other encoders. Measured with e5: wrong pairs reach .39, true ones begin at .56."""


class Candidate(NamedTuple):
    """A source that a target may translate, and the evidence."""

    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Context:
    """Facts on all articles that a verdict depends on.

    Attributes:
        best_scores: each source's highest similarity with any target.
        duplicates: articles that repeat another one, with that one; a duplicate is no rival of its original.
        limits: the evidence that a pair needs.
    """

    best_scores: Mapping[str, float]
    duplicates: Mapping[str, str]
    limits: Limits

    def original(self, source: str) -> str:
        """Return the article that a source repeats, or itself."""
        return self.duplicates.get(source, source)


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """The decision on a target article.

    Attributes:
        target: its id.
        decision: paired; a copy of a target that has the same source; in need of review; or unpaired.
        source: the best candidate; None where there is none.
        evidence: on target and source; None without a source or where the user decided.
        runner_up: similarity of the second-best candidate; nan where there is none.
        reason: reason why it is no pair or in doubt, or who decided on it; empty for a pair without doubt.
        system: the translation's system, as the pairs file names it; empty otherwise.
    """

    target: str
    decision: Decision
    source: str | None
    evidence: Evidence | None = None
    runner_up: float = math.nan
    reason: str = ""
    system: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; None for nan."""
        score, coverage, numbers = self.evidence or (math.nan, math.nan, math.nan)
        return {
            "source": self.source,
            "target": self.target,
            "score": _none_for_nan(score),
            "coverage": _none_for_nan(coverage),
            "numbers": _none_for_nan(numbers),
            "runner_up": _none_for_nan(self.runner_up),
            "reason": self.reason,
            "system": self.system,
        }

    @classmethod
    def from_json(cls, decision: Decision, value: Mapping[str, Any]) -> PairVerdict:
        """Return the verdict with this decision that `to_json` was called on."""
        score, coverage, numbers, runner_up = (
            math.nan if value[key] is None else value[key] for key in ("score", "coverage", "numbers", "runner_up")
        )
        evidence = None if math.isnan(score) else Evidence(score, coverage, numbers)
        return cls(value["target"], decision, value["source"], evidence, runner_up, value["reason"], value["system"])


def decide(target: str, candidates: Sequence[Candidate], context: Context) -> PairVerdict:
    """Return the verdict on a target.

    Args:
        target: its id.
        candidates: the sources compared with it, in any order.
        context: what is known of all articles.
    """
    ranked = sorted(candidates, key=lambda candidate: (-candidate.evidence.score, candidate.source))
    if not ranked:
        return PairVerdict(
            target, "unpaired", None, reason="there is no article in the source language to compare with"
        )
    best = ranked[0]
    original = context.original(best.source)
    rivals = [candidate for candidate in ranked[1:] if context.original(candidate.source) != original]
    runner_up = rivals[0].evidence.score if rivals else math.nan
    doubt = _doubt(best, runner_up, context)
    if not doubt:
        return PairVerdict(target, "paired", best.source, best.evidence, runner_up)
    least = max(context.limits.similarity - REVIEW_MARGIN, context.best_scores[best.source] - MAX_FALL)
    decision: Decision = "review" if best.evidence.score >= least else "unpaired"
    return PairVerdict(target, decision, best.source, best.evidence, runner_up, doubt)


def mark_duplicates(verdicts: Iterable[PairVerdict], duplicates: Mapping[str, str]) -> Iterator[PairVerdict]:
    """Yield the verdicts; a duplicate of a translation with the same source becomes a copy.

    Args:
        verdicts: in the order of the articles, an original before its duplicates.
        duplicates: articles that repeat another one, with that one.
    """
    originals = {*duplicates.values()}
    sources: dict[str, str | None] = {}
    for verdict in verdicts:
        original = duplicates.get(verdict.target, "")
        if verdict.decision == "paired" and verdict.target in originals:
            sources[verdict.target] = verdict.source
        if verdict.decision == "paired" and not verdict.system and sources.get(original) == verdict.source:
            yield replace(verdict, decision="copy", reason=f"a re-post of {original}")
        else:
            yield verdict


def _doubt(best: Candidate, runner_up: float, context: Context) -> str:
    """Return why the best candidate is no pair; empty if it is one."""
    score, coverage, numbers = best.evidence
    highest = context.best_scores[best.source]
    limits = context.limits
    # Without a runner-up the lead is nan, and nan is not far.
    far = score - runner_up >= FAR_LEAD and coverage >= limits.coverage > 0
    if score < limits.similarity - (REVIEW_MARGIN / 2 if far else 0):
        needed = f"{limits.similarity:.2f} is needed"
        return f"likeness {score:.2f} with {best.source}, {needed}; {_percent(coverage)} of the text matches"
    if coverage < limits.coverage:
        return f"only {_percent(coverage)} of the text matches {best.source}, {_percent(limits.coverage)} is needed"
    if runner_up > score - CLEAR_LEAD:
        return f"{best.source} is not clearly ahead: likeness {score:.2f}, the second has {runner_up:.2f}"
    if score < highest - MAX_FALL:
        return f"{best.source} has a far better translation: likeness {highest:.2f} against {score:.2f}"
    if numbers < limits.numbers and coverage < limits.clear:
        return f"only {_percent(numbers)} of the numbers agree with {best.source}"
    return ""


def _none_for_nan(value: float) -> float | None:
    return None if math.isnan(value) else value


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
