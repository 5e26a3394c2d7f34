"""compare, rank, meta, gate and pin from end to end, with their exit codes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tertium.cli import main

if TYPE_CHECKING:
    from pathlib import Path

REFERENCES = [f"Im Bericht Nummer {i} steht ein langer Satz über Wetter und Verkehr in Stadt {i}." for i in range(40)]
SHUFFLED = [" ".join(reversed(text.split())) for text in REFERENCES]
HALVES = [text[: len(text) // 2] for text in REFERENCES]

POLICY = 'schema = "tertium.policy/1"\nsamples = 500\n[[rule]]\nkind = "non-inferior"\nmetric = "bleu"\nmargin = 0.5\n'
CHRF = POLICY.replace("bleu", "chrf").split("\n", 2)[2]


def score(folder: Path, name: str, outputs: list[str], references: list[str] = REFERENCES) -> Path:
    (folder / "reference.txt").write_text("\n".join(references) + "\n", encoding="utf-8")
    (folder / "docs.txt").write_text("\n".join(f"d{i // 2}" for i in range(40)) + "\n", encoding="utf-8")
    (folder / "output.txt").write_text("\n".join(outputs) + "\n", encoding="utf-8")
    shutil.rmtree(folder / "set", ignore_errors=True)
    reference, docs = f"A={folder / 'reference.txt'}", str(folder / "docs.txt")
    assert main(["build", "--reference", reference, "--documents", docs, "-o", str(folder / "set"), "-q"]) == 0
    run = folder / name
    output = f"mine={folder / 'output.txt'}"
    assert (
        main(["score", str(folder / "set"), "-m", "bleu", "-m", "chrf", "--system", output, "-o", str(run), "-q"]) == 0
    )
    return run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("gate")
    score(made, "old", SHUFFLED)
    score(made, "new", HALVES)
    score(made, "same", SHUFFLED)
    score(made, "other", HALVES, [*REFERENCES[:-1], REFERENCES[-1].replace("Stadt", "stadt")])
    (made / "bleu.toml").write_text(POLICY, encoding="utf-8")
    (made / "both.toml").write_text(POLICY + CHRF, encoding="utf-8")
    (made / "more.toml").write_text(POLICY + '[[rule]]\nkind = "required"\nmetric = "comet"\n', encoding="utf-8")
    (made / "unsure.toml").write_text(POLICY.replace("non-inferior", "superior").replace("0.5", "0"), encoding="utf-8")
    return made


def gate(folder: Path, candidate: str, policy: str, *more: str, baseline: str = "old") -> int:
    paths = [str(folder / candidate), "--baseline", str(folder / baseline), "--policy", str(folder / policy)]
    return main(["gate", *paths, *more])


OUTCOMES = {
    0: ("new", "bleu.toml", "PASS: mine against mine"),
    10: ("new", "both.toml", "FAIL"),
    11: ("same", "unsure.toml", "INCONCLUSIVE"),
    4: ("other", "bleu.toml", "NOT COMPARABLE"),
    5: ("new", "more.toml", "MISSING"),
}


@pytest.mark.parametrize("code", OUTCOMES)
def test_every_outcome_has_its_exit_code(folder: Path, capsys: pytest.CaptureFixture[str], code: int) -> None:
    candidate, policy, said = OUTCOMES[code]
    assert gate(folder, candidate, policy) == code
    assert capsys.readouterr().out.startswith(said)


def test_bleu_alone_would_pass_what_chrf_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(folder, "new", "both.toml", "--json") == 10
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["schema"] == "tertium.verdict/1"
    assert [(check["metric"], check["outcome"]) for check in verdict["checks"]] == [("bleu", "pass"), ("chrf", "fail")]


def test_one_changed_byte_of_a_reference_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(folder, "other", "bleu.toml") == 4
    assert "reference 'A' of 1 of 40 segments differs, first at d19#2" in capsys.readouterr().out


def test_junit_and_summary_are_written_beside(folder: Path, tmp_path: Path) -> None:
    summary, junit = tmp_path / "summary.md", tmp_path / "junit.xml"
    summary.write_text("# an earlier step\n", encoding="utf-8")
    assert gate(folder, "new", "both.toml", "--junit", str(junit), "--summary", str(summary)) == 10
    assert summary.read_text(encoding="utf-8").startswith("# an earlier step\n### FAIL")
    assert 'failures="1"' in junit.read_text(encoding="utf-8")


def pinned(folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    run, pin = tmp_path / "base", tmp_path / "baseline.toml"
    shutil.copytree(folder / "old", run)
    assert main(["pin", str(run), "-o", str(pin), "-q"]) == 0
    return run, pin


def against(folder: Path, pin: Path) -> int:
    return main(["gate", str(folder / "new"), "--baseline", str(pin), "--policy", str(folder / "bleu.toml")])


def test_a_pinned_baseline_is_the_run_that_was_pinned(folder: Path, tmp_path: Path) -> None:
    _, pin = pinned(folder, tmp_path)
    assert 'run = "base"' in pin.read_text(encoding="utf-8")
    assert against(folder, pin) == 0


def test_a_stale_baseline_never_passes(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run, pin = pinned(folder, tmp_path)
    shutil.rmtree(run)
    shutil.copytree(folder / "new", run)
    assert against(folder, pin) == 4
    assert "the baseline is stale" in capsys.readouterr().err
    assert main(["pin", str(run), "-o", str(pin)]) == 2
    assert main(["pin", str(run), "-o", str(pin), "--overwrite"]) == 0
    assert against(folder, pin) == 0


@pytest.mark.parametrize("harm", ["missing", "unfinished", "changed", "edited"])
def test_a_missing_killed_or_changed_baseline_never_passes(folder: Path, tmp_path: Path, harm: str) -> None:
    run, pin = pinned(folder, tmp_path)
    manifest = run / "manifest.json"
    if harm == "missing":
        shutil.rmtree(run)
    elif harm == "unfinished":
        manifest.unlink()
    elif harm == "changed":
        (run / "scores.parquet").write_bytes(b"")
    else:
        manifest.write_text(manifest.read_text(encoding="utf-8").replace("mine", "yours"), encoding="utf-8")
    assert against(folder, pin) == 3
    assert main(["gate", str(run), "--baseline", str(folder / "old"), "--policy", str(folder / "bleu.toml")]) == 3


@pytest.mark.parametrize("text", ["", 'schema = "tertium.baseline/1"', "not toml", 'schema = "x"\nrun = 1'])
def test_a_file_that_is_no_pin_is_refused(folder: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "pin.toml").write_text(text, encoding="utf-8")
    assert against(folder, tmp_path / "pin.toml") == 2


def test_pinned_signatures_are_held_to(folder: Path, tmp_path: Path) -> None:
    _, pin = pinned(folder, tmp_path)
    pin.write_text(pin.read_text(encoding="utf-8").replace("tokenize:13a", "tokenize:intl"), encoding="utf-8")
    assert against(folder, pin) == 4


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_compare_and_rank_take_several_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = [str(folder / "old"), str(folder / "new")]
    found = output(capsys, "compare", *runs, "--samples", "500")
    assert found["schema"] == "tertium.comparison/1"
    assert found["baseline"] == "mine@old"
    assert {(one["system"], one["metric"]) for one in found["differences"]} == {
        ("mine@new", "bleu"),
        ("mine@new", "chrf"),
    }
    assert len(found["conflicts"]) == 1
    standings = output(capsys, "rank", *runs, "--samples", "500", "--adjust", "holm")
    assert standings["schema"] == "tertium.standings/1"
    assert [one["places"][0]["system"] for one in standings["rankings"]] == ["mine@new", "mine@old"]


@pytest.mark.parametrize("format", ["text", "markdown", "csv"])
def test_tables_are_shown_in_every_format(folder: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:  # noqa: A002
    runs = [str(folder / "old"), str(folder / "new")]
    for command in (["compare", *runs, "--examples"], ["rank", *runs]):
        assert main([*command, "--samples", "200", "-f", format]) == 0
        assert "mine@new" in capsys.readouterr().out.replace("&#64;", "@")


def test_contradicting_metrics_are_pointed_out_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(folder / "old"), str(folder / "new"), "--samples", "500"]) == 0
    notes = [line.strip() for line in capsys.readouterr().out.split("\n\n")[2].splitlines()]
    assert notes[0].startswith("Metrics contradict each other about mine@new")


def test_compare_refuses_other_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(folder / "old"), str(folder / "other")]) == 4
    assert "reference 'A' of 1 of 40 segments differs" in capsys.readouterr().err


def test_unknown_choices_are_usage_errors(folder: Path) -> None:
    for option in (["--cluster", "word"], ["--test", "t"], ["--level", "2"], ["--baseline", "nobody"], ["-m", "ter"]):
        assert main(["compare", str(folder / "old"), str(folder / "new"), *option]) == 2


def test_meta_takes_a_run_or_a_set(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    score(tmp_path, "run", SHUFFLED)
    (tmp_path / "halves.txt").write_text("\n".join(HALVES) + "\n", encoding="utf-8")
    systems = [f"--system=a={tmp_path / 'output.txt'}", f"--system=b={tmp_path / 'halves.txt'}"]
    both = str(tmp_path / "both")
    assert main(["score", str(tmp_path / "set"), "-m", "chrf", *systems, "-o", both, "-q"]) == 0
    human = tmp_path / "human.tsv"
    rows = [f"{system}\t{i + 1}\t{value + i % 3}" for i in range(40) for system, value in (("A", 5), ("b", 1))]
    human.write_text("system\tline\tda\n" + "\n".join(rows) + "\n", encoding="utf-8")
    found = output(capsys, "meta", both, "--human", str(human), "--rename", "A=a", "--samples", "200")
    assert found["schema"] == "tertium.meta/1"
    accuracy = next(one for one in found["trusts"] if one["statistic"] == "pairwise accuracy")
    assert (accuracy["value"], accuracy["pairs"]) == (1, 1)
    again = main(["meta", str(tmp_path / "both" / "set"), "--human", str(human), "--rename", "A=a", "-m", "chrf", "-q"])
    assert again == 0
    assert "people: da, 40 segments of 2 systems: a, b" in capsys.readouterr().out
    assert main(["meta", str(folder / "set"), "--human", str(human)]) == 2
    assert main(["meta", both, "--human", str(human), "--rename", "A"]) == 2
