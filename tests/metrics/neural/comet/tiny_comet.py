"""Makes small COMET checkpoints of each class with random weights, without a network: what the tests score with.

Also a script: ``python tests/metrics/neural/comet/tiny_comet.py FOLDER`` makes FOLDER/regression, …, each a model for
``-m comet:model=FOLDER/regression``.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tertium.metrics.neural.comet.load import CLASSES, quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES: Final = (
    "The quick brown fox jumps over the lazy dog.",
    "Der schnelle braune Fuchs springt über den faulen Hund.",
    "Dies ist ein kleiner Testsatz für das Programm.",
    "0123456789 äöüß ÄÖÜ ,.;:!?()\"'-–„“",
)
SPECIAL: Final = ("<s>", "<pad>", "</s>", "<unk>")
"""Their ids are XLM-R's: positions and masks depend on 1 being the padding."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the encoder is; XLM-R base is Size(12, 768, 12, 3072)."""

    layers: int = 2
    hidden: int = 32
    heads: int = 2
    feed_forward: int = 64


def make(
    folder: Path, size: Size = Size(), kinds: Sequence[str] = tuple(CLASSES), *, words_of: Sequence[str] = ()
) -> dict[str, Path]:
    """Return the model folders by name (regression, referenceless, unified, xcomet).

    Args:
        folder: where they are made.
        size: of the encoder.
        kinds: classes, as checkpoints name them.
        words_of: texts to learn the tokenizer's pieces from, for realistic lengths; else it cuts words into letters.
    """
    import torch

    with quiet():
        encoder = make_encoder(folder / "encoder", size, words_of)
        torch.manual_seed(13)
        return {
            kind.removesuffix("_metric").removesuffix("_regression"): _save(
                kind, encoder, folder / kind.removesuffix("_metric").removesuffix("_regression"), size
            )
            for kind in kinds
        }


def make_encoder(folder: Path, size: Size, words_of: Sequence[str]) -> Path:
    """Write a configuration and a tokenizer of XLM-R's kind."""
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
    from tokenizers.processors import TemplateProcessing
    from transformers import XLMRobertaConfig, XLMRobertaTokenizerFast

    letters = sorted({letter for line in LINES for letter in line + line.upper() + line.lower() if letter != " "})
    words = sorted({word.strip(".").lower() for line in LINES[:3] for word in line.split()})
    pieces = [(one, 0.0) for one in SPECIAL] + [("▁", -2.0)]
    pieces += [(f"▁{word}", -4.0) for word in words] + [(one, -6.0) for one in letters] + [("<mask>", 0.0)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    if words_of:
        special = [*SPECIAL, "<mask>"]
        trainer = trainers.UnigramTrainer(
            vocab_size=8000, special_tokens=special, show_progress=False, unk_token=SPECIAL[3]
        )
        tokenizer.train_from_iterator(words_of, trainer)
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    fast = XLMRobertaTokenizerFast(tokenizer_object=tokenizer, model_max_length=512)
    fast.save_pretrained(folder)
    XLMRobertaConfig(
        vocab_size=len(fast),
        hidden_size=size.hidden,
        num_hidden_layers=size.layers,
        num_attention_heads=size.heads,
        intermediate_size=size.feed_forward,
        max_position_embeddings=514,
        type_vocab_size=1,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
    ).save_pretrained(folder)
    return folder


def _save(kind: str, encoder: Path, folder: Path, size: Size) -> Path:
    """Write a random model of a class as its trainer would."""
    import comet.models
    import pytorch_lightning
    import torch
    import yaml

    settings = _settings(kind, encoder, size)
    model = getattr(comet.models, CLASSES[kind])(**settings, load_pretrained_weights=False, local_files_only=True)
    (folder / "checkpoints").mkdir(parents=True)
    settings = {**dict(model.hparams), **settings, "class_identifier": kind}
    kept = {name: one for name, one in settings.items() if name not in {"load_pretrained_weights", "local_files_only"}}
    (folder / "hparams.yaml").write_text(yaml.safe_dump(kept, sort_keys=True))
    saved = {
        "state_dict": model.state_dict(),
        "hyper_parameters": kept,
        "pytorch-lightning_version": pytorch_lightning.__version__,
    }
    torch.save(saved, folder / "checkpoints" / "model.ckpt")
    return folder


def _settings(kind: str, encoder: Path, size: Size) -> dict[str, Any]:
    common = {
        "encoder_model": "XLM-RoBERTa",
        "pretrained_model": str(encoder),
        "hidden_sizes": [48, 24],
        "layer_transformation": "softmax",
        "layer_norm": False,
        "train_data": [],
        "validation_data": [],
    }
    own: dict[str, dict[str, Any]] = {
        "regression_metric": {"pool": "avg", "layer": "mix"},
        "referenceless_regression_metric": {"pool": "avg", "layer": "mix"},
        "unified_metric": {
            "sent_layer": "mix",
            "word_layer": size.layers,
            "word_level_training": True,
            "error_labels": ["minor", "major"],
            "input_segments": ["mt", "src", "ref"],
        },
        "xcomet_metric": {
            "sent_layer": "mix",
            "word_layer": size.layers,
            "error_labels": ["minor", "major", "critical"],
            "cross_entropy_weights": [0.08, 0.486, 0.505, 0.533],
        },
    }
    return common | own[kind]


if __name__ == "__main__":
    for path in make(Path(sys.argv[1]).resolve()).values():
        sys.stdout.write(f"{path}\n")
