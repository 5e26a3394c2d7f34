"""One figure of a benchmark."""

from __future__ import annotations

from typing import NamedTuple


class Result(NamedTuple):
    """A measured figure.

    Attributes:
        name: ``kind/set/figure``.
        value: unrounded.
        unit: of the value.
        against: what it is compared with, in words; empty where nothing.
        engine: which engine, encoder or input gave it; empty where there is only one.
    """

    name: str
    value: float
    unit: str
    against: str = ""
    engine: str = ""
