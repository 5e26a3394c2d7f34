"""A hundred systems are compared and ranked in little time and memory: the case many-systems."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tertium.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

SEGMENTS: Final = 20
MEASURED: Final = (
    "import sys; from pathlib import Path; from tertium.cli import main\n"
    "code = main(sys.argv[1:])\n"
    "print(Path('/proc/self/status').read_text(), file=sys.stderr)\n"
    "sys.exit(code)"
)


def table(systems: int) -> str:
    """Return what the case's make.py prints: random words, of which a system changes a fifth."""
    rng = random.Random(2)  # noqa: S311 - as the case does
    words = [f"w{i}" for i in range(50)]
    rows = ["\t".join(["source", "reference", *(f"system.s{i}" for i in range(systems))])]
    for _ in range(SEGMENTS):
        line = rng.choices(words, k=10)
        outputs = (" ".join(word if rng.random() < 0.8 else rng.choice(words) for word in line) for _ in range(systems))
        rows.append("\t".join([" ".join(line)] * 2 + list(outputs)))
    return "".join(f"{row}\n" for row in rows)


@pytest.fixture(scope="module")
def run_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Return the function that scores so many systems of the case with chrF."""

    def scored(systems: int) -> Path:
        folder = tmp_path_factory.mktemp("case")
        (folder / "s.tsv").write_text(table(systems), encoding="utf-8")
        words = ["score", str(folder / "s.tsv"), "--from", "en", "--to", "de", "-m", "chrf", "-o", str(folder / "run")]
        assert main([*words, "-q"]) == 0
        return folder / "run"

    return scored


def peak_mb(command: str, run: Path) -> float:
    """Return the peak of resident memory of a command, in MB."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, command, str(run), "--samples", "2000", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    peak = re.search(r"VmHWM:\s+(\d+)", done.stderr)
    assert peak
    return int(peak[1]) / 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the peak of memory from Linux")
def test_memory_does_not_grow_with_the_pairs_of_systems(run_with: Callable[[int], Path]) -> None:
    few, many = run_with(10), run_with(100)
    for command in ("rank", "compare"):
        # 110 times the pairs: 2,000 trials of each would take 79 MB for every count of chrF.
        assert peak_mb(command, many) < peak_mb(command, few) + 150, command
