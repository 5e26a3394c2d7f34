"""A history as tables: the newest run last, and in a sentence since when and with what a score changed."""

from __future__ import annotations

from dataclasses import replace

from tertium.evals.results import History, Interval, Point, Series
from tertium.reports.history import history_tables, sentences

NAN = float("nan")


def point(run: str, score: float, change: float = NAN, *changed: str, day: int = 1) -> Point:
    nothing = Interval(NAN, NAN)
    shown = nothing if change != change else Interval(change - 0.5, change + 0.5)  # noqa: PLR0124 - nan
    return Point(
        run=run,
        id="1",
        created=f"2026-01-{day:02}T10:30:00+00:00",
        system="x",
        fingerprint="f",
        signature="chrf|v1",
        score=score,
        interval=Interval(score - 1, score + 1),
        segments=10,
        change=change,
        change_interval=shown,
        changed=changed,
        description=(("tags", "v1"), ("note", "long"), ("commit", "0123456789abcdef")),
    )


def series(*points: Point, system: str = "") -> Series:
    return Series("news", system, "chrf", "points", higher_is_better=True, points=points)


def test_a_table_has_a_row_per_run_and_unrounded_numbers() -> None:
    made = series(point("a", 50.123), point("b", 52, 1.877, "system", day=2), system="x")
    (table,) = history_tables(History("runs", 0.95, (made,)))
    assert table.title == "news: chrf ↑ of x over 2 runs"
    assert [row[0] for row in table.rows] == ["a", "b"]
    assert table.rows[0][1:5] == ("2026-01-01 10:30", "x", 50.123, 49.123)
    assert table.rows[1][-2:] == ("system", "v1, 0123456789")
    assert table.provenance.full[0] == "chrf|v1"


def test_a_sentence_says_since_when_and_what_changed_with_it() -> None:
    made = series(point("a", 50), point("b", 52, 2.0, "system", day=2), point("c", 52, 0.0, day=3))
    assert list(sentences(made)) == [
        "chrf is 52.00 since b (2026-01-02), 50.00 before: +2.00 [+1.50, +2.50]; with it changed system"
    ]


def test_a_small_change_never_reads_as_zero() -> None:
    before, after = (
        point("a", 50),
        replace(point("b", 49.996, -0.004, "system", day=2), change_interval=Interval(-0.007, -0.001)),
    )
    assert list(sentences(series(before, after))) == [
        "chrf is 50.00 since b (2026-01-02), 50.00 before: -0.004 [-0.01, -0.001]; with it changed system"
    ]


def test_a_commit_with_changes_beside_it_keeps_its_mark() -> None:
    dirty = replace(point("a", 50), description=(("commit", "0123456789abcdef-dirty"),))
    (table,) = history_tables(History("runs", 0.95, (series(dirty),)))
    assert table.rows[0][-1] == "0123456789-dirty"


def test_a_change_without_any_cause_on_record_says_so() -> None:
    (sentence,) = sentences(series(point("a", 50), point("b", 52, 2.0)))
    assert sentence.endswith("with it changed nothing that a run records")


def test_other_data_or_another_metric_is_no_change_of_quality() -> None:
    (sentence,) = sentences(series(point("a", 50), point("b", 52, NAN, "data", "system", day=2)))
    assert "the two can't be compared: with it changed data and system" in sentence
    assert "+2" not in sentence


def test_without_a_change_it_says_so_and_of_one_run_nothing() -> None:
    assert list(sentences(series(point("a", 50), point("b", 50.1, 0.1, "system")))) == [
        "chrf: no change is shown over these runs"
    ]
    assert list(sentences(series(point("a", 50)))) == []


def test_warnings_stand_under_the_last_table() -> None:
    history = History("runs", 0.95, (series(point("a", 50)), series(point("a", 50))), ("b is left out: x",))
    first, last = history_tables(history)
    assert "b is left out: x" not in first.notes
    assert last.notes[-1] == "b is left out: x"
