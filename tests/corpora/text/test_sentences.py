"""Sentences: what ends one, and above all what doesn't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.text.sentences import load, segment

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


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_this_is_one_sentence(language: str, text: str) -> None:
    assert load(language)(text) == [text]


@pytest.mark.parametrize(("language", "sentences"), SPLIT)
def test_these_are_several(language: str, sentences: list[str]) -> None:
    between = "" if language in {"zh", "ja"} else " "
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
