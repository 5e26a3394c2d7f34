"""Checks wheels before a release: `python -m tests.wheels dist/*.whl`; exit code 1 where one isn't what its name says.

A wheel for a platform must hold the compiled kernel, which is optional: a build without a compiler doesn't fail. One
for any platform must not.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import Final

from packaging.utils import parse_wheel_filename

KERNEL: Final = "tertium/metrics/lexical/_kernel"
BINARIES: Final = (".so", ".pyd")


def problem(wheel: Path) -> str:
    """Return what is wrong with a wheel; empty where nothing is."""
    tags = parse_wheel_filename(wheel.name)[3]
    with zipfile.ZipFile(wheel) as archive:
        kernels = [name for name in archive.namelist() if name.startswith(KERNEL) and name.endswith(BINARIES)]
    is_pure = all(tag.platform == "any" for tag in tags)
    if is_pure:
        return f"it is for any platform and holds {kernels[0]}" if kernels else ""
    if not kernels:
        return "it is for one platform and lacks the compiled kernel: was there a compiler?"
    if any(tag.abi == "abi3" for tag in tags) and not any(
        ".abi3." in name or name.endswith(".pyd") for name in kernels
    ):
        return f"it is for every Python from 3.10 on and holds {kernels[0]}, which is for one"
    return ""


def main(wheels: list[Path]) -> int:
    """Print a line per wheel; return 1 where one has a problem."""
    problems = {wheel: problem(wheel) for wheel in wheels}
    for wheel, text in problems.items():
        print(f"{wheel.name}: {text or 'ok'}")  # noqa: T201 - a script that prints
    return int(any(problems.values()))


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
