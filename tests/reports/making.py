"""Runs to report on: one with a bit of everything, one whose texts and names are attacks, and decisions on them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from tertium.corpora.types import Document, EvalSet, blocks
from tertium.evals.compare import compare
from tertium.evals.evaluate import evaluate
from tertium.evals.results import Interval, Pair, Place, Ranking, Resampling, Standings
from tertium.evals.slices import slices
from tertium.evals.triage import triage
from tertium.evals.types import Key, Measure, Run, Values
from tertium.metrics.base import Span
from tertium.reports import formats
from tertium.reports.decisions import Decisions
from tertium.reports.sections.document_scores import documents_table
from tertium.reports.sections.removed import removed_table
from tertium.reports.sections.set_scores import set_table
from tertium.reports.sections.warnings import warnings_table
from tertium.reports.table import Column, Provenance, Table
from tertium.reports.warnings import inspect_run

TABLE: Final = Table(
    "results of: a/b [x]",
    (Column("system"), Column("chrf", 1, numeric=True, better="↑"), Column("n", numeric=True)),
    (("north", 61.234, 5), ("south", 60.0, 15), ("west", float("nan"), None)),
    ("a note",),
    bold=frozenset({(0, 1)}),
    breaks=frozenset({1}),
    provenance=Provenance(("every option",), ("short",)),
)
SOURCES: Final = (
    "The bakery opens at 6 in the morning.",
    "Its bread is sold out by noon.",
    "Please queue on the left.",
    "The bridge was closed for 14 days.",
    "Cyclists had to take the ferry.",
    "It is open again.",
)
REFERENCE: Final = (
    "Die Bäckerei öffnet um 6 Uhr morgens.",
    "Ihr Brot ist bis Mittag ausverkauft.",
    "Bitte stellen Sie sich links an.",
    "Die Brücke war 14 Tage lang gesperrt.",
    "Radfahrer mussten die Fähre nehmen.",
    "Sie ist wieder offen.",
)
NORTH: Final = (
    "Die Bäckerei öffnet um 6 Uhr am Morgen.",
    "Ihr Brot ist bis Mittag ausverkauft.",
    "Bitte links anstellen.",
    "Die Brücke war für 40 Tage geschlossen.",
    "Radfahrer mussten die Fähre nehmen.",
    "Sie ist wieder geöffnet.",
)
SOUTH: Final = (
    "Die Bäckerei macht morgens um 6 auf.",
    "Sein Brot ist am Mittag verkauft.",
    "",
    "Die Brücke war 14 Tage gesperrt.",
    "Cyclists had to take the ferry.",
    "Es ist wieder auf.",
)


def plain_run() -> Run:
    """Return two systems on three documents, with an empty and a copied output, and a wrong number pointed at."""
    data = EvalSet(
        name="town",
        ids=("bread#1", "bread#2", "bread#3", "bridge#1", "bridge#2", "note#1"),
        documents=(
            Document("bread", 0, 3, "shops"),
            Document("bridge", 3, 5, "traffic"),
            Document("note", 5, 6, "traffic"),
        ),
        sources=SOURCES,
        references={"A": REFERENCE},
        outputs={"south": SOUTH, "north": NORTH},
        languages=("en", "de"),
        confidence=(0.9, 0.8, 0.3, 0.7, 0.6, 0.2),
        provenance={
            "unpaired": [
                {"id": "lost", "language": "en", "nearest": "brot", "score": 0.12, "reason": "nearest is too far"}
            ],
            "removed": [{"article": "bread", "line": 9, "rule": "comment form", "text": "Leave a reply"}],
        },
    )
    run = evaluate(data, ["chrf", "bleu", "ter", "length"])
    return replace(
        run,
        spans={
            Key("north", "chrf"): (Span(3, 19, 21, "number", "major", "expected 14"), Span(2, 22, 22, "gap", "minor"))
        },
        missing={"comet": "comet is not installed\n  try: pip install 'tertium[comet]'"},
        warnings=("chrf, south: 1 text is longer than the window",),
        versions={"python": "3"},
        created="2026-01-02T03:04:05+00:00",
    )


PAYLOADS: Final = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    '"><svg onload=window.pwned=1>',
    "' onmouseover='window.pwned=1",
    "{{7*7}} {% raw %} ${window.pwned=1} `id`",
    "javascript:window.pwned=1",
    '=HYPERLINK("http://example.org","x")',
    "=1+1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\\input{/etc/passwd} $x$ % & # _ ^ ~ {",
    "|a|b| [x](http://example.org) **b** <b>b</b> @everyone ![i](http://example.org/i.png)",
    "tab\there\r\nline\n\nline \x00\x01\x1b[31mred\x07",
    "right\N{RIGHT-TO-LEFT OVERRIDE}left \N{ZERO WIDTH SPACE}\N{LEFT-TO-RIGHT ISOLATE}\N{ZERO WIDTH NO-BREAK SPACE}",
    "line\N{LINE SEPARATOR}separator ]]> <!-- --> -->",
    "W" * 400,
    "__proto__",
    "e\N{COMBINING ACUTE ACCENT}" * 40 + "a" + "\N{COMBINING RING ABOVE}" * 60,
)


def hostile_run() -> Run:
    """Return a run whose texts, ids, domains, systems, references and notes are all of `PAYLOADS`."""
    n = len(PAYLOADS)
    data = EvalSet(
        name=PAYLOADS[1],
        ids=PAYLOADS,
        documents=tuple(Document(text, i, i + 1, PAYLOADS[-1 - i % 7]) for i, text in enumerate(PAYLOADS)),
        sources=PAYLOADS,
        references={PAYLOADS[0]: PAYLOADS[1:] + PAYLOADS[:1]},
        outputs={PAYLOADS[k]: PAYLOADS[k:] + PAYLOADS[:k] for k in (1, 2, 8, 11, 12, 15)},
        languages=("en", "de"),
        confidence=tuple(np.linspace(0, 1, n).tolist()),
        provenance={
            "unpaired": [
                {"id": text, "language": text, "nearest": text, "score": 0.5, "reason": text} for text in PAYLOADS
            ],
            "removed": [{"article": text, "line": 1, "rule": text, "text": text} for text in PAYLOADS],
        },
    )
    run = evaluate(data, ["chrf", "length"])
    spans = tuple(Span(i, 0, min(3, len(text)), text, "critical", text) for i, text in enumerate(PAYLOADS))
    return replace(
        run,
        spans={Key(PAYLOADS[1], "chrf"): spans},
        missing=dict.fromkeys(PAYLOADS, PAYLOADS[0]),
        warnings=PAYLOADS,
        versions={PAYLOADS[2]: PAYLOADS[3]},
        created=PAYLOADS[2],
    )


def example_standings(run: Run) -> Standings:
    """North beats south by chrf; by bleu nothing is shown."""

    def ranking(metric: str, *, sure: bool) -> Ranking:
        scores = {system: run.values[Key(system, metric)].total for system in run.systems}
        best, worst = sorted(scores, key=scores.__getitem__, reverse=True)
        places = (
            Place(best, scores[best], Interval(scores[best] - 1.25, scores[best] + 1.5), 1, 1, 1 if sure else 2),
            Place(worst, scores[worst], Interval(scores[worst] - 2.5, scores[worst] + 2.25), 1 + sure, 1 + sure, 2),
        )
        return Ranking(metric, run.measures[metric].signature, places, (Pair(best, worst, 0.01 if sure else 0.4),), 6)

    return Standings(
        name="town",
        fingerprint=run.fingerprint,
        rankings=(ranking("chrf", sure=True), ranking("bleu", sure=False)),
        overall={},
        resampling=Resampling(samples=1000),
        adjusted="none",
        clusters=3,
    )


FEW: Final = Resampling(samples=200)
"""Quick resampling."""


def page_decisions(run: Run) -> Decisions:
    return Decisions(
        standings=example_standings(run),
        comparison=replace(compare(run, baseline="south", resampling=FEW), triage=triage(run, "south", metric="chrf")),
        slices=slices(run, FEW),
        command="tertium report RUN --format html",
    )


def hostile_tables() -> list[Table]:
    """Return tables of the hostile run, of every kind of cell."""
    run = hostile_run()
    return [
        warnings_table(run, inspect_run(run).warnings),
        documents_table(run, Decisions()),
        set_table(run, Decisions()),
        removed_table(run.data),
    ]


def rendered(name: str, *tables: Table) -> str:
    """Return tables in a format of text."""
    content = formats.load(name).render(tables)
    assert isinstance(content, str)
    return content


NEAR = {"source": "s", "target": "t", "score": 0.52, "coverage": 0.7, "numbers": None, "runner_up": 0.2}


LONG = "A sentence that nobody asked for, and that goes on for longer than a table of any use would show it to people."


BUILT = EvalSet(
    name="harbour",
    ids=("a#1", "a#2", "b#1"),
    documents=blocks(["a", "a", "b"]),
    sources=("One.", "Two.", "Three."),
    references={"A": ("Eins.", "Zwei, und noch viel mehr.", "Drei.")},
    outputs={"x": ("Eins.", "", "Drei.")},
    languages=("en", "de"),
    provenance={
        "articles": 5,
        "pairs": [{**NEAR, "source": "a", "target": "a-de", "score": 0.9, "reason": "", "column": "x"}],
        "review": [{**NEAR, "reason": "likeness 0.52 with s, 0.55 is needed"}],
        "unpaired": [
            {"id": "s", "language": "en", "nearest": "t", "score": 0.52, "reason": "t may be", "decision": "review"},
            {"id": "lost", "language": "ru", "nearest": None, "score": None, "reason": "neither en nor de"},
        ],
        "removed": [{"article": "a", "line": 3, "rule": "credit", "text": "Photo: nobody"}],
        "moved": [
            {
                "segment": "a#2",
                "target": "a-de",
                "column": "x",
                "confidence": 0.61,
                "source_text": "Two.",
                "target_text": "Zwei.",
            }
        ],
        "unread": [{"file": "a.docx", "reason": "ends in .docx"}],
        "realigned": {
            "x": {
                "omitted": ["a#2"],
                "added": [
                    {"document": "a", "after": None, "text": "Vorab."},
                    {"document": "b", "after": "b#1", "text": LONG},
                ],
            }
        },
    },
)


UNBUILT = replace(BUILT, provenance={})


def crowded_run(systems: int, segments: int) -> Run:
    """Return a run of made-up words and scores by three metrics, with findings and 50 documents of equal size."""
    rng = np.random.default_rng(1)
    words = np.array([f"{a}{b}{c}" for a in "bdfklm" for b in "aeiou" for c in ("r", "n", "st", "l")])
    texts = [" ".join(row) for row in rng.choice(words, (segments * (systems + 2), 24)).tolist()]
    columns = [tuple(texts[k * segments : (k + 1) * segments]) for k in range(systems + 2)]
    edges = np.linspace(0, segments, 51).astype(int).tolist()
    names = [f"system-{k:02}" for k in range(systems)]
    data = EvalSet(
        name="crowded",
        ids=tuple(f"doc{d}#{i - a + 1}" for d, (a, b) in enumerate(pairwise(edges)) for i in range(a, b)),
        documents=tuple(Document(f"doc{d}", a, b, "news") for d, (a, b) in enumerate(pairwise(edges))),
        sources=columns[0],
        references={"A": columns[1]},
        outputs=dict(zip(names, columns[2:], strict=True)),
        languages=("en", "de"),
    )
    measures = {name: Measure(name, name, "points", name != "ter", ("references",)) for name in ("chrf", "bleu", "ter")}
    scores = 100 * rng.beta(5, 3, (systems, len(measures), segments + 52))
    values = {
        Key(name, metric): Values(row[:segments], row[segments : segments + 50], row[-2:-1], float(row[-1]))
        for name, of_system in zip(names, scores, strict=True)
        for metric, row in zip(measures, of_system, strict=True)
    }
    spans = {
        Key(name, "chrf"): tuple(
            Span(int(i), 0, 3, "number", "major", f"expected {i % 7}") for i in sorted(rng.permutation(segments)[:40])
        )
        for name in names
    }
    return Run(data=data, measures=measures, counts={}, values=values, spans=spans)
