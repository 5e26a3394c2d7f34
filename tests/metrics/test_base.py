"""Options that define the number, and settings that don't."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tertium.metrics.base import Counted, Metric, defining, options, secrets, setting, signature
from tertium.metrics.neural.comet.metric import Comet
from tertium.metrics.registry import label, load

if TYPE_CHECKING:
    import pytest


@dataclass(frozen=True, slots=True)
class Judge:
    """A metric with one option that defines the number."""

    name = "judge"

    prompt: str = "Is it fluent?"
    batch: int = setting(8)
    key: str = setting(default_factory=lambda: os.environ.get("JUDGE_KEY", ""), secret=True)
    token: bytes = setting(b"", secret=True)


def judge(**values: Any) -> Metric:
    return Judge(**values)  # type: ignore[return-value]  # all that a label needs


def test_a_setting_is_an_option_but_stands_in_no_signature_and_no_label() -> None:
    metric = judge(batch=64, key="sk-1", prompt="Is it true?")
    assert [one.name for one in options(metric)] == ["prompt", "batch", "key", "token"]
    assert [one.name for one in defining(metric)] == ["prompt"]
    assert signature(metric) == "judge|prompt:Is it true?"
    assert label(metric) == "judge:prompt=Is it true?"
    assert label(judge(batch=64)) == "judge"


def test_metrics_that_differ_in_a_setting_are_equal_and_show_no_secret() -> None:
    assert judge(batch=1, key="a") == judge(batch=2, key="b")
    assert "sk-1" not in repr(judge(key="sk-1"))


def test_secrets_are_the_values_of_secret_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUDGE_KEY", "sk-env")
    assert secrets(judge(token=b"t-2")) == {"sk-env", "t-2"}
    monkeypatch.delenv("JUDGE_KEY")
    assert secrets(judge()) == frozenset(), "what is empty hides nothing"


def test_comets_batch_size_is_a_setting() -> None:
    metric = load("comet:tokens=512,context=2")
    assert isinstance(metric, Comet)
    assert metric.tokens == 512
    assert label(metric) == "comet:context=2"


def test_what_is_counted_has_a_score_unless_it_says_otherwise() -> None:
    assert Counted(np.ones((1, 1))).unscored == {}
