"""Names altered or lost."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.names import Names
from tests.metrics.checking import ask, pointed_at


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
        (("zh", "en"), "他见了王小明。", "He met Wang."),
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
    assert (answer.errors, answer.opportunities) == (1, 1)
