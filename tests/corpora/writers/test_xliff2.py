"""XLIFF 2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.readers.xliff import MATCHES_NAMESPACE
from tertium.corpora.writers import xliff2
from tertium.untrusted import parse
from tests.corpora.making import RICH

if TYPE_CHECKING:
    from pathlib import Path


def test_a_unit_is_numbered_over_the_set_and_named_by_the_segments_id(tmp_path: Path) -> None:
    assert xliff2.write(RICH, tmp_path / "a.xlf") == ()
    units = list(parse(tmp_path / "a.xlf").iter("unit"))
    assert [unit.get("id") for unit in units] == ["u1", "u2", "u3"]
    assert [unit.get("name") for unit in units] == list(RICH.ids)
    assert [match.get("origin") for match in units[1].iter(f"{{{MATCHES_NAMESPACE}}}match")] == [
        "reference.A",
        "system.sys.1",
        "system.sys 2",
    ]
