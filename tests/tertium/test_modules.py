"""One module per thing: what a package and its subpackages hold is found by walking them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tertium.errors import UsageError
from tertium.modules import claiming, load, named, walk, with_attribute

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    room = tmp_path / "house_of_tests" / "room"
    room.mkdir(parents=True)
    for folder in (room.parent, room):
        (folder / "__init__.py").touch()
    (room / "alpha.py").write_text("read = 1", encoding="utf-8")
    (room.parent / "beta.py").write_text("read = 2", encoding="utf-8")
    (room.parent / "gamma.py").write_text("write = 3", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.startswith("house_of_tests")]:
        monkeypatch.delitem(sys.modules, name)
    return "house_of_tests"


def test_the_first_reader_that_claims_a_path_reads_it(package: str, tmp_path: Path) -> None:
    for name, ending in (("alpha", ".txt"), ("beta", "t")):
        code = f"def claims(path):\n    return path.name.endswith({ending!r})\n"
        (tmp_path / package / f"{name}.py").write_text(code, encoding="utf-8")
    assert claiming(package, tmp_path / "a.txt").__name__ == f"{package}.alpha"
    assert claiming(package, tmp_path / "a.dat").__name__ == f"{package}.beta"
    assert claiming(package, tmp_path / "a.csv") is None


def test_the_modules_of_subpackages_are_found_too(package: str) -> None:
    assert [module.__name__.removeprefix(package) for module in walk(package)] == [
        ".beta",
        ".gamma",
        ".room",
        ".room.alpha",
    ]
    assert list(with_attribute(package, "read")) == ["alpha", "beta"]
    assert load(package, "read", "alpha", kind="reader") is sys.modules[f"{package}.room.alpha"]


def test_a_name_that_no_module_has_is_refused(package: str) -> None:
    with pytest.raises(UsageError, match=r"no reader is named 'gamma'\n  try: alpha, beta"):
        load(package, "read", "gamma", kind="reader")


def test_of_one_name_no_other_module_is_imported(package: str) -> None:
    assert [module.__name__ for module in named(package, "alpha")] == [f"{package}.room.alpha"]
    assert load(package, "write", "gamma", kind="writer").write == 3
    assert f"{package}.beta" not in sys.modules
