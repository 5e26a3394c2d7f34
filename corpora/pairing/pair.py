"""Decides which article translates which: a target takes its best source if the evidence is enough.

Enough means similar, covered, with the same numbers, clearly ahead of other sources, and not far worse than the
source's best translation. Names that agree (r1.en and r1.de) make up for a lead, and for a little similarity.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from tertium.corpora.pairing.similarity import Evidence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

Decision: TypeAlias = Literal["paired", "joined", "copy", "review", "unpaired"]

REVIEW_MARGIN: Final = 0.1
"""Similarity that may be missing for a pair to be reviewed, if the source has no far better translation."""
FAR_LEAD: Final = 0.2
"""Lead of the best source over the second from which half of `REVIEW_MARGIN` may be missing in a pair."""
NAMES_AGREE: Final = "the names agree"
"""Reason of a pair whose texts and names say the same."""
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
        alone: the least similarity where there is one article in each language and no other.
    """

    similarity: float
    coverage: float
    numbers: float
    clear: float
    alone: float


LIMITS: Final = {"use": Limits(0.55, 0.65, 0.2, 0.8, 0.5), "lexical": Limits(0.18, 0.0, 0.45, 2.0, 0.18)}
"""By encoder. Measured with USE: wrong pairs reach similarity .44 (.48 on one event) and coverage .62 (.72), true ones
begin at .65 and .82; two that are alone and no pair reach .49. With words alone wrong ones reach .25, but then their
numbers differ."""
OTHER_LIMITS: Final = Limits(0.5, 0.65, 0.2, 0.8, 0.5)
"""For other encoders. Measured with e5: wrong pairs reach .42, true ones begin at .56. Two that are alone and no pair
reach .63 (Czech and Ukrainian, whose mean vectors two articles don't tell), so that no less is enough there."""


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
        alone: whether there is one article in each language and no other.
    """

    best_scores: Mapping[str, float]
    duplicates: Mapping[str, str]
    limits: Limits
    alone: bool = False

    def original(self, source: str) -> str:
        """Return the article that a source repeats, or itself."""
        return self.duplicates.get(source, source)


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """The decision on a target article.

    Attributes:
        target: its id.
        decision: paired; joined to a target as a further part of it; a copy of a target that has the same source; in
            need of review; or unpaired.
        source: the best candidate; None where there is none.
        evidence: on target and source; None without a source or where the user decided.
        runner_up: similarity of the second-best candidate; nan where there is none.
        reason: reason why it is no pair or in doubt, or what decided on it besides the texts; empty for a pair that
            the texts alone make.
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


def decide(
    target: str, candidates: Sequence[Candidate], context: Context, named: Collection[str] = frozenset()
) -> PairVerdict:
    """Return the verdict on a target.

    Args:
        target: its id.
        candidates: the sources compared with it, in any order.
        context: what is known of all articles.
        named: sources that it translates by its name.
    """
    ranked = _ranked(candidates)
    if not ranked:
        return PairVerdict(
            target, "unpaired", None, reason="there is no article in the source language to compare with"
        )
    best = _preferred(ranked, named)
    original = context.original(best.source)
    rivals = [candidate for candidate in ranked if context.original(candidate.source) != original]
    runner_up = rivals[0] if rivals else None
    score = runner_up.evidence.score if runner_up else math.nan
    doubt = _doubt(best, runner_up, context, named)
    if not doubt:
        return PairVerdict(target, "paired", best.source, best.evidence, score, _agreement(best, runner_up, named))
    least = max(context.limits.similarity - REVIEW_MARGIN, context.best_scores[best.source] - MAX_FALL)
    decision: Decision = "review" if best.evidence.score >= least else "unpaired"
    return PairVerdict(target, decision, best.source, best.evidence, score, doubt)


