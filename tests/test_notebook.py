"""The example notebooks run from top to bottom, and what they show is what they say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT
from tests.transcripts import executed

if TYPE_CHECKING:
    from pathlib import Path

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


def cells(path: Path) -> list[dict[str, Any]]:
    return [*json.loads(path.read_text(encoding="utf-8"))["cells"]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a notebook of examples/ in that folder and return what its cells show, and its names."""
    monkeypatch.chdir(ROOT / "examples")

    def whole(name: str) -> tuple[list[Any], dict[str, Any]]:
        names: dict[str, Any] = {}
        code = ["".join(cell["source"]) for cell in cells(ROOT / "examples" / name) if cell["cell_type"] == "code"]
        return [executed(source, names) for source in code], names

    return whole


def test_articles_to_a_verdict(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    shown, names = run("compare.ipynb")
    assert shown[0] == "121 segments, 12 documents, ['northwind', 'southwind']"
    assert names["comparison"]._repr_html_().count("<tr") == 6
    assert names["comparison"].warnings == ()
    assert 2 / 2**12 <= names["comparison"].differences[0].p < 0.05
    assert names["losses"]["gain"].is_monotonic_increasing
    assert (names["weak"].segments["chrf"] < 40).all()
    assert names["by_topic"].frame["documents"].tolist() == [9, 9, 3, 3]
    assert names["verdict"].outcome in capsys.readouterr().out
    assert list(names["history"]["run"].unique()) == ["first"]


def test_a_benchmark_of_several_systems(run: Any) -> None:
    shown, names = run("benchmark.ipynb")
    assert shown[0] == "121 segments, 12 documents, ['eastwind', 'northwind', 'southwind', 'westwind']"
    places = {place.system: place.cluster for place in names["standings"].rankings[1].places}
    assert places == {"northwind": 1, "eastwind": 1, "westwind": 2, "southwind": 3}
    assert all("_repr_html_" in dir(table) for table in shown[2:4])
    assert shown[-1] is True


def test_a_release_that_fails_one_that_is_not_shown_and_one_that_passes(
    run: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    shown, _ = run("release.ipynb")
    assert shown[1] == {"southwind": "fail", "eastwind": "inconclusive", "northwind": "pass"}
    assert "fail          numbers at most 1" in capsys.readouterr().out


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.name for path in NOTEBOOKS])
def test_a_notebook_holds_no_output_that_could_grow_old(path: Path) -> None:
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells(path))


def test_every_tutorial_names_its_notebook() -> None:
    pages = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / "tutorials").glob("*.md"))]
    assert len(pages) == len(NOTEBOOKS)
    assert all(any(f"examples/{path.name}" in page for page in pages) for path in NOTEBOOKS)
