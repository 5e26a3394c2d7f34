"""A pin names one run, and another run in its place is stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.errors import CompareError, UsageError
from tertium.evals import store
from tertium.evals.pin import baseline, choose, pin
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store.save(run_of({"north": [1.0, 2.0], "south": [2.0, 3.0]}), tmp_path / "run")
    return tmp_path


def test_a_pin_leads_back_to_its_run_and_system_from_wherever_it_lies(folder: Path) -> None:
    (folder / "deep").mkdir()
    assert pin(folder / "run", folder / "deep" / "pin.toml", system="south") == "south"
    assert 'run = "../run"' in (folder / "deep" / "pin.toml").read_text(encoding="utf-8")
    run, system = baseline(folder / "deep" / "pin.toml")
    assert (run.systems, system) == (("north", "south"), "south")


def test_a_folder_is_a_baseline_without_a_chosen_system(folder: Path) -> None:
    run, system = baseline(folder / "run")
    assert (run.systems, system) == (("north", "south"), None)


def test_a_pin_is_replaced_only_when_told_to(folder: Path) -> None:
    pin(folder / "run", folder / "pin.toml", system="north")
    with pytest.raises(UsageError, match=r"already there\n  try: --overwrite"):
        pin(folder / "run", folder / "pin.toml", system="south")
    assert pin(folder / "run", folder / "pin.toml", system="south", overwrite=True) == "south"


def test_another_run_in_the_place_of_the_pinned_one_is_stale(folder: Path) -> None:
    pin(folder / "run", folder / "pin.toml", system="north")
    store.save(run_of({"north": [1.0, 9.0], "south": [2.0, 3.0]}), folder / "run", overwrite=True)
    with pytest.raises(CompareError, match="has another id than"):
        baseline(folder / "pin.toml")


def test_a_file_that_is_no_pin_is_refused(folder: Path) -> None:
    (folder / "pin.toml").write_text('schema = "other/1"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="is no pinned baseline"):
        baseline(folder / "pin.toml")


def test_the_only_system_needs_no_choice_and_of_several_one_must_be_named() -> None:
    assert choose(["a"], None, "the run") == "a"
    with pytest.raises(UsageError, match=r"the run has several systems\n  try: --system with one of a, b"):
        choose(["a", "b"], None, "the run")
    with pytest.raises(UsageError, match="the run has no system 'c'"):
        choose(["a"], "c", "the run")


def test_a_link_to_itself_and_a_name_that_is_too_long_are_refused(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    for name, reason in (("loop", "is already there"), ("n" * 300, "(?i)can't write .*too long")):
        with pytest.raises(UsageError, match=reason):
            pin(folder / "run", folder / name, system="south")
