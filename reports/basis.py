"""What stands under tables so that their numbers can be had again: in full, and in the few lines that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.table import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.evals.results import Resampling

WIDTH: Final = 100
"""Characters of a line that short signatures share."""

OFF: Final = {"False", "None"}
"""An option that is switched off says nothing in a short signature."""

FULL: Final = "in full: --verbose, or --json"


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
