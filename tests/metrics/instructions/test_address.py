"""Which register a text addresses somebody in."""

from __future__ import annotations

import pytest

from tertium.metrics.instructions.address import FORMS, forms, is_known, registers


@pytest.mark.parametrize(
    ("language", "formal", "informal"),
    [
        ("cs", "Můžete mi poslat váš účet?", "Můžeš mi poslat tvůj účet?"),
        ("de", "Können Sie mir Ihr Konto nennen?", "Kannst du mir dein Konto nennen?"),
        ("es", "¿Puede usted ayudarme?", "¿Puedes ayudarme con tu cuenta?"),
        ("fr", "Vous pouvez fermer votre compte.", "Je t'aime."),
        ("hi", "क्या आप आएंगे?", "क्या तुम आओगे?"),
        ("it", "Vorrei che Lei chiamasse.", "Vorrei che tu chiamassi."),
        ("nl", "Kunt u uw naam zeggen?", "Kun je jouw naam zeggen?"),
        ("pl", "Czy może pan pomóc?", "Czy twoja mama pomoże?"),
        ("pt", "O senhor pode ajudar?", "Você pode ajudar?"),
        ("ru", "Скажите ваше имя.", "Скажи твоё имя."),
        ("tr", "Bu sizin mi?", "Bu senin mi?"),
        ("uk", "Скажіть ваше ім'я.", "Скажи твоє ім'я."),
        ("zh", "您好吗？", "你好吗？"),
    ],
)
def test_pronouns_show_the_register(language: str, formal: str, informal: str) -> None:
    assert registers(forms(formal, language)) == {"formal"}
    assert registers(forms(informal, language)) == {"informal"}


@pytest.mark.parametrize(
    ("language", "text", "informal"),
    [
        ("ru", "Если хочешь, придёшь.", ["хочешь", "придёшь"]),
        ("ru", "Лишь брешь в стене.", []),
        ("uk", "Якщо хочеш, не смієшся.", ["хочеш", "смієшся"]),
        ("cs", "Jestli můžeš, řekni Tomáš.", ["můžeš"]),
    ],
)
def test_verbs_of_the_second_person_show_it_too(language: str, text: str, informal: list[str]) -> None:
    assert [text[form.start : form.end] for form in forms(text, language)] == informal


def test_every_language_has_both_registers() -> None:
    assert all(set(patterns) == {"formal", "informal"} for patterns in FORMS.values())


def test_a_word_at_the_beginning_may_be_they() -> None:
    assert forms("Sie kommen morgen. Ihr Haus ist groß.", "de-AT") == []


def test_a_quotation_is_said_by_somebody_else() -> None:
    assert forms("Der Arzt sagte: „Du musst schlafen.“", "de") == []


def test_positions_are_those_of_the_text() -> None:
    text = "„Ach.“ Kannst du das?"
    (form,) = forms(text, "de")
    assert text[form.start : form.end] == "du"


def test_his_or_your_is_told_by_an_english_source() -> None:
    assert forms("Disfrute de su día.", "es") == []
    assert registers(forms("Disfrute de su día.", "es", "Enjoy your day.")) == {"formal"}
    assert forms("Disfrute de su día.", "es", "You enjoy his day.") == []


def test_a_part_of_a_word_is_no_form() -> None:
    assert forms("Die Dusche, der Dir-Befehl, Dürer.", "de") == []
    assert registers(forms("Un têtu, avez-vous ?", "fr")) == {"formal"}


def test_languages_that_are_not_known_show_nothing() -> None:
    assert not is_known("en")
    assert not is_known(None)
    assert forms("Thou art.", "en") == []
