"""The lines under a table that make its numbers reproducible: in full, and in the few lines that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.errors import counted, in_one_line
from tertium.reports.table import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.evals.results import Resampling
    from tertium.evals.types import Run

LINE_WIDTH: Final = 100
"""Characters of a line that several short signatures share."""

SWITCHED_OFF: Final = {"False", "None"}
"""Values of an option that a short signature leaves out."""

HOW_TO_SEE_ALL: Final = "in full: --verbose, or --json"

DECISION_LABELS: Final = {"review": "to review"}
"""The label of an article that is in no pair, by the decision on it; any other decision reads "unpaired"."""

BOUNDS_SIGNATURE: Final = "jackknife:CV3|freedom:Bell-McCaffrey 1.5|skewness:Hall"
"""How intervals of compare and bounds of gate are made; see `tertium.evals.jackknife`."""

MEANS_SIGNATURE: Final = "jackknife:CV3|freedom:Satterthwaite|skewness:Hall|strata:set"
"""How intervals of means over sets are made; see `tertium.evals.suite.means`."""

SHOWN_IDS: Final = 5
"""How many articles without a partner are named before they are only counted."""


def make_provenance(
    signatures: Mapping[str, str],
    measured: tuple[str, str],
    *,
    full: Sequence[str] = (),
    brief: Sequence[str] = (),
) -> Provenance:
    """Return the provenance of numbers that metrics measured on a set.

    Args:
        signatures: metric label to signature.
        measured: the set's name and its fingerprint.
        full: further lines of the full form; they stand first.
        brief: their brief forms.
    """
    name, fingerprint = measured
    set_line = f"set {name}, fingerprint {fingerprint}"
    long_lines = [f"{label}: {signature}" for label, signature in signatures.items()]
    short_lines = _fill_lines([short_signature(label, signature) for label, signature in signatures.items()])
    return Provenance((*full, *long_lines, set_line), (*brief, *short_lines, f"{set_line}; {HOW_TO_SEE_ALL}"))


def run_provenance(run: Run, full: Sequence[str] = (), brief: Sequence[str] = ()) -> Provenance:
    """Return the provenance of a run's scores: signatures, references, the set, what reading it noted."""
    references = (f"references, in this order: {', '.join(run.data.references)}",) if run.data.references else ()
    unpaired = [
        f"{DECISION_LABELS.get(article.get('decision'), 'unpaired')}: {article['id']} ({article['reason']})"
        for article in run.data.provenance.get("unpaired", [])
    ]
    more = len(unpaired) - SHOWN_IDS
    count = [f"unpaired: {counted(more, 'more article')}, --by unpaired, review"] if more > 0 else []
    notes = run.data.notes
    more_notes = len(notes) - SHOWN_IDS
    note_count = [f"reading the set: {counted(more_notes, 'more note')}"] if more_notes > 0 else []
    said = [f"{name}: {text}" for name, text in run.description.entries()]
    return make_provenance(
        {measure.label: measure.signature for measure in run.measures.values()},
        (run.data.name, run.fingerprint),
        full=(*unpaired, *notes, *said, *full, *references, _units(run)),
        brief=(*unpaired[:SHOWN_IDS], *count, *notes[:SHOWN_IDS], *note_count, *said, *brief, *references, _units(run)),
    )


def _units(run: Run) -> str:
    """Return ``units: bleu, chrf (points); ter (%)``."""
    labels_by_unit: dict[str, list[str]] = {}
    for measure in run.measures.values():
        labels_by_unit.setdefault(measure.unit, []).append(measure.label)
    return "units: " + "; ".join(f"{', '.join(labels)} ({unit})" for unit, labels in labels_by_unit.items())


def resampling_summary(resampling: Resampling, clusters: int | None = None) -> str:
    """Return the settings of resampling in a few words; `clusters` is the number of units that were drawn from."""
    units = f"by {resampling.cluster}" if clusters is None else f"of {clusters} {resampling.cluster}s"
    return f"{resampling.samples:,} draws {units}, seed {resampling.seed}"


def bounds_summary(resampling: Resampling, clusters: int | None = None) -> str:
    """Return how intervals without draws are made, in a few words; see `resampling_summary`."""
    units = f"{resampling.cluster}s" if clusters is None else f"{clusters} {resampling.cluster}s"
    return f"each of the {units} left out once, Student's t (no draws, no seed)"


def short_signature(label: str, signature: str) -> str:
    """Return a signature without options that are off, and after its label where it doesn't begin with that."""
    name, *options = signature.split("|")
    kept = "|".join([name, *(option for option in options if option.partition(":")[2] not in SWITCHED_OFF)])
    return kept if label == name else f"{label}: {kept}"


def left_out_notes(reasons: Mapping[str, str]) -> Iterator[str]:
    """Yield a note per metric that a decision leaves out; `reasons` maps its label to the reason."""
    yield from (f"{label} is left out: {in_one_line(reason)}" for label, reason in reasons.items())


def _fill_lines(signatures: Sequence[str]) -> Iterator[str]:
    """Yield lines of several signatures each, no longer than `LINE_WIDTH` unless one signature is."""
    line = ""
    for signature in signatures:
        if line and len(f"{line}; {signature}") > LINE_WIDTH:
            yield line
            line = ""
        line = f"{line}; {signature}" if line else signature
    if line:
        yield line
