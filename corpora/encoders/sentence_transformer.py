"""Encoders of the package sentence-transformers (LaBSE, BGE-m3, …): from the hub by name, or from a folder."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.encoders.base import missing, plain
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
"""What every model of the package has; without it, the package would make one up around a bare transformer."""
PATIENCE: Final = 10.0
"""Seconds that the hub has for an answer, before the package tries again and again for more than a minute."""


class SentenceTransformer:
    """A model of the sentence-transformers package; what is longer than it can read (LaBSE: 256 tokens) is cut.

    Args:
        name: what `load` was asked for.
        model: name on the hub, or the path of a folder.
        languages: those it was trained for.

    Raises:
        UsageError: the package isn't installed, or the model isn't there, or is broken.
    """

    def __init__(self, name: str, model: str, languages: frozenset[str]) -> None:
        self.name, self.model, self.languages = name, model, languages
        self._loaded = _loaded(model)

    @property
    def signature(self) -> str:
        """Name, model (of a folder its name and a hash of its files) and the package's version."""
        folder = Path(self.model)
        if not folder.is_dir():
            return f"{self.name}|model:{self.model}|sentence-transformers:{version('sentence-transformers')}"
        return f"st|model:{folder.name}|sha256:{_hash(folder)}|sentence-transformers:{version('sentence-transformers')}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text; a vector depends on its neighbours in a batch by about 1e-6 (padding)."""
        import numpy as np

        made = self._loaded.encode(
            [plain(text) for text in texts] or [""],
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(made, dtype=np.float32)[: len(texts)]


def load(name: str) -> SentenceTransformer:
    """Return a model by its short name, or ``st:`` and its name on the hub or its folder.

    Raises:
        UsageError: the package isn't installed, or the model isn't there, or is broken.
    """
    return SentenceTransformer(name, *MODELS.get(name, (name.removeprefix("st:"), frozenset())))


@cache
def _loaded(model: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer as Model  # pyright: ignore[reportMissingImports] - an extra
    except ModuleNotFoundError as error:
        raise missing("sentence-transformers", "pip install 'tertium[sentence-transformers]'") from error
    folder = Path(model)
    if model and not folder.exists():
        return _from_hub(Model, model)
    if not (model and (folder / MODULES).is_file()):
        raise UsageError(f"{model or 'st:'} is no folder of a model: it has no {MODULES}", hint="st:FOLDER or st:NAME")
    return _made(Model, model)


def _from_hub(package: Any, model: str) -> Any:
    """Return a model by name: from the cache where it is there, without asking the hub."""
    try:
        return _made(package, model, local_files_only=True)
    except UsageError:
        if reason := _refused(model):
            raise UsageError(
                f"the encoder {model!r} is no folder, not in the cache, and not to be had from the hub: {reason}",
                hint="st:FOLDER of a saved model",
            ) from None
    return _made(package, model)


def _refused(model: str) -> str:
    """Return why the hub doesn't give a model; empty where it does."""
    from huggingface_hub import HfApi

    try:
        HfApi().model_info(model, timeout=PATIENCE)
    except Exception as error:  # noqa: BLE001 - the errors of its HTTP packages have no common ancestor of their own
        return " ".join(str(error).split("\n")[0].split()) or type(error).__name__
    return ""


def _made(package: Any, model: str, **options: bool) -> Any:
    try:
        with _silent():
            return package(model, **options)
    except Exception as error:  # whatever the packages below raise, it is this model that they can't load
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise UsageError(f"can't load the encoder {model!r}: {reason}", hint="st:FOLDER of a saved model") from error


@contextmanager
def _silent() -> Iterator[None]:
    """Show no bar while weights are read."""
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()


@cache
def _hash(folder: Path) -> str:
    """Return 12 hex digits of a model's files, hidden ones and its card aside."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
    named = ((path.relative_to(folder).as_posix(), sha256(path)) for path in files if path.name != "README.md")
    return hashlib.sha256(repr(list(named)).encode()).hexdigest()[:12]
