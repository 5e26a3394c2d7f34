"""A check says for which languages it was measured, and for which it wasn't."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest

from tertium.metrics.checks import coverage
from tertium.metrics.checks.coverage import ENOUGH, Figures, measured, unmeasured

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIGURES = {
    "numbers": {
        "en-de": {"untouched": [200, 100, 3], "number changed": [80, 76], "number dropped": [50, 40]},
        "de-en": {"untouched": [200, 100, 1]},
        "en-fi": {"untouched": [200, ENOUGH - 1, 0]},
    },
    "quotes": {"en-de": {"untouched": [200, 100, 3]}},
    "completeness": {"en-de": {"untouched": [200, 100, 3]}},
    "completeness:by=alignment": {"de-en": {"untouched": [200, 100, 3]}},
}


@pytest.fixture(autouse=True)
def figures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    (tmp_path / "coverage.json").write_text(json.dumps(FIGURES), encoding="utf-8")
    monkeypatch.setattr(coverage, "__file__", str(tmp_path / "coverage.py"))
    coverage._figures.cache_clear()
    yield
    coverage._figures.cache_clear()


def test_figures_are_shares_of_counts() -> None:
    figures = measured("numbers")["en", "de"]
    assert figures == Figures(200, 100, 3, {"number changed": (80, 76), "number dropped": (50, 40)})
    assert figures.alarms == 3 / 200
    assert figures.recall == pytest.approx((76 / 80 + 40 / 50) / 2)


def test_recall_without_damages_is_undefined() -> None:
    assert math.isnan(measured("numbers")["de", "en"].recall)


def test_a_pair_with_hardly_an_opportunity_isn_t_measured() -> None:
    assert ("en", "fi") not in measured("numbers")


def test_a_pair_that_was_measured_needs_no_words() -> None:
    assert unmeasured("numbers", ("en-GB", "de_AT"), reads_source=True) == ""


@pytest.mark.parametrize(
    ("languages", "words"),
    [
        (("de", "de"), "not measured for de-de"),
        (("sw", "en"), "not measured for sw-en, nor for sw in other pairs"),
        (("fi", "sw"), "not measured for fi-sw, nor for fi or sw in other pairs"),
        ((None, "de"), "not measured, since the set doesn't name its languages"),
        (("en", None), "not measured, since the set doesn't name its languages"),
    ],
)
def test_any_other_pair_is_named(languages: tuple[str | None, str | None], words: str) -> None:
    assert unmeasured("numbers", languages, reads_source=True) == words


def test_a_check_of_the_hypothesis_alone_asks_for_the_target_language() -> None:
    assert unmeasured("quotes", ("sw", "de"), reads_source=False) == ""
    assert unmeasured("quotes", (None, "de"), reads_source=False) == ""
    assert unmeasured("quotes", ("en", "sw"), reads_source=False) == "not measured for sw"


def test_options_may_be_measured_on_their_own() -> None:
    assert list(measured("completeness:deviations=3.0")) == [("en", "de")]
    assert list(measured("completeness:by=alignment,severity=minor")) == [("de", "en")]


def test_a_check_that_nobody_measured_says_so() -> None:
    assert measured("terms") == {}
    assert unmeasured("terms", ("en", "de"), reads_source=True) == "not measured in any language"
