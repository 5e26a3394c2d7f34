"""The table of a paper: one row per system, one column per metric, and notes that a caption has room for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tertium.errors import counted
from tertium.evals.types import Key
from tertium.reports.measures import PART_NOTE, metric_column, systems_best_first
from tertium.reports.provenance import left_out_notes, short_signature
from tertium.reports.table import Column, Provenance, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.evals.results import Place, Ranking, Standings
    from tertium.evals.types import Measure, Run
    from tertium.reports.table import Cell

SHOWN_AS: Final = {
    "bleu": "BLEU",
    "chrf": "chrF",
    "chrf++": "chrF++",
    "ter": "TER",
    "comet": "COMET",
    "mqm": "MQM",
    "esa": "ESA",
    "da": "DA",
    "length": "length ratio",
}
"""What papers call metrics, by label."""

DIGITS: Final = 1
"""Decimals of scores in points and percent: differences under .05 of them are hardly ever shown with a set's size."""


@dataclass(frozen=True, slots=True)
class PaperStyle:
    """What a reader of the paper gets to see.

    Attributes:
        names: system or label of a metric to the name in the table; others as in `SHOWN_AS`, or as they are.
        order: label of the metric that orders systems and makes clusters; empty to keep the run's order of systems.
        ranks: whether each score has its range of ranks in a column of its own, in place of lines between clusters.
        intervals: whether each score has its interval.
        digits: decimals; None for `DIGITS`, and two for people's scores, three for ratios.
        caption: empty for the set, its languages and sizes.
        has_bold: whether bold is seen; else ranks say what it says.
        is_exact: for programs: all columns with a title of their own, interval and cluster included.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    ranks: bool = False
    intervals: bool = False
    digits: int | None = None
    caption: str = ""
    has_bold: bool = True
    is_exact: bool = False

    def name(self, name: str) -> str:
        """Return what the table calls a system or a metric."""
        return self.names.get(name, SHOWN_AS.get(name, name))


def paper_table(run: Run, standings: Standings | None, style: PaperStyle) -> Table:
    """Return one row per system and one column per metric of the run, in the run's order of metrics.

    Bold are the scores of systems that no other is significantly better than, where there are others. Lines stand
    between the clusters of the metric that orders the systems.
    """
    rankings = {ranking.metric: ranking for ranking in (standings.rankings if standings else ())}
    places = {Key(place.system, label): place for label, of in rankings.items() for place in of.places}
    systems = systems_best_first(run, run.measures[style.order]) if style.order else list(run.systems)
    columns: list[Column] = [Column("system" if style.is_exact else "System")]
    for measure in run.measures.values():
        columns += _columns(measure, style, rankings.get(measure.label), _level(standings))
    rows, bold, marks = [], set[tuple[int, int]](), set[tuple[int, int]]()
    coverage = run.coverage
    for i, system in enumerate(systems):
        row: list[Cell] = [style.name(system)]
        for label in run.measures:
            key = Key(system, label)
            if key in places and places[key].first == 1 and _differ(rankings[label]):
                bold.add((i, len(row)))
            if coverage[key].scored and not coverage[key].is_complete and label not in rankings:
                marks.add((i, len(row)))
            row.append(run.values[key].total)
            if label in rankings:
                row += _beside(places.get(key), columns[len(row) - 1], style)
        rows.append(tuple(row))
    clusters = [place.cluster if (place := places.get(Key(system, style.order))) else 0 for system in systems]
    has_lines = bool(style.order) and not style.ranks
    breaks = {i for i in range(1, len(systems)) if clusters[i] != clusters[i - 1]} if has_lines else set[int]()
    return Table(
        style.caption or _caption(run, style),
        tuple(columns),
        tuple(rows),
        notes=tuple(_notes(run, standings, style, has_bold=bool(bold), has_lines=bool(breaks), has_marks=bool(marks))),
        bold=frozenset(bold),
        breaks=frozenset(breaks),
        provenance=_signatures(run, style),
        marks=frozenset(marks),
    )


def _level(standings: Standings | None) -> str:
    return f"{100 * standings.resampling.level:g} %" if standings else ""


def _columns(measure: Measure, style: PaperStyle, ranking: Ranking | None, level: str) -> Iterator[Column]:
    name = style.name(measure.label)
    shown = metric_column(measure, name)
    ratio = measure.unit == "ratio"
    digits = style.digits if style.digits is not None else shown.digits if ratio or measure.is_of_people else DIGITS
    yield Column(name, digits=digits, numeric=True, better=shown.better)
    if ranking is None:
        return
    if style.is_exact:
        yield from (Column(f"{name} {title}", digits=digits, numeric=True) for title in ("low", "high"))
        yield from (Column(f"{name} {title}", numeric=True) for title in ("ranks", "cluster"))
        return
    if style.intervals:
        yield Column(f"{level} CI", numeric=True, beside=True)
    if style.ranks:
        yield Column("ranks", numeric=True, beside=True)


def _beside(place: Place | None, column: Column, style: PaperStyle) -> Sequence[Cell]:
    """Return the cells behind a score; `column` is the score's, whose digits an interval has too."""
    if style.is_exact:
        return (*place.interval, place.ranks, place.cluster) if place else (None,) * 4
    cells: list[Cell] = []
    if style.intervals:
        low, high = place.interval if place else (None, None)
        cells.append(f"[{column.show(low)}, {column.show(high)}]" if place else None)
    if style.ranks:
        cells.append(place.ranks if place else None)
    return cells


