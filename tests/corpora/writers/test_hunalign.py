"""Hunalign's ladder."""

from __future__ import annotations

from tertium.corpora.types import Bead
from tertium.corpora.writers import hunalign


def test_a_rung_is_the_start_of_a_bead_and_the_last_one_is_the_end() -> None:
    beads = [Bead((0,), (0, 1), 0.5), Bead((1,), ()), Bead((), (2,), -1.0)]
    assert hunalign.index(beads) == "0\t0\t0.5\n1\t2\tnan\n2\t2\t-1.0\n2\t3\t0\n"
