"""Problems as values, sentences and a table."""

from __future__ import annotations

from tertium.evals.results.set_inspection import PHRASES, Problem, SetInspection, sentences

EMPTY = Problem("empty", "reference", "A", (0, 2), 4)
OTHER = Problem("empty", "reference", "B", (1,), 4)
NUMBER = Problem("number", "reference", "A", (3,), 4)
DERIVED = Problem("derived", "reference", "B", (1, 2), 4, "x", "x: 2 of 4 long lines are its own word for word")
SOURCE = Problem("duplicate", "source", "", (3,), 100)


def test_each_kind_is_one_sentence_and_the_most_serious_comes_first() -> None:
    assert [str(sentence) for sentence in sentences((SOURCE, NUMBER, DERIVED, EMPTY, OTHER))] == [
        "references: 2 of 4 empty in A, 1 of 4 in B",
        "references: B seems to be made from x: 2 of 4 long lines are its own word for word",
        "references: 1 of 4 with another number than the source in A",
        "sources: 1 of 100 repeated",
    ]
    assert next(sentences((EMPTY, OTHER))).segments == (0, 1, 2)
    assert list(sentences(())) == []


def test_what_good_sets_have_is_no_warning_until_it_is_frequent() -> None:
    assert EMPTY.is_serious
    assert NUMBER.is_serious
    assert not SOURCE.is_serious
    assert (SOURCE.column, EMPTY.column, SOURCE.share) == ("source", "reference A", 0.01)


def test_a_notebook_sees_a_row_per_problem_with_ids_and_escaped_names() -> None:
    result = SetInspection("<b>", "f", ("a", "b", "c", "d"), (EMPTY, DERIVED))
    row = result.frame.iloc[0]
    assert (row["problem"], row["column"], row["count"], row["share"]) == ("empty", "reference A", 2, 0.5)
    assert row["segments"] == ("a", "c")
    assert repr(result).startswith("<SetInspection of '<b>': references: 2 of 4 empty in A; ")
    assert "<b>:" not in result._repr_html_()
    assert "no problems" in repr(SetInspection("s", "f", ("a",), ()))


def test_every_kind_has_words() -> None:
    assert all(PHRASES.values())
