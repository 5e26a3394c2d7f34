"""Outputs become columns of a set: line by line with a check of their order, cut into segments, or by document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias, get_args

from tertium import arguments
from tertium.calls import explained
from tertium.corpora.outputs.delivery import Delivery, from_memory
from tertium.corpora.outputs.resegmented import attach_resegmented
from tertium.corpora.outputs.whole_documents import attach_documents
from tertium.corpora.text.identification import written_in
from tertium.corpora.text.scripts import is_unspaced
from tertium.corpora.types import Column, EvalSet
from tertium.errors import DataError, UsageError, counted, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Alignment: TypeAlias = Literal["aligned", "realign", "document"]
"""One line per segment; any lines, in the order of the set; or only whole documents are compared."""

Output: TypeAlias = "Delivery | str | Sequence[str | None]"
"""What `read` returned; a text, taken as a file's content; or a list of texts."""

SAMPLE: Final = 50
"""Segments from which the script is told."""

UNNAMED: Final = "the set doesn't name its target language, of a script without spaces: BLEU takes words by spaces"
"""Warning about scores by words; the option that names the language follows."""


class Attached(NamedTuple):
    """A set with outputs in it.

    Attributes:
        data: the set; of realigned systems, what was omitted and added stands in its provenance, row by row.
        warnings: what a reader of the scores must know.
    """

    data: EvalSet
    warnings: tuple[str, ...] = ()


@explained("attach")
def attach(
    data: EvalSet | Path | str | Any, outputs: Mapping[str, Output], alignment: Alignment = "aligned"
) -> Attached:
    """Return the set with these systems added, or put in place of those of the same name, and warnings.

    Args:
        data: the set, or what `open_set` takes.
        outputs: by system's name: a list of texts, or the content of a file as one text. A Series of pandas is taken in
            order if its index is 0, 1, 2 …; any other index must hold the id of every segment once.
        alignment: `aligned` takes one line per segment and checks their order against the first reference; `realign`
            takes any lines, or one per document, and cuts them into the segments of the first reference; `document`
            compares whole documents.

    Returns:
        The set with the outputs, and warnings; unpack it as ``data, warnings``.

    Raises:
        DataError: an output has another number of lines than the set has segments, its lines are shifted or shuffled,
            or the set lacks the reference or the language that the alignment needs.
        UsageError: there is no such alignment, or an argument has another type.

    Example:
        >>> data, warnings = tertium.attach({"reference": ["Ein Hund.", "Die Katze."]}, {"new": ["Hund.", "Katze."]})
        >>> data.outputs, warnings
        ({'new': ('Hund.', 'Katze.')}, ())
    """
    data = EvalSet.opened("data", data)
    named = arguments.mapping("outputs", outputs, 'texts by system: {"NAME": ["…", …]}')
    arguments.check("alignment", alignment, str, ", ".join(get_args(Alignment)))
    if alignment not in get_args(Alignment):
        raise UsageError(f"no alignment is named {alignment!r}", hint=nearest(alignment, get_args(Alignment)))
    deliveries = {
        name: output if arguments.is_of(output, Delivery) else from_memory(name, output, data.ids)
        for name, output in named.items()
    }
    is_unnamed = not data.languages[1] and is_unspaced(_sample(data))
    if is_unnamed and alignment != "aligned":
        message = f"set {data.name!r} doesn't name the language of a script without spaces"
        raise DataError(message, hint=_language_option(data))
    attach_by = {"aligned": _attach_lines, "realign": attach_resegmented, "document": attach_documents}[alignment]
    with_outputs, warnings = attach_by(data, deliveries)
    if is_unnamed:
        warnings = [*warnings, f"{UNNAMED}; {_language_option(data)}"]
    return Attached(with_outputs, tuple(warnings))


