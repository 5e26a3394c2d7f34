"""What stands under tables so that their numbers can be had again: in full, and in the few lines that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.table import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.evals.decisions import (
        Resampling,
    )
    from tertium.evals.types import Run

WIDTH: Final = 100
"""Characters of a line that short signatures share."""


OFF: Final = {"False", "None"}
"""An option that is switched off says nothing in a short signature."""


FULL: Final = "in full: --verbose, or --json"


SAID: Final = {"review": "to review"}
"""What an article is called that is in no pair, by the decision on it."""


SHOWN_IDS: Final = 5
"""How many articles without a partner are named before they are only counted."""


def basis(
    signatures: Mapping[str, str],
    measured: tuple[str, str],
    *,
    full: Sequence[str] = (),
    brief: Sequence[str] = (),
) -> Basis:
    """Return what numbers rest on.

    Args:
        signatures: metric label to signature.
        measured: the set's name and its fingerprint.
        full: further lines, said in full only.
        brief: their short forms.
    """
    name, fingerprint = measured
    of = f"set {name}, fingerprint {fingerprint}"
    long = [f"{label}: {signature}" for label, signature in signatures.items()]
    short = [shortened(label, signature) for label, signature in signatures.items()]
    return Basis((*full, *long, of), (*brief, *_packed(short), f"{of}; {FULL}"))


def basis_of(run: Run, full: Sequence[str] = (), brief: Sequence[str] = ()) -> Basis:
    """Return what a run's scores rest on: signatures, references, the set, and what the set leaves out."""
    references = (f"references, in this order: {', '.join(run.data.references)}",) if run.data.references else ()
    found = run.data.provenance.get("unpaired", [])
    unpaired = [f"{SAID.get(one.get('decision'), 'unpaired')}: {one['id']} ({one['reason']})" for one in found]
    more = (
        [f"unpaired: {len(unpaired) - SHOWN_IDS} articles more, --by unpaired, review"]
        if len(unpaired) > SHOWN_IDS
        else []
    )
    return basis(
        {measure.label: measure.signature for measure in run.measures.values()},
        (run.data.name, run.fingerprint),
        full=(*unpaired, *full, *references, _units(run)),
        brief=(*unpaired[:SHOWN_IDS], *more, *brief, *references, _units(run)),
    )


def _units(run: Run) -> str:
    """Return ``units: bleu, chrf (points); ter (%)``."""
    by_unit: dict[str, list[str]] = {}
    for measure in run.measures.values():
        by_unit.setdefault(measure.unit, []).append(measure.label)
    return "units: " + "; ".join(f"{', '.join(labels)} ({unit})" for unit, labels in by_unit.items())


def drawn(resampling: Resampling, clusters: int | None = None) -> str:
    """Return in a few words how a set was drawn again."""
    units = f"by {resampling.cluster}" if clusters is None else f"of {clusters} {resampling.cluster}s"
    return f"{resampling.samples:,} draws {units}, seed {resampling.seed}"


def shortened(label: str, signature: str) -> str:
    """Return a signature without what is switched off, after its label where it doesn't begin with that."""
    name, *options = signature.split("|")
    kept = "|".join([name, *(one for one in options if one.partition(":")[2] not in OFF)])
    return kept if label == name else f"{label}: {kept}"


def _packed(words: Sequence[str]) -> Iterator[str]:
    """Yield lines of several signatures each."""
    line = ""
    for word in words:
        if line and len(line) + len(word) + 2 > WIDTH:
            yield line
            line = ""
        line = f"{line}; {word}" if line else word
    if line:
        yield line


def left_out(reasons: Mapping[str, str]) -> Iterator[str]:
    """Yield a note per metric that a decision left out, with the reason."""
    yield from (f"{label} is left out: {' '.join(reason.split())}" for label, reason in reasons.items())
