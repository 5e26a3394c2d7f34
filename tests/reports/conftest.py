"""The runs that most tests of reports read, and the browser of those that need one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.evals.evaluate import evaluate
from tertium.reports.page.render import render
from tests.reports.browsing import Browser
from tests.reports.making import page_decisions, plain_run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tertium.evals.types import Run


@pytest.fixture(scope="session")
def run() -> Run:
    return plain_run()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; modules that use it skip themselves where it is missing."""
    instance = Browser()
    yield instance
    instance.close()


@pytest.fixture(scope="session")
def plain_page(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the plain run with all decisions."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(render(run, page_decisions(run)), encoding="utf-8")
    return path


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
