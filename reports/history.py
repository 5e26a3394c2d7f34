"""Scores over runs as tables: one per set, metric and system, the newest run last."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tertium.reports.measures import ARROWS
from tertium.reports.provenance import short_signature
from tertium.reports.table import Column, Provenance, Table, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.results import History, Point, Series

WHAT_IS_SAID: Final = {"tags", "model", "commit"}
"""Of what was said of a run, all that a cell has room for."""
COMMIT: Final = 10
"""Characters of a commit that a cell shows."""
DIRTY: Final = "-dirty"
"""End of the commit of a folder with changes, as `tertium.commit` writes it."""


def history_tables(history: History) -> list[Table]:
    """Return a table per series; warnings stand under the last one."""
    tables = [_table(series, history) for series in history.series]
    return [*tables[:-1], _table(history.series[-1], history, history.warnings)]


def _table(series: Series, history: History, warnings: tuple[str, ...] = ()) -> Table:
    percent = f"{100 * history.level:g} %"
    columns = (
        *(Column("run"), Column("scored"), Column("system")),
        *(Column(title, numeric=True) for title in ("score", f"{percent} low", f"{percent} high", "Δ", "low", "high")),
        *(Column("changed"), Column("said", letters=40)),
    )
    rows = tuple(
        (
            *(point.run, point.created[:16].replace("T", " "), point.system, point.score, *point.interval),
            *(point.change, *point.change_interval, ", ".join(point.changed), _said(point)),
        )
        for point in series.points
    )
    metric = f"{series.metric} {ARROWS[series.higher_is_better]}".rstrip()
    system = f" of {series.system}" if series.system else ""
    title = f"{series.name}: {metric}{system} over {len(rows)} run{'s' * (len(rows) != 1)}"
    return Table(title, columns, rows, (*sentences(series), *warnings), provenance=_provenance(series, percent))


def _said(point: Point) -> str:
    texts = [_short(text) if name == "commit" else text for name, text in point.description if name in WHAT_IS_SAID]
    return ", ".join(texts)


def _short(commit: str) -> str:
    """Return the beginning of a commit, and the mark of a folder that differed from it: it isn't that commit then."""
    return commit[:COMMIT] + (DIRTY if commit.endswith(DIRTY) else "")


def _signed(value: float) -> str:
    text = rounded(value, 2)
    return text if text.startswith("-") else f"+{text}"


def sentences(series: Series) -> Iterator[str]:
    """Yield since when the score is what it is, what it was before, and what changed with it."""
    point = series.since
    if point is None:
        if len(series.points) > 1:
            yield f"{series.metric}: no change is shown over these runs"
        return
    before = next(first for first, second in pairwise(series.points) if second is point)
    reason = " and ".join(point.changed) or "nothing that a run records"
    when = f"since {point.run} ({point.created[:10]})" if point.created else f"since {point.run}"
    if {"data", "metric version"} & set(point.changed):
        yield (
            f"{series.metric} is {point.score:.2f} {when}, {before.score:.2f} before, and the two can't be compared: "
            f"with it changed {reason}"
        )
        return
    low, high = point.change_interval
    yield (
        f"{series.metric} is {point.score:.2f} {when}, {before.score:.2f} before: {_signed(point.change)} "
        f"[{_signed(low)}, {_signed(high)}]; with it changed {reason}"
    )


def _provenance(series: Series, percent: str) -> Provenance:
    points = series.points
    signatures = [short_signature(series.metric, text) for text in dict.fromkeys(p.signature for p in points)]
    fingerprints = ", ".join(dict.fromkeys(point.fingerprint for point in points))
    line = (
        f"intervals of {percent}: each document left out once; Δ to the run before, on the segments that both have; "
        f"set {series.name}, fingerprint {fingerprints}"
    )
    return Provenance((*dict.fromkeys(p.signature for p in points), line), (*signatures, line))
