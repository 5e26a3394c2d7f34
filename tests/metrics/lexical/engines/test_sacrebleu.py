"""sacreBLEU's rows: what their columns are. That their sums are its corpus scores is in ../test_sacre.py."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import UsageError
from tertium.metrics.lexical.engine import BleuOptions, ChrfOptions, TerOptions
from tertium.metrics.lexical.engines import sacrebleu
from tertium.metrics.lexical.engines.sacrebleu import ENGINE

if TYPE_CHECKING:
    from pathlib import Path

REFERENCES = [("the cat sat on the mat", "a cat sat"), ("it rains",)]


def test_bleu_rows_are_lengths_matches_and_totals() -> None:
    rows = ENGINE.bind(BleuOptions("13a", lowercase=True), REFERENCES)(["A cat sat down", ""])
    assert rows.tolist() == [[4, 3, 3, 2, 1, 0, 4, 3, 2, 1], [0, 2, 0, 0, 0, 0, 0, 0, 0, 0]]


@pytest.mark.parametrize(("word_order", "width"), [(0, 18), (2, 24)])
def test_chrf_rows_have_three_counts_of_each_order(word_order: int, width: int) -> None:
    options = ChrfOptions(6, word_order, 2, lowercase=False, whitespace=False, eps_smoothing=False)
    rows = ENGINE.bind(options, REFERENCES)(["a cat sat", ""])
    assert rows.shape == (2, width)
    assert rows[0, :3].tolist() == [7, 7, 7], "against the second reference, which fits best"


def test_ter_rows_are_edits_and_the_mean_length_of_the_references() -> None:
    options = TerOptions(normalized=False, no_punct=False, asian_support=False, case_sensitive=True)
    rows = ENGINE.bind(options, REFERENCES)(["a cat sat", "it rained"])
    assert rows.tolist() == [[0, 4.5], [1, 2]]


def test_rows_are_numbers_that_numpy_sums() -> None:
    assert ENGINE.bind(BleuOptions("13a", lowercase=False), REFERENCES)(["a", "b"]).dtype == np.float64


@pytest.mark.parametrize(("tokenize", "hint"), [("ja-mecab", r"pip install 'tertium\[ja\]'"), ("intl", "pip")])
def test_a_tokenizer_that_does_not_load_is_refused_by_name(
    tokenize: str, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(**_: object) -> None:
        raise RuntimeError("a package is missing\nand more")

    monkeypatch.setattr("sacrebleu.metrics.bleu.BLEU", missing)
    with pytest.raises(UsageError, match=f"BLEU's tokenizer '{tokenize}' doesn't load: a package is missing\n.*{hint}"):
        ENGINE.bind(BleuOptions(tokenize, lowercase=False), REFERENCES)


def test_a_tokenizer_without_its_package_or_model_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(**_: object) -> None:
        raise OSError("\n\nno network")

    monkeypatch.setattr("sacrebleu.metrics.bleu.BLEU", missing)
    monkeypatch.setattr("sacrebleu.utils.SACREBLEU_DIR", str(tmp_path))
    options = BleuOptions("flores200", lowercase=False)
    with monkeypatch.context() as without:
        without.setattr(sacrebleu, "find_spec", lambda _: None)
        with pytest.raises(UsageError, match=r"sentencepiece is not installed\n  try: pip install 'tertium\[spm\]'"):
            ENGINE.bind(options, REFERENCES)
    monkeypatch.setattr(sacrebleu, "find_spec", lambda _: object())
    place = rf"https://tinyurl\.com/flores200sacrebleuspm as {tmp_path}/models/flores200sacrebleuspm$"
    with pytest.raises(UsageError, match=rf"its model can't be fetched \(no network\)\n  try: {place}"):
        ENGINE.bind(options, REFERENCES)


def test_options_travel_to_other_processes() -> None:
    options = BleuOptions("intl", lowercase=False)
    assert pickle.loads(pickle.dumps(options)) == options  # noqa: S301 - our own bytes
