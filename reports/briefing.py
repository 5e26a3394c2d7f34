"""What to see at the end of an evaluation: the leaderboard in short, and what is alarming, in a few lines."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from tertium.errors import counted
from tertium.evals.results import sentences
from tertium.evals.types import Key, leading_measure, quality_measures
from tertium.reports.formats import text
from tertium.reports.measures import metric_column, part_marks, systems_best_first
from tertium.reports.table import Column, Table
from tertium.reports.warning_kinds import by_kind, is_unrated
from tertium.reports.warnings import OTHER, inspect_run

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from tertium.evals.types import Run
    from tertium.reports.warning_kinds import WarningKind

WIDTH: Final = 80
"""Columns of a terminal that is as wide as most."""

ROWS: Final = 10
"""The most systems of the short leaderboard."""

NAME: Final = 32
"""The most characters of a system's name there."""

ALARMS: Final = 5
"""The most lines on what is alarming."""

LONGEST: Final = 240
"""Characters of such a line: three in a terminal."""

TEXTS: Final = 100_000
"""Outputs that are searched for empty ones and copies; `tertium report` searches however many there are."""

PARTS: Final = frozenset({"sources", "references", "outputs"})


def briefing(run: Run, told: Collection[str] = ()) -> list[str]:
    """Return the lines, as wide as a terminal but for alarms; `told` are sentences that the reader has seen."""
    board = text.render([board_table(run)]).splitlines()
    lines = list(dict.fromkeys(text.crop(line, LONGEST) for line in alarm_lines(run) if line not in told))
    shown = lines if len(lines) <= ALARMS else lines[: ALARMS - 1]
    more = [f"{counted(len(lines) - len(shown), 'more doubt')} in the report"] if len(lines) > len(shown) else []
    return ["", *board, "", *(f"! {line}" for line in (*shown, *more))]


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


def alarm_lines(run: Run) -> Iterator[str]:
    """Yield a line per kind of problem: of metrics and outputs, of the set's texts, findings, then what metrics say."""
    if len(run.data) * len(run.systems) > TEXTS:
        yield from (f"metric is missing: {label}: {reason.splitlines()[0]}" for label, reason in run.missing.items())
        yield from map(str, sentences(run.problems or ()))
        yield from run.warnings
        return
    kinds = by_kind(warning for warning in inspect_run(run).warnings if not is_unrated(run, warning))
    metrics = {label.partition(":")[0] for label in run.measures}
    yield from _lines(kind for kind in kinds if kind.kind not in {*PARTS, *metrics, OTHER})
    yield from map(str, sentences(run.problems or ()))
    yield from _lines(kind for kind in kinds if kind.kind in metrics)
    yield from chain.from_iterable(
        (warning.message for warning in kind.warnings) for kind in kinds if kind.kind == OTHER
    )


def _lines(kinds: Iterable[WarningKind]) -> Iterator[str]:
    for kind in kinds:
        has_number = any(warning.segments for warning in kind.warnings)
        yield f"{kind.kind}: {f'{kind.number} ' if has_number else ''}{kind.message}"
