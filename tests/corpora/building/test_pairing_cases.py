"""Folders whose pairs a user knows: by names, in a file, or since an article stands in two files."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora.building.build import build
from tertium.corpora.building.plan import Plan
from tertium.corpora.pairing import pairs_file
from tertium.errors import DataError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

CASES = ROOT / "tests" / "data" / "cases"
ROADS, MAP, YATRA = (
    CASES / name / "input" for name in ("names-say-the-pairs", "article-in-two-files", "segment-hindi-quote")
)


def plan(target: str = "de", **options: object) -> Plan:
    return Plan("en", target, role="reference", called="human", **options)  # type: ignore[arg-type]


def pairs(data: EvalSet) -> dict[str, tuple[str, str]]:
    return {pair["target"]: (pair["source"], pair["reason"]) for pair in data.provenance["pairs"]}


def named_otherwise(folder: Path, pattern: str) -> Path:
    """Copy the articles on road works under other names."""
    for path in ROADS.iterdir():
        stem, language, _ = path.name.split(".")
        copy = folder / f"{pattern.format(stem=stem, language=language)}.txt"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("pattern", ["{stem}.{language}", "{stem}_{language}", "{language}/{stem}"])
def test_names_decide_where_texts_leave_a_tie(tmp_path: Path, pattern: str) -> None:
    data = build(named_otherwise(tmp_path / "in", pattern), plan())
    assert len(data.documents) == 3
    for target, (source, reason) in pairs(data).items():
        assert target.replace("de", "en") == source
        assert reason.startswith("by name, as ")


def test_without_names_a_build_without_pairs_offers_a_pairs_file_that_works(tmp_path: Path) -> None:
    folder = named_otherwise(tmp_path / "in", "{language}{stem} it's")
    with pytest.raises(DataError) as caught:
        build(folder, plan())
    message, hint = str(caught.value).splitlines()
    assert "is not clearly ahead: likeness 0." in message
    assert hint.startswith("  try: printf '%s")
    assert hint.endswith("> pairs.tsv, keep the lines that are right, and --pairs pairs.tsv")
    names = shlex.split(hint.partition(" > ")[0].removeprefix("  try: "))[2:]
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"{a}\t{b}\n" for a, b in zip(names[::2], names[1::2], strict=True)), encoding="utf-8")
    assert len(build(folder, plan(user_pairs=pairs_file.load(path))).documents) == 3


def test_names_alone_decide_and_the_command_says_which_have_no_partner(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = named_otherwise(tmp_path / "in", "{stem}.{language}")
    (folder / "r3.de.txt").rename(folder / "other.de.txt")
    words = ["build", str(folder), "--from", "en", "--to", "de", "--pair-by", "name", "-o", str(tmp_path / "set")]
    assert main(words) == 0
    lines = capsys.readouterr().err
    assert "4 of 6 articles paired into 2 documents, 0 to review, 2 unpaired" in lines
    assert "unpaired: other.de: no article in en has its name" in lines
    assert "unpaired: r3.en: no article in de has its name" in lines


def test_an_article_in_two_files_is_detected_and_the_line_that_joins_it_is_offered() -> None:
    data = build(MAP, plan())
    [review] = data.provenance["review"]
    assert "likeness 0.549 with map, 0.550 is needed" in review["reason"]
    assert "karte-1 and karte-2 cover different parts of one article" in review["reason"]
    assert review["reason"].endswith("in a file for --pairs: map, karte-1 + karte-2")
    assert pairs(data)["karte-2"][1].endswith("map, karte-1 + karte-2")


def test_an_article_in_two_files_is_joined_by_the_pairs_file(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("map, karte-1 + karte-2\n", encoding="utf-8")
    data = build(MAP, plan(user_pairs=pairs_file.load(path)))
    assert len(data.documents) == 1
    assert list(data.references) == ["human"]
    assert len(data) == 12
    assert None not in data.references["human"]
    assert data.references["human"][0] == "Museum findet verschollenen Plan des Hafens"
    assert pairs(data) == {
        "karte-1": ("map", "by the pairs file, karte-1 + karte-2 joined"),
        "karte-2": ("map", "joined to karte-1 by the pairs file"),
    }
    assert not data.provenance["unpaired"]


def test_a_source_in_two_files_is_detected_and_joined_too(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="to join them, in a file for --pairs: karte-1 \\+ karte-2, map"):
        build(MAP, Plan("de", "en"))
    path = tmp_path / "pairs.tsv"
    path.write_text("karte-1 + karte-2\tmap\n", encoding="utf-8")
    data = build(MAP, Plan("de", "en", role="reference", called="human", user_pairs=pairs_file.load(path)))
    assert [document.id for document in data.documents] == ["karte-1"]
    assert len(data) == 12
    assert not data.provenance["unpaired"]


def test_a_quotation_mark_stays_with_the_danda_that_it_closes() -> None:
    data = build(YATRA, plan("hi"))
    texts = [text or "" for text in data.references["human"]]
    assert any(text.endswith('नहीं जाऊँगा।"') for text in texts)
    assert not any(text.startswith('"') for text in texts)
