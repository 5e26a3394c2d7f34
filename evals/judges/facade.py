"""judge_check(judge) → JudgeCard: how far a judge, or any metric, errs, as a notebook asks it."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any, Final

from tertium import arguments, notebook
from tertium.calls import explained
from tertium.errors import UsageError
from tertium.evals.judges.check import probe_judge
from tertium.evals.judges.pairs import demetr_pairs
from tertium.metrics.function import is_function
from tertium.metrics.function import metric as metric_of
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tertium.evals.results import JudgeCard
    from tertium.metrics.base import Metric

JUDGE: Final = '"judge:protocol=esa,model=NAME,base_url=URL", or any other metric'
"""How a call names a judge."""
TABLE: Final = "the path of DEMETR's table"


@explained("judge_check")
def judge_check(
    judge: str | Metric | Callable[..., Any],
    *,
    demetr: Path | str | None = None,
    limit: int = 100,
    progress: Callable[[str], None] | bool | None = None,
) -> JudgeCard:
    """Ask a judge questions whose answers are known, and return its card: what it misses, and what misleads it.

    Answers are kept as those of an evaluation are: what was answered isn't asked again. `card.report("card.json")`
    writes the file that the judge's option ``card`` reads, so that the card travels with a run.

    Args:
        judge: a spec such as ``"judge:protocol=esa,model=NAME,base_url=URL"``, or a metric; any will do.
        demetr: DEMETR's pairs as a table with tabs: more probes of planted errors.
        limit: the most of DEMETR's pairs of a severity.
        progress: called with lines on the cost and the progress; by default a notebook shows one bar and a script
            nothing; False shows nothing anywhere, True lines on stderr where there is no notebook.

    Returns:
        The card: `faults` are sentences, `frame` is a DataFrame with a row per probe.

    Raises:
        UsageError: there is no such metric or option, or an argument has another type.
        MetricError: the judge can't be asked.
        PartialError: its service gives no answer to any question.
        DataError: DEMETR's table is none.

    Example:
        >>> card = tertium.judge_check("chrf")
        >>> card
        <JudgeCard of chrf: 10 probes, 0 faults>
        >>> card.frame[["name", "judged", "share"]].head(2).round(1)
                     name  judged  share
        0  critical error      12   91.7
        1     major error      12  100.0
    """
    metric = _metric(judge)
    if demetr is not None:
        arguments.check("demetr", demetr, (str, PathLike), TABLE)
    arguments.check("limit", limit, int, "1 or more")
    if limit < 1:
        raise UsageError(f"limit can't be {limit}", hint="1 or more")
    if not callable(progress):
        arguments.check("progress", progress, (bool, type(None)), notebook.ACCEPTS)
    more = None if demetr is None else demetr_pairs(arguments.path("demetr", demetr), limit)
    with notebook.lines(progress, 1) as tell:
        return probe_judge(metric, more, tell)


def _metric(judge: Any) -> Metric:
    if arguments.is_of(judge, str):
        return load(str.__str__(judge))
    value: Any = metric_of(judge) if is_function(judge) else judge
    if isinstance(value, type) or not hasattr(value, "bind"):
        raise UsageError(f"judge can't be {arguments.shown(judge)}", hint=JUDGE)
    metric: Metric = value
    return metric
