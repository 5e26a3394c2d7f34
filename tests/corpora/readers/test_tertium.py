"""Sets in tertium's own format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora import store
from tertium.corpora.readers import tertium
from tests.corpora.making import RICH, assert_same

if TYPE_CHECKING:
    from pathlib import Path


def test_a_stored_set_is_read_and_requested_languages_replace_its_own(tmp_path: Path) -> None:
    store.save(RICH, tmp_path / "set")
    assert tertium.claims(tmp_path / "set")
    assert not tertium.claims(tmp_path)
    assert_same(tertium.read(tmp_path / "set", (None, None)), RICH)
    assert tertium.read(tmp_path / "set", (None, "nl")).languages == ("en", "nl")