def _attach_lines(data: EvalSet, deliveries: Mapping[str, Delivery]) -> tuple[EvalSet, list[str]]:
    warnings: list[str] = []
    columns = {name: _lines(delivery, data, warnings) for name, delivery in deliveries.items()}
    if not columns:
        return data, warnings
    if not data.references:  # the order is told by what a line shares with its reference
        return data.with_outputs(columns), warnings
    from tertium.corpora.outputs.order import find_disorder  # loads the n-grams of the alignment

    references = next(iter(data.references.values()))
    for name, delivery in deliveries.items():
        evidence = find_disorder(columns[name], references)
        message = evidence.describe(data.ids)
        if message and evidence.serious:
            hint = "put them in order; for lost or added lines, --alignment realign"
            raise DataError(f"{delivery.origin}: {message}", hint=hint)
        if message:
            warnings.append(f"{delivery.label}: {message}")
    return data.with_outputs(columns), warnings


def _lines(delivery: Delivery, data: EvalSet, warnings: list[str]) -> Column:
    """Return one text per segment of the set; DataError where there are more or fewer."""
    if delivery.ids is not None and not set(delivery.ids).isdisjoint(data.ids):
        return _by_id(delivery, delivery.ids, data, warnings)
    if delivery.files is not None:
        hint = "a file with one line per segment; for a folder with a file per document, --alignment realign"
        raise DataError(f"{delivery.origin} is a folder", hint=hint)
    if len(delivery.lines) != len(data):
        lines, segments = counted(len(delivery.lines), "line"), counted(len(data), "segment")
        message = f"{delivery.origin} has {lines}, set {data.name!r} has {segments}"
        raise DataError(message, hint=_missing_lines_hint(data))
    _check_sources(delivery, data, warnings)
    if delivery.ids is not None:
        warnings.append(
            f"{delivery.label}: its ids, such as {delivery.ids[0]!r}, are none of the set's, such as {data.ids[0]!r}: "
            "its rows are taken in order"
        )
    return delivery.lines


def _missing_lines_hint(data: EvalSet) -> str:
    """Return what helps a file with more or fewer lines than the set; references locate what is missing."""
    hint = "one line per segment in the order of the set; an empty output is an empty line"
    return f"{hint}; --alignment realign locates what is missing or added" if data.references else hint


def _check_sources(delivery: Delivery, data: EvalSet, warnings: list[str]) -> None:
    """Check that the sources beside the outputs are those of the set, row by row, white space apart.

    Raises:
        DataError: a row has the source of another segment.
    """
    if delivery.sources is None or data.sources is None:
        return
    own, others = (["".join((text or "").split()) for text in column] for column in (data.sources, delivery.sources))
    different = [row for row, (text, other) in enumerate(zip(own, others, strict=True)) if other and text != other]
    segment_of = {text: segment for segment, text in enumerate(own)}
    for row in different:
        if others[row] in segment_of:
            id_ = data.ids[segment_of[others[row]]]
            message = f"{delivery.origin}, row {row + 1}: the source is that of segment {id_!r}"
            raise DataError(message, hint="the rows in the order of the set, or a column id with its ids")
    if different:
        count = f"{len(different)} of {len(own)} sources"
        warnings.append(f"{delivery.label}: {count} differ from the set's, first in row {different[0] + 1}")


def _by_id(delivery: Delivery, ids: Sequence[str], data: EvalSet, warnings: list[str]) -> tuple[str | None, ...]:
    """Return the text of each segment by its id; DataError for an id that the set lacks."""
    text_of = dict(zip(ids, delivery.lines, strict=True))
    known = set(data.ids)
    if unknown := [id_ for id_ in ids if id_ not in known]:
        message = f"{delivery.origin} has outputs of {counted(len(unknown), 'segment')} that set {data.name!r} lacks"
        raise DataError(f"{message}, first {unknown[0]!r}", hint="the outputs of this set; its ids, or none")
    if missing := [id_ for id_ in data.ids if id_ not in text_of]:
        warnings.append(f"{delivery.label}: no output for {len(missing)} of {len(data)} segments, first {missing[0]!r}")
    return tuple(text_of.get(id_) for id_ in data.ids)


def _language_option(data: EvalSet) -> str:
    """Return the option that names the target language, as its script tells it: `--to ja`."""
    languages = written_in(_sample(data))
    return " or ".join(f"--to {language}" for language in languages) or "--to and the language's code"


def _sample(data: EvalSet) -> str:
    """Return some text in the target language, of the first reference or, without one, of the first system."""
    columns = [*data.references.values(), *data.outputs.values()]
    return " ".join(text for column in columns[:1] for text in column[:SAMPLE] if text)
