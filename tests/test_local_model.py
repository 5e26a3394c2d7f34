"""A real language model, tiny and local: it translates, badly, and as a judge it says nothing that can be read."""

from __future__ import annotations

import json
import re
import shlex
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora.readers import open_set
from tertium.evals.judges import check
from tertium.evals.judges.pairs import own_pairs, texts_of
from tests.conftest import ROOT
from tests.local_model import MODEL, served

pytest.importorskip("openai", reason="needs the extra openai")
pytestmark = pytest.mark.local_model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tertium.evals.judges.pairs import Pairs

README = (ROOT / "README.md").read_text(encoding="utf-8")
SOURCES = ("Der Hund schläft im Garten.", "Ich trinke jeden Morgen Kaffee.", "Morgen regnet es in Berlin.")
PROMPT = ROOT / "examples" / "systems" / "few-shot.txt"
"""The model was trained on text and not on orders: it goes on with what it sees, and ends where the others end."""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("model")) as address:
        yield address


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def test_it_translates_a_set_and_a_second_time_nothing_is_asked(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "set.tsv").write_text("source\n" + "".join(f"{text}\n" for text in SOURCES), encoding="utf-8")
    spec = f"gemma=openai:model={MODEL},base_url={url},server=local,prompt={PROMPT},stop=<|im_end|>,max_tokens=40"
    command = ["translate", "set.tsv", "--system", spec, "--from", "de", "--to", "en", "--concurrency", "1"]
    assert main([*command, "-o", "out"]) == 0
    outputs = open_set(tmp_path / "out").outputs["gemma"]
    assert sum(word in (text or "") for word, text in zip(("dog", "coffee", "Berlin"), outputs, strict=True)) > 1
    capsys.readouterr()
    assert main([*command, "-o", "again", "--answers", "out.answers.jsonl"]) == 0
    assert open_set(tmp_path / "again").outputs["gemma"] == outputs


def half_of_the_pairs() -> Pairs:
    """Return six of the twelve: the fewest of which a sound judge has no fault."""
    pairs, few = own_pairs(), slice(6)
    texts = texts_of(pairs.texts.sources[few], tuple(row[0] for row in pairs.texts.references[few]), ("de", "en"))
    damaged = {severity: column[few] for severity, column in pairs.damaged.items()}
    return replace(
        pairs, texts=texts, sound=pairs.sound[few], damaged=damaged, other_language=pairs.other_language[few]
    )


def readme_commands(url: str) -> list[list[str]]:
    """Return what the README's second path runs, with the address of a server that is there."""
    (block,) = re.findall(r"^```sh\n(python3 -m venv.*?)^```", README, flags=re.DOTALL | re.MULTILINE)
    lines = block.replace("\\\n", " ").replace("$(cat address)", url).replace('run="python ', f'run="{sys.executable} ')
    for name, value in reversed(re.findall(r"^([A-Z]+)=(.*)$", lines, flags=re.MULTILINE)):
        lines = lines.replace(f"${name}", value)
    return [shlex.split(line)[1:] for line in lines.splitlines() if line.startswith("tertium ")]


def test_the_second_path_of_the_readme_ends_in_a_verdict_and_as_a_judge_the_model_is_found_out(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "own_pairs", half_of_the_pairs)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    codes = {command[0]: main(command) for command in readme_commands(url)}
    judged = {0, 5}  # 5 where an answer can't be read
    expected = {"build": {0}, "translate": {0}, "judge-check": judged, "score": judged, "gate": {0, 10, 11}}
    assert codes.keys() == expected.keys()
    assert not [command for command, code in codes.items() if code not in expected[command]], codes
    card = json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))
    assert any("critical error" in fault or "can't be read" in fault for fault in card["faults"]), "nonsense is found"
    assert not [reason for reason in card["unread"] if reason.startswith("no answer")], "the server answers"
