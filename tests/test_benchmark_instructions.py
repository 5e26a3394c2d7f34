"""The benchmarks of documents and instructions, on sets of a few segments."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks import consistency, instructions
from benchmarks.damage import Case, structure_lost
from benchmarks.sets import DATA

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def packed(path: Path, rows: Sequence[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join("\t".join(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    formality, gender, terms = (tmp_path / name for name in ("formality", "gender", "terminology"))
    marks = ["item", "source", "formal", "informal", "formal_annotated", "informal_annotated"]
    packed(
        formality / "en-de" / "items.tsv.gz",
        [marks, ["1", "You?", "Können Sie das?", "Kannst du das?", "Können [F]Sie[/F] das?", "Kannst [F]du[/F] das?"]],
    )
    packed(formality / "en-de" / "systems" / "A-1.formal.txt.gz", [["Wollen Sie das?"]])
    expected = ["pair", "system", "asked", "formal_accuracy", "informal_accuracy"]
    packed(formality / "expected.tsv", [expected, ["en-de", "A-1", "formal", "1.000", "0.000"]])
    packed(
        gender / "en-de" / "contextual.tsv.gz",
        [
            ["item", "context_and_source", "correct", "flipped"],
            ["1", "He. <sep> A doctor.", "Ein Arzt.", "Eine Ärztin."],
        ],
    )
    sides = ["item", "masculine_source", "feminine_source", "masculine_reference", "feminine_reference"]
    packed(gender / "en-de" / "counterfactual.tsv.gz", [sides, ["1", "He.", "She.", "Er.", "Sie."]])
    official = ["pair", "subset", "system", "items", "accuracy", "masculine_accuracy", "feminine_accuracy"]
    packed(
        gender / "expected.tsv",
        [
            official,
            ["en-de", "contextual", "copy of the source", "1", "1.0", "", ""],
            ["en-de", "counterfactual", "swapped", "1", "0.5", "0", "0"],
        ],
    )
    items = ["item", "source", "reference", "proper_terms", "random_terms"]
    packed(
        terms / "en-de" / "items.tsv.gz",
        [
            items,
            ["1", "A tree.", "Baum.", json.dumps({"tree": "Baum"}), "{}"],
            ["2", "A branch.", "Ast.", json.dumps({"branch": "Ast"}), json.dumps({"a": "ein"})],
        ],
    )
    for mode in ("noterm", "proper", "random"):
        packed(
            terms / "en-de" / f"outputs.{mode}.tsv.gz",
            [["item", "x", "y"], ["1", "Bäume", "Haus"], ["2", "Ast", "Ast"]],
        )
    rates = ["mode", "system", "proper_term_success_rate", "random_term_success_rate"]
    rows = [[mode, system, "0.5", "0"] for mode in ("noterm", "proper", "random") for system in ("x", "y")]
    packed(terms / "en-de" / "published.tsv", [rates, *rows])
    return tmp_path


def test_figures_are_compared_with_the_official_ones(data: Path) -> None:
    figures = {result.name: result for result in instructions.measure(data)}
    assert figures["challenge/formality-en-de/A-1.formal/formal accuracy"].value == 1
    assert figures["challenge/formality/all systems/figures equal to the official ones"].value == 2
    gender = figures["challenge/gender/all systems/figures equal to the official ones"]
    assert (gender.value, gender.against) == (3, "of 4")
    assert figures["challenge/terminology-en-de/x.noterm/proper terms exact"].value == 0.5
    copy = figures["challenge/gender-en-de-contextual/copy of the source/outputs that show a gender"]
    assert (copy.value, copy.against) == (0, "0 right, 0 wrong, 1 show no gender")


def test_a_folder_that_is_missing_is_left_out(tmp_path: Path) -> None:
    assert list(instructions.measure(tmp_path)) == []
    assert list(consistency.measure(tmp_path)) == []


def test_references_in_both_registers_are_mixed(data: Path) -> None:
    figures = {result.name: result.value for result in consistency.measure(data)}
    assert figures["consistency/en-de/formal references/show formal"] == 1
    assert figures["consistency/en-de/informal references/show informal"] == 1


def test_a_figure_is_equal_to_the_official_one_at_all_decimals_that_this_has() -> None:
    assert instructions.figure("x", 0.9936, 0.994, digits=instructions.FORMALITY_DIGITS).is_equal
    assert instructions.figure("x", 0.9409091, 0.940909).is_equal
    assert not instructions.figure("x", 0.9409, 0.940909).is_equal
    assert not instructions.figure("x", 0.5, None).is_equal


@pytest.mark.shared
def test_every_official_figure_of_formality_and_gender_is_reproduced() -> None:
    for name, figures in (("formality", instructions.formality), ("gender", instructions.gender)):
        compared = [figure for figure in figures(DATA / name) if figure.official is not None]
        assert len(compared) > 50
        assert [figure.result.name for figure in compared if not figure.is_equal] == []


def test_a_mark_of_structure_is_taken_out() -> None:
    case = Case("Hi {name}", "Hallo {name}!", "", "de", np.random.default_rng(0))
    assert structure_lost(case) == "Hallo !"
    assert structure_lost(case._replace(reference="Hallo!")) is None
