"""Documents that are run: what is shown is compared, and rewritten on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.transcripts import check, matches, renewed, steps

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = """Text.

```console
$ printf 'a 1\\nb 2\\n'
a 1
…
$ exit 3
$ echo $?
3
```

```python
x = 1
x + 1
```

```text
2
```

```sh
tertium never run
```

```python
x
```
"""


@pytest.mark.parametrize(
    ("shown", "written", "equal"),
    [
        ("a 1\nb 2\n", "a 1\nb 2\n\n", True),
        ("a 1\nb 2\n", "a 1\nb 3\n", False),
        ("a 1\n…\n", "a 1\nb\nc\n", True),
        ("a 1\n…\n", "a 1\n", True),
        ("…\nc\n", "a\nb\n", False),
        ("sacrebleu:… a\n", "sacrebleu:2.6.0 a\n", True),
        ("sacrebleu:… a\n", "sacrebleu:2.6.0\na\n", False),
        ("(.*)\n", "anything\n", False),
        ("", "something\n", False),
    ],
)
def test_numbers_are_compared_exactly_and_an_ellipsis_stands_for_what_varies(
    shown: str, written: str, *, equal: bool
) -> None:
    assert matches(shown, written) is equal


def test_commands_and_python_are_found_with_what_is_shown_for_them() -> None:
    found = list(steps(DOCUMENT))
    assert [(step.code.strip(), DOCUMENT[step.start : step.end]) for step in found[:4]] == [
        ("printf 'a 1\\nb 2\\n'", "a 1\n…\n"),
        ("exit 3", ""),
        ("echo $?", "3\n"),
        ("x = 1\nx + 1", "2\n"),
    ]
    assert [step.is_compared for step in found] == [True, True, True, True, False]


def test_a_backslash_continues_a_command() -> None:
    (step,) = steps("```console\n$ tertium score \\\n    set\nwritten\n```\n")
    assert step.code.split() == ["tertium", "score", "set"]


def test_a_true_document_differs_in_nothing_and_a_false_one_is_told_and_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(DOCUMENT, encoding="utf-8")
    assert check(path) == []
    path.write_text(DOCUMENT.replace("a 1\n…", "a 7\n…").replace("text\n2", "text\n5"), encoding="utf-8")
    differences = check(path)
    assert len(differences) == 2
    assert "a 7" in differences[0]
    assert "b 2" in differences[0]
    check(path, rewrite=True)
    assert path.read_text(encoding="utf-8") == DOCUMENT


def test_what_is_rewritten_keeps_its_ellipses() -> None:
    assert renewed("a 1\nversion …\n", "a 2\nversion 5\n") == "a 2\nversion …\n"
    assert renewed("head\n…\nscore 1\n…\n", "head\nx\nscore 2\ny\n") == "head\n…\nscore 2\n…\n"


def test_a_line_that_is_new_is_written_where_nothing_is_left_out() -> None:
    assert renewed("head\nscore 1\n…\n", "head\n─────\nscore 1\nnote\n") == "head\n─────\nscore 1\n…\n"


def test_an_error_is_two_lines_and_its_exit_code_can_be_shown(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    error = "tertium: nowhere does not exist\n  try: check the path"
    path.write_text(f"```console\n$ tertium report nowhere\n{error}\n$ echo $?\n3\n```\n", encoding="utf-8")
    assert check(path) == []
