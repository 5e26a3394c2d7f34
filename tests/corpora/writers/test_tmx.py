"""TMX 1.4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.writers import tmx
from tertium.untrusted import LANGUAGE, parse
from tests.corpora.making import RICH

if TYPE_CHECKING:
    from pathlib import Path


def test_a_unit_has_a_variant_per_text_with_its_language(tmp_path: Path) -> None:
    assert tmx.write(RICH, tmp_path / "a.tmx") == ()
    units = list(parse(tmp_path / "a.tmx").iter("tu"))
    assert [unit.get("tuid") for unit in units] == list(RICH.ids)
    assert [variant.get(LANGUAGE) for variant in units[1].iter("tuv")] == ["en", "de", "de", "de"]
    assert [variant.findtext("seg") for variant in units[1].iter("tuv")] == ["a\nb\r\nc\td", "a2", "", "<seg>"]
