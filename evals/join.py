"""Joins runs of the same data and metrics into one, or says what differs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.errors import CompareError, counted
from tertium.evals.count_rows import joined, renamed
from tertium.evals.description import Description
from tertium.evals.types import Key, segment_domains

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.evals.types import Run, Skip


RESCORE: Final = "tertium rescore RUN -o NEW scores the outputs of the older one with today's metrics"
"""Hint where signatures differ."""


def join(runs: Mapping[str, Run]) -> Run:
    """Return one run with the systems of all and the metrics that all have.

    Systems of one name and the same outputs become one, with the metrics of each of its runs; with different outputs
    each is named ``system@run``.

    Args:
        runs: run by its name, which messages and system names use.

    Raises:
        CompareError: the runs measure different data, a metric has different signatures, or no metric is common.
    """
    first_name, first = next(iter(runs.items()))
    for name, run in runs.items():
        if run is not first:
            check_same_data(first, run, names=(first_name, name))
    check_signatures(runs)
    names = system_names(runs)
    owners = {new: (runs[name], system) for (name, system), new in names.items()}
    columns = {
        (new, label): run
        for new, (owner, system) in owners.items()
        for run in reversed(_copies(runs, owner, system))  # what the owner has comes from the owner
        for label in run.measures
        if Key(system, label) in run.counts
    }
    all_labels = dict.fromkeys(label for run in runs.values() for label in [*run.measures, *run.missing])
    labels = [label for label in all_labels if all((new, label) in columns for new in owners)]
    if not labels:
        raise CompareError(f"{', '.join(runs)} have no metric in common", hint="score them with one metric")
    keys = [
        (Key(new, label), columns[new, label], Key(old, label)) for label in labels for new, (_, old) in owners.items()
    ]
    return replace(
        first,
        data=replace(first.data, outputs={new: run.data.outputs[old] for new, (run, old) in owners.items()}),
        measures={key.metric: run.measures[key.metric] for key, run, _ in keys},
        counts=joined([(new, run.counts, old) for new, run, old in keys]),
        values={new: run.values[old] for new, run, old in keys},
        spans={new: run.spans[old] for new, run, old in keys if old in run.spans},
        skips=tuple(skip for new, run, old in keys for skip in _skips(run, new, old, first.data)),
        missing={label: missing_reason(runs, label) for label in all_labels if label not in labels},
        description=common_description(runs),
        problems=None,  # of the runs alone: a reference may be made from a system that only one of them has
        warnings=tuple(dict.fromkeys(warning for run in runs.values() for warning in run.warnings)),
    )


def common_description(runs: Mapping[str, Run]) -> Description:
    """Return the description that all runs have; an empty one where they differ."""
    first, *others = (run.description for run in runs.values())
    return first if all(other == first for other in others) else Description()


def check_signatures(runs: Mapping[str, Run]) -> None:
    """Raise CompareError if a metric has different signatures in two of these runs."""
    named = list(runs.items())
    for i, (second_name, second) in enumerate(named):
        for first_name, first in named[:i]:
            for reason in signature_differences(first, second):
                raise CompareError(f"{first_name} and {second_name} can't be compared: {reason}", hint=RESCORE)


def _copies(runs: Mapping[str, Run], owner: Run, system: str) -> list[Run]:
    """Return the runs that have this system with the output that it has in its owner, the owner first."""
    output = _output(owner, system)
    copies = [run for run in runs.values() if system in run.data.outputs and _output(run, system) == output]
    return [owner, *(run for run in copies if run is not owner)]


def _skips(run: Run, new: Key, old: Key, data: EvalSet) -> Iterator[Skip]:
    """Yield the skips of a column under its new name, and under the ids that the joined set has for its segments."""
    skips = [skip for skip in run.skips if (skip.system, skip.metric) == old]
    row = {name: i for i, name in enumerate(run.data.ids)} if skips else {}
    for skip in skips:
        yield replace(skip, system=new.system, segment=data.ids[row[skip.segment]])


def join_runs(first: Run, others: Sequence[Run]) -> Run:
    """Return the first run, or all joined under the names 1, 2 …; see `join`."""
    return join({str(i + 1): run for i, run in enumerate((first, *others))}) if others else first


def single_system(run: Run, system: str, name: str) -> Run:
    """Return the run with one of its systems only, under another name."""
    return replace(
        run,
        data=replace(run.data, outputs={name: run.data.outputs[system]}),
        counts=renamed(run.counts, {Key(name, key.metric): key for key in run.counts if key.system == system}),
        values={Key(name, key.metric): values for key, values in run.values.items() if key.system == system},
        spans={Key(name, key.metric): spans for key, spans in run.spans.items() if key.system == system},
        skips=tuple(replace(skip, system=name) for skip in run.skips if skip.system == system),
    )


def check_same_data(first: Run, second: Run, *, names: tuple[str, str]) -> None:
    """Raise CompareError with what differs if two runs measure different data."""
    if differences := data_differences(first.data, second.data):
        raise CompareError(
            f"{names[0]} and {names[1]} measure different data ({first.fingerprint} and {second.fingerprint}): "
            + "; ".join(differences),
            hint="score both on the same set",
        )


def data_differences(first: EvalSet, second: EvalSet) -> list[str]:
    """Return a phrase for each difference between two sets.

    Outputs are not compared, and neither are the ids of segments and documents: many are invented by a reader, and
    equal texts under other ids are the same data. Where documents begin and end is compared.
    """
    if first.fingerprint == second.fingerprint:
        return []
    if len(first) != len(second):
        return [f"{len(first)} and {counted(len(second), 'segment')}"]
    return list(_text_differences(first, second))


def signature_differences(first: Run, second: Run) -> Iterator[str]:
    """Yield a phrase for each metric that both runs have with different signatures."""
    for label, measure in first.measures.items():
        if label in second.measures and (signature := second.measures[label].signature) != measure.signature:
            in_first, in_second = _own_parts(measure.signature, signature), _own_parts(signature, measure.signature)
            yield f"{label} is {in_first} in one and {in_second} in the other"


def _text_differences(first: EvalSet, second: EvalSet) -> Iterator[str]:
    rows = range(len(first))

    def differing(what: str, first_values: Sequence[object], second_values: Sequence[object]) -> Iterator[str]:
        if changed := [i for i in rows if first_values[i] != second_values[i]]:
            yield f"{what} of {len(changed)} of {len(first)} segments differs, first at {first.ids[changed[0]]}"

    yield from differing("the document", _borders(first), _borders(second))
    # By segment: sets with other documents have the same domains if nobody named any.
    if segment_domains(first) != segment_domains(second):
        yield "the domains of documents differ"
    nothing = (None,) * len(first)
    if not any((first.sources, first.references, second.sources, second.references)):  # only ids tell segments apart
        yield from differing("the id", first.ids, second.ids)
    yield from differing("the source", first.sources or nothing, second.sources or nothing)
    if list(first.references) != list(second.references):
        yield f"references are {_named(first.references)} and {_named(second.references)}, in this order"
    for name in first.references:
        if name in second.references:
            yield from differing(f"reference {name!r}", first.references[name], second.references[name])
    if first.languages != second.languages:
        yield f"languages are {_named(first.languages)} and {_named(second.languages)}"


def _borders(data: EvalSet) -> list[tuple[int, int]]:
    """Return for each segment where its document begins and ends."""
    return [
        (document.start, document.stop) for document in data.documents for _ in range(document.start, document.stop)
    ]


def system_names(runs: Mapping[str, Run]) -> dict[tuple[str, str], str]:
    """Return (run, system) to the system's name in the joined run; a copy of an earlier system is left out."""
    outputs: dict[str, list[object]] = {}
    for run in runs.values():
        for system in run.data.outputs:
            if (output := _output(run, system)) not in outputs.setdefault(system, []):
                outputs[system].append(output)
    names: dict[tuple[str, str], str] = {}
    seen: list[tuple[str, object]] = []
    for name, run in runs.items():
        for system in run.data.outputs:
            if (output := (system, _output(run, system))) not in seen:
                seen.append(output)
                names[name, system] = f"{system}@{name}" if len(outputs[system]) > 1 else system
    return names


def _output(run: Run, system: str) -> object:
    """Return what makes a system the same in two runs: its outputs, or its counts where a run has no texts of it."""
    column = run.data.outputs[system]
    if any(text is not None for text in column):
        return column
    return tuple((label, run.counts[Key(system, label)].tobytes()) for label in run.measures)


def missing_reason(runs: Mapping[str, Run], label: str) -> str:
    """Return the reason why a metric is not in the joined run: which runs lack it, and the first reason given."""
    without = [name for name, run in runs.items() if label not in run.measures]
    reasons = [run.missing[label].splitlines()[0] for run in runs.values() if label in run.missing]
    return f"not in {', '.join(without)}" + (f": {reasons[0]}" if reasons else "")


def _own_parts(signature: str, other_signature: str) -> str:
    """Return the parts of a signature that the other one lacks; all of it where there are none."""
    return "|".join(part for part in signature.split("|") if part not in other_signature.split("|")) or signature


def _named(names: Mapping[str, object] | Sequence[str | None]) -> str:
    return ", ".join(str(name) for name in names) or "none"
