"""Hunalign's ladder, with rungs ``SOURCE<tab>TARGET<tab>SCORE``, beside two texts per document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.writers.indices import MARKER, write_indexed

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import Bead, EvalSet

__all__ = ["MARKER", "index", "write"]


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the folder; the score is the confidence."""
    return write_indexed(data, path, ".ladder", index)


def index(beads: list[Bead]) -> str:
    """Return the ladder: one rung at the start of each bead, and one at the end of both texts."""
    rungs, i, j = [], 0, 0
    for bead in beads:
        rungs.append(f"{i}\t{j}\t{bead.confidence!r}\n")
        i, j = i + len(bead.sources), j + len(bead.targets)
    return "".join([*rungs, f"{i}\t{j}\t0\n"])