def _differ(ranking: Ranking) -> bool:
    """Whether any system is significantly better than another."""
    return any(place.first > 1 for place in ranking.places)


def _caption(run: Run, style: PaperStyle) -> str:
    source, target = run.data.languages
    pair = f" ({source}–{target})" if source and target else ""
    names = [style.name(label) for label in run.measures]
    metrics = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return f"{run.data.name}{pair}: {counted(len(run.systems), 'system')} by {metrics}"


def _notes(  # noqa: PLR0913 - what the table holds
    run: Run, standings: Standings | None, style: PaperStyle, *, has_bold: bool, has_lines: bool, has_marks: bool
) -> Iterator[str]:
    documents = len(run.data.documents)
    yield f"n = {_many(len(run.data), 'segment')} in {_many(documents, 'document')}{_references(run)}."
    for ranking in standings.rankings if standings else ():
        if ranking.segments < len(run.data):
            ranked = len(ranking.places)
            who = "" if ranked == len(run.systems) else f", ranks of {_many(ranked, 'system')}"
            yield f"{style.name(ranking.metric)}: on {ranking.segments:,} of these segments{who}."
    if standings and standings.rankings:
        yield from _test_notes(standings, style, has_bold=has_bold, has_lines=has_lines)
        names = {label: style.name(label) for label in run.measures}
        # What is left out of a metric's segments stands above, under the metric's name in the table.
        doubts = (s for s in standings.warnings if not s.startswith(tuple(f"{label}: " for label in run.measures)))
        yield from (f"{doubt[:1].upper()}{doubt[1:]}." for doubt in doubts)
        yield from left_out_notes({names.get(label, label): why for label, why in standings.left_out.items()})
    elif len(run.systems) > 1:
        yield "No test: no metric here can rank the systems."
    if has_marks:
        yield PART_NOTE


def _test_notes(standings: Standings, style: PaperStyle, *, has_bold: bool, has_lines: bool) -> Iterator[str]:
    settings = standings.resampling
    units = f"{standings.clusters:,} {settings.cluster}s"
    kind = "paired approximate randomisation" if settings.test == "randomisation" else "paired bootstrap"
    adjusted = "uncorrected" if standings.adjusted == "none" else f"adjusted by {standings.adjusted}"
    test = f"{kind}, {settings.samples:,} trials over {units}, p < {settings.alpha:.3g}, {adjusted}"
    if has_bold:
        yield f"{'Bold' if style.has_bold else 'Ranks from 1'}: no other system is significantly better ({test})."
    none = [style.name(ranking.metric) for ranking in standings.rankings if not _differ(ranking)]
    if none:
        yield f"No significant difference by {', '.join(none)}{'' if has_bold else f' ({test})'}."
    if has_lines:
        name = style.name(style.order)
        yield f"Lines: clusters by {name}; every system above a line is significantly better than every one below."
    if style.ranks and not style.is_exact:
        yield "Ranks: from 1 + how many systems are significantly better, to as many as are not significantly worse."
    if style.intervals or style.is_exact:
        yield f"Intervals: {100 * settings.level:g} %, bootstrap of {units}, {settings.samples:,} samples."


def _many(count: int, noun: str) -> str:
    """Return ``1,002 segments``, with the comma that numbers have in print."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _references(run: Run) -> str:
    names = list(run.data.references)
    return f"; references {', '.join(names)}" if len(names) > 1 else ""


def _signatures(run: Run, style: PaperStyle) -> Provenance:
    """Return a line per metric: its name and signature, options that are off left out."""
    lines = []
    for measure in run.measures.values():
        name, signature = style.name(measure.label), short_signature(measure.label, measure.signature)
        lines.append(f"{name}: {signature.removeprefix(f'{measure.label}: ')}")
    return Provenance(tuple(lines), tuple(lines))
