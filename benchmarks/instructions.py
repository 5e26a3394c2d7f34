"""Official figures of formality, gender and terms by our metrics: `python benchmarks/instructions.py DATA [--json]`.

DATA holds the folders `formality` (CoCoA-MT with submissions), `gender` (MT-GenEval) and `terminology` (WMT25); one
that is missing is left out. Every figure is named `challenge/SET/SYSTEM/WHAT`; where an official one stands in the
data, `against` has it, and the last lines count how many are equal.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from scipy.stats import kendalltau

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import result as results
from benchmarks.reference_sets import table
from benchmarks.result import Result
from benchmarks.sets import DATA, languages_of
from tertium.corpora.types import Texts
from tertium.files import read_lines
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tertium.metrics.base import Counted, Metric

REGISTERS: Final = ("formal", "informal")
SIDES: Final = ("masculine", "feminine")
FORMALITY_DIGITS, GENDER_DIGITS = 3, 6
"""Decimals of the official figures."""


class Compared(NamedTuple):
    """A figure and the official one, None where there is none, with the decimals to which this is known."""

    result: Result
    official: float | None = None
    digits: int = GENDER_DIGITS

    @property
    def is_equal(self) -> bool:
        """Whether the figure is the official one, as far as that is printed."""
        return self.official is not None and abs(self.result.value - self.official) <= 0.5 * 10.0**-self.digits + 1e-9


def official_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of official figures; none where there is no such table."""
    return table(path) if path.is_file() else []


def texts(ids: Sequence[str], languages: tuple[str, str], sources: Sequence[str] = ()) -> Texts:
    """Return what a metric binds to for a set of these ids, each segment a document."""
    return Texts(tuple(ids), tuple(sources or [""] * len(ids)), ((),) * len(ids), tuple(ids), languages)


def figure(name: str, value: float, official: float | None, note: str = "", digits: int = GENDER_DIGITS) -> Compared:
    """Return a figure with the official one, in the same unit."""
    against = note if official is None else f"official {official:g}{'; ' * bool(note)}{note}"
    return Compared(Result(f"challenge/{name}", value, "share", against), official, digits)


def share(metric: Metric, counted: Counted) -> float:
    """Return a metric's score as a share; 0 where the official scorers say 0: nothing counts."""
    score = float(metric.score(counted.counts.sum(axis=0))) / 100
    return 0.0 if np.isnan(score) else score


def formality(folder: Path) -> Iterator[Compared]:
    """Yield the accuracy of each submission, and what it hides."""
    for row in official_rows(folder / "expected.tsv"):
        pair, asked = folder / row["pair"], row["asked"]
        outputs = read_lines(pair / "systems" / f"{row['system']}.{asked}.txt.gz")[0]
        items = pair / "items.tsv.gz"
        bound = texts([line["item"] for line in table(items)], languages_of(pair))
        name = f"formality-{pair.name}/{row['system']}.{asked}"
        for register in REGISTERS:
            metric = load(f"formality:items={items},asked={register}")
            counted = metric.bind(bound)(outputs)
            formal, informal, neutral, both = counted.counts.sum(axis=0).astype(int).tolist()
            note = f"{formal} formal, {informal} informal, {neutral} neutral, {both} both"
            official = float(row[f"{register}_accuracy"])
            yield figure(f"{name}/{register} accuracy", share(metric, counted), official, note, FORMALITY_DIGITS)
        for of_all in (
            f"formality:items={items},asked={asked},of=all",
            f"formality:items={items},asked={asked},of=all,match=words",
        ):
            metric = load(of_all)
            what = "of all outputs, words without punctuation" if "words" in of_all else "of all outputs"
            yield figure(f"{name}/{asked} {what}", share(metric, metric.bind(bound)(outputs)), None)


def gender(folder: Path) -> Iterator[Compared]:
    """Yield the accuracy of the trivial systems, and how many outputs show a gender at all."""
    official = {(row["pair"], row["subset"], row["system"]): row for row in official_rows(folder / "expected.tsv")}
    for pair in sorted(path for path in folder.iterdir() if path.is_dir()):
        for system, outputs in contextual_systems(pair).items():
            rows = table(pair / "contextual.tsv.gz")
            expected = official.get((pair.name, "contextual", system), {})
            bound = texts([row["item"] for row in rows], languages_of(pair))
            items = pair / "contextual.tsv.gz"
            yield from gendered(f"gender-{pair.name}-contextual/{system}", items, bound, outputs, expected)
        for system, outputs in counterfactual_systems(pair).items():
            rows = table(pair / "counterfactual.tsv.gz")
            expected = official.get((pair.name, "counterfactual", system), {})
            bound = texts([f"{row['item']}#{side}" for row in rows for side in SIDES], languages_of(pair))
            items = pair / "counterfactual.tsv.gz"
            yield from gendered(f"gender-{pair.name}-counterfactual/{system}", items, bound, outputs, expected)


def gendered(
    name: str, items: Path, bound: Texts, outputs: Sequence[str], official: Mapping[str, str]
) -> Iterator[Compared]:
    """Yield the official accuracy of a system's outputs, that of each gender, and that of the outputs that show one."""
    metric = load(f"gender:items={items}")
    counted = metric.bind(bound)(outputs)
    right, wrong, not_shown = counted.counts.sum(axis=0).astype(int).tolist()
    note = f"{right} right, {wrong} wrong, {not_shown} show no gender"
    yield figure(f"{name}/accuracy", share(metric, counted), number(official.get("accuracy")), note)
    yield figure(f"{name}/outputs that show a gender", (right + wrong) / (right + wrong + not_shown), None, note)
    if right + wrong:
        decided = load(f"gender:items={items},of=decided")
        yield figure(f"{name}/accuracy of those", share(decided, decided.bind(bound)(outputs)), None, note)
    if not official.get("masculine_accuracy"):
        return
    single = load(f"gender:items={items},by=segment")
    counts = single.bind(bound)(outputs).counts
    for k, side in enumerate(SIDES):
        value = float(single.score(counts[k::2].sum(axis=0))) / 100
        yield figure(f"{name}/{side} accuracy", value, number(official[f"{side}_accuracy"]))


