"""A run, its path, or a list of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import tertium
from tertium.errors import ArgumentError, DataError, UsageError
from tertium.evals.opening import all_opened, opened

if TYPE_CHECKING:
    from pathlib import Path

RUN = tertium.evaluate({"hypothesis": {"a": ["Hund."], "b": ["Katze."]}, "reference": ["Ein Hund."]}, "chrf")


def test_a_path_is_opened_and_a_run_is_as_it_is(tmp_path: Path) -> None:
    tertium.save_run(RUN, tmp_path / "run")
    assert opened("run", RUN) is RUN
    assert opened("run", tmp_path / "run").systems == opened("run", str(tmp_path / "run")).systems == ("a", "b")


def test_the_first_may_be_a_list_of_all(tmp_path: Path) -> None:
    tertium.save_run(RUN, tmp_path / "run")
    first, others = all_opened([RUN, tmp_path / "run"], ())
    assert (first, len(others)) == (RUN, 1)
    assert tertium.compare(tmp_path / "run", baseline="b").baseline == "b"
    assert tertium.rank([str(tmp_path / "run")]).name == "data"


def test_what_is_no_run_is_named() -> None:
    with pytest.raises(ArgumentError, match=r"^candidate can't be 5\n  try: a run, .*, or the path of one"):
        opened("candidate", 5)
    with pytest.raises(DataError, match=r"^nowhere does not exist"):
        opened("candidate", "nowhere")
    with pytest.raises(UsageError, match=r"^first can't be an empty list"):
        all_opened([], ())


def test_the_name_of_a_system_in_the_place_of_a_run_is_a_baseline() -> None:
    with pytest.raises(
        UsageError, match=r"^others: an item can't be 'b', a system of the first run\n  try: baseline='b'"
    ):
        tertium.compare(RUN, "b")
