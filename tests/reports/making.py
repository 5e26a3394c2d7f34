"""Runs to report on: a plain one with a bit of everything, and one whose every text and name is an attack."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from tertium.corpora.types import Document, EvalSet
from tertium.evals.evaluate import evaluate
from tertium.evals.types import Key, Run
from tertium.metrics.base import Span

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
        documents=tuple(Document(one, i, i + 1, PAYLOADS[-1 - i % 7]) for i, one in enumerate(PAYLOADS)),
        sources=PAYLOADS,
        references={PAYLOADS[0]: PAYLOADS[1:] + PAYLOADS[:1]},
        outputs={PAYLOADS[k]: PAYLOADS[k:] + PAYLOADS[:k] for k in (1, 2, 8, 11, 12, 15)},
        languages=("en", "de"),
        confidence=tuple(np.linspace(0, 1, n).tolist()),
        provenance={
            "unpaired": [{"id": one, "language": one, "nearest": one, "score": 0.5, "reason": one} for one in PAYLOADS],
            "removed": [{"article": one, "line": 1, "rule": one, "text": one} for one in PAYLOADS],
        },
    )
    run = evaluate(data, ["chrf", "length"])
    spans = tuple(Span(i, 0, min(3, len(one)), one, "critical", one) for i, one in enumerate(PAYLOADS))
    return replace(
        run,
        spans={Key(PAYLOADS[1], "chrf"): spans},
        missing=dict.fromkeys(PAYLOADS, PAYLOADS[0]),
        warnings=PAYLOADS,
        versions={PAYLOADS[2]: PAYLOADS[3]},
        created=PAYLOADS[2],
    )
