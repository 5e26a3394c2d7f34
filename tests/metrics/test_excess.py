"""Segments that are too long are not scored, with the reason, by every check and by TER; the others are."""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import Document, EvalSet, Texts
from tertium.evals.evaluate import evaluate
from tertium.limits import MAX_CHARACTERS, MAX_TER_WORDS, MAX_WORDS
from tertium.metrics.checks.base import Check
from tertium.metrics.excess import excess
from tertium.metrics.lexical.engines import kernel
from tertium.metrics.lexical.engines.kernel import MAX_REFERENCES
from tertium.metrics.registry import load, names
from tests.proportion import in_proportion

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECKS = [
    name
    for name in names()
    if name != "terms" and type(load(name)).__module__.startswith("tertium.metrics.checks") and name != "comet"
]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a " * MAX_WORDS, ""),
        ("a " * (MAX_WORDS + 1), f"longer than {MAX_WORDS} words"),
        ("字" * MAX_CHARACTERS, ""),
        ("字" * (MAX_CHARACTERS + 1), f"longer than {MAX_CHARACTERS} characters"),
    ],
)
def test_the_reason_names_the_limit(text: str, reason: str) -> None:
    assert excess(["short", text]) == reason


# Case long-segment-quadratic.
@pytest.mark.parametrize("place", ["source", "reference", "hypothesis"])
def test_a_segment_with_one_long_text_is_left_out_and_the_rest_is_scored(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERTIUM_ENGINE", "sacrebleu")
    long = "w " * (MAX_WORDS + 1)
    texts = {name: ("Es kostet 5 Euro.", long if name == place else "x 7 y") for name in ("source", "reference")}
    data = EvalSet(
        "s",
        ("a", "b"),
        (Document("d", 0, 2),),
        texts["source"],
        {"r": texts["reference"]},
        {"x": ("It costs 6 euros.", long if place == "hypothesis" else "x 8 y")},
        ("de", "en"),
    )
    run = evaluate(data, ["ter", "numbers", "untranslated"])
    reason = {"ter": f"longer than {MAX_TER_WORDS} words"}
    expected = [
        (metric, "b", reason.get(metric, f"longer than {MAX_WORDS} words"))
        for metric in ("ter", "numbers", "untranslated")
        if place != ("source" if metric == "ter" else "reference")  # which the metric doesn't read
    ]
    assert [(skip.metric, skip.segment, skip.reason) for skip in run.skips] == expected
    assert run.values["x", "numbers"].total == 100  # type: ignore[index]  # a Key is such a tuple


def test_ter_counts_the_words_that_its_tokenizer_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_ENGINE", "sacrebleu")
    texts = Texts(("a",), ("",), (("字" * (MAX_TER_WORDS + 1),),), ("d",), ("en", "zh"))
    assert not load("ter").bind(texts)(["字"]).unscored
    assert load("ter:normalized=True,asian_support=True").bind(texts)(["字"]).unscored == {
        0: f"longer than {MAX_TER_WORDS} words"
    }


@pytest.mark.kernel
@pytest.mark.skipif(not kernel.ENGINE.available(), reason="the kernel wasn't built: pip found no compiler")
def test_the_kernel_scores_by_ter_what_takes_sacrebleu_hours() -> None:
    longer = " ".join(f"w{i % 997}" for i in range(200_000))
    references = (("w " * MAX_TER_WORDS,), (longer,), ("字" * 5_000_000,), ("w " * 501, *("short",) * MAX_REFERENCES))
    texts = Texts(tuple("abcd"), ("",) * 4, references, ("d",) * 4, ("de", "en"))
    counted = load("ter").bind(texts)(["w", longer[3:], "字" * 4_999_999, "short"])
    assert counted.counts[:3, 0].tolist() == [MAX_TER_WORDS - 1, 1, 1]
    # sacreBLEU counts a segment of more references than the kernel takes, so its limit holds there.
    assert counted.unscored == {3: f"longer than {MAX_TER_WORDS} words"}


def test_ter_of_the_kernel_has_a_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "MAX_KERNEL_TER_WORDS", 3)
    assert kernel.ENGINE.longest(MAX_REFERENCES) == 3
    assert kernel.ENGINE.longest(MAX_REFERENCES + 1) == MAX_TER_WORDS


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_takes_time_in_proportion_to_the_text(name: str) -> None:
    metric = load(name)
    assert isinstance(metric, Check)

    def check(source: Sequence[str], hypothesis: Sequence[str], joint: str, n: int) -> None:
        texts = (joint.join(source[:n]), joint.join(hypothesis[:n]))
        metric.bind(Texts(("a",), texts[:1], (texts[:1],), ("d",), ("en", "de")))(texts[1:])

    draw = random.Random(2)  # noqa: S311 - no secrets
    vocabularies = (
        [f"wort{i}" for i in range(3000)],
        ["ab"],
        [f"Name{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(600)],
        [f"{i} km" for i in range(1, 3000)],
        ["((", "x]", "»a", '"', "„"],
        [f"http://a{i}.com/x" for i in range(999)],
        ["not", "nicht", "never", "January", "eleven"],
    )
    for words in vocabularies:
        source, hypothesis = ([draw.choice(words) for _ in range(MAX_WORDS // 2)] for _ in range(2))
        assert in_proportion(partial(check, source, hypothesis, " "), MAX_WORDS // 2), words[0]
    text = "a" * MAX_CHARACTERS
    assert in_proportion(partial(check, text, text, ""), MAX_CHARACTERS)
