"""The four folders at the top are the subpackages, with links and without."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    tomllib = pytest.importorskip("tomllib", reason="reads pyproject.toml, which takes Python 3.11")

LINKS = ("corpora", "evals", "metrics", "reports")
BUILT = {".pyc", ".c", ".h", ".so", ".pyd"}
"""Endings of what a wheel doesn't hold as the checkout does: what is compiled, and what it is compiled from."""


def packages() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return sorted(settings["tool"]["setuptools"]["packages"])


def test_every_folder_with_modules_is_a_listed_package() -> None:
    own = [path for path in (ROOT / "tertium").iterdir() if not path.is_symlink() and (path / "__init__.py").is_file()]
    found = {"tertium", *(f"tertium.{path.name}" for path in own)}
    for link in LINKS:
        for path in (ROOT / link).rglob("*.py"):
            found.add(".".join(("tertium", *path.relative_to(ROOT).parent.parts)))
    assert packages() == sorted(found)


def test_what_python_3_10_lacks_is_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert any(line.startswith("tomli>=2; python_version < '3.11'") for line in project["dependencies"])


@pytest.mark.parametrize("link", LINKS)
def test_links_are_relative_and_lead_to_the_folders(link: str) -> None:
    assert (ROOT / "tertium" / link).readlink() == Path("..") / link


def test_a_checkout_without_links_builds_a_whole_wheel(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for folder in ("tertium", *LINKS):
        shutil.copytree(ROOT / folder, checkout / folder, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "MANIFEST.in", "setup.py"):
        shutil.copy(ROOT / name, checkout / name)
    for link in LINKS:
        (checkout / "tertium" / link).unlink()
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(tmp_path / "dist"),
        str(checkout),
    ]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    for folder in LINKS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix not in BUILT:
                assert (site / "tertium" / path.relative_to(ROOT)).is_file(), f"the wheel lacks {path}"
    modules = [name for name in packages() if name != "tertium.commands"]
    code = (
        f"import importlib, sys; sys.path.insert(0, {str(site)!r}); [importlib.import_module(m) for m in {modules!r}];"
    )
    code += "import tertium; print(tertium.__file__)"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(site / "tertium" / "__init__.py"), done.stderr
