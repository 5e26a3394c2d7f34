"""Names altered, lost or replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.metrics.checks import names
from tertium.metrics.checks.base import SegmentTexts
from tertium.metrics.checks.name_vectors import finished
from tertium.metrics.checks.names import Names
from tests.metrics.checking import ask, pointed_at

if TYPE_CHECKING:
    from tertium.metrics.checks.base import Checked
    from tertium.metrics.checks.name_vectors import Asking


def test_the_user_says_how_severe_a_finding_is() -> None:
    source = "He met Karen Delfried in Paris after a long flight."
    answer = ask(Names(severity="minor"), source, "Er traf nach einem langen Flug Karen Dalfreid in Paris.")
    assert {span.severity for span in answer.spans} == {"minor"}


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis"),
    [
        (("en", "de"), "He met Karen Delfried in Paris after a long flight.", "Er traf Karen Delfried in Paris."),
        (("en", "de"), "He saw Karen Delfried's car.", "Er sah Karen Delfrieds Auto."),
        (("en", "de"), "He met President Delfried there.", "Er traf dort Präsident Delfried."),
        (("en", "de"), "He saw the White House there.", "Er sah dort das Weiße Haus."),
        (("cs", "uk"), "Mluvil tam pan Václav Havránek.", "Там говорив пан Вацлав Гавранек."),
        (("uk", "en"), "Мер Кельна відкрив два нові мости через річку.", "The mayor of Cologne opened two bridges."),
        (("zh", "en"), "他见了王小明。", "He met Wang."),
        (
            ("de", "en"),
            "Er spielte damals für den Verein Bayern München.",
            "He played for the club Bayern Munich then.",
        ),
        (("en", "de"), "Karen Delfried Wins Big Prize Again", "Karen gewinnt wieder den großen Preis"),
    ],
)
def test_kept_translated_and_inflected_names_are_no_error(
    languages: tuple[str, str], source: str, hypothesis: str
) -> None:
    assert ask("names", source, hypothesis, languages).labels == []


@pytest.mark.parametrize(
    ("source", "hypothesis", "label", "text"),
    [
        (
            "He met Karen Delfried in Paris after a long flight.",
            "Er traf nach einem langen Flug Karen Dalfreid in Paris.",
            "name altered",
            "Dalfreid",
        ),
        (
            "He met Karen Delfried in Paris after a long flight.",
            "Er traf nach einem langen Flug Karen in Paris.",
            "name lost",
            "",
        ),
    ],
)
def test_an_altered_or_lost_part_of_a_name_is_found(source: str, hypothesis: str, label: str, text: str) -> None:
    answer = ask("names", source, hypothesis)
    assert answer.labels == [label]
    assert pointed_at(answer, hypothesis) == [text]
    assert answer.errors == 1


def test_a_replaced_name_is_found_where_the_target_writes_names_alone_with_a_capital() -> None:
    hypothesis = "The minister Svetlana Makarovic visited the town yesterday evening."
    answer = ask("names", "Le ministre Henri Dubosc a visité la ville hier soir.", hypothesis, ("fr", "en"))
    assert answer.labels == ["name replaced"]
    assert pointed_at(answer, hypothesis) == ["Svetlana Makarovic"]


def test_common_nouns_of_german_are_no_names() -> None:
    source = "Die Regierung hat im Frühling neue Gesetze beschlossen."
    assert ask("names", source, "The government passed new laws in spring.", ("de", "en")).errors == 0


def test_scripts_that_are_not_compared_are_not_judged() -> None:
    assert ask("names", "他见了王小明。", "He met Erwin Huber.", ("zh", "en")).opportunities == 0
    assert ask("names", "वह मोदी से मिला।", "He met Erwin Huber.", ("hi", "en")).opportunities == 0


def test_a_name_lost_across_scripts_is_found_and_a_common_noun_is_none() -> None:
    source = "He met Karen Delfried in Paris after a long flight."
    assert ask("names", source, "Він зустрів Карен у Парижі.", ("en", "uk")).labels == ["name lost"]
    counter = "The Geiger Counter was in the box there."
    assert ask("names", counter, "Там у коробці був лічильник Гейгера.", ("en", "uk")).errors == 0


def test_documents_are_inspected_a_few_at_once_with_the_findings_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "Le ministre Henri Dubosc a visité la ville hier soir."
    hypotheses = ["The minister Svetlana Makarovic visited the town yesterday evening.", "", "Minister Henri Dubosc."]
    inspect = Names().inspector(SegmentTexts(source, (), ("fr", "en")))
    batches = []

    def count(inspections: list[Asking[Checked]]) -> list[Checked]:
        batches.append(len(inspections))
        return finished(inspections)

    monkeypatch.setattr(names, "finished", count)
    together = list(Names().results([(inspect, text) for text in hypotheses]))
    monkeypatch.setattr(names, "AT_ONCE", 20)
    assert list(Names().results([(inspect, text) for text in hypotheses])) == together
    assert batches == [3, 1, 1, 1]
    assert list(Names().results([])) == []


LONDON = "Le président Emmanuel Macron s'est rendu à Londres lundi."
MADRID = "President Emmanuel Macron travelled to Madrid on Monday."


def test_a_name_that_no_reference_has_is_found_with_less_evidence() -> None:
    reference = "On Monday, Emmanuel Macron went to London."
    assert ask("names", LONDON, MADRID, ("fr", "en")).labels == []
    answer = ask("names", LONDON, MADRID, ("fr", "en"), references=(reference,))
    assert pointed_at(answer, MADRID) == ["Madrid"]


@pytest.mark.parametrize("others", [(), ("",), ("  ",), (MADRID,), (MADRID, MADRID + " ")])
def test_a_hypothesis_that_is_the_reference_is_judged_by_the_source_alone(others: tuple[str, ...]) -> None:
    assert ask("names", LONDON, MADRID, ("fr", "en"), references=others).labels == []


def test_one_of_several_references_vouches_for_a_name() -> None:
    references = ("On Monday, Emmanuel Macron went to London.", "Emmanuel Macron was in Madrid on Monday.")
    assert ask("names", LONDON, MADRID, ("fr", "en"), references=references).labels == []


def test_a_reference_excuses_a_part_of_a_name_that_is_lost_or_spelled_otherwise() -> None:
    source = "He met Karen Delfried in Paris after a long flight."
    lost, altered = "Er traf nach dem Flug Karen in Paris.", "Er traf nach dem Flug Karen Dalfreid in Paris."
    for hypothesis in (lost, altered):
        assert ask("names", source, hypothesis, references=("Er sah Karen Delfried in Paris.",)).errors == 1
    assert ask("names", source, lost, references=("In Paris sah er dann Karen.",)).errors == 0
    assert ask("names", source, altered, references=("Er sah Karen Dalfreid in Paris.",)).errors == 0
