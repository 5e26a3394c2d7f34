"""Vecalign's index, ``[0]:[0,1]:COST``, beside two texts per document."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from tertium.corpora.writers.indices import MARKER, write_indexed

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import Bead, EvalSet

__all__ = ["MARKER", "index", "write"]


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the folder; the cost is the negated confidence."""
    return write_indexed(data, path, ".vecalign", index)


def index(beads: list[Bead]) -> str:
    """Return the index: one line per bead, without a cost where the confidence is nan."""
    return "".join(
        f"{list(bead.sources)}:{list(bead.targets)}{'' if isnan(bead.confidence) else f':{-bead.confidence!r}'}\n"
        for bead in beads
    )
