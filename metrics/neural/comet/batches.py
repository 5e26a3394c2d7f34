"""Batches through a COMET model: each text once where the class allows it, the longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tertium.metrics.neural.comet.load import quiet
from tertium.metrics.neural.comet.types import Error, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.metrics.neural.comet.load import Loaded
    from tertium.metrics.neural.comet.types import Sample


def lengths(loaded: Loaded, texts: Sequence[str]) -> list[int]:
    """Return how many tokens each text has, special ones included, were the window endless."""
    ids = loaded.model.encoder.tokenizer(list(texts), verbose=False)["input_ids"] if texts else []
    return [len(one) for one in ids]


def joint_length(loaded: Loaded, parts: Sequence[int]) -> int:
    """Return the tokens of texts that are read as one sequence, from their own lengths."""
    separators: int = loaded.model.encoder.size_separator * (len(parts) - 1)
    return sum(part - 2 for part in parts) + 2 + separators


def batches(sizes: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield indices, the longest texts first, so that a padded batch stays within `budget` tokens.

    What is left when any number of first batches is done gives the same further batches: a killed run that is
    started again computes what an undisturbed one would have, to the last bit.
    """
    batch: list[int] = []
    for index in sorted(range(len(sizes)), key=lambda one: -sizes[one]):
        if batch and (len(batch) + 1) * sizes[batch[0]] > budget:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def vectors(loaded: Loaded, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the sentence vectors of a batch, shape (texts, dimensions)."""
    import torch

    with torch.inference_mode():
        inputs = loaded.model.encoder.prepare_sample(list(texts)).to(loaded.device)
        made = loaded.model.compute_sentence_embedding(inputs["input_ids"], inputs["attention_mask"])
        return np.asarray(made.float().cpu().numpy(), dtype=np.float32)


def estimates(loaded: Loaded, rows: Sequence[Sequence[NDArray[np.float32]]]) -> list[Outcome]:
    """Return the scores of rows of vectors: hypothesis, source and, where the model reads it, reference."""
    import torch

    with torch.inference_mode():
        parts = [torch.from_numpy(np.stack(column)).to(loaded.device) for column in zip(*rows, strict=True)]
        if len(parts) == 3:  # noqa: PLR2004 - with references
            hypothesis, source, reference = parts
            scores = loaded.model.estimate(source, hypothesis, reference).score
        else:
            hypothesis, source = parts
            both = (hypothesis, source, hypothesis * source, torch.abs(hypothesis - source))
            scores = loaded.model.estimator(torch.cat(both, dim=1)).view(-1)
        return [Outcome(score) for score in scores.float().cpu().tolist()]


def predictions(loaded: Loaded, samples: Sequence[Sample]) -> list[Outcome]:
    """Return what a model that reads the texts as one sequence says of a batch."""
    import torch

    names = ("mt", "src", "ref")
    with torch.inference_mode(), quiet():
        given = [dict(zip(names, sample.texts, strict=False)) for sample in samples]
        inputs = loaded.model.prepare_sample(given, stage="predict")
        said = loaded.model.predict_step(tuple(_moved(one, loaded.device) for one in inputs))
    scores = said["scores"].float().cpu().tolist()
    errors = said["metadata"]["error_spans"] if "error_spans" in said.get("metadata", {}) else [()] * len(scores)
    return [Outcome(score, tuple(map(_error, spans))) for score, spans in zip(scores, errors, strict=True)]


def _moved(inputs: dict[str, Any], device: str) -> dict[str, Any]:
    return {name: value.to(device) if hasattr(value, "to") else value for name, value in inputs.items()}


def _error(span: dict[str, Any]) -> Error:
    return Error(span["start"], span["end"], span["severity"], span["confidence"])
