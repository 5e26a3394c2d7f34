"""An output in another language, or of another text, is named once it is realigned; a free translation isn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.outputs.attach import attach
from tertium.corpora.outputs.mismatch import describe_mismatch
from tertium.corpora.readers import open_set
from tertium.corpora.types import EvalSet, blocks

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = (
    "The harbour was opened in 1998 by the mayor of the town.",
    "Today forty people from Rotterdam work on the quay.",
    "The ice closes the river for several weeks every winter.",
    "Nobody knows why the old crane was never sold to anyone.",
)
GERMAN = (
    "Der Hafen wurde 1998 vom Bürgermeister der Stadt eröffnet.",
    "Heute arbeiten vierzig Menschen aus Rotterdam auf dem Kai.",
    "Das Eis sperrt den Fluss jeden Winter für mehrere Wochen.",
    "Niemand weiß, warum der alte Kran nie verkauft wurde.",
)
FREE = (
    "1998 hat der Bürgermeister den Hafen eingeweiht.",
    "Auf dem Kai arbeiten inzwischen vierzig Rotterdamer Menschen.",
    "Im Winter sperrt Eis den Fluss, jeweils mehrere Wochen lang.",
    "Warum man den alten Kran nie verkauft hat, weiß niemand.",
)
OTHER = (
    "Unsere Katze schläft gern unter dem warmen Ofen.",
    "Mit Zwiebeln und Speck schmeckt die Suppe besser.",
    "Gestern regnete es, deshalb blieben alle Kinder drinnen.",
    "Kauft bitte noch Brot, Butter und zwei Liter Milch!",
)


@pytest.mark.parametrize("languages", [("en", "de"), (None, None)])
def test_an_output_in_another_language_is_a_warning_that_names_both(
    languages: tuple[str | None, str | None],
) -> None:
    data = EvalSet("s", tuple("1234"), blocks(["d"] * 4), references={"A": GERMAN}, languages=languages)
    warnings = attach(data, {"x": ENGLISH, "y": FREE}, "realign").warnings
    assert [warning for warning in warnings if "translation of this set?" in warning] == [
        "x: seems to be en, its reference de; is it a translation of this set?"
    ]


def test_another_text_shares_next_to_nothing() -> None:
    assert describe_mismatch(OTHER, GERMAN).endswith("% of its word pieces with its reference")


def test_a_free_translation_is_one() -> None:
    assert describe_mismatch(FREE, GERMAN) == ""


def test_what_is_short_or_omitted_is_not_judged() -> None:
    assert describe_mismatch(("Yes.", ""), ("Ja.", GERMAN[0])) == ""
    assert describe_mismatch(("", ""), GERMAN[:2]) == ""
    assert describe_mismatch((*FREE, "", "Zugabe ohne Referenz, die niemand kennt."), (*GERMAN, ENGLISH[0], "")) == ""


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    [
        "flores-en-de",
        "wmt21-de-en",
        "wmt21-en-de",
        "wmt22-en-zh",
        "wmt23-zh-en",
        "wmt22-cs-uk",
    ],
)
def test_no_system_of_a_published_set_is_doubted_and_its_source_is(shared: Path, name: str) -> None:
    data = open_set(shared / "data" / name)
    references = [text or "" for text in next(iter(data.references.values()))]
    for column in data.outputs.values():
        assert describe_mismatch([text or "" for text in column], references) == ""
    _, source, target = name.split("-")
    message = describe_mismatch([text or "" for text in (data.sources or ())], references)
    assert message == f"seems to be {source}, its reference {target}"
