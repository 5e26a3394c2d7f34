"""The numbers of one text as another text may write them."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.number_side import Side


def lost(source: str, target: str, languages: tuple[str, str] = ("en", "de")) -> list[str]:
    side = Side(source, languages[0])
    return [source[number.start : number.end] for number in side.without(Side(target, languages[1]))]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("in the 1980s", "في الثمانينيات", ("en", "ar")),
        ("the 2003–04 season", "die Saison 2003-2004", ("en", "de")),
        ("昭和49年", "in 1974", ("ja", "en")),
        ("1億2,500万ポンド", "£125m", ("ja", "en")),
        ("at 5.30 pm", "午後5時半", ("en", "ja")),
        ("a 32-year-old", "dvaatřicetiletý", ("en", "cs")),
        ("2 mil millones", "2 billion", ("es", "en")),
    ],
)
def test_a_number_may_be_written_otherwise(source: str, target: str, languages: tuple[str, str]) -> None:
    assert lost(source, target, languages) == []
    assert lost(target, source, (languages[1], languages[0])) == []


def test_a_number_that_the_other_text_lacks_is_told_once() -> None:
    assert lost("3 cats, 3 dogs, 5 birds", "5 Vögel") == ["3"]


def test_a_decade_and_the_number_of_its_century_are_known() -> None:
    english, chinese = Side("in the 1980s", "en"), Side("20世纪80年代", "zh")
    assert english.is_decade(english.digits[0])
    assert chinese.is_century(chinese.digits[0], english)
    assert not chinese.is_century(chinese.digits[0], Side("in 1780", "en"))


def test_four_digits_or_the_other_half_of_the_day_may_be_the_same_time() -> None:
    assert Side("vers 12 h 00 GMT", "fr").has_clock(Side("at 1200 GMT", "en").digits[0])
    assert Side("klukkan 17.30, 17 h", "is").has_clock(Side("5.30pm", "en").digits[0])
    assert not Side("12 Hunde", "de").has_clock(Side("1200 dogs", "en").digits[0])


def test_words_of_a_language_without_known_numerals_excuse_small_numbers_and_decades() -> None:
    icelandic, english = Side("á fjórða áratugnum", "is"), Side("5 in the 1930s, 45", "en")
    five, decade, other = english.digits
    assert icelandic.excuses(five, english)
    assert icelandic.excuses_decade(decade, english)
    assert not icelandic.excuses(other, english)


def test_a_half_and_a_quarter_of_an_hour_are_excused_where_numerals_are_not_known() -> None:
    danish, english = Side("kl. halv fire", "da"), Side("at 3:30, 30 men", "en")
    hour, minutes, men = english.digits
    assert danish.excuses(hour, english)
    assert danish.excuses(minutes, english)
    assert not danish.excuses(men, english)


def test_where_numbers_of_any_size_stand_in_words_none_is_missed() -> None:
    yoruba, english = Side("ọkùnrin, ẹni ọdùn méjìlélọ́gbọ̀n", "yo"), Side("a man, 32", "en")
    assert yoruba.excuses(english.digits[0], english)


@pytest.mark.parametrize(
    ("digits", "words", "language"),
    [
        ("at 3:30", "um halb vier", "de"),
        ("at 15.45", "Viertel vor vier", "de"),
        ("at 3:45 p.m.", "a las cuatro menos cuarto", "es"),
        ("at 15:30", "om half vier", "nl"),
        ("at 3:30", "v půl čtvrté", "cs"),
        ("at 15:30", "в половине четвертого", "ru"),
        ("at 15:30", "half past three", "en"),
        ("at 15:00", "three o'clock", "en"),
        ("at 15:30", "в полчетвёртого", "ru"),
        ("at 15:30", "o wpół do czwartej", "pl"),
        ("at 3:30", "الساعة الثالثة والنصف", "ar"),
        ("at 3:45", "三点三刻", "zh"),
        ("at 3:30", "alle tre e mezza", "it"),
        ("at 15:45", "um dreiviertel vier", "de"),
    ],
)
def test_words_say_a_time_of_day_by_either_hour_beside_it(digits: str, words: str, language: str) -> None:
    assert lost(digits, words, ("en", language)) == []


def test_a_wrong_hour_in_words_is_another_time() -> None:
    assert lost("at 3:30", "um halb fünf") == ["3"]


@pytest.mark.parametrize("text", ["på 1600-talet", "på 1600-tallet", "1600-luvulla"])
def test_a_century_may_be_counted_by_its_hundreds(text: str) -> None:
    assert lost("in the 17th century", text, ("en", "sv")) == []
    assert lost(text, "in the 17th century", ("sv", "en")) == []
    assert lost("in the 18th century", text, ("en", "sv")) == ["18"]


def test_amounts_are_all_readings_halves_included() -> None:
    assert Side("half an inch and 3 feet", "en").amounts() >= {0.5, 3.0}
