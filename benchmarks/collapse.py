"""Recall and false alarms of collapsed documents: `python benchmarks/collapse.py DATA [--json]`.

Every set of WMT's form with three systems or more, its first reference, chrF. A document of a system is damaged: every
segment refused, the text of another document, half of the segments refused, the source copied. Recall is the share of
150 such documents, drawn with a seed, of 100 characters or more; untouched documents that are found are findings in a
thousand. `reports.collapses` has the setting; `--share` and `--deviations` measure another.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.evaluate import evaluate
from tertium.reports import collapses as collapsed

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import result as results
from benchmarks.result import Result
from benchmarks.sets import DATA, names_languages, open_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tertium.corpora.types import Document, EvalSet

CASES: Final = 150
REFUSAL: Final = "I'm sorry, but I can't translate this text."


def _refused(_data: EvalSet, texts: list[str], document: Document) -> list[str]:
    return [REFUSAL] * len(texts[document.start : document.stop])


def _other(data: EvalSet, texts: list[str], document: Document) -> list[str]:
    other = data.documents[(data.documents.index(document) + 5) % len(data.documents)]
    size = other.stop - other.start
    return [texts[other.start + i % size] for i in range(document.stop - document.start)]


def _half_refused(_data: EvalSet, texts: list[str], document: Document) -> list[str]:
    half = -(-(document.stop - document.start) // 2)
    kept = texts[document.start : document.start + half]
    return [*kept, *[REFUSAL] * (document.stop - document.start - half)]


def _copied(data: EvalSet, _texts: list[str], document: Document) -> list[str]:
    return [text or "" for text in (data.sources or ())[document.start : document.stop]]


DAMAGES: Final[dict[str, Callable[[EvalSet, list[str], Document], list[str]]]] = {
    "refused": _refused,
    "other document": _other,
    "half refused": _half_refused,
    "copied": _copied,
}


def measure(folder: Path) -> Iterator[Result]:
    """Yield the figures of every set in a folder."""
    for path in sorted(path for path in folder.iterdir() if names_languages(path) and (path / "systems").is_dir()):
        data = open_named(path)
        if data.references and data.sources and len(data.outputs) >= collapsed.SYSTEMS:
            yield from _of_set(data.with_references(list(data.references)[:1]))


def _of_set(data: EvalSet) -> Iterator[Result]:
    found = collapsed.collapses(evaluate(data, ["chrf"]))
    pairs = len(data.outputs) * len(data.documents)
    yield Result(f"collapse/{data.name}/untouched", 1000 * len(found) / pairs, "‰", f"{len(found)} of {pairs}")
    long = [i for i, document in enumerate(data.documents) if _characters(data, document) >= collapsed.CHARACTERS]
    for name, damage in DAMAGES.items():
        draw = np.random.default_rng(1)
        chosen = [(str(draw.choice(list(data.outputs))), int(draw.choice(long))) for _ in range(CASES)]
        cases = [case for case in dict.fromkeys(chosen) if name != "half refused" or _size(data.documents[case[1]]) > 1]
        run = evaluate(_damaged(data, cases, damage), ["chrf"])
        hits = {(collapse.system, collapse.document) for collapse in collapsed.collapses(run)} & {*cases}
        yield Result(f"collapse/{data.name}/{name}", len(hits) / max(1, len(cases)), "share", f"{len(cases)} cases")


def _damaged(
    data: EvalSet, cases: list[tuple[str, int]], damage: Callable[[EvalSet, list[str], Document], list[str]]
) -> EvalSet:
    """Return the set with these documents of systems damaged."""
    outputs = {system: [text or "" for text in texts] for system, texts in data.outputs.items()}
    changed = {system: list(texts) for system, texts in outputs.items()}
    for system, i in cases:
        document = data.documents[i]
        changed[system][document.start : document.stop] = damage(data, outputs[system], document)
    return replace(data, outputs={system: tuple(texts) for system, texts in changed.items()})


def _size(document: Document) -> int:
    return document.stop - document.start


def _characters(data: EvalSet, document: Document) -> int:
    return sum(len(text or "") for text in (data.sources or ())[document.start : document.stop])


def main() -> None:
    """Print the figures."""
    parser = results.arguments(__doc__, DATA)
    parser.add_argument("--share", type=float, default=collapsed.SHARE)
    parser.add_argument("--deviations", type=float, default=collapsed.DEVIATIONS)
    chosen = parser.parse_args()
    collapsed.SHARE, collapsed.DEVIATIONS = chosen.share, chosen.deviations  # type: ignore[misc]
    results.show(measure(chosen.data), as_json=chosen.json)


if __name__ == "__main__":
    main()
