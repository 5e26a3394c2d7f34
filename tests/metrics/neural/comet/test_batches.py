"""Batches of texts for a model: full, the longest first, and the same after a kill."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tertium.metrics.neural.comet.batches import batches, vectors
from tertium.metrics.neural.comet.load import LoadedModel


def test_batches_are_full_and_what_is_left_of_them_makes_the_same_batches() -> None:
    sizes = [int(one) for one in np.random.default_rng(1).integers(1, 60, 500)]
    whole = list(batches(sizes, 256))
    assert sorted(i for batch in whole for i in batch) == list(range(500))
    assert all(len(batch) * max(sizes[i] for i in batch) <= 256 for batch in whole)
    for done in (1, 7, len(whole) - 1):
        left = sorted(i for batch in whole[done:] for i in batch)
        again = [[left[i] for i in batch] for batch in batches([sizes[i] for i in left], 256)]
        assert again == whole[done:]


def test_a_text_longer_than_a_batch_is_a_batch_of_its_own() -> None:
    assert list(batches([3, 500, 4], 10)) == [[1], [2, 0]]
    assert list(batches([], 10)) == []


@pytest.mark.comet
def test_texts_are_encoded_without_gradients_and_without_the_attention_of_cudnn() -> None:
    torch = pytest.importorskip("torch")
    seen = []

    def embedding(ids: Any, mask: Any) -> Any:
        seen.append((torch.is_inference_mode_enabled(), torch.backends.cuda.cudnn_sdp_enabled()))
        return (ids * mask).float()

    encoder = SimpleNamespace(tokenizer=SimpleNamespace(pad_token_id=1))
    model = SimpleNamespace(encoder=encoder, compute_sentence_embedding=embedding)
    before = torch.backends.cuda.cudnn_sdp_enabled()
    loaded = LoadedModel(model, separate=True, device="cpu", window=512)
    rows = vectors(loaded, [np.array([0, 5, 2], np.int32), np.array([0, 2], np.int32)])
    assert rows.tolist() == [[0, 5, 2], [0, 2, 0]]
    assert seen == [(True, False)]
    assert torch.backends.cuda.cudnn_sdp_enabled() == before
