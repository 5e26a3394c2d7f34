"""Sets and files that the tests of readers and writers share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from tertium.corpora import writers
from tertium.corpora.readers import open_set
from tertium.corpora.types import EvalSet, blocks
from tertium.errors import DataError

CASES: Final = Path(__file__).parents[1] / "data" / "cases"
"""Files that were once read wrongly, a folder for each mistake."""
SUFFIXES = {"tsv": ".tsv", "jsonl": ".jsonl", "parquet": ".parquet", "tmx": ".tmx", "xliff": ".xlf", "xliff2": ".xlf"}
SUFFIXES |= {"wmtxml": ".xml"}
"""Format to the suffix of its files; the other formats are folders."""

SIMPLE = EvalSet(
    name="harbour",
    ids=("news/a#1", "news/a#2", "b c#1"),
    documents=blocks(["news/a", "news/a", "b c"]),
    sources=("The <old> crane & its “owner”.", "It rains. ", ""),
    references={"A": ("Der <alte> Kran & sein „Besitzer“.", " Es regnet.", "Ende\u2028hier")},
    languages=("en", "de"),
)
"""A set that every format can hold: one reference, no system, default ids, no confidence."""
BLANKLESS = replace(SIMPLE, ids=("news/a#1", "news/a#2", "bc#1"), documents=blocks(["news/a", "news/a", "bc"]))
"""The same for a format that splits at blanks."""
RICH = replace(
    SIMPLE,
    ids=("x1", "x 2", "x\u00e93"),
    documents=blocks(["news/a", "news/a", "b c"], ["news", "news", ""]),
    sources=(None, "a\nb\r\nc\td", "same"),
    references={"B": ("b1", None, ""), "A": ("]]>", "a2", None)},
    outputs={"sys.1": ("s", "", None), "sys 2": ("\U0001f6a2", "<seg>", "&amp;")},
    confidence=(0.25, float("nan"), -1e-9),
)
"""A set with everything that a set can have."""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def round_trip(data: EvalSet, form: str, folder: Path) -> tuple[EvalSet, tuple[str, ...]]:
    """Return the set that is read back from a format, and the writer's notes."""
    path = folder / f"out{SUFFIXES.get(form, '')}"
    notes = writers.save_as(data, form, path)
    return open_set(path, data.languages), notes


def assert_same(actual: EvalSet, expected: EvalSet) -> None:
    """Compare all but names and provenance; confidence by its repr, since nan differs from itself."""
    assert actual.fingerprint == expected.fingerprint
    assert list(actual.references) == list(expected.references)
    assert dict(actual.outputs) == dict(expected.outputs)
    assert list(actual.outputs) == list(expected.outputs)
    assert repr(actual.confidence) == repr(expected.confidence)


def assert_refused(path: Path, message: str) -> None:
    """Check that opening a file is an error of two lines that names it and matches the message."""
    with pytest.raises(DataError, match=message) as refused:
        open_set(path)
    assert str(path) in str(refused.value)
    assert str(refused.value).count("\n  try: ") == 1


TABLE = {
    "document": ["a", "a", "b"],
    "source": ["One.", "Two.", "Three."],
    "reference": ["Eins.", "Zwei.", "Drei."],
    "hypothesis": ["Eins.", "", "Drei!"],
}
"""The columns of a small set, as the tests of tabular formats write them."""


def assert_table(data: EvalSet) -> None:
    """Check that a set holds the columns of `TABLE`, whatever its reference and system are named."""
    assert data.document_ids == tuple(TABLE["document"])
    assert data.sources == tuple(TABLE["source"])
    assert list(data.references.values()) == [tuple(TABLE["reference"])]
    assert list(data.outputs.values()) == [tuple(TABLE["hypothesis"])]
