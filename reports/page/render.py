"""A run and the decisions about it as one self-contained HTML file that loads nothing and runs no text as code."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from tertium.evals.results import Resampling
from tertium.evals.types import COUNTED_BY, leading_measure, quality_measures
from tertium.limits import MAX_PAGE_SYSTEMS
from tertium.reports import sections
from tertium.reports.decisions import Decisions
from tertium.reports.definitions import PageDefinitions
from tertium.reports.measures import (
    PART_NOTE,
    PART_OF_PART_NOTE,
    metric_column,
    other_measures,
    segment_cells,
    systems_best_first,
    table_measures,
)
from tertium.reports.page import assets, charts
from tertium.reports.page.board import make_board
from tertium.reports.page.chapters import chapters
from tertium.reports.page.differences import make_difference_grid
from tertium.reports.page.payload import document_parts, encoded_payload
from tertium.reports.sections.alarms import first_alarms
from tertium.reports.sections.comparison import comparison_table
from tertium.reports.sections.headline import PAIRED, headline
from tertium.reports.sections.warnings import warnings_table
from tertium.reports.warning_kinds import by_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tertium.evals.results import Comparison, Slice, Standings
    from tertium.evals.types import Run
    from tertium.reports.table import Table
    from tertium.reports.warnings import RunWarning

FIRST: Final = 3
"""How many metrics' charts are open; the others unfold."""


def render(run: Run, decisions: Decisions | None = None) -> str:
    """Return the page; the same run and decisions give the same text."""
    decisions = decisions or Decisions()
    run = replace(run, measures={measure.label: measure for measure in table_measures(run)})  # the explorer's order too
    inspection = decisions.inspection_of(run)
    shown = shown_run(run)
    decisions = replace(decisions, inspection=inspection)
    answers = sections.tables_by_section("page", run, decisions)
    tables = {section.name: tables for section, tables in answers.items()}
    listed = [item for item in inspection.warnings if _is_shown(item, shown)]
    leaderboard, quality = tables["leaderboard"][0], [measure.label for measure in quality_measures(run)]
    strips = _interval_strips(run, decisions.standings)
    compared = decisions.comparison or decisions.against_best
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
        answer=headline(run, decisions),
        paired=PAIRED,
        board=make_board(leaderboard, quality, strips),
        other_board=make_board(leaderboard, _facts(run), strips),
        unmeasured=_labels_by_sentence(decisions.unmeasured),
        captions=[*_captions(run, leaderboard, decisions), *_left_out(run, shown)],
        cautions=list(_doubts(decisions)),
        alarms=first_alarms(run, decisions),
        compared=compared,
        compared_table=comparison_table(compared) if compared else None,
        difference_grid=make_difference_grid(run, compared) if compared else None,
        unshown=_unshown(compared) if compared else "",
        kinds=[(kind, warnings_table(run, kind.warnings)) for kind in by_kind(inspection.warnings)],
        test_warnings=_test_warnings(decisions),
        level=(level := f"{100 * _level(decisions):g}"),
        definitions=PageDefinitions(run, decisions.definitions, level),
        run_headings={
            measure.label: metric_column(measure, measure.label).heading for measure in run.measures.values()
        },
        marks=[_svg(charts.key_mark(rank)) for rank in range(charts.COLOURED + 1)],
        coloured=charts.COLOURED,
        document_part_note=PART_OF_PART_NOTE if any(document_parts(shown, shown.systems)) else "",
        charts_shown=FIRST,
        distributions=list(_distributions(shown)),
        slices=list(_slices(run, decisions.slices, tables.get("slices", []))),
        provenance=provenance_entries(run, decisions),
    )


def _facts(run: Run) -> list[str]:
    """Return the labels of checks and of metrics without a direction; time and cost have a chapter of their own."""
    return [measure.label for measure in other_measures(run) if not measure.is_of_usage]


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


def _labels_by_sentence(unmeasured: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the checks that weren't measured for the run's languages, by the words that say so."""
    return {
        sentence: [label for label, other in unmeasured.items() if other == sentence]
        for sentence in dict.fromkeys(unmeasured.values())
    }


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


def _doubts(decisions: Decisions) -> Iterator[str]:
    """Yield the doubts about the verdict and its rules, each once."""
    if verdict := decisions.verdict:
        doubts = [f"{check.rule}: {doubt}" for check in verdict.checks for doubt in check.doubts]
        yield from dict.fromkeys([*doubts, *verdict.warnings])


def _captions(run: Run, leaderboard: Table, decisions: Decisions) -> Iterator[str]:
    """Yield what to know of the numbers in the boards; a metric without a direction needs no reason."""
    if leaderboard.marks:
        yield PART_NOTE
        cells = set(segment_cells(run).values())
        if len(cells) == 1:
            yield f"Every system has all scores for {cells.pop()} segments"
    standings = decisions.standings
    ranked = {
        label
        for label, measure in run.measures.items()
        if measure.higher_is_better is not None and not measure.is_of_usage
    }
    if standings:
        left_out = {label: reason for label, reason in standings.left_out.items() if label in ranked}
        yield from replace(standings, left_out=left_out).unranked


def _unshown(compared: Comparison) -> str:
    """Return what the dot stands for: the verdict on differences that aren't shown."""
    verdicts = {difference.verdict(compared.resampling) for difference in compared.differences}
    return compared.resampling.too_few() if compared.resampling.too_few() in verdicts else "not shown"


def _test_warnings(decisions: Decisions) -> list[str]:
    """Return every sentence on how far tests and intervals can be trusted, each once."""
    results = [result for result in (decisions.standings, decisions.comparison, decisions.lead) if result]
    results += [decisions.against_best] if decisions.against_best else []
    conflicts = decisions.comparison.conflicts if decisions.comparison else ()
    return list(dict.fromkeys([*(sentence for result in results for sentence in result.warnings), *conflicts]))


def _level(decisions: Decisions) -> float:
    results = [result for result in (decisions.standings, decisions.comparison) if result]
    return results[0].resampling.level if results else Resampling().level


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
