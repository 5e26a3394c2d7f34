"""The kernel is clean under gcc's sanitizers, frees all memory, and says so where there is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fuzz import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The kernel, built with sanitizers, every warning an error."""
    if not shutil.which("gcc") or not Path(sanitize.library("libasan.so")).is_file():
        pytest.skip("needs gcc and its libasan")
    try:
        yield sanitize.build(tmp_path_factory.mktemp("sanitized"))
    except subprocess.CalledProcessError:
        pytest.fail("gcc warns of the kernel")


@pytest.mark.fuzz
def test_fuzzed_segments_and_failed_allocations_leave_nothing_behind(
    extension: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert sanitize.run(extension, seed=3, segments=1000) == 0
    out = capfd.readouterr().out
    assert "1000 segments, 0 counted differently" in out
    assert "each a MemoryError; 0 blocks not freed" in out


def test_a_kernel_that_reads_beyond_its_memory_is_noticed(
    extension: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert extension.is_file()
    sources = tmp_path / "kernel"
    shutil.copytree(sanitize.SOURCES, sources)
    text = (sources / "memory.c").read_text(encoding="utf-8")
    broken = text.replace("buffer->bytes = malloc(buffer->capacity);", "buffer->bytes = malloc(bytes / 2);")
    assert broken != text
    (sources / "memory.c").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(sanitize, "SOURCES", sources)
    assert sanitize.run(sanitize.build(tmp_path), seed=3, segments=50) != 0
