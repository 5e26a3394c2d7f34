"""Outputs that a limit cut: many end unfinished at one length."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.output_limits import output_limit

SENTENCE = "Die Fähre legt morgens um sechs Uhr ab und die Mannschaft schläft an Bord, solange der Wind nicht dreht."


def outputs(limit: int) -> list[str]:
    """Return forty outputs of different lengths, cut at a limit of characters."""
    return [(" ".join([SENTENCE[:-1]] * (1 + i // 10))[: 60 + 9 * i] + ".")[:limit] for i in range(40)]


def words_up_to(limit: int) -> list[str]:
    """Return forty outputs of words of different lengths, cut at a limit of words."""
    texts = [["a" * (1 + (7 * i + 5 * k + k * k) % 11) for k in range(10 + i)] for i in range(40)]
    return [" ".join(text[:limit]) + ("." if len(text) <= limit else "") for text in texts]


def found(texts: list[str]) -> str:
    limit = output_limit(texts, [not text.endswith(".") for text in texts], [True] * len(texts))
    return f"{len(limit.segments)} at {limit.length} {limit.unit}" if limit else ""


def test_many_that_end_unfinished_at_one_length_are_cut_at_a_limit() -> None:
    assert found(outputs(301)) == "13 at 301 characters"
    assert found(words_up_to(30)) == "19 at 30 words"


def test_outputs_that_nothing_cuts_have_no_limit() -> None:
    assert found(outputs(1000)) == ""


def test_a_limit_on_tokens_is_one_on_characters_by_about() -> None:
    texts = [text if len(text) < 300 else text[: 290 + i % 10].rstrip() for i, text in enumerate(outputs(1000))]
    assert found(texts).endswith(" characters")


def test_a_system_that_writes_no_full_stops_is_not_cut() -> None:
    assert found([text.rstrip(".") for text in outputs(1000)]) == ""


def test_two_outputs_are_not_enough() -> None:
    assert found(outputs(405)) == ""


def test_outputs_whose_source_has_no_end_are_not_judged() -> None:
    texts = outputs(301)
    assert output_limit(texts, [not text.endswith(".") for text in texts], [False] * len(texts)) is None


def test_the_sentence_says_how_many_and_where() -> None:
    texts = outputs(301)
    limit = output_limit(texts, [not text.endswith(".") for text in texts], [True] * len(texts))
    assert limit
    assert str(limit).startswith("13 outputs end unfinished at up to 301 characters, and none is longer")
    assert limit.chance < 1e-9


def test_outputs_of_one_length_alone_tell_of_no_limit() -> None:
    assert found(["Sie legt ab und kommt"] * 40) == ""


@pytest.mark.parametrize("size", [0, 1])
def test_few_outputs_have_no_limit(size: int) -> None:
    assert found(outputs(301)[:size]) == ""
