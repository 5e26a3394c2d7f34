"""What rank returns, and how it shows itself."""

from __future__ import annotations

from tertium.evals.results.pairs import Pair
from tertium.evals.results.resampling import Interval, Resampling
from tertium.evals.results.standings import Place, Ranking, Standings

PLACES = (
    Place("north", 9.0, Interval(8.0, 10.0), 1, 1, 1),
    Place("south", 5.0, Interval(4.0, 6.0), 2, 2, 3),
    Place("west", 4.9, Interval(4.0, 6.0), 2, 2, 3),
)
PAIRS = (Pair("north", "south", 0.001), Pair("north", "west", 0.001), Pair("south", "west", 0.4))
STANDINGS = Standings(
    name="made",
    fingerprint="f00",
    rankings=(Ranking("chrf", "chrf|x", PLACES, PAIRS, 60),),
    overall={"north": 1.0, "south": 2.5, "west": 3.0},
    resampling=Resampling(),
    adjusted="none",
    clusters=60,
    left_out={"comet": "no model\n  try: pip"},
)


def test_who_beats_whom_is_told_by_metric() -> None:
    pairs = [("north", "south"), ("south", "north"), ("south", "west"), ("west", "south")]
    assert STANDINGS.all_beating(pairs) == [("chrf",), (), (), ()]


def test_a_range_of_ranks_is_one_number_where_it_is_one() -> None:
    assert [place.ranks for place in PLACES] == ["1", "2–3", "2–3"]


def test_a_metric_without_ranks_is_named_with_its_reason_on_one_line() -> None:
    assert STANDINGS.unranked == ("no interval and no rank by comet: no model; try: pip",)


def test_standings_show_themselves_in_a_line_and_as_a_table() -> None:
    assert repr(STANDINGS) == "<Standings on 'made': 3 systems by chrf>"
    assert STANDINGS.frame.to_dict("records")[1] == {
        "metric": "chrf",
        "system": "south",
        "score": 5.0,
        "low": 4.0,
        "high": 6.0,
        "cluster": 2,
        "first": 2,
        "last": 3,
        "over_metrics": 2.5,
    }
    assert STANDINGS._repr_html_().count("<tr") == 4
