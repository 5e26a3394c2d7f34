"""Every text is scored once in its context; higher is better, and checks count errors."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.errors import TertiumError
from tertium.evals.challenge.scored import Translation, scored
from tertium.metrics.function import metric

GERMAN = Translation("Es sind 12.", ("There are 12.",), "There are 12.", ("de", "en"))
WRONG = GERMAN._replace(text="There are 21.")
FRENCH = Translation("Il y en a 3.", ("There are 3.", "It is 3."), "It is 3.", ("fr", "en"))


def quiet(_: str) -> None:
    """Tell nobody."""


def test_scores_are_in_the_order_of_the_translations_whatever_their_languages() -> None:
    result = scored("made", [GERMAN, FRENCH, WRONG, GERMAN], ["chrf", "ter", "numbers"], quiet)
    chrf, ter, numbers = (result.scored[label] for label in ("chrf", "ter", "numbers"))
    assert chrf.scores[:2].tolist() == [100.0, 100.0]
    assert chrf.scores[3] == 100.0 > chrf.scores[2]
    assert ter.scores[0] == 0.0 > ter.scores[2]
    assert numbers.scores[[0, 1, 3]].tolist() == [0, 0, 0]
    assert numbers.scores[2] < 0
    assert numbers.measure.is_check
    assert result.missing == {}


def test_a_text_that_many_share_is_counted_once() -> None:
    seen: list[str] = []

    def characters(hypothesis: str) -> float:
        seen.append(hypothesis)
        return float(len(hypothesis))

    result = scored("made", [GERMAN, WRONG] * 10, [metric(characters)], quiet)
    assert len(seen) == 2
    assert len(result.scored["characters"].scores) == 20


def test_a_translation_without_a_reference_has_no_score_by_what_needs_one() -> None:
    result = scored("made", [GERMAN, GERMAN._replace(references=())], ["chrf"], quiet)
    assert np.isnan(result.scored["chrf"].scores).tolist() == [False, True]


def test_a_metric_that_fails_in_every_language_is_missing_and_alone_an_error() -> None:
    def broken(hypothesis: str) -> float:
        raise RuntimeError(hypothesis)

    result = scored("made", [GERMAN, FRENCH], ["chrf", metric(broken)], quiet)
    assert list(result.missing) == ["broken"]
    with pytest.raises(TertiumError, match="broken"):
        scored("made", [GERMAN], [metric(broken)], quiet)
