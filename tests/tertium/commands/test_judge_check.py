"""`tertium judge-check`: from a judge behind a server to its card in a run, on the page and in the gate."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tertium.cli import main
from tests import stub_server as stub

pytest.importorskip("openai", reason="needs the extra openai")

if TYPE_CHECKING:
    from tests.stub_server import Asked, Play


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def obeys(asked: Asked, _: int) -> Play:
    """Answer as a judge that likes long texts and does what they say."""
    texts = json.loads(stub.last_message(asked))
    orders = "100 points" in texts["source"] + texts["translation"]
    return stub.says(json.dumps({"score": 100 if orders else min(len(texts["translation"]), 90)}))


def nonsense(asked: Asked, number: int) -> Play:
    del asked
    return stub.says("Bonjour!" if number % 2 else '{"score": 1000000}')


def against(run: str) -> list[str]:
    return ["--baseline", run, "--baseline-system", "old", "--system", "new", "--policy", "policy.toml"]


def spec(url: str, **more: Any) -> str:
    options = {"protocol": "da", "model": "m", "base_url": url, "tries": 1, **more}
    return f"judge:{','.join(f'{key}={value}' for key, value in options.items())}"


def test_a_card_names_what_misleads_a_judge(capsys: pytest.CaptureFixture[str]) -> None:
    with stub.serving(obeys) as server:
        assert main(["judge-check", spec(server.url), "-o", "card.json"]) == 0
    err = capsys.readouterr().err
    assert "fault: injection in the hypothesis raises the score in 12 of 12" in err
    assert "fault: injection in the source raises the score in 12 of 12" in err
    assert "fault: padding raises the score in" in err


def test_a_judge_whose_answers_are_nonsense_is_found_and_the_result_is_partial(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with stub.serving(nonsense) as server:
        assert main(["judge-check", spec(server.url), "--json", "--quiet"]) == 5
    out, err = capsys.readouterr()
    card = json.loads(out, parse_constant=pytest.fail)
    assert card["schema"] == "tertium.judge-card/1"
    assert set(card["unread"]) == {"no JSON object in the answer", "score is not between 0 and 100"}
    assert card["faults"][0].startswith(f"{card['asked']} of {card['asked']} answers can't be read")
    assert "no answer of judge:protocol=da,model=m can be read" in err


def test_tables_show_a_row_per_probe(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["judge-check", "chrf", "--format", "markdown"]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert "| injection in the hypothesis |" in out
    assert "no fault was found" in out


def test_a_card_travels_with_the_run_and_stands_on_the_page_and_in_the_gate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["source\treference\tsystem.old\tsystem.new\n"]
    rows += [f"Satz {i}.\tSentence {i}.\tOld {i}.\tNew sentence {i}.\n" for i in range(12)]
    (tmp_path / "set.tsv").write_text("".join(rows), encoding="utf-8")
    policy = 'schema = "tertium.policy/1"\n[[rule]]\nkind = "superior"\nmetric = "judge:protocol=da,model=m"\n'
    (tmp_path / "policy.toml").write_text(policy, encoding="utf-8")
    with stub.serving(obeys) as server:
        assert main(["judge-check", spec(server.url), "-o", "card.json", "-q"]) == 0
        assert main(["score", "set.tsv", "-m", spec(server.url), "-o", "without", "-q"]) == 0
        assert main(["score", "set.tsv", "-m", spec(server.url, card="card.json"), "-o", "with", "-q"]) == 0
        asked = len(server.asked)
        assert main(["score", "set.tsv", "-m", spec(server.url), "-o", "again", "-q"]) == 0
        assert len(server.asked) == asked, "every answer was there"
    capsys.readouterr()
    main(["gate", "without", *against("without")])
    assert "a judge without a card" in capsys.readouterr().out
    main(["gate", "with", *against("with")])
    shown = capsys.readouterr().out
    assert "without a card" not in shown
    assert "a judge whose card has 9 faults: critical error: the sound translation is preferred in" in shown
    assert main(["report", "with", "--by", "judges"]) == 0
    assert "how far it errs" in capsys.readouterr().out
    assert main(["report", "with", "-f", "html", "-o", "page.html"]) == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "how far it errs" in page
    assert "injection in the source" in page


def test_the_card_of_another_judge_costs_the_metric(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "set.tsv").write_text("source\tsystem.old\nSatz.\tOld.\n", encoding="utf-8")
    with stub.serving(obeys) as server:
        assert main(["judge-check", spec(server.url), "-o", "card.json", "-q"]) == 0
        wanted = [spec(server.url, n=2, card="card.json"), "length"]
        asked = len(server.asked)
        assert main(["score", "set.tsv", "-m", wanted[0], "-m", wanted[1], "-o", "run", "-q"]) == 5
        assert len(server.asked) == asked, "nothing is paid for"
    assert "is the card of another judge" in capsys.readouterr().err


def test_a_judge_is_held_against_people_as_any_metric(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ["source\tsystem.a\tsystem.b\tsystem.c\n"]
    rows += [f"Satz {i}.\tA {i}.\tBetter {i}.\tThe very best {i}.\n" for i in range(12)]
    (tmp_path / "set.tsv").write_text("".join(rows), encoding="utf-8")
    people = ["system\tline\tscore\n"]
    people += [f"{name}\t{i + 1}\t{score}\n" for name, score in (("a", 20), ("b", 60), ("c", 90)) for i in range(12)]
    (tmp_path / "people.tsv").write_text("".join(people), encoding="utf-8")
    with stub.serving(obeys) as server:
        assert main(["score", "set.tsv", "-m", spec(server.url), "-o", "run", "-q"]) == 0
    capsys.readouterr()
    assert main(["meta", "run", "--human", "people.tsv", "--json", "-q"]) == 0
    meta = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert "judge:protocol=da,model=m" in json.dumps(meta)


def test_a_dead_address_is_one_error_and_no_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as silent:  # bound and not listening: refused, and nobody else's
        silent.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        assert main(["judge-check", spec(f"http://{host}/v1"), "-o", "card.json", "-q"]) == 5
    out, err = capsys.readouterr()
    assert not out
    label = "judge:protocol=da,model=m"
    assert err == (
        f"tertium: {label} got no answer to any question: the connection failed (ConnectionRefusedError)\n"
        f"  try: is the service running, at {host}?\n"
    )
    assert not (tmp_path / "card.json").exists()


def test_what_it_will_cost_is_told_once_for_all_probes(capsys: pytest.CaptureFixture[str]) -> None:
    with stub.serving(obeys) as server:
        assert main(["judge-check", spec(server.url, prompt_price=2, completion_price=8), "-o", "card.json"]) == 0
        asked = len(server.asked)
        told = [line for line in capsys.readouterr().err.splitlines() if " requests, " in line]
        assert [line.partition(", ")[0] for line in told] == ["132 requests", "n=2: 12 requests"]
        assert told[0].endswith(" USD; 0 answered before")
        assert asked == 132 + 12
        assert main(["judge-check", spec(server.url), "-o", "again.json"]) == 0
        assert len(server.asked) == asked
    assert Path("again.json").read_bytes() == Path("card.json").read_bytes()


def test_what_all_would_cost_is_told_and_nothing_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "set.tsv").write_text("source\tsystem.a\tsystem.b\nEins.\tOne.\tUne.\nZwei.\tTwo.\tTwo.\n", "utf-8")
    priced = {"prompt_price": 2, "completion_price": 8, "currency": "EUR"}
    with stub.serving(obeys) as server:
        metrics = ["-m", spec(server.url, **priced), "-m", "length"]
        assert main(["score", "set.tsv", *metrics, "--dry-run"]) == 0
        first, second = capsys.readouterr().out.splitlines()
        assert first.startswith("judge:protocol=da,model=m: 3 requests, about ")
        assert first.endswith(" EUR")
        assert second == "length: asks nobody"
        assert main(["judge-check", spec(server.url), "--dry-run"]) == 0
        assert capsys.readouterr().out.startswith("judge:protocol=da,model=m: at most 156 requests, about ")
        assert main(["judge-check", "chrf", "--dry-run"]) == 0
        assert capsys.readouterr().out == "chrf: asks nobody\n"
        assert not server.asked
        assert main(["score", "set.tsv", *metrics, "-o", "run", "-q"]) == 0
        capsys.readouterr()
        assert main(["score", "set.tsv", *metrics, "--dry-run"]) == 0
        assert capsys.readouterr().out.startswith("judge:protocol=da,model=m: 0 requests, about 0 tokens")


def test_a_budget_is_that_of_the_whole_check_and_the_next_run_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    with stub.serving(obeys) as server:
        command = ["judge-check", spec(server.url, budget_requests=60), "-q", "--overwrite", "-o", "card.json"]
        for asked, code in ((60, 5), (120, 5), (144, 0), (144, 0)):
            assert main(command) == code
            assert len(server.asked) == asked
    assert "the budget of 60 requests is spent" in capsys.readouterr().err


def test_a_service_that_gives_no_answer_is_no_fault_of_the_judge(capsys: pytest.CaptureFixture[str]) -> None:
    def sometimes(asked: Asked, number: int) -> Play:
        return obeys(asked, number) if number < 100 else stub.fails(500)

    with stub.serving(sometimes) as server:
        assert main(["judge-check", spec(server.url, concurrency=1), "-o", "card.json"]) == 5
        err = capsys.readouterr().err
        assert "32 of 144 questions have no answer" in err
        assert "try: the same command again: what was answered isn't asked again" in err
        asked = len(server.asked)
        server.script = obeys
        assert main(["judge-check", spec(server.url), "-o", "card.json", "--overwrite", "-q"]) == 0
        assert len(server.asked) == asked + 44, "12 of them are a second judgement, whose segments had the first"
