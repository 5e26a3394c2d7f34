"""Counts add up, whatever the texts, however they are divided; and they are sacreBLEU's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from tertium.corpora.types import Texts
from tertium.metrics.base import ScoresSegments, ratio
from tertium.metrics.registry import classes, load
from tests.conftest import ROOT

if TYPE_CHECKING:
    from tertium.metrics.base import Counts

MODELS = {"comet", "judge", "similarity", "ridge"}
OF_DOCUMENTS = {"consistency"}
"""Metrics whose row of a segment depends on the others of its document."""
OPTIONS = {"limit": "limit:characters=4", "terms": f"terms:glossary={ROOT / 'examples' / 'systems' / 'terms.tsv'}"}
"""What metrics can't do without."""
LEXICAL = [
    *(OPTIONS.get(name, name) for name in classes() if name not in MODELS),
    *("chrf++", "length:against=references"),
]
PEERS = {"bleu": (BLEU, {}), "chrf": (CHRF, {}), "chrf++": (CHRF, {"word_order": 2}), "ter": (TER, {})}
WORDS = ("Gleis", "a", "the", "cat", "dog", "Cat", "sat", "on", "mat", ".", ",", "3", "4.5", "na\u00efve", "\u732b")
SENTENCE = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
ANY = SENTENCE | st.text(max_size=20)
PAIR = st.sampled_from(["en-de", "de-en", "en-zh", "ja-en", "cs-uk", "en-en"]).map(lambda pair: tuple(pair.split("-")))


OF_TWO_REFERENCES = {"gender"}
"""Metrics that read a second reference; here it is the source."""


def texts_of(name: str, rows: list[tuple[str, ...]], languages: tuple[str | None, str | None] = ("en", "de")) -> Texts:
    """Return rows of (source, reference, hypothesis) as a metric is given them."""
    numbers = tuple(map(str, range(len(rows))))
    sources = tuple(row[0] for row in rows)
    references = tuple((row[1], row[0])[: 1 + (name in OF_TWO_REFERENCES)] for row in rows)
    return Texts(numbers, sources, references, ("d",) * len(rows), languages)


def counts_of(name: str, rows: list[tuple[str, ...]]) -> Counts:
    return load(name).bind(texts_of(name, rows))([row[2] for row in rows]).counts


ROWS = st.lists(st.tuples(ANY, ANY, ANY), min_size=1, max_size=5)


@pytest.mark.parametrize("name", LEXICAL)
@given(rows=ROWS, languages=PAIR | st.just((None, None)))
@settings(max_examples=10)
def test_no_text_breaks_a_metric_and_spans_lie_in_their_text(
    name: str, rows: list[tuple[str, ...]], languages: tuple[str | None, str | None]
) -> None:
    found = load(name).bind(texts_of(name, rows, languages))([row[2] for row in rows])
    assert len(found.counts) == len(rows)
    assert (found.counts >= 0).all()
    assert np.isfinite(found.counts).all()
    for span in found.spans:
        assert 0 <= span.start <= span.end <= len(rows[span.segment][2])


@pytest.mark.parametrize("name", [name for name in LEXICAL if name not in OF_DOCUMENTS])
@given(rows=ROWS, cut=st.integers(0, 5))
@settings(max_examples=10)
def test_counts_of_parts_are_those_of_the_whole_in_any_order(name: str, rows: list[tuple[str, ...]], cut: int) -> None:
    metric, whole = load(name), counts_of(name, rows)
    parts = [counts_of(name, part) for part in (rows[:cut], rows[cut:]) if part]
    assert np.array_equal(np.concatenate(parts), whole)
    assert np.array_equal(counts_of(name, rows[::-1]), whole[::-1])
    score, again = metric.score(whole.sum(axis=0)), metric.score(np.sum([part.sum(axis=0) for part in parts], axis=0))
    assert score == pytest.approx(again, rel=1e-12, nan_ok=True)


@pytest.mark.parametrize("name", PEERS)
@given(rows=st.lists(st.tuples(SENTENCE, SENTENCE, SENTENCE), min_size=1, max_size=4))
def test_sums_and_segments_are_scored_as_sacrebleu_does(name: str, rows: list[tuple[str, ...]]) -> None:
    make, options = PEERS[name]
    metric, counts = load(name), counts_of(name, rows)
    references, hypotheses = [row[1] for row in rows], [row[2] for row in rows]
    expected = make(**options).corpus_score(hypotheses, [references]).score
    assert float(metric.score(counts.sum(axis=0))) == pytest.approx(expected, abs=1e-9, nan_ok=True) or empty(
        name, hypotheses, references
    )
    scores = metric.score_segments(counts) if isinstance(metric, ScoresSegments) else metric.score(counts)
    one: Any = make(**options, **({"effective_order": True} if name == "bleu" else {}))
    for hypothesis, reference, score in zip(hypotheses, references, scores, strict=True):
        assert score == pytest.approx(one.sentence_score(hypothesis, [reference]).score, abs=1e-9) or empty(
            name, [hypothesis], [reference]
        )


def empty(name: str, hypotheses: list[str], references: list[str]) -> bool:
    """Whether there is nothing to count on a side, where ours is undefined or 0 and sacreBLEU's may be anything."""
    return not "".join(references).split() or (name != "ter" and not "".join(hypotheses).split())


def test_a_ratio_is_undefined_without_anything_below() -> None:
    sums = np.array([[3.0, 4.0], [3.0, 0.0], [0.0, 4.0], [0.0, 0.0], [1.0, 0.5]])
    assert ratio(sums) == pytest.approx([0.75, np.nan, 0, np.nan, 2], nan_ok=True)
    assert ratio(sums[0], times=100) == 75
    assert ratio(np.stack([sums, sums])).shape == (2, 5)


def test_a_length_ratio_against_references_takes_their_mean() -> None:
    texts = Texts(("1",), ("",), (("abcd", "ab"),), ("d",))
    assert load("length:against=references").bind(texts)(["abcdef"]).counts.tolist() == [[6, 3]]
