"""What articles become, against gold: `python benchmarks/corpora.py [DATA] [--only PART] [--json]`.

Every set under DATA (default: ../shared/data) of a kind that a part knows is measured: align/SET, docpairs/SET,
boilerplate/SET, and WMT folders for realign. PART is pairs, boilerplate, align or realign.
"""

from __future__ import annotations

import importlib
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.result import Result, arguments, show
from benchmarks.sets import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS: Final = ("pairs", "boilerplate", "align", "realign")


def measure(data: Path, parts: tuple[str, ...]) -> Iterator[Result]:
    """Yield every part's figures on what it finds under `data`."""
    for part in parts:
        yield from importlib.import_module(f"benchmarks.corpora_{part}").measure(data)


def main() -> None:
    """Print the figures as a table, or with --json as one object a line, each as soon as it is known."""
    parser = arguments(__doc__, DATA)
    parser.add_argument("--only", choices=PARTS, action="append")
    chosen = parser.parse_args()
    results = measure(chosen.data, tuple(chosen.only or PARTS))
    first = next(results, None) or parser.error(f"there is no set to measure under {chosen.data}")
    show(chain([first], results), as_json=chosen.json)


if __name__ == "__main__":
    main()
