"""Sums of our counts are sacreBLEU's `corpus_score`, to 1e-9, on sets and on slices of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from tertium.corpora.types import Texts
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HYPOTHESES = (
    "The old bridge was closed for two days after the storm.",
    "Nobody knows why the lights went out, she said.",
    "",
    "A small dog ran across the the the field.",
    "42% of the voters stayed at home (more than ever)!",
    "Ja.",
    "今天天气很好，我们去公园。",
    "Prices rose by 1.5 per cent — again.",
)
FIRST = (
    "The old bridge was closed for two days because of the storm.",
    '"No one knows why the lights went out", she said.',
    "It is raining.",
    "A little dog ran over the field.",
    "42 % of voters stayed home (more than ever)!",
    "Yes.",
    "今天天气真好，我们去公园吧。",
    "Prices went up by 1.5% again.",
)  # fmt: skip
SECOND = (
    "After the storm the old bridge stayed closed for two days.",
    None,
    None,
    "",
    "Of the voters, 42% did not go out (a record)!",
    "Yes, indeed.",
    None,
    "Once more prices rose by 1.5 per cent.",
)
SLICES = [slice(0, 8), slice(0, 2), slice(2, 3), slice(2, 5), slice(5, 8)]


def both(name: str, **options: Any) -> tuple[str, dict[str, Any]]:
    """Return our spec, and sacreBLEU's options."""
    return name + ":" * bool(options) + ",".join(f"{key}={value}" for key, value in options.items()), options


BLEUS = [
    *(both("bleu", tokenize=one) for one in ("13a", "intl", "char", "zh", "none")),
    *(both("bleu", smooth_method=one) for one in ("exp", "floor", "add-k", "none")),
    both("bleu", smooth_method="floor", smooth_value=0.3),
    both("bleu", smooth_method="add-k", smooth_value=2),
    both("bleu", lowercase=True),
]
CHRFS = [
    both("chrf"),
    both("chrf", word_order=2),
    both("chrf", word_order=1, char_order=4, beta=3),
    both("chrf", lowercase=True, whitespace=True),
    both("chrf", eps_smoothing=True),
    both("chrf", eps_smoothing=True, word_order=2),
]
TERS = [
    both("ter"),
    both("ter", case_sensitive=True),
    both("ter", normalized=True, no_punct=True),
    both("ter", normalized=True, asian_support=True),
]
CASES = [
    *((spec, BLEU, {"force": True, **options}) for spec, options in BLEUS),
    *((spec, CHRF, options) for spec, options in CHRFS),
    *((spec, TER, options) for spec, options in TERS),
]
REFERENCES: list[tuple[Sequence[str | None], ...]] = [(FIRST,), (FIRST, SECOND), (SECOND, FIRST)]


def texts(columns: tuple[Sequence[str | None], ...]) -> Texts:
    rows = tuple(tuple(one for one in row if one is not None) for row in zip(*columns, strict=True))
    ids = tuple(map(str, range(len(rows))))
    return Texts(ids, ("",) * len(rows), rows, ids, ("en", "en"))


def as_streams(columns: tuple[Sequence[str | None], ...], part: slice) -> list[list[str | None]]:
    """Return what sacreBLEU takes: a stream per reference; a missing one is None and stands last."""
    rows = [[one for one in row if one is not None] for row in zip(*columns, strict=True)][part]
    return [[row[i] if i < len(row) else None for row in rows] for i in range(max(map(len, rows)))]


@pytest.mark.parametrize(("spec", "theirs", "options"), CASES, ids=[spec for spec, *_ in CASES])
@pytest.mark.parametrize("columns", REFERENCES, ids=["one", "two", "swapped"])
def test_sums_are_corpus_scores_on_the_set_and_on_every_document(
    spec: str, theirs: Callable[..., Any], options: dict[str, Any], columns: tuple[Sequence[str | None], ...]
) -> None:
    ours = load(spec)
    rows = ours.bind(texts(columns))(HYPOTHESES).counts
    for part in SLICES:
        expected = theirs(**options).corpus_score(HYPOTHESES[part], as_streams(columns, part)).score
        assert ours.score(rows[part].sum(axis=0)) == pytest.approx(expected, abs=1e-9), part


def test_auto_takes_the_tokenizer_of_the_target_language() -> None:
    chinese = Texts(("a",), ("",), (("今天天气真好。",),), ("a",), ("en", "zh"))
    ours = load("bleu")
    rows = ours.bind(chinese)(["今天天气很好。"]).counts
    expected = BLEU(tokenize="zh").corpus_score(["今天天气很好。"], [["今天天气真好。"]]).score
    assert ours.score(rows.sum(axis=0)) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("smooth", ["exp", "floor", "add-k", "none"])
def test_a_segment_s_own_bleu_has_effective_order(smooth: str) -> None:
    from tertium.metrics.base import ScoresSegments

    ours = load(f"bleu:smooth_method={smooth}")
    assert isinstance(ours, ScoresSegments)
    found = ours.score_segments(ours.bind(texts((FIRST,)))(HYPOTHESES).counts)
    theirs = BLEU(effective_order=True, smooth_method=smooth)
    expected = [theirs.sentence_score(h, [r]).score for h, r in zip(HYPOTHESES, FIRST, strict=True)]
    assert found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("spec", ["bleu", "chrf", "chrf++", "ter"])
def test_sacrebleu_would_truncate_and_we_refuse(spec: str) -> None:
    count = load(spec).bind(texts((FIRST,)))
    with pytest.raises(ValueError, match="3 hypotheses for 8 segments"):
        count(HYPOTHESES[:3])


@pytest.mark.parametrize("spec", ["bleu", "chrf", "chrf++", "ter"])
def test_the_signature_names_sacrebleu_s_version(spec: str) -> None:
    from sacrebleu import __version__

    assert load(spec).signature.endswith(f"sacrebleu:{__version__}")
