"""Runs the kernel under gcc's sanitizers: `python -m tests.fuzz.sanitize [SEED] [SEGMENTS]`, as `make sanitize` does.

It builds the sources anew, warnings as errors, with checks of addresses and of undefined behaviour. It counts fuzzed
segments with both engines, lets every allocation fail once, and says whether all memory was freed. Needs gcc.
"""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
import sysconfig
import tempfile
from importlib.util import module_from_spec, spec_from_file_location
from itertools import count, islice
from pathlib import Path
from typing import Final

import numpy as np

from tertium.metrics.lexical.engines import kernel, sacrebleu
from tests.fuzz import lexical

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCES: Final = ROOT / "metrics" / "lexical" / "kernel"
WARNINGS: Final = ("-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror")
CHECKS: Final = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer", "-g", "-O1")
CASES: Final = 30
"""Cases in which every allocation fails once: all metrics and most options are among them."""


def build(folder: Path) -> Path:
    """Return the extension, built with sanitizers and counted allocations."""
    extension = folder / "_kernel.so"
    headers = f"-I{sysconfig.get_paths()['include']}"
    counted = ("-include", str(ROOT / "tests" / "fuzz" / "allocations.h"))
    sources = map(str, sorted(SOURCES.glob("*.c")))
    common = ("gcc", "-std=c11", "-shared", "-fPIC", "-ffp-contract=off", headers)
    subprocess.run([*common, *WARNINGS, *CHECKS, *counted, *sources, "-o", str(extension), "-lm"], check=True)
    return extension


def run(extension: Path, seed: int, segments: int) -> int:
    """Run this module once more with the sanitizers' library loaded first; return its exit code."""
    environment = os.environ | {
        "LD_PRELOAD": " ".join(library(name) for name in ("libasan.so", "libubsan.so", "libstdc++.so")),
        "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1",  # Python itself leaks: ours are counted
        "PYTHONMALLOC": "malloc",
        "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))),
    }
    words = [sys.executable, "-m", "tests.fuzz.sanitize", str(extension), str(seed), str(segments)]
    return subprocess.run(words, env=environment, check=False).returncode


def library(name: str) -> str:
    """Return where a library of gcc's lies; its bare name where it isn't installed."""
    words = ["gcc", f"-print-file-name={name}"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def check(extension: Path, seed: int, segments: int) -> int:
    """Fuzz, let allocations fail and count what isn't freed; return 1 where something is wrong."""
    spec = spec_from_file_location(kernel.EXTENSION, extension)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{extension} is no extension")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[kernel.EXTENSION] = module
    library = ctypes.CDLL(str(extension))
    left = ctypes.c_long.in_dll(library, "allocations_left")
    live = ctypes.c_long.in_dll(library, "allocations_live")
    different = lexical.main(seed, segments)
    failures = sum(_failures(case, left) for case in islice(lexical.cases(seed, segments=5), CASES))
    gc.collect()
    sys.stdout.write(f"{failures} failed allocations, each a MemoryError; {live.value} blocks not freed\n")
    return int(different > 0 or live.value != 0)


def _failures(case: lexical.Case, left: ctypes.c_long) -> int:
    """Let each allocation of a case fail, the first, the second and so on; return how many there were.

    The case is the kernel's alone: no text is beyond its limits.
    """
    expected = sacrebleu.ENGINE.bind(case.options, case.references)(case.hypotheses)
    for failing in count():
        try:
            left.value = failing
            rows = kernel.ENGINE.bind(case.options, case.references)(case.hypotheses)
        except MemoryError:
            continue
        finally:
            used, left.value = left.value >= 0, -1
        if used:
            if not np.array_equal(rows, expected):
                raise SystemExit(f"a failed allocation changed the counts: {case}")
            return failing
        raise SystemExit(f"allocation {failing} failed, and nobody was told: {case}")
    raise AssertionError  # count() doesn't end


def main(arguments: list[str]) -> int:
    """Build and run; within that run, check."""
    if arguments and arguments[0].endswith(".so"):
        return check(Path(arguments[0]), *map(int, arguments[1:]))
    seed, segments = (*map(int, arguments), *(0, 20_000)[len(arguments) :])
    with tempfile.TemporaryDirectory() as folder:
        return run(build(Path(folder)), seed, segments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
