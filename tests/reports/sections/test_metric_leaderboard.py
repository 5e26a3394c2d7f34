"""The leaderboard of metrics: one row each, the leading statistic first, clusters as lines and bold type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.evals.results import Contrast, Interval, Meta, Trust
from tertium.reports.sections.metric_leaderboard import metric_board, metric_leaderboard
from tests.reports.formats.test_latex import compiled, needs_tex
from tests.reports.making import FEW

if TYPE_CHECKING:
    from pathlib import Path

SOFT = "soft pairwise accuracy"


def trust(metric: str, statistic: str, value: float, part: str = "") -> Trust:
    level = "segment" if statistic.endswith("ties") else "system"
    return Trust(metric, part, statistic, level, value, Interval(value - 0.1, value + 0.1), 3)


def three(*contrasts: Contrast) -> Meta:
    values = {"a": 0.7, "b": 0.9, "c": 0.88}
    trusts = [trust(metric, name, value) for name in ("Pearson", SOFT) for metric, value in values.items()]
    trusts += [trust("c", "character F1", 0.3), trust("a", SOFT, 0.1, "news")]
    return Meta("town", "f", "mqm", tuple(trusts), ("x", "y"), 9, FEW, {"a": "a|1"}, contrasts=contrasts)


TESTED = (
    Contrast("a", "b", SOFT, "system", -0.2, 0.01),
    Contrast("a", "c", SOFT, "system", -0.18, 0.01),
    Contrast("b", "c", SOFT, "system", 0.02, 0.4),
)


def test_metrics_are_ordered_by_the_leading_statistic_and_lines_part_clusters() -> None:
    table = metric_leaderboard(three(*TESTED))
    assert [column.title for column in table.columns] == ["metric", "soft accuracy", "Pearson", "character F1"]
    assert [row[0] for row in table.rows] == ["b", "c", "a"]
    assert table.breaks == {2}
    assert table.bold == {(0, 1), (1, 1)}
    assert table.columns[3].show(table.rows[0][3]) == "–"
    assert "lines between clusters are by soft accuracy" in table.notes[0]


def test_nothing_is_bold_where_metrics_do_not_differ_or_were_not_tested() -> None:
    equal = [Contrast(item.first, item.second, SOFT, "system", item.delta, 0.5) for item in TESTED]
    for meta in (three(*equal), three()):
        table = metric_leaderboard(meta)
        assert (table.bold, table.breaks) == (frozenset(), frozenset())
    assert "no other to be tested" in metric_leaderboard(three()).notes[0]


def test_a_value_of_a_domain_is_none_of_the_whole_set() -> None:
    board = metric_board(three(*TESTED))
    assert board.of("a", SOFT).value == 0.7
    assert board.of("b", SOFT).cluster == 1
    assert not board.is_best("a", SOFT)


@needs_tex
def test_tex_takes_the_leaderboard(tmp_path: Path) -> None:
    assert "Overfull" not in compiled(tmp_path, [metric_leaderboard(three(*TESTED))])
