"""A translation without segments gets them back; what is missing or added is found and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.resegmentation.resegment import Addition, Resegmentation, resegment
from tertium.corpora.text.graphemes import graphemes
from tertium.corpora.text.joiner import glue
from tests.scripts import LANGUAGES, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

SENTENCE = st.text("abcd 12.", max_size=12) | st.text(max_size=8)
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
WORDS = ["Hafen", "Eis.", "und", "Kran,", "1998", "Rotterdam!", "a)", "–", "Viele"]
FOREIGN = "Abonnieren Sie jetzt unseren kostenlosen Newsletter!"


def test_lost_line_breaks_come_back() -> None:
    assert resegment(REFERENCES, [" ".join(SAID)], "de").texts == tuple(SAID)


@pytest.mark.parametrize("missing", range(4))
def test_an_omitted_segment_is_empty(missing: int) -> None:
    lines = [text for i, text in enumerate(SAID) if i != missing]
    found = resegment(REFERENCES, lines, "de")
    assert found.omitted == (missing,)
    assert found.additions == ()


@pytest.mark.parametrize("after", range(-1, 4))
def test_an_added_sentence_is_in_no_segment(after: int) -> None:
    found = resegment(REFERENCES, [*SAID[: after + 1], FOREIGN, *SAID[after + 1 :]], "de")
    assert found.texts == tuple(SAID)
    assert found.additions == (Addition(after, FOREIGN),)


def test_a_short_sentence_in_place_of_another_is_a_bad_translation() -> None:
    found = resegment(["Guten Abend.", "Der Hafen schließt."], ["Tag!", "Der Hafen schließt."], "de")
    assert found.texts == ("Tag!", "Der Hafen schließt.")


def test_a_long_foreign_sentence_in_place_of_another_is_none() -> None:
    long = FOREIGN[:-1] + " und gewinnen Sie mit etwas Glück eine Reise nach Lissabon!"
    found = resegment(REFERENCES, [SAID[0], long, SAID[2], SAID[3]], "de")
    assert found.omitted == (1,)
    assert [one.text for one in found.additions] == [long]


def test_with_additions_nothing_of_the_translation_is_lost() -> None:
    lines = [SAID[0], FOREIGN, *SAID[1:3], FOREIGN]
    found = resegment(REFERENCES, lines, "de")
    assert " ".join(filter(None, found.with_additions)) == " ".join(lines)


def test_one_sentence_for_two_segments_is_cut() -> None:
    merged = "Der Hafen wurde 1998 eröffnet, und das Eis sperrt den Fluss wochenlang."
    found = resegment([REFERENCES[0], REFERENCES[2]], [merged], "de")
    assert found.texts == ("Der Hafen wurde 1998 eröffnet,", "und das Eis sperrt den Fluss wochenlang.")


def test_a_script_without_spaces() -> None:
    references = ["港口于1998年开放。", "今天那里有四十人工作。", "没有人知道为什么旧起重机从未被出售。"]
    said = ["港口在1998年开放。", "今天有四十个人在那里工作。", "没人知道旧起重机为什么从未出售。"]
    assert resegment(references, ["".join(said)], "zh").texts == tuple(said)


def test_an_empty_translation_omits_all() -> None:
    assert resegment(REFERENCES, ["", " "], "de").omitted == (0, 1, 2, 3)


def test_headings_without_a_full_stop_come_back() -> None:
    references = ["Ein Hafen im Eis", "Der alte Kran", *REFERENCES]
    said = ["Hafen im Eis", "Der alte Kran", *SAID]
    assert resegment(references, [" ".join(said)], "de").texts == tuple(said)


def test_a_list_whose_lines_have_no_end_comes_back() -> None:
    references = ["1) Schalten Sie das Gerät aus", "2) Öffnen Sie die Klappe", "3) Nehmen Sie die Batterie heraus"]
    said = ["1) Gerät ausschalten", "2) Klappe öffnen", "3) Batterie herausnehmen"]
    assert resegment(references, [" ".join(said)], "de").texts == tuple(said)


def test_a_script_without_spaces_gets_no_space_before_an_addition() -> None:
    found = resegment(
        ["港口于1998年开放。"], ["港口在1998年开放。", "请立即订阅我们的免费新闻通讯，赢取里斯本之旅！"], "zh"
    )
    assert len(found.additions) == 1
    assert " " not in found.with_additions[0]


def test_a_long_foreign_block_is_added_and_the_rest_is_found() -> None:
    block = [f"{FOREIGN[:-1]} Nummer {i}, heute mit Rezept {i * 7} und Verlosung." for i in range(30)]
    found = resegment(REFERENCES, [*SAID[:2], *block, *SAID[2:]], "de")
    assert found.texts == tuple(SAID)
    assert [one.after for one in found.additions] == [1] * 30


def test_a_translation_that_stops_early_omits_the_rest() -> None:
    references = [f"{one} Das steht auf Seite {i}." for i in range(25) for one in REFERENCES]
    found = resegment(references, [" ".join(references[:40])], "de")
    assert found.omitted == tuple(range(40, 100))
    assert found.additions == ()


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6), min_size=1, max_size=5), st.lists(st.sampled_from(WORDS)))
def test_no_word_is_lost_or_moved(segments: list[list[str]], said: list[str]) -> None:
    found = resegment([" ".join(one) for one in segments], [" ".join(said)], "de")
    assert len(found.texts) == len(segments)
    assert " ".join(filter(None, found.with_additions)).split() == " ".join(said).split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_of_any_script_is_cut_where_its_lines_were(language: str) -> None:
    _, references, outputs = lines(language)
    assert resegment(references, [glue(language).join(outputs)], language).texts == outputs
    assert resegment(references, [" ".join(outputs)], language).texts == outputs


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cut_is_between_two_graphemes(language: str) -> None:
    _, references, outputs = lines(language)
    whole = "".join(outputs[::-1])  # nothing fits, so that cuts fall anywhere
    found = resegment(references, [whole], language)
    places = [whole.index(part) for part in (*found.texts, *(one.text for one in found.additions)) if part]
    ends = {0}
    for grapheme in graphemes(whole):
        ends.add(max(ends) + len(grapheme))
    assert set(places) <= ends


@given(
    st.lists(st.text(alphabet="กเิ้ ะำក្តាមន်្ 明a1é\u0301.", max_size=30), min_size=1, max_size=4),
    st.sampled_from(["th", "my", "ja"]),
)
def test_no_script_loses_a_character(sentences: list[str], language: str) -> None:
    found = resegment([*sentences, "เรา明天"], sentences, language)
    assert "".join("".join(found.with_additions).split()) == "".join("".join(sentences).split())


@given(st.lists(SENTENCE, min_size=1, max_size=5), st.lists(SENTENCE, max_size=5), st.sampled_from(["de", "zh", None]))
def test_a_cut_text_is_all_there_and_in_order_but_for_additions(
    references: list[str], lines: list[str], language: str | None
) -> None:
    found = resegment(references, lines, language)
    assert len(found.texts) == len(references)
    assert sorted(squeezed(found.with_additions)) == sorted(squeezed(lines))
    if not found.additions:
        assert squeezed(found.texts) == squeezed(lines)
    assert found.omitted == tuple(i for i, text in enumerate(found.texts) if not text)
    assert all(-1 <= one.after < len(references) for one in found.additions)
    assert [one.after for one in found.additions] == sorted(one.after for one in found.additions)


def squeezed(texts: Sequence[str]) -> str:
    return "".join("".join(texts).split())


def test_what_stands_before_the_first_segment_stays_before_it() -> None:
    found = Resegmentation(("one", "", "three"), (Addition(-1, "zero"), Addition(0, "and"), Addition(1, "two")))
    assert found.with_additions == ("zero one and", "two", "three")
