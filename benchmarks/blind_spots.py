"""Tables of docs/blind-spots.md: `python benchmarks/blind_spots.py DATA [--write]`.

DATA holds the folders `demetr`, `challenge-wmt25` and `gender`. The tables stand in the page between
``<!-- NAME -->`` and ``<!-- end -->``; with --write they are replaced there, else they are printed.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.challenge import of_quality, of_spelling
from benchmarks.demetr import checks
from benchmarks.result import arguments
from benchmarks.sets import DATA
from tertium.corpora.encoders.languages import USE_LANGUAGES
from tertium.evals.challenge.facade import challenge
from tertium.evals.challenge.readers import open_challenge
from tertium.evals.challenge.readers.wmt25 import items_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from benchmarks.result import Result
    from tertium.evals.results import Challenge, Interval, Preference

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "blind-spots.md"
METRICS: Final = ("chrf", "bleu", "ter", "similarity", "ridge")
WITHOUT_REFERENCE: Final = ("similarity:against=source", "ridge:against=source")
"""Measured on languages of USE; the encoder of the others takes more than twenty times as long."""
WORST: Final = 6
"""Phenomena of each metric."""
SEEN: Final = 0.02
"""Share of a phenomenon's pairs from which on a check is said to see it."""
BLOCK: Final = re.compile(r"(<!-- (?P<name>[a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def row(*cells: object) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(map(str, cells))} |"


def head(*titles: str, texts: int = 1) -> list[str]:
    """Return the head of a table whose first columns hold texts, and the others numbers."""
    return [row(*titles), row(*(":--" if i < texts else "--:" for i in range(len(titles))))]


def share(value: float, interval: Interval) -> str:
    """Return a share with its interval."""
    return f"{value:.3f} [{interval.low:.3f}, {interval.high:.3f}]"


def of(result: Challenge, part: str) -> dict[str, list[Preference]]:
    """Return the preferences on parts of one kind, by metric."""
    rows: dict[str, list[Preference]] = defaultdict(list)
    for preference in result.preferences:
        if preference.part == part:
            rows[preference.metric].append(preference)
    return rows


def severities(result: Challenge) -> Iterator[str]:
    """Yield a row per metric, with its share by severity."""
    names = [preference.name for preference in next(iter(of(result, "severity").values()))]
    yield from head("metric", *names)
    for metric, rows in of(result, "severity").items():
        yield row(metric, *(share(preference.better, preference.interval) for preference in rows))


def phenomena(result: Challenge) -> Iterator[str]:
    """Yield the phenomena that each metric sees least often."""
    yield from head("metric", "phenomenon", "pairs", "better", "tied", "worse", texts=2)
    for metric, rows in of(result, "phenomenon").items():
        for p in rows[:WORST]:
            cells = (share(p.better, p.interval), f"{p.tied:.3f}", f"{p.worse:.3f}")
            yield row(metric, f"`{p.name}`", p.pairs, *cells)


def seen_by_checks(result: Challenge) -> Iterator[str]:
    """Yield what each check sees, and how often it accuses the better translation alone."""
    yield from head("check", "sees", "accuses the better one alone", texts=2)
    whole = of(result, "set")
    for metric, rows in of(result, "phenomenon").items():
        seen = sorted((p for p in rows if p.better >= SEEN), key=lambda p: -p.better)
        text = "; ".join(f"`{p.name}` {share(p.better, p.interval)}" for p in seen) or "–"
        yield row(metric, text, f"{100 * whole[metric][0].worse:.2f} %")


def figures(results: Iterable[Result], ending: str) -> dict[str, Result]:
    """Return the figures of one kind, by metric."""
    return {
        name.removesuffix(ending): result
        for result in results
        if (name := result.name.rpartition("/")[2]).endswith(ending)
    }


def rubbish(results: Sequence[Result]) -> Iterator[str]:
    """Yield the place of the worst hypothesis by each metric, the blindest metric first."""
    places, taus = figures(results, " place"), figures(results, " tau")
    yield from head("metric", "scores", "place of the rubbish, of 6", "tau", texts=2)
    for metric, result in sorted(places.items(), key=lambda item: (item[1].value, item[0])):
        tau = f"{taus[metric].value:.2f}" if metric in taus else "–"
        yield row(metric, result.engine or "ours", int(result.value), tau)


def rubbish_checks(results: Sequence[Result]) -> Iterator[str]:
    """Yield the share of texts that checks flag in each hypothesis; checks that flag nothing are left out."""
    results = [result for result in results if result.name.endswith(" flagged")]
    names = list(dict.fromkeys(result.name.split("/")[2] for result in results))
    yield from head("check", *names)
    shares: dict[str, list[float]] = defaultdict(list)
    for result in results:
        shares[result.name.rpartition("/")[2].removesuffix(" flagged")].append(result.value)
    for check, values in sorted(shares.items(), key=lambda item: -max(item[1])):
        if max(values) > 0:
            yield row(check, *(f"{100 * value:.0f} %" for value in values))


def spelling(folder: Path) -> Iterator[str]:
    """Yield how often each metric prefers the reference to the same with another spelling."""
    results = list(of_spelling(items_of(folder), folder))
    best, preferred = figures(results, " best"), figures(results, " prefers the reference")
    yield from head("metric", "scores", "prefers the reference", "best score to the reference itself", texts=2)
    for metric, result in sorted(preferred.items(), key=lambda item: (item[1].value, item[0])):
        yield row(metric, best[metric].engine or "ours", f"{result.value:.3f}", f"{best[metric].value:.3f}")


def gender(folder: Path) -> Iterator[str]:
    """Yield how often metrics without a reference prefer the right gender, by language and part."""
    yield from head("metric", "language", "part", "pairs", "better", texts=3)
    for path in sorted(path for path in folder.iterdir() if path.is_dir() and path.name[3:] in USE_LANGUAGES):
        for metric, rows in of(challenge(path, WITHOUT_REFERENCE), "phenomenon").items():
            for p in sorted(rows, key=lambda p: p.name):
                yield row(f"`{metric}`", path.name, p.name, p.pairs, share(p.better, p.interval))


def tables(data: Path) -> dict[str, Callable[[], Sequence[str]]]:
    """Return the tables by name, each made when it is asked for."""
    made: dict[str, Challenge] = {}

    def demetr(metrics: Sequence[str]) -> Challenge:
        key = " ".join(metrics)
        if key not in made:
            pairs = open_challenge(data / "demetr")
            if metrics == WITHOUT_REFERENCE:
                kept = tuple(pair for pair in pairs.pairs if pair.languages[0] in USE_LANGUAGES)
                pairs = replace(pairs, pairs=kept)
            made[key] = challenge(pairs, metrics)
        return made[key]

    mslc = data / "challenge-wmt25"
    by_hypothesis: list[Result] = []

    def worst_to_best() -> list[Result]:
        folder = mslc / "mslc-a-ja-zh_CN"
        if not by_hypothesis:
            by_hypothesis.extend(of_quality(items_of(folder), folder.name))
        return by_hypothesis

    return {
        "severities": lambda: list(severities(demetr(METRICS))),
        "phenomena": lambda: list(phenomena(demetr(METRICS))),
        "severities without reference": lambda: list(severities(demetr(WITHOUT_REFERENCE))),
        "phenomena without reference": lambda: list(phenomena(demetr(WITHOUT_REFERENCE))),
        "checks": lambda: list(seen_by_checks(demetr(checks()))),
        "rubbish": lambda: list(rubbish(worst_to_best())),
        "rubbish by checks": lambda: list(rubbish_checks(worst_to_best())),
        "spelling": lambda: list(spelling(mslc / "mslc-b-cs-en")),
        "gender": lambda: list(gender(data / "gender")),
    }


def main() -> None:
    """Print the tables, or put them into the page."""
    parser = arguments(__doc__, DATA)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    makers = tables(chosen.data)
    if not chosen.write:
        for name, make in makers.items():
            print(f"<!-- {name} -->", *make(), "<!-- end -->", "", sep="\n", flush=True)
        return
    page = PAGE.read_text(encoding="utf-8")
    filled = BLOCK.sub(lambda block: "\n".join([block[1].rstrip(), "", *makers[block["name"]](), "", block[3]]), page)
    PAGE.write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    main()
