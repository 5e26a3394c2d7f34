"""What systems deliver is scored line by line, realigned, or by document; nothing is repaired in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora import store
from tertium.corpora.outputs.attach import UNNAMED, Attached, attach
from tertium.corpora.outputs.delivery import read
from tertium.corpora.outputs.resegmented import UNPENALISED
from tertium.corpora.outputs.whole_documents import whole_documents
from tertium.corpora.types import EvalSet, blocks
from tertium.errors import DataError, UsageError
from tertium.evals import store as runs
from tests.scripts import lines

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.outputs.attach import Alignment

REFERENCES = (
    "Der Hafen wurde im Jahr 1998 eröffnet.",
    "Heute arbeiten dort vierzig Menschen aus Rotterdam.",
    "Das Eis sperrt den Fluss wochenlang.",
    "Niemand weiß, warum der alte Kran nie verkauft wurde.",
)
SAID = (
    "Der Hafen wurde 1998 eröffnet.",
    "Heute arbeiten vierzig Menschen aus Rotterdam dort.",
    "Das Eis sperrt den Fluss für Wochen.",
    "Niemand weiß, warum der alte Kran nie verkauft wurde.",
)
FOREIGN = "Abonnieren Sie jetzt unseren Newsletter!"
DATA = EvalSet(
    name="harbour",
    ids=("a#1", "a#2", "b#1", "b#2"),
    documents=blocks(["a", "a", "b", "b"]),
    sources=("One.", None, "Three.", "Four."),
    references={"A": REFERENCES, "B": (None, None, None, None)},
    languages=("en", "de"),
)


def invented(count: int) -> tuple[str, ...]:
    """Return sentences that share nothing."""
    digits = str.maketrans("0123456789", "bacedofiguhj"[:10])
    return tuple(" ".join(f"{(i * 6 + k) * 104729:09}".translate(digits) for k in range(6)) + "." for i in range(count))


def attach_files(data: EvalSet, paths: dict[str, Path], alignment: Alignment) -> Attached:
    return attach(data, {name: read(path) for name, path in paths.items()}, alignment)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x.txt"


def write(path: Path, *lines: str) -> dict[str, Path]:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {"x": path}


@pytest.mark.parametrize(
    "lines",
    [
        (" ".join(SAID),),
        (" ".join(SAID[:2]), " ".join(SAID[2:])),
        (SAID[0], SAID[1], "", SAID[2], SAID[3]),
        (SAID[0], " ".join(SAID[1:3]), SAID[3]),
    ],
)
def test_any_division_into_lines_is_realigned(lines: tuple[str, ...], file: Path) -> None:
    attached = attach_files(DATA, write(file, *lines), "realign")
    assert attached.data.outputs == {"x": SAID}
    assert attached.data.fingerprint == DATA.fingerprint
    assert attached.warnings[0].startswith("x: realigned; 0 of 4 segments are omitted")


def test_a_folder_with_a_file_per_document_is_realigned(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", " ".join(SAID[:2]))
    write(tmp_path / "b.txt", *SAID[2:])
    assert attach_files(DATA, {"x": tmp_path}, "realign").data.outputs["x"] == SAID
    (tmp_path / "b.txt").unlink()
    with pytest.raises(DataError, match=r"no file for document 'b'\n  try: b\.txt"):
        attach_files(DATA, {"x": tmp_path}, "realign")


@pytest.mark.parametrize("alignment", ["realign", "document"])
def test_a_file_of_no_document_is_refused_with_the_nearest_documents(tmp_path: Path, alignment: Alignment) -> None:
    for name in ("a.txt", "b.txt", "bb.txt", ".hidden.txt", "README.md"):
        write(tmp_path / name, *SAID[:2])
    with pytest.raises(
        DataError, match=r"bb\.txt belongs to no document of the set\n  try: .*the nearest documents: b$"
    ):
        attach_files(DATA, {"x": tmp_path}, alignment)
    (tmp_path / "bb.txt").unlink()
    assert "x" in attach_files(DATA, {"x": tmp_path}, alignment).data.outputs


def test_omissions_and_additions_are_rows_counted_and_scored_both_ways(file: Path) -> None:
    attached = attach_files(DATA, write(file, SAID[0], SAID[2], FOREIGN, SAID[3]), "realign")
    assert attached.data.outputs == {
        "x": (SAID[0], "", f"{SAID[2]} {FOREIGN}", SAID[3]),
        "x" + UNPENALISED: (SAID[0], None, SAID[2], SAID[3]),
    }
    assert attached.data.provenance["realigned"] == {
        "x": {"omitted": ["a#2"], "added": [{"document": "b", "after": "b#1", "text": FOREIGN}]}
    }
    assert "1 of 4 segments is omitted and scored as empty, 1 sentence is added" in attached.warnings[0]


def test_a_text_in_another_order_is_doubted(file: Path) -> None:
    texts = invented(40)
    data = EvalSet("order", tuple(map(str, range(40))), blocks(["d"] * 40), references={"A": texts})
    warnings = attach_files(data, write(file, *texts[20:], *texts[:20]), "realign").warnings
    assert "may stand in another order" in warnings[-1]
    assert len(attach_files(data, write(file, *texts), "realign").warnings) == 1


def test_documents_are_compared_whole(file: Path) -> None:
    data = attach_files(DATA.with_outputs({"y": SAID}), write(file, "Alles.", "Nichts."), "document").data
    assert data.ids == ("a", "b")
    assert data.sources == ("One.", "Three. Four.")
    assert data.references == {"A": (" ".join(REFERENCES[:2]), " ".join(REFERENCES[2:])), "B": (None, None)}
    assert data.outputs == {"y": (" ".join(SAID[:2]), " ".join(SAID[2:])), "x": ("Alles.", "Nichts.")}
    assert whole_documents(data).fingerprint == data.fingerprint


def test_lines_of_no_known_document_are_refused(file: Path) -> None:
    with pytest.raises(DataError, match="which lines are of which of the 2 documents"):
        attach_files(DATA, write(file, *SAID[:3]), "document")


def test_realigning_needs_a_reference(file: Path) -> None:
    data = EvalSet("s", ("a",), blocks(["a"]), sources=("One.",))
    with pytest.raises(DataError, match="no reference to realign with"):
        attach_files(data, write(file, "Eins."), "realign")


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


def test_the_command_stores_the_rows_and_says_the_policy(file: Path) -> None:
    store.save(DATA, file.parent / "set")
    write(file, SAID[0], SAID[2], SAID[3])
    run = file.parent / "run"
    command = ["score", str(file.parent / "set"), "-m", "chrf", "-o", str(run), "-q", "--alignment", "realign"]
    assert main([*command, "--system", f"x={file}"]) == 0
    stored = runs.load(run)
    assert stored.systems == ("x", "x (unpenalised)")
    assert stored.warnings[0].startswith("x: realigned; 1 of 4 segments is omitted")
    assert stored.data.provenance["realigned"]["x"]["omitted"] == ["a#2"]
    assert stored.skips[0].segment == "a#2"
    assert stored.skips[0].system == "x (unpenalised)"


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


def test_texts_in_memory_are_realigned() -> None:
    for texts in (" ".join(SAID), [" ".join(SAID[:2]), " ".join(SAID[2:])], [f"{SAID[0]}\n{SAID[1]}", *SAID[2:], None]):
        data, warnings = attach(DATA, {"x": texts}, "realign")
        assert data.outputs == {"x": SAID}
        assert warnings[0].startswith("x: realigned; 0 of 4 segments are omitted")


def test_texts_in_memory_are_compared_document_by_document() -> None:
    data, warnings = attach(DATA, {"x": ["Alles.\nUnd mehr.", "Nichts."]}, "document")
    assert data.outputs == {"x": ("Alles. Und mehr.", "Nichts.")}
    assert warnings == ("segments are whole documents: 2 instead of 4",)


def test_another_number_of_texts_is_refused() -> None:
    with pytest.raises(DataError, match="system 'x' has 3 lines, set 'harbour' has 4 segments\n  try: one line per"):
        attach(DATA, {"x": SAID[:3]})


def test_a_folder_is_no_column(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", *SAID)
    with pytest.raises(DataError, match=r"is a folder\n  try: .*--alignment realign"):
        attach(DATA, {"x": read(tmp_path)})


def test_an_unknown_alignment_is_refused() -> None:
    with pytest.raises(UsageError, match="no alignment is named 'realigned'\n  try: realign"):
        attach(DATA, {"x": SAID}, "realigned")  # type: ignore[arg-type]


def test_the_front_door_attaches() -> None:
    import tertium

    assert tertium.attach(DATA, {"x": " ".join(SAID)}, alignment="realign").data.outputs == {"x": SAID}
