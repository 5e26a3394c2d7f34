"""Documents on which one system falls far below what the others reach."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.evals.evaluate import evaluate
from tertium.reports.collapses import DOCUMENTS, _medians, collapses
from tertium.reports.warnings import inspect_run

if TYPE_CHECKING:
    from tertium.evals.types import Run

REFUSAL = "I'm sorry, but I can't translate this text because it may be protected by copyright."
WORDS = ("river", "mill", "ferry", "crew", "harbour", "bridge", "stone", "morning", "letter", "garden", "winter")


def sentence(document: int, row: int) -> str:
    draw = np.random.default_rng([document, row])
    return " ".join(draw.choice(WORDS, 12)) + "."


def made(systems: int = 4, documents: int = 8, *, short: bool = False) -> Run:
    """Return a run of systems that each get some words wrong, the last of which refuses the third document."""
    rows = [(document, row) for document in range(documents) for row in range(3)]
    reference = [sentence(*row)[:20] if short else sentence(*row) for row in rows]
    outputs = {}
    for system in range(systems):
        draw = np.random.default_rng(system)
        texts = [" ".join(draw.choice(WORDS) if draw.random() < 0.2 else w for w in text.split()) for text in reference]
        outputs[f"s{system}"] = tuple(texts)
    last = list(outputs[f"s{systems - 1}"])
    last[6:9] = [REFUSAL] * 3
    outputs[f"s{systems - 1}"] = tuple(last)
    data = EvalSet(
        name="made",
        ids=tuple(f"d{document}#{row}" for document, row in rows),
        documents=tuple(Document(f"d{i}", 3 * i, 3 * i + 3) for i in range(documents)),
        references={"A": tuple(reference)},
        outputs=outputs,
    )
    return evaluate(data, ["chrf"])


def test_the_refused_document_of_one_system_has_collapsed_and_no_other() -> None:
    (collapse,) = collapses(made())
    assert (collapse.system, collapse.document) == ("s3", 2)
    assert collapse.score < 0.7 * collapse.median


@pytest.mark.parametrize("run", [made(2), made(documents=DOCUMENTS - 1), made(short=True)], ids=["two", "few", "short"])
def test_nothing_is_said_where_too_little_is_known(run: Run) -> None:
    assert collapses(run) == []


def test_another_metric_or_equal_outputs_have_no_collapses() -> None:
    run = made()
    assert collapses(evaluate(run.data, ["bleu"])) == []
    same = dict.fromkeys(run.systems, run.data.outputs["s0"])
    assert collapses(evaluate(replace(run.data, outputs=same), ["chrf"])) == []


def test_a_warning_names_the_document_and_its_segments() -> None:
    (warning,) = [warning for warning in inspect_run(made()).warnings if warning.kind == "document collapsed"]
    assert (warning.system, warning.segments) == ("s3", (6, 7, 8))
    assert warning.message.startswith("d2: chrF ")


def test_medians_leave_out_what_has_no_score() -> None:
    scores = np.array([[1.0, 4.0, 7.0], [np.nan, 2.0, np.nan], [5.0, 9.0, np.nan]])
    assert np.array_equal(_medians(scores), [3.0, 4.0, np.nan], equal_nan=True)
