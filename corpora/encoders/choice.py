"""Chooses an encoder by its name or by the languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tertium.corpora.encoders import e5, sentence_transformer, use
from tertium.corpora.encoders.languages import USE_LANGUAGES, XLM_R_LANGUAGES
from tertium.corpora.encoders.sentence_transformer import MODELS
from tertium.corpora.text import tags
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tertium.corpora.encoders.base import Encoder


class Choice(NamedTuple):
    """The encoder for two languages, and the reason for it.

    Attributes:
        encoder: None where no embedded encoder can be used; the lexical encoder is left then.
        note: a message that names the encoder and the reason; never empty.
    """

    encoder: Encoder | None
    note: str


def names() -> list[str]:
    """Return the names that `load` knows, besides ``st:MODEL``."""
    return ["use", "e5", *MODELS]


def load(name: str) -> Encoder:
    """Return an encoder by name: use, e5, labse, bge-m3, or ``st:`` and a model or folder of sentence-transformers.

    Raises:
        UsageError: no encoder has this name, or its package isn't installed.
    """
    if name == "use":
        return use.load()
    if name == "e5":
        return e5.load()
    if name in MODELS or name.startswith("st:"):
        return sentence_transformer.load(name)
    raise UsageError(f"no encoder is named {name!r}", hint=", ".join([*names(), "st:MODEL"]))


def check_languages(name: str, languages: Iterable[str]) -> None:
    """Check that an encoder knows the languages; every language passes for ``st:MODEL``, whose languages are unknown.

    Raises:
        UsageError: the encoder doesn't know one.
    """
    supported = {"use": USE_LANGUAGES, "e5": XLM_R_LANGUAGES, **{model: codes for model, (_, codes) in MODELS.items()}}
    bases = {tags.base(language) for language in languages}
    if unknown := bases - supported.get(name, bases):
        # In the order of preference: LaBSE knows languages that e5 does not.
        multilingual = next((encoder for encoder in ("e5", "labse") if bases <= supported[encoder]), "lexical")
        raise UsageError(
            f"the encoder {name} doesn't know {', '.join(sorted(unknown))}",
            hint=f"--encoder {multilingual}, or leave --encoder out",
        )


def for_languages(source: str | None, target: str | None, *, hint: str = "another encoder") -> Encoder:
    """Return USE if both languages are given and USE knows them, else e5.

    Args:
        source: language tag; None if it is unknown.
        target: language tag; None if it is unknown.
        hint: remedy in the error where no encoder knows a language; it differs by the caller.

    Raises:
        UsageError: neither USE nor e5 knows a language, or e5 is needed and not installed.
    """
    bases = {tags.base(language) for language in (source, target) if language}
    if bases <= USE_LANGUAGES and source and target:
        return load("use")
    if unknown := bases - XLM_R_LANGUAGES:
        raise UsageError(f"no embedded encoder knows {', '.join(sorted(unknown))}", hint=hint)
    return load("e5")


def choose(source: str | None, target: str | None) -> Choice:
    """Return the encoder for two languages, None for the lexical one, with a note on the reason."""
    try:
        encoder = for_languages(source, target, hint="the encoder labse (--encoder labse), or lexical")
    except UsageError as error:
        return Choice(None, f"aligned by words and lengths only: {str(error).replace(chr(10), ';')}")
    return Choice(encoder, f"aligned with {encoder.signature}")
