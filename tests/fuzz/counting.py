"""Counts the texts in a file by other means than its reader, so that a lost text is noticed.

Every function returns how many texts that aren't empty stand in the file, or None where the file no longer says so
plainly: a damage that only one of two readings can see through is no loss.
"""

from __future__ import annotations

import csv
import itertools
import json
import re
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without types
from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

TEXTS: Final = ("source", "reference", "hypothesis", "system.", "reference.")


def returned(data: EvalSet) -> int:
    """Return how many texts of a set aren't empty."""
    columns = [*data.references.values(), *data.outputs.values(), *([data.sources] if data.sources else [])]
    return sum(bool(text) for column in columns for text in column)


def in_file(form: str, path: Path) -> int | None:
    """Return how many texts stand in a file or folder of a format."""
    count = COUNTS.get(form)
    try:
        return count(path) if count else None
    except (ValueError, OSError, IndexError, csv.Error, etree.XMLSyntaxError, pa.ArrowInvalid):
        return None


def _is_text(name: str) -> bool:
    return name in TEXTS[:3] or name.startswith(TEXTS[3:])


def _tsv(path: Path) -> int | None:
    text = path.read_text(encoding="utf-8-sig")
    if '"' in text or "\r" in text:  # may quote cells, and lines in them
        return None
    header, *rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    if any(len(row) != len(header) for row in rows):
        return None
    return sum(bool(cell) for row in rows for name, cell in zip(header, row, strict=True) if _is_text(name))


def _csv(path: Path) -> int | None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        text = file.read()
    if "\r" in text.replace("\r\n", "") or ";" in text:  # an end of a line or a delimiter, or neither
        return None
    header, *rows = [row for row in csv.reader(text.splitlines(keepends=True), strict=True) if row]
    if any(len(row) != len(header) for row in rows):
        return None
    return _in_rows(header, rows)


def _xlsx(path: Path) -> int | None:
    with path.open("rb") as file:
        rows = load_workbook(file).worksheets[0].iter_rows(values_only=True)
    return _in_rows([str(name) for name in next(rows, ())], rows)


def _in_rows(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    return sum(cell not in (None, "") for row in rows for name, cell in zip(header, row, strict=True) if _is_text(name))


def _json(path: Path) -> int | None:
    rows = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=list)
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return None
    return sum(isinstance(value, str) and value != "" and _is_text(key) for row in rows for key, value in row)


def _jsonl(path: Path) -> int | None:
    rows = [
        json.loads(line, object_pairs_hook=list) for line in path.read_text(encoding="utf-8-sig").split("\n") if line
    ]
    if not all(isinstance(row, list) for row in rows):
        return None
    return sum(isinstance(value, str) and value != "" and _is_text(key) for row in rows for key, value in row)


def _elements(path: Path, *names: str) -> list[Any]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.parse(path, parser).getroot()
    return [
        element for element in root.iter() if isinstance(element.tag, str) and etree.QName(element).localname in names
    ]


def _wmtxml(path: Path) -> int | None:
    segments = _elements(path, "seg")
    places = {etree.QName(segment.getparent()).localname for segment in segments}
    if not places <= {"src", "ref", "hyp", "p"}:
        return None
    count = sum("".join(segment.itertext()).strip() != "" for segment in segments)
    return count + _has_strays(path, "seg")


def _tmx(path: Path) -> int | None:
    variants = _elements(path, "tuv")
    languages = {variant.get("{http://www.w3.org/XML/1998/namespace}lang") for variant in variants}
    segments = [segment for segment in _elements(path, "seg") if etree.QName(segment.getparent()).localname == "tuv"]
    if not languages <= {"en", "de"} or len(segments) != len(_elements(path, "seg")):
        return None
    count = sum("".join(segment.itertext()).strip() != "" for segment in segments)
    return count + _has_strays(path, "seg")


