"""`tertium score`: systems join, what is wrong is named, and what is there is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tertium.cli import main
from tertium.commands.score import score
from tertium.corpora import store as sets
from tertium.errors import PartialError
from tertium.evals import store
from tertium.evals.types import Key
from tests.tertium.answering import fails

if TYPE_CHECKING:
    from pathlib import Path


def test_outputs_join_a_set_from_files(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "z.txt").write_bytes("\N{ZERO WIDTH NO-BREAK SPACE}Eins.\r\nZwei.\r\n".encode())
    words = [
        "score",
        place / "set",
        "--system",
        f"z={place / 'z.txt'}",
        "--only",
        "x",
        "-m",
        "chrf",
        "-o",
        place / "r2",
    ]
    capsys.readouterr()
    assert main([str(word) for word in words]) == 0
    assert "z.txt: byte order mark stripped" in capsys.readouterr().err
    assert main(["report", str(place / "r2"), "--by", "set", "-f", "csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[1].startswith("z,2,2,100.0,"), "the best stands first"


def test_a_missing_metric_ends_in_exit_code_5_with_the_others_stored(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "plain.tsv").write_text("source\thypothesis\nOne.\tEins.\n", encoding="utf-8")
    code = main(["score", str(place / "plain.tsv"), "-m", "chrf", "-m", "length", "-q", "-o", str(place / "part")])
    assert code == 5
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 2
    assert "part lacks chrf (chrf needs references" in err[0]
    assert err[1].startswith("  try: a metric that needs less")
    assert main(["report", str(place / "part")]) == 0
    assert "metric is missing: chrf: chrf needs references" in capsys.readouterr().out


def test_what_reading_noted_is_told_once_by_the_command_that_reads_the_file(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "folder").mkdir()
    (place / "folder" / "source.txt").write_bytes(b"\xef\xbb\xbfOne.\n")
    (place / "folder" / "reference.txt").write_bytes(b"Eins.\n")
    (place / "x.txt").write_bytes(b"Eins.\n")
    words = ["--system", f"x={place / 'x.txt'}", "-m", "chrf", "-o"]
    note = "source.txt: byte order mark stripped"
    for command, told in (
        (["score", place / "folder", *words, place / "direct"], 1),
        (["build", place / "folder", "-o", place / "stored"], 1),
        (["score", place / "stored", *words, place / "later"], 0),
        (["report", place / "later"], 0),
    ):
        capsys.readouterr()
        assert main([str(word) for word in command]) == 0
        out, err = capsys.readouterr()
        assert err.count(note) == told
    assert note in out


def test_quiet_says_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["score", str(place / "set"), "-m", "chrf", "-o", str(place / "q"), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_line_count_mismatch(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "short.txt").write_text("Eins.\n", encoding="utf-8")
    system = f"z={place / 'short.txt'}"
    code, err = fails(capsys, "score", place / "set", "--system", system, "-m", "chrf", "-o", place / "new")
    assert (code, "short.txt has 1 line, set 'small' has 2 segments" in err) == (3, True)
    assert not (place / "new").exists()


@pytest.mark.parametrize(
    ("metric", "says", "tries"),
    [
        ("tre", "no metric is named 'tre'", "ter"),
        ("ter:cased=true", "metric 'ter' has no option 'cased'", "case_sensitive"),
        ("chrf:word_order=two", "option 'word_order' of metric 'chrf' can't be 'two'", "int"),
        ("bleu:tokenize=14a", "option 'tokenize' of metric 'bleu' can't be '14a'", "13a"),
    ],
)
def test_unknown_metric_or_option(
    place: Path, capsys: pytest.CaptureFixture[str], metric: str, says: str, tries: str
) -> None:
    code, err = fails(capsys, "score", place / "set", "-m", metric, "-o", place / "new")
    assert code == 2
    assert says in err
    assert tries in err.splitlines()[1]
    assert not (place / "new").exists()


def test_an_output_that_is_there_is_kept_unless_asked(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (place / "run" / "manifest.json").read_bytes()
    code, err = fails(capsys, "score", place / "set", "-m", "ter", "-o", place / "run")
    assert (code, "--overwrite" in err) == (2, True)
    assert (place / "run" / "manifest.json").read_bytes() == before
    assert main(["score", str(place / "set"), "-m", "ter", "-q", "-o", str(place / "run"), "--overwrite"]) == 0
    assert (place / "run" / "manifest.json").read_bytes() != before


def test_a_system_that_the_set_has_is_not_replaced_in_silence(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "x.txt").write_text("Eins.\nZwei.\n", encoding="utf-8")
    system = f"x={place / 'x.txt'}"
    code, err = fails(capsys, "score", place / "set", "--system", system, "-m", "chrf", "-o", place / "new")
    assert (code, "set 'small' has a system 'x' already" in err) == (2, True)


def test_a_metric_without_anything_to_judge_says_so(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["build", str(place / "small.tsv"), "-o", str(place / "nameless")]) == 0
    assert "the set doesn't name its languages" in capsys.readouterr().err
    assert main(["score", str(place / "nameless"), "-m", "untranslated", "-q", "-o", str(place / "blank")]) == 0
    assert main(["report", str(place / "blank"), "--by", "set"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "score is undefined: x, y: untranslated finds nothing in the texts that it could judge, and the set" in out


@pytest.mark.parametrize("option", ["char_order=0", "word_order=-1", "beta=0"])
def test_options_out_of_range_are_refused(place: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    code, err = fails(capsys, "score", place / "set", "-m", f"chrf:{option}", "-o", place / "new")
    assert (code, "chrf can't have" in err) == (2, True)


def test_the_command_may_be_called_from_python(place: Path) -> None:
    score(str(place / "set"), ["chrf", "length"], str(place / "again"), quiet=True)
    assert (place / "again" / "manifest.json").is_file()
    (place / "plain.tsv").write_text("source\thypothesis\nOne.\tEins.\n", encoding="utf-8")
    with pytest.raises(PartialError, match="lacks chrf"):
        score(str(place / "plain.tsv"), ["chrf", "length"], str(place / "part"), quiet=True)


def test_workers_change_nothing_in_the_run(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    for name, workers in (("alone", "1"), ("two", "2")):
        words = ["score", str(place / "set"), "-m", "chrf", "-m", "bleu", "-o", str(place / name), "--workers", workers]
        assert main(words) == 0
    assert (place / "alone" / "manifest.json").read_bytes() == (place / "two" / "manifest.json").read_bytes()
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if line.startswith("chrf: preparing")] == ["chrf: preparing 2 segments"] * 2


HALF_EMPTY = [f"This is the plain English sentence of row {i} about the weather." for i in range(20)]


def half_empty(place: Path) -> list[str]:
    """Build a set of which every other reference is an empty line, and return the command that scores it."""
    references = ["" if i % 2 else text for i, text in enumerate(HALF_EMPTY)]
    for name, texts in {"src": HALF_EMPTY, "hyp": HALF_EMPTY, "ref": references}.items():
        (place / f"{name}.txt").write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    words = ["build", "--source", "src.txt", "--reference", "A=ref.txt", "--system", "x=hyp.txt"]
    words = [str(place / word) if word.endswith("src.txt") else word for word in words]
    words = [word.replace("=", f"={place}/") for word in words]
    assert main([*words, "--from", "en", "--to", "en", "-o", str(place / "half"), "--overwrite"]) == 0
    return ["score", str(place / "half"), "-m", "bleu", "-m", "chrf", "-m", "ter"]


def test_empty_references_are_named_by_build_score_and_every_report(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    score_words = half_empty(place)
    assert "references: 10 of 20 empty in A\n" in capsys.readouterr().err
    assert main([*score_words, "-o", str(place / "halved")]) == 0
    assert "references: 10 of 20 empty in A\n" in capsys.readouterr().err
    forms: tuple[list[str], ...] = ([], ["--by", "references"], ["--by", "references", "--format", "json"], ["--json"])
    for form in (*forms, ["--format", "html"], ["--format", "markdown", "--summary"]):
        assert main(["report", str(place / "halved"), *form]) == 0
        out = capsys.readouterr().out
        assert "10 of 20 empty" in out or '"empty"' in out or "empty    reference A     10  50.0" in out


def test_left_out_segments_are_named_and_the_fingerprint_is_another(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*half_empty(place), "-o", str(place / "kept"), "--leave-out", "empty"]) == 0
    assert "10 of 20 segments are left out: references: 10 of 20 empty in A\n" in capsys.readouterr().err
    run = store.load(place / "kept")
    assert (len(run.data), run.problems) == (10, ())
    assert run.fingerprint != sets.load(place / "half").fingerprint
    assert main(["report", str(place / "kept")]) == 0
    assert "10 of 20 segments are left out: references: 10 of 20 empty in A" in capsys.readouterr().out
    code, err = fails(capsys, *half_empty(place), "-o", place / "no", "--leave-out", "derived")
    assert (code, "unfit as a whole" in err) == (2, True)


def test_byte_order_marks_are_kept_where_that_is_asked(place: Path) -> None:
    (place / "z.txt").write_text("\ufeffEins.\nZwei.\n", encoding="utf-8")
    words = ["score", str(place / "set"), "--system", f"z={place / 'z.txt'}", "-m", "chrf", "-q"]
    assert main([*words, "-o", str(place / "r1")]) == main([*words, "--keep-bom", "-o", str(place / "r2")]) == 0
    stripped, kept = (store.load(place / name) for name in ("r1", "r2"))
    assert (stripped.data.outputs["z"][0], kept.data.outputs["z"][0]) == ("Eins.", "\ufeffEins.")


ANSWERS = [{"prompt": "p", "answer": "Eins."}, {"prompt": "q", "answer": "Zwei."}]


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "json", "xlsx", "parquet"])
@pytest.mark.parametrize("set_is_table", [True, False])
def test_named_columns_reach_the_tables_of_systems_whatever_the_set_is(
    place: Path,
    ending: str,
    set_is_table: bool,  # noqa: FBT001
) -> None:
    frame, file = pd.DataFrame(ANSWERS), place / f"z.{ending}"
    write = {
        "csv": lambda: frame.to_csv(file, index=False),
        "tsv": lambda: frame.to_csv(file, index=False, sep="\t"),
        "jsonl": lambda: frame.to_json(file, orient="records", lines=True),
        "json": lambda: frame.to_json(file, orient="records"),
        "xlsx": lambda: frame.to_excel(file, index=False),
        "parquet": lambda: frame.to_parquet(file, index=False),
    }
    write[ending]()
    words = ["score", str(place / ("small.tsv" if set_is_table else "set")), "--system", f"z={file}"]
    assert main([*words, "--column", "hypothesis=answer", "-m", "chrf", "-o", str(place / "r1"), "-q"]) == 0
    run = store.load(place / "r1")
    assert run.data.outputs["z"] == ("Eins.", "Zwei.")
    assert set(run.systems) == {"x", "y", "z"}


def test_a_named_column_is_read_in_the_tables_that_have_it(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "set.csv").write_text("text,gold\nOne.,Eins.\nTwo.,Zwei.\n", encoding="utf-8")
    (place / "a.csv").write_text("answer\nEins.\nZwo.\n", encoding="utf-8")
    (place / "b.csv").write_text("hypothesis,text\nEin.,One.\nZwei.,Two.\n", encoding="utf-8")
    (place / "c.txt").write_text("Eins.\nZwei.\n", encoding="utf-8")
    files = {"a": place / "a.csv", "b": place / "b.csv", "c": place / "c.txt"}
    words = ["score", place / "set.csv", *(f"--system={name}={file}" for name, file in files.items())]
    words += ["--column", "source=text", "--column", "reference=gold", "-m", "chrf", "-q", "-o", place / "r1"]
    assert main([str(word) for word in (*words, "--column", "hypothesis=answer")]) == 0
    run = store.load(place / "r1")
    assert (run.data.sources, run.data.references) == (("One.", "Two."), {"ref": ("Eins.", "Zwei.")})
    assert run.data.outputs["a"] == ("Eins.", "Zwo.")
    assert run.data.outputs["b"] == ("Ein.", "Zwei.")
    code, err = fails(capsys, *words, "--overwrite", "--column", "hypothesis=anwser")
    assert (code, "no table has a column 'anwser': set.csv, a.csv, b.csv\n  try: answer" in err) == (2, True)


def test_a_column_of_a_system_s_table_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "z.jsonl").write_text('{"answer": "Eins."}\n{"answer": "Zwei."}\n', encoding="utf-8")
    words = ["score", place / "set", "--system", f"z={place / 'z.jsonl'}", "-m", "chrf", "-o", place / "r1", "-q"]
    code, err = fails(capsys, *words)
    assert (code, "z.jsonl has no column with texts; it has 'answer'" in err) == (3, True)
    for option, message in (("answer", "is not NAME=COLUMN"), ("hypothesis=a", "is given twice")):
        code, err = fails(capsys, *words, "--column", option, "--column", "hypothesis=b")
        assert (code, message in err) == (2, True)
    assert main([str(word) for word in (*words, "--column", "hypothesis=answer")]) == 0
    (place / "z.txt").write_text("Eins.\nZwei.\n", encoding="utf-8")
    words = ["score", place / "set", "--system", f"q={place / 'z.txt'}", "-m", "chrf", "-o", place / "r2", "-q"]
    code, err = fails(capsys, *words, "--column", "hypothesis=answer")
    assert (code, "--column is about tables, and none is given" in err) == (2, True)


def test_scores_computed_elsewhere_stand_beside_those_that_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "set.tsv"
    table.write_text("source\treference\tsystem.x\tsystem.y\neins\tone\tone\tI\nzwei\ttwo\tto\ttwo\n", encoding="utf-8")
    for system, hypotheses in (("x", ("one", "to")), ("y", ("I", "two"))):
        lines = [json.dumps({"hypothesis": text, "prediction": i + 0.5}) for i, text in enumerate(hypotheses)]
        (tmp_path / f"{system}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    files = [word for system in "xy" for word in ("--scores", f"MetricX={tmp_path / system}.jsonl")]
    assert main(["score", str(table), "-m", "chrf", *files, "-o", str(tmp_path / "run"), "-q"]) == 0
    run = store.load(tmp_path / "run")
    assert list(run.measures) == ["chrf", "MetricX"]
    assert run.measures["MetricX"].signature == "MetricX|imported:MetricX|unit:points|better:lower"
    assert run.values[Key("x", "MetricX")].segments.tolist() == [0.5, 1.5]
    assert main(["score", str(table), *files, "-o", str(tmp_path / "alone"), "-q"]) == 0
    assert list(store.load(tmp_path / "alone").measures) == ["MetricX"]
    (tmp_path / "x.jsonl").write_text(
        '{"hypothesis": "won", "prediction": 1}\n{"hypothesis": "to", "prediction": 1}', encoding="utf-8"
    )
    code, message = fails(capsys, "score", table, *files, "-o", tmp_path / "wrong")
    assert code == 3
    assert "the hypothesis of" in message
    assert "no metric is asked for" in fails(capsys, "score", table, "-o", tmp_path / "wrong")[1]


def test_nothing_is_scored_where_nothing_says_where_the_run_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "set.tsv").write_text("source\tsystem.a\nEins.\tOne.\n", encoding="utf-8")
    assert main(["score", str(tmp_path / "set.tsv"), "-m", "length"]) == 2
    assert capsys.readouterr().err == "tertium: nothing says where the run goes\n  try: -o RUN\n"
