"""The four folders at the top are the subpackages, with links and without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tertium.metrics.lexical.engines import kernel
from tests.conftest import ROOT
from tests.wheels import problem

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
    inits = [init for path in own for init in path.rglob("__init__.py")]
    found = {"tertium", *(".".join(init.relative_to(ROOT).parent.parts) for init in inits)}
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


def wheel_of_checkout(tmp_path: Path, **variables: str) -> Path:
    """Build a wheel from a copy of the checkout that has no links and nothing compiled, and unpack it into a folder."""
    checkout, site = tmp_path / "checkout", tmp_path / "site"
    ignored = shutil.ignore_patterns("__pycache__", "*.so", "*.pyd")
    for folder in ("tertium", *LINKS):
        shutil.copytree(ROOT / folder, checkout / folder, symlinks=True, ignore=ignored)
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
    done = subprocess.run(build, env=os.environ | variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return wheel


def answer(site: Path, code: str) -> str:
    """Return what code prints with an unpacked wheel first on the path."""
    code = f"import sys; sys.path.insert(0, {str(site)!r}); {code}"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


ENGINES = "from tertium.metrics.lexical.engine import installed; print(*[engine.name for engine in installed()])"
"""Says which engines can count."""


@pytest.mark.kernel
@pytest.mark.skipif(not kernel.ENGINE.available(), reason="the kernel wasn't built: pip found no compiler")
def test_a_wheel_with_the_kernel_is_for_every_python_from_3_10_on(tmp_path: Path) -> None:
    wheel = wheel_of_checkout(tmp_path)
    assert ("cp310-abi3" in wheel.name) is not bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    assert problem(wheel) == ""
    assert answer(tmp_path / "site", ENGINES) == "kernel sacrebleu"
    assert not list((tmp_path / "site").rglob("*.[ch]")), "sources in C are the sdist's"


def test_a_checkout_without_links_builds_a_whole_wheel_and_without_a_compiler_one_for_any_platform(
    tmp_path: Path,
) -> None:
    wheel, site = wheel_of_checkout(tmp_path, CC=str(tmp_path / "no-compiler")), tmp_path / "site"
    assert wheel.name.endswith("-py3-none-any.whl")
    assert problem(wheel) == ""
    assert answer(site, ENGINES) == "sacrebleu"
    for folder in LINKS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix not in BUILT:
                assert (site / "tertium" / path.relative_to(ROOT)).is_file(), f"the wheel lacks {path}"
    modules = [name for name in packages() if name != "tertium.commands"]
    code = (
        f"import importlib; [importlib.import_module(m) for m in {modules!r}]; import tertium; print(tertium.__file__)"
    )
    assert answer(site, code) == str(site / "tertium" / "__init__.py")
