"""Makes a campaign of a set or a run, and what can be expected of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import UsageError, counted
from tertium.evals.human.annotations import annotations_of
from tertium.evals.human.campaign import Campaign, Plan, tasks_of
from tertium.evals.human.campaign_choice import WAYS, choose
from tertium.evals.human.campaign_precision import (
    differences_of_ratings,
    differences_of_scores,
    expectation,
    sizes_around,
)
from tertium.evals.human.campaign_values import disagreement, diversity, variance
from tertium.evals.human.two_way import FEW_RATERS
from tertium.evals.names import chosen_labels
from tertium.evals.results import Resampling
from tertium.evals.results.campaign import Forecast
from tertium.evals.types import Key, quality_measures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.campaign_precision import Difference
    from tertium.evals.human.ratings import Ratings
    from tertium.evals.types import Run
    from tertium.metrics.base import Scores, Span

EARLIER: Final = "earlier ratings"
"""What the basis is called where ratings are given; metrics have no blanks in their names."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are rated.

    Attributes:
        documents: how many; None is all.
        way: one of `WAYS`.
        metrics: whose variance or disagreement counts, and from which the expectation comes; () are the run's own.

    Raises:
        UsageError: an unknown way.
    """

    documents: int | None = None
    way: str = "random"
    metrics: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.way not in WAYS:
            raise UsageError(f"documents can't be chosen by {self.way!r}", hint=", ".join(WAYS))


def plan_campaign(  # noqa: PLR0913 - what is rated, by whom, and from what to expect
    data: EvalSet,
    plan: Plan,
    choice: Choice,
    *,
    run: Run | None = None,
    prefill: Sequence[str] = (),
    earlier: Ratings | None = None,
    level: float = 0.95,
) -> tuple[Campaign, Forecast]:
    """Return a campaign and what can be expected of it.

    Args:
        data: the set, with the systems to be rated.
        plan: protocol, annotators, attention items, seed.
        choice: which documents.
        run: with scores and spans of these systems; without it documents are chosen at random or by diversity.
        prefill: metrics of the run whose spans are marked before anyone rates.
        earlier: ratings of the set, from which the expectation comes instead of a metric's scores.
        level: of intervals, 0.5 to 1.

    Raises:
        UsageError: another level or seed, a run or metric that isn't there, or there are fewer documents.
        DataError: there is no output to rate, or no other text for an attention item.
    """
    level = Resampling(level=level, seed=plan.seed).level
    number = choice.documents or len(data.documents)
    labels = _labels(run, choice.metrics)
    # what people rated already tells what to expect, not what to rate
    metrics = choice.metrics or tuple(label for label in labels if run and not run.measures[label].is_of_people)
    documents = choose(data, number, _values(data, run, choice.way, metrics), plan.seed)
    campaign = Campaign(
        data,
        plan.protocol,
        tasks_of(data, documents, plan),
        _spans(run, prefill),
        tuple(prefill),
        _sentence(number, len(data.documents), choice.way, metrics),
        plan.seed,
    )
    basis, signature, differences = _basis(data, run, labels, earlier)
    return campaign, _forecast(campaign, plan, documents, (basis, signature, differences), choice.way, level)


def _labels(run: Run | None, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the metrics that count: the wanted ones, else people's, then those of quality, of the run."""
    if run is None:
        if wanted:
            raise UsageError(f"a set has no scores of {wanted[0]}", hint="a run: tertium score SET -m … -o RUN")
        return ()
    return tuple(chosen_labels(run, wanted) if wanted else (measure.label for measure in quality_measures(run)))


def _values(data: EvalSet, run: Run | None, way: str, labels: Sequence[str]) -> Scores | None:
    if way == "random":
        return None
    if way == "diversity":
        return diversity(data)
    if run is None or not labels:
        raise UsageError(f"{way} is that of scores", hint="a run: tertium score SET -m … -o RUN")
    return variance(run, labels[0]) if way == "variance" else disagreement(run, labels)


def _sentence(number: int, total: int, way: str, labels: Sequence[str]) -> str:
    if number == total:
        return f"all {total}"
    how = {
        "random": "at random",
        "variance": f"with the highest variance of {', '.join(labels[:1])}",
        "disagreement": f"on which {', '.join(labels)} disagree most",
        "diversity": "whose outputs differ most (chrF)",
    }
    return f"{number} of {total}, {how[way]}"


