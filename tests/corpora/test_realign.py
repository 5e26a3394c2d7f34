"""A translation without segments gets them back; what is missing or added is found and counted."""

from __future__ import annotations

import pytest

from tertium.corpora import realign as module
from tertium.corpora.realign import Addition, realign
from tertium.errors import DataError

REFERENCES = [
    "Der Hafen wurde im Jahr 1998 eröffnet.",
    "Heute arbeiten dort vierzig Menschen aus Rotterdam. Viele kamen erst im Winter.",
    "Das Eis sperrt den Fluss wochenlang.",
    "Niemand weiß, warum der alte Kran nie verkauft wurde.",
]
SAID = [
    "Der Hafen wurde 1998 eröffnet.",
    "Heute arbeiten vierzig Menschen aus Rotterdam dort. Viele kamen im Winter.",
    "Das Eis sperrt den Fluss für Wochen.",
    "Niemand weiß, warum der alte Kran nie verkauft wurde.",
]
FOREIGN = "Abonnieren Sie jetzt unseren kostenlosen Newsletter!"


def test_lost_line_breaks_come_back() -> None:
    assert realign(REFERENCES, [" ".join(SAID)], "de").texts == tuple(SAID)


@pytest.mark.parametrize("missing", range(4))
def test_an_omitted_segment_is_empty(missing: int) -> None:
    lines = [text for i, text in enumerate(SAID) if i != missing]
    found = realign(REFERENCES, lines, "de")
    assert found.omitted == (missing,)
    assert found.additions == ()


@pytest.mark.parametrize("after", range(-1, 4))
def test_an_added_sentence_is_in_no_segment(after: int) -> None:
    found = realign(REFERENCES, [*SAID[: after + 1], FOREIGN, *SAID[after + 1 :]], "de")
    assert found.texts == tuple(SAID)
    assert found.additions == (Addition(after, FOREIGN),)


def test_a_short_sentence_in_place_of_another_is_a_bad_translation() -> None:
    found = realign(["Guten Abend.", "Der Hafen schließt."], ["Tag!", "Der Hafen schließt."], "de")
    assert found.texts == ("Tag!", "Der Hafen schließt.")


def test_a_long_foreign_sentence_in_place_of_another_is_none() -> None:
    found = realign(REFERENCES, [SAID[0], FOREIGN, SAID[2], SAID[3]], "de")
    assert found.omitted == (1,)
    assert [one.text for one in found.additions] == [FOREIGN]


def test_with_additions_nothing_of_the_translation_is_lost() -> None:
    lines = [SAID[0], FOREIGN, *SAID[1:3], FOREIGN]
    found = realign(REFERENCES, lines, "de")
    assert " ".join(filter(None, found.with_additions)) == " ".join(lines)


def test_one_sentence_for_two_segments_is_cut() -> None:
    merged = "Der Hafen wurde 1998 eröffnet, und das Eis sperrt den Fluss wochenlang."
    found = realign([REFERENCES[0], REFERENCES[2]], [merged], "de")
    assert found.texts == ("Der Hafen wurde 1998 eröffnet,", "und das Eis sperrt den Fluss wochenlang.")


def test_a_script_without_spaces() -> None:
    references = ["港口于1998年开放。", "今天那里有四十人工作。", "没有人知道为什么旧起重机从未被出售。"]
    said = ["港口在1998年开放。", "今天有四十个人在那里工作。", "没人知道旧起重机为什么从未出售。"]
    assert realign(references, ["".join(said)], "zh").texts == tuple(said)


def test_an_empty_translation_omits_all() -> None:
    assert realign(REFERENCES, ["", " "], "de").omitted == (0, 1, 2, 3)


def test_what_is_too_long_to_be_aligned_at_once_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 10)
    with pytest.raises(DataError, match="one line per document"):
        realign(REFERENCES, SAID, "de")
