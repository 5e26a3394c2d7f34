"""Hugging Face datasets: folders in the hub's layout, names on the hub, and what is said when they can't be had."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import datasets
import pytest

from tertium.cli import main
from tertium.corpora import writers
from tertium.corpora.readers import open_set
from tertium.corpora.types import EvalSet, blocks
from tertium.errors import DataError, UsageError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SPLITS = ("train", "validation", "test")
DATA = EvalSet(
    name="pier",
    ids=("a#1", "a#2", "b#1"),
    documents=blocks(["a", "a", "b"], ["news", "news", "blog"]),
    sources=("One.", None, "Th\u2028ree.\t"),
    references={"A": ("Eins.", "Zwei.", ""), "B": (None, "2.", "3.")},
    outputs={"x": ("Eins!", "", None)},
    languages=("en", "de"),
    confidence=(0.5, float("nan"), 1.0),
)


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    """A folder as on the hub: two configurations with three splits each, named in the card."""
    folder = tmp_path / "pairs"
    folder.mkdir()
    card = ["---", "language: [de, en]", "configs:"]
    for pair in ("de-en", "cs-en"):
        card += [f"- config_name: {pair}", "  data_files:"]
        for split in SPLITS:
            rows = [{"translation": {one: f"{split} {one} {i}" for one in pair.split("-")}} for i in range(3)]
            datasets.Dataset.from_list(rows).to_parquet(folder / pair / f"{split}-00000-of-00001.parquet")
            card += [f"  - split: {split}", f"    path: {pair}/{split}-*.parquet"]
    (folder / "README.md").write_text("\n".join([*card, "---", ""]), encoding="utf-8")
    return folder


def table(folder: Path, columns: dict[str, list[Any]]) -> Path:
    """Return a folder of one configuration and split, with a card."""
    (folder / "data").mkdir(parents=True)
    datasets.Dataset.from_dict(columns).to_parquet(folder / "data" / "test-00000-of-00001.parquet")
    (folder / "README.md").write_text("---\nlanguage: [en, de]\n---\n", encoding="utf-8")
    return folder


def test_what_was_written_is_read_back_by_load_dataset_and_by_us(tmp_path: Path) -> None:
    writers.save_as(DATA, "hub", tmp_path / "out")
    found = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))["test"]
    assert found.column_names == [
        *("id", "document", "domain", "source", "reference.A", "reference.B", "system.x", "confidence"),
    ]
    assert (tuple(found["source"]), tuple(found["system.x"])) == (DATA.sources, DATA.outputs["x"])
    for place in (str(tmp_path / "out"), f"hub:{tmp_path / 'out'}", f"hub:{tmp_path / 'out'}:default:test"):
        read = open_set(place, DATA.languages)
        assert read.fingerprint == DATA.fingerprint
        assert dict(read.outputs) == dict(DATA.outputs)
        assert repr(read.confidence) == repr(DATA.confidence)


def test_a_configuration_and_a_split_are_chosen_by_name(layout: Path) -> None:
    data = open_set(f"hub:{layout}:de-en:validation")
    assert (data.name, data.languages) == ("pairs", ("de", "en"))
    assert data.sources == ("validation de 0", "validation de 1", "validation de 2")
    assert data.references["ref"][0] == "validation en 0"
    assert (open_set(f"hub:{layout}:cs-en").sources or ("",))[0] == "test cs 0", "test, where nobody asks"


def test_a_column_translation_is_read_both_ways(layout: Path) -> None:
    there, back = (open_set(f"hub:{layout}:de-en", way) for way in (("de", "en"), ("en", "de")))
    assert there.sources == back.references["ref"]
    assert back.sources == there.references["ref"]
    assert open_set(f"hub:{layout}:de-en", ("en", None)).languages == ("en", "de")
    spelt = open_set(f"hub:{layout}:de-en", ("deu_Latn", "en_US"))
    assert (spelt.languages, spelt.sources) == (("deu_Latn", "en_US"), there.sources)


@pytest.mark.parametrize(
    ("behind", "says"),
    [
        ("", r"has the configurations (de-en|cs-en), (de-en|cs-en)\n  try: hub:.*pairs:(de-en|cs-en)$"),
        (":fr-en", "has the configurations "),
        (":de-en:dev", r"has the splits train, validation, test\n  try: hub:.*pairs:de-en:train$"),
    ],
)
def test_a_choice_that_is_not_there_names_those_that_are(layout: Path, behind: str, says: str) -> None:
    with pytest.raises(DataError, match=says):
        open_set(f"hub:{layout}{behind}")


@pytest.mark.parametrize("name", ["hub:", "hub:a/b:c:d:e"])
def test_a_name_of_nothing_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="is not the name of a dataset\n  try: hub:OWNER/NAME:CONFIG:SPLIT"):
        open_set(name)


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"text": ["a"], "summary": ["b"]}, "unknown column 'text'\n  try: id, document, domain, source"),
        ({"source": [["a", "b"]]}, "row 1, 'source': neither text nor null"),
        ({"source": []}, "corresponds to no data"),
        ({"translation": [{"en": "One.", "de": "Eins.", "fr": "Un."}]}, "has the languages en, de, fr\n  try: --from"),
        ({"source": ["a"], "id": [None]}, "row 1: the id is empty"),
    ],
)
def test_columns_that_do_not_fit_are_named(tmp_path: Path, columns: dict[str, list[Any]], says: str) -> None:
    with pytest.raises(DataError, match=says):
        open_set(table(tmp_path / "set", columns))


def test_a_dataset_on_the_hub_is_streamed_split_by_split(layout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("load_dataset", "get_dataset_config_names", "get_dataset_split_names"):
        real = getattr(datasets, name)

        def local(place: str, *words: str, _real: Any = real, **options: Any) -> Any:
            assert place == "someone/pairs"
            assert options in ({}, {"split": "test", "streaming": True})
            return _real(str(layout), *words, **options)

        monkeypatch.setattr(datasets, name, local)
    monkeypatch.setattr("huggingface_hub.HfApi.dataset_info", lambda *_, **__: None)
    data = open_set("hub:someone/pairs:de-en")
    assert (data.name, data.languages, data.sources) == ("pairs", ("de", "en"), tuple(f"test de {i}" for i in range(3)))


def test_an_unreachable_hub_is_two_lines_and_soon(tmp_path: Path) -> None:
    code = f"import sys; from tertium.cli import main; sys.exit(main(['build', 'hub:a/b', '-o', '{tmp_path}/set']))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"HF_ENDPOINT": "http://127.0.0.1:9"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (3, "")
    said = done.stderr.splitlines()
    assert said[0].startswith("tertium: 'a/b' is neither a folder nor available on the hub: ")
    assert said[1:] == ["  try: a folder, or a .parquet"]


def test_the_command_builds_from_a_folder_of_the_hub(layout: Path, tmp_path: Path) -> None:
    words = ["build", f"hub:{layout}:de-en", "--from", "en", "--to", "de", "-o", str(tmp_path / "set"), "-q"]
    assert main(words) == 0
    assert open_set(tmp_path / "set").sources == tuple(f"test en {i}" for i in range(3))
