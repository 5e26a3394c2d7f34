"""Vecalign's index."""

from __future__ import annotations

from tertium.corpora.types import Bead
from tertium.corpora.writers import vecalign


def test_a_line_is_a_bead_with_the_negated_confidence_as_its_cost() -> None:
    beads = [Bead((0,), (0, 1), 0.5), Bead((1,), ()), Bead((), (2,), -1.0)]
    assert vecalign.index(beads) == "[0]:[0, 1]:-0.5\n[1]:[]\n[]:[2]:1.0\n"
