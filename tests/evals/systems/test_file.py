"""Outputs that lie in a file are a system too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError
from tertium.evals.systems.base import Item, Task
from tertium.evals.systems.file import File
from tertium.services.answer import Answer, Failure

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = [Item("Ein Hund.", id="1"), Item("Eine Katze.", id="2")]


def test_a_line_is_a_translation_and_an_empty_one_is_empty(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("A dog.\n\n", encoding="utf-8")
    system = File(str(tmp_path / "out.txt"))
    assert list(system.translate(ITEMS, Task())) == [Answer("A dog."), Answer("")]
    assert system.estimate(ITEMS, Task()).requests == 0
    assert system.signature.startswith("file|sha256:")


def test_ids_put_rows_in_order_and_a_missing_one_has_a_reason(tmp_path: Path) -> None:
    rows = [{"id": "2", "hypothesis": "A cat."}, {"id": "9", "hypothesis": "?"}]
    (tmp_path / "out.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    outcomes = list(File(str(tmp_path / "out.jsonl")).translate(ITEMS, Task()))
    assert outcomes == [Failure("no output in out.jsonl"), Answer("A cat.")]


def test_another_number_of_lines_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("A dog.\n", encoding="utf-8")
    system = File(str(tmp_path / "out.txt"))
    for use in (system.translate, system.estimate):
        with pytest.raises(DataError, match="has 1 line, the set has 2 segments"):
            list(use(ITEMS, Task()))


def test_a_file_that_is_not_there_is_found_by_the_estimate(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nothere\.txt"):
        File(str(tmp_path / "nothere.txt")).estimate([], Task())
