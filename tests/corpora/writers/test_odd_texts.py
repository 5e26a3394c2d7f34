"""Odd texts, ids and names in every format: read back equal, refused, or changed with a note."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from tertium.corpora import store, writers
from tertium.corpora.readers import open_set
from tertium.corpora.types import EvalSet, blocks
from tertium.errors import DataError
from tests.corpora.making import SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path

ODD: Final = {
    "empty": ("", "", ""),
    "spaces": (" ", " a ", "\u00a0b\u00a0"),
    "tab": ("a\tb", "c", "d"),
    "separators": ("a\u2028b", "c\u2029d", "e\x85f\x0bg\x0ch"),
    "returns": ("a\rb", "c\r", "\rd"),
    "windows": ("a\r\nb", "c", "d"),
    "lines": ("a\nb", "c\n", "\nd"),
    "directions": ("\u200fשלום\u200e", "\u202eabc\u202c", "\u2066x\u2069"),
    "long": ("x" * 300_000, "y " * 100_000, "z"),
    "marks": ("\ufeffa", "\ufeff", "b\ufeff"),
    "zero": ("a\0b", "\x01", "\x7f\x9f"),
    "markup": ("]]>", "<seg>&amp;</seg>", "<!--x-->&#10;"),
    "quotes": ('"a"', "'b", '"""'),
    "formulas": ("=1+1", "@x", "-2"),
    "nothings": ("null", "NA", "None"),
    "composed": ("e\u0301", "\u00e9", "\ufb01"),
    "beyond": ("\U0001f6a2", "\U0010ffff", "\ufffe"),
}
PLAIN = EvalSet(
    name="plain",
    ids=("a#1", "a#2", "b#1"),
    documents=blocks(["a", "a", "b"]),
    sources=("One.", "Two.", "Three."),
    references={"A": ("Eins.", "Zwei.", "Drei.")},
    languages=("en", "de"),
)
ONE_COLUMN: Final = frozenset({"vecalign", "hunalign"})
"""Formats that hold one translation only."""


def sets(texts: tuple[str, ...], form: str) -> list[EvalSet]:
    """Return sets with the texts in one place each."""
    first, second, _ = (text[:200] for text in texts)
    variants = [
        replace(PLAIN, sources=texts),
        replace(PLAIN, references={"A": texts}),
        replace(PLAIN, documents=blocks(["a", "a", "b"], [first, first, second])),
        replace(PLAIN, ids=tuple(f"{i}{text}" for i, text in enumerate(texts))),
        replace(PLAIN, documents=blocks([first or "q", first or "q", f"{second}2"])),
        replace(PLAIN, references={first.strip() or "q": PLAIN.references["A"]}),
    ]
    systems: list[dict[str, tuple[str | None, ...]]] = [{"x": texts}, {first.strip() or "q": ("Eins", "", "Drei")}]
    return variants if form in ONE_COLUMN else [*variants, *(replace(PLAIN, outputs=outputs) for outputs in systems)]


def differs(read: EvalSet, data: EvalSet) -> bool:
    contents = [
        (evalset.documents, evalset.ids, evalset.sources, dict(evalset.references), dict(evalset.outputs))
        for evalset in (read, data)
    ]
    return contents[0] != contents[1]


@pytest.mark.parametrize("form", sorted(writers.names()))
@pytest.mark.parametrize("name", ODD)
def test_what_was_written_is_read_back_or_refused_or_the_change_is_noted(name: str, form: str, tmp_path: Path) -> None:
    for i, data in enumerate(sets(ODD[name], form)):
        path = tmp_path / f"{i}{SUFFIXES.get(form, '')}"
        try:
            notes = writers.save_as(data, form, path)
        except DataError:
            assert not path.exists()
            continue
        assert notes or not differs(open_set(path, data.languages), data)


@pytest.mark.parametrize("name", ODD)
def test_our_own_folder_holds_everything(name: str, tmp_path: Path) -> None:
    for i, data in enumerate(sets(ODD[name], "tertium")):
        if "\0" in "".join((*data.references, *data.outputs)):
            continue
        store.save(data, tmp_path / str(i))
        assert not differs(store.load(tmp_path / str(i)), data)
