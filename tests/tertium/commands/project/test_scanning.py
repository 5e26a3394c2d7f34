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


def test_a_folder_of_articles_is_found_beside_other_files_too(tmp_path: Path) -> None:
    for language in ("en", "de"):
        projects.write(tmp_path / "sets" / "web" / f"bridge.{language}.txt", projects.lines(language))
    projects.write(tmp_path / "sets" / "notes.txt", ["x"])
    projects.write(tmp_path / "sets" / "talks.reference.txt", ["x"])
    result = scan(tmp_path)
    assert (result.sets["web"].origin, result.sets["web"].place) == ("articles", "sets/web")
    assert [reason for _, reason in result.left_out] == [
        "named by no set, and no article in a folder of two languages",
        "no source beside it: talks.source.txt",
    ]


def test_folders_named_by_their_languages_are_sets_of_their_own(tmp_path: Path) -> None:
    for name in ("web-en-de", "blog-en-de"):
        for language in ("en", "de"):
            projects.write(tmp_path / "sets" / name / f"bridge.{language}.txt", projects.lines(language))
    assert list(scan(tmp_path).sets) == ["blog-en-de", "web-en-de"]


def test_a_folder_for_each_language_is_one_set(tmp_path: Path) -> None:
    for language in ("en", "de"):
        projects.write(tmp_path / "web" / language / "bridge.txt", projects.lines(language))
    assert list(scan(tmp_path).sets) == ["web"]


def test_outputs_of_a_set_of_articles_are_found_too(tmp_path: Path) -> None:
    for language in ("en", "de"):
        projects.write(tmp_path / "web" / f"bridge.{language}.txt", projects.lines(language))
    for name in ("web.base", "web.new", "talks.new"):
        projects.write(tmp_path / "outputs" / f"{name}.txt", projects.lines("de"))
    result = scan(tmp_path)
    assert {name: system.file for name, system in result.systems.items()} == {
        "base": "outputs/{set}.{system}.txt",
        "new": "outputs/{set}.{system}.txt",
    }
    assert [path for path, _ in result.left_out] == ["outputs/talks.new.txt"]
