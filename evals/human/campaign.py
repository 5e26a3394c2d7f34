"""A campaign: what people are asked to rate, sheet by sheet for each annotator. Writers turn it into files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import DataError, UsageError, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.corpora.types import Document, EvalSet
    from tertium.metrics.base import Span

PROTOCOLS: Final = ("esa", "cesa", "mqm")
"""ESA (Kocmi et al. 2024), contrastive ESA (all systems side by side) and MQM."""


@dataclass(frozen=True, slots=True)
class Item:
    """A segment as it is shown.

    Attributes:
        segment: index into the set.
        outputs: the texts by system, in the order in which they are shown.
        altered: the system that is shown with another segment's output, to see whether the annotator reads; or "".
    """

    segment: int
    outputs: Mapping[str, str]
    altered: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown at once: a document by one system, or by all.

    Attributes:
        document: its id.
        items: one per segment.
    """

    document: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a campaign is made.

    Attributes:
        protocol: one of `PROTOCOLS`.
        annotators: how many there are.
        each: how many of them rate each document.
        attention: attention items of each annotator.
        seed: of who rates what, of orders and of attention items.

    Raises:
        UsageError: an unknown protocol, or fewer annotators than are to rate each document.
    """

    protocol: str = "esa"
    annotators: int = 1
    each: int = 1
    attention: int = 0
    seed: int = 12345

    def __post_init__(self) -> None:
        if self.protocol not in PROTOCOLS:
            raise UsageError(f"there is no protocol {self.protocol!r}", hint=", ".join(PROTOCOLS))
        if not 1 <= self.each <= self.annotators:
            message = f"{counted(self.annotators, 'annotator')} can't rate each document {self.each} times"
            raise UsageError(message, hint="--annotators N, at least as many as --each")


@dataclass(frozen=True, slots=True)
class Campaign:
    """What people are asked to rate.

    Attributes:
        data: the set.
        protocol: one of `PROTOCOLS`.
        tasks: the sheets of each annotator, in the order in which they are shown.
        spans: places that are marked before anyone rates, by system; the segment is an index into the set.
        prefilled: metrics that marked them.
        choice: how documents were chosen, as a sentence for people.
        seed: of the random numbers.
    """

    data: EvalSet
    protocol: str
    tasks: tuple[tuple[Sheet, ...], ...]
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    prefilled: tuple[str, ...] = ()
    choice: str = ""
    seed: int = 12345


def marks_of(campaign: Campaign) -> dict[tuple[str, int], list[Span]]:
    """Return the places that are marked beforehand, by system and segment."""
    marks: dict[tuple[str, int], list[Span]] = {}
    for system, spans in campaign.spans.items():
        for span in spans:
            marks.setdefault((system, span.segment), []).append(span)
    return marks


def tasks_of(data: EvalSet, documents: Sequence[int], plan: Plan) -> tuple[tuple[Sheet, ...], ...]:
    """Return the sheets of each annotator.

    All systems of a document go to the same annotators, so that differences of systems are not those of people; each
    document goes to those with the fewest segments so far. Orders of documents and of systems are random.

    Args:
        data: the set; outputs that are missing are not shown.
        documents: indices of the chosen ones.
        plan: how many annotators, how many of them per document, attention items, seed.

    Raises:
        DataError: there is no output to rate, or no other text for an attention item.
    """
    rng = np.random.default_rng(plan.seed)
    loads, shares = [0] * plan.annotators, [list[Sheet]() for _ in range(plan.annotators)]
    for i in rng.permutation(np.array(documents, dtype=np.intp)).tolist():
        document = data.documents[i]
        sheets = tuple(_sheets(data, document, plan.protocol, rng))
        for annotator in sorted(range(plan.annotators), key=lambda name: (loads[name], name))[: plan.each]:
            loads[annotator] += document.stop - document.start
            shares[annotator].extend(sheets)
    if not any(shares):
        raise DataError(f"no system of set {data.name!r} has outputs to rate", hint="--system NAME=FILE of the set")
    return tuple(_in_random_order(data, share, plan.attention, rng) for share in shares)


def _sheets(data: EvalSet, document: Document, protocol: str, rng: np.random.Generator) -> Iterator[Sheet]:
    """Yield the document by all systems at once, or by each."""
    names = [str(name) for name in rng.permutation(np.array(list(data.outputs), dtype=object))]
    for shown in [names] if protocol == "cesa" else [[name] for name in names]:
        texts = {
            segment: {name: text for name in shown if (text := data.outputs[name][segment]) is not None}
            for segment in range(document.start, document.stop)
        }
        items = tuple(Item(segment, outputs) for segment, outputs in texts.items() if outputs)
        if items:
            yield Sheet(document.id, items)


def _in_random_order(
    data: EvalSet, sheets: Sequence[Sheet], attention: int, rng: np.random.Generator
) -> tuple[Sheet, ...]:
    """Return the sheets in random order, with attention items at random places, none of them first."""
    shown = [sheets[i] for i in rng.permutation(len(sheets)).tolist()]
    if attention and sheets:
        for _ in range(attention):
            sheet = sheets[int(rng.integers(len(sheets)))]
            item = sheet.items[int(rng.integers(len(sheet.items)))]
            place = int(rng.integers(1, len(shown) + 1))
            shown.insert(place, Sheet(sheet.document, (_altered(data, sheet.document, item, rng),)))
    return tuple(shown)


def _altered(data: EvalSet, document: str, item: Item, rng: np.random.Generator) -> Item:
    """Return the item with the system's output of another document's segment, of nearly the same length."""
    system = list(item.outputs)[int(rng.integers(len(item.outputs)))]
    own = item.outputs[system]
    others = [
        text
        for text, other in zip(data.outputs[system], data.document_ids, strict=True)
        if text and text != own and other != document
    ]
    if not others:
        raise DataError(f"{system} has no output of another document for an attention item", hint="without --attention")
    text = min(others, key=lambda other: (abs(len(other) - len(own)), other))
    return Item(item.segment, {**item.outputs, system: text}, altered=system)
