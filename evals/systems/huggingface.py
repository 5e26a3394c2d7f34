"""A translation model of Hugging Face, run in this process: any that `AutoModelForSeq2SeqLM` loads."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from tertium.errors import UsageError
from tertium.evals.systems.base import check_mode, setting, spelled
from tertium.evals.systems.batches import estimate_missing, translate_batches
from tertium.evals.systems.registry import register
from tertium.services.answer import Answer, Failure
from tertium.services.budget import Estimate, Prices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.evals.systems.base import Item, Outcome, Task

HINT: Final = "pip install 'tertium[huggingface]'"


@register
@dataclass(frozen=True, slots=True)
class HuggingFace:
    """Translates batches with a model; weights are read from safetensors, and no code of a model's is run.

    Attributes:
        model: a folder, or a name on the hub.
        revision: of the model on the hub.
        source: the tokenizer's own code of the source language, such as NLLB's ``deu_Latn``; empty where it wants none.
        target: of the target language, likewise.
        beams: of the search; 1 is greedy.
        max_tokens: most tokens of a translation; one that needs more is a failure.
        batch: texts that are translated together.
        device: ``cpu`` or ``cuda``.
    """

    kind = "huggingface"
    main = "model"
    paths = ()
    context: int = field(default=0, init=False)
    prices: Prices = field(default_factory=Prices, init=False)

    model: str = ""
    revision: str = ""
    source: str = ""
    target: str = ""
    beams: int = 1
    max_tokens: int = 512
    batch: int = 8
    mode: Literal["segment", "document"] = "segment"
    device: str = setting("cpu")

    def __post_init__(self) -> None:
        check_mode(self.kind, self.mode, 0)
        if not self.model:
            raise UsageError("system 'huggingface' names no model", hint="model=Helsinki-NLP/opus-mt-de-en")
        if min(self.beams, self.max_tokens, self.batch) < 1:
            raise UsageError("beams, max_tokens and batch can't be below 1", hint="beams=1,max_tokens=512,batch=8")

    @property
    def signature(self) -> str:
        """Options, versions, and the hash of the weights in a folder."""
        folder = Path(self.model)
        digest = weights_hash(folder) if folder.is_dir() else None
        return spelled(
            self,
            model=folder.name if folder.is_dir() else self.model,
            weights=digest,
            transformers=_version("transformers"),
            torch=_version("torch"),
        )

    def estimate(self, items: Sequence[Item], task: Task) -> Estimate:
        """Return the number of items that are missing."""
        check_installed()
        return estimate_missing(self.signature, items, task, self.prices)

    def translate(self, items: Sequence[Item], task: Task) -> Iterator[Outcome]:
        """Yield what becomes of each item; the model is loaded for the first that is missing."""
        check_installed()
        return translate_batches(self.signature, items, task, self._translated, self.batch)

    def _translated(self, batch: Sequence[Item]) -> Sequence[Outcome]:
        import torch

        tokenizer, model = _loaded(self.model, self.revision, self.source, self.target, self.device)
        started = time.perf_counter()
        read = tokenizer([item.source for item in batch], return_tensors="pt", padding=True).to(self.device)
        # Some tokenizers return more than their model takes.
        tokens = {name: read[name] for name in ("input_ids", "attention_mask")}
        longest = getattr(model.config, "max_position_embeddings", None)
        if isinstance(longest, int) and tokens["input_ids"].shape[1] > longest:
            if len(batch) > 1:  # one text too long is no reason for the others
                return [outcome for item in batch for outcome in self._translated([item])]
            return [Failure(f"the text has {tokens['input_ids'].shape[1]} tokens, the model takes {longest}")]
        options: dict[str, Any] = {"num_beams": self.beams, "max_new_tokens": self.max_tokens, "do_sample": False}
        if self.target:
            options["forced_bos_token_id"] = tokenizer.convert_tokens_to_ids(self.target)
        with torch.inference_mode():
            output = model.generate(**tokens, **options)
        texts = tokenizer.batch_decode(output, skip_special_tokens=True)
        seconds = (time.perf_counter() - started) / len(batch)
        prompts = tokens["attention_mask"].sum(dim=1).tolist()
        written = [_length(row.tolist(), model.config) for row in output]
        return [
            Answer(text.strip(), Path(self.model).name, prompt, count, seconds)
            if count < self.max_tokens
            else Failure(f"the translation has {self.max_tokens} tokens or more")
            for text, prompt, count in zip(texts, prompts, written, strict=True)
        ]


def check_installed() -> None:
    """Raise UsageError where transformers or torch isn't installed."""
    from importlib.util import find_spec

    for package in ("transformers", "torch"):
        if find_spec(package) is None:
            raise UsageError(f"{package} is not installed", hint=HINT)


def weights_hash(folder: Path) -> str:
    """Return the beginning of a hash of a model's files, their names included."""
    from hashlib import sha256 as hashed

    from tertium.files import sha256

    files = sorted(path for path in folder.iterdir() if path.is_file())
    lines = "".join(f"{sha256(path)} {path.name}\n" for path in files)
    return hashed(lines.encode("utf-8", "surrogateescape")).hexdigest()[:12]


@cache
def _loaded(name: str, revision: str, source: str, target: str, device: str) -> tuple[Any, Any]:
    """Return tokenizer and model.

    Raises:
        UsageError: there is no such model here, or it can't be loaded safely.
    """
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    languages = {key: code for key, code in (("src_lang", source), ("tgt_lang", target)) if code}
    options: dict[str, Any] = {"revision": revision or None, "trust_remote_code": False}
    try:
        tokenizer = AutoTokenizer.from_pretrained(name, **options, **languages)
        model = AutoModelForSeq2SeqLM.from_pretrained(name, use_safetensors=True, **options)
    except (OSError, ValueError, ImportError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise UsageError(f"model {name!r} can't be loaded: {reason:.200}", hint="a folder with safetensors") from error
    return tokenizer, model.to(device).eval()


def _length(tokens: list[int], config: Any) -> int:
    """Return how many tokens were written before the padding, the first one, which was given, left out."""
    return sum(token != config.pad_token_id for token in tokens[1:])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
