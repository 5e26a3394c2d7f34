"""Fixtures, and the rule for tests that need what isn't everywhere."""

from __future__ import annotations

import math
import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
NO_SKIP = set(os.environ.get("TERTIUM_NO_SKIP", "").split())
"""Markers whose tests may not be skipped: where CI promises that what they need is there."""

if find_spec("hypothesis"):  # the environment of the tests of COMET is smaller
    from hypothesis import settings

    settings.register_profile("same", deadline=None, derandomize=True, database=None, max_examples=20)
    settings.register_profile("search", deadline=None, max_examples=1000)
    settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regold", action="store_true", help="write tests/golden anew; read the difference")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="needs the test sets in ../shared"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    markers = {marker.name for marker in item.iter_markers()}
    if report.skipped and not hasattr(report, "wasxfail") and markers & NO_SKIP:
        report.outcome = "failed"
        report.longrepr = f"skipped, which TERTIUM_NO_SKIP={' '.join(NO_SKIP)} forbids: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _no_lines_by_the_clock() -> Iterator[None]:
    """Tell no time that is left, which only slow machines do: tests of that have a clock and a pause of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tertium.cache.progress.PAUSE", math.inf)
        patch.setattr("tertium.commands.progress.PAUSE", math.inf)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of test sets that nobody here wrote."""
    return SHARED


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME; versions, and digits that differ by machine, are scrubbed."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        scrubbed = re.sub(r"\d+\.\d{12,}", lambda found: f"{float(found.group()):.10f}", text)
        scrubbed = re.sub(r"(sacrebleu):[0-9.]+", r"\1:X", scrubbed)
        if request.config.getoption("--regold"):
            path.write_text(scrubbed, encoding="utf-8", newline="")
        assert path.is_file(), f"no {path}: pytest --regold writes it"
        assert scrubbed == path.read_bytes().decode(), f"{name} changed: if that is right, pytest --regold"

    return compare
