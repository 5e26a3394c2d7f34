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
        "# nothing but a comment\n",
        "source\ttarget\n",
        "a\n",
        "a\t\n",
        "a\tx\tpair\tnorth\t1\n",
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


IDS = ["a", "b.en", "x", "y", "z", "v + w", "q.txt"]


def resolved(folder: Path, text: str) -> pairs_file.UserPairs:
    path = folder / "pairs.csv"
    path.write_text(text, encoding="utf-8")
    return pairs_file.load(path).resolved(IDS)


def test_an_article_in_several_files_is_written_with_plus(tmp_path: Path) -> None:
    user_pairs = resolved(tmp_path, "a + b.en, x + y + z\nq.txt, v + w\n")
    assert user_pairs.pairs == {"x": ("a", ""), "v + w": ("q.txt", "")}
    assert user_pairs.parts == {"a": ("b.en",), "x": ("y", "z")}
    assert user_pairs.whole("x") == ("x", "y", "z")
    assert user_pairs.whole("v + w") == ("v + w",)
    assert user_pairs.place(("a", "x")) == "--pairs, line 1"


def test_names_of_files_are_names_of_articles_too(tmp_path: Path) -> None:
    assert resolved(tmp_path, "a.txt, x.html\nb.en.txt, y, apart\n") == pairs_file.UserPairs(
        {"x": ("a", "")}, (("b.en", "y"),), {("a", "x"): 1, ("b.en", "y"): 2}
    )


def test_a_first_line_of_two_languages_is_a_header(tmp_path: Path) -> None:
    assert resolved(tmp_path, "en,de\na,x\n").pairs == {"x": ("a", "")}
    with pytest.raises(DataError, match="line 2: no article is called 'en'"):
        resolved(tmp_path, "a,x\nen,de\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a, x + nope", "line 1: no article is called 'nope'"),
        ("a, x + y\nb.en, y", "'y' is a part of an article, and stands elsewhere too"),
        ("a, x + y\na, y + z", "'y' is a part of an article"),
        ("a, x + x", "'x' is a part of an article"),
        ("a, x\na, x + y", "a target stands in two pairs"),
        ("a, x\nb.en, x.txt", "a target stands in two pairs"),
        ("a, x\na + b.en, y", "'a' is a part of an article"),
    ],
)
def test_a_file_that_is_used_twice_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        resolved(tmp_path, text)
    assert len(str(caught.value).splitlines()) == 2
