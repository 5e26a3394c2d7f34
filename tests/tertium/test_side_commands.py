"""The cache, models and charts from the command line; what a command says while it works; files that can't be used."""

from __future__ import annotations

import json
import runpy
from importlib.metadata import PackageNotFoundError
from typing import TYPE_CHECKING

import numpy as np
import pytest
import typer

from tertium import cli, files, version
from tertium.cache.store import FILE, open_store
from tertium.cli import main
from tertium.commands import decisions, progress
from tertium.commands.options import named_paths
from tertium.errors import CompareError, DataError, UsageError
from tertium.evals import store
from tertium.evals.results import Resampling
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with three results of two scopes."""
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path))
    for scope, keys in (("comet|model:x", [b"1", b"2"]), ("comet|model:y", [b"3"])):
        found = open_store(scope, pytest.fail)
        found.put(dict.fromkeys(keys, b"value"))
    return tmp_path / FILE


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


def test_the_cache_is_shown_verified_and_pruned(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "cache", "show")
    assert code == 0
    rows = sorted(line.split()[:2] for line in out.splitlines() if line.startswith("comet"))
    assert rows == [["comet|model:x", "2"], ["comet|model:y", "1"]]
    assert str(cache) in out
    assert said(capsys, "cache", "verify")[1] == f"{cache}: 3 results, 0 damaged and removed\n"
    assert said(capsys, "cache", "prune", "--days", "1") == (0, "", "0 results removed\n")
    assert said(capsys, "cache", "prune", "--megabytes", "0", "-q") == (0, "", "")
    assert json.loads(said(capsys, "cache", "verify", "--json")[1])["results"] == 0


def test_prune_wants_to_know_what_may_go_and_no_cache_is_said(
    cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache.is_file()
    code, out, err = said(capsys, "cache", "prune")
    assert (code, out) == (2, "")
    assert err == "tertium: prune needs a limit: of days, or of megabytes\n  try: --days 90, or --megabytes 500\n"
    monkeypatch.setenv("TERTIUM_CACHE", "off")
    for command in (["show"], ["verify"], ["prune", "--days", "0"]):
        code, out, err = said(capsys, "cache", *command)
        assert (code, out) == (2, "")
        assert err == "tertium: there is no cache: TERTIUM_CACHE is off\n  try: unset TERTIUM_CACHE\n"


def test_the_known_models_are_listed_with_licence_and_size(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "models")
    assert code == 0
    assert "Unbabel/wmt22-comet-da" in out
    assert "Apache-2.0" in out
    code, out, err = said(capsys, "models", "verify", "/nowhere/at/all")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 2


def test_steps_are_told_when_they_are_done_or_take_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 1.0, 4.9, 5.1, 6.0, 7.0, 8.0])
    monkeypatch.setattr("tertium.commands.progress.time.monotonic", lambda: next(clock))
    told = progress.Progress()
    for done in (0, 1, 2, 3, 4, 9):
        told("read", done, 9)
    told("align", 1, 5)
    assert capsys.readouterr().err.splitlines() == ["read: 3 of 9", "read: 9 of 9"]


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    progress.tell("loud", quiet=False)
    progress.tell("silent", quiet=True)
    assert capsys.readouterr().err == "loud\n"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (["x"], "--system 'x' is not NAME=FILE\n  try: --system x=x"),
        (["=x.txt"], "--system '=x.txt' is not NAME=FILE\n  try: --system "),
        (["a="], "--system 'a=' is not NAME=FILE"),
        ([""], "--system '' is not NAME=FILE\n  try: --system NAME=FILE"),
        (["a=x", "b=y", "a=z"], "--system 'a' is given twice\n  try: another name"),
    ],
)
def test_a_named_file_needs_a_name_and_a_file_and_each_name_once(values: list[str], says: str) -> None:
    with pytest.raises(UsageError) as refused:
        named_paths(values, "--system")
    assert str(refused.value).startswith(says)


def test_an_equals_sign_may_stand_in_a_path() -> None:
    assert {name: str(path) for name, path in named_paths(["a=b=c"], "--system").items()} == {"a": "b=c"}


@pytest.fixture
def run() -> Run:
    rng = np.random.default_rng(2)
    return run_of({name: rng.normal(50, 5, size=12).tolist() for name in ("old", "new")})


QUICK = Resampling(samples=100)


def test_a_comment_compares_even_unasked_and_a_page_only_when_asked(run: Run, tmp_path: Path) -> None:
    asked = decisions.ReportOptions(tmp_path, "markdown", QUICK, summary=True)
    found = decisions.decide(run, asked)
    assert found.comparison
    assert found.comparison.baseline == "old"
    assert found.slices == ()
    page = decisions.decide(run, decisions.ReportOptions(tmp_path, "html", QUICK))
    assert (page.comparison, bool(page.slices), bool(page.standings)) == (None, True, True)
    alone = run_of({"only": [1.0, 2.0, 3.0]})
    assert decisions.decide(alone, asked).comparison is None


def test_what_cannot_be_compared_is_left_out_unless_a_baseline_was_asked_for(run: Run, tmp_path: Path) -> None:
    from dataclasses import replace

    counts = {key: np.full((12, 3), 1.0) for key in run.counts}
    measures = {label: replace(one, signature="older") for label, one in run.measures.items()}
    odd = replace(run, counts=counts, measures=measures)
    assert decisions.decide(odd, decisions.ReportOptions(tmp_path, "markdown", QUICK, summary=True)).comparison is None
    with pytest.raises(CompareError, match="older"):
        decisions.decide(odd, decisions.ReportOptions(tmp_path, "html", QUICK, baseline="old"))


def test_a_verdict_needs_both_a_policy_and_what_it_is_held_against(run: Run, tmp_path: Path) -> None:
    store.save(run, tmp_path / "run")
    policy = tmp_path / "policy.toml"
    policy.write_text(
        'schema = "tertium.policy/1"\nsamples = 100\n[[rule]]\nkind = "required"\nmetric = "length"\n', encoding="utf-8"
    )
    asked = decisions.ReportOptions(tmp_path / "run", "html", QUICK, policy=policy)
    with pytest.raises(UsageError, match="a verdict needs --policy and --against"):
        decisions.decide(run, asked)
    against = decisions.ReportOptions(
        tmp_path / "run", "html", QUICK, baseline="old", policy=policy, against=tmp_path / "run", system="new"
    )
    verdict = decisions.decide(run, against).verdict
    assert verdict
    assert (verdict.outcome, verdict.candidate, verdict.baseline) == ("pass", "new", "old")
    assert f"--policy {policy}" in against.command
    assert against.command.endswith("--cluster document --samples 100 --seed 12345 --level 0.95")


def test_a_file_of_unreadable_bytes_or_json_too_deep_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{\n\n]", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.json, line 3: .*\n  try: make the folder again"):
        files.read_json(tmp_path / "a.json")
    (tmp_path / "a.json").write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.json: its values are nested too deep"):
        files.read_json(tmp_path / "a.json")
    (tmp_path / "a.toml").write_text("a = ", encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.toml: "):
        files.read_toml(tmp_path / "a.toml")
    with pytest.raises(UsageError, match=r"can't read .*none\.toml"):
        files.read_toml(tmp_path / "none.toml")


def test_what_cannot_be_written_is_two_lines(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in ("none", "file"):
        with pytest.raises(UsageError, match=r"can't write .*\n  try: another path"):
            files.write_text(tmp_path / place / "a.txt", "x")
    with (
        pytest.raises(UsageError, match="is not a writable folder"),
        files.whole_folder(tmp_path / "file" / "set", marker="m"),
    ):
        pytest.fail("unreachable")


def test_without_any_metadata_the_version_is_unknown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(version, "PROJECT", tmp_path / "pyproject.toml")
    monkeypatch.setattr(version, "installed", missing)
    assert version.version() == "of unknown version"


@pytest.mark.parametrize(
    ("ends", "code"),
    [(typer.Abort(), 130), (SystemExit(3), 3), (SystemExit("words"), 1), (SystemExit(), 1), (CompareError("x"), 4)],
)
def test_however_a_command_ends_it_has_its_exit_code(
    ends: BaseException, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ending(**_: object) -> None:
        raise ends

    monkeypatch.setattr(cli, "app", ending)
    assert main([]) == code


def test_python_m_tertium_is_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["tertium", "--version"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("tertium", run_name="__main__")
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith("tertium ")


@pytest.mark.parametrize("kind", ["leaderboard", "scatter"])
def test_a_chart_that_cannot_be_written_is_two_lines(run: Run, tmp_path: Path, kind: str) -> None:
    pytest.importorskip("matplotlib")
    store.save(run, tmp_path / "run")
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["plot", str(tmp_path / "run"), kind, "-o", str(tmp_path / "file" / "charts"), "--samples", "100"]) == 2


def test_a_summary_that_cannot_be_appended_is_two_lines(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store.save(run, tmp_path / "run")
    (tmp_path / "p.toml").write_text(
        'schema = "tertium.policy/1"\n[[rule]]\nkind = "required"\nmetric = "length"\n', encoding="utf-8"
    )
    words = ["gate", str(tmp_path / "run"), "--baseline", str(tmp_path / "run"), "--policy", str(tmp_path / "p.toml")]
    systems = ["--system", "new", "--baseline-system", "old"]
    assert main([*words, *systems, "--summary", str(tmp_path)]) == 2
    assert capsys.readouterr().err.endswith("Is a directory\n  try: another path\n")
    assert main([*words, *systems, "--summary", str(tmp_path / "new.md")]) == 0
    assert (tmp_path / "new.md").read_text(encoding="utf-8")
