"""The prompt of a language model that translates: a template with languages, glossary and context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tertium.corpora.text import cldr, tags
from tertium.errors import DataError, UsageError, nearest
from tertium.files import read_lines, read_text
from tertium.services.answer import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tertium.corpora.types import Languages
    from tertium.evals.systems.base import Item

PLACEHOLDERS: Final = ("source", "source_language", "target_language", "glossary", "context")
PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
ROLE: Final = re.compile(r"^\[(system|user|assistant)\]\n", re.MULTILINE)
"""A line that begins a message of this role; without any, the template is a single message of the user."""
BLOCK: Final = re.compile(r"^\[if (\w+)\]\n(.*?)^\[end\]\n?", re.MULTILINE | re.DOTALL)
"""Lines that stand only where a placeholder isn't empty."""
DEFAULT: Final = """\
[system]
You are a professional translator. Translate from {source_language} to {target_language}. Answer with the translation \
only: no quotes around it, no notes, no alternatives. Keep line breaks as they are.
[user]
[if glossary]
Use these translations of terms:
{glossary}

[end]
[if context]
For context, this comes before the text; don't translate it:
{context}

[end]
Translate:
{source}
"""
"""The template of version 1; it is changed only with its number."""
VERSION: Final = "1"
DIGITS: Final = 12
"""Hex digits of a hash in a signature."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A template and a glossary.

    Attributes:
        template: text with placeholders in braces; only `PLACEHOLDERS` are replaced, once, so that braces in a source
            stay as they are.
        glossary: source term to target term.
    """

    template: str = DEFAULT
    glossary: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        for name in PLACEHOLDER.findall(self.template):
            if name not in PLACEHOLDERS:
                raise UsageError(f"the prompt has an unknown {{{name}}}", hint=nearest(name, PLACEHOLDERS))
        if "{source}" not in self.template:
            raise UsageError("the prompt has no {source}", hint="a template with {source} in it")

    @property
    def signature(self) -> str:
        """The version, or the hash of another template, and the hash of a glossary."""
        digest = sha256(self.template.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
        parts = [VERSION if self.template == DEFAULT else digest]
        if self.glossary:
            terms = "\n".join(f"{source}\t{target}" for source, target in self.glossary.items())
            parts.append(f"glossary {sha256(terms.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}")
        return " ".join(parts)

    def messages(self, item: Item, languages: Languages) -> tuple[Message, ...]:
        """Return the conversation that asks for an item.

        Raises:
            UsageError: the template names a language that the set doesn't.
        """
        values = {
            "source": item.source,
            "context": "\n".join(item.context),
            "glossary": "\n".join(f"{source} = {target}" for source, target in self._terms(item.source)),
        }
        for name, language in zip(("source_language", "target_language"), languages, strict=True):
            if f"{{{name}}}" in self.template:
                if language is None:
                    raise UsageError(f"the set doesn't name its {name.replace('_', ' ')}", hint="--from and --to")
                values[name] = language_name(language)
        return tuple(_messages(self.template, values))

    def _terms(self, source: str) -> Sequence[tuple[str, str]]:
        """Return the terms of the glossary that occur in a source, case apart."""
        folded = source.casefold()
        return [(term, target) for term, target in (self.glossary or {}).items() if term.casefold() in folded]


def read_prompt(template: str, glossary: str) -> Prompt:
    """Return the prompt of two files; an empty path is the default template, or no glossary.

    Raises:
        DataError: a file can't be read, or a line of the glossary is no term with its translation.
        UsageError: the template has an unknown placeholder.
    """
    terms: dict[str, str] | None = None
    if glossary:
        path, terms = Path(glossary), {}
        for number, line in enumerate(read_lines(path)[0], 1):
            if line.strip():
                source, tab, target = line.partition("\t")
                if not (tab and source.strip() and target.strip()):
                    raise DataError(f"{path}, line {number}: no term with its translation", hint="TERM<tab>TRANSLATION")
                terms[source.strip()] = target.strip()
    return Prompt(read_text(Path(template))[0] if template else DEFAULT, terms)


def language_name(language: str) -> str:
    """Return a language's English name, with its tag where that says more: ``German``, ``Chinese (zh-TW)``."""
    code = tags.base(language)
    name = cldr.english().languages.get(code, language)
    return name if language.lower() == code else f"{name} ({language})"


def _messages(template: str, values: Mapping[str, str]) -> Sequence[Message]:
    """Return the messages of a template; roles and blocks are read before anything is filled in."""
    chosen = BLOCK.sub(lambda block: block[2] if values.get(block[1]) else "", template)
    parts = ROLE.split(chosen)
    pairs = [("user", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    return [
        Message(role, PLACEHOLDER.sub(lambda name: values.get(name[1], name[0]), text).strip("\n"))
        for role, text in pairs
        if text.strip()
    ]
