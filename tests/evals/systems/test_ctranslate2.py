"""A model of CTranslate2: a tiny one of random weights is loaded, translates, and says what it took."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from tertium.errors import UsageError
from tertium.evals.systems.base import Item, Task
from tertium.evals.systems.ctranslate2 import CTranslate2
from tertium.services.answer import Answer, Failure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INSTALLED = find_spec("ctranslate2") is not None and find_spec("sentencepiece") is not None
ITEMS = [Item("ein hund"), Item("eine katze und ein hund"), Item("ein hund")]


WIDTH = 16


def shape(name: str, words: int) -> tuple[int, ...]:
    """The shape of a weight by its place."""
    if name.endswith(("gamma", "beta")):
        return (WIDTH,)
    if "embeddings" in name or "projection" in name:
        return (words, WIDTH)
    if "ffn" in name:
        return (4 * WIDTH, WIDTH) if "linear_0" in name else (WIDTH, 4 * WIDTH)
    if "self_attention/linear_0" in name:
        return (3 * WIDTH, WIDTH)
    return (2 * WIDTH, WIDTH) if "linear_1" in name and "self" not in name else (WIDTH, WIDTH)


def fill(layer: Any, prefix: str, make: Callable[[str], Any]) -> None:
    """Give every weight that a layer lacks a value."""
    for name, value in list(vars(layer).items()):
        place = f"{prefix}/{name}"
        if isinstance(value, list):
            for i, part in enumerate(value):
                fill(part, f"{place}_{i}", make)
        elif hasattr(value, "__dict__"):
            fill(value, place, make)
        elif value is None:
            setattr(layer, name, make(place))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A Transformer of a few thousand random weights, with a SentencePiece model of its own."""
    if not INSTALLED:
        pytest.skip("needs the extra ctranslate2")
    import ctranslate2
    import numpy as np
    import sentencepiece

    lines = iter(["ein hund und eine katze", "a dog and a cat", "der hund ist da", "the dog is there"] * 20)
    folder = tmp_path / "tiny"
    with (tmp_path / "spm").open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=lines, model_writer=file, vocab_size=40, hard_vocab_limit=False, minloglevel=2
        )
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / "spm"))
    vocabulary = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]
    spec = ctranslate2.specs.TransformerSpec.from_config((1, 1), 2)
    generator = np.random.default_rng(1)
    for side in (spec.encoder, spec.decoder):
        fill(side, "", lambda name: generator.standard_normal(shape(name, len(vocabulary))).astype(np.float32))
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    folder.mkdir()
    spec.save(str(folder))
    (folder / "sentencepiece.model").write_bytes((tmp_path / "spm").read_bytes())
    return folder


def test_a_model_translates_and_equal_texts_alike(model: Path) -> None:
    system = CTranslate2(str(model), max_tokens=5, batch=2)
    outcomes = list(system.translate(ITEMS, Task(("de", "en"))))
    assert outcomes[0] == outcomes[2]
    for outcome in outcomes:
        assert isinstance(outcome, (Answer, Failure))
        if isinstance(outcome, Failure):  # random weights may never end a text
            assert outcome.reason == "the translation has 5 tokens or more"
        else:
            assert outcome.seconds > 0
            assert outcome.model == "tiny"


def test_its_signature_has_the_weights_and_no_path(model: Path) -> None:
    signature = CTranslate2(str(model)).signature
    assert str(model) not in signature
    assert "|model:tiny|weights:" in signature


def test_a_model_without_its_pieces_is_an_error(model: Path) -> None:
    (model / "sentencepiece.model").unlink()
    with pytest.raises(UsageError, match="has no SentencePiece model"):
        list(CTranslate2(str(model)).translate(ITEMS, Task()))


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    if not INSTALLED:
        pytest.skip("needs the extra ctranslate2")
    with pytest.raises(UsageError, match="holds no model of CTranslate2"):
        list(CTranslate2(str(tmp_path)).translate(ITEMS, Task()))


def test_without_the_package_the_extra_is_named() -> None:
    if INSTALLED:
        pytest.skip("it is installed")
    with pytest.raises(UsageError, match=r"is not installed\n  try: pip install 'tertium\[ctranslate2\]'"):
        CTranslate2("m").estimate(ITEMS, Task())


def test_options_out_of_range_are_errors() -> None:
    with pytest.raises(UsageError, match="names no folder"):
        CTranslate2()
    with pytest.raises(UsageError, match="below 1"):
        CTranslate2("m", beams=0)
