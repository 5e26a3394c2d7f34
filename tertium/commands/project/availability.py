"""Whether a metric can score texts in two languages on this machine as it is: nothing is fetched."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tertium.containment import contained
from tertium.corpora.types import Texts
from tertium.errors import TertiumError, in_one_line
from tertium.metrics.base import Adapts, HoldsModel, Reports, secrets
from tertium.metrics.neural.comet.metric import Comet
from tertium.metrics.registry import load, origin

if TYPE_CHECKING:
    from tertium.corpora.types import Languages
    from tertium.metrics.base import Metric


def obstacle(label: str, languages: Languages) -> str:
    """Return why a metric can't score here, with what helps; empty where nothing is known to stand in its way.

    A metric that may load a model or ask a service isn't tried: of COMET, the model's files are looked for.
    """
    try:
        metric = load(label)
        with contained(label, origin=partial(origin, type(metric)), secrets=secrets(metric)):
            _try(metric.adapted(languages) if isinstance(metric, Adapts) else metric, languages)
    except TertiumError as error:
        return in_one_line(error)
    return ""


def _try(metric: Metric, languages: Languages) -> None:
    """Raise what a metric raises where it lacks a package, a tokenizer or a model."""
    if isinstance(metric, Comet):
        from tertium.metrics.neural.comet import load as comet_load
        from tertium.metrics.neural.comet import models

        comet_load.require_package()
        models.find(metric.model, metric.revision)
    elif not isinstance(metric, Reports) and not (isinstance(metric, HoldsModel) and metric.holds_model):
        texts = Texts(("1",), ("One harbour.",), (("One harbour.",),), ("1",), languages)
        metric.bind(texts)(["One harbour."])
