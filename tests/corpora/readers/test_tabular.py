"""Sets of frames, dicts, lists and datasets: the same set whatever holds the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from datasets import Dataset

import tertium
from tertium import EvalSet
from tertium.corpora.types import Document
from tertium.errors import ArgumentError, DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = {
    "id": [7, 8, 9],
    "document": ["a", "a", "b"],
    "domain": ["news", "news", "social"],
    "source": ["A dog.", "A cat.", "A bird."],
    "reference": ["Ein Hund.", "Eine Katze.", "Ein Vogel."],
    "hypothesis": ["Hund.", None, "Vogel."],
    "customer": ["x", "y", "x"],
}


FRAME: Any = pd.DataFrame(COLUMNS)


def rows() -> list[dict[str, Any]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in zip(*COLUMNS.values(), strict=True)]


def test_all_ways_give_the_same_set() -> None:
    sets = [
        EvalSet.from_pandas(pd.DataFrame(COLUMNS)),
        EvalSet.from_dict(COLUMNS),
        EvalSet.from_dict(rows()),
        EvalSet.from_dataset(Dataset.from_dict(COLUMNS)),
        tertium.open_set(pd.DataFrame(COLUMNS)),
        tertium.open_set(rows()),
    ]
    for data in sets:
        assert data.fingerprint == sets[0].fingerprint
        assert data.outputs == {"system": ("Hund.", None, "Vogel.")}
        assert data.own_columns == {"customer": ("x", "y", "x")}
        assert data.documents == (Document("a", 0, 2, "news"), Document("b", 2, 3, "social"))
        assert data.ids == ("7", "8", "9")


def test_a_frame_is_the_same_data_as_a_file(tmp_path: Path) -> None:
    frame = pd.DataFrame(COLUMNS).drop(columns="customer")
    frame.to_csv(tmp_path / "data.tsv", sep="\t", index=False)
    assert EvalSet.from_pandas(frame).fingerprint == tertium.open_set(tmp_path / "data.tsv").fingerprint


def test_lists_are_a_set_too() -> None:
    data = EvalSet.from_lists({"a": ["x", "y"], "b": ["z", None]}, [["r", "s"], ["t", "u"]], ["p", "q"], name="news")
    assert data.outputs == {"a": ("x", "y"), "b": ("z", None)}
    assert data.references == {"A": ("r", "s"), "B": ("t", "u")}
    assert (data.sources, data.name) == (("p", "q"), "news")
    per_segment = EvalSet.from_lists(["x", "y"], [["r", "s"], ["t"]])
    assert per_segment.references == {"A": ("r", "t"), "B": ("s", None)}


def test_a_long_frame_has_a_column_for_each_system() -> None:
    long = pd.DataFrame(
        {"model": ["a", "a", "b"], "seg": [1, 2, 1], "mt": ["x", "y", "z"], "ref": ["r", "s", "r"], "cost": [1, 2, 3]}
    )
    data = EvalSet.from_pandas(long, system="model", id="seg")
    assert data.outputs == {"a": ("x", "y"), "b": ("z", None)}
    assert data.notes[-1] == "the frame: columns that differ between systems are not kept: cost"
    assert tertium.open_set(long, columns={"system": "model", "id": "seg"}).outputs == data.outputs


def test_a_column_of_systems_is_found_by_its_name() -> None:
    long = pd.DataFrame({"system": ["a", "b"], "hypothesis": ["x", "y"], "reference": ["r", "r"]})
    assert EvalSet.from_pandas(long).outputs == {"a": ("x",), "b": ("y",)}


def test_the_hub_s_translations_are_source_and_reference() -> None:
    rows = [{"en": "A dog.", "de": "Ein Hund.", "fr": "Un chien."}]
    dataset = Dataset.from_dict({"translation": rows, "mt": ["Hund."]})
    data = EvalSet.from_dataset(dataset, languages=("en", "de"))
    assert (data.sources, data.references, data.outputs) == (("A dog.",), {"ref": ("Ein Hund.",)}, {"mt": ("Hund.",)})


def test_a_mapping_of_open_set_names_columns_as_for_a_file() -> None:
    frame = pd.DataFrame({"predict": ["x"], "other": ["y"], "label": ["r"]})
    data = tertium.open_set(frame, columns={"system.a": "predict", "system.b": "other", "reference": "label"})
    assert (data.outputs, data.references) == ({"a": ("x",), "b": ("y",)}, {"ref": ("r",)})
    with pytest.raises(UsageError, match=r"^columns: no column is named 'hypotesis'\n  try: hypothesis"):
        tertium.open_set(frame, columns={"hypotesis": "predict"})
    with pytest.raises(UsageError, match=r"^columns: both 'hypothesis' and 'system.a'"):
        tertium.open_set(frame, columns={"hypothesis": "predict", "system.a": "other"})


def test_own_columns_are_stored_with_the_set_and_change_no_fingerprint(tmp_path: Path) -> None:
    data = EvalSet.from_dict(COLUMNS)
    without = EvalSet.from_dict({name: column for name, column in COLUMNS.items() if name != "customer"})
    assert data.fingerprint == without.fingerprint
    tertium.save_set(data, tmp_path / "set")
    assert tertium.open_set(tmp_path / "set").own_columns == {"customer": ("x", "y", "x")}
    tertium.save_run(tertium.evaluate(data, "chrf"), tmp_path / "run")
    assert tertium.open_run(tmp_path / "run").data.own_columns == {"customer": ("x", "y", "x")}


def test_a_column_that_can_not_be_kept_is_named() -> None:
    data = EvalSet.from_dict({**COLUMNS, "embedding": [[0.1], [0.2], [0.3]]})
    assert "embedding" not in data.own_columns
    assert data.notes[-1].endswith("for they hold neither texts nor numbers: embedding")


def test_confidences_are_numbers() -> None:
    data = EvalSet.from_dict({"source": ["a", "b"], "reference": ["c", "d"], "confidence": [0.0, 0.5]})
    assert data.confidence == (0.0, 0.5)


def test_a_set_is_named_by_its_frame() -> None:
    frame = pd.DataFrame({"mt": ["x"]})
    assert EvalSet.from_pandas(frame).name == "data"
    frame.attrs["name"] = "news"
    assert EvalSet.from_pandas(frame).name == "news"
    assert EvalSet.from_pandas(frame, name="mine").name == "mine"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: EvalSet.from_pandas(COLUMNS), "^frame can't be of type dict\n  try: a DataFrame of pandas"),
        (lambda: EvalSet.from_dict(FRAME), "^columns can't be of type DataFrame"),
        (lambda: EvalSet.from_dataset(COLUMNS), "^dataset can't be of type dict\n  try: a Dataset"),
        (lambda: EvalSet.from_lists("Hund.", ["r"]), "^hypotheses can't be 'Hund.'"),
    ],
)
def test_each_way_takes_its_own_type(make: Any, message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        make()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: EvalSet.from_lists(["x", "y"], ["r"]), "^references: 1 text, and the first of hypotheses has 2"),
        (lambda: EvalSet.from_lists(["x"], ["r"], ["p", "q"]), "^sources: 2 texts, and the first of hypotheses has 1"),
        (lambda: EvalSet.from_lists({"a": ["x"], "b": ["x", "y"]}), "^hypotheses: 2 texts"),
        (lambda: EvalSet.from_lists(["x", 5]), "row 2, 'hypothesis': 5 is a number and no text"),
    ],
)
def test_lists_of_other_lengths_and_numbers_are_named(make: Any, message: str) -> None:
    with pytest.raises(DataError, match=message):
        make()


def test_domains_need_documents() -> None:
    frame = pd.DataFrame({"mt": ["x", "y"], "topic": ["news", "social"]})
    with pytest.raises(
        UsageError, match=r"^domain: domains are of documents, and no column names these\n  try: document="
    ):
        EvalSet.from_pandas(frame, domain="topic")


def test_segments_of_a_run_are_a_set_again() -> None:
    run = tertium.evaluate({"hypothesis": {"a": ["x", "y"], "b": ["z", "y"]}, "reference": ["x", "y"]}, "chrf")
    assert tertium.open_set(run.segments).outputs == run.data.outputs


def test_a_metric_without_its_texts_names_the_columns_that_may_hold_them() -> None:
    with pytest.raises(
        DataError, match=r"chrf needs references.*\n  try: tertium.EvalSet.from_pandas\(data, ref.*'target'"
    ):
        tertium.evaluate(pd.DataFrame({"mt": ["x"], "target": ["y"]}), "chrf")
