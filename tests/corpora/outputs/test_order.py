"""Shifted and shuffled lines are named; bad translations and repeated sentences are no disorder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.outputs.order import Move, find_disorder
from tertium.corpora.readers import open_set
from tests.scripts import LANGUAGES, lines

if TYPE_CHECKING:
    from pathlib import Path

SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "wo", "za"]
DIGITS = [f"{number * 7919 % 1000:03}{number * 104729 % 1000:03}" for number in range(1, 181)]
WORDS = ["".join(SYLLABLES[int(digit)] for digit in digits) for digits in DIGITS]
REFERENCES = [" ".join(WORDS[i : i + 6]) for i in range(0, 180, 6)]
OUTPUT = [f"{text} und so weiter" for text in REFERENCES]
IDS = [f"d#{i + 1}" for i in range(len(OUTPUT))]


def test_lines_in_order_are_no_disorder() -> None:
    found = find_disorder(OUTPUT, REFERENCES)
    assert (found.serious, found.describe(IDS)) == (False, "")


def test_a_lost_line_shifts_the_rest() -> None:
    found = find_disorder([*OUTPUT[:10], *OUTPUT[11:], ""], REFERENCES)
    assert found.serious
    assert "stand 1 too early (line 11 fits segment 'd#12')" in found.describe(IDS)


def test_shuffled_lines_are_named() -> None:
    found = find_disorder([OUTPUT[i * 7 % len(OUTPUT)] for i in range(len(OUTPUT))], REFERENCES)
    assert found.serious
    assert "lines are shuffled" in found.describe(IDS)


def test_one_exchanged_pair_is_said_and_scored() -> None:
    lines = OUTPUT.copy()
    lines[3], lines[17] = lines[17], lines[3]
    found = find_disorder(lines, REFERENCES)
    assert (found.serious, found.describe(IDS)) == (False, "lines 4 and 18 are exchanged")


def test_bad_missing_and_repeated_lines_are_no_disorder() -> None:
    assert not find_disorder(["Etwas ganz anderes steht hier."] * len(OUTPUT), REFERENCES).serious
    assert not find_disorder([None, ""] * (len(OUTPUT) // 2), REFERENCES).serious
    assert not find_disorder([REFERENCES[0]] * len(OUTPUT), REFERENCES).serious


@pytest.mark.shared
def test_no_system_of_wmt_is_accused(shared: Path) -> None:
    data = open_set(shared / "data" / "wmt23-zh-en")
    references = next(iter(data.references.values()))
    for name, column in list(data.outputs.items())[:6]:
        assert not find_disorder(column, references).serious, name


LETTERS = np.random.default_rng(7).choice(list("abcdefghijklmnopqrstuvwxyz"), size=(30, 6, 7))
APART = [" ".join("".join(word) for word in line) for line in LETTERS]
"""References that share nothing with each other."""


def test_a_late_and_an_early_run_are_two_moves_with_their_bounds() -> None:
    lines = [*APART[:4], "one more line that nobody asked for", *APART[4:12], *APART[13:20], *APART[20:]]
    lines = [*lines[:20], *APART[20:26], "", ""][: len(APART)]
    lines += [""] * (len(APART) - len(lines))
    found = find_disorder(lines, APART)
    assert found.moves[0] == Move(5, 13, 1)
    assert "lines 6 to 13 stand 1 too late (line 6 fits segment 'd#5')" in found.describe(IDS)


@pytest.mark.parametrize(("lines", "moves"), [(2, 0), (3, 1), (4, 1)])
def test_three_lines_of_one_shift_are_a_run_and_fewer_are_chance(lines: int, moves: int) -> None:
    made = [*APART[:10], *([""] * 9), *APART[19:]]
    made[14 : 14 + lines] = APART[10 : 10 + lines]
    found = find_disorder(made, APART)
    assert len(found.moves) == moves
    assert len(found.scattered) == (0 if moves else lines)
    if moves:
        assert found.moves[0] == Move(14, 14 + lines, 4)


@pytest.mark.parametrize(("gap", "runs"), [(10, 1), (11, 2)])
def test_lines_of_one_shift_far_apart_are_two_runs(gap: int, runs: int) -> None:
    first, second = [2, 3, 4], [4 + gap, 5 + gap, 6 + gap]
    made = ["" for _ in APART]
    for row in (*first, *second):
        made[row] = APART[row - 1]
    assert len(find_disorder(made, APART).moves) == runs


def test_five_places_are_three_named_and_two_counted() -> None:
    lines = APART.copy()
    for one, other in ((0, 9), (3, 14), (5, 20), (7, 25), (11, 28)):
        lines[one], lines[other] = lines[other], lines[one]
    found = find_disorder(lines, APART)
    assert found.swaps == ((0, 9), (3, 14), (5, 20), (7, 25), (11, 28))
    assert found.serious
    assert found.describe(IDS) == (
        "lines 1 and 10 are exchanged; lines 4 and 15 are exchanged; lines 6 and 21 are exchanged; 2 more places"
    )


@pytest.mark.parametrize(("swaps", "serious"), [(1, False), (2, True)])
def test_more_than_three_lines_out_of_place_are_serious(swaps: int, serious: bool) -> None:  # noqa: FBT001 - a column
    lines = APART.copy()
    for one, other in ((0, 9), (3, 14))[:swaps]:
        lines[one], lines[other] = lines[other], lines[one]
    assert find_disorder(lines, APART).serious == serious


def test_a_short_line_is_evidence_of_nothing() -> None:
    lines = APART.copy()
    lines[3], lines[17] = "ba", "ke"
    references = APART.copy()
    references[3], references[17] = "ke", "ba"
    assert find_disorder(lines, references).describe(IDS) == ""


def test_a_line_must_be_far_liker_to_another_reference_than_to_its_own() -> None:
    half = APART[0].split()[:3] + APART[20].split()[3:]
    lines = [" ".join(half), *APART[1:20], "", *APART[21:]]
    assert find_disorder(lines, APART).scattered == (), "half of it is its own"
    gone = [APART[10], *APART[1:10], "", *APART[11:]]
    assert find_disorder(gone, APART).scattered == ((0, 10),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_shifted_lines_of_any_script_are_named_and_a_correct_order_is_left_alone(language: str) -> None:
    _, references, outputs = lines(language)
    assert find_disorder(outputs, references).describe(IDS) == ""
    assert find_disorder(references, outputs).describe(IDS) == ""
    early, late = find_disorder([*outputs[1:], ""], references), find_disorder(["", *outputs[:-1]], references)
    assert [move.shift for move in early.moves] == [-1]
    assert [move.shift for move in late.moves] == [1]
    assert early.serious
    assert late.serious