def _spans(run: Run | None, prefill: Sequence[str]) -> dict[str, tuple[Span, ...]]:
    if not prefill:
        return {}
    with_spans = {key.metric for key, spans in run.spans.items() if spans} if run else set()
    if unknown := [label for label in prefill if label not in with_spans]:
        hint = ", ".join(sorted(with_spans)) or "a run with checks, XCOMET or a judge: tertium score"
        raise UsageError(f"there are no spans of {unknown[0]!r}", hint=hint)
    assert run is not None  # noqa: S101 - for mypy: without a run no label has spans
    return {
        system: tuple(span for label in prefill for span in run.spans.get(Key(system, label), ()))
        for system in run.systems
    }


def _basis(
    data: EvalSet, run: Run | None, labels: Sequence[str], earlier: Ratings | None
) -> tuple[str, str, list[Difference]]:
    """Return from what is expected, its signature, and the differences of systems by it."""
    if earlier is not None:
        rows = tuple(row for row in earlier.rows if row.system in data.outputs)
        annotations = annotations_of(replace(earlier, rows=rows), data)
        raters = counted(len(annotations.raters), "rater") if any(annotations.raters) else "raters not named"
        name = f"{EARLIER} ({earlier.name}, {raters})"
        return name, earlier.rule or earlier.name, list(differences_of_ratings(annotations))
    if run is None or not labels:
        return "", "", []
    scores = np.stack([run.values[Key(system, labels[0])].segments for system in run.systems])
    return labels[0], run.measures[labels[0]].signature, list(differences_of_scores(scores, data))


def _forecast(  # noqa: PLR0913, PLR0917 - a campaign, how it came about, and from what to expect
    campaign: Campaign,
    plan: Plan,
    documents: Sequence[int],
    basis: tuple[str, str, list[Difference]],
    way: str,
    level: float,
) -> Forecast:
    data, (name, signature, differences) = campaign.data, basis
    sizes = sizes_around(len(documents), len(data.documents))
    chosen = sum(data.documents[i].stop - data.documents[i].start for i in documents)
    mean = len(data) / len(data.documents)
    items = [item for task in campaign.tasks for sheet in task for item in sheet.items]
    return Forecast(
        data.name,
        data.fingerprint,
        plan.protocol,
        campaign.choice,
        tuple(data.outputs),
        tuple(data.documents[i].id for i in documents),
        plan.annotators,
        outputs=sum(len(item.outputs) for item in items if not item.altered),
        attention=sum(1 for item in items if item.altered),
        prefilled=campaign.prefilled,
        basis=name,
        signature=signature,
        level=level,
        pairs=len(differences),
        expectations=tuple(
            expectation(
                differences,
                size,
                chosen if size == len(documents) else round(mean * size),
                plan.annotators,
                level,
                chosen=size == len(documents),
            )
            for size in sizes
        ),
        domains=tuple(_domains(data, documents)),
        warnings=(*_of_basis(name, signature), *_of_raters(plan), *_warnings(campaign, way, len(documents))),
    )


def _domains(data: EvalSet, documents: Sequence[int]) -> Iterator[tuple[str, int, int]]:
    taken: dict[str | None, list[bool]] = {}
    chosen_documents = set(documents)
    for i, document in enumerate(data.documents):
        taken.setdefault(document.domain, []).append(i in chosen_documents)
    if set(taken) != {None}:
        for domain, chosen in taken.items():
            yield domain or "", sum(chosen), len(chosen)


def _of_basis(name: str, signature: str) -> Iterator[str]:
    """Yield how far scores tell what ratings will be like."""
    if not name:
        yield "no scores to expect anything from: give a run, or --human FILE with earlier ratings"
    elif signature.startswith(f"{name}|people:"):
        yield "the run doesn't know who rated: --human FILE, with the ratings themselves, counts how raters vary too"
    elif not name.startswith(EARLIER):
        yield "people's ratings mostly vary more than a metric's scores: take these numbers of documents as the least"


def _of_raters(plan: Plan) -> Iterator[str]:
    """Yield what the number of annotators means for the test."""
    if plan.annotators == 1:
        yield "1 annotator: differences are tested by documents alone, and say nothing of other annotators"
    elif plan.annotators < FEW_RATERS:
        freedom = counted(plan.annotators - 1, "degree")
        yield f"{plan.annotators} annotators: at most {freedom} of freedom; more annotators decide more"


def _warnings(campaign: Campaign, way: str, number: int) -> Iterator[str]:
    if way != "random" and number < len(campaign.data.documents):
        yield f"documents chosen by {way} are no sample: means and intervals hold for them, not for the set"
    if campaign.prefilled:
        yield "what is marked already guides annotators: hold no metric against ratings that it helped to make"
    if idle := sum(1 for task in campaign.tasks if not task):
        yield f"{counted(idle, 'annotator')} without a document: more documents, or fewer annotators"
