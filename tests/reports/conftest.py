"""The runs that most tests of reports read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.evals.evaluate import evaluate
from tests.reports.making import plain_run

if TYPE_CHECKING:
    from tertium.evals.types import Run


@pytest.fixture(scope="session")
def run() -> Run:
    return plain_run()


@pytest.fixture
def small() -> Run:
    data = EvalSet(
        name="small",
        ids=("a#1", "a#2", "b#1"),
        documents=(Document("a", 0, 2, "news"), Document("b", 2, 3, "blog")),
        sources=("The train leaves.", "It rains.", None),
        references={"A": ("Der Zug fährt ab.", "Es regnet.", None)},
        outputs={"x": ("Der Zug geht ab.", "Es regnet.", "Niemand."), "y": ("Ein Zug.", None, "Keiner.")},
        languages=("en", "de"),
        provenance={"unpaired": [{"id": "lost", "reason": "nearest a, 0.12 of 0.50"}]},
    )
    return evaluate(data, ["bleu", "chrf", "length"])
