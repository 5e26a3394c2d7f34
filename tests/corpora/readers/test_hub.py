"""Hugging Face datasets: folders in the hub's layout, names on the hub, and what is said when they can't be had."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import datasets
import pytest

from tertium.cli import main
from tertium.corpora.readers import hub, open_set
from tertium.errors import DataError, UsageError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path
from types import SimpleNamespace

SPLITS = ("train", "validation", "test")


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    """A folder as on the hub: two configurations with three splits each, named in the card."""
    folder = tmp_path / "pairs"
    folder.mkdir()
    card = ["---", "language: [de, en]", "configs:"]
    for pair in ("de-en", "cs-en"):
        card += [f"- config_name: {pair}", "  data_files:"]
        for split in SPLITS:
            rows = [{"translation": {tag: f"{split} {tag} {i}" for tag in pair.split("-")}} for i in range(3)]
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


def test_a_configuration_and_a_split_are_chosen_by_name(layout: Path) -> None:
    data = open_set(f"hub:{layout}:de-en:validation")
    assert (data.name, data.languages) == ("pairs", ("de", "en"))
    assert data.sources == ("validation de 0", "validation de 1", "validation de 2")
    assert data.references["ref"][0] == "validation en 0"
    assert (open_set(f"hub:{layout}:cs-en").sources or ("",))[0] == "test cs 0", "test, where nobody asks"


def test_a_column_translation_is_read_both_ways(layout: Path) -> None:
    forward, backward = (open_set(f"hub:{layout}:de-en", way) for way in (("de", "en"), ("en", "de")))
    assert forward.sources == backward.references["ref"]
    assert backward.sources == forward.references["ref"]
    assert open_set(f"hub:{layout}:de-en", ("en", None)).languages == ("en", "de")
    respelt = open_set(f"hub:{layout}:de-en", ("deu_Latn", "en_US"))
    assert (respelt.languages, respelt.sources) == (("deu_Latn", "en_US"), forward.sources)


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        ("", r"has the configurations (de-en|cs-en), (de-en|cs-en)\n  try: hub:.*pairs:(de-en|cs-en)$"),
        (":fr-en", "has the configurations "),
        (":de-en:dev", r"has the splits train, validation, test\n  try: hub:.*pairs:de-en:train$"),
    ],
)
def test_a_choice_that_is_not_there_names_those_that_are(layout: Path, selection: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        open_set(f"hub:{layout}{selection}")


@pytest.mark.parametrize("name", ["hub:", "hub:a/b:c:d:e"])
def test_a_name_of_nothing_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="is not the name of a dataset\n  try: hub:OWNER/NAME:CONFIG:SPLIT"):
        open_set(name)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            {"text": ["a"], "summary": ["b"]},
            (
                "has no column with texts; it has 'text', 'summary'\n  try: --column source=.*"
                "system.NAME=…, of several.*in Python columns="
            ),
        ),
        ({"source": [["a", "b"]]}, "row 1, 'source': neither text nor null"),
        ({"source": []}, "corresponds to no data"),
        ({"translation": [{"en": "One.", "de": "Eins.", "fr": "Un."}]}, "has the languages en, de, fr\n  try: --from"),
        ({"source": ["a"], "id": [None]}, "row 1: the id is empty"),
    ],
)
def test_columns_that_do_not_fit_are_named(tmp_path: Path, columns: dict[str, list[Any]], message: str) -> None:
    with pytest.raises(DataError, match=message):
        open_set(table(tmp_path / "set", columns))


def test_a_folder_with_a_card_and_data_is_claimed(layout: Path, tmp_path: Path) -> None:
    assert hub.claims(table(tmp_path / "set", {"source": ["a"]}))
    assert not hub.claims(layout), "without a folder data it may be of any kind; hub: says that it is a dataset"


def test_a_dataset_that_save_to_disk_wrote_is_read(tmp_path: Path) -> None:
    path = table(tmp_path / "card", {"id": ["x"], "source": ["One."], "system.s": [None]})
    split = datasets.load_dataset(str(path), cache_dir=str(tmp_path / "cache"))["test"]
    split.save_to_disk(str(tmp_path / "saved"))
    data = open_set(tmp_path / "saved")
    assert (data.ids, data.sources, data.outputs["s"]) == (("x",), ("One.",), (None,))


def test_a_saved_column_translation_gives_source_and_reference(tmp_path: Path) -> None:
    rows = [{"en": "One.", "de": "Eins."}, {"en": "Two.", "de": "Zwei."}]
    splits = datasets.DatasetDict({"test": datasets.Dataset.from_dict({"translation": rows})})
    splits.save_to_disk(str(tmp_path / "set"))
    data = open_set(tmp_path / "set")
    assert (data.sources, data.references["ref"]) == (("One.", "Two."), ("Eins.", "Zwei."))


def test_a_dataset_on_the_hub_is_streamed_split_by_split(layout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("load_dataset", "get_dataset_config_names", "get_dataset_split_names"):
        real = getattr(datasets, name)

        def local(name: str, *words: str, _real: Any = real, **options: Any) -> Any:
            assert name == "someone/pairs"
            assert options.pop("revision") == "c0ffee"
            assert options in ({}, {"split": "test", "streaming": True})
            return _real(str(layout), *words, **options)

        monkeypatch.setattr(datasets, name, local)
    monkeypatch.setattr("huggingface_hub.HfApi.dataset_info", lambda *_, **__: SimpleNamespace(sha="c0ffee"))
    data = open_set("hub:someone/pairs:de-en")
    assert (data.name, data.languages, data.sources) == ("pairs", ("de", "en"), tuple(f"test de {i}" for i in range(3)))
    assert data.provenance["read"] == ["someone/pairs@c0ffee"]


def test_an_unreachable_hub_is_two_lines_and_soon(tmp_path: Path) -> None:
    code = f"import sys; from tertium.cli import main; sys.exit(main(['build', 'hub:a/b', '-o', '{tmp_path}/set']))"
    nowhere = {"HF_ENDPOINT": "http://127.0.0.1:9", "HF_HOME": str(tmp_path / "cache")}
    process = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | nowhere,
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert (process.returncode, process.stdout) == (3, "")
    lines = process.stderr.splitlines()
    assert lines[0].startswith("tertium: 'a/b' is neither a folder nor available on the hub: ")
    command = "hf download --repo-type dataset a/b --local-dir FOLDER"
    assert lines[1:] == [f"  try: where there is a network, {command}; then hub:FOLDER"]


def test_the_command_builds_from_a_folder_of_the_hub(layout: Path, tmp_path: Path) -> None:
    words = ["build", f"hub:{layout}:de-en", "--from", "en", "--to", "de", "-o", str(tmp_path / "set"), "-q"]
    assert main(words) == 0
    assert open_set(tmp_path / "set").sources == tuple(f"test en {i}" for i in range(3))
