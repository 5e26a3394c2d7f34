"""The hash of a set's data."""

from __future__ import annotations

import hashlib
import json

import pytest

from tertium.corpora import fingerprint as module
from tertium.corpora.fingerprint import DIGITS, fingerprint

IDS = ["a#1", "a#2", "b#1"]
DOCUMENTS = [("a", 0, 2, "news"), ("b", 2, 3, None)]
SOURCES = ["One.", None, "„Drei“"]
REFERENCES: dict[str, list[str | None]] = {"A": ["Eins.", "Zwei.", None], "B": ["1", "2", "3"]}


@pytest.mark.parametrize("chunk", [1, 2, 4096])
def test_it_is_the_hash_of_one_json_list_whatever_the_size_of_chunks(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", chunk)
    whole = [IDS, DOCUMENTS, SOURCES, list(REFERENCES.items()), ["en", None]]
    digest = hashlib.sha256(json.dumps(whole, separators=(",", ":")).encode()).hexdigest()
    assert fingerprint(IDS, DOCUMENTS, (SOURCES, REFERENCES), ("en", None)) == digest[:DIGITS]


def test_no_sources_are_not_the_same_as_missing_ones() -> None:
    without = fingerprint(IDS, DOCUMENTS, (None, {}), (None, None))
    assert without != fingerprint(IDS, DOCUMENTS, ([None] * 3, {}), (None, None))
    assert without == fingerprint(iter(IDS), iter(DOCUMENTS), (None, {}), (None, None))
