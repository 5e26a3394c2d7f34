"""What a metric lacks on this machine is told without scoring, and without a network."""

from __future__ import annotations

import pytest

from tertium.commands.project.availability import obstacle


@pytest.mark.parametrize("label", ["chrf", "bleu", "ter", "length", "numbers", "chrf++"])
def test_a_metric_that_needs_nothing_has_no_obstacle(label: str) -> None:
    assert obstacle(label, ("en", "de")) == ""


def test_a_metric_or_an_option_that_there_is_not_is_one() -> None:
    assert obstacle("chrff", ("en", "de")).startswith("no metric is named 'chrff'; try: ")
    assert "has no option" in obstacle("chrf:order=2", ("en", "de"))


def test_a_model_that_is_not_here_is_one_and_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertium.metrics.neural.comet.models.fetch", lambda *_: pytest.fail("fetched"))
    assert obstacle("comet:model=Nobody/nothing", ("en", "de"))


def test_a_package_that_a_language_needs_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "MeCab", None)
    monkeypatch.setitem(sys.modules, "sacrebleu.tokenizers.tokenizer_ja_mecab", None)
    assert obstacle("bleu", ("en", "de")) == ""
    assert obstacle("bleu:tokenize=ja-mecab", ("en", "ja"))
