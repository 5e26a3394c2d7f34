"""What lies in a folder: names decide, the longest first, and doubts leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.commands.project.scanning import pair_in, scan
from tests.tertium.commands import projects

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("wmt21-en-de", ("en", "de")),
        ("news.de-en.2024", ("de", "en")),
        ("flores_cs_uk", ("cs", "uk")),
        ("news", ()),
        ("en-en", ()),
        ("set-a-b", ()),
    ],
)
def test_a_pair_of_languages_in_a_name(name: str, pair: tuple[str, ...]) -> None:
    assert pair_in(name) == pair


def wmt(place: Path) -> None:
    projects.write(place / "source.txt", projects.lines("en"))
    projects.write(place / "reference.txt", projects.lines("de"))


def test_an_output_belongs_to_the_set_with_the_longest_name(tmp_path: Path) -> None:
    wmt(tmp_path / "news")
    wmt(tmp_path / "news.web")
    projects.write(tmp_path / "news.web.mine.txt", ["x"])
    projects.write(tmp_path / "news.mine.txt", ["x"])
    assert list(scan(tmp_path).systems) == ["mine"]


def test_a_system_in_two_places_has_the_pattern_of_more_sets_and_the_other_is_left_out(tmp_path: Path) -> None:
    for name in ("a", "b"):
        wmt(tmp_path / "sets" / name)
        projects.write(tmp_path / "new" / f"{name}.mine.txt", ["x"])
    projects.write(tmp_path / "old" / "a.mine.txt", ["x"])
    result = scan(tmp_path)
    assert result.systems["mine"].file == "new/{set}.{system}.txt"
    assert [(left.path, left.reason) for left in result.left_out] == [
        ("old/{set}.mine.txt", "its outputs are new/{set}.{system}.txt")
    ]


def test_two_sets_of_one_name_are_one_and_a_line(tmp_path: Path) -> None:
    wmt(tmp_path / "a" / "news")
    wmt(tmp_path / "b" / "news")
    result = scan(tmp_path)
    assert result.sets["news"].place == "a/news"
    assert result.left_out[0].reason == "a set named news was found in a/news"


def test_a_set_without_references_is_told(tmp_path: Path) -> None:
    wmt(tmp_path / "a")
    assert scan(tmp_path).has_references
    projects.write(tmp_path / "b" / "source.txt", ["x"])
    assert not scan(tmp_path).has_references


def test_texts_in_one_language_are_no_articles(tmp_path: Path) -> None:
    wmt(tmp_path / "news")
    for i in range(3):
        projects.write(tmp_path / "letters" / f"{i}.txt", projects.lines("de"))
    result = scan(tmp_path)
    assert list(result.sets) == ["news"]
    assert len(result.left_out) == 3
