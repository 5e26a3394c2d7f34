"""The set that a file of ratings is about, from the texts in the file itself: for ratings without a set beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.types import Document, EvalSet
from tertium.errors import DataError
from tertium.evals.human.mqm import unmarked
from tertium.evals.human.pearmut import ASIDE, FORM, entry_of, is_pearmut, is_reset
from tertium.evals.human.rows import id_within, open_table
from tertium.evals.human.weights import ATTENTION
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEEDED: Final = frozenset({"source", "target"})
Text = tuple[str, str, str, str, str]
"""Segment, document, source, system, output."""


def set_of(path: Path) -> EvalSet:
    """Return the set of the texts that were rated: MQM rows with source and target, or pearmut's log.

    Segments keep the ids of the file; outputs that nobody rated are missing.

    Raises:
        DataError: the file holds no texts, or a segment's documents aren't contiguous.
    """
    lines, _ = read_lines(path)
    texts = list(_of_log(path, lines) if lines and is_pearmut(lines[0]) else _distinct(list(_of_table(path))))
    if not texts:
        raise DataError(f"{path} has no rated texts", hint="--set SET, the set whose outputs were rated")
    sources: dict[str, str] = {}
    documents: dict[str, str] = {}
    outputs: dict[str, dict[str, str]] = {}
    for segment, document, source, system, output in texts:
        sources.setdefault(segment, source)
        documents.setdefault(segment, document)
        outputs.setdefault(system, {}).setdefault(segment, output)
    ids = _in_order(documents)
    return EvalSet(
        name=path.name.partition(".")[0],
        ids=tuple(ids),
        documents=tuple(_blocks([documents[segment] for segment in ids])),
        sources=tuple(sources[segment] for segment in ids),
        outputs={name: tuple(column.get(segment) for segment in ids) for name, column in outputs.items()},
    )


def _in_order(documents: dict[str, str]) -> list[str]:
    """Return the segments by document, both in the order of the file; numbered segments by number."""
    order = {name: i for i, name in enumerate(dict.fromkeys(documents.values()))}
    numbered = all(segment.isdecimal() for segment in documents)
    places = {segment: int(segment) if numbered else i for i, segment in enumerate(documents)}
    return sorted(documents, key=lambda segment: (order[documents[segment]], places[segment]))


def _blocks(names: list[str]) -> Iterator[Document]:
    start = 0
    for i, name in enumerate(names):
        if i + 1 == len(names) or names[i + 1] != name:
            yield Document(name, start, i + 1)
            start = i + 1


def _of_table(path: Path) -> Iterator[Text]:
    table = open_table(path)
    if not set(table.titles) >= NEEDED:
        raise DataError(f"{path} has no rated texts", hint="--set SET, the set whose outputs were rated")
    for number, row in table.rows:
        cells = dict(zip(table.titles, row, strict=False))
        if cells.get("severity", "").lower() == ATTENTION:
            continue
        segment, system = cells.get(table.segment_column), cells.get(table.system_column)
        if segment is None or system is None or not set(cells) >= NEEDED:
            raise DataError(f"{path}, line {number} is short", hint=f"{len(table.titles)} cells, as in line 1")
        document = cells.get(table.document_column, "1")
        yield segment, document, unmarked(cells["source"]).text, system, unmarked(cells["target"]).text


def _distinct(texts: list[Text]) -> Iterator[Text]:
    """Yield the texts, of segments with their document in front where these are counted within documents."""
    is_within = len({text[:2] for text in texts}) > len({segment for segment, *_ in texts})
    for segment, document, *rest in texts:
        source, system, output = rest
        yield id_within(document, segment) if is_within else segment, document, source, system, output


def _of_log(path: Path, lines: list[str]) -> Iterator[Text]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        entry = entry_of(line, where)
        if is_reset(entry) or str(entry["item_i"]).startswith(ASIDE):
            continue
        try:
            yield from _of_entry(entry)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise DataError(f"{where}: its items have another form", hint=FORM) from error


def _of_entry(entry: Any) -> Iterator[Text]:
    for i, item in enumerate(entry["item"]):
        segment = str(item.get("item_id") or f"{entry['item_i']}#{i + 1}")
        if "validation" not in item and "form" not in item:
            # a campaign of ours names the document, which several raters see under numbers of their own
            document = str(item.get("doc_id") or entry["item_i"])
            for system, output in item["tgt"].items():
                yield segment, document, item.get("src", ""), system, output
