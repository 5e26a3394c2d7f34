"""A pin is a small run of one system that travels; a file of an earlier version names a run, and another is stale."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import UNPENALISED
from tertium.errors import CompareError, DataError, UsageError
from tertium.evals import store
from tertium.evals.description import Description
from tertium.evals.pin import SCHEMA, baseline, choose, pin
from tertium.evals.types import Key
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    run = run_of({"north": [1.0, 2.0], "south": [2.0, 3.0]})
    provenance = {"notes": ["a note"], "removed": ["a line"], "realigned": {"south": {}, "north": {}}}
    described = replace(run, data=replace(run.data, provenance=provenance), description=Description(tags=("v1",)))
    store.save(described, tmp_path / "run")
    return tmp_path


def write_old_pin(path: Path, folder: Path, run: str = "run", system: str = "south") -> Path:
    """Write the file by which an earlier version pinned a run."""
    manifest = store.manifest_of(folder)
    signatures = "\n".join(f"{m['label']} = {json.dumps(m['signature'])}" for m in manifest["measures"])
    lines = [f"schema = {json.dumps(SCHEMA)}", f'run = "{run}"', f'id = "{manifest["id"]}"']
    lines += [f'fingerprint = "{manifest["fingerprint"]}"', f'system = "{system}"', "", "[signatures]", signatures]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_pin_holds_its_system_alone_with_texts_counts_and_scores(folder: Path) -> None:
    assert pin(folder / "run", folder / "pin", system="south") == "south"
    (folder / "run").rename(folder / "gone")
    run, system = baseline(folder / "pin")
    whole = store.load(folder / "gone")
    assert (run.systems, system) == (("south",), None)
    assert run.data.outputs == {"south": whole.data.outputs["south"]}
    assert run.values[Key("south", MEAN)].total == whole.values[Key("south", MEAN)].total
    assert run.fingerprint == whole.fingerprint
    assert run.created == whole.created


def test_a_pin_says_what_it_was_made_from_and_keeps_what_was_said_of_the_run(folder: Path) -> None:
    pin(folder / "run", folder / "pin", system="south")
    expected = Description(tags=("v1",), made_from=store.manifest_of(folder / "run")["id"])
    assert store.load(folder / "pin").description == expected


def test_a_pin_has_no_texts_that_building_the_set_removed_and_nothing_of_other_systems(folder: Path) -> None:
    pin(folder / "run", folder / "pin", system="south")
    assert store.load(folder / "pin").data.provenance == {"notes": ["a note"], "realigned": {"south": {}}}


def test_git_is_told_to_leave_line_ends_alone_and_a_changed_byte_is_noticed(folder: Path) -> None:
    pin(folder / "run", folder / "pin", system="south")
    assert (folder / "pin" / ".gitattributes").read_text(encoding="utf-8") == "* -text\n"
    header = folder / "pin" / "set" / "set.json"
    header.write_bytes(header.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    with pytest.raises(DataError, match="differs from what was written"):
        baseline(folder / "pin")


def test_a_folder_is_a_baseline_without_a_chosen_system(folder: Path) -> None:
    run, system = baseline(folder / "run")
    assert (run.systems, system) == (("north", "south"), None)


def test_a_pin_is_replaced_only_when_told_to(folder: Path) -> None:
    pin(folder / "run", folder / "pin", system="north")
    with pytest.raises(UsageError, match=r"already there\n  try: --overwrite"):
        pin(folder / "run", folder / "pin", system="south")
    assert pin(folder / "run", folder / "pin", system="south", overwrite=True) == "south"


def test_a_name_of_a_file_is_refused_with_that_of_a_folder(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"a folder that travels\n  try: -o .*pin, and commit"):
        pin(folder / "run", folder / "pin.toml", system="south")


def test_a_file_of_an_earlier_version_leads_to_its_run(folder: Path) -> None:
    (folder / "deep").mkdir()
    run, system = baseline(write_old_pin(folder / "deep" / "pin.toml", folder / "run", "../run"))
    assert (run.systems, system) == (("north", "south"), "south")


def test_a_file_whose_run_is_not_here_says_how_a_pin_travels(folder: Path) -> None:
    path = write_old_pin(folder / "pin.toml", folder / "run")
    (folder / "run").rename(folder / "gone")
    with pytest.raises(
        DataError, match=r"which is not here\n  try: tertium pin RUN -o .*pin writes a folder to commit"
    ):
        baseline(path)


def test_another_run_in_the_place_of_the_one_that_a_file_names_is_stale(folder: Path) -> None:
    path = write_old_pin(folder / "pin.toml", folder / "run")
    store.save(run_of({"north": [1.0, 9.0], "south": [2.0, 3.0]}), folder / "run", overwrite=True)
    with pytest.raises(CompareError, match="has another id than"):
        baseline(path)


def test_other_signatures_than_a_file_names_are_stale(folder: Path) -> None:
    path = write_old_pin(folder / "pin.toml", folder / "run")
    path.write_text(path.read_text(encoding="utf-8").replace('length = "', 'length = "x'), encoding="utf-8")
    with pytest.raises(CompareError, match="has another signatures than"):
        baseline(path)


@pytest.mark.parametrize("text", ['schema = "other/1"\n', f'schema = "{SCHEMA}"\nrun = 1\n', ""])
def test_a_file_that_is_no_pin_is_refused(folder: Path, text: str) -> None:
    (folder / "pin.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="is no pinned baseline"):
        baseline(folder / "pin.toml")


def test_the_only_system_needs_no_choice_and_of_several_one_must_be_named() -> None:
    assert choose(["a"], None, "the run") == "a"
    with pytest.raises(UsageError, match=r"the run has several systems\n  try: --system with one of a, b"):
        choose(["a", "b"], None, "the run")
    with pytest.raises(UsageError, match="the run has no system 'c'"):
        choose(["a"], "c", "the run")


def test_the_copy_of_a_realigned_system_is_chosen_only_by_its_name() -> None:
    copy = f"a{UNPENALISED}"
    assert choose(["a", copy], None, "the run") == "a"
    assert choose(["a", copy], copy, "the run") == copy
    assert choose([copy], None, "the run") == copy


def test_a_link_to_itself_and_a_name_that_is_too_long_are_refused(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    for name, reason in (("loop", "is already there"), ("n" * 300, "(?i)can't write .*too long")):
        with pytest.raises(UsageError, match=reason):
            pin(folder / "run", folder / name, system="south")
