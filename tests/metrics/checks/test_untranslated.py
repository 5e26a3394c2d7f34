"""Passages of the source left in the hypothesis."""

from __future__ import annotations

from tertium.metrics.checks.untranslated import Untranslated
from tests.metrics.checking import ask, pointed_at

SOURCE = "The mayor of the city said that nobody would be left behind this winter."


def test_the_user_says_how_severe_a_finding_is() -> None:
    answer = ask(Untranslated(severity="minor"), "记者什么也没说。", "The 记者 said nothing.", ("zh", "en"))
    assert {span.severity for span in answer.spans} == {"minor"}


def test_a_passage_left_in_the_source_language_is_found_and_counted_in_words() -> None:
    hypothesis = "Der Bürgermeister sagte, that nobody would be left behind im Winter."
    answer = ask("untranslated", SOURCE, hypothesis)
    assert pointed_at(answer, hypothesis) == ["that nobody would be left behind"]
    assert (answer.errors, answer.opportunities) == (6, 11)


def test_names_and_loan_words_stay_below() -> None:
    source = "She works for The Daily Planet in New York City as a senior software engineer."
    hypothesis = "Sie arbeitet bei The Daily Planet in New York City als Software Engineer."
    assert ask("untranslated", source, hypothesis).errors == 0


def test_a_single_word_in_the_source_s_own_script_is_found() -> None:
    hypothesis = "The 记者 said nothing."
    answer = ask("untranslated", "记者什么也没说。", hypothesis, ("zh", "en"))
    assert pointed_at(answer, hypothesis) == ["记者"]
    assert ask("untranslated", "Zpráva o COVIDU", "Звіт про COVID", ("cs", "uk")).errors == 0


def test_a_web_address_is_no_language() -> None:
    source = "See https://example.org/how/to/get/there/by/train for more."
    assert ask("untranslated", source, "Siehe https://example.org/how/to/get/there/by/train dazu.").errors == 0


def test_options_say_what_makes_a_passage() -> None:
    hypothesis = "Niemand wird left behind im Winter."
    assert ask("untranslated:single=False", SOURCE, hypothesis).errors == 0
    assert ask("untranslated:run=2,plain=2", SOURCE, hypothesis).errors == 2
