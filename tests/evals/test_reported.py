"""Every result is written by who is registered for it; see tests/tertium/test_reporting.py for what is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tertium.evals import accessors
from tertium.evals.reported import Reported

if TYPE_CHECKING:
    from pathlib import Path


class Result(Reported):
    frame = pd.DataFrame({"score": [1.0]})


def test_a_result_asks_who_is_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    def text(value: object, name: str) -> str:
        return f"{type(value).__name__} as {name}"

    def write(value: object, path: Path, *, overwrite: bool) -> tuple[object, ...]:
        return type(value).__name__, path, overwrite

    monkeypatch.setattr(
        accessors,
        "ACCESSORS",
        {"text": lambda value: partial(text, value), "report": lambda value: partial(write, value)},
    )
    result = Result()
    assert result.to_latex() == "Result as latex"
    assert result.to_markdown() == "Result as markdown"
    written: object = result.report("x.md", overwrite=True)
    assert written == ("Result", "x.md", True)
    assert result.to_pandas() is Result.frame


def test_without_a_front_door_there_is_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accessors, "ACCESSORS", {})
    with pytest.raises(AttributeError, match="'report'"):
        Result().report("x.md")
