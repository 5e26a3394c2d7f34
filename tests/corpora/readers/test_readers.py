"""Aligned texts of every format become the same set, and broken ones an error that names the place."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from tertium.corpora import store
from tertium.corpora.readers import find, lines, names, open_set
from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

SOURCES = ["One.", "Two.", "Three."]
REFERENCE = ["Eins.", "Zwei.", "Drei."]
OUTPUT = ["Eins.", "", "Drei!"]
DOCS = ["a", "a", "b"]


@pytest.fixture
def wmt(tmp_path: Path) -> Path:
    folder = tmp_path / "small-en-de"
    (folder / "systems").mkdir(parents=True)
    columns = {
        "source": SOURCES,
        "reference.A": REFERENCE,
        "docs": DOCS,
        "domains": ["n", "n", "s"],
        "systems/x": OUTPUT,
    }
    for name, texts in columns.items():
        (folder / f"{name}.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")
    return folder


def check(data: EvalSet) -> None:
    assert data.sources == tuple(SOURCES)
    assert list(data.references.values()) == [tuple(REFERENCE)]
    assert list(data.outputs.values()) == [tuple(OUTPUT)]
    assert data.document_ids == tuple(DOCS)


def test_a_wmt_folder(wmt: Path) -> None:
    data = open_set(wmt, ("en", "de"))
    check(data)
    assert (data.name, data.languages, data.domains) == ("small-en-de", ("en", "de"), ("n", "s"))
    assert data.ids == ("a#1", "a#2", "b#1")
    assert list(data.references) == ["A"]


def test_a_wmt_folder_with_packed_files_and_a_nameless_reference(wmt: Path) -> None:
    (wmt / "source.txt").unlink()
    with gzip.open(wmt / "source.txt.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(SOURCES))
    (wmt / "reference.A.txt").rename(wmt / "reference.txt")
    data = open_set(wmt)
    check(data)
    assert list(data.references) == ["ref"]


def test_tsv_jsonl_and_parquet(tmp_path: Path) -> None:
    header = ["document", "source", "reference", "hypothesis"]
    rows = [list(row) for row in zip(DOCS, SOURCES, REFERENCE, OUTPUT, strict=True)]
    tsv = "\n".join("\t".join(row) for row in [header, *rows])
    (tmp_path / "a.tsv").write_text(tsv, encoding="utf-8")
    jsonl = "".join(json.dumps(dict(zip(header, row, strict=True))) + "\n" for row in rows)
    (tmp_path / "a.jsonl").write_text(jsonl, encoding="utf-8")
    import pandas as pd

    pd.DataFrame(rows, columns=header).to_parquet(tmp_path / "a.parquet")
    for name in ("a.tsv", "a.jsonl", "a.parquet"):
        check(open_set(tmp_path / name))


def test_words_that_pandas_takes_for_nothing_are_text(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text('source\thypothesis\nNA\tnull\nNone\t"nan\n', encoding="utf-8")
    data = open_set(tmp_path / "a.tsv")
    assert data.sources == ("NA", "None")
    assert data.outputs["system"] == ("null", '"nan')


def test_a_segment_ends_at_a_line_feed_only(tmp_path: Path) -> None:
    odd = "a\N{LINE SEPARATOR}b\x0bc\x0cd\x85e\rf"
    (tmp_path / "s.txt").write_bytes(f"{odd}\nsecond\n".encode())
    assert lines.read(lines.Files(tmp_path / "s.txt"), name="s").sources == (odd, "second")


def test_a_byte_order_mark_and_crlf_are_stripped_and_said(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    data = lines.read(lines.Files(tmp_path / "s.txt"), name="s")
    assert data.sources == ("one", "two")
    assert data.provenance["stripped"] == ["s.txt: byte order mark stripped", "s.txt: 2 CRLF line ends read as LF"]


def test_what_is_not_utf8_is_named_by_file_line_and_byte(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_bytes(b"one\ntw\xf6\n")
    with pytest.raises(DataError, match=r"s\.txt, line 2, byte 6 of the file: 0xf6 is not UTF-8\n  try: "):
        lines.read(lines.Files(tmp_path / "s.txt"), name="s")


def test_files_of_different_length_are_refused(wmt: Path) -> None:
    (wmt / "systems" / "x.txt").write_text("one\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"x\.txt has 1 lines, source\.txt has 3"):
        open_set(wmt)


def test_documents_that_are_not_contiguous_are_refused(wmt: Path) -> None:
    (wmt / "docs.txt").write_text("a\nb\na\n", encoding="utf-8")
    with pytest.raises(DataError, match="'a' occurs twice"):
        open_set(wmt)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.tsv", "source\tsource\n1\t2\n", "line 1: a column is named twice"),
        ("a.tsv", "source\thypothesis\n1\n", "line 2: 1 cells, the header has 2"),
        ("a.tsv", "source\n", "has no rows"),
        ("a.tsv", "", "has no rows"),
        ("a.tsv", "sauce\n1\n", "unknown column 'sauce'"),
        ("a.tsv", "hypothesis\tsystem.system\n1\t2\n", "'hypothesis' and 'system.system' mean the same column"),
        ("a.tsv", "reference.ref\treference\n1\t2\n", "'reference' and 'reference.ref' mean the same column"),
        ("a.tsv", "id\tdocument\n1\t1\n", "has no column with texts"),
        ("a.tsv", "id\tsource\n1\ta\n1\tb\n", "segment id '1' occurs twice"),
        ("a.tsv", "id\tsource\n1\ta\n\tb\n", "row 2: the id is empty"),
        ("a.tsv", "source\tconfidence\na\thigh\n", "row 1: confidence 'high' is not a number"),
        ("a.jsonl", '{"source": "a"}\n{"source"}\n', "line 2: "),
        ("a.jsonl", '{"source": "a"}\n{"hypothesis": "a"}\n', "line 2: not an object with the same keys as line 1"),
        ("a.jsonl", '{"source": ["a"]}\n', "line 1, 'source': neither text nor null"),
        ("a.jsonl", "", "is empty"),
        (
            "a.jsonl",
            '{"source": "a"}\n{"source": "b \\ud83d"}\n',
            "the source of set 'a', row 2: U\\+D83D is half a character, a lone surrogate\n  try",
        ),
        ("a.jsonl", '{"system.x": "\\udc00"}\n', "system 'x' of set 'a', row 1: U\\+DC00 is half a character"),
        ("a.jsonl", '{"source": ' + "[" * 100_000, "line 1: values are nested too deeply"),
        ("a.parquet", "no parquet", "can't read"),
    ],
)
def test_broken_tables_are_errors_that_name_the_place(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=says):
        open_set(tmp_path / name)


@pytest.mark.parametrize("name", ["a.tsv.gz", "a.jsonl.gz", "a.tmx.gz"])
@pytest.mark.parametrize("damage", ["cut", "flipped", "no gzip"])
def test_a_damaged_packed_file_is_an_error_that_names_it(tmp_path: Path, name: str, damage: str) -> None:
    packed = bytearray(gzip.compress("\n".join(f"{i}\t{i * i}" for i in range(2000)).encode()))
    packed[len(packed) // 2] ^= 0xFF
    found = {"cut": bytes(packed[: len(packed) // 2]), "flipped": bytes(packed), "no gzip": b"source\n1\n"}
    (tmp_path / name).write_bytes(found[damage])
    with pytest.raises(DataError, match=rf"can't read .*{name}: .+\n  try: "):
        open_set(tmp_path / name)


def test_json_s_nan_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"source": NaN, "reference": "nan", "confidence": NaN}\n', encoding="utf-8")
    data = open_set(tmp_path / "a.jsonl")
    assert (data.sources, data.references["ref"]) == ((None,), ("nan",))
    assert repr(data.confidence) == "(nan,)"


def test_what_nobody_claims_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="does not exist"):
        open_set(tmp_path / "nothing")
    with pytest.raises(DataError, match="is not an evaluation set\n  try: tertium build"):
        open_set(tmp_path)
    with pytest.raises(UsageError, match="no file with segments"):
        lines.read(lines.Files(), name="x")


def test_one_reader_claims_a_path(wmt: Path, tmp_path: Path) -> None:
    store.save(open_set(wmt), tmp_path / "set")
    assert {"tsv", "jsonl", "parquet", "wmt", "tertium"} <= set(names())
    assert find(tmp_path / "set") is find(tmp_path / "set")
    assert open_set(tmp_path / "set") == open_set(wmt)
