"""Negations lost and added."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.negation import Negation
from tests.metrics.checking import ask, pointed_at


def test_the_user_says_how_severe_a_finding_is() -> None:
    answer = ask(Negation(severity="minor"), "They did not agree to the plan.", "Sie stimmten dem Plan zu.")
    assert {span.severity for span in answer.spans} == {"minor"}


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis"),
    [
        (("en", "de"), "They did not agree.", "Sie stimmten zu."),
        (("en", "de"), "She doesn't smoke.", "Sie raucht."),
        (("de", "en"), "Er hat keine Zeit.", "He has time."),
        (("zh", "en"), "他不是医生。", "He is a doctor."),
        (("cs", "uk"), "Nikdy tam nebyl.", "Він був там."),
        (("en", "zh"), "They never came back.", "他们回来了。"),
    ],
)
def test_a_lost_negation_is_found(languages: tuple[str, str], source: str, hypothesis: str) -> None:
    answer = ask("negation", source, hypothesis, languages)
    assert answer.labels == ["negation lost"]
    assert (answer.errors, answer.opportunities) == (1, 1)


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis"),
    [
        (("en", "de"), "They did not agree.", "Sie waren uneins."),
        (("en", "de"), "They did not succeed.", "Es gelang ihnen kaum."),
        (("en", "de"), "She cannot come.", "Sie ist verhindert."),
        (("de", "en"), "Das ist nicht möglich.", "That is impossible."),
        (("cs", "uk"), "Nikdy tam nebyl.", "Він ніколи там не був."),
    ],
)
def test_a_negation_in_another_dress_is_no_error(languages: tuple[str, str], source: str, hypothesis: str) -> None:
    answer = ask("negation", source, hypothesis, languages)
    assert (answer.errors, answer.opportunities) == (0, 1)


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis"),
    [
        (("en", "de"), "They didn't know it until they arrived.", "Sie wussten es erst, als sie ankamen."),
        (("en", "de"), "He was warned not to go.", "Er wurde davor gewarnt, zu gehen."),
        (("en", "de"), "She never stops asking.", "Sie fragt weiter."),
        (("en", "fr"), "Not unexpectedly, it rained.", "Comme prévu, il a plu."),
        (("de", "en"), "Nicht selten regnet es.", "It often rains."),
        (("en", "es"), "Do not hesitate to call.", "Llame cuando quiera."),
        (("en", "cs"), "Nevada and the Evening News are near.", "Nevada a Evening News jsou nedaleko."),
        (("en", "cs"), "Bats live here.", "Žijí tu netopýři a nese to jejich jméno."),
        (("en", "uk"), "He waited until she came.", "Він чекав, поки вона не прийшла."),
        (("en", "ru"), "He still works.", "Он не перестаёт работать."),
        (("en", "de"), "It is a not-for-profit club.", "Der Verein ist gemeinnützig."),
        (("en", "fr"), "It was in the film Nowhere Girl.", "C'était dans le film Nowhere Girl."),
        (("en", "ar"), "The hawk sleeps.", "الصقور السّلاّبة تنام."),
    ],
)
def test_idioms_litotes_names_and_prefixes_are_no_negation_that_the_other_text_lacks(
    languages: tuple[str, str], source: str, hypothesis: str
) -> None:
    assert ask("negation", source, hypothesis, languages).labels == []


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("She came.", "Nepřišla."),
        ("It works.", "Nefunguje to."),
        ("They agreed.", "Nesouhlasili."),
        ("Is here.", "Nejsou tu."),
    ],
)
def test_a_czech_verb_with_its_prefix_is_a_negation(source: str, hypothesis: str) -> None:
    assert ask("negation", source, hypothesis, ("en", "cs")).labels == ["negation added"]


@pytest.mark.parametrize("source", ["Not only he came.", "Why not go?", "I wonder whether or not it works."])
def test_what_only_looks_like_a_negation_is_no_opportunity(source: str) -> None:
    assert ask("negation", source, "Irgendetwas.").opportunities == 0


def test_a_language_without_rules_is_not_judged() -> None:
    assert ask("negation", "They did not agree.", "He olivat samaa mieltä.", ("en", "fi")).opportunities == 0


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis", "word"),
    [
        (("de", "en"), "Sie wohnt in Rom.", "She does not live in Rome.", "not"),
        (("es", "en"), "Sin embargo, llegaron ayer.", "However, they didn't arrive yesterday.", "n't"),
        (("hi", "en"), "वह दिल्ली में रहता है।", "He does not live in Delhi.", "not"),
        (("en", "hi"), "He lives in Delhi.", "वह दिल्ली में नहीं रहता।", "नहीं"),
        (("en", "ar"), "He lives in Cairo.", "هو لا يعيش في القاهرة.", "لا"),
        (("fr", "en"), "Elle ne fume pas et dort bien.", "She does not smoke, and she never sleeps well.", "never"),
    ],
)
def test_an_added_negation_is_found(languages: tuple[str, str], source: str, hypothesis: str, word: str) -> None:
    answer = ask("negation", source, hypothesis, languages)
    assert answer.labels == ["negation added"]
    assert pointed_at(answer, hypothesis) == [word]


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis"),
    [
        (("en", "es"), "Nobody said anything.", "Nadie dijo nada."),
        (("en", "uk"), "He never comes.", "Він ніколи не приходить."),
        (("en", "de"), "She failed to come.", "Sie ist nicht gekommen."),
        (("en", "es"), "Do you vote?", "¿No vota?"),
    ],
)
def test_what_the_source_says_in_another_way_is_not_added(
    languages: tuple[str, str], source: str, hypothesis: str
) -> None:
    assert ask("negation", source, hypothesis, languages).errors == 0
