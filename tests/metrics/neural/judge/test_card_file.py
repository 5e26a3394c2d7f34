"""The card of a judge is read from its file, and only that of the same judge."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tertium.errors import DataError, UsageError
from tertium.metrics.neural.judge.card_file import SCHEMA, read_card

if TYPE_CHECKING:
    from pathlib import Path

CARD: dict[str, Any] = {
    "schema": SCHEMA,
    "judge": "judge:model=m",
    "signature": "judge|m",
    "pairs": "",
    "probes": [],
    "asked": 0,
    "unread": {},
    "faults": [],
}


def written(tmp_path: Path, **fields: Any) -> Path:
    path = tmp_path / "card.json"
    path.write_text(json.dumps({**CARD, **fields}), encoding="utf-8")
    return path


def test_a_card_is_its_json(tmp_path: Path) -> None:
    assert read_card(written(tmp_path), "judge|m") == CARD


def test_a_file_that_is_missing_or_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no card .*\n  try: tertium judge-check JUDGE -o card.json"):
        read_card(tmp_path / "card.json", "judge|m")
    with pytest.raises(UsageError, match="is no card of schema"):
        read_card(written(tmp_path, schema="tertium.run/1"), "judge|m")


def test_the_card_of_another_judge_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is the card of another judge"):
        read_card(written(tmp_path), "judge|m|n:3")


def test_a_damaged_card_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is damaged: 'faults' is not a list"):
        read_card(written(tmp_path, faults=None), "judge|m")
