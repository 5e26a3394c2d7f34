"""Forms of address: words by which a text says you to somebody it is formal or familiar with (Sie and du, vous and tu).

Only words that can hardly mean anything else are listed, so that many segments that address somebody show neither form.
German *Sie* counts within a sentence only, and so does Italian *Lei*: at its beginning it may be *they* or *she*.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

import regex

from tertium.corpora.text import tags

if TYPE_CHECKING:
    from collections.abc import Sequence

Register: TypeAlias = Literal["formal", "informal"]

_WITHIN: Final = r"(?<=[\p{L}\p{N},;]\s)"
"""Behind a word or a comma, so not at the beginning of a sentence."""

FORMS: Final[dict[str, dict[Register, str]]] = {
    "cs": {
        "formal": r"(?i:vy|vás|vám|vámi|váš|vaš(?:e|i|eho|emu|em|ím|í|ich|im|imi|ou))",
        "informal": r"(?i:tebe|tobě|tebou|tě|tvůj|tvoj[ei]|tv(?:á|é|ého|ému|ém|ým|ou|ých|ými)"
        r"|jsi|máš|víš|můžeš|chceš|budeš|musíš|umíš)",
    },
    "de": {
        "formal": rf"{_WITHIN}(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)",
        "informal": r"(?:[Dd](?:u|ich|ir)|[Dd]ein(?:e[mnrs]?)?)",
    },
    "es": {
        "formal": r"(?i:usted(?:es)?)",
        "informal": r"(?i:tú|ti|contigo|te|tus?|vosotr[oa]s|vuestr[oa]s?|tuy[oa]s?"
        r"|eres|estás|estabas|estés|seas|tienes|tenías|puedes|podías|podrías|quieres|querías|querrías|debes|deberías"
        r"|sabes|sabías|vas|ibas|has|habías|hayas|habrías)",
    },
    "fr": {
        "formal": r"(?i:vous|votre|vos)",
        "informal": r"(?i:tu|toi|te|t['’]|tes)",
    },
    "hi": {
        "formal": r"(?:आप|आपको|आपका|आपकी|आपके|आपने|आपसे|[\p{L}\p{M}]+(?:इए|इये|ीजिए|ीजिये))",
        "informal": r"(?:तुम|तुम्हें|तुमको|तुम्हारा|तुम्हारी|तुम्हारे|तुमने|तुमसे|तू|तुझे|तेरा|तेरी|तेरे|तूने|तुझसे)",
    },
    "it": {
        "formal": rf"{_WITHIN}(?:Lei|Suo|Sua|Suoi|Sue)",
        "informal": r"(?i:tu|te|ti|tuo|tua|tuoi|tue"
        r"|hai|puoi|vuoi|devi|sai|stai|potresti|dovresti|vorresti|avresti|saresti)",
    },
    "nl": {"formal": r"(?i:u|uw)", "informal": r"(?i:jij|jou|jouw|je)"},
    "pl": {
        "formal": r"(?:pan|pana|panu|panem|pani|panią|państw[oau]|państwem)(?!\s+\p{Lu})",
        "informal": r"(?i:ty|ciebie|cię|tobie|tobą|tw[oó]j(?:a|e|ego|emu|ej|ą|i|ich|im|imi)?)",
    },
    "pt": {"formal": r"(?i:senhora?s?)(?!\s+\p{Lu})", "informal": r"(?i:tu|você|teu|tua|contigo|te|ti)"},
    "ru": {
        "formal": r"(?i:вы|вас|вам|вами|ваш(?:а|е|и|его|ей|ему|им|ем|у|их|ими)?)",
        "informal": r"(?i:ты|тебя|тебе|тобой|тобою|тво(?:й|я|ё|е|и|его|ей|ему|им|ём|ем|ю|их|ими)"
        r"|(?!брешь|плешь)\p{L}{2,}(?:[её]шь|ишь)(?:ся)?)",
    },
    "tr": {
        "formal": r"(?i:siz|sizi|size|sizin|sizde|sizden)",
        "informal": r"(?i:sen|seni|sana|senin|sende|senden)",
    },
    "uk": {
        "formal": r"(?i:ви|вас|вам|вами|ваш(?:а|е|і|ого|ої|ому|им|ій|у|их|ими)?)",
        "informal": r"(?i:ти|тебе|тобі|тобою|тв(?:ій|оя|оє|ої|ого|оєї|оєму|оїм|ою|оїх|оїми)|\p{L}{3,}[еє]ш(?:ся)?)",
    },
    "zh": {"formal": r"您", "informal": r"你"},
}
"""Base language to a pattern of the words of each register."""

OF_THIRD_PERSON: Final[dict[str, str]] = {
    "es": r"(?i:sus?|les?|suy[oa]s?)",
    "it": r"(?i:lei|suo|sua|suoi|sue)",
}
"""Base language to a pattern of formal words that mean *his* and *her* too: they count where an English source has
*you* and nobody else."""
_EDGES: Final = {
    "fr": (r"(?<![\p{L}\p{M}\p{N}'’])", r"(?![\p{L}\p{M}\p{N}])"),  # avez-vous, toi-même
    "pt": (r"(?<![\p{L}\p{M}\p{N}'’])", r"(?![\p{L}\p{M}\p{N}])"),  # chamo-te
    "zh": ("", ""),
}
"""Patterns of what stands before and behind a form; elsewhere a hyphen makes another word of it (Dir-Befehl)."""
_YOU: Final = regex.compile(r"\b(?:you|your|yours|yourself)\b", regex.IGNORECASE)
_OTHERS: Final = regex.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|one|who|whose|everyone|someone)\b|['’]s\b",
    regex.IGNORECASE,
)
_QUOTED: Final = regex.compile(r"[«„“\"「『][^«»„“”\"「」『』\n]{1,400}[»“”\"」』]")
"""A quotation, in which somebody else speaks to somebody else."""


class Form(NamedTuple):
    """A word that shows a register, with its place in the text."""

    start: int
    end: int
    register: Register


def is_known(language: str | None) -> bool:
    """Whether the forms of a language are known."""
    return tags.base(language) in FORMS


def forms(text: str, language: str | None, source: str = "") -> list[Form]:
    """Return the words of a text that show a register, in order; none for a language whose forms aren't known.

    Quotations are left out.

    Args:
        text: in the language.
        language: its tag.
        source: what the text translates, in English; empty for any other language.
    """
    spoken = _QUOTED.sub(lambda quotation: " " * len(quotation.group()), text)
    patterns = _compiled(tags.base(language), only_you=bool(_YOU.search(source) and not _OTHERS.search(source)))
    return sorted(
        Form(match.start(), match.end(), register)
        for register, pattern in patterns
        for match in pattern.finditer(spoken)
    )


def registers(shown: Sequence[Form]) -> set[Register]:
    """Return the registers that forms show."""
    return {form.register for form in shown}


@cache
def _compiled(language: str, *, only_you: bool) -> Sequence[tuple[Register, Any]]:
    edges = _EDGES.get(language, (r"(?<![\p{L}\p{M}\p{N}'’-])", r"(?![\p{L}\p{M}\p{N}]|-\p{L})"))
    apostrophe = r"(?<=['’])|" if language == "fr" else ""  # t'aime: the word ends with its apostrophe
    patterns = list(FORMS.get(language, {}).items())
    if only_you and language in OF_THIRD_PERSON:
        patterns.append(("formal", OF_THIRD_PERSON[language]))
    return [
        (register, regex.compile(f"{edges[0]}(?:{pattern})(?:{apostrophe}{edges[1]})"))
        for register, pattern in patterns
    ]
