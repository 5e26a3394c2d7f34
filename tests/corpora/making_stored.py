"""Sets of some row groups, though they have few segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora import row_groups, store
from tertium.corpora.types import EvalSet, blocks, numbered_ids

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def small_groups(monkeypatch: pytest.MonkeyPatch, size: int = 10) -> None:
    """Make row groups of some segments."""
    monkeypatch.setattr(row_groups, "SIZE", size)


def many_segments(size: int = 100, *, per_document: int = 7) -> EvalSet:
    """Return a set of two systems, with gaps in a reference and in a system, and repeated and foreign texts."""
    documents = blocks(
        [f"d{i // per_document}" for i in range(size)], [f"m{i // per_document % 3}" for i in range(size)]
    )
    return EvalSet(
        name="many",
        ids=numbered_ids(documents),
        documents=documents,
        sources=tuple(
            f"The house number {i % 40} stands in the street of the old town, and has {i} doors." for i in range(size)
        ),
        references={
            "a": tuple(
                None if i % 11 == 3 else f"Das Haus Nummer {i % 40} in der Altstadt hat {i % 90} Türen."
                for i in range(size)
            ),
            "b": tuple(f"Haus {i % 40}, Altstadt: {i} Türen" for i in range(size)),
        },
        outputs={
            "x": tuple(f"Das Haus {i % 40} in der alten Stadt hat {i % 80} Türen ." for i in range(size)),
            "y": tuple(
                None if i % 13 == 5 else f"Haus Nummer {i % 41} der Altstadt hat {i} Tore." for i in range(size)
            ),
        },
        languages=("en", "de"),
        confidence=tuple(float(i) for i in range(size)),
        provenance={"read": ["many.tsv"]},
    )


def stored(data: EvalSet, folder: Path) -> EvalSet:
    """Return the set as it is opened from a folder, with columns that stay in its file."""
    store.save(data, folder)
    opened = store.open_stored(folder)
    assert opened.is_stored
    return opened
