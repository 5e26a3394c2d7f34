"""A suite's verdict as Markdown for a pull request or a job's summary: the matrix, then each set that failed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.reports.comment import LIMIT, crop_table
from tertium.reports.formats import markdown
from tertium.reports.formats.text import crop
from tertium.reports.sections.losses import losses
from tertium.reports.suite.matrix import breaking, tables
from tertium.reports.suite.one_set import (
    findings_tables,
    losses_table,
    scores_table,
    shown_metrics,
)
from tertium.reports.summary import cut_to_size
from tertium.reports.table import NO_PROVENANCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tertium.evals.results import Comparison
    from tertium.evals.results.suite import SetVerdict, SuiteVerdict
    from tertium.reports.table import Table


class Measures(NamedTuple):
    """How much of each failing set is shown: metrics with losses, losses of each, findings, and letters of a text."""

    metrics: int
    losses: int
    findings: int
    letters: int


SHORTER: Final = (
    *(Measures(2, 5, 3, 400), Measures(2, 3, 2, 240), Measures(1, 3, 1, 160)),
    *(Measures(1, 1, 1, 120), Measures(0, 0, 0, 80)),
)
"""From much to little: the first that fits is taken, so that many failing sets are all shown, each with less."""


def render(verdict: SuiteVerdict, evidence: Mapping[str, Comparison], *, room: int = LIMIT) -> str:
    """Return Markdown of at most `room` bytes in which every text and name is escaped.

    Args:
        verdict: of the suite.
        evidence: the comparison of both systems by name of the set, as `tertium.evals.suite.evidence` returns it.
        room: bytes of UTF-8; GitHub refuses a comment of more than 65,536 characters.
    """
    content = ""
    for measures in SHORTER:
        content = _content(verdict, evidence, measures)
        if len(content.encode()) <= room:
            return content
    return cut_to_size(content, room)


def _content(verdict: SuiteVerdict, evidence: Mapping[str, Comparison], measures: Measures) -> str:
    overview = tables(verdict)
    shown = [*overview, *_failing(verdict, evidence, measures)]
    body = markdown.render([_bare(table, measures.letters) for table in shown])
    notes = dict.fromkeys(note for table in shown for note in table.footnotes)
    lines = "".join(f"- {markdown.escape_markdown(crop(note, 400))}\n" for note in notes)
    return f"{body}\n<details><summary>What this rests on</summary>\n\n{lines}\n</details>\n"


def _bare(table: Table, letters: int) -> Table:
    """Return the table with long texts cut, and without footnotes, which stand together at the end."""
    return crop_table(replace(table, notes=(), provenance=NO_PROVENANCE), letters)


def _failing(verdict: SuiteVerdict, evidence: Mapping[str, Comparison], measures: Measures) -> Iterator[Table]:
    """Yield the tables of each set that doesn't pass, those that break the suite first."""
    first = breaking(verdict)
    others = [row for row in verdict.sets if row.outcome != "pass" and row not in first]
    for row in [*first, *others]:
        if comparison := evidence.get(row.name):
            yield from _set_tables(verdict, row, comparison, measures)


def _set_tables(verdict: SuiteVerdict, row: SetVerdict, comparison: Comparison, measures: Measures) -> Iterator[Table]:
    yield scores_table(verdict, row, comparison)
    for metric in shown_metrics(row, comparison)[: measures.metrics]:
        yield losses_table(verdict, row, losses(comparison, metric)[: measures.losses], metric)
    if measures.findings:
        yield from findings_tables(verdict, row, comparison, measures.findings)
