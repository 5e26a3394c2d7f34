"""Wrong script, wrong language."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.script import writes
from tests.metrics.checking import ask, pointed_at

GERMAN = "Der Rat der Stadt hat gestern beschlossen, dass die alte Brücke im Sommer wieder geöffnet werden soll."
ENGLISH = "The city council decided yesterday that the old bridge is to be opened again to the public in summer."


def test_the_script_of_a_language_is_latin_where_nobody_says() -> None:
    scripts = {"uk": "CYRILLIC", "el": "GREEK", "zh": "CJK", "de": "LATIN", "xx": "LATIN"}
    assert {language: writes(language) for language in scripts} == scripts


def test_a_word_in_another_script_is_found() -> None:
    hypothesis = "Der Rat hat κάτι beschlossen und 今天 vertagt."
    answer = ask("script", ENGLISH, hypothesis)
    assert pointed_at(answer, hypothesis) == ["κάτι", "今天"]
    assert (answer.errors, answer.opportunities) == (3, 9)


def test_latin_names_and_a_greek_letter_may_stand_anywhere() -> None:
    assert ask("script", "Společnost NATO", "Організація NATO", ("cs", "uk")).errors == 0
    assert ask("script", "The angle α is small.", "Der Winkel α ist klein.").errors == 0


def test_what_the_source_writes_the_same_way_may_stay() -> None:
    assert ask("script", "The sign said Ελλάδα.", "Auf dem Schild stand Ελλάδα.").errors == 0


def test_a_segment_in_the_source_language_is_found_as_a_whole() -> None:
    answer = ask("script", ENGLISH, ENGLISH)
    assert answer.labels == ["wrong language"]
    assert answer.errors == answer.opportunities == 19
    assert ask("script", ENGLISH, GERMAN).errors == 0


def test_russian_is_no_ukrainian() -> None:
    russian = "Городской совет вчера решил, что старый мост снова откроют летом для всех жителей города."
    assert ask("script", ENGLISH, russian, ("en", "uk")).labels == ["wrong language"]


def test_without_a_language_nothing_is_judged() -> None:
    assert ask("script", "Hello", "Γειά σου", (None, None)).opportunities == 0


def test_a_sign_of_an_ordinal_is_in_no_script() -> None:
    assert ask("script", "the 3rd of May", "o 3.º dia, a 1ª vez", ("en", "pt")).errors == 0


@pytest.mark.parametrize(("language", "text"), [("dv", "ދިވެހި ބަސް"), ("or", "ଓଡ଼ିଆ ଭାଷା"), ("bo", "བོད་སྐད")])
def test_a_language_may_have_a_script_of_its_own(language: str, text: str) -> None:
    assert ask("script", "the language", text, ("en", language)).errors == 0
