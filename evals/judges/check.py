"""judge_check(metric) → JudgeCard: the probes, and what they and the answers say against a judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.judges.bench import Bench
from tertium.evals.judges.pairs import own_pairs
from tertium.evals.judges.probes import damage_probes, probes, texts_for
from tertium.evals.results.judge_card import JudgeCard
from tertium.metrics.base import Adapts
from tertium.metrics.registry import label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tertium.evals.judges.pairs import Pairs, Severity
    from tertium.evals.results.judge_card import Probe
    from tertium.metrics.base import Metric

MOST_UNREAD: Final = 0.05
"""Share of answers that may be missing without a fault: what is missing isn't missing at random."""


def judge_check(
    metric: Metric, demetr: Mapping[Severity, Pairs] | None = None, tell: Callable[[str], None] = lambda _: None
) -> JudgeCard:
    """Return the card of a judge.

    Args:
        metric: the judge; of any other metric, the probes that make sense for it are made.
        demetr: further pairs by the severity of their error; see `demetr_pairs`.
        tell: receives lines about the progress.

    Raises:
        MetricError: the judge can't be asked.
    """
    pairs = own_pairs()
    metric = metric.adapted(pairs.texts.languages) if isinstance(metric, Adapts) else metric
    bench = Bench(metric, tell)
    results = list(probes(bench, pairs))
    about = [pairs.about]
    for more in (demetr or {}).values():
        results += damage_probes(bench, more, "DEMETR: ")
        about.append(f"{more.about}: {len(more.sound)}")
    return JudgeCard(
        judge=label(metric),
        signature=metric.signature,
        pairs="; ".join(about),
        probes=tuple(results),
        asked=bench.asked,
        unread=dict(bench.unread.most_common()),
        faults=tuple(_faults(bench, pairs, results)),
    )


def _faults(bench: Bench, pairs: Pairs, results: list[Probe]) -> Iterator[str]:
    """Yield what is wrong with the judge, the most general first."""
    unanswered = bench.unanswered
    if unanswered:
        yield f"{unanswered} of {bench.asked} questions have no answer: the card is that of the others"
    missing = bench.unread.total()
    if missing > MOST_UNREAD * bench.asked:
        (reason, _), *_ = bench.unread.most_common()
        yield f"{missing} of {bench.asked} answers can't be read, mostly: {reason}"
    values = _distinct_scores(bench, pairs)
    if values == 1:
        yield "sound and wrong translations all have the same score"
    yield from (result.fault for result in results if result.fault)


def _distinct_scores(bench: Bench, pairs: Pairs) -> int:
    """Return how many different scores sound translations and critical errors have; all were asked already."""
    texts = texts_for(bench, pairs)
    scores = [bench.scores(texts, hypotheses) for hypotheses in (pairs.sound, pairs.damaged["critical"])]
    every = np.concatenate(scores)
    return len(np.unique(every[~np.isnan(every)]))
