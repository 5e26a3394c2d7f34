"""Gold boilerplate removal: from the page as stored, and from its plain rendering alone.

DATA/boilerplate/SET is one of three kinds. gold.jsonl: strings that must be in what is kept (``with``) or must not
(``without``), counted as its authors do. labels/X.txt beside text/X.txt: a label per line, counted by characters.
labels/X.tsv: label TAB text, counted by characters; headline, full_text and supplemental are content. The 80-characters
rule (keep longer lines) is measured beside it on the same text.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.result import Result, f1
from tertium.corpora.cleaning.clean import Cleaner, left_out, plain_text
from tertium.corpora.types import Article
from tertium.files.page_encoding import decode_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

CONTENT: Final = frozenset({"headline", "full_text", "supplemental", "content"})
CLEANER: Final = Cleaner(("de", "en"))
RULE: Final = 80


class Counts(NamedTuple):
    """How much is rightly kept, is kept, and should be kept: strings or characters."""

    right: float = 0
    kept: float = 0
    gold: float = 0

    def plus(self, other: Counts) -> Counts:
        """Return the sum."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))

    def results(self, name: str, against: str, engine: str) -> Iterator[Result]:
        """Yield precision, recall and F1."""
        precision, recall = self.right / max(self.kept, 1), self.right / max(self.gold, 1)
        yield Result(f"{name}/precision", precision, "share", "", engine)
        yield Result(f"{name}/recall", recall, "share", "", engine)
        yield Result(f"{name}/f1", f1(precision, recall), "share", against, engine)


def measure(data: Path) -> Iterator[Result]:
    """Yield the figures of every set in DATA/boilerplate."""
    for folder in sorted(path for path in data.glob("boilerplate/*") if path.is_dir()):
        name = f"boilerplate/{folder.name}"
        if (folder / "gold.jsonl").is_file():
            yield from by_strings(folder, read_page, "html").results(name, "0.96", "html")
            kept, rule = by_strings(folder, read_text, "text"), by_strings(folder, by_length, "text")
        else:
            kept, rule = by_labels(folder, content_lines), by_labels(folder, long_lines)
        _, _, limit = rule.results(name, "", "80 chars")
        yield from kept.results(name, f"lines of 80 characters: {limit.value:.3f}", "text")


def by_strings(folder: Path, read: Callable[[Path], str], kind: str) -> Counts:
    """Count strings that must and must not be kept."""
    total = Counts()
    suffix = ".html.gz" if kind == "html" else ".txt"
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        text = squeezed(read(folder / kind / f"{gold['file']}{suffix}"))
        right = sum(squeezed(string) in text for string in gold["with"])
        wrong = sum(squeezed(string) in text for string in gold["without"])
        total = total.plus(Counts(right, right + wrong, len(gold["with"])))
    return total


def by_labels(folder: Path, keep: Callable[[list[str]], Iterable[bool]]) -> Counts:
    """Count characters of lines."""
    total = Counts()
    for path in sorted((folder / "labels").iterdir()):
        lines, labels = _labelled(folder, path)
        for line, label, kept in zip(lines, labels, keep(lines), strict=True):
            size, content = len(line), label in CONTENT
            total = total.plus(Counts(size * (kept and content), size * kept, size * content))
    return total


def _labelled(folder: Path, path: Path) -> tuple[list[str], list[str]]:
    if path.suffix == ".tsv":
        rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        return [row[1] for row in rows if len(row) > 1 and row[1].strip()], [
            row[0] for row in rows if len(row) > 1 and row[1].strip()
        ]
    text = (folder / "text" / path.name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line.strip()], path.read_text(encoding="utf-8").split()


def content_lines(lines: list[str]) -> Iterator[bool]:
    """Yield for each line whether cleaning keeps it."""
    return (line.kept for line in CLEANER.label(Article("page", "\n\n".join(lines))))


def long_lines(lines: list[str]) -> Iterator[bool]:
    """Yield for each line whether it has 80 characters."""
    return (len(line) >= RULE for line in lines)


def read_page(path: Path) -> str:
    """Return the lines of a web page that cleaning keeps."""
    page = decode_page(gzip.decompress(path.read_bytes()))
    text = plain_text(Article("page", page, origin="page.html"))
    beside = left_out(Article("page", page, origin="page.html"), text)
    labelled = CLEANER.label(Article("page", text, origin="page.html"), beside)
    return "\n".join(line.text for line in labelled if line.kept)


def read_text(path: Path) -> str:
    """Return the lines of a plain rendering that cleaning keeps."""
    labelled = CLEANER.label(Article("page", path.read_text(encoding="utf-8")))
    return "\n".join(line.text for line in labelled if line.kept)


def by_length(path: Path) -> str:
    """Return the lines of 80 characters of a plain rendering."""
    return "\n".join(line for line in path.read_text(encoding="utf-8").split("\n") if len(line.strip()) >= RULE)


def squeezed(text: str) -> str:
    """Return the text with single spaces."""
    return " ".join(text.split())
