"""probe_judge(metric) → JudgeCard: the probes, and what they and the answers say against a judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.judges.bench import Bench, Side
from tertium.evals.judges.pairs import own_pairs
from tertium.evals.judges.probes import again, agreement_probe, damage_probes, probes, spread, texts_for
from tertium.evals.judges.question import answered
from tertium.evals.results.judge_card import JudgeCard
from tertium.metrics.base import UNANSWERED, Adapts
from tertium.metrics.registry import label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tertium.evals.judges.pairs import Pairs, Severity
    from tertium.evals.judges.question import Question
    from tertium.evals.results.judge_card import Probe
    from tertium.metrics.base import Metric
    from tertium.services.budget import Estimate

MOST_UNREAD: Final = 0.05
"""Share of answers that may be missing without a fault: what is missing isn't missing at random."""


def estimate(metric: Metric, demetr: Mapping[Severity, Pairs] | None = None) -> Estimate | None:
    """Return what the probes of a judge will cost at most, about; None of a metric that asks nobody. Nothing is asked.

    Raises:
        MetricError: the judge can't be asked.
    """
    check = _Check.of(metric, demetr, lambda _: None)
    return check.bench.estimate(check.sides)


def probe_judge(
    metric: Metric, demetr: Mapping[Severity, Pairs] | None = None, tell: Callable[[str], None] = lambda _: None
) -> JudgeCard:
    """Return the card of a judge.

    Args:
        metric: the judge; of any other metric, the probes that make sense for it are made.
        demetr: further pairs by the severity of their error; see `demetr_pairs`.
        tell: receives lines about the progress.

    Raises:
        MetricError: the judge can't be asked.
        PartialError: its service answers nothing.
    """
    check = _Check.of(metric, demetr, tell)
    bench, pairs, repeated = check.bench, check.pairs, check.repeated
    bench.ask(check.sides)
    # Of two scores, each the mean of n judgements.
    noise = spread(bench, repeated) * (2 / getattr(metric, "n", 1)) ** 0.5
    results = [answered(bench, question, noise) for question in check.own]
    results += [agreement_probe(bench, pairs, repeated)] if repeated else []
    results += [answered(bench, question, noise) for question in check.further]
    return JudgeCard(
        judge=label(bench.metric),
        signature=bench.metric.signature,
        pairs="; ".join(check.about),
        probes=tuple(results),
        asked=bench.asked,
        unread=dict(bench.unread.most_common()),
        faults=tuple(_faults(bench, pairs, results)),
    )


@dataclass(frozen=True, slots=True)
class _Check:
    """What a judge is asked.

    Attributes:
        bench: the judge, with the options for these languages.
        pairs: our own texts.
        own: questions about them.
        further: questions about other pairs.
        repeated: what is asked more than once; None of a metric that isn't.
        about: the texts in words.
    """

    bench: Bench
    pairs: Pairs
    own: tuple[Question, ...]
    further: tuple[Question, ...]
    repeated: Side | None
    about: tuple[str, ...]

    @classmethod
    def of(cls, metric: Metric, demetr: Mapping[Severity, Pairs] | None, tell: Callable[[str], None]) -> _Check:
        pairs, more = own_pairs(), (demetr or {}).values()
        metric = metric.adapted(pairs.texts.languages) if isinstance(metric, Adapts) else metric
        bench = Bench(metric, tell)
        further = tuple(question for other in more for question in damage_probes(metric, other, "DEMETR: "))
        about = (pairs.about, *(f"{other.about}: {len(other.sound)}" for other in more))
        return cls(bench, pairs, tuple(probes(bench, pairs)), further, again(bench, pairs), about)

    @property
    def sides(self) -> list[Side]:
        """All texts that are to be scored."""
        sides = [side for question in (*self.own, *self.further) for side in question.sides]
        return [*sides, *([self.repeated] if self.repeated else [])]


def _faults(bench: Bench, pairs: Pairs, results: list[Probe]) -> Iterator[str]:
    """Yield what is wrong with the judge, the most general first."""
    unanswered = bench.unanswered
    if unanswered:
        yield f"{unanswered} of {bench.asked} questions have no answer: the card is that of the others"
    answers = bench.asked - unanswered
    unread = [(reason, count) for reason, count in bench.unread.most_common() if not reason.startswith(UNANSWERED)]
    missing = sum(count for _, count in unread)
    if missing > MOST_UNREAD * answers:
        yield f"{missing} of {answers} answers can't be read, mostly: {unread[0][0]}"
    if missing == answers:
        return  # each probe would say that once more
    if _is_blind(bench, pairs):
        yield "sound and wrong translations all have the same score"
    yield from (result.fault for result in results if result.fault)


def _is_blind(bench: Bench, pairs: Pairs) -> bool:
    """Whether sound translations and critical errors all have one score; both were asked already."""
    texts = texts_for(bench.metric, pairs)
    scores = [bench.scores(Side(texts, hypotheses)) for hypotheses in (pairs.sound, pairs.damaged["critical"])]
    distinct = [np.unique(column[~np.isnan(column)]) for column in scores]
    return len(distinct[0]) == len(distinct[1]) == 1 and bool(distinct[0] == distinct[1])
