"""A model of Hugging Face: a tiny one of random weights is loaded, translates, and says what it took."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from tertium.errors import UsageError
from tertium.evals.systems.base import Item, Task
from tertium.evals.systems.huggingface import HuggingFace
from tertium.services.answer import Answer, Failure

if TYPE_CHECKING:
    from pathlib import Path

INSTALLED = find_spec("transformers") is not None and find_spec("torch") is not None
ITEMS = [Item("ein hund"), Item("eine katze und ein hund"), Item("ein hund")]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A T5 of a few thousand weights, with a tokenizer of words."""
    if not INSTALLED:
        pytest.skip("needs the extra huggingface")
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast, T5Config, T5ForConditionalGeneration

    words = ["<pad>", "</s>", "<unk>", "ein", "eine", "hund", "katze", "und", "a", "dog", "cat", "and"]
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="<unk>"))  # noqa: S106
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",  # noqa: S106
        eos_token="</s>",  # noqa: S106
        unk_token="<unk>",  # noqa: S106
    )
    fast.save_pretrained(tmp_path / "tiny")
    torch.manual_seed(1)
    config = T5Config(
        vocab_size=len(words), d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2, decoder_start_token_id=0
    )
    T5ForConditionalGeneration(config).save_pretrained(tmp_path / "tiny")
    return tmp_path / "tiny"


def test_a_model_translates_and_equal_texts_alike(model: Path) -> None:
    system = HuggingFace(str(model), max_tokens=5, batch=2)
    outcomes = list(system.translate(ITEMS, Task(("de", "en"))))
    assert outcomes[0] == outcomes[2]
    for outcome in outcomes:
        assert isinstance(outcome, (Answer, Failure))
        if isinstance(outcome, Failure):  # random weights may never end a text
            assert outcome.reason == "the translation has 5 tokens or more"
        else:
            assert outcome.seconds > 0
            assert outcome.prompt_tokens in {2, 5}
            assert outcome.model == "tiny"


def test_its_signature_has_the_weights_and_no_path(model: Path) -> None:
    signature = HuggingFace(str(model)).signature
    assert str(model) not in signature
    assert "|weights:" in signature
    (model / "config.json").write_text((model / "config.json").read_text() + "\n")
    assert HuggingFace(str(model)).signature != signature


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    if not INSTALLED:
        pytest.skip("needs the extra huggingface")
    with pytest.raises(UsageError, match="can't be loaded"):
        list(HuggingFace(str(tmp_path)).translate(ITEMS, Task()))


def test_without_the_package_the_extra_is_named() -> None:
    if INSTALLED:
        pytest.skip("it is installed")
    with pytest.raises(UsageError, match=r"is not installed\n  try: pip install 'tertium\[huggingface\]'"):
        HuggingFace("m").estimate(ITEMS, Task())


def test_options_out_of_range_are_errors() -> None:
    with pytest.raises(UsageError, match="names no model"):
        HuggingFace()
    with pytest.raises(UsageError, match="below 1"):
        HuggingFace("m", beams=0)
