"""Looks up languages, scripts and regions in the CLDR, as Babel ships it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel import Locale

ISO_639_1: Final = {"fil": "tl", "nb": "no"}
"""Language code of the CLDR to the one that more models and datasets use."""
COMBINED_SCRIPTS: Final = {"Hang": "Kore", "Hira": "Jpan", "Kana": "Jpan", "Hrkt": "Jpan"}
"""Scripts that Korean and Japanese combine, to the code of the combination."""
_MEMBERS: Final = """
    ar: acm acq acw acx aeb afb apc apd ars ary arz ayl; az: azb; et: vro; ff: fuf fuv; ku: ckb sdh;
    lv: ltg; no: nn; ps: pbt; qu: quy; sq: aln; uz: uzs; zh: cdo cjy cpx czh gan hak hsn lzh mnp nan wuu yue
"""
MACROLANGUAGES: Final = {
    member: macrolanguage
    for macrolanguage, members in (group.split(":") for group in "".join(_MEMBERS.split("\n")).split(";"))
    for member in members.split()
    for macrolanguage in (macrolanguage.strip(),)
}
"""Language to its macrolanguage in ISO 639-3, where the CLDR doesn't replace one with the other."""


def is_language(code: str) -> bool:
    """Whether a code in small letters is that of a language in ISO 639 or the CLDR."""
    return code in _likely() or code in _aliases() or code in english().languages


def is_script(code: str | None) -> bool:
    """Whether a code is that of a script, in capitals or not; True for None."""
    return code is None or code.title() in english().scripts


def scripts(code: str) -> list[str]:
    """Return the scripts of a language in the CLDR, the usual one first: Hans, Hant, … for `zh`."""
    language = canonical(code)[0]
    likely = (value.split("_") for key, value in _likely().items() if key.split("_")[0] == language)
    usual = combined_script(likely_script(language))
    return list(dict.fromkeys([*filter(None, [usual]), *(part for parts in likely for part in parts[1:2])]))


def likely_script(language: str, region: str | None = None) -> str | None:
    """Return the script that a language is usually written in, in a region if one is given; None if it is unknown."""
    likely = _likely().get(f"{language}_{region}") or _likely().get(language) or ""
    return next((part for part in likely.split("_") if len(part) == len("Latn")), None)


def combined_script(script: str | None) -> str | None:
    """Return the combination that a script is part of (Kore, Jpan); the script itself if there is none."""
    return COMBINED_SCRIPTS.get(script or "", script)


def is_region(code: str | None) -> bool:
    """Whether a code is that of a region, in capitals or not; True for None."""
    return code is None or current_region(code) in english().territories


@cache
def english() -> Locale:
    """Return the locale that names languages, scripts and regions in English."""
    from babel import Locale

    return Locale("en")


@cache
def territories(language: str) -> Mapping[str, str]:
    """Return the names of countries and regions in a language, by their codes; empty where the CLDR lacks it."""
    from babel import Locale, UnknownLocaleError

    try:
        return dict(Locale(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}


@cache
def currencies(language: str) -> frozenset[str]:
    """Return the names of currencies in a language, one and several of each; empty where the CLDR lacks it."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_currency_name

    try:
        locale = Locale(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(get_currency_name(str(code), count, locale) for code in locale.currencies for count in (1, 2, 5))


def canonical(code: str) -> tuple[str, str | None, str | None]:
    """Return language, script and region of a code: `sh` is sr-Latn, `prs` is fa-AF."""
    language, *rest = str(_aliases().get(code, code)).split("_")
    script = next((part for part in rest if len(part) == len("Latn")), None)
    region = next((part for part in rest if part != script), None)
    return ISO_639_1.get(language, language), script, region


def current_region(code: str | None) -> str | None:
    """Return the current ISO code of a region: GB for UK."""
    from babel.core import get_global

    upper = (code or "").upper()
    return next(iter(get_global("territory_aliases").get(upper, [upper]))) or None


def _aliases() -> Mapping[str, str]:
    """Return a dict from language codes to their replacements, a language, script and region: `iw` to `he`."""
    from babel.core import get_global

    return get_global("language_aliases")


def _likely() -> Mapping[str, str]:
    """Return a dict from language, or language and region, to language, script and region: `zh_TW` to `zh_Hant_TW`."""
    from babel.core import get_global

    return get_global("likely_subtags")
