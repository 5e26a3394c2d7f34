"""Small projects: sets of a few documents in several language pairs, and outputs of two systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = {"news-en-de": ("en", "de"), "talks-en-de": ("en", "de"), "news-de-en": ("de", "en")}
WORDS = {
    "en": "The ferry leaves harbour {i} at noon and returns with {n} passengers before the storm.",
    "de": "Die Fähre verlässt Hafen {i} am Mittag und kehrt mit {n} Fahrgästen vor dem Sturm zurück.",
}
DOCUMENTS = 12
TOML = """schema = "tertium/1"
{sets}
[systems.base]
file = "outputs/{{set}}.{{system}}.txt"
[systems.new]
file = "outputs/{{set}}.{{system}}.txt"
[metrics]
use = ["chrf", "length"]
"""
RULES = """
[[rule]]
kind = "non-inferior"
metric = "chrf"
margin = 3.0
[release]
candidate = "new"
baseline = "base"
samples = 200
[reports]
json = "report/verdict.json"
"""
PAGES = """page = "report/index.html"
junit = "report/gate.xml"
summary = "report/summary.md"
"""


def lines(language: str, cut: int = 0) -> list[str]:
    """Return two lines per document, without their last `cut` words."""
    texts = [WORDS[language].format(i=i, n=i * i + 3) for i in range(2 * DOCUMENTS)]
    return [" ".join(text.split()[: -cut or None]) for text in texts]


def write(path: Path, texts: list[str]) -> None:
    """Write a file of lines, and the folder that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")


def make(folder: Path, rules: str = "", names: tuple[str, ...] = tuple(PAIRS)) -> Path:
    """Write sets in the WMT layout and outputs of base and new into a folder, and return its tertium.toml."""
    tables = []
    for name in names:
        source, target = PAIRS[name]
        place = folder / "sets" / name
        write(place / "source.txt", lines(source))
        write(place / "reference.A.txt", lines(target))
        write(place / "docs.txt", [f"d{i // 2}" for i in range(2 * DOCUMENTS)])
        write(folder / "outputs" / f"{name}.base.txt", lines(target, 3))
        write(folder / "outputs" / f"{name}.new.txt", lines(target, 2))
        tables.append(f'[sets.{name}]\npath = "sets/{name}"\nlanguages = ["{source}", "{target}"]\n')
    file = folder / "tertium.toml"
    file.write_text(TOML.format(sets="\n".join(tables)) + rules, encoding="utf-8")
    return file
