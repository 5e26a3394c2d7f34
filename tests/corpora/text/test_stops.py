"""Which languages end their sentences in a mark."""

from __future__ import annotations

import pytest
import regex

from tertium.corpora.text.stops import STOPS, UNSTOPPED, USUAL, writes_stops
from tests.scripts import LANGUAGES, lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end_in_a_mark_but_for_thai_and_lao(language: str) -> None:
    for text in lines(language).references:
        assert writes_stops(language) == writes_stops(None, text) == (language not in UNSTOPPED)
        assert bool(regex.search(rf"[{STOPS}]$", text)) == (language not in UNSTOPPED)


def test_a_region_does_not_change_that() -> None:
    assert not writes_stops("th-TH", "Hello.")
    assert writes_stops(None)
    assert not writes_stops(None, "ພາສາລາວ")
    assert all(regex.fullmatch(rf"[{STOPS}]", stop) for stop in USUAL)
