"""The public API: what is listed, how it is called, and that every function says what it does and shows it."""

from __future__ import annotations

import doctest
import inspect
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import tertium
from tertium.corpora.constructors import Constructors
from tertium.metrics.catalogue import frame
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Public(NamedTuple):
    """A public name, and what carries its documentation."""

    name: str
    documented: Any


def public() -> Iterator[Public]:
    """Yield every public name, and the ways to make a set."""
    for name in tertium.__all__:
        yield Public(name, frame if name == "metrics" else getattr(tertium, name))
    for name in ("from_pandas", "from_dict", "from_dataset", "from_lists"):
        yield Public(f"EvalSet.{name}", getattr(Constructors, name))


PUBLIC = list(public())
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def written(value: Any) -> str:
    """Return a signature without addresses, and without quotes, which differ between versions of Python."""
    return re.sub(r"<[^<>]*(<[^<>]*>)?[^<>]* at 0x[0-9a-f]+>", "…", str(inspect.signature(value))).replace("'", "")


def test_names_and_signatures_are_those_of_the_list(golden: Callable[[str, str], None]) -> None:
    lines = []
    for name, documented in PUBLIC:
        lines.append(f"{name}{written(documented)}")
        if isinstance(documented, type) and not issubclass(documented, Exception):
            members = sorted(member for member in dir(documented) if not member.startswith("_"))
            for member in members:
                value = inspect.getattr_static(documented, member)
                plain = value.__func__ if isinstance(value, (classmethod, staticmethod)) else value
                lines.append(f"    {member}{written(plain) if inspect.isfunction(plain) else ''}")
    golden("api.txt", "\n".join(lines) + "\n")


def test_a_notebook_offers_the_public_names_and_nothing_else() -> None:
    code = "import tertium, tertium.evals.store, json; print(json.dumps(dir(tertium)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert json.loads(answer.stdout) == sorted(tertium.__all__)


def test_the_package_says_its_version() -> None:
    assert tertium.__version__.startswith("0.")


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(AttributeError, match=r"module 'tertium' has no attribute 'evalute'; did you mean 'evaluate'"):
        _ = tertium.evalute
    with pytest.raises(AttributeError, match=r"module 'tertium' has no attribute 'zzz'$"):
        _ = tertium.zzz


@pytest.mark.parametrize("name", [item.name for item in PUBLIC])
def test_every_example_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    documented = dict(PUBLIC)[name]
    finder = doctest.DocTestFinder(recurse=False)
    tests = [test for test in finder.find(documented, name, globs={"tertium": tertium}) if test.examples]
    assert len(tests) == 1, "an example"
    report: list[str] = []
    failed, _ = doctest.DocTestRunner(optionflags=OPTIONS).run(tests[0], out=report.append)
    assert not failed, "".join(report)


@pytest.mark.parametrize("name", [item.name for item in PUBLIC])
def test_every_docstring_names_each_argument_what_is_returned_and_what_goes_wrong(name: str) -> None:
    documented = dict(PUBLIC)[name]
    text = inspect.getdoc(documented) or ""
    if isinstance(documented, type):
        assert "\nExample:\n" in text
        return
    for heading in ("Returns", "Raises", "Example"):
        assert f"\n{heading}:\n" in text, heading
    for parameter in inspect.signature(documented).parameters:
        if parameter not in {"cls", "self"}:
            assert re.search(rf"^    {parameter}: \S", text, re.MULTILINE), parameter
