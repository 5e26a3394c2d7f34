"""The answer in a sentence: which system leads by the leading metric, by how much, and how surely."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.evals.results import Interval
from tertium.evals.types import Key, leading_measure, quality_measures
from tertium.reports.measures import metric_column, systems_best_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.results import Ranking
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Column

NAMES: Final = 4
"""The most systems that a sentence names; more are counted."""

LEAST_P: Final = 1e-4
"""With the usual 10,000 samples a smaller p can't be told from it."""

SURE: Final = "significant"

PAIRED: Final = "Tests are paired: systems with overlapping intervals may still differ."


class Headline(NamedTuple):
    """The answer.

    Attributes:
        leader: the best system by the leading metric.
        claim: ``"leads by 1.20 chrf [0.80, 1.60] over B"``, or what else can be said of it.
        certainty: ``"significant (p .0004)"``, ``"not shown (p .2)"`` or ``"too few documents to tell"``; empty where
            nothing was tested.
        notes: sentences on who else could be first, and on what other metrics say.
    """

    leader: str
    claim: str
    certainty: str
    notes: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether the tests show that the next system is worse."""
        return self.certainty.startswith(SURE)


def headline(run: Run, decisions: Decisions) -> Headline:
    """Return the answer; how surely is left out where nothing was tested."""
    measure = leading_measure(run)
    column = metric_column(measure, measure.label)
    leader, *others = systems_best_first(run)
    score = run.values[Key(leader, measure.label)].total
    if not others:
        return Headline(leader, f"is the only system: {column.show(score)} {measure.label}", "")
    if measure.higher_is_better is None or math.isnan(score):
        return Headline("", f"No order of systems: {measure.label} has no better direction or no score", "")
    second = others[0]
    gain, interval, certainty = _lead(run, decisions, (leader, second))
    notes = (*_contenders(run, decisions), *_other_metrics(run, leader))
    if math.isnan(run.values[Key(second, measure.label)].total):
        return Headline(leader, f"is the only system with a score: {column.show(score)} {measure.label}", "", notes)
    if gain == 0:
        claim = f"and {second} have the same score: {column.show(score)} {measure.label}"
        return Headline(leader, claim, certainty, notes)
    bounds = f" [{signed(column, interval.low)}, {signed(column, interval.high)}]" if interval else ""
    if gain < 0:
        return Headline(leader, _overtaken(second, measure.label, column, gain, interval), certainty, notes)
    claim = f"leads by {signed(column, gain)} {measure.label}{bounds} over {second}"
    return Headline(leader, claim, certainty, notes)


def _overtaken(second: str, label: str, column: Column, gain: float, interval: Interval | None) -> str:
    """Return what can be said of a system that comes first because it has scores on other or more segments."""
    if interval is None:
        return f"stands first by {label}, on more segments than {second}, which has a better score"
    bounds = f"[{signed(column, -interval.high)}, {signed(column, -interval.low)}]"
    return f"stands first by {label}, but {second} is better by {signed(column, -gain)} {bounds} where both have scores"


def signed(column: Column, value: float) -> str:
    """Return a difference as people read it, with a minus sign."""
    return column.show(value).replace("-", "\N{MINUS SIGN}")


def _lead(run: Run, decisions: Decisions, pair: tuple[str, str]) -> tuple[float, Interval | None, str]:
    """Return by how much the first of two systems leads, the interval of that, and how surely it does."""
    measure = leading_measure(run)
    sign = 1 if measure.higher_is_better else -1
    first, second = (run.values[Key(system, measure.label)].total for system in pair)
    lead = decisions.lead.differences[0] if decisions.lead else None
    if not decisions.lead or not lead:
        return sign * (first - second), None, ""
    interval = Interval(*sorted((sign * lead.interval.low, sign * lead.interval.high)))
    # The ranking's p where there is one: clusters in the table rest on it.
    ranking = _ranking(decisions, measure.label)
    pairs = (p for better, worse, p in (ranking.pairs if ranking else ()) if {better, worse} == set(pair))
    p = next(pairs, lead.p)
    certainty = replace(lead, p_holm=p).verdict(decisions.lead.resampling)
    if certainty in ("better", "worse"):
        return lead.gain, interval, f"{SURE} (p {_p(p)})"
    return lead.gain, interval, f"not shown (p {_p(p)})" if certainty == "not shown" else certainty


def _ranking(decisions: Decisions, metric: str) -> Ranking | None:
    rankings = decisions.standings.rankings if decisions.standings else ()
    return next((ranking for ranking in rankings if ranking.metric == metric), None)


def _p(p: float) -> str:
    return "under .0001" if p < LEAST_P else f"{p:.2g}".removeprefix("0")


def _contenders(run: Run, decisions: Decisions) -> Iterator[str]:
    """Yield who could be first: every system that no other beats significantly by the leading metric."""
    ranking = _ranking(decisions, leading_measure(run).label)
    unbeaten = [place.system for place in ranking.places if place.first == 1] if ranking else []
    if ranking and len(unbeaten) > 1 and len(ranking.places) > 2:  # noqa: PLR2004 - of two the answer says it
        names = ", ".join(unbeaten[:NAMES]) + (f" and {len(unbeaten) - NAMES} more" if unbeaten[NAMES:] else "")
        yield f"{len(unbeaten)} of {len(ranking.places)} systems are beaten by none: {names}."


def _other_metrics(run: Run, leader: str) -> Iterator[str]:
    """Yield which other metrics of quality put the same system first, and which don't."""
    others = quality_measures(run)[1:]
    firsts = {measure.label: systems_best_first(run, measure)[0] for measure in others}
    agreeing = [label for label, first in firsts.items() if first == leader]
    if agreeing:
        yield f"First by {' and '.join(agreeing)} too."
    for first in dict.fromkeys(first for first in firsts.values() if first != leader):
        labels = [label for label, system in firsts.items() if system == first]
        yield f"{first} is first by {' and '.join(labels)}."
