"""Months and weekdays."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.dates import dated_months
from tests.metrics.checking import ask, pointed_at


def test_a_month_needs_a_day_or_a_year_beside_it() -> None:
    assert dated_months("In 1997 they may come on 3 March.", "en") == {3}


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis"),
    [
        (("en", "de"), "It begins on Monday, March 3.", "Es beginnt am Montag, dem 3. März."),
        (("en", "de"), "On Saturday morning it rained.", "Am Sonnabendmorgen regnete es."),
        (("en", "de"), "It ended in May 2020.", "Es endete 05/2020."),
        (("cs", "uk"), "Sejdeme se ve středu 12. března.", "Зустрінемося в середу 12 березня."),
        (("zh", "en"), "12月7日星期三下雪了。", "It snowed on Wednesday, December 7."),
        (("en", "de"), "The two may march on Sunday.", "Die beiden dürfen am Sonntag marschieren."),
        (("en", "de"), "They met on Friday.", "Sie trafen sich zwei Tage später."),
        (("en", "hi"), "It ended in May 2020.", "यह मई 2020 में समाप्त हुआ।"),
        (("en", "hi"), "He died in February 1218.", "फरवरी 1218 में उनकी मृत्यु हुई।"),
        (("th", "en"), "ฝนตกเมื่อวันที่ 7 มีนาคม 2020", "It rained on March 7, 2020."),
        (("en", "my"), "It ended in May 2020.", "၂၀၂၀ ပြည့်နှစ် မေလတွင် ပြီးဆုံးခဲ့သည်။"),
    ],
)
def test_the_same_day_in_another_language_is_no_error(languages: tuple[str, str], source: str, hypothesis: str) -> None:
    assert ask("dates", source, hypothesis, languages).labels == []


@pytest.mark.parametrize(
    ("source", "hypothesis", "label", "text"),
    [
        ("It begins on Monday.", "Es beginnt am Dienstag.", "weekday", "Dienstag"),
        ("It begins on March 30.", "Es beginnt am 30. Mai.", "month", ""),
    ],
)
def test_another_day_or_month_is_found(source: str, hypothesis: str, label: str, text: str) -> None:
    answer = ask("dates", source, hypothesis)
    assert answer.labels == [label]
    assert pointed_at(answer, hypothesis) == [text]


def test_another_month_is_found_in_scripts_whose_vowels_are_marks() -> None:
    assert ask("dates", "He died on 7 March 1218.", "उनकी मृत्यु 7 जनवरी 1218 को हुई।", ("en", "hi")).labels == ["month"]
    assert ask("dates", "He died on 7 March 1218.", "เขาเสียชีวิตเมื่อวันที่ 7 มกราคม 1218", ("en", "th")).labels == ["month"]


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis"),
    [
        (("en", "he"), "The talks began in June.", "השיחות החלו ביולי."),
        (("he", "en"), "השיחות החלו ביוני.", "The talks began in July."),
        (("en", "ar"), "He left in June.", "غادر في أكتوبر."),
        (("en", "ja"), "He left on Sunday.", "彼は火曜日に出発した。"),
        (("zh", "en"), "他周六离开。", "He left on Tuesday."),
        (("en", "ko"), "He left in June.", "그는 9월에 떠났다."),
    ],
)
def test_another_month_or_day_is_found_in_many_scripts(
    languages: tuple[str, str], source: str, hypothesis: str
) -> None:
    assert ask("dates", source, hypothesis, languages).errors == 1


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis"),
    [
        (("en", "de"), "He left last June.", "Er ging letztes Jahr."),
        (("de", "en"), "Er kam im Juni.", "He may have come in June."),
        (("vi", "en"), "vào tháng 6", "in June"),
        (("en", "zh"), "in June", "六月"),
        (("en", "zh"), "in June", "6月"),
    ],
)
def test_a_month_that_is_left_out_or_written_as_a_number_is_no_error(
    languages: tuple[str, str], source: str, hypothesis: str
) -> None:
    assert ask("dates", source, hypothesis, languages).errors == 0
