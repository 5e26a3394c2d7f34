"""A policy says what it means, and a mistake in it is never a rule that nobody checks."""

from __future__ import annotations

from typing import Any

import pytest

from tertium.errors import UsageError
from tertium.evals.policy import OPTIONS, parse

EVERY: dict[str, dict[str, Any]] = {
    "non-inferior": {"margin": 0.5},
    "superior": {},
    "minimum": {"score": 30},
    "no-worse": {"by": "domain", "margin": 3},
    "limit": {"at_most": 1},
    "required": {},
}


def policy(*rules: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"schema": "tertium.policy/1", "rule": list(rules), **fields}


def rule(kind: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "metric": "chrf", **EVERY[kind], **fields}


@pytest.mark.parametrize("kind", OPTIONS)
def test_every_kind_of_rule_is_read_and_says_what_it_asks(kind: str) -> None:
    read = parse(policy(rule(kind)), "p.toml").rules[0]
    assert read.kind == kind
    assert str(read).startswith("chrf ")


def test_confidence_is_one_sided_and_the_interval_two_sided() -> None:
    assert parse(policy(rule("superior")), "p").resampling.level == 0.9
    assert parse(policy(rule("superior"), confidence=0.99), "p").resampling.level == 0.98


def test_ten_documents_must_differ_unless_the_policy_says_otherwise() -> None:
    assert parse(policy(rule("superior")), "p").differing == 10
    assert parse(policy(rule("superior"), differing=0), "p").differing == 0
    assert parse(policy(rule("superior"), differing=25), "p").differing == 25


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"rule": []}, "not of schema"),
        (policy(), "has no rules"),
        (policy(rule("superior"), confidance=0.9), "nothing is called 'confidance'"),
        (policy({"kind": "better", "metric": "chrf"}), "rule 1: no kind of rule is named 'better'"),
        (policy({"kind": "superior"}), "rule 1 names no metric"),
        (policy(rule("superior"), {"kind": "non-inferior", "metric": "chrf"}), "rule 2: .* lacks margin"),
        (policy(rule("superior", marign=1)), "has no 'marign'"),
        (policy(rule("non-inferior", margin=-1)), "margin of -1 is negative"),
        (policy(rule("non-inferior", margin=True)), "margin can't be True"),
        (policy(rule("non-inferior", margin="0.5")), "margin can't be '0.5'"),
        (policy(rule("minimum", score=float("nan"))), "score can't be nan"),
        (policy({"kind": "limit", "metric": "chrf"}), "lacks at_least or at_most|lacks at_most or at_least"),
        (policy(rule("no-worse", by="set")), "by can't be 'set'"),
        (policy(rule("limit", by="paragraph")), "by can't be 'paragraph'"),
        (policy(rule("superior"), samples=2000), "samples changes nothing: bounds leave out each document once"),
        (policy(rule("superior"), differing=-1), "differing can't be -1"),
        (policy(rule("superior"), differing=2.5), "differing can't be 2.5"),
        (policy(rule("superior"), differing=True), "differing can't be True"),
        (policy(rule("superior"), differing="all"), "differing can't be 'all'"),
        (policy(rule("superior"), differing=16**5000), "differing can't be this int"),
        (policy(rule("superior"), difering=5), "nothing is called 'difering'"),
        (policy(rule("superior"), seed=1), "seed changes nothing: .*\n  try: the file without seed; the verdict stays"),
        (policy(rule("superior"), cluster="word"), "cluster can't be 'word'"),
        (policy(rule("superior"), confidence=1), "level of 1"),
        (policy(rule("superior"), cluster=["word"]), "cluster can't be "),
        (policy(rule("superior", margin=10**400)), "margin can't be 10+…"),
        (policy(rule("superior", **{"k" * 1000: 1})), "has no 'k{49}…"),
        (policy({"kind": {}, "metric": "chrf"}), "no kind of rule is named {}"),
        (policy("chrf"), "no kind of rule is named 'chrf'"),  # type: ignore[arg-type]
    ],
)
def test_a_mistake_is_refused_with_its_place(table: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse(table, "p.toml")


def test_a_margin_may_be_in_percent_of_the_baseline() -> None:
    (read,) = parse(policy({"kind": "non-inferior", "metric": "cost", "percent": 5}), "p").rules
    assert str(read) == "cost not worse by more than 5 %"
    assert (read.threshold, read.is_in_percent) == (5, True)


def test_a_limit_may_be_on_a_quantile() -> None:
    (read,) = parse(policy({"kind": "limit", "metric": "latency", "quantile": 0.95, "at_most": 2}), "p").rules
    assert str(read) == "latency p95 at most 2"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"kind": "non-inferior", "margin": 1, "percent": 5}, "say the same in two ways"),
        ({"kind": "non-inferior"}, "lacks margin or percent"),
        ({"kind": "superior", "percent": -5}, "-5 percent is negative"),
        ({"kind": "minimum", "score": 1, "percent": 5}, "has no 'percent'"),
        ({"kind": "limit", "at_most": 2, "quantile": 95}, "quantile can't be 95"),
        ({"kind": "limit", "at_most": 2, "quantile": 0.5, "by": "document"}, "quantile can't be 0.5"),
        ({"kind": "limit", "quantile": 0.5}, "lacks at_most or at_least"),
    ],
)
def test_wrong_percents_and_quantiles_are_errors(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse(policy({"metric": "cost", **wrong}), "p.toml")
