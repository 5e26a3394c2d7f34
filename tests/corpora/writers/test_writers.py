"""Every format that writes reads back equal, and what a format can't hold is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora import store, writers
from tertium.corpora.readers import open_set
from tertium.corpora.types import EvalSet, blocks
from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = {"tsv": ".tsv", "jsonl": ".jsonl", "parquet": ".parquet", "tmx": ".tmx", "xliff": ".xlf", "xliff2": ".xlf"}
SUFFIX |= {"wmtxml": ".xml"}
FULL = ("jsonl", "parquet", "hub", "tmx", "xliff", "xliff2")
"""Formats that hold all there is."""
FORMS = sorted(writers.names())

SIMPLE = EvalSet(
    name="harbour",
    ids=("news/a#1", "news/a#2", "b c#1"),
    documents=blocks(["news/a", "news/a", "b c"]),
    sources=("The <old> crane & its “owner”.", "It rains. ", ""),
    references={"A": ("Der <alte> Kran & sein „Besitzer“.", " Es regnet.", "Ende\u2028hier")},
    languages=("en", "de"),
)
RICH = replace(
    SIMPLE,
    ids=("x1", "x 2", "x\u00e93"),
    documents=blocks(["news/a", "news/a", "b c"], ["news", "news", ""]),
    sources=(None, "a\nb\r\nc\td", "same"),
    references={"B": ("b1", None, ""), "A": ("]]>", "a2", None)},
    outputs={"sys.1": ("s", "", None), "sys 2": ("\U0001f6a2", "<seg>", "&amp;")},
    confidence=(0.25, float("nan"), -1e-9),
)


def written(data: EvalSet, form: str, folder: Path) -> EvalSet:
    path = folder / f"out{SUFFIX.get(form, '')}"
    writers.save_as(data, form, path)
    return open_set(path, data.languages)


def same(one: EvalSet, other: EvalSet) -> None:
    assert one.fingerprint == other.fingerprint
    assert list(one.references) == list(other.references)
    assert dict(one.outputs) == dict(other.outputs)
    assert list(one.outputs) == list(other.outputs)
    assert repr(one.confidence) == repr(other.confidence)


@pytest.mark.parametrize("form", FORMS)
def test_every_format_reads_back_what_it_wrote(form: str, tmp_path: Path) -> None:
    with_system = form in {"vecalign", "hunalign"}
    data = SIMPLE if with_system else SIMPLE.with_outputs({"x": ["Der alte Kran.", "", "Ende"]})
    read = written(data, form, tmp_path)
    same(replace(read, confidence=None) if with_system else read, data)


@pytest.mark.parametrize("form", FULL)
def test_rich_formats_keep_missing_texts_line_ends_orders_and_confidence(form: str, tmp_path: Path) -> None:
    same(written(RICH, form, tmp_path), RICH)


def test_wmt_xml_keeps_all_but_the_confidence(tmp_path: Path) -> None:
    same(written(RICH, "wmtxml", tmp_path), replace(RICH, confidence=None))
    notes = writers.save_as(RICH, "wmtxml", tmp_path / "second.xml")
    assert notes == ("the confidence of the alignment is left out",)


@pytest.mark.parametrize("form", ["vecalign", "hunalign"])
def test_index_files_keep_confidence_and_sentences_without_partner(form: str, tmp_path: Path) -> None:
    data = replace(
        SIMPLE, sources=("a", None, "c"), references={"A": (None, "B", "C")}, confidence=(0.5, float("nan"), 0.25)
    )
    read = written(data, form, tmp_path)
    assert (read.sources, read.references["A"]) == (data.sources, data.references["A"])
    assert repr(read.confidence) == repr(data.confidence)


@pytest.mark.parametrize("form", ["tsv", "wmt", "mteval"])
def test_formats_of_lines_refuse_line_ends_and_say_what_they_leave_out(form: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="line end"):
        writers.save_as(RICH, form, tmp_path / "refused")
    assert not (tmp_path / "refused").exists()
    data = replace(RICH, sources=(None, "b", "c"))
    notes = " ".join(writers.save_as(data, form, tmp_path / "out"))
    assert "4 missing texts are written as empty ones" in notes


@pytest.mark.parametrize("form", ["tmx", "xliff", "xliff2", "wmtxml"])
def test_what_xml_cannot_hold_is_said(form: str, tmp_path: Path) -> None:
    data = replace(SIMPLE, sources=("bell \x07", "\ufffe", "plain"))
    path = tmp_path / f"out{SUFFIX[form]}"
    assert "2 control characters" in " ".join(writers.save_as(data, form, path))
    assert open_set(path, data.languages).sources == ("bell \ufffd", "\ufffd", "plain")


def test_load_dataset_opens_what_was_written_and_a_saved_dataset_is_read(tmp_path: Path) -> None:
    import datasets

    writers.save_as(SIMPLE, "hub", tmp_path / "hub")
    found = datasets.load_dataset(str(tmp_path / "hub"), cache_dir=str(tmp_path / "cache"))["test"]
    assert tuple(found["source"]) == SIMPLE.sources
    found.save_to_disk(str(tmp_path / "saved"))
    same(open_set(tmp_path / "saved", ("en", "de")), SIMPLE)


def test_a_column_translation_gives_source_and_reference(tmp_path: Path) -> None:
    import datasets

    rows = [{"en": "One.", "de": "Eins."}, {"en": "Two.", "de": "Zwei."}]
    datasets.DatasetDict({"test": datasets.Dataset.from_dict({"translation": rows})}).save_to_disk(
        str(tmp_path / "set")
    )
    data = open_set(tmp_path / "set")
    assert (data.sources, data.references["ref"]) == (("One.", "Two."), ("Eins.", "Zwei."))


def test_the_command_exports_and_says_what_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store.save(SIMPLE, tmp_path / "set")
    assert main(["export", str(tmp_path / "set"), "-f", "vecalign", "-o", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().err.endswith("out: 3 segments as vecalign\n")
    assert main(["export", str(tmp_path / "set"), "-f", "tmx", "-o", str(tmp_path / "a.tmx"), "-q"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["export", str(tmp_path / "set"), "-f", "tmx", "-o", str(tmp_path / "a.tmx")]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert main(["export", str(tmp_path / "set"), "-f", "docx", "-o", str(tmp_path / "b")]) == 2
    assert "tmx" in capsys.readouterr().err


def test_an_unknown_format_names_the_known() -> None:
    with pytest.raises(UsageError, match="xliff2"):
        writers.load("docx")
