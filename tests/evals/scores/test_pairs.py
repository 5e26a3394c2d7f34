"""Of files with several language pairs a run takes one."""

from __future__ import annotations

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.scores.imported import Column, of_languages
from tertium.evals.scores.pairs import tables_of_pair
from tests.evals.scores.writing import table

NAN = float("nan")
SCORES = table({"m": [1, 2, 3], "n": [NAN, 5, 6]}, pairs=["en-de_DE", "en-sr_Latn_RS", "en-sr_Cyrl_RS"])


def test_the_languages_choose_and_metrics_without_scores_of_them_are_left_out() -> None:
    german = tables_of_pair([SCORES], ("en", "de"))[SCORES]
    assert ({name: scores.tolist() for name, scores in german.scores.items()}, german.pairs) == (
        {"m": [1]},
        ["en-de_DE"],
    )
    assert german.place(0) == "made.tsv, line 1"
    assert tables_of_pair([SCORES], ("en", "sr-Cyrl"))[SCORES].scores["m"].tolist() == [3]


def test_columns_without_scores_of_the_pair_are_left_out() -> None:
    other = table({"m": [9]}, pairs=["en-is_IS"])
    columns = [Column("m", SCORES, "m"), Column("n", SCORES, "n"), Column("m", other, "m")]
    (german,) = of_languages(columns, ("en", "de"))
    assert (german.metric, german.table.scores["m"].tolist()) == ("m", [1])
    assert len(of_languages(columns, ("en", "sr-Latn"))) == 2


def test_without_a_choice_all_rows_are_taken() -> None:
    alone, unnamed = table({"m": [1]}, pairs=["en-de"]), table({"m": [1]})
    assert tables_of_pair([alone], (None, None)) == {alone: alone}
    assert tables_of_pair([unnamed], ("en", "fr")) == {unnamed: unnamed}


def test_what_names_no_pair_or_two_is_refused() -> None:
    with pytest.raises(UsageError, match=r"scores of 3 language pairs: en-de_DE, .*\n  try: --from en --to de-DE"):
        tables_of_pair([SCORES], (None, None))
    with pytest.raises(UsageError, match=r"en-sr may be en-sr_Latn_RS or en-sr_Cyrl_RS\n  try: --to sr-Latn-RS"):
        tables_of_pair([SCORES], ("en", "sr"))
    with pytest.raises(DataError, match=r"no file has scores of en-fr\n  try: one of these: en-de_DE"):
        tables_of_pair([SCORES], ("en", "fr"))
