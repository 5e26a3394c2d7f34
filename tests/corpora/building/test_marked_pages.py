"""Pages of two stories as websites have them, in German and English and eleven more languages, built pair by pair.

The Japanese and the Finnish translation lack a sentence and have a paragraph in another place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.building.build import build
from tertium.corpora.building.plan import Plan
from tertium.corpora.pairing.pair import LIMITS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

FOLDER = ROOT / "tests" / "data" / "cleaning" / "marked"
"""Pages whose lines are marked: # headline, = text, - anything else."""
ORIGINALS = {"tram": "de", "seal": "en"}
PAIRS = sorted(
    (ORIGINALS[story], language, story)
    for story, language in (path.stem.split(".") for path in FOLDER.glob("*.txt"))
    if language != ORIGINALS[story]
)
MOVED = {"ja": 2, "fi": 3}
"""Segments that the build says moved: of two paragraphs that changed places it may be either."""
MISSING = {"ja": "14.000 Stunden", "fi": "a bag of flour"}


def marked(story: str, language: str, marks: str) -> list[str]:
    """Return the lines of a page with these marks, without them."""
    text = (FOLDER / f"{story}.{language}.txt").read_text(encoding="utf-8")
    return [line[2:] for line in text.splitlines() if line[0] in marks]


def built(folder: Path, source: str, target: str, story: str, lacks: str = "") -> EvalSet:
    """Build the page and its translation, which lacks the paragraph with these words."""
    for name, language in (("one", source), ("two", target)):
        text = "\n\n".join(line for line in marked(story, language, "#=-") if not lacks or lacks not in line)
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    return build(folder, Plan(source, target, role="reference", called="web"))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(("source", "target", "story"), PAIRS)
def test_headline_and_text_are_in_the_set_in_order_and_nothing_else(
    source: str, target: str, story: str, tmp_path: Path
) -> None:
    data = built(tmp_path, source, target, story)
    assert data.sources is not None
    sources, targets = data.sources, data.references["web"]
    assert bare("".join(text or "" for text in sources)) == bare("".join(marked(story, source, "#=")))
    assert sorted(bare("".join(text or "" for text in targets))) == sorted(bare("".join(marked(story, target, "#="))))
    assert (sources[0], targets[0]) == (*marked(story, source, "#"), *marked(story, target, "#"))
    assert len(data.provenance["moved"]) == MOVED.get(target, 0)
    alone = [text for text, translation in zip(sources, targets, strict=True) if not translation]
    assert [MISSING[target] in text for text in alone] == [True] * len(alone)
    assert len(alone) == (target in MISSING)


def test_a_korean_translation_that_lacks_a_paragraph_is_a_pair_and_the_gap_is_reported(tmp_path: Path) -> None:
    data = built(tmp_path, "de", "ko", "tram", lacks="다녔어요")
    (pair,) = data.provenance["pairs"]
    assert 0.5 <= pair["score"] < LIMITS["use"].similarity, "two articles alone may lack a little likeness"
    alone = [
        text for text, translation in zip(data.sources or (), data.references["web"], strict=True) if not translation
    ]
    assert [text.split()[0] for text in map(str, alone)] == ["„Mit"]
