"""Options that become values: named files, settings of resampling, runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.commands.options import load_runs, named_paths, resampling_of
from tertium.errors import UsageError
from tertium.evals import store
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (["x"], "--system 'x' is not NAME=FILE\n  try: --system x=x"),
        (["=x.txt"], "--system '=x.txt' is not NAME=FILE\n  try: --system "),
        (["a="], "--system 'a=' is not NAME=FILE"),
        ([""], "--system '' is not NAME=FILE\n  try: --system NAME=FILE"),
        (["a=x", "b=y", "a=z"], "--system 'a' is given twice\n  try: another name"),
    ],
)
def test_a_named_file_needs_a_name_and_a_file_and_each_name_once(values: list[str], says: str) -> None:
    with pytest.raises(UsageError) as refused:
        named_paths(values, "--system")
    assert str(refused.value).startswith(says)


def test_an_equals_sign_may_stand_in_a_path() -> None:
    assert {name: str(path) for name, path in named_paths(["a=b=c"], "--system").items()} == {"a": "b=c"}


def test_a_name_that_can_t_be_shown_is_invalid() -> None:
    with pytest.raises(UsageError, match=r"--system: invalid name 'a\\tb'"):
        named_paths(["a\tb=x"], "--system")


def test_settings_of_resampling_are_checked() -> None:
    assert resampling_of("segment", 100, 1, 0.9).cluster == "segment"
    with pytest.raises(UsageError, match="'word'"):
        resampling_of("word", 100, 1, 0.9)


def test_runs_are_told_apart_by_folder_or_by_path_where_folders_have_one_name(tmp_path: Path) -> None:
    for name, value in (("a", 1.0), ("b", 2.0)):
        store.save(run_of({"x": [value, 3.0]}), tmp_path / name / "run")
    run = load_runs([tmp_path / "a" / "run"])
    assert run.systems == ("x",)
    both = load_runs([tmp_path / "a" / "run", tmp_path / "b" / "run"])
    assert len(both.data) == 2
