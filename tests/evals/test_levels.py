"""A run at each of its levels as a frame and as a dataset."""

from __future__ import annotations

import pytest

from tertium.errors import UsageError
from tertium.evals.levels import dataset_of_level, frame_of_level
from tests.evals.test_filter import scored


def test_a_level_is_the_attribute_of_that_name_in_the_plural_or_singular() -> None:
    run = scored()
    for level in ("segments", "documents", "scores", "findings", "finding_counts"):
        assert frame_of_level(run, level).equals(getattr(run, level))
    assert frame_of_level(run).equals(run.segments)
    assert frame_of_level(run, "document").equals(run.documents)
    assert frame_of_level(run, "set").equals(run.scores)


def test_a_dataset_has_the_rows_of_the_frame() -> None:
    run = scored()
    dataset = dataset_of_level(run, "documents")
    assert dataset.num_rows == len(run.documents)
    assert dataset.column_names == list(run.documents)
    assert run.to_dataset().num_rows == 24


@pytest.mark.parametrize(("level", "remedy"), [("docs", "documents"), (3, "segments, documents, scores")])
def test_a_level_that_is_none_is_refused(level: object, remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        frame_of_level(scored(), level)  # type: ignore[arg-type]
    assert remedy in str(caught.value).splitlines()[1]
