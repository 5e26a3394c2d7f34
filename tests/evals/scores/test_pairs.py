"""Of files with several language pairs a run takes one."""

from __future__ import annotations

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.scores.imported import Column
from tertium.evals.scores.pairs import of_pair
from tests.evals.scores.writing import table

NAN = float("nan")
PAIRS = ["en-de_DE", "en-sr_Latn_RS", "en-sr_Cyrl_RS"]
COLUMNS = [
    Column(name, scores, name) for scores in [table({"m": [1, 2, 3], "n": [NAN, 5, 6]}, pairs=PAIRS)] for name in "mn"
]


def test_the_languages_choose_and_metrics_without_scores_of_them_are_left_out() -> None:
    (german,) = of_pair(COLUMNS, ("en", "de"))
    assert (german.metric, german.table.scores["m"].tolist(), german.table.pairs) == ("m", [1], ["en-de_DE"])
    assert german.table.place(0) == "made.tsv, line 1"
    serbian, _ = of_pair(COLUMNS, ("en", "sr-Cyrl"))
    assert serbian.table.scores["m"].tolist() == [3]


def test_a_file_without_the_pair_is_left_out() -> None:
    other = Column("m", table({"m": [9]}, pairs=["en-is_IS"]), "m")
    assert len(of_pair([*COLUMNS, other], ("en", "de"))) == 1


def test_without_a_choice_all_rows_are_taken() -> None:
    alone = [Column("m", table({"m": [1]}, pairs=["en-de"]), "m")]
    unnamed = [Column("m", table({"m": [1]}), "m")]
    assert of_pair(alone, (None, None)) == alone
    assert of_pair(unnamed, ("en", "fr")) == unnamed


def test_what_names_no_pair_or_two_is_refused() -> None:
    with pytest.raises(UsageError, match=r"scores of 3 language pairs: en-de_DE, .*\n  try: --from en --to de-DE"):
        of_pair(COLUMNS, (None, None))
    with pytest.raises(UsageError, match=r"en-sr may be en-sr_Latn_RS or en-sr_Cyrl_RS\n  try: --to sr-Latn-RS"):
        of_pair(COLUMNS, ("en", "sr"))
    with pytest.raises(DataError, match=r"no file has scores of en-fr\n  try: one of these: en-de_DE"):
        of_pair(COLUMNS, ("en", "fr"))
