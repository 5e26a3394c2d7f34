"""BLEU: options, tokenizers, and what is undefined; that it is sacreBLEU's is in test_sacre.py."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tertium.metrics.lexical.bleu import MAX_ORDER, SMOOTH, Bleu
from tertium.metrics.registry import load


def test_the_target_language_chooses_the_tokenizer_unless_one_is_named() -> None:
    assert Bleu().adapted(("en", "ja")).tokenize == "ja-mecab"
    assert Bleu().adapted(("ja", "en")).tokenize == "13a"
    assert Bleu().adapted((None, None)).tokenize == "13a"
    assert Bleu(tokenize="char").adapted(("en", "zh")).tokenize == "char"


def test_the_signature_names_every_option() -> None:
    signature = Bleu(smooth_method="floor", smooth_value=0.2).signature
    assert signature.startswith("bleu|tokenize:auto|lowercase:False|smooth_method:floor|smooth_value:0.2|sacrebleu:")


def test_a_perfect_row_is_100_and_a_row_without_matches_0() -> None:
    perfect = np.array([4, 4, 4, 3, 2, 1, 4, 3, 2, 1], dtype=float)
    assert Bleu().score(perfect) == pytest.approx(100)
    assert Bleu().score(perfect * [1, 1, 0, 0, 0, 0, 1, 1, 1, 1]) == 0
    assert math.isnan(Bleu().score(np.zeros(2 + 2 * MAX_ORDER)))


def test_half_the_length_costs_a_factor_of_e() -> None:
    short = np.array([4, 8, 4, 3, 2, 1, 4, 3, 2, 1], dtype=float)
    assert Bleu().score(short) == pytest.approx(100 / math.e)


@pytest.mark.parametrize("method", SMOOTH)
def test_smoothing_is_an_option_of_the_text(method: str) -> None:
    assert load(f"bleu:smooth_method={method}") == Bleu(smooth_method=method)  # type: ignore[arg-type]


def test_a_short_segment_is_scored_by_the_orders_that_it_has() -> None:
    two_words = np.array([[2, 2, 2, 1, 0, 0, 2, 1, 0, 0]], dtype=float)
    assert Bleu().score_segments(two_words) == pytest.approx([100])
    assert Bleu().score(two_words[0]) == 0


@pytest.mark.parametrize("method", SMOOTH)
def test_sums_with_every_order_score_the_same_beside_others_and_alone(method: str) -> None:
    metric = Bleu(smooth_method=method)  # type: ignore[arg-type]
    rng = np.random.default_rng(1)
    complete = rng.integers(1, 9, (20, 2 + 2 * MAX_ORDER)).astype(float)
    incomplete = complete * rng.integers(0, 2, complete.shape).astype(float)
    for score in (metric.score, metric.score_segments):
        together = score(np.concatenate([complete, incomplete]))
        assert together[:20].tolist() == score(complete).tolist()
        assert np.array_equal(together, [score(row[None])[0] for row in (*complete, *incomplete)], equal_nan=True)
