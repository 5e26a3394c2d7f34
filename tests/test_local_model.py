"""A real language model, tiny and local: it translates, badly, and as a judge it says nothing that can be read."""

from __future__ import annotations

import json
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


def test_as_a_judge_it_is_found_out(
    url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "own_pairs", half_of_the_pairs)
    spec = f"judge:protocol=da,model={MODEL},base_url={url},server=local,concurrency=1,max_tokens=24"
    code = main(["judge-check", spec, "--json", "-q"])
    card = json.loads(capsys.readouterr().out)
    assert code in {0, 5}, "5 where no answer at all can be read"
    assert any("critical error" in fault or "can't be read" in fault for fault in card["faults"]), "nonsense is found"
    assert not [reason for reason in card["unread"] if reason.startswith("no answer")], "the server answers"
