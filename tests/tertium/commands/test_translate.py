"""`tertium translate`: what it asks for, writes and says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.store import load
from tests import stub_server as stub
from tests.tertium.answering import answer, fails, outcome

if TYPE_CHECKING:
    from pathlib import Path


def test_a_set_gets_the_outputs_and_what_they_took(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["translate", f"{place}/set", "--system", "copy=command:run=cat", "-o", f"{place}/new"]
    code, out, err = outcome(capsys, *words)
    assert (code, out) == (0, "")
    assert "copy: 2 requests asked\n" in err
    data = load(place / "new")
    assert list(data.outputs) == ["x", "y", "copy"]
    assert data.outputs["copy"] == data.sources
    assert set(data.provenance["usage"]["copy"]["rows"]) == set(data.ids)
    assert outcome(capsys, "score", f"{place}/new", "-m", "chrf", "-o", f"{place}/scored")[0] == 0
    assert "time and cost" in outcome(capsys, "report", f"{place}/scored")[1]
    assert "Time and cost" in _page(place, capsys)


def _page(place: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert outcome(capsys, "report", f"{place}/scored", "-f", "html", "-o", f"{place}/page.html")[0] == 0
    return (place / "page.html").read_text(encoding="utf-8")


def test_answers_lie_beside_the_output_and_a_second_run_asks_nothing(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["translate", f"{place}/set", "--system", "copy=command:run=cat", "-o", f"{place}/new"]
    outcome(capsys, *words)
    assert len((place / "new.answers.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert "copy: 0 requests asked" in outcome(capsys, *words, "--overwrite")[2]
    other = ["--answers", f"{place}/elsewhere.jsonl", "--overwrite"]
    assert "copy: 2 requests asked" in outcome(capsys, *words, *other)[2]


def test_no_system_is_asked_where_another_can_not_be_run(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marker = place / "was-run"
    systems = ["--system", f'a=command:run="touch {marker}"', "--system", "b=command:run=no-such-program"]
    code, err = fails(capsys, "translate", f"{place}/set", *systems, "-o", f"{place}/new", "-q")
    assert (code, marker.exists()) == (2, False)
    assert "no such program" in err


def test_money_that_limits_nothing_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["translate", f"{place}/set", "--system", "copy=command:run=cat", "-o", f"{place}/new", "--money", "1"]
    assert "copy: command has no prices, so no money limits it; --requests does\n" in outcome(capsys, *words)[2]


def test_the_estimate_is_told_before_anything_is_asked(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["translate", f"{place}/set", "--system", "copy=command:run=cat", "-o", f"{place}/new"]
    assert outcome(capsys, *words)[2].startswith("copy: 2 requests, about ")
    assert outcome(capsys, *words, "--overwrite")[2].startswith("copy: 0 requests asked")


def test_a_dry_run_says_what_it_would_cost_and_asks_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("openai", reason="needs the extra openai")
    with stub.serving(lambda *_: stub.says("x")) as server:
        spec = f"new=openai:model=m,base_url={server.url},prompt_price=1,completion_price=2"
        words = ["translate", f"{place}/set", "--system", spec, "--dry-run"]
        code, out, _ = outcome(capsys, *words)
        record = answer(capsys, *words)
    assert server.asked == []
    assert code == 0
    assert out.startswith("new: 2 requests, about ")
    assert out.endswith(" USD\n")
    assert record["systems"]["new"]["requests"] == 2
    assert record["systems"]["new"]["money"] > 0
    assert sorted(path.name for path in place.iterdir()) == ["run", "set", "small.tsv"]


def test_an_unknown_cost_is_said_to_be_unknown(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["translate", f"{place}/set", "--system", "copy=command:run=cat", "--dry-run"]
    assert outcome(capsys, *words)[1].endswith("unknown cost\n")
    assert answer(capsys, *words)["systems"]["copy"]["money"] is None


def test_a_budget_that_is_spent_is_a_partial_result(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["translate", f"{place}/set", "--system", "copy=command:run=cat", "-o", f"{place}/new", "--requests", "1"]
    code, _, err = outcome(capsys, *words)
    assert code == 5
    assert "copy has no output for 1 of 2 segments: not asked: the budget of 1 request is spent" in err
    code, _, err = outcome(capsys, *words, "--overwrite")
    assert code == 0
    assert "copy: 1 request asked" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--system", "copy=command:run=cat"], "nothing says where the set goes"),
        (["--system", "command:run=cat", "-o", "new"], "has no name"),
        (["--system", "a=command:run=cat", "--system", "a=command:run=cat", "-o", "new"], "two systems are called 'a'"),
        (["--system", "a=comand:run=cat", "-o", "new"], "no kind of system is named 'comand'"),
        (["--system", "a=command:run=no-such-program", "--dry-run"], "no such program"),
    ],
)
def test_what_is_wrong_is_said_in_two_lines(
    place: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    words = [word.replace("new", f"{place}/new") if word == "new" else word for word in words]
    code, err = fails(capsys, "translate", place / "set", *words)
    assert code == 2
    assert message in err


def test_a_key_in_place_of_a_variables_name_is_shown_nowhere(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("openai", reason="needs the extra openai")
    spec = "new=openai:model=m,base_url=http://127.0.0.1:1/v1,key=sk-a-secret-of-this-test"
    _, err = fails(capsys, "translate", place / "set", "--system", spec, "-o", place / "new")
    assert "sk-a-secret" not in err


def test_failures_are_in_the_json(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = 'new=command:run="false"'
    code, out, _ = outcome(capsys, "translate", f"{place}/set", "--system", spec, "-o", f"{place}/new", "--json")
    assert code == 5
    assert json.loads(out)["failures"]["new"] == dict.fromkeys(load(place / "set").ids, "false ended with code 1")


def test_a_system_without_any_output_is_not_called_translated(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["translate", f"{place}/set", "--system", "copy=command:run=cat", "--system", "new=command:run=false"]
    _, _, err = outcome(capsys, *words, "-o", f"{place}/new")
    assert f"{place}/new: 1 system translated; tertium score" in err
    _, _, err = outcome(capsys, *words[:2], *words[4:], "-o", f"{place}/none")
    assert f"{place}/none: 0 systems translated\n" in err
