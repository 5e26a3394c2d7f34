"""Writes NTREX-128 as sets that the other benchmarks read: `python benchmarks/ntrex.py CLONE FOLDER CODE=TAG …`.

CLONE is a working copy of github.com/MicrosoftTranslator/NTREX (CC BY-SA 4.0): English news of 2019 and its human
translations. CODE=TAG names a language there and its ISO 639-1 code, e.g. heb=he jpn=ja; each becomes two sets, out of
English and into it. --documents FILE takes only the documents that a file lists, one id a line.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def lines(path: Path) -> list[str]:
    """Return the lines of a file of NTREX, without stray carriage returns and tabs."""
    text = path.read_text(encoding="utf-8").removesuffix("\n")
    return [line.strip("\r").replace("\r", " ").replace("\t", " ") for line in text.split("\n")]


def write_sets(clone: Path, folder: Path, languages: dict[str, str], chosen: set[str] | None) -> None:
    """Write two sets per language with the chosen documents, or with all."""
    documents = lines(clone / "DOCUMENT_IDS.tsv")
    kept = [i for i, document in enumerate(documents) if document and (chosen is None or document in chosen)]
    english = lines(clone / "NTREX-128" / "newstest2019-src.eng.txt")
    for code, tag in languages.items():
        other = lines(clone / "NTREX-128" / f"newstest2019-ref.{code}.txt")
        for name, source, reference in ((f"en-{tag}", english, other), (f"{tag}-en", other, english)):
            target = folder / f"ntrex-{name}"
            target.mkdir(parents=True, exist_ok=True)
            for file, column in (("source", source), ("reference.A", reference), ("docs", documents)):
                write_lines(target / f"{file}.txt", [column[i] for i in kept])


def write_lines(path: Path, texts: Sequence[str]) -> None:
    """Write one text a line."""
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")


def main() -> None:
    """Write the sets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clone", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("languages", nargs="+", metavar="CODE=TAG")
    parser.add_argument("--documents", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    documents = set(lines(chosen.documents)) if chosen.documents else None
    pairs = (language.partition("=") for language in chosen.languages)
    write_sets(chosen.clone, chosen.folder, {code: tag for code, _, tag in pairs}, documents)


if __name__ == "__main__":
    main()
