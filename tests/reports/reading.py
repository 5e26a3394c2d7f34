"""Every format read back into cells, by other code than that which wrote it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html import unescape
from typing import TypeAlias
from xml.etree import ElementTree as ET

Grid: TypeAlias = "list[list[str]]"

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TEX = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"\textquotedbl{}": '"',
    r"\textasciigrave{}": "`",
    r"\textendash{}": "–",
    r"$\uparrow$": "↑",
    r"$\downarrow$": "↓",
    "-{}": "-",
    ",{}": ",",
    "'{}": "'",
    "$-$": "-",
    r"\ldots{}": "…",
    r"$\rightarrow$": "→",
    r"$\Delta$": "Δ",
    r"\textperiodcentered{}": "·",
    r"$\times$": "×",
    r"$\pm$": "±",
    **{f"\\{sign}": sign for sign in "&%$#_{}"},
}


def text_csv(content: str) -> Grid:
    return list(csv.reader(io.StringIO(content, newline="")))


def text_tsv(content: str) -> Grid:
    return [line.split("\t") for line in content.split("\n")]


def text_json(content: str) -> Grid:
    def strict(word: str) -> float:
        raise AssertionError(word)

    tables = json.loads(content, parse_constant=strict)["tables"]
    return [["" if cell is None else str(cell) for cell in row] for table in tables for row in table["rows"]]


def text_markdown(content: str) -> Grid:
    """Return the rows of all pipe tables; what is escaped is literal."""
    rows = [line for line in content.split("\n") if line.startswith("| ")]
    return [[_literal(cell) for cell in row[2:-2].split(" | ")] for row in rows]


def check_plain_markdown(content: str) -> None:
    """Check that a comment has no tags but its own, no mention, no control character, and as many cells in each row."""
    bare = content.replace("<details><summary>", "").replace("</summary>", "").replace("</details>", "")
    assert "<" not in bare
    assert "@" not in bare
    assert not re.search("[\x00-\x09\x0b-\x1f\N{RIGHT-TO-LEFT OVERRIDE}]", content)
    width = 0
    for line in content.splitlines():
        if line.startswith("### "):
            width = 0
        elif line.startswith("| "):
            cells = len(text_markdown(line)[0])
            assert cells == (width or cells), line
            width = cells


def _literal(cell: str) -> str:
    bare = cell[2:-2] if cell.startswith("**") and cell.endswith("**") else cell
    return unescape(re.sub(r"\\([\\`*_{}\[\]#|~!$])", r"\1", bare))


def text_latex(content: str) -> Grid:
    """Return the rows of all tabulars; a control sequence that isn't expected is an error."""
    rows = [
        line.removesuffix(r" \\")
        for line in content.split("\n")
        if line.endswith(r" \\") and not line.startswith(r"\caption{")
    ]
    return [[_untex(cell) for cell in row.split(" & ")] for row in rows]


def _untex(cell: str) -> str:
    bold = re.fullmatch(r"\\textbf\{(.*)\}", cell)
    known = "|".join(map(re.escape, sorted(TEX, key=len, reverse=True)))
    small = re.fullmatch(r"\{\\scriptsize (.*)\}", cell)
    rest = bold.group(1) if bold else small.group(1) if small else cell.removeprefix("{}")
    rest = turned.group(1) if (turned := re.fullmatch(r"\\rotatebox\{90\}\{(.*)\}", rest)) else rest
    rest = re.sub(r"\\otherscript\{([^}]*)\}\{[^}]*\}", r"\1", rest)
    left = re.sub(known, "", rest)
    assert not re.search(r"[\\&%$#_{}~^]", left), f"TeX reads {left!r} as its own"
    return re.sub(known, lambda match: TEX[match.group()], rest)


def bytes_parquet(content: bytes) -> list[dict[str, object]]:
    import pyarrow.parquet as pq

    rows: list[dict[str, object]] = pq.read_table(io.BytesIO(content)).to_pylist()
    return rows


def bytes_xlsx(content: bytes) -> dict[str, Grid]:
    """Return every sheet's cells as texts; a formula or a link is an error."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert not [name for name in book.namelist() if "externalLink" in name]
        parts = {name: ET.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xml")}  # noqa: S314 - ours
    shared = ["".join(t.text or "" for t in si.iter(f"{SHEET}t")) for si in parts["xl/sharedStrings.xml"]]
    names = [str(node.get("name")) for node in parts["xl/workbook.xml"].iter(f"{SHEET}sheet")]
    sheets = {}
    for i, name in enumerate(names, 1):
        sheet = parts[f"xl/worksheets/sheet{i}.xml"]
        assert not list(sheet.iter(f"{SHEET}f")), "a formula"
        assert not list(sheet.iter(f"{SHEET}hyperlink")), "a link"
        sheets[name] = [[_cell(cell, shared) for cell in row] for row in sheet.iter(f"{SHEET}row")]
    return sheets


def _cell(cell: ET.Element, shared: list[str]) -> str:
    value = cell.find(f"{SHEET}v")
    text = "" if value is None else value.text or ""
    return shared[int(text)] if cell.get("t") == "s" else text
