"""Valid files of every reader, to be damaged."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook

from tertium.corpora import store, writers
from tertium.corpora.types import EvalSet, blocks, numbered_ids
from tests.corpora.making import SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS: Final = blocks(["north", "north", "north", "south", "south", "south"])
DATA: Final = EvalSet(
    name="sample",
    ids=numbered_ids(DOCUMENTS),
    documents=DOCUMENTS,
    sources=("One crane & its owner.", "Two <b>cranes</b>.", "It is 3 o'clock.", "A ferry.", "The 2nd ferry.", "End."),
    references={"A": ("Ein Kran.", "Zwei Krane.", "Es ist 3 Uhr.", "Eine Fähre.", "Die 2. Fähre.", "Ende.")},
    outputs={"x": ("Der Kran.", "2 Krane.", "Es ist drei.", "Die Fähre.", "Zweite Fähre.", "Schluss.")},
    languages=("en", "de"),
)
SGM: Final = """<refset setid="sample" srclang="en" trglang="de" refid="A">
<doc docid="north" genre="news" origlang="en"><p>
<seg id="1">Ein Kran.</seg>
<seg id="2">Zwei Krane &amp; mehr.</seg>
</p></doc>
<doc docid="south" genre="news" origlang="en">
<seg id="1">Eine Fähre.</seg>
<seg id="2">Ende.</seg>
</doc></refset>
"""
WITHOUT_OUTPUTS: Final = frozenset({"xliff", "xliff2", "tmx"})
"""Formats of translation tools: one text in each language."""
TABLES: Final = ("csv", "json", "xlsx")
"""Tables that people's own programs write."""
FORMATS: Final = (*sorted(writers.names()), *TABLES, "sgm", "set")


def make(form: str, folder: Path) -> Path:
    """Write the sample in a format into a folder; return the file or folder to be read."""
    if form == "sgm":
        path = folder / "sample.sgm"
        path.write_text(SGM, encoding="utf-8")
        return path
    if form in TABLES:
        return _make_table(form, folder / f"sample.{form}")
    path = folder / f"sample{SUFFIXES.get(form, '')}"
    if form == "set":
        store.save(DATA, path)
    else:
        data = replace(DATA, outputs={}) if form in WITHOUT_OUTPUTS else DATA
        writers.save_as(data, form, path)
    return path


def _make_table(form: str, path: Path) -> Path:
    """Write the sample's texts as a table, by a program other than ours."""
    header = ["source", "reference", "hypothesis"]
    rows = list(zip(DATA.sources or (), DATA.references["A"], DATA.outputs["x"], strict=True))
    if form == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    elif form == "json":
        records = [dict(zip(header, row, strict=True)) for row in rows]
        path.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    else:
        book = Workbook()
        for row in [header, *rows]:
            book.worksheets[0].append(row)
        book.save(path)
    return path
