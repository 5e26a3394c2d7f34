"""The rows of a file of scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.evals.scores.table import first_object, system_among, system_of
from tests.evals.scores.writing import table

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_names_no_system_is_called_by_it() -> None:
    assert table({"m": [1, 2]}).systems_by_row == ("made", "made")
    assert table({"m": [1, 2]}, systems=["x", "y"]).systems_by_row == ["x", "y"]


def test_a_row_is_named_by_its_line_where_there_are_lines() -> None:
    assert table({"m": [1, 2]}, numbers=[2, 5]).place(1) == "made.tsv, line 5"
    assert table({"m": [1, 2]}).place(1) == "made.tsv, row 2"
    assert len(table({"m": [1, 2]})) == 2


@pytest.mark.parametrize(
    ("file", "system"),
    [
        ("out/north.de.txt", "north"),
        ("Llama-3.1-8B.en-de.jsonl", "Llama-3.1-8B"),
        ("beta.v2.hyp.txt", "beta.v2"),
        ("MetricX.seg.score", "MetricX"),
        ("north.MetricX.jsonl", "north"),
        ("out/north", "north"),
        (".txt", ".txt"),
    ],
)
def test_a_system_is_called_as_its_file_without_endings(file: str, system: str) -> None:
    assert system_of(file) == system


def test_a_file_is_of_the_longest_name_at_its_beginning_or_between_dots() -> None:
    systems = ("a", "a.large", "online-A")
    assert system_among("out/a.large.en.txt", systems) == "a.large"
    assert system_among("newstest2021.de-en.hyp.online-A.txt", systems) == "online-A"
    assert system_among("a.online-A.txt", systems) == "a"
    assert system_among("al.txt", systems) is None


def test_systems_have_other_names_where_they_are_renamed() -> None:
    named = table({"m": [1, 2]}, systems=["x", "y"], files={"x": "x.txt", "y": "y.txt"})
    assert (named.renamed({"x": "z"}).systems, named.renamed({"x": "z"}).files) == (["z", "y"], {"y": "y.txt"})
    assert table({"m": [1, 2]}).renamed({"made": "z"}).systems == ["z", "z"]
    assert named.renamed({"q": "z"}) is named


@pytest.mark.parametrize(
    ("name", "content", "first"),
    [
        ("a.jsonl", '{"a": 1}\n{"b": 2}\n', {"a": 1}),
        ("a.json", '{"a": 1}\n', {}),
        ("a.jsonl", "", {}),
        ("a.jsonl", "{\n", {}),
        ("a.jsonl", "[1]\n", {}),
        ("a.jsonl", "[" * 100_000, {}),
    ],
)
def test_the_first_line_of_a_jsonl_file_tells_what_it_is(
    name: str, content: str, first: dict[str, int], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert first_object(tmp_path / name) == first
