"""Which article translates which: a target takes its best source, if the evidence is enough and both sides agree."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from tertium.corpora.likeness import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Decision: TypeAlias = Literal["paired", "copy", "review", "unpaired"]

NEARLY: Final = 0.1
"""How little likeness may be missing for a person to look at a pair, if the source has no far better translation."""
FAR: Final = 0.2
"""By how much the best source must be ahead of the second to be taken with less likeness, by half of `NEARLY`."""
LEAD: Final = 0.05
"""By how much the best source must be ahead of the second, if that is no copy of it."""
FALL: Final = 0.25
"""How much worse than a source's best translation another one of it may be."""


class Limits(NamedTuple):
    """What is enough for a pair; it depends on what the likeness was measured with.

    Attributes:
        likeness: the least.
        coverage: share of the characters that must be covered.
        numbers: share of the numbers that must agree, where there are any and less than `clear` is covered.
        clear: coverage from which numbers don't matter: one language may write out what the other has in digits.
    """

    likeness: float
    coverage: float
    numbers: float
    clear: float


LIMITS: Final = {"use": Limits(0.55, 0.65, 0.2, 0.8), "lexical": Limits(0.18, 0.0, 0.45, 2.0)}
"""Measured with USE: wrong pairs reach likeness .44 (.48 on one event) and coverage .62 (.72), true ones begin at .65
and .82. With words alone wrong ones reach .25, but then their numbers differ."""
LIMITS_ELSE: Final = Limits(0.5, 0.65, 0.2, 0.8)
"""For other encoders. Measured with e5: wrong pairs reach .39, true ones begin at .56."""


class Candidate(NamedTuple):
    """A source that a target may translate, and what speaks for it."""

    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Known:
    """What a verdict needs to know of all articles.

    Attributes:
        best_of: each source's highest likeness with any target.
        copies: re-posts to their originals; a copy is no rival of its original.
        limits: what is enough for a pair.
    """

    best_of: Mapping[str, float]
    copies: Mapping[str, str]
    limits: Limits

    def original(self, source: str) -> str:
        """Return what a source is a copy of, or itself."""
        return self.copies.get(source, source)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided on a target article.

    Attributes:
        target: its id.
        decision: paired; a copy of a target that has the same source; in need of review; or unpaired.
        source: the best candidate; None where there is none.
        evidence: on target and source; None without source or where a person decided.
        runner_up: likeness of the second-best candidate; nan where there is none.
        reason: why it isn't (surely) a pair, or who says that it is; empty for a plain pair.
        system: what a person calls the translation's system; empty otherwise.
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
            "score": _or_none(score),
            "coverage": _or_none(coverage),
            "numbers": _or_none(numbers),
            "runner_up": _or_none(self.runner_up),
            "reason": self.reason,
            "system": self.system,
        }

    @classmethod
    def from_json(cls, decision: Decision, value: Mapping[str, Any]) -> Verdict:
        """Return the verdict with this decision that `to_json` was called on."""
        score, coverage, numbers, runner_up = (
            math.nan if value[key] is None else value[key] for key in ("score", "coverage", "numbers", "runner_up")
        )
        evidence = None if math.isnan(score) else Evidence(score, coverage, numbers)
        return cls(value["target"], decision, value["source"], evidence, runner_up, value["reason"], value["system"])


def decide(target: str, candidates: Sequence[Candidate], known: Known) -> Verdict:
    """Return the verdict on a target.

    Args:
        target: its id.
        candidates: the sources compared with it, in any order.
        known: of all articles.
    """
    ranked = sorted(candidates, key=lambda one: (-one.evidence.score, one.source))
    if not ranked:
        return Verdict(target, "unpaired", None, reason="there is no article in the source language to compare with")
    best = ranked[0]
    rivals = [one for one in ranked[1:] if known.original(one.source) != known.original(best.source)]
    runner_up = rivals[0].evidence.score if rivals else math.nan
    doubt = _doubt(best, runner_up, known)
    if not doubt:
        return Verdict(target, "paired", best.source, best.evidence, runner_up)
    close = best.evidence.score >= max(known.limits.likeness - NEARLY, known.best_of[best.source] - FALL)
    return Verdict(target, "review" if close else "unpaired", best.source, best.evidence, runner_up, doubt)


def without_copies(verdicts: Iterable[Verdict], copies: Mapping[str, str]) -> Iterator[Verdict]:
    """Yield the verdicts, with re-posts of a translation that is in the set already marked as copies."""
    originals = {*copies.values()}
    sources: dict[str, str | None] = {}
    for one in verdicts:
        original = copies.get(one.target, "")
        if one.decision == "paired" and one.target in originals:
            sources[one.target] = one.source
        if one.decision == "paired" and not one.system and sources.get(original) == one.source:
            yield replace(one, decision="copy", reason=f"a re-post of {original}")
        else:
            yield one


def _doubt(best: Candidate, runner_up: float, known: Known) -> str:
    """Return what keeps the best candidate from being a pair; empty when nothing does."""
    score, coverage, numbers = best.evidence
    highest = known.best_of[best.source]
    limits = known.limits
    far = score - runner_up >= FAR and coverage >= limits.coverage > 0
    if score < limits.likeness - (NEARLY / 2 if far else 0):
        needed = f"{limits.likeness:.2f} is needed"
        return f"likeness {score:.2f} with {best.source}, {needed}; {_percent(coverage)} of the text matches"
    if coverage < limits.coverage:
        return f"only {_percent(coverage)} of the text matches {best.source}, {_percent(limits.coverage)} is needed"
    if runner_up > score - LEAD:
        return f"{best.source} is not clearly ahead: likeness {score:.2f}, the second has {runner_up:.2f}"
    if score < highest - FALL:
        return f"{best.source} has a far better translation: likeness {highest:.2f} against {score:.2f}"
    if numbers < limits.numbers and coverage < limits.clear:
        return f"only {_percent(numbers)} of the numbers agree with {best.source}"
    return ""


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
