"""Language codes: which ones a user may give, and what a wrong one was meant to be; names are those of the CLDR."""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from tertium.corpora.language import recognised
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RELATIVES: Final = {"fil": "tl", "nb": "no"}
"""Codes of languages that the identifier has under another one."""
WITH_SCRIPT: Final = re.compile("[a-z]{3}_[A-Z][a-z]{3}")
"""An ISO 639-3 code and a script, as FLORES and many datasets of the hub name their languages."""
CLOSE: Final = 0.7
"""How alike a misspelt name must be, by difflib's ratio."""
SHORTEST: Final = 4
"""Letters from which on something is taken for a name, not for a code."""


def check_articles(asked: Iterable[str]) -> None:
    """Raise UsageError for a code that the language identifier doesn't know: no article would ever be in it."""
    for code in asked:
        if code not in recognised():
            name = _english().get(_base(code))
            raise UsageError(
                f"no article can be recognised as {code!r}{f' ({name})' if name else ''}",
                hint=", ".join(meant(code))
                or ("aligned texts, docs/formats.md" if name else "an ISO 639-1 code: de, en"),
            )


def check(asked: Iterable[str | None]) -> None:
    """Raise UsageError for what is no language code, or empty; pt-BR and the hub's eng_Latn are, None is unsaid."""
    for code in asked:
        if code is not None and not code.strip():
            raise UsageError("a language code is empty", hint="--from en --to de, or leave them out")
        base = (code or "").split("-")[0]
        with_script = bool(WITH_SCRIPT.fullmatch(code or "") and meant(code or ""))
        if code and not (with_script or (base.isalpha() and (base in recognised() or base in _english()))):
            raise UsageError(
                f"{code!r} is no language code", hint=", ".join(meant(code)) or "an ISO 639-1 code: de, en"
            )


def meant(code: str) -> list[str]:
    """Return the codes that the identifier knows and that this was most likely meant to be, the likeliest first.

    Tried in this order: the same without region or capitals, another code or the name of the same language, the
    code of a country for its language, and names that are spelt alike.
    """
    found = (_known(way) for way in (_same(_base(code)), _named(code), _spoken(_base(code)), _alike(code)))
    return next((one for one in found if one), [])


def _known(found: Iterable[str]) -> list[str]:
    return [code for code in dict.fromkeys(found) if code in recognised()]


def _same(base: str) -> Iterator[str]:
    from babel.core import get_global

    yield base
    yield RELATIVES.get(base, "")
    yield get_global("language_aliases").get(base, "").split("_")[0]


def _named(text: str) -> list[str]:
    return [code for name, code in _names() if name == text.casefold()]


def _alike(text: str) -> list[str]:
    if len(text) < SHORTEST:
        return []
    names = [name for name, _ in _names()]
    close = difflib.get_close_matches(text.casefold(), names, cutoff=CLOSE)
    return [code for one in close for name, code in _names() if name == one]


def _spoken(base: str) -> list[str]:
    """Return the language of a country, unless the code is a language's own."""
    from babel.core import get_global

    country = base.upper()
    if base in _english():
        return []
    likely = get_global("likely_subtags").get(f"und_{country}", "").split("_")[0]
    official = [
        code for code, facts in get_global("territory_languages").get(country, {}).items() if facts["official_status"]
    ]
    return [likely] if likely else official[:1]


def _base(code: str) -> str:
    return code.replace("_", "-").split("-")[0].casefold()


@cache
def _english() -> dict[str, str]:
    """Return the English names of languages by code."""
    from babel import Locale

    return dict(Locale("en").languages)


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Return (name, code) of the identifier's languages, in English and in themselves, in small letters."""
    from babel import Locale, UnknownLocaleError

    found = [(name.casefold(), code) for code in sorted(recognised()) if (name := _english().get(code))]
    for code in sorted(recognised()):
        try:
            own = Locale.parse(code).languages.get(code)
        except (UnknownLocaleError, ValueError):
            continue
        if own:
            found.append((own.casefold(), code))
    return tuple(dict.fromkeys(found))
