"""Outputs that lost their segments get them back; what they omit and add is counted, stored and scored both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora import store
from tertium.corpora.outputs.attach import attach
from tertium.corpora.types import UNPENALISED, EvalSet, blocks
from tertium.errors import DataError
from tertium.evals import store as runs
from tests.corpora.outputs.making import DATA, FOREIGN, OUTPUT, attach_files, invented, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x.txt"


@pytest.mark.parametrize(
    "lines",
    [
        (" ".join(OUTPUT),),
        (" ".join(OUTPUT[:2]), " ".join(OUTPUT[2:])),
        (OUTPUT[0], OUTPUT[1], "", OUTPUT[2], OUTPUT[3]),
        (OUTPUT[0], " ".join(OUTPUT[1:3]), OUTPUT[3]),
    ],
)
def test_any_division_into_lines_is_realigned(lines: tuple[str, ...], file: Path) -> None:
    attached = attach_files(DATA, write(file, *lines), "realign")
    assert attached.data.outputs == {"x": OUTPUT}
    assert attached.data.fingerprint == DATA.fingerprint
    assert attached.warnings[0].startswith("x: realigned; 0 of 4 segments are omitted")


def test_omissions_and_additions_are_rows_counted_and_scored_both_ways(file: Path) -> None:
    attached = attach_files(DATA, write(file, OUTPUT[0], OUTPUT[2], FOREIGN, OUTPUT[3]), "realign")
    assert attached.data.outputs == {
        "x": (OUTPUT[0], "", f"{OUTPUT[2]} {FOREIGN}", OUTPUT[3]),
        "x" + UNPENALISED: (OUTPUT[0], None, OUTPUT[2], OUTPUT[3]),
    }
    assert attached.data.provenance["realigned"] == {
        "x": {"omitted": ["a#2"], "added": [{"document": "b", "after": "b#1", "text": FOREIGN}]}
    }
    assert "1 of 4 segments is omitted and scored as empty, 1 sentence is added" in attached.warnings[0]


def test_a_text_in_another_order_is_doubted(file: Path) -> None:
    texts = invented(40)
    data = EvalSet("order", tuple(map(str, range(40))), blocks(["d"] * 40), references={"A": texts})
    warnings = attach_files(data, write(file, *texts[20:], *texts[:20]), "realign").warnings
    assert "may stand in another order" in warnings[-1]
    assert len(attach_files(data, write(file, *texts), "realign").warnings) == 1


def test_realigning_needs_a_reference(file: Path) -> None:
    data = EvalSet("s", ("a",), blocks(["a"]), sources=("One.",))
    with pytest.raises(DataError, match="no reference to realign with"):
        attach_files(data, write(file, "Eins."), "realign")


def test_texts_in_memory_are_realigned() -> None:
    for texts in (
        " ".join(OUTPUT),
        [" ".join(OUTPUT[:2]), " ".join(OUTPUT[2:])],
        [f"{OUTPUT[0]}\n{OUTPUT[1]}", *OUTPUT[2:], None],
    ):
        data, warnings = attach(DATA, {"x": texts}, "realign")
        assert data.outputs == {"x": OUTPUT}
        assert warnings[0].startswith("x: realigned; 0 of 4 segments are omitted")


def test_the_command_stores_the_rows_and_says_the_policy(file: Path) -> None:
    store.save(DATA, file.parent / "set")
    write(file, OUTPUT[0], OUTPUT[2], OUTPUT[3])
    run = file.parent / "run"
    command = ["score", str(file.parent / "set"), "-m", "chrf", "-o", str(run), "-q", "--alignment", "realign"]
    assert main([*command, "--system", f"x={file}"]) == 0
    stored = runs.load(run)
    assert stored.systems == ("x", "x (unpenalised)")
    assert stored.warnings[0].startswith("x: realigned; 1 of 4 segments is omitted")
    assert stored.data.provenance["realigned"]["x"]["omitted"] == ["a#2"]
    assert stored.skips[0].segment == "a#2"
    assert stored.skips[0].system == "x (unpenalised)"
