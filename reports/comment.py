"""A run as a comment on a pull request: verdict, doubts, leaderboard, the largest losses with their texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key
from tertium.reports.decisions import verdict_table
from tertium.reports.doubts import doubts_table
from tertium.reports.formats import markdown
from tertium.reports.formats.text import cropped
from tertium.reports.leaderboard import leaderboard, leading
from tertium.reports.summary import capped
from tertium.reports.table import NOTHING, Column, Table
from tertium.reports.tables import metric_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.types import Measure, Run
    from tertium.reports.decided import Decided

LIMIT: Final = 60_000
"""Bytes; GitHub refuses a comment of more than 65,536 characters."""

LOSSES: Final = 5
DOUBTS: Final = 20
LETTERS: Final = 400
NAME: Final = 80


def render(run: Run, decided: Decided, *, room: int = LIMIT) -> str:
    """Return Markdown of at most `room` bytes in which every text and name is escaped."""
    tables = list(_tables(run, decided))
    made = markdown.render([_cropped(replace(table, notes=(), basis=NOTHING)) for table in tables])
    told = [*(decided.comparison.conflicts if decided.comparison else ()), *(n for t in tables for n in t.said)]
    notes = "".join(f"- {markdown.escaped(cropped(note, LETTERS))}\n" for note in dict.fromkeys(told))
    return capped(f"{made}\n<details><summary>What this rests on</summary>\n\n{notes}\n</details>\n", room)


def _tables(run: Run, decided: Decided) -> Iterator[Table]:
    if decided.verdict:
        yield verdict_table(decided.verdict)
    doubts = doubts_table(run)
    if doubts.rows:
        more = len(doubts.rows) - DOUBTS
        said = (f"{more} more doubts are left out here",) if more > 0 else ()
        yield replace(doubts, rows=doubts.rows[:DOUBTS], notes=said)
    yield leaderboard(run, decided.standings)
    if decided.comparison:
        yield losses_table(run, decided.comparison.baseline)


def losses_table(run: Run, baseline: str) -> Table:
    """Return the segments that lose most against the baseline by the leading metric, with their texts."""
    measure = leading(run)
    others = [system for system in run.systems if system != baseline]
    losses = sorted(loss for system in others for loss in _losses(run, measure, system, baseline))[:LOSSES]
    rows = tuple(
        (run.data.ids[i], system, change, *_texts(run, i), run.data.outputs[system][i], run.data.outputs[baseline][i])
        for _, i, system, change in losses
    )
    score = replace(metric_column(measure, f"Δ {measure.label}"), better="")
    texts = ("source", "reference", "output", f"output of {baseline}")
    columns = (Column("segment"), Column("system"), score, *map(Column, texts))
    return Table(f"{run.data.name}: largest losses against {baseline}", columns, rows)


def _losses(run: Run, measure: Measure, system: str, baseline: str) -> Iterator[tuple[float, int, str, float]]:
    """Yield (gain, segment, system, change) of every segment that got worse."""
    sign = {True: 1, False: -1, None: 0}[measure.higher_is_better]
    one, other = (run.values[Key(name, measure.label)].segments for name in (system, baseline))
    for i, change in enumerate((one - other).tolist()):
        if sign * change < 0:
            yield sign * change, i, system, change


def _texts(run: Run, i: int) -> tuple[str | None, str | None]:
    """Return a segment's source and first reference."""
    source = run.data.sources[i] if run.data.sources else None
    return source, next((column[i] for column in run.data.references.values() if column[i] is not None), None)


def _cropped(table: Table) -> Table:
    """Return the table with texts that leave room for the others."""
    rows = tuple(tuple(cropped(cell, LETTERS) if isinstance(cell, str) else cell for cell in row) for row in table.rows)
    columns = tuple(replace(column, title=cropped(column.title, NAME)) for column in table.columns)
    return replace(table, title=cropped(table.title, NAME), columns=columns, rows=rows)
