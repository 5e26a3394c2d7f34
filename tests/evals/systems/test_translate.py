"""Sets are translated by segment, with context, or by document; what failed has a reason and no text."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

import tertium
from tertium.errors import DataError, UsageError
from tertium.evals.systems.base import Task
from tertium.evals.systems.python import Function, Python
from tertium.evals.systems.translate import items_of, shown_failures, translated

if TYPE_CHECKING:
    from pathlib import Path

DATA = tertium.EvalSet.from_dict(
    {
        "source": ["Der Zug fährt ab.", "Er kommt an.", None, "Ein Hund bellt laut.", "Die Katze schläft viel."],
        "reference": ["The train leaves.", "It arrives.", "Nothing.", "A dog barks loudly.", "The cat sleeps a lot."],
        "document": ["a", "a", "a", "b", "b"],
    },
    languages=("de", "en"),
)
CODE = """
WORDS = {"Der Zug fährt ab.": "The train leaves.", "Er kommt an.": "It arrives.",
         "Ein Hund bellt laut.": "A dog barks loudly.", "Die Katze schläft viel.": "The cat sleeps a lot."}

def whole(texts):
    return ["\\n".join(WORDS[line] for line in text.split("\\n")) for text in texts]

def running(texts):
    return [" ".join(WORDS[line] for line in text.split("\\n")) + " And more was said here." for text in texts]

def lazy(texts):
    return [None if "Zug" in text else whole([text])[0] for text in texts]
"""


def python(folder: Path, name: str, **options: Any) -> Python:
    module = f"systems_{abs(hash(str(folder)))}"
    (folder / f"{module}.py").write_text(CODE, encoding="utf-8")
    return Python(f"{module}:{name}", folder=str(folder), **options)


def test_a_spec_a_function_and_a_system_are_systems() -> None:
    with pytest.warns(UserWarning, match="1 of 5 segments: the segment has no source"):
        data = tertium.translate(
            DATA,
            {
                "spec": "command:run=cat",
                "function": lambda texts: [text.upper() for text in texts],
                "system": Function(lambda texts: texts),
            },
        )
    assert data.outputs["spec"] == DATA.sources == data.outputs["system"]
    assert data.outputs["function"][3] == "EIN HUND BELLT LAUT."
    with pytest.raises(UsageError, match="systems: an item can't be 3"):
        tertium.translate(DATA, {"new": 3})  # type: ignore[dict-item]
    with pytest.raises(DataError, match="has no sources"):
        tertium.translate({"reference": ["a"]}, {"new": "command:run=cat"})


def test_a_segment_without_a_source_has_a_reason_and_no_output() -> None:
    translation = translated(DATA, "new", Function(lambda texts: texts), Task())
    assert translation.failures == {DATA.ids[2]: "the segment has no source"}
    assert translation.data.outputs["new"][2] is None


BLANK = tertium.EvalSet.from_dict({"source": ["Ein Hund.", "", " \u2028", "Eine Katze."], "reference": ["x"] * 4})


def test_a_blank_source_is_not_asked_for_and_its_translation_is_nothing() -> None:
    calls: list[list[str]] = []
    translation = translated(BLANK, "new", Function(lambda texts: calls.append(texts) or texts), Task())  # type: ignore[func-returns-value]
    assert calls == [["Ein Hund.", "Eine Katze."]]
    assert translation.data.outputs["new"] == ("Ein Hund.", "", "", "Eine Katze.")
    assert translation.failures == {}
    run = tertium.evaluate(translation.data, ["chrf"])
    assert run.measures.keys() == {"chrf", "latency"}
    assert not [skip for skip in run.skips if skip.metric == "latency"], "it took no time"


def test_a_file_has_a_line_for_a_blank_source_too(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("A dog.\n\n\nA cat.\n", encoding="utf-8")
    data = tertium.translate(BLANK, {"new": f"file:path={tmp_path / 'out.txt'}"})
    assert data.outputs["new"] == ("A dog.", "", "", "A cat.")


def test_context_is_what_stands_before_in_the_document(tmp_path: Path) -> None:
    _, items = items_of(DATA, python(tmp_path, "whole", context=2))
    assert [item.context for item in items] == [(), ("Der Zug fährt ab.",), (), ("Ein Hund bellt laut.",)]


def test_whole_documents_are_cut_into_segments_again(tmp_path: Path) -> None:
    translation = translated(DATA, "new", python(tmp_path, "whole", mode="document"), Task(DATA.languages))
    outputs = translation.data.outputs
    assert outputs["new"] == ("The train leaves.", "It arrives.", "", "A dog barks loudly.", "The cat sleeps a lot.")
    assert translation.data.provenance["realigned"]["new"]["omitted"] == [DATA.ids[2]]
    rows = translation.data.provenance["usage"]["new"]["rows"]
    assert rows[DATA.ids[0]][0] == rows[DATA.ids[1]][0] > 0


def test_what_was_added_is_counted(tmp_path: Path) -> None:
    translation = translated(DATA, "new", python(tmp_path, "running", mode="document"), Task(DATA.languages))
    added = translation.data.provenance["realigned"]["new"]["added"]
    assert {sentence["text"] for sentence in added} == {"And more was said here."}
    assert any("added" in warning for warning in translation.warnings)


def test_of_a_document_that_failed_no_segment_has_an_output(tmp_path: Path) -> None:
    translation = translated(DATA, "new", python(tmp_path, "lazy", mode="document"), Task(DATA.languages))
    assert translation.data.outputs["new"] == (None, None, None, "A dog barks loudly.", "The cat sleeps a lot.")
    assert translation.failures == dict.fromkeys(DATA.ids[:3], "the function returned None")
    assert translation.data.provenance["realigned"]["new"]["omitted"] == []


def test_where_all_documents_failed_nothing_is_cut() -> None:
    def fail(_: list[str]) -> list[str]:
        raise ValueError

    translation = translated(DATA, "new", Function(fail), Task(DATA.languages))
    assert set(translation.data.outputs["new"]) == {None}


def test_a_file_in_another_order_is_refused(tmp_path: Path) -> None:
    generator = random.Random(1)  # noqa: S311
    words = ["".join(generator.choices("abcdefghijklmnop", k=6)) for _ in range(200)]
    texts = [" ".join(words[i : i + 5]) for i in range(0, 200, 5)]
    data = tertium.EvalSet.from_dict({"source": texts, "reference": texts})
    (tmp_path / "out.txt").write_text("".join(f"{text}\n" for text in [*texts[1:], texts[0]]), encoding="utf-8")
    with pytest.raises(DataError):
        tertium.translate(data, {"new": f"file:path={tmp_path / 'out.txt'}"})


def test_failures_are_summed_up_by_their_most_frequent_reason() -> None:
    failures = {"1": "slow", "2": "busy", "3": "slow"}
    assert shown_failures(failures, "new", 9) == "new has no output for 3 of 9 segments: slow (2 times)"
    assert shown_failures({"1": "slow"}, "new", 9) == "new has no output for 1 of 9 segments: slow"


def test_answers_are_kept_in_a_file_and_budgets_hold(tmp_path: Path) -> None:
    calls: list[int] = []

    def count(texts: list[str]) -> list[str]:
        calls.append(len(texts))
        return texts

    data = {"source": ["a", "b"], "reference": ["x", "y"]}
    with pytest.warns(UserWarning, match="budget of 1 request is spent"):
        tertium.translate(data, {"new": count}, answers=tmp_path / "answers", requests=1)
    assert tertium.translate(data, {"new": count}, answers=tmp_path / "answers").outputs == {"new": ("a", "b")}
    assert calls == [1, 1]
