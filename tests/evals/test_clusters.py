"""Documents are drawn whole, and few or uneven ones are warned of."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertium.evals.clusters import clustered, clusters_of, effective, few_sentence
from tertium.evals.results import Resampling
from tests.evals.making import run_of


def test_documents_are_drawn_whole_and_a_single_document_by_segment() -> None:
    run = run_of({"x": [1.0] * 9}, [2, 3, 4])
    assert clusters_of(run.data, Resampling()).starts.tolist() == [0, 2, 5]
    assert len(clusters_of(run.data, Resampling(cluster="segment"))) == 9
    clusters = clusters_of(run_of({"x": [1.0] * 9}, [9]).data, Resampling())
    assert len(clusters) == 9
    assert clusters.resampling.cluster == "segment"
    assert "the set has one document" in clusters.warnings[0]
    clusters = clusters_of(run_of({"x": [1.0] * 12}, [12]).data, Resampling(cluster="segment"))
    assert not clusters.warnings, "who asks for segments is told nothing new"


def test_few_clusters_and_one_that_holds_most_of_the_text_are_doubtful() -> None:
    warnings = clusters_of(run_of({"x": [1.0] * 9}, [1, 7, 1]).data, Resampling()).warnings
    assert "only 3 documents" in warnings[0]
    assert "document 'd1' holds 78 % of the text" in warnings[1]
    assert not clusters_of(run_of({"x": [1.0] * 12}).data, Resampling()).warnings
    run = run_of({"x": [1.0] * 12}, [12])
    long = replace(run.data, sources=("four " * 99, *("four",) * 11))
    assert clusters_of(long, Resampling(cluster="segment")).warnings[-1].startswith("segment 'd0#1' holds 92 %")


@pytest.mark.parametrize(("documents", "doubtful"), [(2, True), (9, True), (10, False), (11, False)])
def test_ten_clusters_are_enough(documents: int, doubtful: bool) -> None:  # noqa: FBT001 - a column of cases
    warnings = clusters_of(run_of({"x": [1.0] * documents}).data, Resampling()).warnings
    assert bool(warnings) == doubtful


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "only 1 document: no interval or bound can be trusted, and p can't be small"),
        (7, "only 7 documents: no interval or bound can be trusted, and p can't be small"),
        (8, "only 8 documents: intervals and bounds are rough, and p can't be small"),
        (9, "only 9 documents: intervals and bounds are rough, and p can't be small"),
        (10, ""),
    ],
)
def test_below_eight_clusters_no_bound_is_trusted_and_below_ten_they_are_rough(count: int, sentence: str) -> None:
    assert few_sentence(count, "document") == sentence
    warnings = clusters_of(run_of({"x": [1.0] * 2 * count}, [2] * count).data, Resampling()).warnings
    assert (sentence in warnings) == bool(sentence and count > 1)  # a single document is drawn by segment


@pytest.mark.parametrize(("sizes", "doubtful"), [([10, *[1] * 10], False), ([11, *[1] * 10], True)])
def test_more_than_half_of_the_text_in_one_document_is_doubtful(sizes: list[int], doubtful: bool) -> None:  # noqa: FBT001
    warnings = clusters_of(run_of({"x": [1.0] * sum(sizes)}, sizes).data, Resampling()).warnings
    assert any("holds" in warning for warning in warnings) == doubtful


def test_the_effective_number_of_clusters_is_smaller_when_sizes_differ() -> None:
    assert clusters_of(run_of({"x": [1.0] * 8}, [2] * 4).data, Resampling()).effective == pytest.approx(4)
    assert clusters_of(run_of({"x": [1.0] * 8}, [5, 1, 1, 1]).data, Resampling()).effective == pytest.approx(64 / 28)


def test_rows_are_summed_by_cluster_over_all_further_axes() -> None:
    rows = np.arange(12.0).reshape(3, 2, 2)
    sums = clustered(rows, np.array([0, 2]))
    assert np.array_equal(sums, [rows[0] + rows[1], rows[2]])


def test_texts_without_characters_have_no_effective_clusters_and_no_division_by_zero() -> None:
    assert effective(np.zeros(3)) == 0
