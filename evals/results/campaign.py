"""Results of planning a campaign: what a human evaluation of so many documents can be expected to decide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a number of documents can be expected to decide.

    Attributes:
        documents: how many.
        chosen: whether it is the number that the campaign has.
        segments: in them, on average; of the campaign itself exactly.
        margin: half the width of a difference's interval, median over pairs of systems, in the scores' unit.
        decided: pairs of systems that are expected to be told apart.
        ordered: pairs that are expected to come out in their order.
    """

    documents: int
    chosen: bool
    segments: int
    margin: float
    decided: float
    ordered: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a campaign holds, and what can be expected of it.

    Attributes:
        name: of the set.
        fingerprint: of the set.
        protocol: esa, cesa or mqm.
        choice: how documents were chosen.
        systems: to be rated.
        documents: chosen.
        annotators: how many.
        outputs: ratings that are asked for, attention items apart.
        attention: attention items.
        prefilled: metrics whose spans are marked before anyone rates.
        basis: whose scores the expectations rest on; "" without scores.
        signature: of these scores.
        level: of intervals.
        pairs: of systems that have scores.
        expectations: by number of documents.
        domains: domain and chosen documents, of all, as pairs; () without domains.
        warnings: sentences for people.
    """

    name: str
    fingerprint: str
    protocol: str
    choice: str
    systems: tuple[str, ...]
    documents: tuple[str, ...]
    annotators: int
    outputs: int
    attention: int
    prefilled: tuple[str, ...]
    basis: str
    signature: str
    level: float
    pairs: int
    expectations: tuple[Expectation, ...]
    domains: tuple[tuple[str, int, int], ...]
    warnings: tuple[str, ...]
