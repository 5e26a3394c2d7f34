"""Batches through a COMET model: each text once where the class allows it, the longest first."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from tertium.metrics.neural.comet.load import quiet
from tertium.metrics.neural.comet.types import ErrorSpan, Prediction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.metrics.neural.comet.load import LoadedModel
    from tertium.metrics.neural.comet.types import Sample

Tokens: TypeAlias = "NDArray[np.int32]"
"""The tokens of a text, special ones included: shape (tokens,)."""


def token_ids(loaded: LoadedModel, texts: Sequence[str]) -> list[Tokens]:
    """Return the tokens of each text, special ones included, as if the model's window were endless."""
    # verbose=False: the tokenizer would warn of each text past the window; our own warning names the segments.
    rows = loaded.model.encoder.tokenizer(list(texts), verbose=False)["input_ids"] if texts else []
    return [np.array(row, dtype=np.int32) for row in rows]


def joint_token_count(loaded: LoadedModel, counts: Sequence[int]) -> int:
    """Return the number of tokens of texts that are read as one sequence, from the number of each."""
    separators: int = loaded.model.encoder.size_separator * (len(counts) - 1)
    # Each count has its own <s> and </s>; the sequence has one of each.
    return sum(count - 2 for count in counts) + 2 + separators


def batches(sizes: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield indices, the longest texts first, so that a padded batch stays within `budget` tokens.

    What is left when any number of first batches is done gives the same further batches: a killed run that is
    started again computes what an undisturbed one would have, to the last bit.
    """
    batch: list[int] = []
    for index in sorted(range(len(sizes)), key=lambda i: -sizes[i]):
        # Padding makes each text as long as the first of its batch, which is the longest.
        if batch and (len(batch) + 1) * sizes[batch[0]] > budget:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def vectors(loaded: LoadedModel, rows: Sequence[Tokens]) -> NDArray[np.float32]:
    """Return the sentence vectors of a batch of texts, given their tokens; shape (texts, dimensions)."""
    import torch

    with _inference():
        ids, mask = (torch.from_numpy(array).to(loaded.device) for array in _padded(loaded, rows))
        embeddings = loaded.model.compute_sentence_embedding(ids, mask)
        return np.asarray(embeddings.float().cpu().numpy(), dtype=np.float32)


@contextmanager
def _inference() -> Iterator[None]:
    """Compute without gradients, and without cuDNN's attention.

    cuDNN makes a plan for every shape of a batch, and hardly two batches are alike: on a GPU in half precision that
    took most of the time.
    """
    import torch
    from torch.nn.attention import SDPBackend, sdpa_kernel

    kernels = [SDPBackend.FLASH_ATTENTION, SDPBackend.EFFICIENT_ATTENTION, SDPBackend.MATH]
    with torch.inference_mode(), sdpa_kernel(kernels):
        yield


def _padded(loaded: LoadedModel, rows: Sequence[Tokens]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return tokens and attention mask, shape (texts, longest text): what the package's `prepare_sample` makes."""
    window = loaded.window
    cut = [np.append(row[: window - 1], row[-1]) if len(row) > window else row for row in rows]  # the end mark stays
    ids = np.full((len(rows), max(map(len, cut))), loaded.model.encoder.tokenizer.pad_token_id, dtype=np.int64)
    mask = np.zeros_like(ids)
    for i, row in enumerate(cut):
        ids[i, : len(row)], mask[i, : len(row)] = row, 1
    return ids, mask


def estimates(loaded: LoadedModel, rows: Sequence[Sequence[NDArray[np.float32]]]) -> list[Prediction]:
    """Return the scores of rows of vectors: hypothesis, source and, where the model reads it, reference."""
    import torch

    with torch.inference_mode():
        columns = [torch.from_numpy(np.stack(column)).to(loaded.device) for column in zip(*rows, strict=True)]
        if len(columns) == 3:  # noqa: PLR2004 - with references
            hypothesis, source, reference = columns
            scores = loaded.model.estimate(source, hypothesis, reference).score
        else:
            # The referenceless class has no `estimate`: this is the part of its `forward` behind the encoder.
            hypothesis, source = columns
            features = (hypothesis, source, hypothesis * source, torch.abs(hypothesis - source))
            scores = loaded.model.estimator(torch.cat(features, dim=1)).view(-1)
        return [Prediction(score) for score in scores.float().cpu().tolist()]


def predictions(loaded: LoadedModel, samples: Sequence[Sample]) -> list[Prediction]:
    """Return the predictions for a batch by a model that reads the texts as one sequence."""
    names = ("mt", "src", "ref")  # the package's, in the order of `Sample.texts`
    with _inference(), quiet():
        rows = [dict(zip(names, sample.texts, strict=False)) for sample in samples]
        inputs = loaded.model.prepare_sample(rows, stage="predict")
        output = loaded.model.predict_step(tuple(_on_device(tensors, loaded.device) for tensors in inputs))
    scores = output["scores"].float().cpu().tolist()
    spans = output["metadata"]["error_spans"] if "error_spans" in output.get("metadata", {}) else [()] * len(scores)
    return [Prediction(score, tuple(map(_error, row))) for score, row in zip(scores, spans, strict=True)]


def _on_device(inputs: dict[str, Any], device: str) -> dict[str, Any]:
    """Return the inputs with their tensors on the device; what is no tensor (offsets of tokens) stays."""
    return {name: value.to(device) if hasattr(value, "to") else value for name, value in inputs.items()}


def _error(span: dict[str, Any]) -> ErrorSpan:
    return ErrorSpan(span["start"], span["end"], span["severity"], span["confidence"])
