"""The folder layout of mt-metrics-eval."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from tertium.corpora import writers
from tertium.corpora.readers import open_set
from tertium.corpora.types import blocks
from tertium.corpora.writers import mteval
from tertium.errors import DataError
from tests.corpora.making import BLANKLESS, SIMPLE
from tests.corpora.random_sets import LINE, WORD, sets

if TYPE_CHECKING:
    from tertium.corpora.types import Column, EvalSet


def test_references_are_named_as_mt_metrics_eval_names_them(tmp_path: Path) -> None:
    data = replace(BLANKLESS, references={"A": ("1", "2", "3"), "refB": ("1", "2", "3")}, languages=(None, "de"))
    assert mteval.write(data, tmp_path) == ("1 text with blanks at the end, which mt-metrics-eval strips",)
    assert sorted(path.name for path in (tmp_path / "references").iterdir()) == ["und-de.refA.txt", "und-de.refB.txt"]
    lines = (tmp_path / mteval.MARKER / "und-de.docs").read_text(encoding="utf-8")
    assert lines == "all\tnews/a\nall\tnews/a\nall\tbc\n"


def test_two_references_that_would_be_one_file_are_refused(tmp_path: Path) -> None:
    text = SIMPLE.sources or ()
    with pytest.raises(DataError, match="two references would be one file"):
        writers.save_as(replace(SIMPLE, references={"A": text, "refA": text}), "mteval", tmp_path / "out")


TEXTS = ("1", "2", "3")
MISREAD: list[tuple[dict[str, Any], str]] = [
    ({"documents": blocks(["a\tb", "c", "c"])}, "splits the document 'a\\\\tb' at its blank"),
    ({"documents": blocks(["a", "c", "c"], ["my blog", "", ""])}, "splits the domain 'my blog' at its blank"),
    ({"references": {"B-post.edited": TEXTS}}, "would misread the reference 'refB-post.edited'"),
    ({"references": {"all": TEXTS}}, "would misread the reference 'refall'"),
    ({"outputs": {"my model": TEXTS}}, "splits the system 'my model' at its blank"),
    ({"outputs": {"refA": TEXTS}}, "takes the system 'refA' for the reference"),
    ({"sources": None}, "reads no set without sources"),
    ({"sources": ("1", "[No translation supplied]", "3")}, "by which mt-metrics-eval means no text"),
    ({"outputs": {"x": ("1", "[No translation supplied] ", "3")}}, "by which mt-metrics-eval means no text"),
]


@pytest.mark.parametrize(("fields", "message"), MISREAD)
def test_what_the_tool_would_misread_is_refused(fields: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=f"{message}.*\n  try: "):
        writers.save_as(replace(BLANKLESS, **fields), "mteval", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def as_the_tool_reads(folder: Path, pair: str) -> dict[str, list[str | None]]:
    """Return what mt-metrics-eval's own reader makes of a folder; its rules, written again."""

    def texts(path: Path) -> list[str | None]:
        with path.open(encoding="utf-8") as file:  # its line ends are Python's
            stripped = [line.rstrip() for line in file]
        return [None if line == "[No translation supplied]" else line for line in stripped]

    lines = [line.split() for line in texts(folder / "documents" / f"{pair}.docs") if line is not None]
    read: dict[str, list[str | None]] = {"domain": [line[0] for line in lines], "document": [line[1] for line in lines]}
    read["source"] = texts(folder / "sources" / f"{pair}.txt")
    for path in (folder / "references").glob(f"{pair}.*.*"):
        name = path.name.split(".")[-2]
        assert "-" not in name
        assert name not in {"all", "src"} | read.keys()
        read[name] = texts(path)
    for path in (folder / "system-outputs" / pair).glob("*.*"):
        read[f"system.{path.name[: -len(path.suffix)]}"] = texts(path)
    return read


@given(data=sets(LINE, WORD))
def test_the_tool_reads_what_was_written_or_it_was_refused(data: EvalSet) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "out"
        try:
            notes = writers.save_as(data, "mteval", folder)
        except DataError:
            return
        read, again = as_the_tool_reads(folder, "en-de"), open_set(folder)

    def stripped(column: Column) -> list[str | None]:
        return [None if text is None else text.rstrip() for text in column]

    assert read["document"] == list(data.document_ids) == list(again.document_ids)
    assert read["source"] == stripped(data.sources or ())
    assert {name for name in read if name.startswith("system.")} == {f"system.{name}" for name in data.outputs}
    for name, column in data.outputs.items():
        assert read[f"system.{name}"] == stripped(column)
    for name, column in data.references.items():
        assert read[name if name.startswith("ref") else f"ref{name}"] == stripped(column)
    assert (again.sources, dict(again.outputs)) == (data.sources, dict(data.outputs))
    assert list(again.references.values()) == [data.references[name] for name in sorted(data.references)]
    ends_in_blanks = any(
        text != text.rstrip()
        for column in (data.sources or (), *data.references.values(), *data.outputs.values())
        for text in column
        if text is not None
    )
    assert any("blanks at the end" in note for note in notes) == ends_in_blanks


def test_regions_are_written_so_that_the_tool_finds_both_languages(tmp_path: Path) -> None:
    mteval.write(replace(BLANKLESS, languages=("en", "zh-TW")), tmp_path)
    assert (tmp_path / "sources" / "en-zh_TW.txt").is_file()
