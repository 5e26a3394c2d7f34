"""Shifted and shuffled lines are named; bad translations and repeated sentences are no disorder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.order import disorder
from tertium.corpora.readers import open_set

if TYPE_CHECKING:
    from pathlib import Path

SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "wo", "za"]
DIGITS = [f"{number * 7919 % 1000:03}{number * 104729 % 1000:03}" for number in range(1, 181)]
WORDS = ["".join(SYLLABLES[int(digit)] for digit in digits) for digits in DIGITS]
REFERENCES = [" ".join(WORDS[i : i + 6]) for i in range(0, 180, 6)]
SAID = [f"{text} und so weiter" for text in REFERENCES]
IDS = [f"d#{i + 1}" for i in range(len(SAID))]


def test_lines_in_order_are_no_disorder() -> None:
    found = disorder(SAID, REFERENCES)
    assert (found.serious, found.describe(IDS)) == (False, "")


def test_a_lost_line_shifts_the_rest() -> None:
    found = disorder([*SAID[:10], *SAID[11:], ""], REFERENCES)
    assert found.serious
    assert "stand 1 too early (line 11 fits segment 'd#12')" in found.describe(IDS)


def test_shuffled_lines_are_named() -> None:
    found = disorder([SAID[i * 7 % len(SAID)] for i in range(len(SAID))], REFERENCES)
    assert found.serious
    assert "lines are shuffled" in found.describe(IDS)


def test_one_exchanged_pair_is_said_and_scored() -> None:
    lines = SAID.copy()
    lines[3], lines[17] = lines[17], lines[3]
    found = disorder(lines, REFERENCES)
    assert (found.serious, found.describe(IDS)) == (False, "lines 4 and 18 are exchanged")


def test_bad_missing_and_repeated_lines_are_no_disorder() -> None:
    assert not disorder(["Etwas ganz anderes steht hier."] * len(SAID), REFERENCES).serious
    assert not disorder([None, ""] * (len(SAID) // 2), REFERENCES).serious
    assert not disorder([REFERENCES[0]] * len(SAID), REFERENCES).serious


@pytest.mark.shared
def test_no_system_of_wmt_is_accused(shared: Path) -> None:
    data = open_set(shared / "data" / "wmt23-zh-en")
    references = next(iter(data.references.values()))
    for name, column in list(data.outputs.items())[:6]:
        assert not disorder(column, references).serious, name
