"""A translation model of CTranslate2, run in this process, with the SentencePiece models that lie beside it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from tertium.errors import UsageError
from tertium.evals.systems.base import check_mode, setting, spelled
from tertium.evals.systems.batches import estimate_missing, translate_batches
from tertium.evals.systems.huggingface import weights_hash
from tertium.evals.systems.registry import register
from tertium.services.answer import Answer, Failure
from tertium.services.budget import Estimate, Prices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.evals.systems.base import Item, Outcome, Task

HINT: Final = "pip install 'tertium[ctranslate2]'"
SHARED: Final = ("sentencepiece.model", "sentencepiece.bpe.model", "spiece.model")
"""Names of a SentencePiece model of both languages, as NLLB, M2M and T5 call theirs; Opus-MT has one for each."""


@register
@dataclass(frozen=True, slots=True)
class CTranslate2:
    """Translates batches with a model in a folder.

    Attributes:
        folder: of the model; ``source.spm`` and ``target.spm``, or a ``sentencepiece.model``, lie in it.
        source: token that stands before every source, such as ``>>deu<<`` or NLLB's ``deu_Latn``.
        target: token that every translation begins with.
        beams: of the search; 1 is greedy.
        max_tokens: most tokens of a translation; one that needs more is a failure.
        batch: texts that are translated together.
        device: ``cpu`` or ``cuda``.
        compute_type: numbers that it counts with, as CTranslate2 calls them: ``int8``, ``float32``; ``default`` those
            of the model.
    """

    kind = "ctranslate2"
    main = "folder"
    paths = ("folder",)
    context: int = field(default=0, init=False)
    prices: Prices = field(default_factory=Prices, init=False)

    folder: str = setting("")
    source: str = ""
    target: str = ""
    beams: int = 1
    max_tokens: int = 512
    batch: int = 32
    mode: Literal["segment", "document"] = "segment"
    device: str = setting("cpu")
    compute_type: str = "default"

    def __post_init__(self) -> None:
        check_mode(self.kind, self.mode, 0)
        if not self.folder:
            raise UsageError("system 'ctranslate2' names no folder", hint="folder=models/de-en")
        if min(self.beams, self.max_tokens, self.batch) < 1:
            raise UsageError("beams, max_tokens and batch can't be below 1", hint="beams=1,max_tokens=512,batch=32")

    @property
    def signature(self) -> str:
        """Options, version, and the hash of the folder's files."""
        folder = Path(self.folder)
        digest = weights_hash(folder) if folder.is_dir() else None
        return spelled(self, model=folder.name, weights=digest, ctranslate2=_version())

    def estimate(self, items: Sequence[Item], task: Task) -> Estimate:
        """Return the number of items that are missing."""
        self._check()
        return estimate_missing(self.signature, items, task, self.prices)

    def translate(self, items: Sequence[Item], task: Task) -> Iterator[Outcome]:
        """Yield what becomes of each item; the model is loaded for the first that is missing."""
        self._check()
        return translate_batches(self.signature, items, task, self._translated, self.batch)

    def _check(self) -> None:
        for package in ("ctranslate2", "sentencepiece"):
            if find_spec(package) is None:
                raise UsageError(f"{package} is not installed", hint=HINT)
        if not (Path(self.folder) / "model.bin").is_file():
            raise UsageError(f"{self.folder} holds no model of CTranslate2", hint="a folder with model.bin")

    def _translated(self, batch: Sequence[Item]) -> Sequence[Outcome]:
        model, source, target = _loaded(self.folder, self.device, self.compute_type)
        started = time.perf_counter()
        prefix = [self.source] if self.source else []
        pieces = [[*prefix, *source.encode(item.source, out_type=str), "</s>"] for item in batch]
        results = model.translate_batch(
            pieces,
            target_prefix=[[self.target]] * len(batch) if self.target else None,
            beam_size=self.beams,
            max_decoding_length=self.max_tokens,
            max_input_length=0,  # no text is cut in silence
        )
        seconds = (time.perf_counter() - started) / len(batch)
        outcomes: list[Outcome] = []
        for read, result in zip(pieces, results, strict=True):
            written = [piece for piece in result.hypotheses[0] if piece != self.target]
            if len(written) >= self.max_tokens:
                outcomes.append(Failure(f"the translation has {self.max_tokens} tokens or more"))
            else:
                text = target.decode(written).strip()
                outcomes.append(Answer(text, Path(self.folder).name, len(read), len(written), seconds))
        return outcomes


@cache
def _loaded(folder: str, device: str, compute_type: str) -> tuple[Any, Any, Any]:
    """Return the translator and the SentencePiece models of source and target.

    Raises:
        UsageError: a file is missing or can't be loaded.
    """
    import ctranslate2
    import sentencepiece

    place = Path(folder)
    both = next((place / name for name in SHARED if (place / name).is_file()), None)
    files = [place / name if (place / name).is_file() else both for name in ("source.spm", "target.spm")]
    if None in files:
        raise UsageError(f"{folder} has no SentencePiece model", hint=f"source.spm and target.spm, or {SHARED[0]}")
    try:
        make = ctranslate2.Translator  # pyright: ignore[reportAttributeAccessIssue] - not on every system
        model = make(folder, device=device, compute_type=compute_type)
        pieces = [sentencepiece.SentencePieceProcessor(model_file=str(file)) for file in files]
    except (RuntimeError, ValueError, OSError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise UsageError(f"the model in {folder} can't be loaded: {reason:.200}", hint="another model") from error
    return model, pieces[0], pieces[1]


def _version() -> str:
    try:
        return version("ctranslate2")
    except PackageNotFoundError:
        return "not installed"
