"""`tertium init`: finds sets, articles, line files and outputs, and writes a file that can be run as it stands."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.evals.suite.project import ProjectSystem
from tertium.evals.suite.read import read
from tests.conftest import ROOT
from tests.tertium.answering import fails, outcome
from tests.tertium.commands import projects

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with two sets in the WMT layout, and outputs of base and new."""
    projects.make(tmp_path, names=("news-en-de", "news-de-en")).unlink()
    return tmp_path


def test_what_it_writes_can_be_run_as_it_stands(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = outcome(capsys, "init", str(place))
    assert (code, out) == (0, "")
    assert "set news-de-en: sets/news-de-en, 24 segments in 12 documents\n" in err
    assert "system new: outputs/{set}.{system}.txt\n" in err
    assert f"{place / 'tertium.toml'} is written" in err.splitlines()[-1]
    project = read(place)
    assert [(each.name, each.languages) for each in project.sets] == [
        ("news-de-en", ("de", "en")),
        ("news-en-de", ("en", "de")),
    ]
    assert (project.release.candidate, project.release.baseline) == ("new", "base")
    assert main(["run", str(place), "-q", "--json"]) == 0


def test_a_file_that_is_there_is_replaced_only_on_demand(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "tertium.toml").write_text("mine", encoding="utf-8")
    assert fails(capsys, "init", place)[0] == 2
    assert (place / "tertium.toml").read_text(encoding="utf-8") == "mine"
    assert main(["init", str(place), "--overwrite", "-q"]) == 0
    assert len(read(place).sets) == 2


def test_every_kind_of_set_is_found(place: Path) -> None:
    shutil.copytree(ROOT / "examples" / "articles", place / "articles")
    projects.write(place / "talks.source.txt", projects.lines("en"))
    projects.write(place / "talks.ref.txt", projects.lines("de"))
    projects.write(place / "talks.docs.txt", ["one"] * 24)
    projects.write(place / "tables" / "shop.tsv", ["source\treference", "One.\tEins."])
    assert (
        main(
            ["build", str(place / "tables" / "shop.tsv"), "--from", "en", "--to", "de", "-o", str(place / "kept"), "-q"]
        )
        == 0
    )
    assert main(["init", str(place), "-q"]) == 0
    sets = {each.name: each for each in read(place).sets}
    assert {name: (each.origin, each.place) for name, each in sets.items()} == {
        "kept": ("path", "kept"),
        "news-de-en": ("path", "sets/news-de-en"),
        "news-en-de": ("path", "sets/news-en-de"),
        "shop": ("path", "tables/shop.tsv"),
        "talks": ("source", "talks.source.txt"),
        "articles": ("articles", "articles"),
    }
    assert sets["talks"].options == {"reference": "talks.ref.txt", "documents": "talks.docs.txt"}
    assert sets["articles"].languages == ("en", "de")


def test_outputs_may_lie_in_a_folder_for_each_set(place: Path) -> None:
    shutil.rmtree(place / "outputs")
    for name in ("news-en-de", "news-de-en"):
        projects.write(place / "out" / name / "mine.txt", projects.lines("de"))
    assert main(["init", str(place), "-q"]) == 0
    assert read(place).systems == (ProjectSystem("mine", "out/{set}/{system}.txt"),)


def test_what_is_left_out_is_named_with_the_reason(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects.write(place / "outputs" / "sport.new.txt", ["x"])
    projects.write(place / "notes.pdf", ["x"])
    projects.write(place / "outputs" / "news-en-de.old.de", ["x"])
    projects.write(place / "broken" / "source.txt", ["a", "b"])
    projects.write(place / "broken" / "reference.txt", ["a"])
    _, _, err = outcome(capsys, "init", str(place))
    assert "left out: notes.pdf: no format of texts\n" in err
    assert "left out: outputs/news-en-de.old.de: files of lines end in .txt: {set}.source.txt, {set}.ref" in err
    assert "left out: outputs/sport.new.txt: named by no set" in err
    assert "left out: broken: " in err
    assert "1 line" in err


def test_a_folder_without_a_set_gets_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, err = fails(capsys, "init", tmp_path)
    assert code == 3
    assert "there is no set in" in err
    assert not list(tmp_path.iterdir())
    assert fails(capsys, "init", tmp_path / "nowhere")[0] == 2


def test_it_never_looks_into_what_tertium_run_wrote(place: Path) -> None:
    assert main(["init", str(place), "-q"]) == 0
    assert main(["run", str(place), "-q", "--json"]) == 0
    before = (place / "tertium.toml").read_bytes()
    assert main(["init", str(place), "-q", "--overwrite"]) == 0
    assert (place / "tertium.toml").read_bytes() == before


def test_systems_in_a_table_can_be_judged_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = projects.lines("de")
    rows = [f"{text}\t{text}\t{text[:-9]}\t{text}\t{i // 2}" for i, text in enumerate(texts)]
    projects.write(tmp_path / "shop.tsv", ["source\treference\tsystem.old\tsystem.new\tdocument", *rows])
    code, _, err = outcome(capsys, "init", str(tmp_path))
    assert code == 0
    assert "system new: in the sets\n" in err
    assert "[systems.old]  # its outputs are in the sets\n" in (tmp_path / "tertium.toml").read_text(encoding="utf-8")
    project = read(tmp_path)
    assert project.systems == (ProjectSystem("old"), ProjectSystem("new"))
    assert (project.release.candidate, project.release.baseline) == ("new", "old")
    assert main(["check", str(tmp_path)]) == 0
    assert main(["run", str(tmp_path), "-q"]) == 0
    assert "PASS: new against old" in capsys.readouterr().out
