"""`tertium cache`: stored results are shown, verified and pruned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tertium.cache.contents import scopes
from tertium.cache.store import FILE, open_store
from tertium.commands import cache as cache_commands
from tests.tertium.answering import answer, outcome

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with three results of two scopes."""
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path))
    for scope, keys in (("comet|model:x", [b"1", b"2"]), ("comet|model:y", [b"3"])):
        store = open_store(scope, pytest.fail)
        store.put(dict.fromkeys(keys, b"value"))
    return tmp_path / FILE


def test_the_cache_is_shown_verified_and_pruned(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = outcome(capsys, "cache", "show")
    assert code == 0
    rows = sorted(line.split()[:2] for line in out.splitlines() if line.startswith("comet"))
    assert rows == [["comet|model:x", "2"], ["comet|model:y", "1"]]
    assert str(cache) in out
    assert outcome(capsys, "cache", "verify")[1] == f"{cache}: 3 results, 0 damaged and removed\n"
    assert outcome(capsys, "cache", "prune", "--days", "1") == (0, "", "0 results removed\n")
    assert outcome(capsys, "cache", "prune", "--megabytes", "0", "-q") == (0, "", "")
    assert json.loads(outcome(capsys, "cache", "verify", "--json")[1])["results"] == 0


def test_prune_wants_to_know_what_may_go_and_no_cache_is_said(
    cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache.is_file()
    code, out, err = outcome(capsys, "cache", "prune")
    assert (code, out) == (2, "")
    assert err == "tertium: prune needs a limit: of days, or of megabytes\n  try: --days 90, or --megabytes 500\n"
    monkeypatch.setenv("TERTIUM_CACHE", "off")
    for command in (["show"], ["verify"], ["prune", "--days", "0"]):
        code, out, err = outcome(capsys, "cache", *command)
        assert (code, out) == (2, "")
        assert err == "tertium: there is no cache: TERTIUM_CACHE is off\n  try: unset TERTIUM_CACHE\n"


def test_show_and_verify_answer_in_json(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contents = answer(capsys, "cache", "show")
    assert (contents["schema"], contents["file"], len(contents["kept"])) == ("tertium.cached/1", str(cache), 2)
    checked = answer(capsys, "cache", "verify")
    assert (checked["schema"], checked["results"], checked["damaged"]) == ("tertium.cache/1", 3, 0)


def test_prune_may_be_called_from_python(cache: Path) -> None:
    cache_commands.prune(days=0, quiet=True)
    assert scopes(cache) == []
