"""Which language a text is in, among those asked for."""

from __future__ import annotations

import pytest

from tertium.corpora.text import identification
from tertium.corpora.text.identification import identify, other_language, preference, recognised, release, written_in
from tests.scripts import LANGUAGES, lines

TEXTS = {
    "de": "Die Fähre legt jeden Morgen um sechs Uhr ab und kommt selten pünktlich an.",
    "en": "The ferry leaves every morning at six and seldom arrives on time.",
    "uk": "Паром відходить щоранку о шостій і рідко приходить вчасно.",
    "ru": "Паром отходит каждое утро в шесть и редко приходит вовремя.",
    "zh": "渡轮每天早上六点出发，很少准时到达对岸的码头。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_in_its_language(language: str) -> None:
    guess = identify(TEXTS[language], ["de", "en", "uk", "zh", "ru"])
    assert guess.language == language
    assert guess.confidence > 0.99


def test_a_text_in_none_of_them_says_what_it_seems_to_be() -> None:
    guess = identify(TEXTS["ru"] * 3, ["de", "en"])
    assert guess.language is None
    assert guess.confidence > 0.99
    assert guess.other == "ru"
    assert guess.described == "neither: ru"
    assert identify("Berlin", ["de", "en"]).described == "?"


def test_a_close_relative_is_told_apart_from_the_language_asked_for() -> None:
    assert identify(TEXTS["ru"] * 3, ["en", "uk"]).language is None


@pytest.mark.parametrize("text", ["", "12:30", "Berlin", "source site", "!!! ???"])
def test_a_short_text_is_not_judged(text: str) -> None:
    assert identify(text, ["de", "en"]).language is None


def test_names_of_another_language_do_not_turn_a_sentence() -> None:
    text = "Emmanuel Macron und Boris Johnson trafen sich in Downing Street mit The Economist."
    assert identify(text, ["de", "en"]).language == "de"


def test_an_unknown_language_is_never_found() -> None:
    assert "tlh" not in recognised()
    assert identify(TEXTS["de"], ["tlh"]).language is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_of_a_script_without_spaces_are_named_the_likeliest_first(language: str) -> None:
    unspaced = language in {"th", "km", "my", "ja", "zh"}
    assert written_in("".join(lines(language).references))[:1] == ((language,) if unspaced else ())


def test_a_name_in_kana_does_not_make_a_chinese_text_japanese() -> None:
    assert written_in("渡轮每天早上六点出发，很少准时到达对岸的码头，冬天停开，春天再开，船名是カモメ") == ("zh", "ja")


def test_only_a_text_that_is_surely_in_another_language_is_called_so() -> None:
    assert other_language(TEXTS["en"] * 2, "en", "de") == "en"
    assert other_language(TEXTS["ru"] * 2, "en", "de") == "ru"
    assert not other_language(TEXTS["de"] * 2, "en", "de")
    assert not other_language(TEXTS["en"][:40], "en", "de")
    assert not other_language(TEXTS["en"] * 2, "en", None)


def test_a_model_that_was_given_back_is_loaded_again_by_the_next_text() -> None:
    guess, known = identify(TEXTS["de"], ["de", "en"]), recognised()
    release()
    assert identification._identifier.cache_info().currsize == 0
    assert recognised() is known
    assert identification._identifier.cache_info().currsize == 0
    assert identify(TEXTS["de"], ["de", "en"]) == guess


def test_a_word_alone_fits_one_language_better() -> None:
    assert (preference("plötzlich", "de", "en") or 0) > 5
    assert (preference("whether", "de-AT", "en_GB") or 0) < 0


def test_a_word_in_one_language_or_an_unknown_one_is_not_compared() -> None:
    assert preference("Haus", "de", "de-CH") is None
    assert preference("Haus", "de", "gsw") is None
