"""The catalogue says something of every metric, and docs/metrics.md says the same."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from tertium.cli import main
from tertium.metrics.catalogue import Entry, entries
from tertium.metrics.registry import classes
from tests.conftest import ROOT

OWN = [entry for entry in entries() if classes()[entry.name].__module__.startswith("tertium.metrics")]


@pytest.mark.parametrize("entry", OWN, ids=lambda entry: str(entry.name))
def test_every_metric_of_ours_has_languages_a_licence_and_a_line(entry: Entry) -> None:
    assert entry.languages != "–"
    assert "Apache-2.0" in entry.licence
    assert entry.measures.endswith((".", ":"))


@pytest.mark.parametrize("entry", OWN, ids=lambda entry: str(entry.name))
def test_every_metric_of_ours_is_documented_in_the_catalogue(entry: Entry) -> None:
    page = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
    assert f"| {entry.name} " in page


def test_the_table_of_the_page_is_the_command_s(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["metrics", "--format", "markdown"]) == 0
    shown = capsysbinary.readouterr().out.decode()
    page = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
    rows = [line for line in shown.splitlines() if line.startswith("|")]
    assert [row for row in rows if row not in page] == []


def test_json_is_one_strict_object_with_every_metric(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["metrics", "--json"]) == 0
    answer = json.loads(capsysbinary.readouterr().out, parse_constant=pytest.fail)
    assert answer["schema"] == "tertium.metrics/1"
    assert [one["name"] for one in answer["metrics"]] == [entry.name for entry in entries()]
    comet = next(one for one in answer["metrics"] if one["name"] == "comet")
    assert comet["speed"] is None


def test_one_metric_is_shown_with_its_options(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["metrics", "untranslated"]) == 0
    shown = capsysbinary.readouterr().out.decode()
    assert "option run" in shown
    assert "option severity" in shown


def test_a_check_is_shown_with_the_languages_where_it_was_measured(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["metrics", "numbers"]) == 0
    shown = capsysbinary.readouterr().out.decode()
    assert "numbers: where it was measured" in shown
    assert "en-de" in shown
    assert main(["metrics", "numbers", "--json"]) == 0
    answer = json.loads(capsysbinary.readouterr().out, parse_constant=pytest.fail)
    assert answer["metrics"][0]["measured"]["en-de"]["segments"] > 1000


def test_what_is_no_check_has_no_such_languages(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["metrics", "chrf"]) == 0
    assert "where it was measured" not in capsysbinary.readouterr().out.decode()


def test_an_unknown_metric_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["metrics", "nubmers"]) == 2
    assert capsys.readouterr().err.startswith("tertium: no metric is named 'nubmers'\n  try: numbers")


def test_what_isn_t_measured_is_nan_or_empty_and_never_a_number() -> None:
    comet = next(entry for entry in OWN if entry.name == "comet")
    checks = [entry for entry in OWN if entry.unit == "%" and entry.name != "ter"]
    assert math.isnan(comet.speed)
    assert all(not entry.agreement for entry in checks)


def test_the_catalogue_is_a_frame_and_the_package_returns_it() -> None:
    import tertium

    listed: Any = tertium.metrics()
    assert list(listed["name"]) == [entry.name for entry in entries()]
    assert listed.set_index("name").loc["bleu", ["needs", "unit", "higher_is_better"]].tolist() == [
        "references",
        "points",
        True,
    ]
    assert 0 < listed.set_index("name").loc["chrf", "agreement"] < 1
    assert math.isnan(listed.set_index("name").loc["ter", "agreement"])
