"""Programs as systems: lines or objects, counted, timed, without a shell."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.errors import UsageError
from tertium.evals.systems import command
from tertium.evals.systems.base import Item, Task
from tertium.evals.systems.command import Command
from tertium.services.answer import Answer, Failure

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = [Item("ein Hund"), Item("", ()), Item("eine Katze"), Item("ein Hund")]


def python(code: str, **options: object) -> Command:
    return Command((sys.executable, "-c", code), **options)  # type: ignore[arg-type]


def texts(system: Command, items: list[Item] | None = None, task: Task | None = None) -> list[str]:
    outcomes = system.translate(ITEMS if items is None else items, task or Task(("de", "en")))
    return [outcome.text if isinstance(outcome, Answer) else f"<{outcome.reason}>" for outcome in outcomes]


UPPER = "import sys\nfor line in sys.stdin: print(line.rstrip('\\n').upper())"


def test_a_line_in_is_a_line_out_and_equal_ones_are_translated_once() -> None:
    assert texts(python(UPPER)) == ["EIN HUND", "", "EINE KATZE", "EIN HUND"]
    counting = "import sys\nlines = sys.stdin.read().splitlines()\nfor line in lines: print(len(lines))"
    assert texts(python(counting)) == ["3"] * 4


def test_a_byte_order_mark_is_no_part_of_the_first_translation() -> None:
    marked = "import sys\nsys.stdout.buffer.write('\\ufeffeins\\nzwei\\ndrei\\n'.encode())"
    assert texts(python(marked))[0] == "eins"


def test_a_line_break_within_a_segment_is_a_space() -> None:
    assert texts(python(UPPER), [Item("ein\nHund\r\nbellt")]) == ["EIN HUND  BELLT"]


def test_languages_stand_in_arguments_and_no_shell_reads_them() -> None:
    code = "import sys\nfor line in sys.stdin: print(sys.argv[1:])"
    system = Command((sys.executable, "-c", code, "{source_language}-{target_language}", "$(touch x); {other}"))
    assert texts(system)[0] == "['de-en', '$(touch x); {other}']"
    with pytest.raises(UsageError, match="doesn't name its source language"):
        texts(system, task=Task())


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("print('one')", "wrote 1 line for 3"),
        ("", "wrote 0 lines for 3"),
        ("print('a\\nb\\nc\\nd')", "wrote 4 lines for 3"),
        ("import sys; print('no model', file=sys.stderr); sys.exit(3)", "ended with code 3: no model"),
        ("import os; os.kill(os.getpid(), 9)", "was killed by signal 9 (SIGKILL)"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\n' * 3)", "wrote no UTF-8"),
    ],
)
def test_a_program_that_fails_or_loses_lines_costs_its_batch_and_says_why(code: str, reason: str) -> None:
    outcomes = texts(python(code))
    assert all(reason in outcome for outcome in outcomes)
    assert outcomes[0].startswith("<")


def test_one_bad_batch_costs_no_other() -> None:
    code = UPPER.replace(": print", ":\n    print") + "\n    if 'Hund' in line: sys.exit(1)"
    assert texts(python(code, batch=1))[1:3] == ["", "EINE KATZE"]
    assert texts(python(code, batch=1))[0].endswith("ended with code 1>")


def test_a_program_that_takes_too_long_is_killed_with_what_it_started() -> None:
    started = time.monotonic()
    system = python("import subprocess; subprocess.run(['sleep', '600'])", timeout=0.5)
    assert texts(system)[0].endswith("took more than 0.5 s>")
    assert time.monotonic() - started < 300


def test_a_program_that_leaves_another_at_its_output_is_waited_for_once() -> None:
    started = time.monotonic()
    system = Command(("/bin/sh", "-c", "sleep 600 & echo 'a\nb\nc'"), timeout=3)
    assert texts(system)[0].endswith("ended, and what it started took more than 3 s>")
    assert time.monotonic() - started < 300


def test_output_has_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "SIZE", 1000)
    assert texts(python("print('x' * 100_000)"))[0].endswith("wrote more than 1000 bytes>")


def test_what_it_says_beside_is_told_and_no_translation() -> None:
    told: list[str] = []
    code = UPPER + "\nprint('loaded', file=sys.stderr)"
    assert texts(python(code), task=replace(Task(("de", "en")), warn=told.append))[0] == "EIN HUND"
    assert told == [f"{sys.executable}: loaded"]


def test_a_program_that_reads_nothing_and_one_that_is_not_there() -> None:
    assert texts(python("print('a\\nb\\nc')")) == ["a", "b", "c", "a"]
    with pytest.raises(UsageError, match="no such program"):
        Command(("no-such-program",)).estimate(ITEMS, Task())
    with pytest.raises(UsageError, match="can't be run: No such file"):
        texts(Command(("no-such-program",)))


def test_objects_hold_context_one_way_and_usage_the_other() -> None:
    code = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    if not asked["source"]:
        print(json.dumps({"error": "nothing to\\ntranslate"}))
        continue
    text = "/".join([*asked["context"], asked["source"], asked["source_language"], asked["target_language"]])
    print(json.dumps({"translation": text, "seconds": 0.5, "prompt_tokens": 3, "completion_tokens": 4, "model": "m"}))
"""
    system = python(code, format="jsonl", context=1)
    first, second = system.translate([Item("b", ("a",)), Item("")], Task(("de", "en")))
    assert first == Answer("a/b/de/en", "m", 3, 4, 0.5)
    assert second == Failure("nothing to translate")


