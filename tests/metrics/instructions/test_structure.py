"""Structure that a translation keeps."""

from __future__ import annotations

import pytest

from tests.metrics.checking import ask, pointed_at


def test_a_source_without_marks_has_nothing_to_keep() -> None:
    assert ask("structure", "A dog.", "Ein **Hund**.").opportunities == 0


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("Hello {name}, you have %d files of %s.", "%2$s: {name}, du hast %1$d Dateien."),
        ("<b>Save</b> as", "Sichern <b>unter</b>"),
        ('<a href="x" title="here">a</a>', '<a title="hier" href="x">a</a>'),
        ("# Title\n- one", "# Titel\n* eins"),
        ('{"title": "Dog", "n": [1, true]}', '{"title": "Hund", "n": [1, true]}'),
        ("**Note:** see `x`", "Siehe `x`: **Hinweis**"),
    ],
)
def test_kept_structure_in_another_order_is_right(source: str, output: str) -> None:
    assert ask("structure", source, output).labels == []


@pytest.mark.parametrize(
    ("source", "output", "labels"),
    [
        ("Hello {name}", "Hallo {Name}", ["placeholder altered"]),
        ("Hello {name}", "Hallo", ["placeholder lost"]),
        ("Hello {name}", "Hallo {name} {name}", ["placeholder added"]),
        ("<b>a</b>", "<b>a<b>", ["tag altered"]),
        ("<b>a</b> <i>b</i>", "<b>a<i>b</b></i>", ["tag nesting", "tag nesting"]),
        ('<a href="x">a</a>', '<a href="y">a</a>', ["tag altered"]),
        ("# Title\ntext", "## Titel\nText", ["markdown altered"]),
        ("see `x`", "siehe x", ["markdown lost"]),
    ],
)
def test_changed_structure_is_found(source: str, output: str, labels: list[str]) -> None:
    assert ask("structure", source, output).labels == labels


def test_a_lost_placeholder_is_named_as_the_source_writes_it() -> None:
    assert [span.note for span in ask("structure", "%d of %s in {n}", "von {n}").spans] == ["%d", "%s"]
    assert [span.note for span in ask("structure", "%d of %s", "%d von %d").spans] == ["%s"]


def test_the_altered_mark_is_marked_with_what_was_expected() -> None:
    answer = ask("structure", "Hello {name}", "Hallo {Name}")
    assert pointed_at(answer, "Hallo {Name}") == ["{Name}"]
    assert answer.spans[0].note == "{name}"


def test_markup_that_the_source_nests_wrongly_is_only_compared() -> None:
    assert ask("structure", "<p>a <p>b", "<p>a <p>b").labels == []


@pytest.mark.parametrize(
    ("output", "labels", "errors"),
    [
        ('{"a": "Hund", "b": 2}', [], 0),
        ('{"ä": "Hund", "b": 2}', ["JSON added", "JSON lost"], 2),
        ('{"a": "Hund", "b": 3}', ["JSON added", "JSON lost"], 2),
        ('{"a": "Hund", "b": 2', ["JSON broken"], 3),
        ('```json\n{"a": "Hund", "b": 2}\n```', ["JSON broken"], 3),
    ],
)
def test_json_keeps_its_keys_and_all_values_but_texts(output: str, labels: list[str], errors: int) -> None:
    answer = ask("structure", '{"a": "dog", "b": 2}', output)
    assert (sorted(answer.labels), answer.errors, answer.opportunities) == (labels, errors, 3)


def test_text_in_brackets_is_no_json() -> None:
    assert ask("structure", "[1]", "[eins]").opportunities == 0
    assert ask("structure", "{name} came", "{name} kam").opportunities == 1


def test_json_nested_too_deeply_is_no_crash() -> None:
    assert ask("structure", '{"a": 1}', "[" * 5000).labels == ["JSON broken"]
