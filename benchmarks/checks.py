"""What the checks find in damaged references and flag in good ones: `python benchmarks/checks.py DATA [--json]`.

DATA is a folder of sets (WMT folders such as wmt21-en-de, challenge sets, articles; see reference_sets.py), or one WMT
folder; --also adds folders of the same kind. Every reference is damaged by script in the ways of
`damage.py`; recall is the share of damaged segments that a check flags and had not flagged before, precision is that of
a test of as many damaged as untouched segments. False alarms are the share of all untouched references that it flags;
some of them are real errors of the references. What `JOINED` names is measured on three consecutive segments of a
document joined by a space, so that texts have several sentences; `completeness:by=length` is there for comparison.
Seeded: the same data gives the same numbers. --coverage FILE also writes the figures by check and pair of languages,
which metrics/checks/coverage.json has; of checks that weren't measured now it keeps those that it holds.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.types import EvalSet, blocks
from tertium.metrics.registry import load

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import result as results
from benchmarks.damage import DAMAGES, Case
from benchmarks.reference_sets import reference_sets
from benchmarks.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.types import Column


JOINED: Final = {"completeness:by=length", "completeness:by=alignment"}

MODELS: Final = {"completeness:by=alignment"}
"""Checks that an encoder makes slow: measured only where -c names them."""

LONG: Final = 80
"""Characters of a text in another language."""
SOME: Final = 100
"""Texts of a set that stand for its language."""


class Line(NamedTuple):
    """One number of the table.

    Attributes:
        set: its name.
        languages: of the set.
        check: the check's spec.
        damage: done to the reference; empty where it is untouched.
        reference: the name of the reference.
        cases: texts that were checked: all of an untouched reference, or the damaged ones that weren't flagged before.
        judged: cases in which the check had an opportunity to find something.
        flagged: cases in which it found something.
        alarms: texts with a place for the damage in which it had found something before.
    """

    set: str
    languages: tuple[str, str]
    check: str
    damage: str
    reference: str
    cases: int
    judged: int
    flagged: int
    alarms: int = 0

    @property
    def share(self) -> float:
        """The share of cases that are flagged."""
        return self.flagged / self.cases if self.cases else float("nan")

    @property
    def precision(self) -> float:
        """The precision in a test of as many damaged as untouched texts; nan for untouched ones."""
        found = self.flagged + self.alarms
        return self.flagged / found if self.damage and found else float("nan")

    @property
    def what(self) -> str:
        """The damage or the reference, in words."""
        return self.damage or f"untouched reference {self.reference}"


def counted(check: str, data: EvalSet, texts: list[str]) -> NDArray[np.bool_]:
    """Return in which texts the check finds an error, and in which it could have: two rows.

    Every text is one segment's hypothesis.
    """
    counts = load(check).bind(data.texts(range(len(data))))(texts).counts
    return np.asarray(counts.T > 0)


def measured(data: EvalSet, check: str, foreign: Mapping[str, Sequence[str]] | None = None) -> Iterator[Line]:
    """Yield false alarms per reference, then recall and precision per damage of the first one.

    Args:
        data: with references.
        check: spec of the check.
        foreign: texts by language, for outputs in a wrong one.
    """
    columns = [[text or "" for text in column] for column in data.references.values()]
    source, target = data.languages
    languages = (source or "", target or "")
    before = counted(check, data, columns[0])
    for name, column in zip(data.references, columns, strict=True):
        alarms, judged = counted(check, data, column) if column is not columns[0] else before
        yield Line(data.name, languages, check, "", name, len(column), int(judged.sum()), int(alarms.sum()))
    for damage in DAMAGES[check]:
        damaged = [damage(case) for case in cases(data, columns[0], foreign or {})]
        chosen = np.array([text is not None for text in damaged])
        if not chosen.any():
            continue
        # What isn't damaged stays as it is: a check may learn from the other texts (completeness).
        texts = [text if text is not None else plain for text, plain in zip(damaged, columns[0], strict=True)]
        after, judged = counted(check, data, texts)
        fresh = chosen & ~before[0]
        sums = (int(row.sum()) for row in (fresh, fresh & judged, fresh & after, chosen & before[0]))
        yield Line(data.name, languages, check, named(damage), next(iter(data.references)), *sums)


def named(damage: Callable[[Case], str | None]) -> str:
    """Return the name of a damage in words."""
    return damage.__name__.replace("_", " ")


def texts_by_language(sets: Iterable[EvalSet]) -> dict[str, list[str]]:
    """Return some references of each target language of the sets, long enough that their language can be told."""
    texts: dict[str, list[str]] = defaultdict(list)
    for data in sets:
        long = [text for column in data.references.values() for text in column if text and len(text) >= LONG]
        texts[data.languages[1] or ""] += long[:SOME]
    return dict(texts)


def cases(data: EvalSet, column: list[str], foreign: Mapping[str, Sequence[str]]) -> Iterator[Case]:
    """Yield the segments with what a damage may look at."""
    sources = [text or "" for text in data.sources or column]
    for i, (source, reference) in enumerate(zip(sources, column, strict=True)):
        other = column[(i + 7) % len(column)]
        yield Case(source, reference, other, data.languages[1] or "", np.random.default_rng(i), foreign)


def coverage(lines: Iterable[Line]) -> dict[str, dict[str, dict[str, object]]]:
    """Return the figures by check and pair of languages, sets and references together.

    Untouched references are [segments, judged, flagged], a damage [cases, flagged]; see metrics/checks/coverage.py.
    """
    untouched: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    damages: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for line in lines:
        key = (line.check, "-".join(line.languages))
        sums = damages[key][line.damage] if line.damage else untouched[key]
        row = (line.cases, line.flagged) if line.damage else (line.cases, line.judged, line.flagged)
        sums[:] = [total + count for total, count in zip(sums, row, strict=True)]
    checks: dict[str, dict[str, dict[str, object]]] = {}
    for (check, pair), counts in sorted(untouched.items()):
        checks.setdefault(check, {})[pair] = {"untouched": counts, **damages[check, pair]}
    return checks


def main() -> None:
    """Print the table, or one JSON object a line."""
    parser = results.arguments(__doc__)
    parser.add_argument("-c", "--check", action="append", choices=sorted(DAMAGES))
    parser.add_argument("--also", action="append", type=Path, default=[], metavar="FOLDER")
    parser.add_argument("--coverage", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    if not chosen.json:
        print(f"{'set':<40}{'check':<27}{'damage':<42}{'cases':>6}{'flagged':>9}{'precision':>11}")
    lines = []
    sets = [data for folder in (chosen.data, *chosen.also) for data in reference_sets(folder)]
    foreign = texts_by_language(sets)
    for data in sets:
        for check in chosen.check or [check for check in DAMAGES if check not in MODELS]:
            texts = joined(data) if check in JOINED else data
            for line in measured(texts, check, foreign) if texts else ():
                show(line, as_json=chosen.json)
                lines.append(line)
    if chosen.coverage:
        known = json.loads(chosen.coverage.read_text("utf-8")) if chosen.coverage.is_file() else {}
        write_json(
            chosen.coverage, {**known, **coverage(line for line in lines if line.check != "completeness:by=length")}
        )


def write_json(path: Path, checks: dict[str, dict[str, dict[str, object]]]) -> None:
    """Write the coverage with one line per check and pair, so that differences can be read."""
    entries = (
        f"{json.dumps(check)}: {{\n"
        + ",\n".join(f"  {json.dumps(pair)}: {json.dumps(figures)}" for pair, figures in pairs.items())
        + "\n }"
        for check, pairs in checks.items()
    )
    path.write_text("{\n " + ",\n ".join(entries) + "\n}\n", encoding="utf-8")


def joined(data: EvalSet, size: int = 3) -> EvalSet | None:
    """Return the set with consecutive segments of a document as one, a document's remainder left out; None if empty."""
    starts = [i for document in data.documents for i in range(document.start, document.stop - size + 1, size)]
    if not starts:
        return None

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
            f"{line.set:<40}{line.check:<27}{line.what:<42}{line.cases:>6}{line.share:>9.3f}{precision:>11}",
            flush=True,
        )
        return
    name, cases = f"checks/{line.set}/{line.check}/{line.what}", f"{line.cases} cases"
    figures = [Result(f"{name}/flagged", line.share, "share", cases)]
    if not np.isnan(line.precision):
        figures.append(Result(f"{name}/precision", line.precision, "share", cases))
    results.show(figures, as_json=True)


if __name__ == "__main__":
    main()
