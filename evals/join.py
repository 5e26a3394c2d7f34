"""Several runs as one: the same data and the same metrics, or an error that says what differs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.errors import CompareError
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.evals.types import Run


def join(runs: Mapping[str, Run]) -> Run:
    """Return one run with the systems of all and the metrics that all have.

    Two systems of one name with the same outputs are one; with other outputs each is called ``system@run``.

    Args:
        runs: by the name that tells them apart in messages and in system names.

    Raises:
        CompareError: they measure different data, a metric of theirs has different signatures, or none is common.
    """
    (first_name, first), *others = runs.items()
    for name, run in others:
        refuse_other_data(first, run, names=(first_name, name))
        for reason in other_metrics(first, run):
            raise CompareError(f"{first_name} and {name} can't be compared: {reason}", hint="score both alike")
    labels = [label for label in first.measures if all(label in run.measures for run in runs.values())]
    if not labels:
        raise CompareError(f"{', '.join(runs)} have no metric in common", hint="score them with one metric")
    called = _called(runs)
    owners = {new: (runs[name], system) for (name, system), new in called.items()}
    keys = [(Key(new, label), run, Key(old, label)) for new, (run, old) in owners.items() for label in labels]
    everything = dict.fromkeys(label for run in runs.values() for label in [*run.measures, *run.missing])
    return replace(
        first,
        data=replace(first.data, outputs={new: run.data.outputs[old] for new, (run, old) in owners.items()}),
        measures={label: first.measures[label] for label in labels},
        counts={new: run.counts[old] for new, run, old in keys},
        values={new: run.values[old] for new, run, old in keys},
        spans={new: run.spans[old] for new, run, old in keys if old in run.spans},
        skips=tuple(
            replace(skip, system=new) for new, (run, old) in owners.items() for skip in run.skips if skip.system == old
        ),
        missing={label: _missing(runs, label) for label in everything if label not in labels},
        warnings=tuple(dict.fromkeys(warning for run in runs.values() for warning in run.warnings)),
    )


def joined(first: Run, others: Sequence[Run]) -> Run:
    """Return the run, or several as one, called 1, 2 …; see `join`."""
    return join({str(i + 1): one for i, one in enumerate((first, *others))}) if others else first


def refuse_other_data(one: Run, other: Run, *, names: tuple[str, str]) -> None:
    """Raise CompareError, which says what differs, when two runs measure different data."""
    if one.fingerprint != other.fingerprint:
        what = "; ".join(differences(one.data, other.data))
        raise CompareError(
            f"{names[0]} and {names[1]} measure different data ({one.fingerprint} and {other.fingerprint}): {what}",
            hint="score both on the same set",
        )


def differences(one: EvalSet, other: EvalSet) -> list[str]:
    """Return what differs between two sets, their outputs apart."""
    if len(one) != len(other):
        return [f"{len(one)} and {len(other)} segments"]
    return list(_differences(one, other))


def other_metrics(one: Run, other: Run) -> Iterator[str]:
    """Yield what differs in the signatures of the metrics that both runs have."""
    for label, measure in one.measures.items():
        if label in other.measures and (there := other.measures[label].signature) != measure.signature:
            ours, theirs = _apart(measure.signature, there), _apart(there, measure.signature)
            yield f"{label} is {ours} in one and {theirs} in the other"


def _differences(one: EvalSet, other: EvalSet) -> Iterator[str]:
    rows = range(len(one))

    def differing(what: str, ours: Sequence[object], theirs: Sequence[object]) -> Iterator[str]:
        if apart := [i for i in rows if ours[i] != theirs[i]]:
            yield f"{what} of {len(apart)} of {len(one)} segments differs, first at {one.ids[apart[0]]}"

    yield from differing("the id", one.ids, other.ids)
    yield from differing("the document", one.document_ids, other.document_ids)
    if [d.domain for d in one.documents] != [d.domain for d in other.documents]:
        yield "the domains of documents differ"
    nothing = (None,) * len(one)
    yield from differing("the source", one.sources or nothing, other.sources or nothing)
    if list(one.references) != list(other.references):
        yield f"references are {_named(one.references)} and {_named(other.references)}, in this order"
    for name in one.references:
        if name in other.references:
            yield from differing(f"reference {name!r}", one.references[name], other.references[name])
    if one.languages != other.languages:
        yield f"languages are {_named(one.languages)} and {_named(other.languages)}"


def _called(runs: Mapping[str, Run]) -> dict[tuple[str, str], str]:
    """Return (run, system) to the system's name in the joined run; a copy of an earlier system is left out."""
    outputs: dict[str, list[object]] = {}
    for run in runs.values():
        for system, column in run.data.outputs.items():
            if column not in outputs.setdefault(system, []):
                outputs[system].append(column)
    called: dict[tuple[str, str], str] = {}
    seen: list[tuple[str, object]] = []
    for name, run in runs.items():
        for system, column in run.data.outputs.items():
            if (system, column) not in seen:
                seen.append((system, column))
                called[name, system] = f"{system}@{name}" if len(outputs[system]) > 1 else system
    return called


def _missing(runs: Mapping[str, Run], label: str) -> str:
    without = [name for name, run in runs.items() if label not in run.measures]
    reasons = [run.missing[label].splitlines()[0] for run in runs.values() if label in run.missing]
    return f"not in {', '.join(without)}" + (f": {reasons[0]}" if reasons else "")


def _apart(signature: str, other: str) -> str:
    return "|".join(part for part in signature.split("|") if part not in other.split("|")) or signature


def _named(names: Mapping[str, object] | Sequence[str | None]) -> str:
    return ", ".join(str(name) for name in names) or "none"