@pytest.mark.parametrize("line", ["{", "[]", "3", '{"translation": 3}', '{"text": "x"}', "[" * 100_000])
def test_an_object_that_is_none_is_a_failure(line: str) -> None:
    system = python(f"import sys; print({line!r})", format="jsonl")
    (outcome,) = system.translate([Item("a")], Task())
    assert isinstance(outcome, Failure)


def test_a_document_keeps_its_lines() -> None:
    assert texts(python(UPPER, mode="document"), [Item("a\nb"), Item("c")]) == ["A\nB", "C"]


def test_words_of_a_program_are_told_apart_in_its_signature() -> None:
    assert Command(("cat", "a b")).signature != Command(("cat", "a", "b")).signature


def test_the_signature_has_the_program_and_no_path(tmp_path: Path) -> None:
    program = tmp_path / "translate"
    program.write_text("#!/bin/sh\ncat\n")
    program.chmod(0o755)
    system = Command(("./translate", "--fast"), folder=str(tmp_path))
    before = system.signature
    assert str(tmp_path) not in before
    assert texts(system)[0] == "ein Hund"
    program.write_text("#!/bin/sh\ntr a-z A-Z\n")
    assert system.signature != before
    assert (
        Command(("./translate",), folder=str(tmp_path), timeout=5).signature
        == replace(system, run=("./translate",)).signature
    )


def test_a_script_that_is_changed_is_another_system(tmp_path: Path) -> None:
    script, table = tmp_path / "words.py", tmp_path / "table.tsv"
    script.write_text("1")
    table.write_text("1")
    system = Command(("python3", "words.py", "--table=table.tsv", "x" * 5000, ""), folder=str(tmp_path))
    signatures = {system.signature}
    for file in (script, table):
        file.write_text("2")
        signatures.add(system.signature)
    assert len(signatures) == 3


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (("cat", "|", "cat"), "|"),
        (("cat", "-", ">", "out", "2>&1"), "> 2>&1"),
        (("false", "&&", "true", ";", "true"), "&& ;"),
        (("echo", "--key=$HOME", "${HOME}"), "--key=$HOME ${HOME}"),
    ],
)
def test_what_only_a_shell_reads_is_named(run: tuple[str, ...], words: str) -> None:
    told: list[str] = []
    expected = f"given {words}, which no shell reads; with one: run=\"sh -c '…'\""
    assert expected in texts(Command(run), task=replace(Task(("de", "en")), warn=told.append))[0]
    assert told[0] == f"{run[0]} is {expected}"


def test_a_shell_by_choice_reads_all_of_it() -> None:
    told: list[str] = []
    system = Command(("sh", "-c", "cat | tr a-z A-Z && true"))
    assert texts(system, task=replace(Task(("de", "en")), warn=told.append))[0] == "EIN HUND"
    assert told == []


def test_a_variable_in_place_of_a_program_is_explained() -> None:
    with pytest.raises(UsageError, match=r'no shell reads it\n  try: run="env LANG=C PROGRAM …"'):
        texts(Command(("LANG=C", "cat")))


def test_what_a_program_says_is_told_without_the_keys_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_KEY", "sk-a-secret-of-this-test")
    told: list[str] = []
    tell = "import os, sys\nprint('bad key', os.environ['SOME_API_KEY'], file=sys.stderr)\n"
    task = replace(Task(("de", "en")), warn=told.append)
    assert texts(python(tell + "sys.exit(1)"))[0].endswith("ended with code 1: bad key ***>")
    assert texts(python(tell + UPPER), task=task)[0] == "EIN HUND"
    assert told == [f"{sys.executable}: bad key ***"]
    code = "import json, os\nprint(json.dumps({'error': os.environ['SOME_API_KEY']}))"
    assert texts(python(code, format="jsonl"), [Item("a")]) == ["<***>"]


def test_options_that_can_not_be_are_errors() -> None:
    for options in ({"run": ()}, {"context": 2}, {"batch": 0}, {"timeout": 0}, {"mode": "page"}):
        with pytest.raises(UsageError):
            Command(**{"run": ("cat",), **options})  # type: ignore[arg-type]
