"""A suite as one self-contained HTML file: the matrix first, and behind each set its losses and findings. No script."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from tertium.evals.results.findings import gravity
from tertium.reports.page import assets
from tertium.reports.sections.findings import SAME, in_words
from tertium.reports.sections.losses import CONTRIBUTION, losses
from tertium.reports.suite.matrix import because, doubts, matrix_table, numbers_of, readings, tables
from tertium.reports.suite.one_set import (
    checks_table,
    findings_tables,
    named,
    scores_table,
    shown_metrics,
)
from tertium.reports.suite.over_runs import over_runs, overview
from tertium.reports.suite.words import differing
from tertium.reports.table import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tertium.evals.results import Comparison, Example, History
    from tertium.evals.results.suite import SetVerdict, SuiteVerdict
    from tertium.reports.suite.over_runs import RunsOfMetric
    from tertium.reports.suite.words import Piece
    from tertium.reports.table import Table


class MatrixCell(NamedTuple):
    """One rule on one set as the page shows it."""

    outcome: str
    numbers: str


class Loss(NamedTuple):
    """A segment as the page shows it; `texts` are names and pieces."""

    segment: str
    contribution: str
    change: str
    texts: list[tuple[str, list[Piece]]]


class Place(NamedTuple):
    """A finding as the page shows it; `texts` are names and texts."""

    change: str
    segment: str
    what: str
    texts: list[tuple[str, str]]


class PageSet(NamedTuple):
    """A set as the page shows it.

    Attributes:
        id: to which links point.
        verdict: of the set.
        outcome: empty for a set without rules.
        cells: one per rule of the suite; None where a rule doesn't hold for the set.
        tables: the rules with their reasons, and the scores of both systems.
        losses: metric to its largest losses.
        findings: the table of how many are new and fixed; none where nothing is.
        places: the gravest new ones, then the gravest fixed ones.
        runs: each metric over runs.
    """

    id: str
    verdict: SetVerdict
    outcome: str
    cells: list[MatrixCell | None]
    tables: list[Table]
    losses: list[tuple[str, list[Loss]]]
    findings: list[Table]
    places: list[Place]
    runs: list[RunsOfMetric]


def render(verdict: SuiteVerdict, evidence: Mapping[str, Comparison], history: History | None = None) -> str:
    """Return the page; the same verdict, evidence and history give the same text.

    Args:
        verdict: of the suite.
        evidence: the comparison of both systems by name of the set, as `tertium.evals.suite.evidence` returns it.
        history: of candidate and baseline over the runs that were kept.
    """
    runs = over_runs(history, (verdict.candidate, verdict.baseline)) if history else {}
    rows = [
        _page_set(verdict, i, row, evidence.get(row.name), runs.get(row.name, [])) for i, row in enumerate(verdict.sets)
    ]
    style, matrix = assets.style("page.css", "suite.css"), matrix_table(verdict)
    return assets.template("suite.html").render(
        verdict=verdict,
        because=because(verdict),
        policy=assets.policy("", style),
        style=Markup(style),  # noqa: S704 - ours
        matrix=matrix,
        rows=rows,
        notes=list(readings(verdict)),
        doubts=list(doubts(verdict)),
        overview=[table for table in tables(verdict) if table.title != matrix.title]
        + ([overview(history, (verdict.candidate, verdict.baseline))] if history and runs else []),
        references=any(example.reference for each in evidence.values() for example in _examples(each)),
        provenance=matrix.provenance.full,
        explained=[CONTRIBUTION, SAME],
    )


def _examples(comparison: Comparison) -> Iterator[Example]:
    return (example for item in comparison.differences for example in item.examples)


def _page_set(
    verdict: SuiteVerdict, i: int, row: SetVerdict, comparison: Comparison | None, runs: list[RunsOfMetric]
) -> PageSet:
    cells = [row.cells.get(rule) for rule in verdict.rules]
    shown = [_named(checks_table(row), "Rules")] if row.cells else []
    if comparison:
        shown.append(_named(scores_table(verdict, row, comparison), "Scores"))
    metrics = shown_metrics(row, comparison) if comparison else []
    return PageSet(
        id=f"set-{i + 1}",
        verdict=row,
        outcome=row.outcome if row.cells or row.outcome != "pass" else "",
        cells=[MatrixCell(cell.outcome, numbers_of(cell)) if cell else None for cell in cells],
        tables=shown,
        losses=[
            (metric, [_loss(verdict, each) for each in losses(comparison, metric)]) for metric in metrics if comparison
        ],
        findings=[_named(table, "New and fixed findings") for table in findings_tables(verdict, row, comparison, 0)]
        if comparison
        else [],
        places=list(_places(verdict, comparison)) if comparison else [],
        runs=runs,
    )


def _places(verdict: SuiteVerdict, comparison: Comparison) -> Iterator[Place]:
    """Yield findings of all metrics, the new ones first, with the output that each is in before the other one."""
    examples = [(change.metric, example) for change in comparison.findings for example in change.examples]
    for metric, each in sorted(examples, key=lambda pair: (pair[1].change != "new", gravity(pair[1].severity))):
        parts = ("candidate", "baseline") if each.change == "new" else ("baseline", "candidate")
        texts = [("source", each.source)] if each.source is not None else []
        texts += [(named(verdict, part), text) for part, text in zip(parts, (each.hypothesis, each.other), strict=True)]
        yield Place(each.change, each.segment, f"{metric}: {in_words(each)}", texts)


def _named(table: Table, title: str) -> Table:
    return replace(table, title=title)


def _loss(verdict: SuiteVerdict, example: Example) -> Loss:
    texts: list[tuple[str, list[Piece]]] = []
    if example.source is not None:
        texts.append(("source", [(example.source, "")]))
    if example.reference is not None:
        texts.append(("reference", [(example.reference, "")]))
    texts += [
        (named(verdict, "candidate"), differing(example.reference, example.hypothesis)),
        (named(verdict, "baseline"), differing(example.reference, example.other)),
    ]
    return Loss(example.segment, f"{rounded(example.contribution, 3)}", f"{rounded(example.change, 2)}", texts)
