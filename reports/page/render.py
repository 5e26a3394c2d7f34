"""A run and the decisions about it as one self-contained HTML file that loads nothing and runs no text as code."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from tertium.evals.types import COUNTED_BY
from tertium.limits import MAX_PAGE_SYSTEMS
from tertium.reports import sections
from tertium.reports.decisions import Decisions
from tertium.reports.measures import PART_NOTE, PART_OF_PART_NOTE, leading_measure, systems_best_first
from tertium.reports.page import assets, charts
from tertium.reports.page.board import make_board
from tertium.reports.page.chapters import chapters
from tertium.reports.page.payload import document_parts, encoded_payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.results import Slice, Standings
    from tertium.evals.types import Run
    from tertium.reports.table import Table
    from tertium.reports.warnings import RunWarning

FIRST: Final = 3
"""How many metrics' charts are open; the others unfold."""


def render(run: Run, decisions: Decisions | None = None) -> str:
    """Return the page; the same run and decisions give the same text."""
    decisions = decisions or Decisions()
    inspection = decisions.inspection_of(run)
    shown = shown_run(run)
    decisions = replace(decisions, inspection=inspection)
    answers = sections.tables_by_section("page", run, decisions)
    tables = {section.name: tables for section, tables in answers.items()}
    listed = [item for item in inspection.warnings if _is_shown(item, shown)]
    script, style = assets.script(), assets.style()
    return assets.template().render(
        run=run,
        decisions=decisions,
        policy=assets.policy(script, style),
        script=Markup(script),  # noqa: S704 - ours
        style=Markup(style),  # noqa: S704 - ours
        payload=Markup(encoded_payload(shown, listed, decisions.contributions)),  # noqa: S704 - without <
        chapters=chapters(answers),
        tables=tables,
        systems=systems_best_first(shown),
        leading_measure=leading_measure(run),
        board=make_board(tables["leaderboard"][0], run, _interval_strips(run, decisions.standings)),
        cautions=[*_cautions(decisions), *_left_out(run, shown)],
        part_note=PART_NOTE,
        document_part_note=PART_OF_PART_NOTE if any(document_parts(shown, shown.systems)) else "",
        charts_shown=FIRST,
        distributions=list(_distributions(shown)),
        slices=list(_slices(run, decisions.slices, tables.get("slices", []))),
        provenance=provenance_entries(run, decisions),
    )


def shown_run(run: Run) -> Run:
    """Return the run with the systems whose outputs the page holds: all, or the best of very many."""
    if len(run.systems) <= MAX_PAGE_SYSTEMS:
        return run
    best = set(systems_best_first(run)[:MAX_PAGE_SYSTEMS])
    return replace(
        run,
        data=run.data.with_systems([system for system in run.systems if system in best]),
        counts={key: rows for key, rows in run.counts.items() if key.system in best},
        values={key: values for key, values in run.values.items() if key.system in best},
        spans={key: spans for key, spans in run.spans.items() if key.system in best},
    )


def _is_shown(warning: RunWarning, run: Run) -> bool:
    return not warning.system or warning.system in run.data.outputs


def _left_out(run: Run, shown: Run) -> Iterator[str]:
    """Yield a sentence on the systems whose outputs the page doesn't hold."""
    if number := len(run.systems) - len(shown.systems):
        yield (
            f"Texts, documents and pairs are shown of the best {len(shown.systems)} systems by "
            f"{leading_measure(run).label}; those of the other {number}, and all pairs with them, are left out. "
            "The leaderboard has all systems."
        )


def _cautions(decisions: Decisions) -> Iterator[str]:
    """Yield the warnings about verdict, standings and comparison, each once."""
    checks = decisions.verdict.checks if decisions.verdict else ()
    cautions = [f"{check.rule}: {warning}" for check in checks for warning in check.doubts]
    results = [result for result in (decisions.verdict, decisions.standings, decisions.comparison) if result]
    cautions += [warning for result in results for warning in result.warnings]
    yield from dict.fromkeys([*cautions, *(decisions.standings.unranked if decisions.standings else ())])


def _distributions(run: Run) -> Iterator[tuple[object, Markup]]:
    """Yield each metric with the drawn distribution of its segment scores, where it has any."""
    for measure in run.measures.values():
        if drawing := charts.distribution_chart(run, measure):
            yield measure, _svg(drawing)


def _slices(
    run: Run, slices: tuple[Slice, ...], tables: list[Table]
) -> Iterator[tuple[str, Table, list[tuple[str, Markup]]]]:
    """Yield each division of the set with its table and with a (metric label, chart) per metric."""
    for by, table in zip(dict.fromkeys(piece.by for piece in slices), tables, strict=True):
        drawings = []
        for measure in run.measures.values():
            pieces = [piece for piece in slices if piece.by == by and piece.metric == measure.label]
            if drawing := charts.slices_chart(run, measure, pieces):
                drawings.append((measure.label, _svg(drawing)))
        yield by, table, drawings


def _interval_strips(run: Run, standings: Standings | None) -> dict[tuple[str, str], Markup]:
    """Return the drawn intervals by (system, metric); those of one metric share a scale."""
    strips = {}
    for ranking in standings.rankings if standings else ():
        numbers = [x for place in ranking.places for x in (*place.interval, place.score) if math.isfinite(x)]
        for place in ranking.places if numbers else ():
            total = run.values[place.system, ranking.metric].total  # type: ignore[index]  # a Key is such a tuple
            bounds = (min(numbers), max(numbers))
            drawing = charts.interval_strip(place.interval.low, total, place.interval.high, bounds)
            strips[place.system, ranking.metric] = _svg(drawing)
    return strips


def provenance_entries(run: Run, decisions: Decisions) -> list[tuple[str, str]]:
    """Return what reproduces the page's numbers, as names and values."""
    entries = [(f"metric {measure.label}", measure.signature) for measure in run.measures.values()]
    entries += [("references, in this order", ", ".join(run.data.references))] if run.data.references else []
    entries += [("fingerprint of the set", run.fingerprint)]
    if decisions.standings:
        entries += [("intervals and ranks", decisions.standings.resampling.signature)]
    if decisions.comparison:
        entries += [("comparison", decisions.comparison.resampling.signature)]
    if decisions.verdict:
        entries += [("gate", decisions.verdict.resampling.signature)]
    entries += [
        (name if name == COUNTED_BY else f"version of {name}", version) for name, version in run.versions.items()
    ]
    entries += run.description.entries()
    entries += [("scored", run.created)] if run.created else []
    entries += [("this page again", decisions.command)] if decisions.command else []
    return [*entries, ("numbers", "tables hold every digit; scores of segments and documents are kept to six")]


def _svg(drawing: str) -> Markup:
    return Markup(drawing)  # noqa: S704 - page/svg.py escapes texts and attributes
