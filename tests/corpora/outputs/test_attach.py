"""What systems deliver is scored line by line, realigned, or by document; nothing is repaired in silence."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tertium.cli import main
from tertium.corpora import store
from tertium.corpora.outputs.attach import UNNAMED, attach
from tertium.corpora.outputs.delivery import Delivery, read
from tertium.corpora.types import EvalSet, blocks
from tertium.errors import DataError, UsageError
from tertium.evals import store as runs
from tests.corpora.outputs.making import DATA, OUTPUT, attach_files, invented, write
from tests.scripts import lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.corpora.outputs.attach import Alignment


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x.txt"


def test_shifted_lines_are_named_and_never_scored(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = invented(10)
    data = EvalSet("shift", tuple(map(str, range(10))), blocks(["d"] * 10), references={"A": texts})
    store.save(data, file.parent / "set")
    write(file, *texts[1:], "")
    command = ["score", str(file.parent / "set"), "-m", "chrf", "-o", str(file.parent / "run"), "-q"]
    assert main([*command, "--system", f"x={file}"]) == 3
    said = capsys.readouterr().err
    assert f"{file}: lines 1 to 9 stand 1 too early (line 1 fits segment '1')" in said
    assert "try: put them in order" in said
    assert not (file.parent / "run").exists()


@pytest.mark.parametrize("alignment", ["realign", "document"])
def test_a_script_without_spaces_needs_its_language(file: Path, alignment: Alignment) -> None:
    data = EvalSet(
        "zh", ("a", "b"), blocks(["d", "d"]), references={"A": ("港口于1998年开放。", "今天那里有四十人工作。")}
    )
    assert attach_files(data, write(file, "港口在1998年开放。", "今天有四十人。"), "aligned").warnings == (
        f"{UNNAMED}; --to zh or --to ja",
    )
    with pytest.raises(DataError, match="doesn't name the language"):
        attach_files(data, write(file, "港口在1998年开放。今天有四十人。"), alignment)
    named = replace(data, languages=(None, "zh"))
    assert (
        attach_files(named, write(file, "港口在1998年开放。今天有四十人。"), "realign").data.outputs["x"][1]
        == "今天有四十人。"
    )


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("港口于1998年开放。", "--to zh or --to ja"),
        ("港は1998年に開かれました。", "--to ja"),
        ("カヌーで行く。", "--to ja"),
        ("ท่าเรือเปิดในปี 2541", "--to th"),
        ("ທ່າເຮືອເປີດ", "--to lo"),
    ],
)
def test_the_option_that_is_missing_names_the_language_of_the_script(file: Path, text: str, option: str) -> None:
    data = EvalSet("set", ("a",), blocks(["d"]), references={"A": (text,)})
    assert attach_files(data, write(file, text), "aligned").warnings == (f"{UNNAMED}; {option}",)
    with pytest.raises(DataError, match=f"try: {option}$"):
        attach_files(data, write(file, text), "realign")


def test_score_names_the_languages_of_a_set_that_does_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "set.tsv").write_text(
        "reference.A\tsystem.x\n港口于1998年开放。\t港口在1998年开放。\n", encoding="utf-8"
    )
    words = ["score", str(tmp_path / "set.tsv"), "-m", "bleu"]
    assert main([*words, "-o", str(tmp_path / "a")]) == 0
    assert UNNAMED in capsys.readouterr().err
    assert main([*words, "-o", str(tmp_path / "b"), "--to", "zh"]) == 0
    assert UNNAMED not in capsys.readouterr().err
    assert "zh" in runs.load(tmp_path / "b").measures["bleu"].signature


@pytest.mark.parametrize("language", ["hi", "bn", "ta", "my", "km", "ko"])
def test_shifted_lines_are_refused_in_scripts_whose_vowels_are_marks(tmp_path: Path, language: str) -> None:
    _, references, outputs = lines(language)
    ids = tuple(f"d#{i + 1}" for i in range(len(references)))
    data = EvalSet("marks", ids, blocks(["d"] * len(ids)), references={"A": references}, languages=("en", language))
    path = tmp_path / "x.txt"
    path.write_text("\n".join([*outputs[1:], ""]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="stand 1 too early"):
        attach_files(data, {"x": path}, "aligned")
    path.write_text("\n".join(outputs) + "\n", encoding="utf-8")
    assert attach_files(data, {"x": path}, "aligned").warnings == ()


def test_texts_in_memory_are_checked_as_a_file_is() -> None:
    texts = invented(10)
    data = EvalSet("shift", tuple(map(str, range(10))), blocks(["d"] * 10), references={"A": texts})
    with pytest.raises(DataError, match=r"^system 'x': lines 1 to 9 stand 1 too early \(line 1 fits segment '1'\)"):
        attach(data, {"x": [*texts[1:], ""]})
    exchanged = [texts[1], texts[0], *texts[2:]]
    assert attach(data, {"x": exchanged}).warnings == ("x: lines 1 and 2 are exchanged",)
    assert attach(data, {"x": texts, "y": [None] * 10}) == (data.with_outputs({"x": texts, "y": [None] * 10}), ())


def test_another_number_of_texts_is_refused() -> None:
    with pytest.raises(DataError, match="system 'x' has 3 lines, set 'harbour' has 4 segments\n  try: one line per"):
        attach(DATA, {"x": OUTPUT[:3]})


def test_a_folder_is_no_column(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", *OUTPUT)
    with pytest.raises(DataError, match=r"is a folder\n  try: .*--alignment realign"):
        attach(DATA, {"x": read(tmp_path)})


def test_an_unknown_alignment_is_refused() -> None:
    with pytest.raises(UsageError, match="no alignment is named 'realigned'\n  try: realign"):
        attach(DATA, {"x": OUTPUT}, "realigned")  # type: ignore[arg-type]


def test_the_front_door_attaches() -> None:
    import tertium

    assert tertium.attach(DATA, {"x": " ".join(OUTPUT)}, alignment="realign").data.outputs == {"x": OUTPUT}


def rows(path: Path, *pairs: tuple[str, str]) -> Path:
    return write(path, *(json.dumps({"id": id_, "hypothesis": text}) for id_, text in pairs))["x"]


def test_outputs_with_ids_are_put_where_they_belong(tmp_path: Path) -> None:
    pairs = [*zip(DATA.ids, OUTPUT, strict=True)]
    shuffled = rows(tmp_path / "x.jsonl", *pairs[::-1])
    data, warnings = attach(DATA, {"x": read(shuffled)})
    assert (data.outputs["x"], warnings) == (OUTPUT, ())
    part = rows(tmp_path / "y.jsonl", *pairs[2:])
    data, warnings = attach(DATA, {"y": read(part)})
    assert data.outputs["y"] == (None, None, *OUTPUT[2:])
    assert warnings == ("y.jsonl: no output for 2 of 4 segments, first 'a#1'",)


def test_an_id_that_the_set_lacks_is_refused_and_other_ids_altogether_are_reported(tmp_path: Path) -> None:
    ids = ["a#1", "a#2", "b#1", "c#1"]
    with pytest.raises(DataError, match="has outputs of 1 segment that set 'harbour' lacks, first 'c#1'"):
        attach(DATA, {"x": read(rows(tmp_path / "x.jsonl", *zip(ids, OUTPUT, strict=True)))})
    numbered = rows(tmp_path / "y.jsonl", *zip("0123", OUTPUT, strict=True))
    data, warnings = attach(DATA, {"y": read(numbered)})
    assert data.outputs["y"] == OUTPUT
    assert warnings == (
        "y.jsonl: its ids, such as '0', are none of the set's, such as 'a#1': its rows are taken in order",
    )


def test_sources_beside_the_outputs_tell_rows_in_another_order(tmp_path: Path) -> None:
    def delivered(name: str, sources: Sequence[str | None]) -> Delivery:
        records = ({"source": text, "hypothesis": output} for text, output in zip(sources, OUTPUT, strict=True))
        return read(write(tmp_path / name, *map(json.dumps, records))["x"])

    sources = DATA.sources or ("",)
    assert attach(DATA, {"x": delivered("a.jsonl", [f" {sources[0]} ", *sources[1:3], None])}).warnings == ()
    with pytest.raises(
        DataError, match=r"b.jsonl, row 1: the source is that of segment .*\n  try: the rows in the order"
    ):
        attach(DATA, {"x": delivered("b.jsonl", sources[::-1])})
    warnings = attach(DATA, {"x": delivered("c.jsonl", [*sources[:3], "Tokenized ."])}).warnings
    assert warnings == ("c.jsonl: 1 of 4 sources differ from the set's, first in row 4",)


def test_a_series_goes_by_the_ids_in_its_index() -> None:
    data = EvalSet("s", ("a", "b", "c"), blocks(["d"] * 3), references={"r": ("Eins.", "Zwei.", "Drei.")})
    series = pd.Series(["Drei!", "Eins!", "Zwei!"], index=["c", "a", "b"])
    assert attach(data, {"x": series}).data.outputs["x"] == ("Eins!", "Zwei!", "Drei!")  # type: ignore[dict-item]
    with pytest.raises(DataError, match=r"^system 'x' is a Series whose index isn't the ids of the 3 segments"):
        attach(data, {"x": series.rename({"a": "z"})})  # type: ignore[dict-item]
