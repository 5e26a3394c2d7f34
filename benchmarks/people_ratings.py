"""People's ratings and spans as published: the checks of `python benchmarks/people.py` on MQM rows, ESA and spans.

A figure is equal where the command's is the same at the printed digits.
"""

from __future__ import annotations

import csv
import gzip
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.people_commands import answer
from benchmarks.result import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TINY: Final = 1e-6
"""Published averages have six decimals or all of them."""
UNCOUNTED: Final = ("Source issue", "Accuracy/Creative Reinterpretation")
"""Categories that weigh nothing from 2023 on; before, errors of the source are called "Source error", and count."""
NAMES: Final = {"ref-A": "ref", "ref-B": "refB", "HUMAN-A": "refA"}
"""References in official tables, and what ratings call them."""


def lines_of(path: Path) -> list[str]:
    """Return the lines of a file, unpacked."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return text.removesuffix("\n").split("\n")


def tally(what: str, pairs: list[tuple[str, float | None, str]], tolerance: Callable[[str], float]) -> Tally:
    """Return the tally of (name, value, printed)."""
    differing = tuple(
        f"{name}: {value} is not {printed}{cut_not_rounded(value, printed)}"
        for name, value, printed in pairs
        if value is None or abs(value - float(printed)) > tolerance(printed)
    )
    return Tally(what, len(pairs) - len(differing), len(pairs), differing)


def cut_not_rounded(value: float | None, printed: str) -> str:
    """Return a remark where the published figure is the value cut at its last digit; it still isn't equal."""
    unit = 10.0 ** -len(printed.partition(".")[2])
    return ", but cut there instead of rounded" if value is not None and 0 <= value - float(printed) < unit else ""


def half_of_last(printed: str) -> float:
    """Return half a unit of a printed number's last digit."""
    return float(0.5 * 10.0 ** -len(printed.partition(".")[2]) + TINY)


def raters(folder: Path) -> Iterator[Tally]:
    """Yield averages of outputs, and means of systems, of MQM rows."""
    averages: list[tuple[str, float | None, str]] = []
    systems: list[tuple[str, float | None, str]] = []
    for ratings in sorted(folder.glob("*/ratings.tsv.gz")):
        official = ratings.parent / "average.tsv.gz"
        with tempfile.TemporaryDirectory() as work:
            file = Path(work, "averages.tsv")
            result = answer("human", ratings, "--averages", file, "--quiet", *weights_of(ratings))
            ours = {
                (system, segment): float(score)
                for system, segment, _, score in (line.split("\t") for line in (lines_of(file)[1:] if result else ()))
            }
        for line in lines_of(official)[1:] if official.is_file() else ():
            # TED's columns are system, score, segment, with blanks; the others' end in segment, score
            cells = line.replace("\t", " ").split(" ")
            name, segment, score = (
                (cells[0], cells[2], cells[1]) if len(cells) == len("abc") else (cells[0], *cells[-2:])
            )
            value = ours.get((NAMES.get(name, name), segment))
            if score != "None":
                # penalties are negative here, and positive where the metadata state them
                same_sign = value is None or float(score) <= 0
                averages.append(
                    (f"{ratings.parent.name}, {name}, {segment}", value if same_sign else -(value or 0), score)
                )
        means = {item["system"]: -item["mean"] for item in result.get("systems", [])}
        if (published := ratings.parent / "published.tsv").is_file():
            for row in csv.DictReader(lines_of(published), delimiter="\t"):
                name = row["system"]
                systems.append((f"{ratings.parent.name}, {name}", means.get(NAMES.get(name, name)), row["mqm_error"]))
    if averages:
        yield tally("averages", averages, lambda _: TINY)
    if systems:
        yield tally("systems", systems, half_of_last)


def weights_of(ratings: Path) -> list[str]:
    """Return the options that say which errors of a file don't count."""
    titles, *rows = (line.split("\t") for line in lines_of(ratings))
    column = titles.index("category")
    categories = {row[column] for row in rows} & set(UNCOUNTED)
    names = [f"{severity}/{category}=0" for category in sorted(categories) for severity in ("Major", "Minor")]
    return [word for name in names for word in ("--weight", name)]


def esa(folder: Path) -> Iterator[Tally]:
    """Yield the systems of an official ranking whose segments all were rated in the files here."""
    systems: list[tuple[str, float | None, str]] = []
    for ranking in sorted(folder.glob("*/human-ranking.tsv")):
        if not (any(ranking.parent.glob("esa.*.csv.gz")) and (ranking.parent / "segments.tsv.gz").is_file()):
            continue
        with tempfile.TemporaryDirectory() as work:
            data, waves = Path(work, "set"), Path(work, "esa.csv")
            write_set(lines_of(ranking.parent / "segments.tsv.gz"), data)
            waves.write_text(
                "".join("\n".join(lines_of(path)) + "\n" for path in sorted(ranking.parent.glob("esa.*.csv.gz"))),
                encoding="utf-8",
            )
            result = answer("human", waves, "--set", data, "--rule", "wmt24", "--quiet")
            segments = len(lines_of(data / "source.txt"))
        ours = {item["system"]: item["macro"] for item in result.get("systems", []) if item["outputs"] == segments}
        systems += [
            (f"{ranking.parent.name}, {row['system']}", value, row["human"])
            for row in csv.DictReader(lines_of(ranking), delimiter="\t")
            if (value := ours.get(NAMES.get(row["system"], row["system"]))) is not None
        ]
    if systems:
        yield tally("systems", systems, half_of_last)


FILES: Final[Mapping[str, str]] = {"document": "docs", "domain": "domains", "source": "source"}


def write_set(lines: list[str], folder: Path) -> None:
    """Write a table of texts as a folder in the WMT layout."""
    (folder / "systems").mkdir(parents=True)
    for title, *texts in zip(*(line.split("\t") for line in lines), strict=True):
        if title != "line_id":
            path = folder / f"{FILES.get(title, f'systems/{title}')}.txt"
            path.write_text("\n".join(texts) + "\n", encoding="utf-8")


def spans(folder: Path) -> Iterator[Tally]:
    """Yield the figures of the official span scorer."""
    if not (folder / "expected.tsv").is_file() or not any(folder.glob("*/gold.tsv.gz")):
        return
    expected = list(csv.DictReader(lines_of(folder / "expected.tsv"), delimiter="\t"))
    pairs: list[tuple[str, float | None, str]] = []
    for name in dict.fromkeys(row["set"] for row in expected):
        if not (gold := folder / name / "gold.tsv.gz").is_file():
            continue
        result = answer("spans", gold, gold, *sorted(gold.parent.glob("prediction.*.tsv.gz")), "--samples", "100")
        scores = {(score["prediction"], score["system"] or "*"): score for score in result.get("scores", [])}
        here = {"gold", *(path.name.split(".")[1] for path in gold.parent.glob("prediction.*.tsv.gz"))}
        for row in (row for row in expected if row["set"] == name):
            if row["prediction"] not in here and not row["prediction"].startswith("("):  # in brackets: needs no file
                continue
            score = scores.get((row["prediction"], row["system"]), {})
            columns = {
                "precision": "precision",
                "recall": "recall",
                "f1": "f1",
                "f1_no_partial_credit": "f1_without_partial",
            }
            for column, ours in columns.items():
                if row[column]:
                    pairs.append(
                        (f"{name}, {row['prediction']}, {row['system']}, {column}", score.get(ours), row[column])
                    )
    if pairs:
        yield tally("spans", pairs, lambda printed: 0.5 * 10 ** -len(printed.partition(".")[2]) + 1e-15)
