"""Every kind of problem is found where it was planted, and nowhere else, in several languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import EvalSet, blocks
from tertium.evals.inspection.texts import output_problems, set_problems
from tests.evals.inspection.making import SIZE, good, made, planted, reference, source, systems
from tests.scripts import LANGUAGES, lines

if TYPE_CHECKING:
    from collections.abc import Sequence


def found(data: EvalSet) -> dict[tuple[str, str], tuple[int, ...]]:
    return {
        (problem.kind, problem.column): problem.segments for problem in (*set_problems(data), *output_problems(data))
    }


def test_a_good_set_has_no_problem() -> None:
    assert found(made()) == {}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("empty", ""),
        ("empty", " \t"),
        ("copy", source(7)),
        ("copy", source(7).upper() + "  "),
        ("number", reference(7).replace("7", "8")),
        ("number", reference(7).replace("Nummer 7 ", "")),
        ("length", " ".join([reference(7)] * 3)),
        ("length", "Nummer 7 gesehen."),
        ("duplicate", reference(3)),
        (
            "language",
            "Hier soir, le vieux pont se trouvait tranquillement à côté de l'autre rivière, sous la pluie numéro 7.",
        ),
        ("language", "Вчера вечером старый мост тихо стоял рядом с другой рекой, и никто не видел дом номер 7."),
    ],
)
def test_a_planted_reference_is_found_and_no_other(kind: str, text: str) -> None:
    problems = found(made({"A": good(), "B": planted({7: text})}))
    assert problems[kind, "reference B"] == (7,)
    assert all(column == "reference B" and rows == (7,) for (_, column), rows in problems.items())


def test_a_missing_reference_is_not_an_empty_one() -> None:
    assert found(made({"A": planted({7: None})})) == {}


def test_sources_are_checked_too() -> None:
    sources: list[str | None] = [source(i) for i in range(SIZE)]
    sources[4], sources[9] = "", sources[8]
    sources[20] = (
        "Gestern Abend stand die alte Brücke ganz still neben dem anderen Fluss, und niemand hat Brief 20 gesehen."
    )
    problems = found(made(sources=sources))
    assert problems["empty", "source"] == (4,)
    assert problems["duplicate", "source"] == (9,)
    assert problems["language", "source"] == (20,)


def test_a_reference_repeated_beside_its_repeated_source_is_right() -> None:
    sources: list[str | None] = [source(i) for i in range(SIZE)]
    sources[9] = sources[8]
    problems = found(made({"A": planted({9: reference(8)})}, sources=sources))
    assert list(problems) == [("duplicate", "source")]


def test_short_answers_may_repeat_and_names_may_be_copied() -> None:
    sources: list[str | None] = [source(i) for i in range(SIZE)]
    sources[8] = sources[9] = "Angela Merkel"
    assert found(made({"A": planted({8: "Angela Merkel", 9: "Angela Merkel"})}, sources=sources)) == {}


def test_a_set_within_one_language_has_no_copies_and_one_without_languages_no_others() -> None:
    texts = [source(i) for i in range(SIZE)]
    assert found(made({"A": texts}, languages=("en", "en-GB"))) == {}
    assert ("copy", "reference A") in found(made({"A": texts}, languages=(None, None)))
    assert ("language", "reference A") not in found(made({"A": texts}, languages=(None, None)))


def test_tokenized_references_and_outputs_are_found() -> None:
    def tokens(texts: Sequence[str]) -> list[str]:
        return [text.replace(".", " .").replace(",", " ,") for text in texts]

    data = made({"A": tokens(good())}, outputs={**systems(3), "y": tokens(systems(1)["x0"])})
    assert found(data) == {
        ("tokenized", "reference A"): tuple(range(SIZE)),
        ("tokenized", "output y"): tuple(range(SIZE)),
    }


def test_of_a_long_column_every_tokenized_text_is_named() -> None:
    count = 20 * SIZE
    texts = tuple(f"Yes , it is text {i} ." if i % 3 else f"Yes, it is text {i}." for i in range(count))
    good = tuple(f"No, it is text {i}." for i in range(count))
    ids = tuple(f"s{i}" for i in range(count))
    data = EvalSet(
        "long", ids, blocks(["d"] * count), references={"A": texts, "B": good}, outputs={"x": texts, "y": good}
    )
    tokenized = {column: rows for (kind, column), rows in found(data).items() if kind == "tokenized"}
    expected = tuple(i for i in range(count) if i % 3)
    assert tokenized == {"reference A": expected, "output x": expected}


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_good_lines_have_no_serious_problem_and_planted_ones_do(language: str) -> None:
    sources, references, outputs = lines(language)
    ids = tuple(str(i) for i in range(len(sources)))
    data = EvalSet("lines", ids, blocks(["d"] * len(ids)), sources, {"A": references}, {"x": outputs}, ("en", language))
    assert [problem for problem in set_problems(data) if problem.is_serious] == []
    bad = ("", sources[1], references[0], *references[3:], references[2])[: len(ids)]
    problems = found(replace(data, references={"A": bad}))
    assert problems["empty", "reference A"] == (0,)
    assert 1 in problems["copy", "reference A"]


def test_short_references_in_another_language_are_found_together() -> None:
    words = ("chien", "chat", "cheval", "voisin", "facteur", "boulanger", "maire", "médecin", "pêcheur", "jardinier")
    french = tuple(f"Le {word} est arrivé hier soir à la gare." for word in words)
    english = tuple(f"The {i} of us came to the station last evening." for i in ("two", "three", "four", "five", "six"))
    data = EvalSet(
        "x",
        tuple(map(str, range(10))),
        blocks(["d"] * 10),
        references={"F": french, "E": english * 2, "mixed": (*french[:5], *english)},
        languages=("de", "en"),
    )
    languages = {problem.column: problem.segments for problem in set_problems(data) if problem.kind == "language"}
    assert languages == {"reference F": tuple(range(10))}
