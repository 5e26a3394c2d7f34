"""Full names of which a part is kept."""

from __future__ import annotations

from tertium.metrics.checks.base import Checked, SegmentTexts
from tertium.metrics.checks.full_names import kept_parts, missing_part
from tertium.metrics.checks.name_vectors import finished


def inspect(source: str, hypothesis: str, languages: tuple[str, str]) -> Checked:
    return finished([kept_parts(SegmentTexts(source, (), languages))(hypothesis)])[0]


def test_a_part_behind_a_kept_one_is_an_opportunity() -> None:
    source = "He met Karen Delfried in Paris after a long flight."
    assert inspect(source, "Er traf Karen Delfried in Paris.", ("en", "de")) == Checked(1)
    assert inspect(source, "Er traf sie in Paris.", ("en", "de")) == Checked(0)


def test_a_finding_says_which_part_is_missing() -> None:
    source = "He met Karen Delfried in Paris after a long flight."
    lost = inspect(source, "Er traf Karen in Paris.", ("en", "de"))
    altered = inspect(source, "Er traf Karen Dalfreid in Paris.", ("en", "de"))
    assert [missing_part(finding) for finding in (*lost.findings, *altered.findings)] == ["Delfried", "Delfried"]


def test_an_ending_of_a_language_with_cases_alters_no_name() -> None:
    source = "Tehdy jsme potkali Karen Delfriedovou a taky Dollyho Mengy."
    assert inspect(source, "We met Karen Delfried then, and Dolly Menga.", ("cs", "en")).findings == ()
    german = "Damals trafen wir Dolly Mengy in der Stadt."
    assert [finding.label for finding in inspect(german, "We met Dolly Menga in town.", ("de", "en")).findings] == [
        "name altered"
    ]


def test_a_part_that_is_translated_in_front_is_not_lost() -> None:
    source = "Mereka tinggal di Korea Utara sejak tahun lalu."
    assert inspect(source, "They have lived in North Korea since last year.", ("id", "en")).findings == ()
    assert len(inspect(source, "They have lived in Korea since last year.", ("id", "en")).findings) == 1


def test_a_text_without_full_names_has_no_opportunity() -> None:
    assert inspect("He met her.", "Er traf sie.", ("en", "de")) == Checked(0)
