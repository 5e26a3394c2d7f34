"""Sets and runs made by the commands, of one system whose outputs are bad in one of two ways."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tertium.cli import main

if TYPE_CHECKING:
    from pathlib import Path

REFERENCES = [f"Im Bericht Nummer {i} steht ein langer Satz über Wetter und Verkehr in Stadt {i}." for i in range(40)]
SHUFFLED = [" ".join(reversed(text.split())) for text in REFERENCES]
HALVES = [text[: len(text) // 2] for text in REFERENCES]


def score(folder: Path, name: str, outputs: list[str], references: list[str] = REFERENCES) -> Path:
    """Build FOLDER/set of 20 documents, score one system, and return the run's folder."""
    (folder / "reference.txt").write_text("\n".join(references) + "\n", encoding="utf-8")
    (folder / "docs.txt").write_text("\n".join(f"d{i // 2}" for i in range(40)) + "\n", encoding="utf-8")
    (folder / "output.txt").write_text("\n".join(outputs) + "\n", encoding="utf-8")
    shutil.rmtree(folder / "set", ignore_errors=True)
    reference, docs = f"A={folder / 'reference.txt'}", str(folder / "docs.txt")
    assert main(["build", "--reference", reference, "--documents", docs, "-o", str(folder / "set"), "-q"]) == 0
    run = folder / name
    output = f"mine={folder / 'output.txt'}"
    assert (
        main(["score", str(folder / "set"), "-m", "bleu", "-m", "chrf", "--system", output, "-o", str(run), "-q"]) == 0
    )
    return run
