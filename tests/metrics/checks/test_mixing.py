"""Single words that nobody translated, where both languages share a script."""

from __future__ import annotations

import pytest

from tests.metrics.checking import ask, pointed_at


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis", "words"),
    [
        (("de", "en"), "Bisher waren sie sehr zufrieden.", "Bisher they were very content.", ["Bisher"]),
        (("de", "en"), "Sie haben plötzlich gelacht.", "They plötzlich laughed.", ["plötzlich"]),
        (("de", "en"), "Er lebt in Argentinien.", "He lives in Argentinien.", ["Argentinien"]),
        (("es", "en"), "El niño quiere comer ahora.", "The child wants to eat ahora.", ["ahora"]),
        (
            ("en", "de"),
            "They left the house because it burnt.",
            "Sie verließen das Haus because es brannte.",
            ["because"],
        ),
    ],
)
def test_a_word_of_the_source_s_language_is_found(
    languages: tuple[str, str], source: str, hypothesis: str, words: list[str]
) -> None:
    assert pointed_at(ask("untranslated", source, hypothesis, languages), hypothesis) == words


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis"),
    [
        (("fr", "en"), "Une solution est possible.", "A solution is possible."),
        (("de", "en"), "Er wohnt bei Frau Behrendsen in Hamburg.", "He lives with Mrs Behrendsen in Hamburg."),
        (("de", "en"), "Er las „Krieg und Frieden“ gern.", "He liked to read “Krieg und Frieden”."),
        (("en", "de"), "He works for Bank of Carolina.", "Er arbeitet bei der Bank of Carolina."),
        (("en", "de"), "Write to info@house-of-cards.example now.", "Schreiben Sie an info@house-of-cards.example."),
        (("en", "de"), "The manager was here.", "Der Manager war hier."),
        (("pt", "en"), "Só tenho 5 euros.", "I have only 5 euros."),
    ],
)
def test_names_titles_loans_and_common_spellings_are_no_error(
    languages: tuple[str, str], source: str, hypothesis: str
) -> None:
    assert ask("untranslated", source, hypothesis, languages).errors == 0


def test_languages_that_the_identifier_does_not_know_are_not_judged() -> None:
    assert ask("untranslated", "Er lachte plötzlich.", "Er plötzlich.", ("de", "gsw")).errors == 0


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis", "reference", "words"),
    [
        # Not enough alone: a loan word, a noun that may be a name, a word in quotation marks.
        (("de", "en"), "Wir sehen die Strecke.", "We see the Strecke.", "We see the track.", ["Strecke"]),
        (
            ("es", "en"),
            "Lo dijo el alcalde «con mucha alegría».",
            "The mayor said it “with much alegría”.",
            "The mayor said so “with great joy”.",
            ["alegría"],
        ),
    ],
)
def test_a_word_that_no_reference_has_needs_less_evidence(
    languages: tuple[str, str], source: str, hypothesis: str, reference: str, words: list[str]
) -> None:
    assert pointed_at(ask("untranslated", source, hypothesis, languages, (reference,)), hypothesis) == words
    assert ask("untranslated", source, hypothesis, languages).errors == 0


def test_a_word_that_a_reference_has_is_right() -> None:
    source, hypothesis = "Bisher waren sie sehr zufrieden.", "Bisher they were very content."
    assert ask("untranslated", source, hypothesis, ("de", "en"), ("Bisher, they were content.",)).errors == 0


def test_a_reference_does_not_vouch_for_itself() -> None:
    source, hypothesis = "Bisher waren sie sehr zufrieden.", "Bisher they were very content."
    assert ask("untranslated", source, hypothesis, ("de", "en"), (hypothesis,)).errors == 1


def test_a_name_that_a_reference_spells_otherwise_is_no_foreign_word() -> None:
    source, hypothesis = "Dort sind Kaufbeurener.", "There are Kaufbeurener."
    assert ask("untranslated", source, hypothesis, ("de", "en"), ("There are people of Kaufbeuren.",)).errors == 0