def decide_by_name(
    target: str, candidates: Sequence[Candidate], context: Context, named: Collection[str], language: str
) -> PairVerdict:
    """Return the verdict on a target where names decide: it is paired, whatever the texts say.

    Args:
        target: its id.
        candidates: the sources compared with it, those with its name included, in any order.
        context: what is known of all articles.
        named: sources that it translates by its name.
        language: of the sources, for the message.
    """
    ranked = _ranked(candidates)
    chosen = next((candidate for candidate in ranked if candidate.source in named), None)
    if chosen is None:
        nearest = ranked[0] if ranked else None
        return PairVerdict(
            target,
            "unpaired",
            nearest and nearest.source,
            nearest and nearest.evidence,
            reason=no_namesake(language),
        )
    runner_up = next((candidate for candidate in ranked if candidate != chosen), None)
    doubt = _doubt(chosen, runner_up, context, named)
    score = runner_up.evidence.score if runner_up else math.nan
    return PairVerdict(
        target, "paired", chosen.source, chosen.evidence, score, f"by name; {doubt}" if doubt else "by name"
    )


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


def is_enough(evidence: Evidence, limits: Limits) -> bool:
    """Whether two articles are a pair by their own evidence, whatever other articles there are."""
    score, coverage, numbers = evidence
    agree = not numbers < limits.numbers or coverage >= limits.clear
    return score >= limits.similarity and coverage >= limits.coverage and agree


def _ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: (-candidate.evidence.score, candidate.source))


def _preferred(ranked: Sequence[Candidate], named: Collection[str]) -> Candidate:
    """Return the best candidate; of those that are not clearly behind it, one that the names say."""
    tied = (candidate for candidate in ranked if candidate.evidence.score > ranked[0].evidence.score - CLEAR_LEAD)
    return next((candidate for candidate in tied if candidate.source in named), ranked[0])


def _agreement(best: Candidate, runner_up: Candidate | None, named: Collection[str]) -> str:
    """Return what the names say on a pair; empty if they say nothing."""
    if best.source not in named:
        return f"by the texts; by its name it translates {min(named)}" if named else ""
    if runner_up and runner_up.evidence.score > best.evidence.score - CLEAR_LEAD:
        return f"by name, as {runner_up.source} is about as near"
    return NAMES_AGREE


def no_namesake(language: str) -> str:
    """Return the reason of an article that nothing in the other language has the name of."""
    return f"no article in {language} has its name"


def excluded(name: str, score: float) -> str:
    """Return the reason of an article whose nearest one the user's pairs file keeps apart from it."""
    return f"{name} is excluded by the pairs file (likeness {score:.2f})"


def _doubt(best: Candidate, runner_up: Candidate | None, context: Context, named: Collection[str]) -> str:
    """Return why the best candidate is no pair; empty if it is one."""
    score, coverage, numbers = best.evidence
    highest = context.best_scores[best.source]
    limits = context.limits
    second = runner_up.evidence.score if runner_up else math.nan
    # Without a runner-up the lead is nan, and nan is not far: there may be several targets, each a part of the source.
    far = score - second >= FAR_LEAD and coverage >= limits.coverage > 0
    slack = REVIEW_MARGIN / 2 if far or (best.source in named and coverage >= limits.coverage) else 0
    least = limits.alone if context.alone and coverage >= limits.coverage else limits.similarity
    if score < min(least, limits.similarity - slack):
        shown, needed = _told_apart(score, least)
        return f"likeness {shown} with {best.source}, {needed} is needed; {_percent(coverage)} of the text matches"
    if coverage < limits.coverage:
        shown, needed = _told_apart(100 * coverage, 100 * limits.coverage, digits=0)
        return f"only {shown} % of the text matches {best.source}, {needed} % is needed"
    if runner_up and second > score - CLEAR_LEAD and (best.source not in named or runner_up.source in named):
        shown, next_best = _told_apart(score, second)
        ahead = f"likeness {shown}, {runner_up.source} has {next_best if next_best != shown else 'the same'}"
        return f"{best.source} is not clearly ahead: {ahead}"
    if score < highest - MAX_FALL:
        return f"{best.source} has a far better translation: likeness {highest:.2f} against {score:.2f}"
    if numbers < limits.numbers and coverage < limits.clear:
        return f"only {_percent(numbers)} of the numbers agree with {best.source}"
    return ""


def _told_apart(first: float, second: float, digits: int = 2) -> tuple[str, str]:
    """Return two numbers with as many digits as it takes to see that they differ, up to two more."""
    pairs = [(f"{first:.{digits + more}f}", f"{second:.{digits + more}f}") for more in range(3)]
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])


def _none_for_nan(value: float) -> float | None:
    return None if math.isnan(value) else value


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
