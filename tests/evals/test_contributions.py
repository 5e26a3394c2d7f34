"""A segment's contribution is what the corpus score changes by when its output is exchanged for the baseline's."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.evals.clusters import clusters_of
from tertium.evals.compare import compare
from tertium.evals.contributions import all_contributions, contributions
from tertium.evals.count_rows import CountRows
from tertium.evals.evaluate import evaluate
from tertium.evals.formula import prepare
from tertium.evals.results import Resampling
from tertium.evals.types import Key, Run
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.metrics.base import Counts, Scores

REFERENCE = (
    "Die Brücke über den Fluss war vierzehn Tage lang für alle Fahrzeuge gesperrt.",
    "Ja.",
    "Radfahrer mussten die Fähre nehmen, die jede halbe Stunde am Ufer ablegt.",
    "Danke sehr.",
)
OLD = (
    "Die Brücke über den Fluss war vierzehn Tage lang für alle Autos gesperrt.",
    "Ja.",
    "Radfahrer mussten die Fähre nehmen, die jede halbe Stunde ablegt.",
    "Danke sehr.",
)
NEW = (
    "Die Brücke war vierzehn Tage für alle gesperrt, sagt man im Ort.",
    "Doch.",
    "Radfahrer mussten die Fähre nehmen, die jede halbe Stunde am Ufer ablegt.",
    "Danke sehr.",
)


def texts(outputs: dict[str, tuple[str, ...]]) -> Run:
    data = EvalSet(
        name="bridge",
        ids=tuple("abcd"),
        documents=(Document("one", 0, 2), Document("two", 2, 4)),
        references={"A": REFERENCE},
        outputs=outputs,
        languages=("en", "de"),
    )
    return evaluate(data, ["bleu", "chrf", "ter"])


def of(run: Run, label: str, baseline: str = "old", system: str = "new") -> Scores:
    prepared = prepare(run, label, (baseline, system), clusters_of(run.data, Resampling()).starts)
    return contributions(run, prepared, baseline, system)


@pytest.mark.parametrize("label", ["bleu", "chrf", "ter"])
def test_it_is_the_difference_of_two_evaluations_with_and_without_the_systems_own_output(label: str) -> None:
    run = texts({"old": OLD, "new": NEW})
    for i, value in enumerate(of(run, label).tolist()):
        exchanged = texts({"new": (*NEW[:i], OLD[i], *NEW[i + 1 :])})
        plain = run.values[Key("new", label)].total - exchanged.values[Key("new", label)].total
        assert value == pytest.approx(plain, abs=1e-9)


def test_equal_outputs_contribute_exactly_nothing() -> None:
    assert of(texts({"old": OLD, "new": NEW}), "bleu")[3] == 0


def test_a_long_sentence_counts_for_more_than_a_word_that_lost_all_of_its_score() -> None:
    run = texts({"old": OLD, "new": NEW})
    by_segment = run.values[Key("new", "chrf")].segments - run.values[Key("old", "chrf")].segments
    assert np.argmin(by_segment) == 1, "the word"
    assert np.nanargmin(of(run, "chrf")) == 0, "the sentence"


def test_contributions_to_a_mean_add_up_to_the_difference() -> None:
    run = run_of({"old": [1.0, 2.0, 3.0, 4.0], "new": [0.0, 2.0, 5.0, 1.0]})
    assert of(run, MEAN).tolist() == pytest.approx([-0.25, 0.0, 0.5, -0.75])
    assert of(run, MEAN).sum() == pytest.approx(np.diff([run.values[Key(name, MEAN)].total for name in run.systems])[0])


def test_exchanging_segment_after_segment_leads_from_one_score_to_the_other() -> None:
    steps = [texts({"new": (*OLD[:i], *NEW[i:])}).values[Key("new", "bleu")].total for i in range(5)]
    last = of(texts({"old": OLD, "new": NEW}), "bleu")
    assert steps[0] - steps[1] == pytest.approx(last[0], abs=1e-9)
    assert sum(a - b for a, b in pairwise(steps)) == pytest.approx(steps[0] - steps[-1])


def test_segments_without_a_score_of_both_have_none() -> None:
    run = run_of({"old": [1.0, float("nan"), 3.0], "new": [2.0, 2.0, float("nan")]})
    values = of(run, MEAN)
    assert values[0] == 1.0
    assert np.isnan(values[1:]).all()


class Halves:
    """Rows that come in two parts, of which the first is so long."""

    def __init__(self, rows: Counts, first: int) -> None:
        self.rows, self.first = rows, first

    def blocks(self) -> Iterator[Counts]:
        yield self.rows[: self.first]
        yield self.rows[self.first :]


def test_counts_that_are_read_in_parts_give_the_same() -> None:
    run = run_of({"old": [1.0, 2.0, float("nan"), 4.0], "new": [0.0, 2.0, 5.0, 1.0]})
    for of_old, of_new in ((1, 3), (3, 1), (2, 2)):
        rows = {
            Key(name, MEAN): Halves(run.counts[Key(name, MEAN)], n) for name, n in (("old", of_old), ("new", of_new))
        }
        np.testing.assert_array_equal(of(replace(run, counts=CountRows(rows)), MEAN), of(run, MEAN))


def test_all_contributions_are_those_of_the_comparison() -> None:
    run = texts({"old": OLD, "new": NEW, "copy": OLD})
    found = all_contributions(run, "old")
    assert list(found) == [Key(system, label) for label in run.measures for system in ("new", "copy")]
    assert {key.system for key, values in found.items() if not values.any()} == {"copy"}
    for item in compare(run, baseline="old", resampling=Resampling(samples=100)).differences:
        values = dict(zip(run.data.ids, found[Key(item.system, item.metric)].tolist(), strict=True))
        assert [values[example.segment] for example in item.examples] == pytest.approx(
            [example.contribution for example in item.examples]
        )
