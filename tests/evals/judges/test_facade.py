"""`tertium.judge_check`: a judge's card in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import tertium
from tertium.errors import UsageError
from tertium.metrics.neural.judge.card_file import read_card
from tests.evals.judges.judging import Plain

if TYPE_CHECKING:
    from pathlib import Path


def by_letters(hypothesis: str) -> float:
    return float(len(hypothesis))


@pytest.mark.parametrize(
    ("judge", "name"),
    [("chrf", "chrf"), (Plain(), "plain"), (by_letters, "by_letters"), ("chrf:word_order=2", "chrf++")],
)
def test_a_spec_a_metric_or_a_function_has_a_card(judge: Any, name: str) -> None:
    assert tertium.judge_check(judge).judge == name


def test_demetr_gives_more_probes(tmp_path: Path) -> None:
    table = tmp_path / "demetr.tsv"
    titles = "type\tseverity\tlang\tapplied\tsource\treference\tunperturbed\tperturbed\n"
    rows = [f"x\t{severity}\tde\t1\tQuelle\tthe reference\tthe reference\txyz\n" for severity in ("minor", "major")]
    table.write_text(titles + "".join([*rows, rows[0].replace("minor", "critical")] * 6), encoding="utf-8")
    card = tertium.judge_check("chrf", demetr=table, limit=5)
    assert [probe.name for probe in card.probes[-3:]] == [
        f"DEMETR: {name} error" for name in ("critical", "major", "minor")
    ]
    assert {probe.judged for probe in card.probes[-3:]} == {5}


def test_its_file_is_the_card_that_a_judge_reads(tmp_path: Path) -> None:
    card = tertium.judge_check("chrf")
    path = card.report(tmp_path / "card.json")
    assert read_card(path, card.signature)["asked"] == card.asked
    assert "| critical error |" in card.to_markdown()
    assert card.to_pandas()["name"][0] == "critical error"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"judge": 3}, "judge can't be 3\n  try: \"judge:protocol"),
        ({"judge": Plain}, "judge can't be"),
        ({"judge": "jugde"}, "no metric is named 'jugde'\n  try: judge"),
        ({"judge": "chrf", "limit": 0}, "limit can't be 0"),
        ({"judge": "chrf", "limit": "many"}, "limit"),
        ({"judge": "chrf", "demetr": 3}, "demetr"),
        ({"judge": "chrf", "progress": "loud"}, "progress"),
    ],
)
def test_other_arguments_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        tertium.judge_check(**options)
