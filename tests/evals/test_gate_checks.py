"""The gate with error checks: chrF doesn't see a lost number, `numbers` does."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import open_set
from tertium.corpora.types import EvalSet, blocks
from tertium.evals.evaluate import evaluate
from tertium.evals.gate import gate
from tertium.evals.policy import parse
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.results import Verdict

CHRF = {"kind": "non-inferior", "metric": "chrf", "margin": 1.0}
NUMBERS = {"kind": "limit", "metric": "numbers", "at_most": 1.0}
TOWNS = ("Adelheim", "Brunnthal", "Cronau", "Dornheim", "Eichstedt")


def verdict(data: EvalSet, *rules: dict[str, object]) -> Verdict:
    """Gate the system `new` against the system `old`."""
    runs = {name: evaluate(data.with_systems([name]), ["chrf", "numbers"]) for name in ("old", "new")}
    policy = parse({"schema": "tertium.policy/1", "rule": list(rules)}, "policy.toml")
    return gate(runs["new"], runs["old"], policy)


def without_every_twentieth_number(texts: list[str]) -> list[str]:
    """Return the texts with one number in twenty gone, and the space before it."""
    seen = 0
    damaged = []
    for text in texts:
        remaining = text
        for number in reversed(list(re.finditer(r" ?\d+(?:[.,]\d+)*", text))):
            seen += 1
            if seen % 20 == 0:
                remaining = remaining[: number.start()] + remaining[number.end() :]
        damaged.append(remaining)
    return damaged


def town_news() -> EvalSet:
    """Two hundred sentences of our own with a number each, in ten documents; the old system translates them well."""
    built = [(TOWNS[i % 5], 1800 + i) for i in range(200)]
    sources = tuple(f"The town hall of {town} was built in {year} and serves its council." for town, year in built)
    old = [f"Das Rathaus von {town} wurde {year} gebaut und dient dem Rat der Stadt." for town, year in built]
    references = [
        f"Das Rathaus in {town} ist {year} errichtet worden und dient bis heute dem Rat." for town, year in built
    ]
    return EvalSet(
        "towns",
        tuple(map(str, range(200))),
        blocks([f"document {i // 20}" for i in range(200)]),
        sources=sources,
        references={"A": tuple(references)},
        outputs={"old": tuple(old), "new": tuple(without_every_twentieth_number(old))},
        languages=("en", "de"),
    )


def test_a_candidate_that_drops_one_number_in_twenty_passes_with_chrf_and_fails_with_numbers() -> None:
    data = town_news()
    assert sum(a != b for a, b in zip(*data.outputs.values(), strict=True)) == 10
    assert verdict(data, CHRF).outcome == "pass"
    judged = verdict(data, CHRF, NUMBERS)
    assert judged.outcome == "fail"
    assert [check.outcome for check in judged.checks] == ["pass", "fail"]


def test_the_example_policy_holds_numbers_to_a_limit() -> None:
    policy = (ROOT / "examples" / "policy.toml").read_text(encoding="utf-8")
    assert 'metric = "numbers"' in policy


@pytest.mark.shared
def test_the_same_on_the_outputs_of_a_real_system(shared: Path) -> None:
    data = replace(open_set(shared / "data" / "wmt21-de-en"), languages=("de", "en"))
    old = [text or "" for text in data.references["B"]]
    data = replace(
        data.with_references(["A"]), outputs={"old": tuple(old), "new": tuple(without_every_twentieth_number(old))}
    )
    assert verdict(data, CHRF).outcome == "pass"
    assert verdict(data, CHRF, {**NUMBERS, "at_most": 4.0}).outcome == "fail"
