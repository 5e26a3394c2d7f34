"""What language models do instead of translating: `python benchmarks/behaviour.py DATA [--json] [--list]`.

Precision and recall of `refusal` and `chatter` on our own sentences (behaviour.tsv), a finding in a sentence of another
kind being a false one; then, for every set below DATA, how many segments of its references and of each system the
checks flag. `--list` prints every finding with its source, to be read and counted by people.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.types import Texts
from tertium.metrics.registry import load

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import result as results
from benchmarks.outputs import Translations, translations
from benchmarks.result import Result
from benchmarks.sets import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.metrics.base import Counted

EXAMPLES: Final = Path(__file__).with_name("behaviour.tsv")
"""Our own sentences: languages, kind (refusal, chatter, clean), source and output; \\n is a line break."""
ON_OWN: Final = ("refusal", "chatter")
CHECKS: Final = (*ON_OWN, "language")


class Example(NamedTuple):
    """An output of which we know what it is.

    Attributes:
        languages: of source and target.
        kind: ``"refusal"``, ``"chatter"``, or ``"clean"`` for a translation that looks like one of them.
        source: of the output.
        output: what a model may have written.
    """

    languages: tuple[str, str]
    kind: str
    source: str
    output: str


def examples(path: Path) -> list[Example]:
    """Return the examples of a table with a heading."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        Example((source, target), kind, text, output.replace("\\n", "\n"))
        for source, target, kind, text, output in rows
    ]


def counted(check: str, languages: tuple[str, str], sources: Sequence[str], outputs: Sequence[str]) -> Counted:
    """Return what a check counts in outputs."""
    rows = range(len(sources))
    ids = tuple(map(str, rows))
    texts = Texts(ids, tuple(sources), tuple(() for _ in rows), tuple("d" for _ in rows), languages)
    return load(check).bind(texts)(outputs)


def on_own(path: Path = EXAMPLES) -> Iterator[Result]:
    """Yield precision and recall on our own sentences."""
    sentences = examples(path)
    for check in ON_OWN:
        flags = [
            counted(check, example.languages, [example.source], [example.output]).counts[0, 0] > 0
            for example in sentences
        ]
        hits = sum(flag for flag, example in zip(flags, sentences, strict=True) if example.kind == check)
        cases = sum(example.kind == check for example in sentences)
        yield Result(f"behaviour/own/{check}/precision", hits / max(1, sum(flags)), "share", f"{sum(flags)} flagged")
        yield Result(f"behaviour/own/{check}/recall", hits / cases, "share", f"{cases} cases")


def found(column: Translations, check: str) -> dict[int, str]:
    """Return the segments of a column that a check flags, with the first label of each."""
    spans = counted(check, column.languages, column.sources, column.texts).spans
    return {span.segment: span.label for span in reversed(spans)}


def measure(data: Path, *, listing: bool = False) -> Iterator[Result]:
    """Yield the figures of our own sentences, then findings of each column that has any, and of references together."""
    yield from on_own()
    flagged = dict.fromkeys(CHECKS, 0)
    segments = 0
    for column in translations(data):
        if column.name == "perturbed":  # DEMETR's damages are no outputs
            continue
        segments += len(column.texts) * column.is_reference
        for check in CHECKS:
            labels = found(column, check)
            flagged[check] += len(labels) * column.is_reference
            if listing:
                _list(column, check, labels)
            elif labels:
                kind = "reference" if column.is_reference else "system"
                name = f"behaviour/{column.set}/{column.name}/{check}"
                yield Result(name, len(labels), "segments", f"of {len(column.texts)}", kind)
    for check in CHECKS:
        share = 100 * flagged[check] / max(1, segments)
        yield Result(f"behaviour/references/{check}", share, "%", f"{flagged[check]} of {segments}")


def _list(column: Translations, check: str, labels: dict[int, str]) -> None:
    for i, label in labels.items():
        place = f"{column.set} {column.name} {i + 1}"
        print(f"{check}\t{place}\t{label}\t{column.sources[i][:200]!r}\t{column.texts[i][:400]!r}")


def main() -> None:
    """Print the figures, or the findings."""
    parser = results.arguments(__doc__, DATA)
    parser.add_argument("--list", action="store_true", help="print every finding")
    chosen = parser.parse_args()
    results.show(measure(chosen.data, listing=chosen.list), as_json=chosen.json)


if __name__ == "__main__":
    main()
