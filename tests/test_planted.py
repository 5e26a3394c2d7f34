"""Errors planted in a system's outputs, and who sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import planted
from benchmarks.sets import open_named

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = [f"The old harbour was closed in 19{i} after a very long storm." for i in range(10, 30)]
REFERENCES = [f"Der alte Hafen wurde 19{i} nach einem sehr langen Sturm geschlossen." for i in range(10, 30)]


def folder(path: Path) -> Path:
    """Write a set of twenty segments with a good and a poor system; its name ends in the languages."""
    path = path / "news-en-de"
    (path / "systems").mkdir(parents=True)
    good = [text.replace("wurde", "war").replace("geschlossen", "zu") for text in REFERENCES]
    files = {"source.txt": SOURCES, "reference.A.txt": REFERENCES}
    files |= {"systems/good.txt": good, "systems/poor.txt": ["Hafen."] * 20}
    for name, lines in files.items():
        (path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_the_outputs_of_the_best_system_are_damaged_and_the_damage_is_the_worse_side(tmp_path: Path) -> None:
    data = planted.planted(open_named(folder(tmp_path)))
    assert data.name == "news-en-de: good"
    assert all("war" in pair.good and pair.good != pair.bad for pair in data.pairs)
    assert {"number changed", "word doubled", "foreign word"} <= set(data.phenomena)
    assert {pair.languages for pair in data.pairs} == {("en", "de")}


def test_pairs_are_the_same_whenever_they_are_made(tmp_path: Path) -> None:
    path = folder(tmp_path)
    assert planted.planted(open_named(path)) == planted.planted(open_named(path))


def test_figures_say_how_many_pairs_they_rest_on(tmp_path: Path) -> None:
    results = {result.name: result for result in planted.measured(folder(tmp_path), ["chrf"])}
    whole = results["planted/news-en-de/chrf/all"]
    assert 0.5 < whole.value <= 1
    assert " pairs, 0.000 tied, 95 % " in whole.against
    assert results["planted/news-en-de/chrf/number changed"].value == 1