def number(cell: str | None) -> float | None:
    """Return a cell as a number; None where it is empty."""
    return float(cell) if cell else None


def contextual_systems(pair: Path) -> dict[str, list[str]]:
    """Return the outputs of the trivial systems of the contextual subset."""
    rows = table(pair / "contextual.tsv.gz")
    return {
        "correct reference": [row["correct"] for row in rows],
        "flipped reference": [row["flipped"] for row in rows],
        "copy of the source": [row["context_and_source"] for row in rows],
        "empty": [""] * len(rows),
    }


def counterfactual_systems(pair: Path) -> dict[str, list[str]]:
    """Return the outputs of the trivial systems of the counterfactual subset: two outputs an item."""
    rows = table(pair / "counterfactual.tsv.gz")

    def column(masculine: str, feminine: str) -> list[str]:
        return [row[key] for row in rows for key in (masculine, feminine)]

    reference = [f"{side}_reference" for side in SIDES]
    return {
        "references": column(*reference),
        "swapped": column(*reversed(reference)),
        "always masculine reference": column(reference[0], reference[0]),
        "always feminine reference": column(reference[1], reference[1]),
        "copy of the source": column(*(f"{side}_source" for side in SIDES)),
        "empty": [""] * 2 * len(rows),
    }


def terminology(folder: Path) -> Iterator[Compared]:
    """Yield the share of terms kept by each system in each mode, for both dictionaries and each way of matching.

    The official rate counts lemmas of a tagger: ours needn't be equal. How far it lies from it, and whether it orders
    the systems alike (Kendall's tau), stands at the end of each pair.
    """
    for pair in sorted(path for path in folder.iterdir() if path.is_dir()):
        if not (published := official_rows(pair / "published.tsv")):
            continue
        rates: dict[tuple[str, str, str], list[tuple[float, float]]] = {}
        rows = table(pair / "items.tsv.gz")
        bound = texts([row["item"] for row in rows], languages_of(pair), [row["source"] for row in rows])
        counters = {
            (kind, match): (
                metric := load(f"terms:items={pair / 'items.tsv.gz'},column={kind}_terms,match={match}"),
                metric.bind(bound),
            )
            for kind in ("proper", "random")
            for match in ("within", "inflected", "exact")
        }
        outputs = {mode: table(pair / f"outputs.{mode}.tsv.gz") for mode in ("noterm", "proper", "random")}
        for row in published:
            hypotheses = [line[row["system"]] for line in outputs[row["mode"]]]
            for (kind, match), (metric, count) in counters.items():
                official = float(row[f"{kind}_term_success_rate"])
                rate = 1 - share(metric, count(hypotheses))
                rates.setdefault((kind, match, row["mode"]), []).append((rate, official))
                name = f"terminology-{pair.name}/{row['system']}.{row['mode']}/{kind} terms {match}"
                yield Compared(Result(f"challenge/{name}", rate, "share", f"official {official:.4f}"))
        yield from agreement(pair.name, rates)


def agreement(pair: str, rates: Mapping[tuple[str, str, str], Sequence[tuple[float, float]]]) -> Iterator[Compared]:
    """Yield how near the rates of each way of matching are to the official ones, over modes and dictionaries."""
    for match in dict.fromkeys(match for _, match, _ in rates):
        own = {key: values for key, values in rates.items() if key[1] == match}
        differences = np.array([rate - official for values in own.values() for rate, official in values])
        taus = [float(np.asarray(kendalltau(*zip(*values, strict=True)))[0]) for values in own.values()]
        name, note = f"challenge/terminology-{pair}/all systems", f"{len(differences)} rates"
        yield Compared(
            Result(f"{name}/{match}: mean distance from official", float(np.abs(differences).mean()), "share", note)
        )
        yield Compared(
            Result(f"{name}/{match}: mean difference from official", float(differences.mean()), "share", note)
        )
        yield Compared(Result(f"{name}/{match}: lowest difference", float(differences.min()), "share", note))
        yield Compared(Result(f"{name}/{match}: highest difference", float(differences.max()), "share", note))
        yield Compared(
            Result(f"{name}/{match}: order of systems", float(np.mean(taus)), "tau", f"lowest {min(taus):.3f}")
        )


SETS: Final[Mapping[str, Callable[[Path], Iterator[Compared]]]] = {
    "formality": formality,
    "gender": gender,
    "terminology": terminology,
}


def measure(folder: Path) -> Iterator[Result]:
    """Yield the figures of all sets in a folder, and of each set how many are the official ones."""
    for name, figures in SETS.items():
        if not (folder / name).is_dir():
            continue
        equal = official = 0
        for compared in figures(folder / name):
            yield compared.result
            official += compared.official is not None
            equal += compared.is_equal
        if official:
            yield Result(
                f"challenge/{name}/all systems/figures equal to the official ones", equal, "figures", f"of {official}"
            )


if __name__ == "__main__":
    results.main(measure, DATA, about=__doc__)
