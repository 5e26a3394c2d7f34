"""Finds the segment of every row of a table of scores in a set, and compares the texts of both."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from tertium.errors import DataError, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.corpora.types import Document, EvalSet
    from tertium.evals.scores.table import ScoreTable


def segments_of(table: ScoreTable, data: EvalSet, systems: Sequence[str]) -> NDArray[np.intp]:
    """Return the index of each row's segment in the set.

    Args:
        table: of segments.
        data: the set.
        systems: of each row, as the set calls it.

    Raises:
        DataError: a row is of no segment of the set, a system has an output twice or, where rows are in the order of
            the set, more or fewer rows; or a text is another than the set's.
    """
    rows = _in_order(table, data, systems) if table.segments is None else _by_name(table, data, table.segments)
    seen: dict[tuple[str, int], int] = {}
    for i, key in enumerate(zip(systems, rows.tolist(), strict=True)):
        if key in seen:
            message = (
                f"{table.place(i)}: {key[0]!r} has scores for {data.ids[key[1]]!r} already ({table.place(seen[key])})"
            )
            raise DataError(message, hint="one row for each system and segment")
        seen[key] = i
    _check_texts(table, data, systems, rows)
    return rows


def _in_order(table: ScoreTable, data: EvalSet, systems: Sequence[str]) -> NDArray[np.intp]:
    for system, size in Counter(systems).items():
        if size != len(data):
            scores = counted(size, "score")
            message = f"{table.path} has {scores} of {system!r}, set {data.name!r} has {len(data)} segments"
            raise DataError(message, hint="a score, or None, for every segment of the set; or a column 'segment'")
    positions: Counter[str] = Counter()
    rows = np.empty(len(systems), dtype=np.intp)
    for i, system in enumerate(systems):
        rows[i] = positions[system]
        positions[system] += 1
    return rows


def _by_name(table: ScoreTable, data: EvalSet, segments: Sequence[str]) -> NDArray[np.intp]:
    """Return rows by the set's ids, by number within a document, or by number in the set."""
    if table.documents is None:
        by_id = {name: i for i, name in enumerate(data.ids)}
        by_number = {str(i + 1): i for i in range(len(data))}
        index = by_id if any(segment in by_id for segment in segments) else by_number
        found = [index.get(segment) for segment in segments]
    else:
        places = {
            (document.id, str(row - document.start + 1)): row for document in data.documents for row in _rows(document)
        }
        places |= {key: row for row, key in enumerate(zip(data.document_ids, data.ids, strict=True))}
        found = [places.get(key) for key in zip(table.documents, segments, strict=True)]
    for i, row in enumerate(found):
        if row is None:
            of_document = f" of document {table.documents[i]!r}" if table.documents is not None else ""
            message = f"{table.place(i)}: set {data.name!r} has no segment {segments[i]!r}{of_document}"
            raise DataError(message, hint="scores of this set: its ids, or numbers from 1")
    return np.array(found, dtype=np.intp)


def _rows(document: Document) -> range:
    return range(document.start, document.stop)


def _check_texts(table: ScoreTable, data: EvalSet, systems: Sequence[str], rows: NDArray[np.intp]) -> None:
    """Raise DataError for the first text that isn't the set's; texts that either side lacks are not compared."""
    for role, texts in table.texts.items():
        for i, (text, system, row) in enumerate(zip(texts, systems, rows.tolist(), strict=True)):
            expected = [known.strip() for known in _texts(data, role, system, row) if known is not None]
            if text is not None and expected and text.strip() not in expected:
                message = f"{table.place(i)}: the {role} of {data.ids[row]!r} is another than in set {data.name!r}"
                raise DataError(message, hint=f"scores of these texts; here it is {expected[0]!r:.60}")


def _texts(data: EvalSet, role: str, system: str, row: int) -> list[str | None]:
    if role == "source":
        return [data.sources[row]] if data.sources is not None else []
    if role == "reference":
        return [column[row] for column in data.references.values()]
    return [data.outputs[system][row]] if system in data.outputs else []
