"""What to see at the end of an evaluation: the leaderboard in short, and what is alarming, in a few lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.errors import counted
from tertium.evals.types import Key, leading_measure, quality_measures
from tertium.reports.decisions import Decisions
from tertium.reports.formats import text
from tertium.reports.measures import metric_column, part_marks, systems_best_first
from tertium.reports.sections.alarms import first_alarms
from tertium.reports.table import Column, Table
from tertium.reports.warnings import inspect_run

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tertium.evals.types import Run

WIDTH: Final = 80
"""Columns of a terminal that is as wide as most."""

ROWS: Final = 10
"""The most systems of the short leaderboard."""

NAME: Final = 32
"""The most characters of a system's name there."""

LONGEST: Final = 240
"""Characters of such a line: three in a terminal."""

TEXTS: Final = 100_000
"""Outputs that are searched for empty ones and copies; `tertium report` searches however many there are."""


def briefing(run: Run, told: Collection[str] = ()) -> list[str]:
    """Return the lines, as wide as a terminal but for alarms; `told` are sentences that the reader has seen."""
    board = text.render([board_table(run)]).splitlines()
    return ["", *board, "", *(f"! {line}" for line in alarm_lines(run, told))]


def board_table(run: Run) -> Table:
    """Return the best systems by the leading metric, and as many metrics of quality as fit beside their names."""
    systems = systems_best_first(run)
    names = [text.crop(system, NAME) for system in systems[:ROWS]]
    measures = quality_measures(run) or [leading_measure(run)]
    columns = [metric_column(measure, measure.label) for measure in measures]
    room = WIDTH - max(map(text.display_width, (*names, "system")))
    fitting = _fitting(room, columns)
    keys = [[Key(system, measure.label) for measure in measures[:fitting]] for system in systems[:ROWS]]
    coverage = run.coverage
    marked = [part_marks([coverage[key] for key in of_system]) for of_system in keys]
    hidden = [measure.label for measure in run.measures.values() if measure not in measures[:fitting]]
    notes = [f"and {counted(len(systems) - ROWS, 'more system')}"] if len(systems) > ROWS else []
    notes += [text.crop(f"not shown: {', '.join(hidden)}", WIDTH - 2)] if hidden else []
    notes += ["*: over part of the set"] if any(map(any, marked)) else []
    return Table(
        f"{run.data.name}: best first by {leading_measure(run).label}",
        (Column("system"), *columns[:fitting]),
        tuple(
            (name, *(run.values[key].total for key in of_system)) for name, of_system in zip(names, keys, strict=True)
        ),
        notes=tuple(notes),
        marks=frozenset((i, j + 1) for i, row in enumerate(marked) for j, is_marked in enumerate(row) if is_marked),
    )


def _fitting(room: int, columns: Sequence[Column]) -> int:
    """Return how many of the columns stand beside each other in so many characters, one at least."""
    widths = [max(text.display_width(column.heading), len("100.00*")) + text.GAP for column in columns]
    return max(1, sum(sum(widths[: i + 1]) <= room for i in range(len(widths))))


def alarm_lines(run: Run, told: Collection[str] = ()) -> list[str]:
    """Return a line per alarm, as the page's first screen has them but for tests, without the warnings in `told`."""
    untold = replace(run, warnings=tuple(warning for warning in run.warnings if warning not in told))
    inspection = inspect_run(untold, with_outputs=len(run.data) * len(run.systems) <= TEXTS)
    alarms = first_alarms(untold, Decisions(inspection=inspection))
    return [text.crop(str(alarm), LONGEST) for alarm in alarms]
