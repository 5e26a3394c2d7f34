"""Numbers lost, changed, added; and all that is no error."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.numbers import Numbers
from tests.metrics.checking import ask, pointed_at


def test_the_user_says_how_severe_a_finding_is() -> None:
    answer = ask(Numbers(severity="minor"), "20 of 50 left.", "20 von 60 gingen.")
    assert {span.severity for span in answer.spans} == {"minor"}


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis"),
    [
        (("en", "de"), "It rose by 1,500.5 points.", "Er stieg um 1.500,5 Punkte."),
        (("en", "de"), "1,250,000 people came.", "1.250.000 Menschen kamen."),
        (("en", "cs"), "1,250,000 people came.", "Přišlo 1 250 000 lidí."),
        (("en", "de"), "That was 7.2 million.", "Das waren 7,2 Mio."),
        (("en", "de"), "That was 7.2 million.", "Das waren 7.200.000."),
        (("en", "de"), "He has two dogs and 12 cats.", "Er hat 2 Hunde und zwölf Katzen."),
        (("de", "en"), "Die 21 Tage waren um.", "The twenty-one days were over."),
        (("en", "de"), "The 3-year-old slept.", "Der Dreijährige schlief."),
        (("en", "de"), "It happened on December 7, 2021.", "Es geschah am 07.12.2021."),
        (("en", "de"), "The doors close at 3 p.m.", "Die Türen schließen um 15 Uhr."),
        (("de", "en"), "Beginn ist um 16.15 Uhr.", "It begins at 4:15 p.m."),
        (("de", "en"), "Um 8:00 Uhr geht es los.", "We start at 8."),
        (("en", "de"), "In the 1980s all was better.", "In den 80er Jahren war alles besser."),
        (("en", "de"), "After World War II they met.", "Nach dem 2. Weltkrieg trafen sie sich."),
        (("zh", "en"), "共有720万人参加。", "A total of 7.2 million people took part."),
        (("zh", "en"), "他三十岁了。", "He is 30 years old."),
        (("zh", "en"), "预计400万至600万人。", "We expect 4 to 6 million people."),
        (("zh", "en"), "12月7日下雪了。", "It snowed on December 7."),
        (("zh", "en"), "恢复到三成。", "It is back at 30%."),
        (("en", "de"), "Two thirds agreed.", "67 % stimmten zu."),
        (("en", "de"), "A quarter of them left.", "25 % gingen."),
        (("zh", "en"), "这件衣服打八折。", "This garment is 20% off."),
        (("zh", "en"), "全场8.5折。", "Everything is 15% off."),
        (("ja", "en"), "学生の4割が来た。", "40% of the students came."),
        (("ko", "en"), "학생의 4할이 왔다.", "40% of the students came."),
        (("pt", "en"), "A reunião é às 14h30.", "The meeting is at 2:30 p.m."),
        (("fr", "en"), "Départ à 18 h 30.", "We leave at 6.30 pm."),
        (("ar", "en"), "مات وعمره سبعة وسبعون عامًا.", "He died at the age of 77."),
        (("fr", "en"), "Il pèse deux kilos et demi.", "It weighs 2.5 kilos."),
        (("nl", "en"), "Na tweeënhalf jaar ging hij.", "He left after 2.5 years."),
        (("he", "en"), "היא בת שבעים ושבע.", "She is 77 years old."),
        (("cs", "uk"), "Sejdeme se 12. března v 17:30.", "Зустрінемося 12 березня о 17.30."),
        (("cs", "uk"), "Máme 3 děti.", "У нас троє дітей."),
        (("en", "de"), "COVID-19 changed much.", "Corona hat vieles verändert."),
        (("en", "fi"), "They have 3 dogs.", "Heillä on kolme koiraa."),
        ((None, None), "It is 1997.", "Es ist 1997."),
    ],
)
def test_the_same_number_in_another_dress_is_no_error(
    languages: tuple[str | None, str | None], source: str, hypothesis: str
) -> None:
    answer = ask("numbers", source, hypothesis, languages)
    assert answer.labels == []


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis", "label", "text"),
    [
        (("en", "de"), "The fine was 1,500 dollars.", "Die Strafe betrug 1.600 Dollar.", "number changed", "1.600"),
        (("en", "de"), "It fell by 7.2 million.", "Es fiel um 7,2 Milliarden.", "number changed", "7,2"),
        (("en", "de"), "See page 173 of the book.", "Siehe das Buch.", "number lost", ""),
        (("en", "de"), "It grew by 7.2 points.", "Es wuchs um 2,7 Punkte.", "number changed", "2,7"),
        (("en", "de"), "The price fell.", "Der Preis fiel um 37 Cent.", "number added", "37"),
        (("en", "de"), "We need MK-41 launchers.", "Wir brauchen MK-14-Werfer.", "number changed", "14"),
        (("zh", "en"), "共有720万人。", "A total of 72 million people.", "number changed", "72"),
        (("cs", "uk"), "Přijďte 12. března.", "Приходьте 13 березня.", "number changed", "13"),
        (("de", "en"), "Er war 45 Jahre alt.", "He was old.", "number lost", ""),
    ],
)
def test_a_number_that_differs_is_found_where_it_stands(
    languages: tuple[str, str], source: str, hypothesis: str, label: str, text: str
) -> None:
    answer = ask("numbers", source, hypothesis, languages)
    assert answer.labels == [label]
    assert pointed_at(answer, hypothesis) == [text]
    assert answer.errors == 1


def test_a_changed_number_counts_once_and_says_what_was_expected() -> None:
    answer = ask("numbers", "20 of 50 left.", "20 von 60 gingen.")
    assert (answer.errors, answer.opportunities) == (1, 2)
    assert "50" in answer.spans[0].note


def test_a_number_said_twice_may_be_said_once() -> None:
    assert ask("numbers", "16 came, and 16 left.", "16 kamen und gingen wieder.").errors == 0


def test_a_text_without_numbers_gives_no_opportunity() -> None:
    assert ask("numbers", "No digits here.", "Keine Ziffern hier.").opportunities == 0


@pytest.mark.parametrize(
    ("source", "hypothesis", "languages"),
    [
        ("He paid 15,000 dollars.", "1 万 5 千ドルを払った。", ("en", "ja")),
        ("16,000 people", "1 万 6 千人", ("en", "ja")),
        ("Rosa will bring up to 10 inches of rain.", "Rosa wird bis zu 25 Zentimeter Regen bringen.", ("en", "de")),
        ("New York City could reach 80 degrees.", "V New Yorku by mohlo být 27 °C.", ("en", "cs")),
        ("within 40 miles of the border", "в межах 40 миль (64,4 км) від кордону", ("en", "uk")),
        ("He is 100 percent certain.", "彼は絶対に確信している。", ("en", "ja")),
        ("another van", "もう1台の車", ("en", "ja")),
        ("moved out in the 1930s", "在 20 世纪 30 年代撤出", ("en", "zh")),
        ("a population of 12 lakh", "1.2 million people", ("en", "en")),
        ("यह 3 करोड़ का है", "it is 30 million", ("hi", "en")),
        ("3 مليون شخص", "3,000,000 people", ("ar", "en")),
        ("It starts at 3:30.", "Es beginnt um halb vier.", ("en", "de")),
        ("It starts at half past three.", "Es beginnt um 15:30 Uhr.", ("en", "de")),
        ("Empieza a las cuatro menos cuarto.", "It starts at 3:45.", ("es", "en")),
        ("Det begynder kl. halv fire.", "It starts at 3:30.", ("da", "en")),
        ("vers 12 h 00 GMT", "at 1200 GMT", ("fr", "en")),
        ("11時半から14時、17時から21時", "11:30-14:00,17:00-21:00", ("ja", "zh")),
        ("25 people came.", "Yirmi beş kişi geldi.", ("en", "tr")),
        ("25 people came.", "스물다섯 명이 왔다.", ("en", "ko")),
        ("250 people came.", "이백오십 명이 왔다.", ("en", "ko")),
        ("300 people came.", "Dreihundert Leute kamen.", ("en", "de")),
        ("in the 17th century", "på 1600-talet", ("en", "sv")),
        ("He is 5 feet 10 inches tall.", "Er ist 178 cm groß.", ("en", "de")),
        ("He is 5'10\" tall.", "Er ist 1,78 m groß.", ("en", "de")),
        ("about a mile away", "rund 1,6 km entfernt", ("en", "de")),
    ],
)
def test_a_number_in_another_numeral_or_unit_is_no_error(
    source: str, hypothesis: str, languages: tuple[str, str]
) -> None:
    assert ask("numbers", source, hypothesis, languages).labels == []


@pytest.mark.parametrize(
    ("source", "hypothesis", "languages"),
    [
        ("He paid 15,000 dollars.", "1 万 6 千ドルを払った。", ("en", "ja")),
        ("Rosa will bring up to 10 inches of rain.", "Rosa wird bis zu 45 Zentimeter Regen bringen.", ("en", "de")),
        ("3 مليون شخص", "4,000,000 people", ("ar", "en")),
        ("in the 17th century", "på 1700-talet", ("en", "sv")),
    ],
)
def test_a_wrong_one_is(source: str, hypothesis: str, languages: tuple[str, str]) -> None:
    assert ask("numbers", source, hypothesis, languages).labels == ["number changed"]


@pytest.mark.parametrize(
    ("source", "hypothesis", "languages"),
    [
        ("It starts at 3:30.", "Es beginnt um halb fünf.", ("en", "de")),
        ("25 people came.", "Yirmi altı kişi geldi.", ("en", "tr")),
        ("25 people came.", "스물여섯 명이 왔다.", ("en", "ko")),
        ("300 people came.", "Zweihundert Leute kamen.", ("en", "de")),
        ("about a mile away", "rund 3 km entfernt", ("en", "de")),
        ("He is 5 feet 10 inches tall.", "Er ist 168 cm groß.", ("en", "de")),
    ],
)
def test_another_one_in_words_or_another_unit_is_found(
    source: str, hypothesis: str, languages: tuple[str, str]
) -> None:
    assert ask("numbers", source, hypothesis, languages).errors
