"""The choice of an encoder: by name, or by the languages."""

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
        encoder: None where only the lexical encoder is left.
        note: a message that names the encoder and the reason; never empty.
    """

    encoder: Encoder | None
    note: str


def names() -> list[str]:
    """Return the names that `load` takes, beside ``st:NAME``."""
    return ["use", "e5", *MODELS]


def load(name: str) -> Encoder:
    """Return an encoder by name: use, e5, labse, bge-m3, or ``st:`` and a model or folder of sentence-transformers.

    Raises:
        UsageError: there is none of this name, or its package isn't installed.
    """
    if name == "use":
        return use.load()
    if name == "e5":
        return e5.load()
    if name in MODELS or name.startswith("st:"):
        return sentence_transformer.load(name)
    raise UsageError(f"no encoder is named {name!r}", hint=", ".join([*names(), "st:MODEL"]))


def check_languages(name: str, asked: Iterable[str]) -> None:
    """Raise UsageError where an encoder doesn't know one of the languages; those of ``st:…`` are unknown."""
    known = {"use": USE_LANGUAGES, "e5": XLM_R_LANGUAGES, **{short: codes for short, (_, codes) in MODELS.items()}}
    said = {tags.base(language) for language in asked}
    if unknown := said - known.get(name, said):
        better = next((f"--encoder {other}" for other in ("e5", "labse") if said <= known[other]), "--encoder lexical")
        raise UsageError(
            f"the encoder {name} doesn't know {', '.join(sorted(unknown))}", hint=f"{better}, or leave --encoder out"
        )


def for_languages(source: str | None, target: str | None, *, hint: str = "another encoder") -> Encoder:
    """Return USE where it knows both languages, else e5; a language that isn't given may be any.

    Args:
        source: language tag; None where it isn't known.
        target: language tag; None where it isn't known.
        hint: what to do where no encoder knows a language; it differs by the caller.

    Raises:
        UsageError: neither USE nor e5 knows a language, or e5 is needed and not installed.
    """
    said = {tags.base(language) for language in (source, target) if language}
    if said <= USE_LANGUAGES and source and target:
        return load("use")
    if unknown := said - XLM_R_LANGUAGES:
        raise UsageError(f"no embedded encoder knows {', '.join(sorted(unknown))}", hint=hint)
    return load("e5")


def choose(source: str | None, target: str | None) -> Choice:
    """Return the encoder for two languages, or None for the lexical encoder, with a note on the reason."""
    try:
        encoder = for_languages(source, target, hint="the encoder labse (--encoder labse), or lexical")
    except UsageError as error:
        return Choice(None, f"aligned by words and lengths only: {str(error).replace(chr(10), ';')}")
    return Choice(encoder, f"aligned with {encoder.signature}")
