"""Counts the texts in a file by other means than its reader, so that a lost text is noticed.

Every function returns how many texts that aren't empty stand in the file, or None where the file no longer says so
plainly: a damage that only one of two readings can see through is no loss.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable
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
    except (ValueError, OSError, etree.XMLSyntaxError):
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
    return sum("".join(segment.itertext()).strip() != "" for segment in segments)


def _tmx(path: Path) -> int | None:
    variants = _elements(path, "tuv")
    languages = {variant.get("{http://www.w3.org/XML/1998/namespace}lang") for variant in variants}
    segments = [segment for segment in _elements(path, "seg") if etree.QName(segment.getparent()).localname == "tuv"]
    if not languages <= {"en", "de"} or len(segments) != len(_elements(path, "seg")):
        return None
    return sum("".join(segment.itertext()).strip() != "" for segment in segments)


def _sgm(path: Path) -> int | None:
    text = path.read_text(encoding="utf-8")
    if "<!" in text or "\0" in text or len(re.findall("<seg ", text)) != len(re.findall("</seg>", text)):
        return None
    segments = re.findall(r'<seg id="\w+">([^<]*)</seg>', text)
    return len([text for text in segments if text.strip()]) if len(segments) == len(re.findall("<seg", text)) else None


def _lines(path: Path) -> int | None:
    files = [file for file in path.rglob("*.txt") if file.name != "docs.txt"]
    raw = [file.read_bytes() for file in files]
    if any(b"\r" in content or b"\xef\xbb\xbf" in content for content in raw):
        return None
    return sum(line != "" for content in raw for line in content.decode().split("\n"))


COUNTS: Final[dict[str, Callable[[Path], int | None]]] = {
    "tsv": _tsv,
    "jsonl": _jsonl,
    "wmtxml": _wmtxml,
    "tmx": _tmx,
    "sgm": _sgm,
    "wmt": _lines,
}
