"""Aligned texts, outputs and places as they shouldn't be: a right result, or an error of two lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest

from tertium.cli import main
from tertium.corpora import store
from tertium.corpora.types import EvalSet, blocks
from tertium.evals import store as runs
from tertium.reports import formats

if TYPE_CHECKING:
    from pathlib import Path

DATA = EvalSet(
    name="harbour",
    ids=("a#1", "a#2", "b#1"),
    documents=blocks(["a", "a", "b"]),
    sources=("One crane.", "Two cranes.", "Three."),
    references={"A": ("Ein Kran.", "Zwei Krane.", "Drei.")},
    languages=("en", "de"),
)
Fails: TypeAlias = Callable[..., str]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    store.save(DATA, tmp_path / "set")
    return tmp_path


@pytest.fixture
def fails(capsys: pytest.CaptureFixture[str]) -> Fails:
    def run(*words: object, code: int = 3) -> str:
        capsys.readouterr()
        assert main([str(word) for word in words]) == code
        out, err = capsys.readouterr()
        assert out == ""
        assert len(err.splitlines()) == 2, err
        return err

    return run


def score(place: Path, content: bytes, *more: str) -> list[str]:
    (place / "my output.txt").write_bytes(content)
    system = f"x={place / 'my output.txt'}"
    return [
        "score",
        str(place / "set"),
        "--system",
        system,
        "-m",
        "bleu",
        "-m",
        "chrf",
        "-o",
        str(place / "run"),
        "-q",
        *more,
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\n\n\n",
        b"Ein\tKran.\n \n\xe2\x80\x8f\n",
        "Ein\u2028Kran.\nZwei\rKrane.\n\x0b\x85\n".encode(),
        b"\xef\xbb\xbfEin Kran.\r\nZwei Krane.\r\nDrei.",
        b"x" * 200_000 + b"\n" + b"wort " * 3000 + b"\n\0\n",
        ("e" + "\u0301" * 2000 + "\n\u202eDrei\n\U0010ffff\n").encode(),
    ],
)
def test_odd_outputs_are_scored_and_shown_in_every_format(place: Path, content: bytes) -> None:
    assert main(score(place, content)) == 0
    assert len(runs.load(place / "run").data.outputs["x"]) == 3
    for form in (*formats.names(), "html"):
        assert main(["report", str(place / "run"), "-f", form, "-o", str(place / f"r.{form}")]) == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "has 0 lines, set 'harbour' has 3 segments"),
        (b"a\nb\n", "has 2 lines"),
        (b"a\nb\nc\n\n", "has 4 lines"),
        (b"a\rb\rc\r", "lines end in CR alone, as on old Macs, or CR is part of the text\n  try: tr '\\r' '\\n' < my"),
        ("a\nb\nc\n".encode("utf-16"), "begins like UTF-16\n  try: iconv -f UTF-16"),
        ("a\nb\nc\n".encode("utf-16-le"), "is full of zero bytes\n  try: iconv -f UTF-16"),
        (bytes(range(256)) * 3, "is not text: 81 of its 768 bytes are control characters"),
        (b"a\nb\xfc\nc\n", "line 2, byte 3 of the file: 0xfc is not UTF-8"),
    ],
)
def test_outputs_that_are_no_lines_of_text_are_refused(place: Path, content: bytes, says: str, fails: Fails) -> None:
    err = fails(*score(place, content))
    assert "my output.txt" in err
    assert says in err
    assert not (place / "run").exists()


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b" "])
def test_an_output_without_a_word_is_all_omission(place: Path, content: bytes) -> None:
    assert main(score(place, content, "--alignment", "realign")) == 0
    run = runs.load(place / "run")
    assert not any(run.data.outputs["x"])
    assert main(["report", str(place / "run")]) == 0


@pytest.mark.parametrize("name", ["", " ", "a\tb", "a\nb"])
def test_a_system_has_a_name_that_can_be_shown(place: Path, name: str, fails: Fails) -> None:
    (place / "x.txt").write_text("a\nb\nc\n", encoding="utf-8")
    fails("score", place / "set", "--system", f"{name}={place / 'x.txt'}", "-m", "bleu", "-o", place / "run", code=2)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.jsonl", '{"source": "a", "source": "b"}\n', "line 1: a key occurs twice"),
        ("a.jsonl", '{"source": "a", "id": ' + "9" * 6000 + "}\n", "line 1: Exceeds the limit"),
        ("a.jsonl", '{"source": "a"}\n{}}\n', "line 2: Extra data"),
        ("a.tsv", "source\thypothesis\ra\tb\r", "lines end in CR alone"),
        ("a.xls", "source,hypothesis\na,b\n", "is not an evaluation set\n  try: a .tsv, .jsonl"),
        ("a.docx", "PK", "is not an evaluation set\n  try: a .tsv, .jsonl"),
    ],
)
def test_files_that_are_no_set_are_refused(place: Path, name: str, text: str, says: str, fails: Fails) -> None:
    (place / name).write_bytes(text.encode())
    assert says in fails("build", place / name, "-o", place / "new")
    assert not (place / "new").exists()


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"source.txt": "a\nb\n", "docs.txt": "d\n\n"}, "docs.txt, line 2: the document is empty"),
        ({"README.md": "---\nx: [\n---\n", "data/x": ""}, "can't open "),
        ({"dataset_dict.json": '{"splits": ["test"]}'}, "can't open "),
        ({"a.vecalign": "[0, 5]:[0]:0.1\n", "a.source.txt": "x\n", "a.de.txt": "x\n"}, "that its texts don't have"),
    ],
)
def test_folders_that_are_no_set_are_refused(place: Path, files: dict[str, str], says: str, fails: Fails) -> None:
    for name, text in files.items():
        (place / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "in" / name).write_text(text, encoding="utf-8")
    assert says in fails("build", place / "in", "-o", place / "new")


def test_a_provenance_edited_by_hand_is_refused(place: Path, fails: Fails) -> None:
    path = place / "set" / "set.json"
    for broken in ('{"pairs": 3}', '{"pairs": [1]}'):
        path.write_text(
            path.read_text(encoding="utf-8").replace('"provenance": {}', f'"provenance": {broken}'), "utf-8"
        )
        assert "is damaged: its 'pairs' is no list of entries" in fails("report", place / "set")
        path.write_text(path.read_text(encoding="utf-8").replace(broken, "{}"), encoding="utf-8")


def test_a_name_that_is_too_long_for_a_file_is_refused(place: Path, fails: Fails) -> None:
    assert "File name too long" in fails("build", place / "set", "-o", place / ("n" * 300), code=2)
    assert "File name too long" in fails("export", place / "set", "-f", "tsv", "-o", place / f"{'n' * 300}.tsv", code=2)
