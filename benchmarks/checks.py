"""What the checks find in damaged references and flag in good ones: `python benchmarks/checks.py DATA [--json]`.

DATA is a folder of WMT folders (wmt21-en-de …), or one of them. Every reference is damaged by script in the ways of
`damage.py`; recall is the share of damaged segments that a check flags and had not flagged before, precision is that of
a test of as many damaged as untouched segments. False alarms are the share of all untouched references that it flags;
some of them are real errors of the references. What `JOINED` names is measured on three consecutive segments of a
document joined by a space, so that texts have several sentences; `completeness:by=length` is there for comparison.
Seeded: the same data gives the same numbers.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.types import EvalSet, blocks
from tertium.metrics.registry import load

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import result as results
from benchmarks.damage import DAMAGES, Case
from benchmarks.result import Result
from benchmarks.sets import open_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from tertium.corpora.types import Column


JOINED: Final = {"completeness:by=length", "completeness:by=alignment"}


class Line(NamedTuple):
    """One number of the table."""

    set: str
    check: str
    damage: str
    cases: int
    recall: float
    precision: float


def flagged(check: str, data: EvalSet, texts: list[str]) -> NDArray[np.bool_]:
    """Return which texts the check finds an error in; every text is one segment's hypothesis."""
    counts = load(check).bind(data.texts(range(len(data))))(texts).counts
    return np.asarray(counts[:, 0] > 0)


def measured(data: EvalSet, check: str) -> Iterator[Line]:
    """Yield false alarms per reference, then recall and precision per damage of the first one."""
    columns = [[text or "" for text in column] for column in data.references.values()]
    before = flagged(check, data, columns[0])
    for name, column in zip(data.references, columns, strict=True):
        alarms = flagged(check, data, column)
        yield Line(data.name, check, f"untouched reference {name}", len(column), float(alarms.mean()), float("nan"))
    for damage in DAMAGES[check]:
        damaged = [damage(case) for case in cases(data, columns[0])]
        chosen = np.array([text is not None for text in damaged])
        if not chosen.any():
            continue
        after = flagged(check, data, [text or "" for text in damaged])
        hits, alarms = (after & chosen & ~before).sum(), (before & chosen).sum()
        total = (chosen & ~before).sum()
        precision = hits / (hits + alarms) if hits + alarms else float("nan")
        yield Line(
            data.name,
            check,
            named(damage),
            int(total),
            float(hits / total) if total else float("nan"),
            float(precision),
        )


def named(damage: Callable[[Case], str | None]) -> str:
    """Return the name of a damage in words."""
    return damage.__name__.replace("_", " ")


def cases(data: EvalSet, column: list[str]) -> Iterator[Case]:
    """Yield the segments with what a damage may look at."""
    sources = [text or "" for text in data.sources or column]
    for i, (source, reference) in enumerate(zip(sources, column, strict=True)):
        other = column[(i + 7) % len(column)]
        yield Case(source, reference, other, data.languages[1] or "", np.random.default_rng(i))


def sets(folder: Path) -> Iterator[EvalSet]:
    """Yield the WMT folders with a source and references; the languages are the name's end."""
    for path in sorted([folder, *folder.iterdir()]):
        if any(path.glob("reference*")) and any(path.glob("source*")) and all((data := open_named(path)).languages):
            yield data


def main() -> None:
    """Print the table, or one JSON object a line."""
    parser = results.arguments(__doc__)
    parser.add_argument("-c", "--check", action="append", choices=sorted(DAMAGES))
    chosen = parser.parse_args()
    if not chosen.json:
        print(f"{'set':<14}{'check':<27}{'damage':<26}{'cases':>6}{'flagged':>9}{'precision':>11}")
    for data in sets(chosen.data):
        for check in chosen.check or DAMAGES:
            for line in measured(joined(data) if check in JOINED else data, check):
                show(line, as_json=chosen.json)


def joined(data: EvalSet, size: int = 3) -> EvalSet:
    """Return the set with consecutive segments of a document as one; a document's remainder is left out."""
    starts = [i for document in data.documents for i in range(document.start, document.stop - size + 1, size)]

    def column(texts: Column) -> Column:
        return tuple(" ".join(text or "" for text in texts[i : i + size]) for i in starts)

    return EvalSet(
        name=data.name,
        ids=tuple(data.ids[i] for i in starts),
        documents=blocks([data.document_ids[i] for i in starts]),
        sources=column(data.sources) if data.sources else None,
        references={name: column(texts) for name, texts in data.references.items()},
        languages=data.languages,
    )


def show(line: Line, *, as_json: bool) -> None:
    """Print one line."""
    if not as_json:
        precision = "–" if np.isnan(line.precision) else f"{line.precision:.3f}"
        print(
            f"{line.set:<14}{line.check:<27}{line.damage:<26}{line.cases:>6}{line.recall:>9.3f}{precision:>11}",
            flush=True,
        )
        return
    name, cases = f"checks/{line.set}/{line.check}/{line.damage}", f"{line.cases} cases"
    figures = [Result(f"{name}/flagged", line.recall, "share", cases)]
    if not np.isnan(line.precision):
        figures.append(Result(f"{name}/precision", line.precision, "share", cases))
    results.show(figures, as_json=True)


if __name__ == "__main__":
    main()
