"""The type of a set knows its ways to be made, and the front door brings the functions that do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.constructors import MAKERS, Constructors, register_maker
from tertium.corpora.types import EvalSet

if TYPE_CHECKING:
    import pytest


def test_the_front_door_registers_a_maker_for_every_way() -> None:
    ways = {name for name in vars(Constructors) if name.startswith("from_")}
    assert ways | {"from_any"} == set(MAKERS)


def test_a_set_is_opened_as_it_is() -> None:
    data = EvalSet.from_lists(["Hund."])
    assert EvalSet.opened("data", data) is data


def test_a_maker_is_called_with_what_the_caller_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MAKERS, "from_pandas", MAKERS["from_pandas"])  # is put back afterwards
    register_maker("from_pandas", lambda frame, **columns: (frame, columns["hypothesis"]))
    assert EvalSet.from_pandas("frame", hypothesis="mt") == ("frame", "mt")  # type: ignore[comparison-overlap]
