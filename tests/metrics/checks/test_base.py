"""What all checks share: counts, score, severity, options."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.corpora.types import Texts
from tertium.errors import UsageError
from tertium.metrics.checks.base import Check, SegmentTexts
from tertium.metrics.registry import classes, label, load
from tests.metrics.checking import ask

CHECKS = [name for name, metric in classes().items() if issubclass(metric, Check)]
WITHOUT_OPTIONS = [name for name in CHECKS if name not in {"terms", "limit"}]  # which find nothing without a table


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_is_a_percentage_of_which_less_is_better(name: str) -> None:
    metric = load(name)
    assert (metric.unit, metric.higher_is_better) == ("%", False)
    assert metric.score(np.array([1.0, 20.0])) == 5
    assert np.isnan(metric.score(np.array([0.0, 0.0])))


@pytest.mark.parametrize("name", CHECKS)
def test_the_rules_version_and_every_option_are_in_the_signature(name: str) -> None:
    signature = load(f"{name}:severity=minor").signature
    assert signature.startswith(name)
    assert "|severity:minor|" in signature
    assert "|rules:" in signature


@pytest.mark.parametrize("name", [*WITHOUT_OPTIONS, "limit:characters=40"])
def test_a_check_reads_two_empty_texts(name: str) -> None:
    answer = ask(name, "", "")
    assert answer.errors == 0


@pytest.mark.parametrize("name", [*WITHOUT_OPTIONS, "limit:words=3"])
@pytest.mark.parametrize(
    "text", ["\x00", "\u202e„12", "👩‍👩‍👧 1️⃣ ½", "·" * 300, "(((((", "a" * 500, "1.2.3,4,5.6", "\ud7ff"]
)
def test_no_text_breaks_a_check(name: str, text: str) -> None:
    answer = ask(name, text, text)
    assert 0 <= answer.errors <= answer.opportunities
    answer = ask(name, "One text.", text, (None, None))
    assert 0 <= answer.errors <= answer.opportunities


def test_severity_is_an_option_and_reaches_the_span() -> None:
    source, wrong = "It cost 40 dollars.", "Es kostete 50 Dollar."
    assert [span.severity for span in ask("numbers", source, wrong).spans] == ["major"]
    assert [span.severity for span in ask("numbers:severity=critical", source, wrong).spans] == ["critical"]
    assert label(load("numbers:severity=critical")) == "numbers:severity=critical"


def test_an_unknown_severity_is_refused_with_what_there_is() -> None:
    with pytest.raises(UsageError, match="critical"):
        load("numbers:severity=fatal")


def test_documents_sum_to_the_set() -> None:
    sources = ("10 dogs and 3 cats", "20 birds", "30 fish")
    texts = Texts(("a", "b", "c"), sources, ((), (), ()), ("d", "d", "e"), ("en", "de"))
    metric = load("numbers")
    rows = metric.bind(texts)(["10 Hunde und 4 Katzen", "20 Vögel", "31 Fische"]).counts
    assert rows.tolist() == [[1, 2], [0, 1], [1, 1]]
    assert metric.score(rows.sum(axis=0)) == 50


def test_a_reference_is_no_witness_for_itself_nor_where_it_says_nothing_or_is_too_long() -> None:
    texts = ("He met Anna.", "He  met Anna.\n", "", "  ", "a " * 6000, "He saw Anna.", "He saw Anna.")
    segment = SegmentTexts("Er traf Anna.", texts, ("de", "en"))
    assert segment.witnesses("He met Anna.") == ("He saw Anna.", "He saw Anna.")
    assert SegmentTexts("Er traf Anna.", (), ("de", "en")).witnesses("He met Anna.") == ()
