"""Sentences: what ends one, and above all what doesn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.text.sentences import load, segment
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = [
    ("de", "Am 7. Dezember lehnte sie das Angebot ab."),
    ("de", "Sie kam am 3. mai zurück, so stand es auf der Karte."),
    ("de", "Er hörte aus dem Lageraum Nr . mit anderen zu."),
    ("de", "Das sagte die Ministerin bei z. B. zwei Terminen."),
    ("de", "„Das ist gut.“ , sagte der Minister gegenüber Reportern."),
    ("de", "Dr. Weiß traf am 12. 3. den Bürgermeister von St. Anton."),
    ("en", "Mr. Hale met the U.S. delegation at 5 p.m. on Friday."),
    ("en", "The price rose by 3.5 percent, i.e. more than planned."),
    ("en", "The room ( No . 4 ) was locked ."),
    ("cs", "Narodil se 5. května v 10 hod. ráno v malé vesnici."),
    ("fr", "M. Dupont a dit : « Je viens. »"),
]
SPLIT = [
    ("de", ["Der Anruf kam am 30. Dezember.", "Danach war es still."]),
    ("de", ["„Wir bleiben.", "Niemand geht.“", "Dann schwieg sie."]),
    ("en", ["“We stay.", "Nobody leaves.”", "Then she was silent."]),
    ("en", ["He said it twice . ”", "Then he left."]),
    ("en", ["“This quotation never closes.", "It goes on here."]),
    ("uk", ["Він прийшов 5 р. тому.", "Тепер він тут."]),
    ("ru", ["Она ушла в 2021 г. из театра.", "Никто не удивился."]),
    ("zh", ["他说：“好。”", "然后走了。", "真的吗？"]),
    ("ja", ["「はい。」と彼は言った。", "それから帰った。"]),
    ("hi", ["यह पहला वाक्य है।", "यह दूसरा है।"]),
    ("km", ["យើងទៅផ្សារ ទិញបន្លែ ត្រី ។ល។", "ភ្លៀងធ្លាក់ខ្លាំង។"]),
    ("my", ["သူတို့ ရွာသို့ ပြန်သွားကြသည်။", "မိုးရွာသည်။"]),
    (None, ["সে বাড়ি গেল।", "বৃষ্টি হল।"]),
    ("xx", ["No rules are known here.", "The common ones must do."]),
]

UNSPACED = {"zh", "ja"}
PROBES = sorted((ROOT / "tests" / "data" / "sentences").glob("*.txt"), key=lambda path: path.name)
"""A list per language: texts with a sentence a line, and an empty line between two texts."""


@pytest.mark.parametrize("path", PROBES, ids=lambda path: path.stem)
def test_the_probes_of_a_language_are_split_as_listed(path: Path) -> None:
    language, texts = path.stem, [text.splitlines() for text in path.read_text(encoding="utf-8").split("\n\n")]
    space = "" if language in UNSPACED else " "
    assert [load(language)(space.join(sentences)) for sentences in texts] == texts


def test_a_mark_that_closes_belongs_to_its_sentence_whatever_its_shape() -> None:
    for language in ("cs", "da", "fr", "hi", "pt", "sr"):
        for marks in ("“”", "„“", "„”", "«»", '""'):
            sentences = [f"{marks[0]}Noto ana kupo!{marks[1]}", "Rimu tako sano."]
            assert load(language)(" ".join(sentences)) == sentences, (language, marks)


def test_a_quotation_behind_a_colon_stays_with_it() -> None:
    for language in ("es", "pt", "ca"):
        assert len(load(language)("Noto ana: “Rimu tako sano.”")) == 1


def test_a_number_alone_is_no_sentence() -> None:
    assert load("tr")("II. Abdülhamid tahta çıktı.") == ["II. Abdülhamid tahta çıktı."]
    assert load("cs")("3. Test obsahuje 20 úloh. Je těžký.") == ["3. Test obsahuje 20 úloh.", "Je těžký."]


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_this_is_one_sentence(language: str, text: str) -> None:
    assert load(language)(text) == [text]


@pytest.mark.parametrize(("language", "sentences"), SPLIT)
def test_these_are_several(language: str, sentences: list[str]) -> None:
    between = "" if language in UNSPACED else " "
    assert load(language)(between.join(sentences)) == sentences


def test_no_sentence_crosses_a_paragraph() -> None:
    made = segment(["One goes on", "and this is another. And a third."], "en")
    assert [(one.text, one.paragraph) for one in made] == [
        ("One goes on", 0),
        ("and this is another.", 1),
        ("And a third.", 1),
    ]


def test_an_empty_paragraph_has_no_sentence() -> None:
    assert segment(["", "  "], "de") == ()


@given(st.text(alphabet="ab .,!?“”„\"')7Ä。」\n", max_size=60), st.sampled_from(["de", "en", "zh", "hi", None]))
def test_nothing_is_lost_or_made_up(text: str, language: str | None) -> None:
    assert "".join("".join(load(language)(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("language", ["de", "da", "pl", "sl"])
def test_a_quotation_mark_that_points_to_its_text_opens(language: str) -> None:
    texts = ["»Ana kupo«, tako Neri.", "»Rimu sano vika.«", "»Ana?«", "»Noto.«"]
    assert [sentence.text for sentence in segment([" ".join(texts)], language)] == texts
