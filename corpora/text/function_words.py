"""Frequent words of a hundred languages, most of them function words, as jusText lists them from its Wikipedias."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tertium.corpora.text.cldr import english
from tertium.corpora.text.letters import fold


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the folded frequent words of a base language; empty where jusText has no list.

    Capitalised entries are left out: in lists of languages that capitalise names only, they are names and titles.
    """
    # The package isn't imported: it would load lxml, and its lists are files.
    package = find_spec("justext")
    name = english().languages.get({"no": "nb"}.get(language, language), "").replace(" ", "_").replace("å", "a")
    folders = [Path(folder, "stoplists") for folder in (package and package.submodule_search_locations) or ()]
    file = next((file for folder in folders if name and (file := folder / f"{name}.txt").is_file()), None)
    listed = file.read_text(encoding="utf-8").splitlines() if file else []
    return frozenset(fold(word.strip()) for word in listed if word.strip() == word.strip().lower() and word.strip())
