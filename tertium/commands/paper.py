"""The options of `tertium report --paper`, and the table that they make."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tertium.commands import completion
from tertium.errors import UsageError, counted, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tertium.evals.results import Ranking, Resampling, Standings
    from tertium.evals.types import Run
    from tertium.reports.table import Table

Paper = Annotated[
    bool,
    typer.Option(
        "--paper",
        help="The table of a paper: systems by metrics, best first, bold and lines by significance, short notes; "
        "any format of tables.",
    ),
]
Order = Annotated[
    str | None,
    typer.Option(
        metavar="METRIC|given",
        show_default="the first metric",
        help="--paper: the metric that orders systems; or given: as --system names them, else as in the set.",
        autocompletion=completion.run_metrics,
    ),
]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--name", metavar="NAME=SHOWN", help="--paper: what the table calls a metric or system; may be repeated."
    ),
]
Ranks = Annotated[
    bool,
    typer.Option("--ranks", help="--paper: a range of ranks behind each score, in place of lines between clusters."),
]
Intervals = Annotated[bool, typer.Option("--intervals", help="--paper: the interval of each score behind it.")]
Digits = Annotated[
    int | None,
    typer.Option(
        min=0, max=6, metavar="N", show_default="1, of people's scores 2, of ratios 3", help="--paper: decimals."
    ),
]
Caption = Annotated[
    str, typer.Option(metavar="TEXT", show_default="set, languages, number of systems", help="--paper: the caption.")
]

GIVEN: Final = "given"
EXACT: Final = frozenset({"csv", "tsv", "json", "parquet", "xlsx"})
"""Formats for programs: every column with a title of its own."""
BOLD: Final = frozenset({"markdown", "latex", "xlsx"})
"""Formats that show what is bold."""


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """The options of `--paper`; see its help."""

    format: str
    resampling: Resampling
    order: str | None = None
    names: Sequence[str] = ()
    ranks: bool = False
    intervals: bool = False
    digits: int | None = None
    caption: str = ""


def check_paper_only(options: Mapping[str, object]) -> None:
    """Raise UsageError if an option that is about --paper was given without it."""
    for option, value in options.items():
        if value not in (None, False, "", []):
            raise UsageError(f"{option} is about --paper", hint=f"--paper {option} …")


def paper_of(run: Run, options: PaperOptions, *, chosen_metrics: bool) -> tuple[Table, list[str]]:
    """Return the table, and sentences for the terminal: what was left out, and doubts that a paper has no room for.

    Args:
        run: with the systems that the table is to show, in the order of `--system`.
        options: see there.
        chosen_metrics: whether the run's metrics were chosen; else those of people come first and checks are left out.

    Raises:
        UsageError: `--order` or `--name` names what the run hasn't.
    """
    from tertium.evals.selection import with_metrics
    from tertium.reports.paper import PaperStyle, paper_table

    shown, told = (run, list[str]()) if chosen_metrics else _of_quality(run)
    standings = _standings(shown, options.resampling)
    style = PaperStyle(
        names=_names(shown, options.names),
        order=_order(shown, options.order),
        # Plain text has no bold, and says by its ranks what bold says elsewhere.
        ranks=options.ranks or options.format == "text",
        has_bold=options.format in BOLD,
        intervals=options.intervals,
        digits=options.digits,
        caption=options.caption,
        is_exact=options.format in EXACT,
    )
    if doubts := _doubts(with_metrics(run, list(shown.measures))):
        told.append(f"{counted(len(doubts), 'doubt')} about this run not in the table; tertium report RUN shows them")
    return paper_table(shown, standings, style), told


def _order(run: Run, metric: str | None) -> str:
    """Return the label of the metric that orders systems, the first where none is named; empty for their own order."""
    from tertium.evals.names import chosen_labels

    if metric == GIVEN:
        return ""
    return chosen_labels(run, [metric])[0] if metric else next(iter(run.measures))


def _of_quality(run: Run) -> tuple[Run, list[str]]:
    """Return the run with its metrics of quality, people's first; and what was left out."""
    from tertium.evals.selection import with_metrics
    from tertium.evals.types import quality_measures
    from tertium.reports.measures import other_measures

    labels = [measure.label for measure in quality_measures(run)]
    others = [measure.label for measure in other_measures(run)]
    if not labels:
        return run, []
    told = f"left out: {', '.join(others)}, which don't measure quality; -m NAME to choose the metrics"
    return with_metrics(run, labels), [told] if others else []


def _doubts(run: Run) -> Sequence[str]:
    from tertium.reports.warnings import inspect_run

    return inspect_run(run).notes


def _standings(run: Run, resampling: Resampling) -> Standings | None:
    """Return the standings, each metric on its own: a system that one metric doesn't score has its places by others."""
    from tertium.evals.rank import rank_if_possible
    from tertium.evals.selection import with_metrics

    by_metric = {label: rank_if_possible(with_metrics(run, [label]), resampling) for label in run.measures}
    ranked = [standings for standings in by_metric.values() if standings]
    if not ranked:
        return None
    return replace(
        ranked[0],
        rankings=tuple(
            ranking for standings in ranked for ranking in standings.rankings if _is_of_totals(run, ranking)
        ),
        left_out={label: reason for standings in ranked for label, reason in standings.left_out.items()},
        warnings=tuple(dict.fromkeys(sentence for standings in ranked for sentence in standings.warnings)),
    )


def _is_of_totals(run: Run, ranking: Ranking) -> bool:
    """Whether a ranking is over the same segments as the totals of its systems, beside which it is to stand."""
    from tertium.evals.types import Key

    coverage = run.coverage
    return all(coverage[Key(place.system, ranking.metric)].scored == ranking.segments for place in ranking.places)


def _names(run: Run, values: Sequence[str]) -> dict[str, str]:
    """Return the names of ``NAME=SHOWN`` options; a name may itself hold an equals sign, as ``chrf:word_order=3``."""
    names: dict[str, str] = {}
    for value in values:
        known, shown = _split(run, value)
        names[known] = shown
    return names


def _split(run: Run, value: str) -> tuple[str, str]:
    from tertium.evals.names import chosen_names

    places = [i for i, char in enumerate(value) if char == "="]
    if not places or places == [0]:
        raise UsageError(f"--name {value!r} is not NAME=SHOWN", hint="--name chrf=chrF")
    for i in reversed(places):  # the longest name first
        for kind, available in (("system", run.systems), ("metric", run.measures)):
            with suppress(UsageError):
                return chosen_names(kind, value[:i], available)[0], value[i + 1 :]
    first = value[: places[0]]
    raise UsageError(
        f"--name {value!r}: there is no system or metric {first!r}", hint=nearest(first, [*run.systems, *run.measures])
    )
