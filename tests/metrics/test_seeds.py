"""What the checks find in the user's five articles, and what they leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import Texts
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared


def lines(shared: Path, number: str) -> list[str]:
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    return [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def found(metric: str, hypotheses: list[str], sources: list[str] | None = None) -> list[tuple[str, str]]:
    """Return (label, text) of every finding."""
    rows = len(hypotheses)
    ids = tuple(map(str, range(rows)))
    texts = Texts(ids, tuple(sources or [""] * rows), ((),) * rows, ("d",) * rows, ("en", "de"))
    spans = load(metric).bind(texts)(hypotheses).spans
    return [(span.label, hypotheses[span.segment][span.start : span.end]) for span in spans]


def test_002_mixes_and_misses_quotation_marks(shared: Path) -> None:
    labels = [label for label, _ in found("quotes", lines(shared, "002"))]
    assert labels.count("mixed") == 1
    assert labels.count("unbalanced") == 1
    assert labels.count("foreign style") == 4


def test_004_has_english_quotation_marks_five_times(shared: Path) -> None:
    assert [label for label, _ in found("quotes", lines(shared, "004"))] == ["foreign style"] * 5


def test_002_breaks_off_behind_a_day_and_lacks_a_verb(shared: Path) -> None:
    texts = [text for _, text in found("truncated", lines(shared, "002"))]
    assert "am 7." in texts
    assert any(text.startswith("wird und Verbündeten") for text in texts)


def test_000_lacks_a_word_in_the_promotion(shared: Path) -> None:
    assert found("truncated", lines(shared, "000")) == [("verb missing", "indem Sie ein Mitglied")]


def test_no_number_of_the_pair_is_flagged(shared: Path) -> None:
    german, english = lines(shared, "000")[:11], lines(shared, "001")[1:12]
    assert "1997" in " ".join(english)
    assert "MK-41" in " ".join(english)
    for metric in ("numbers", "dates", "units", "negation", "copied", "untranslated", "completeness", "repetition"):
        assert found(metric, german, english) == [], metric
