"""Run and decisions → one self-contained HTML file that asks nobody for anything and runs no text as code."""

from __future__ import annotations

import base64
import hashlib
import math
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from tertium.reports import sections
from tertium.reports.decisions import Decisions
from tertium.reports.formats.text import visible
from tertium.reports.measures import leading, ordered
from tertium.reports.page import charts
from tertium.reports.page.board import board
from tertium.reports.page.chapters import chapters
from tertium.reports.page.packing import stripped
from tertium.reports.page.payload import packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.results import Slice, Standings
    from tertium.evals.types import Run
    from tertium.reports.table import Table

SCRIPTS: Final = (
    "data.js",
    "texts.js",
    "state.js",
    "tables.js",
    "heatmap.js",
    "pair.js",
    "list.js",
    "detail.js",
    "start.js",
)
"""In the order in which they stand in the page's one script."""


FIRST: Final = 3
"""How many metrics' charts are open; the others unfold."""


def render(run: Run, decisions: Decisions | None = None) -> str:
    """Return the page; the same run and decisions give the same text."""
    given = decisions or Decisions()
    decisions = replace(given, inspection=given.inspection_of(run))
    answers = sections.tables_by_section("page", run, decisions)
    tables = {section.name: tables for section, tables in answers.items()}
    script = "".join(stripped(_asset(name)) for name in SCRIPTS)
    style = stripped(_asset("page.css"))
    return (
        _environment()
        .get_template("page.html")
        .render(
            run=run,
            decided=decisions,
            policy=policy(script, style),
            script=Markup(script),  # noqa: S704 - ours
            style=Markup(style),  # noqa: S704 - ours
            payload=Markup(packed(run, decisions.inspection_of(run).warnings)),  # noqa: S704 - without <
            chapters=chapters(answers),
            tables=tables,
            systems=ordered(run),
            leading=leading(run),
            board=board(tables["leaderboard"][0], run, _strips(run, decisions.standings)),
            cautions=list(_cautions(decisions)),
            shown=FIRST,
            distributions=[
                (one, drawn) for one in run.measures.values() if (drawn := _svg(charts.distribution(run, one)))
            ],
            parts=list(_parts(run, decisions.slices, tables.get("slices", []))),
            provenance=provenance(run, decisions),
        )
    )


def _cautions(decided: Decisions) -> Iterator[str]:
    """Yield what makes the verdict, intervals, ranks and the comparison doubtful, each once."""
    checks = decided.verdict.checks if decided.verdict else ()
    said = [f"{one.rule}: {doubt}" for one in checks for doubt in one.doubts]
    found = [one for one in (decided.verdict, decided.standings, decided.comparison) if one is not None]
    said += [warning for one in found for warning in one.warnings]
    yield from dict.fromkeys([*said, *(decided.standings.unranked if decided.standings else ())])


def policy(script: str, style: str) -> str:
    """Return the Content-Security-Policy: this script, this style, and nothing from anywhere."""
    return (
        f"default-src 'none'; script-src '{_pin(script)}'; style-src '{_pin(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _pin(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _parts(
    run: Run, slices: tuple[Slice, ...], tables: list[Table]
) -> Iterator[tuple[str, Table, list[tuple[str, Markup]]]]:
    """Yield what the set is divided by, the numbers, and a chart per metric."""
    for by, table in zip(dict.fromkeys(one.by for one in slices), tables, strict=True):
        own = [one for one in slices if one.by == by]
        drawn = [
            (measure.label, _svg(charts.by_part(run, measure, [one for one in own if one.metric == measure.label])))
            for measure in run.measures.values()
        ]
        yield by, table, [one for one in drawn if one[1]]


def _strips(run: Run, standings: Standings | None) -> dict[tuple[str, str], Markup]:
    """Return the drawn interval of a system's score, by system and metric."""
    found = {}
    for ranking in standings.rankings if standings else ():
        numbers = [x for place in ranking.places for x in (*place.interval, place.score) if math.isfinite(x)]
        for place in ranking.places if numbers else ():
            total = run.values[place.system, ranking.metric].total  # type: ignore[index]  # a Key is such a tuple
            drawn = charts.strip(place.interval.low, total, place.interval.high, (min(numbers), max(numbers)))
            found[place.system, ranking.metric] = _svg(drawn)
    return found


def provenance(run: Run, decided: Decisions) -> list[tuple[str, str]]:
    """Return what reproduces the numbers, as names and values."""
    found = [(f"metric {measure.label}", measure.signature) for measure in run.measures.values()]
    found += [("references, in this order", ", ".join(run.data.references))] if run.data.references else []
    found += [("fingerprint of the set", run.fingerprint)]
    if decided.standings:
        found += [("intervals and ranks", decided.standings.resampling.signature)]
    if decided.comparison:
        found += [("comparison", decided.comparison.resampling.signature)]
    if decided.verdict:
        found += [("gate", decided.verdict.resampling.signature)]
    found += [(f"version of {name}", value) for name, value in run.versions.items()]
    found += [("scored", run.created)] if run.created else []
    found += [("this page again", decided.command)] if decided.command else []
    return [*found, ("numbers", "tables hold every digit; scores of segments and documents are kept to six")]


def _svg(drawn: str) -> Markup:
    return Markup(drawn)  # noqa: S704 - page/svg.py escapes texts and attributes


def _asset(name: str) -> str:
    return (files("tertium.reports.page") / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,  # a chapter's last line ends before the page goes on
    )
    made.filters["visible"] = visible
    made.filters["raw"] = _raw
    return made


def _raw(cell: float | None) -> str:
    """Return a number with all its digits, for the cell's data-value; nothing where there is none."""
    return "" if cell is None or not math.isfinite(cell) else repr(cell)
