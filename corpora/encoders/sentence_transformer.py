"""Encoders of the package sentence-transformers (LaBSE, BGE-m3, …): from the hub by name, or from a folder."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.encoders.base import encodable, missing_package
from tertium.corpora.encoders.languages import LABSE_LANGUAGES, XLM_R_LANGUAGES
from tertium.errors import UsageError
from tertium.files import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.encoders.base import Vectors

MODELS: Final = {
    "labse": ("sentence-transformers/LaBSE", LABSE_LANGUAGES),
    "bge-m3": ("BAAI/bge-m3", XLM_R_LANGUAGES),
}
"""Models of sentence-transformers with a short name; any other is ``st:NAME`` or ``st:FOLDER``."""

MODULES: Final = "modules.json"
"""A file of every saved model; around a bare transformer, the package would put a pooling that nobody trained."""

HUB_TIMEOUT: Final = 10.0
"""Seconds that the hub has for an answer; the package itself would retry for more than a minute."""


class SentenceTransformer:
    """A model of the sentence-transformers package; texts longer than its window (LaBSE: 256 tokens) are cut.

    Args:
        name: the name that `load` takes.
        model: its name on the hub, or the path of a folder.
        languages: the languages it was trained for; empty where they are unknown.

    Raises:
        UsageError: the package isn't installed, or the model can't be found or loaded.
    """

    def __init__(self, name: str, model: str, languages: frozenset[str]) -> None:
        self.name, self.model, self.languages = name, model, languages
        self._model = _load_model(model)

    @property
    def signature(self) -> str:
        """Name, model (of a folder its name and a hash of its files) and the package's version."""
        package = f"sentence-transformers:{version('sentence-transformers')}"
        folder = Path(self.model)
        if not folder.is_dir():
            return f"{self.name}|model:{self.model}|{package}"
        return f"st|model:{folder.name}|sha256:{_folder_hash(folder)}|{package}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text; a vector depends on its neighbours in a batch by about 1e-6 (padding)."""
        import numpy as np

        vectors = self._model.encode(
            [encodable(text) for text in texts] or [""],  # of no text it returns no matrix
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)[: len(texts)]


def load(name: str) -> SentenceTransformer:
    """Return a model by its short name, or ``st:`` and its name on the hub or its folder.

    Raises:
        UsageError: the package isn't installed, or the model can't be found or loaded.
    """
    return SentenceTransformer(name, *MODELS.get(name, (name.removeprefix("st:"), frozenset())))


@cache
def _load_model(model: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer as Model  # pyright: ignore[reportMissingImports] - an extra
    except ModuleNotFoundError as error:
        raise missing_package("sentence-transformers", "pip install 'tertium[sentence-transformers]'") from error
    folder = Path(model)
    if model and not folder.exists():
        return _load_from_hub(Model, model)
    if not (model and (folder / MODULES).is_file()):
        raise UsageError(f"{model or 'st:'} is no folder of a model: it has no {MODULES}", hint="st:FOLDER or st:NAME")
    return _construct(Model, model)


def _load_from_hub(model_class: Any, model: str) -> Any:
    """Return a model by its name on the hub; one in the hub's cache is loaded without a request."""
    try:
        return _construct(model_class, model, local_files_only=True)
    except UsageError:
        if reason := _hub_error(model):
            raise UsageError(
                f"the encoder {model!r} is no folder, not in the cache, and not to be had from the hub: {reason}",
                hint="st:FOLDER of a saved model",
            ) from None
    return _construct(model_class, model)


def _hub_error(model: str) -> str:
    """Return the reason why the hub doesn't provide a model; empty where it does."""
    from huggingface_hub import HfApi

    try:
        HfApi().model_info(model, timeout=HUB_TIMEOUT)
    except Exception as error:  # noqa: BLE001 - the errors of its HTTP packages have no common ancestor of their own
        return " ".join(str(error).split("\n")[0].split()) or type(error).__name__
    return ""


def _construct(model_class: Any, model: str, **options: bool) -> Any:
    try:
        with _no_progress_bars():
            return model_class(model, **options)
    except Exception as error:  # the packages below raise errors of many classes for files that are no model
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise UsageError(f"can't load the encoder {model!r}: {reason}", hint="st:FOLDER of a saved model") from error


@contextmanager
def _no_progress_bars() -> Iterator[None]:
    """Hide the progress bars of transformers while weights are read; the setting is global, so it is restored."""
    from transformers.utils import logging

    enabled = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if enabled:
            logging.enable_progress_bar()


@cache
def _folder_hash(folder: Path) -> str:
    """Return a hash of a model's files but hidden ones and its card, 12 hex digits."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
    hashes = ((path.relative_to(folder).as_posix(), sha256(path)) for path in files if path.name != "README.md")
    return hashlib.sha256(repr(list(hashes)).encode()).hexdigest()[:12]
