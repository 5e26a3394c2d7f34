"""A folder that `datasets.load_dataset` opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import datasets

from tertium.corpora import writers
from tertium.corpora.readers import open_set
from tertium.corpora.types import EvalSet, blocks
from tertium.corpora.writers import hub
from tests.corpora.making import SIMPLE, assert_same

if TYPE_CHECKING:
    from pathlib import Path

DATA = EvalSet(
    name="pier",
    ids=("a#1", "a#2", "b#1"),
    documents=blocks(["a", "a", "b"], ["news", "news", "blog"]),
    sources=("One.", None, "Th\u2028ree.\t"),
    references={"A": ("Eins.", "Zwei.", ""), "B": (None, "2.", "3.")},
    outputs={"x": ("Eins!", "", None)},
    languages=("en", "de"),
    confidence=(0.5, float("nan"), 1.0),
)


def test_what_was_written_is_read_back_by_load_dataset_and_by_our_reader(tmp_path: Path) -> None:
    writers.save_as(DATA, "hub", tmp_path / "out")
    split = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))["test"]
    assert split.column_names == [
        *("id", "document", "domain", "source", "reference.A", "reference.B", "system.x", "confidence"),
    ]
    assert (tuple(split["source"]), tuple(split["system.x"])) == (DATA.sources, DATA.outputs["x"])
    for name in (str(tmp_path / "out"), f"hub:{tmp_path / 'out'}", f"hub:{tmp_path / 'out'}:default:test"):
        read = open_set(name, DATA.languages)
        assert read.fingerprint == DATA.fingerprint
        assert dict(read.outputs) == dict(DATA.outputs)
        assert repr(read.confidence) == repr(DATA.confidence)


def test_line_separators_and_empty_texts_survive_load_dataset(tmp_path: Path) -> None:
    assert writers.save_as(SIMPLE, "hub", tmp_path / "hub") == ()
    split = datasets.load_dataset(str(tmp_path / "hub"), cache_dir=str(tmp_path / "cache"))["test"]
    assert tuple(split["source"]) == SIMPLE.sources
    split.save_to_disk(str(tmp_path / "saved"))
    assert_same(open_set(tmp_path / "saved", ("en", "de")), SIMPLE)


def test_the_card_names_the_languages_and_the_file(tmp_path: Path) -> None:
    writers.save_as(SIMPLE, "hub", tmp_path / "hub")
    card = (tmp_path / "hub" / hub.MARKER).read_text(encoding="utf-8")
    assert 'language: ["en", "de"]' in card
    assert f"path: {hub.FILE}" in card
    assert (tmp_path / "hub" / hub.FILE).is_file()
