"""Makes a set of the rows of tables of scores: ids and documents, and texts where the tables have them.

Segments are put in an order that doesn't depend on the file's: so two files of the same segments are the same data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.types import WHOLE, EvalSet, blocks
from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import Column, Languages
    from tertium.evals.scores.table import ScoreTable

SYSTEM_LEVEL: Final = "system level"
"""Id of the only segment of a set of system-level scores."""


class Place(NamedTuple):
    """Document and segment of a row."""

    document: str
    segment: str


def set_of(tables: Sequence[ScoreTable], name: str, languages: Languages = (None, None)) -> EvalSet:
    """Return the set whose segments and systems are those of the tables.

    Raises:
        DataError: a document has two domains, or a text of a segment differs from row to row.
        UsageError: some tables are of segments, others of whole systems.
    """
    levels = {table.level for table in tables}
    if len(levels) > 1:
        raise UsageError("some files have scores of segments, others of whole systems", hint="a run for each kind")
    systems = tuple(dict.fromkeys(system for table in tables for system in table.systems_by_row))
    provenance = {"notes": [note for table in tables for note in table.notes]}
    if levels == {"system"}:
        outputs: dict[str, Column] = dict.fromkeys(systems, (None,))
        documents = blocks([SYSTEM_LEVEL])
        return EvalSet(name, (SYSTEM_LEVEL,), documents, outputs=outputs, languages=languages, provenance=provenance)
    places_by_table = [places_of(table) for table in tables]
    places = sorted({place for places in places_by_table for place in places}, key=_natural)
    domains = _domains(tables, places_by_table)
    by_role = {role: _texts(tables, places_by_table, role) for role in ("source", "reference", "hypothesis")}
    sources = _column(by_role["source"], "", places)
    references = _column(by_role["reference"], "", places)
    return EvalSet(
        name,
        _ids(places),
        blocks([place.document for place in places], [domains.get(place.document, "") for place in places]),
        sources if any(text is not None for text in sources) else None,
        {"ref": references} if any(text is not None for text in references) else {},
        {system: _column(by_role["hypothesis"], system, places) for system in systems},
        languages,
        provenance=provenance,
    )


def places_of(table: ScoreTable) -> list[Place]:
    """Return document and segment of each row; rows without a segment are numbered, system by system."""
    documents = table.documents if table.documents is not None else [WHOLE] * len(table)
    if table.segments is not None:
        return list(map(Place, documents, table.segments))
    numbers: dict[tuple[str, str], int] = {}
    places = []
    for document, system in zip(documents, table.systems_by_row, strict=True):
        numbers[document, system] = number = numbers.get((document, system), 0) + 1
        places.append(Place(document, str(number)))
    return places


def _natural(place: Place) -> tuple[list[tuple[int, int, str]], Place]:
    """Return a key by which numbers in names count as numbers: doc2 before doc10."""
    pieces = [piece for name in place for piece in (*re.split(r"([0-9]+)", name), "")]
    digits = [piece.lstrip("0") if piece[:1].isdigit() and piece.isascii() else None for piece in pieces]
    # Of two numbers the one with more digits is larger; a text comes behind every number.
    keys = [
        (1, 0, text) if number is None else (0, len(number), number)
        for text, number in zip(pieces, digits, strict=True)
    ]
    return keys, place


def _ids(places: Sequence[Place]) -> tuple[str, ...]:
    """Return the segments' names where each is there once, else with the document in front."""
    names = tuple(place.segment for place in places)
    return names if len(set(names)) == len(names) else tuple(f"{document}#{segment}" for document, segment in places)


def _domains(tables: Sequence[ScoreTable], places_by_table: Sequence[list[Place]]) -> dict[str, str]:
    domains: dict[str, str] = {}
    for table, places in zip(tables, places_by_table, strict=True):
        for i, (place, domain) in enumerate(zip(places, table.domains or (), strict=False)):
            if domains.setdefault(place.document, domain) != domain:
                message = f"{table.place(i)}: document {place.document!r} has two domains: {domains[place.document]!r}"
                raise DataError(f"{message} and {domain!r}", hint="one domain per document")
    return domains


def _texts(
    tables: Sequence[ScoreTable], places_by_table: Sequence[list[Place]], role: str
) -> dict[tuple[str, Place], str]:
    """Return the texts of a role by system and place; sources and references belong to the system ``""``."""
    texts: dict[tuple[str, Place], str] = {}
    for table, places in zip(tables, places_by_table, strict=True):
        systems = table.systems_by_row if role == "hypothesis" else [""] * len(table)
        for i, (text, key) in enumerate(
            zip(table.texts.get(role, ()), zip(systems, places, strict=True), strict=False)
        ):
            if text is not None and texts.setdefault(key, text) != text:
                message = f"{table.place(i)}: the {role} of {key[1].segment!r} is another than in an earlier row"
                raise DataError(message, hint="scores of the same texts")
    return texts


def _column(texts: dict[tuple[str, Place], str], system: str, places: Sequence[Place]) -> Column:
    return tuple(texts.get((system, place)) for place in places)
