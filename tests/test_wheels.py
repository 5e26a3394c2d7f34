"""A wheel that claims the kernel and lacks it is refused, and so is one that holds it in secret."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.wheels import main, problem

if TYPE_CHECKING:
    from pathlib import Path

KERNEL = "tertium/metrics/lexical/_kernel"
PLATFORM = "tertium-0.1.0-cp310-abi3-manylinux_2_17_x86_64.whl"
THREADED = "tertium-0.1.0-cp313-cp313t-manylinux_2_17_x86_64.whl"
PURE = "tertium-0.1.0-py3-none-any.whl"


def wheel(folder: Path, name: str, *members: str) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for member in ("tertium/__init__.py", *members):
            archive.writestr(member, "")
    return path


@pytest.mark.parametrize(
    ("name", "members"),
    [
        (PLATFORM, [f"{KERNEL}.abi3.so"]),
        ("tertium-0.1.0-cp310-abi3-win_amd64.whl", [f"{KERNEL}.pyd"]),
        (THREADED, [f"{KERNEL}.cpython-313t-x86_64-linux-gnu.so"]),
        (PURE, []),
    ],
)
def test_a_wheel_that_holds_what_it_claims_is_fine(tmp_path: Path, name: str, members: list[str]) -> None:
    assert problem(wheel(tmp_path, name, *members)) == ""


@pytest.mark.parametrize(
    ("name", "members", "says"),
    [
        (PLATFORM, [], "lacks the compiled kernel"),
        (THREADED, ["tertium/metrics/lexical/kernel/module.c"], "lacks the compiled kernel"),
        (PURE, [f"{KERNEL}.abi3.so"], "for any platform and holds"),
        (PLATFORM, [f"{KERNEL}.cpython-311-x86_64-linux-gnu.so"], "which is for one"),
    ],
)
def test_a_wheel_that_claims_something_else_is_refused(
    tmp_path: Path, name: str, members: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = wheel(tmp_path, name, *members)
    assert says in problem(path)
    assert main([path]) == 1
    assert says in capsys.readouterr().out
