"""The columns of a file say what kind of human scores it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.errors import UsageError
from tertium.evals.human.reading import read
from tertium.evals.human.weights import Weights
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path

DATA = run_of({"x": [1.0] * 3}).data
ERRORS = "system\tseg_id\trater\tcategory\tseverity\tz\nx\t1\tr\tStyle\tMinor\t7\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.tsv"


def test_category_and_severity_are_mqm_unless_a_column_of_scores_is_chosen(file: Path) -> None:
    file.write_text(ERRORS, encoding="utf-8")
    errors, scores = read(file, DATA), read(file, DATA, column="z")
    assert (errors.name, errors.rows[0].score, errors.higher_is_better) == ("mqm", 1, False)
    assert (scores.name, scores.rows[0].score, scores.higher_is_better) == ("z", 7, True)


def test_weights_of_a_table_of_scores_are_refused(file: Path) -> None:
    file.write_text("system\tline\tda\nx\t1\t5\n", encoding="utf-8")
    with pytest.raises(UsageError, match="has no MQM errors to weigh"):
        read(file, DATA, weights=Weights())
