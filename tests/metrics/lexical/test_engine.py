"""Which engine counts, and that it never shows in a number or a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.errors import UsageError
from tertium.evals.evaluate import evaluate
from tertium.metrics.lexical import engine
from tertium.metrics.lexical.engine import BleuOptions, ChrfOptions, TerOptions
from tertium.metrics.lexical.engines.kernel import ENGINE as KERNEL
from tertium.metrics.lexical.engines.sacrebleu import SacreBleu
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from tertium.metrics.lexical.engine import Options, References, RowCounter

OPTIONS: tuple[Options, ...] = (
    BleuOptions("13a", lowercase=False),
    ChrfOptions(6, 0, 2, lowercase=False, whitespace=False, eps_smoothing=False),
    TerOptions(normalized=False, no_punct=False, asian_support=False, case_sensitive=False),
)
NAMES = ("bleu", "chrf", "ter")


class Partial:
    """An engine that counts chrF only, as sacreBLEU does."""

    name = "partial"
    version = "0.1"

    def available(self) -> bool:
        return True

    def longest(self, references: int) -> int:
        return 1000 * references

    def supports(self, options: Options) -> bool:
        return isinstance(options, ChrfOptions)

    def bind(self, options: Options, references: References) -> RowCounter:
        assert self.supports(options)
        return SacreBleu().bind(options, references)


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a faster engine beside sacreBLEU."""
    monkeypatch.delenv(engine.VARIABLE, raising=False)
    monkeypatch.setattr(engine, "installed", lambda: [Partial(), SacreBleu()])


def chosen() -> list[str]:
    return [engine.engine_for(options).name for options in OPTIONS]


def small_set() -> EvalSet:
    return EvalSet(
        "small",
        ids=("d#1", "d#2"),
        documents=(Document("d", 0, 2),),
        references={"A": ("The cat sat.", "It rains.")},
        outputs={"web": ("A cat sat.", "It rained.")},
    )


def test_every_engine_that_is_named_is_there_and_the_last_supports_everything() -> None:
    built = [name for name in engine.ENGINES if name != "kernel" or KERNEL.available()]
    assert [one.name for one in engine.installed()] == built
    assert all(engine.installed()[-1].supports(options) for options in OPTIONS)


@pytest.mark.usefixtures("two")
def test_the_fastest_engine_that_supports_the_options_counts() -> None:
    assert chosen() == ["sacrebleu", "partial", "sacrebleu"]


@pytest.mark.usefixtures("two")
def test_the_environment_chooses_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(engine.VARIABLE, "sacrebleu")
    assert chosen() == ["sacrebleu"] * 3
    monkeypatch.setenv(engine.VARIABLE, "partial")
    assert chosen() == ["sacrebleu", "partial", "sacrebleu"]


@pytest.mark.usefixtures("two")
def test_an_engine_that_is_not_here_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(engine.VARIABLE, "sacreblue")
    with pytest.raises(UsageError, match=r"no engine is named 'sacreblue' here\n  try: sacrebleu"):
        load("bleu").bind(small_set().texts([0, 1]))


def test_an_engine_that_is_not_available_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(KERNEL), "available", lambda _: False)
    assert [one.name for one in engine.installed()] == ["sacrebleu"]


@pytest.mark.usefixtures("two")
def test_a_run_records_who_counted_and_nothing_else_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    sacrebleu = SacreBleu().version
    fast = evaluate(small_set(), NAMES)
    monkeypatch.setenv(engine.VARIABLE, "sacrebleu")
    slow = evaluate(small_set(), NAMES)
    assert fast.versions["counted by"] == f"partial 0.1, sacrebleu {sacrebleu}"
    assert slow.versions["counted by"] == f"sacrebleu {sacrebleu}"
    assert fast.measures == slow.measures
    assert all(np.array_equal(fast.counts[key], slow.counts[key]) for key in slow.counts)


def test_a_run_without_lexical_metrics_names_no_engine() -> None:
    assert "counted by" not in evaluate(small_set(), ["length:against=references"]).versions