def _has_strays(path: Path, *names: str) -> bool:
    """Return whether characters, white space apart, stand in no element of these names, which a note must say."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    whole = etree.parse(path, parser).getroot().xpath("string()")
    inside = [element.xpath("string()") for element in _elements(path, *names, "prop", "note")]
    return len("".join(whole.split())) > sum(len("".join(text.split())) for text in inside)


def _sgm(path: Path) -> int | None:
    text = path.read_text(encoding="utf-8")
    if "<!" in text or "\0" in text or len(re.findall("<seg ", text)) != len(re.findall("</seg>", text)):
        return None
    segments = re.findall(r'<seg id="\w+">([^<]*)</seg>', text)
    return len([text for text in segments if text.strip()]) if len(segments) == len(re.findall("<seg", text)) else None


def _xliff(path: Path) -> int | None:
    if _elements(path, "alt-trans", "match", "ignorable", "bpt", "ept", "ph", "it", "x", "sc", "ec"):
        return None
    texts = [element.xpath("string()") for element in _elements(path, "source", "target")]
    count: int = sum(text != "" for text in texts) + _has_strays(path, "source", "target")
    return count


def _parquet(path: Path) -> int | None:
    return sum(
        sum(text != "" for text in batch.column(name).drop_null().to_pylist())
        for batch in _batches(path)
        for name in batch.schema.names
        if _is_text(name)
    )


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    """Yield the rows by another way than the readers': batch by batch, not as a table."""
    with pq.ParquetFile(path) as file:
        yield from file.iter_batches(batch_size=2)


def _hub(path: Path) -> int | None:
    return sum(_parquet(file) or 0 for file in path.rglob("*.parquet"))


def _set(path: Path) -> int | None:
    return _parquet(path / "segments.parquet")


def _contents(files: Iterable[Path]) -> list[list[str]] | None:
    """Return the lines of text files; None where one has a mark or line ends that a reader strips."""
    raw = [file.read_bytes() for file in files]
    if any(b"\r" in content or b"\xef\xbb\xbf" in content for content in raw):
        return None
    return [content.decode().removesuffix("\n").split("\n") if content else [] for content in raw]


def _lines(path: Path) -> int | None:
    contents = _contents(file for file in path.rglob("*.txt") if file.name != "docs.txt")
    return None if contents is None else sum(line != "" for lines in contents for line in lines)


def _mteval(path: Path) -> int | None:
    contents = _contents(path.rglob("*.txt"))
    if contents is None:
        return None
    return sum(line != "" and line.rstrip() != "[No translation supplied]" for lines in contents for line in lines)


def _indexed(path: Path) -> int | None:
    """Count what beads hold, a text for each side; a note names the sentences that none holds."""
    count = 0
    for index in sorted([*path.glob("*.vecalign"), *path.glob("*.ladder")]):
        (target,) = (file for file in path.glob(f"{index.stem}.*.txt") if ".source." not in file.name)
        contents = _contents([index, path / f"{index.stem}.source.txt", target])
        if contents is None:
            return None
        beads, *texts = contents
        sides = _ladder_sides(beads) if index.suffix == ".ladder" else _vecalign_sides(beads)
        for side, lines in zip(sides, texts, strict=True):
            # Sentences of one bead are joined by blanks, so that two empty ones are no empty text.
            count += sum(" ".join(lines[i] for i in bead) != "" for bead in side)
    return count


def _vecalign_sides(lines: Iterable[str]) -> list[list[list[int]]]:
    pairs = [line.replace(" ", "").lstrip("[").split("]:") for line in lines if line.strip()]
    return [[[int(i) for i in pair[side].strip("[]").split(",") if i] for pair in pairs] for side in (0, 1)]


def _ladder_sides(lines: Iterable[str]) -> list[list[list[int]]]:
    rungs = [line.split("\t") for line in lines if line.strip()]
    starts = [[int(rung[side]) for rung in rungs] for side in (0, 1)]
    return [[list(range(i, j)) for i, j in itertools.pairwise(side)] for side in starts]


COUNTS: Final[dict[str, Callable[[Path], int | None]]] = {
    "tsv": _tsv,
    "csv": _csv,
    "json": _json,
    "xlsx": _xlsx,
    "jsonl": _jsonl,
    "wmtxml": _wmtxml,
    "tmx": _tmx,
    "sgm": _sgm,
    "wmt": _lines,
    "mteval": _mteval,
    "xliff": _xliff,
    "xliff2": _xliff,
    "vecalign": _indexed,
    "hunalign": _indexed,
    "parquet": _parquet,
    "hub": _hub,
    "set": _set,
}
