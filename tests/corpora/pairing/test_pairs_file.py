"""A user's decisions on pairs, as a file: what it says, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.pairing import pairs_file
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


def test_pairs_by_hand_are_read(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("source\ttarget\tdecision\tsystem\na\tx\tpair\tnorth\nb\ty\tapart\t\n", encoding="utf-8")
    user_pairs = pairs_file.load(path)
    assert user_pairs.pairs == {"x": ("a", "north")}
    assert user_pairs.excluded == (("b", "y"),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\tb\tpair\n",
        "source\ttarget\tdecision\na\tx\n",
        "source\ttarget\tdecision\na\tx\tmaybe\n",
        "source\ttarget\tdecision\na\tx\tpair\nb\tx\tpair\n",
        "source\ttarget\tdecision\na\tx\tpair\na\tx\tapart\n",
    ],
)
def test_a_broken_file_of_pairs_is_a_two_line_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        pairs_file.load(path)
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("a\tx\tpair\nb\ty\tapart\na\tx\tapart", "lines 2 and 4: 'a' and 'x' are pair and apart"),
        ("a\tx\tapart\na\tx\tpair", "lines 2 and 3: 'a' and 'x' are pair and apart"),
        ("a\tx\tpair\nb\tx\tpair", "lines 2 and 3: target 'x' has two sources"),
    ],
)
def test_lines_of_pairs_that_contradict_each_other_are_both_named(tmp_path: Path, lines: str, message: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(f"source\ttarget\tdecision\n{lines}\n", encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        pairs_file.load(path)
    assert str(path) in str(caught.value)


def test_a_pair_that_is_excluded_twice_is_no_contradiction(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("source\ttarget\tdecision\na\tx\tapart\na\tx\tapart\n", encoding="utf-8")
    assert pairs_file.load(path).excluded == (("a", "x"),)


def test_an_article_that_is_not_there_is_named_with_its_line_and_the_nearest() -> None:
    user_pairs = pairs_file.UserPairs({"x": ("a", "")}, (("b", "yes"),), {("a", "x"): 2, ("b", "yes"): 3})
    user_pairs.check(["a", "b", "x", "yes"])
    with pytest.raises(DataError, match="--pairs, line 3: no article is called 'yes'\n  try: yet"):
        user_pairs.check(["a", "b", "x", "yet"])
    with pytest.raises(DataError, match="--pairs, line 2: no article is called 'a'\n  try: the name of the article's"):
        user_pairs.check(["x"])
