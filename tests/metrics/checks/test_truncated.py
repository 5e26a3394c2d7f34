"""Sentences that break off."""

from __future__ import annotations

import pytest

from tertium.corpora.types import Texts
from tertium.metrics.checks.truncated import Truncated
from tertium.metrics.registry import load
from tests.metrics.checking import ask, pointed_at
from tests.scripts import LANGUAGES, lines

SOURCE = "The minister said on Monday that the new law would be discussed in parliament next week."


def test_the_user_says_how_severe_a_finding_is() -> None:
    answer = ask(Truncated(severity="minor"), "", "She came to the.", (None, "en"))
    assert {span.severity for span in answer.spans} == {"minor"}


@pytest.mark.parametrize(
    ("hypothesis", "text"),
    [
        ("Der Minister sagte am Montag, dass das neue Gesetz in der", "der"),
        ("Der Minister sagte am Montag, dass das neue Gesetz,", "Gesetz,"),
        ("Der Minister sprach am 7.", "am 7."),
        ("Der Minister sagte, dass das neue Gesetz kommt", "kommt"),
        ("Er wird Mitglied, indem er einen Antrag.", "indem er einen Antrag"),
        (
            "Dass es keine Zusage geben wird und Partnern später in der Woche, sagte er.",
            "wird und Partnern später in der Woche",
        ),
    ],
)
def test_a_sentence_without_its_end_or_its_verb_is_found(hypothesis: str, text: str) -> None:
    answer = ask("truncated", SOURCE, hypothesis)
    assert (answer.errors, answer.opportunities) == (1, 1)
    assert pointed_at(answer, hypothesis) == [text]


@pytest.mark.parametrize(
    "hypothesis",
    [
        "Der Minister sagte am Montag, das neue Gesetz werde kommende Woche im Parlament besprochen.",
        "Der Minister teilte das am Montag mit.",
        "„Er kommt, wenn er will“, sagte der Minister am 7. Mai.",
        "Der Minister sagte am Montag, dass das neue Gesetz kommende Woche im Parlament besprochen werde",
    ],
)
def test_whole_sentences_are_no_error(hypothesis: str) -> None:
    assert ask("truncated", SOURCE, hypothesis).labels == []


def test_a_source_without_an_end_excuses_all() -> None:
    assert ask("truncated", "Minister announces the", "Minister kündigt an, die").opportunities == 0


def test_other_languages_know_their_words_too() -> None:
    assert ask("truncated", "", "She came to the.", (None, "en")).errors == 1
    assert ask("truncated", "", "Přišla k němu a.", (None, "cs")).errors == 1
    assert ask("truncated", "", "Вона прийшла до.", (None, "uk")).errors == 1


def test_several_problems_of_one_sentence_are_one_error() -> None:
    answer = ask("truncated", SOURCE, "Er wird Mitglied, indem er einen Antrag. Der Minister sprach am 7.")
    assert len(answer.spans) == 2
    assert answer.errors == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_sentences_of_any_script_are_no_error_and_a_quarter_of_one_is(language: str) -> None:
    for source, reference, output in zip(*lines(language), strict=True):
        for text in (reference, output):
            answer = ask("truncated", source, text, ("en", language))
            assert (answer.errors, answer.opportunities) == (0, 1), text
            assert ask("truncated", text, source, (language, "en")).errors == 0
        assert ask("truncated", source, reference[: len(reference) // 4], ("en", language)).errors == 1


def test_thai_is_told_by_its_script_where_no_language_is_given() -> None:
    source, text, _ = (column[0] for column in lines("th"))
    assert ask("truncated", source, text[:30], (None, None)).errors == 0
    assert ask("truncated", source, text[:10], (None, None)).errors == 1


def many(share_without_end: float) -> Texts:
    sources = tuple("The farmers of the valley have been waiting for rain since early March." for _ in range(200))
    whole = "Maanviljelijät odottavat sadetta maaliskuusta lähtien koko laaksossa ja kauempana."
    bare = round(share_without_end * len(sources))
    references = tuple((whole.rstrip(".") if i < bare else whole,) for i in range(len(sources)))
    ids = tuple(map(str, range(len(sources))))
    return Texts(ids, sources, references, ids, ("en", "fi"))


def test_where_every_reference_has_an_end_an_output_without_one_is_cut_off() -> None:
    outputs = ["Maanviljelijät odottavat sadetta maaliskuusta lähtien koko laaksossa ja kauempana"] * 200
    assert load("truncated").bind(many(0.0))(outputs).counts[:, 0].all()
    assert not load("truncated").bind(many(0.1))(outputs).counts[:, 0].any()


def test_elsewhere_it_has_to_be_short_too() -> None:
    outputs = ["Maanviljelijät odottavat sadetta maaliskuusta"] * 200
    assert load("truncated").bind(many(0.03))(outputs).counts[:, 0].all()
    assert not Truncated().segmentwise


def test_outputs_that_a_limit_cut_are_named_and_counted() -> None:
    rows = 60
    texts = Texts(
        ids=tuple(map(str, range(rows))),
        sources=tuple("So it is. " * (1 + i // 4) for i in range(rows)),
        references=tuple((f"{'So ist es. ' * (1 + i // 4)}".strip(),) for i in range(rows)),
        documents=tuple("d" for _ in range(rows)),
        languages=("en", "de"),
    )
    counted = Truncated().bind(texts)([references[0][:100] for references in texts.references])
    assert [span.segment for span in counted.spans if span.label == "cut at a limit"] == list(range(36, rows))
    assert counted.counts[36:].tolist() == [[1, 1]] * (rows - 36)
    assert "24 outputs end unfinished at up to 100 characters" in counted.warnings[0]
