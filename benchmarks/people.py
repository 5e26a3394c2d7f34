"""What was published, again by command: `python benchmarks/people.py [DATA] [--json]`, counts of equal figures.

Every folder below DATA that a function of `CHECKS` knows by its files is a SET. A figure counts as equal where the
command's, rounded as the published one, is the same. Figures without the files that they are of don't count; those of a
command that fails differ.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.people_commands import answer, command
from benchmarks.people_ratings import esa, raters, spans
from benchmarks.result import Result, Tally, main
from benchmarks.sets import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TINY: Final = 1e-6
"""Scores are single floats, so that a half at the last printed digit may lie on either side."""


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a TSV file by its titles."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def totals(run: Path) -> dict[tuple[str, str], float]:
    """Return the totals of a run by system and metric, each on the system's own segments."""
    scores = answer("report", run, "--by", "set").get("scores", [])
    return {(row["system"], row["metric"]): row["score"] for row in scores if row["level"] == "set"}


def decimals(cells: list[str]) -> int:
    """Return the most decimals that a printed column has; the others lack zeros at their end."""
    return max((len(cell.partition(".")[2]) for cell in cells), default=0)


def is_equal(value: float | None, printed: str, digits: int) -> bool:
    """Whether a value is printed like this with so many decimals."""
    return value is not None and abs(value - float(printed)) <= 0.5 * 10**-digits + TINY


def tally(what: str, pairs: list[tuple[str, float | None, str, int]]) -> Tally:
    """Return the tally of (name, value, printed, decimals)."""
    differing = [
        f"{name}: {value} is not {printed}" for name, value, printed, d in pairs if not is_equal(value, printed, d)
    ]
    return Tally(what, len(pairs) - len(differing), len(pairs), tuple(differing))


KEYS: Final = (
    "pair",
    "title",
    "system",
    "file",
    "official_baseline",
    "lp_supported",
    "params_b",
    "humeval",
    "autorank",
)
"""Columns of WMT25's tables that are no metrics."""


def wmt25(folder: Path) -> Iterator[Tally]:
    """Yield AutoRanks and means of WMT25's tables; a table has its own systems and metrics, not all of the files'."""
    if not (folder / "published.tsv").is_file() or not (folder / "scores").is_dir():
        return
    tables: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows(folder / "published.tsv"):
        tables.setdefault((row["pair"], row["title"]), []).append(row)
    digits = {
        name: decimals([row[name] for table in tables.values() for row in table])
        for name in next(iter(tables.values()))[0]
    }
    ranks: list[tuple[str, float | None, str, int]] = []
    means: list[tuple[str, float | None, str, int]] = []
    with tempfile.TemporaryDirectory() as work:
        for (pair, title), table in tables.items():
            run, scores = Path(work, pair), folder / "scores" / f"{pair}.parquet"
            if not scores.is_file():
                continue
            if not run.exists():
                command("import", scores, "-o", run, "--quiet")
            metrics = [name for name in table[0] if name not in KEYS and any(row[name] for row in table)]
            chosen = [word for name in metrics for word in ("--metric", name)]
            chosen += [word for row in table for word in ("--only", row["file"])]
            overall = answer("rank", run, "--aggregate", "wmt25", "--samples", 100, *chosen).get("overall", {})
            by_system = totals(run)
            for row in table:
                name = f"{title}, {row['system']}"
                ranks.append((name, overall.get(row["file"]), row["autorank"], digits["autorank"]))
                means += [
                    (f"{name}, {metric}", by_system.get((row["file"], metric)), row[metric], digits[metric])
                    for metric in metrics
                    if row[metric]
                ]
    if ranks:
        yield tally("autorank", ranks)
        yield tally("means", means)


def judges(folder: Path) -> Iterator[Tally]:
    """Yield the system means of GEMBA's metrics, beside which upstream's own system scores lie."""
    files = ("system-scores.tsv", "scores.parquet")
    pairs = [pair for pair in sorted(folder.iterdir()) if all((pair / name).is_file() for name in files)]
    means: list[tuple[str, float | None, str, int]] = []
    with tempfile.TemporaryDirectory() as work:
        for pair in pairs:
            run = Path(work, pair.name)
            words = ("--higher-is-better", "*", "--origin", "GEMBA", "-o", run, "--quiet")
            command("import", pair / "scores.parquet", *words)
            by_system = totals(run)
            for row in rows(pair / "system-scores.tsv"):
                value = by_system.get((row["system"], row["metric"]))
                means.append((f"{pair.name}, {row['metric']}, {row['system']}", value, row["score"], 6))
    if means:
        yield tally("means", means)


CHECKS: Final[tuple[Callable[[Path], Iterator[Tally]], ...]] = (wmt25, judges, raters, esa, spans)
"""Each yields the tallies of a folder that it knows by its files, and nothing for others. More are added here."""


def measure(data: Path) -> Iterator[Result]:
    """Yield ``people/SET/WHAT/equal`` and ``…/of`` for every folder below `data` that a check knows."""
    for folder in sorted(path for path in data.iterdir() if path.is_dir()):
        for check in CHECKS:
            for what, equal, of, differing in check(folder):
                for sentence in differing[:10]:
                    print(f"{folder.name}: {sentence}", file=sys.stderr)
                yield Result(f"people/{folder.name}/{what}/equal", equal, "figures", "published")
                yield Result(f"people/{folder.name}/{what}/of", of, "figures", "published")


if __name__ == "__main__":
    main(measure, DATA, about=__doc__)
