"""A suite with sets that pass, fail, can't tell and are missing, and what lies behind its verdict."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tertium.corpora.types import Document, EvalSet
from tertium.evals.evaluate import evaluate
from tertium.evals.suite.evidence import evidence
from tertium.evals.suite.judge import judge
from tertium.evals.types import Key, Run
from tertium.metrics.base import Span
from tests.evals.making import MEAN
from tests.evals.suite.making import NOT_WORSE, project, scored
from tests.reports.making import PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.evals.results import Comparison
    from tertium.evals.results.suite import SuiteVerdict

RULES: list[dict[str, Any]] = [NOT_WORSE, {"kind": "limit", "metric": MEAN, "at_most": 80}]
TIERS = {"news": "must", "talks": "must", "chat": "should", "mail": "should", "gone": "must"}


class Judged(NamedTuple):
    verdict: SuiteVerdict
    evidence: Mapping[str, Comparison]


def pointed(run: Run) -> Run:
    """Return the run with a finding that is new, one that is fixed and one that stays."""
    stays = Span(0, 0, 1, "number", "minor", "expected 7")
    spans = {
        Key("new", MEAN): (stays, Span(1, 0, 3, "number", "critical", "expected 14")),
        Key("old", MEAN): (stays, Span(2, 0, 3, "link", "major", "lost")),
    }
    return replace(run, spans=spans)


@cache
def runs() -> dict[str, Run]:
    return {
        "news": pointed(scored(-5.0, language="de")),
        "talks": scored(1.0, seed=1, language="de"),
        "chat": scored(-1.0, seed=2, spread=4.0, language="fr"),
        "mail": scored(1.0, seed=3, documents=4, language="fr"),
    }


@cache
def suite(*, without: str = "", budget: int = 1) -> Judged:
    """Return the verdict on all sets, or on all but those named, with commas between."""
    tiers = {name: tier for name, tier in TIERS.items() if name not in without.split(",")}
    made = {name: run for name, run in runs().items() if name in tiers}
    chosen = project(tiers, RULES, budget=budget)
    verdict = judge(chosen, made, {"gone": "outputs/gone.new.txt does not exist"})
    return Judged(verdict, evidence(chosen, made, None, verdict.resampling))


@cache
def hostile() -> Judged:
    """Return a suite whose names, texts, reasons and findings are attacks."""
    names = [text for text in PAYLOADS if text.strip()]
    data = EvalSet(
        name=PAYLOADS[1],
        ids=PAYLOADS,
        documents=tuple(Document(text, i, i + 1) for i, text in enumerate(PAYLOADS)),
        sources=PAYLOADS,
        references={PAYLOADS[0]: PAYLOADS},
        outputs={"new": PAYLOADS[1:] + PAYLOADS[:1], "old": PAYLOADS},
        languages=("en", "de"),
    )
    run = evaluate(data, ["chrf", MEAN])
    spans = tuple(Span(i, 0, min(3, len(text)), text, "critical", text) for i, text in enumerate(PAYLOADS))
    run = replace(run, spans={Key("new", "chrf"): spans}, warnings=PAYLOADS)
    rules: list[dict[str, Any]] = [
        {"kind": "non-inferior", "metric": "chrf", "margin": 1},
        {"kind": "required", "metric": PAYLOADS[2]},
    ]
    chosen = project({"a": "must", "b": "must"}, rules)
    verdict = judge(chosen, {"a": run}, {"b": PAYLOADS[0]})
    behind = evidence(chosen, {"a": run}, None, verdict.resampling)
    sets = tuple(replace(row, name=name) for row, name in zip(verdict.sets, names, strict=False))
    verdict = replace(verdict, sets=sets, candidate=names[3], baseline=names[1], warnings=PAYLOADS)
    return Judged(verdict, {sets[0].name: behind["a"]})


def many(number: int, *, texts: int = 1) -> Judged:
    """Return a suite of so many failing sets, with outputs repeated so many times."""
    verdict, behind = suite()
    row, comparison = verdict.sets[0], behind["news"]

    def longer(text: str | None) -> str:
        return " ".join([text or ""] * texts)

    differences = tuple(
        replace(
            item,
            examples=tuple(
                replace(each, source=longer(each.source), hypothesis=longer(each.hypothesis), other=longer(each.other))
                for each in item.examples
            ),
        )
        for item in comparison.differences
    )
    names = [f"set {i}" for i in range(number)]
    sets = tuple(replace(row, name=name) for name in names)
    return Judged(replace(verdict, sets=sets), dict.fromkeys(names, replace(comparison, differences=differences)))
