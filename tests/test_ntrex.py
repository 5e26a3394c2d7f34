"""NTREX is written as sets of both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.ntrex import write_sets
from benchmarks.reference_sets import reference_sets

if TYPE_CHECKING:
    from pathlib import Path


def test_a_language_becomes_two_sets_with_the_chosen_documents(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    (clone / "NTREX-128").mkdir(parents=True)
    for name, text in (
        ("DOCUMENT_IDS.tsv", "a\na\nb\n"),
        ("NTREX-128/newstest2019-src.eng.txt", "One.\r\nTwo.\nThree.\n"),
        ("NTREX-128/newstest2019-ref.heb.txt", "אחת.\nשתיים.\nשלוש.\n"),
    ):
        (clone / name).write_text(text, encoding="utf-8", newline="")
    write_sets(clone, tmp_path / "sets", {"heb": "he"}, {"a"})
    sets = {data.name: data for data in reference_sets(tmp_path / "sets")}
    assert sorted(sets) == ["ntrex-en-he", "ntrex-he-en"]
    assert sets["ntrex-en-he"].sources == ("One.", "Two.")
    assert sets["ntrex-he-en"].sources == ("אחת.", "שתיים.")
    assert sets["ntrex-en-he"].languages == ("en", "he")
