"""The share of outputs in the form of address that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import Texts
from tertium.errors import DataError, UsageError
from tertium.metrics.instructions.formality import Formality
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.metrics.base import Counted

ITEMS = (
    "item\tformal_annotated\tinformal_annotated\n"
    "1\t[F]Kommen Sie[/F] mit?\t[F]Kommst du[/F] mit?\n"
    "2\tIst das [F]Ihr[/F] Hund?\tIst das [F]dein[/F] Hund?\n"
    "3\tWir sehen [F]Sie[/F].\tWir sehen [F]dich[/F].\n"
)
OUTPUTS = ["Kommen Sie auch mit ?", "Ist das dein Hund?", "Man sieht sich."]


@pytest.fixture
def items(tmp_path: Path) -> str:
    path = tmp_path / "items.tsv"
    path.write_text(ITEMS, encoding="utf-8")
    return str(path)


def counted(spec: str, outputs: list[str], languages: tuple[str, str | None] = ("en", "de")) -> Counted:
    ids = tuple(str(i + 1) for i in range(len(outputs)))
    return load(spec).bind(Texts(ids, ("",) * len(ids), ((),) * len(ids), ids, languages))(outputs)


def test_items_of_no_segment_are_named_in_a_warning(items: str) -> None:
    answer = counted(f"formality:items={items}", OUTPUTS[:2])
    assert answer.warnings[0] == "1 of 3 rows of items.tsv are of no segment: 3"


def test_outputs_of_one_register_decide_and_the_others_are_left_out(items: str) -> None:
    metric = load(f"formality:items={items}")
    answer = counted(f"formality:items={items}", OUTPUTS)
    assert answer.counts.tolist() == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]
    assert metric.score(answer.counts.sum(axis=0)) == 50
    assert load(f"formality:items={items},asked=informal").score(answer.counts.sum(axis=0)) == 50


def test_a_warning_says_on_how_few_outputs_the_share_rests(items: str) -> None:
    assert counted(f"formality:items={items}", OUTPUTS).warnings == (
        "50.0 % rests on 2 of 3 outputs, 1 of them formal: 1 show neither form and 0 both, and are left out",
    )
    assert not counted(f"formality:items={items},of=all", OUTPUTS).warnings


def test_of_all_outputs_a_neutral_one_is_not_what_was_asked(items: str) -> None:
    metric = load(f"formality:items={items},of=all")
    assert metric.score(counted(f"formality:items={items},of=all", OUTPUTS).counts.sum(axis=0)) == pytest.approx(
        100 / 3
    )


def test_punctuation_hides_a_word_from_the_official_comparison_only(items: str) -> None:
    outputs = ["", "", "Wir sehen Sie!"]
    assert counted(f"formality:items={items}", outputs).counts[2].tolist() == [0, 0, 1, 0]
    assert counted(f"formality:items={items},match=words", outputs).counts[2].tolist() == [1, 0, 0, 0]


def test_a_form_of_the_other_register_is_marked(items: str) -> None:
    (span,) = counted(f"formality:items={items}", OUTPUTS).spans
    assert (span.segment, OUTPUTS[1][span.start : span.end], span.label) == (1, "dein", "informal")


def test_japanese_phrases_are_found_within_the_text(tmp_path: Path) -> None:
    path = tmp_path / "ja.tsv"
    path.write_text("item\tformal_annotated\tinformal_annotated\n1\t行き[F]ます[/F]\t[F]行く[/F]\n", encoding="utf-8")
    assert counted(f"formality:items={path}", ["私は行きます"], ("en", "ja")).counts[0].tolist() == [1, 0, 0, 0]


def test_without_items_pronouns_tell() -> None:
    outputs = ["Können Sie das?", "Kannst du das?", "Geht das?", "Wenn Sie wollen, hilft dir wer."]
    assert counted("formality", outputs).counts.argmax(axis=1).tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(("language", "named"), [("en", "of en"), (None, "without a target language")])
def test_without_items_an_unknown_language_is_refused(language: str | None, named: str, items: str) -> None:
    with pytest.raises(UsageError, match=named):
        Formality().adapted(("de", language))
    assert Formality(items=items).adapted(("de", language)).items == items
    assert Formality().adapted(("en", "de-AT")) == Formality()


def test_items_without_marks_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "items.tsv"
    path.write_text("item\tformal_annotated\tinformal_annotated\n1\tSie\tdu\n", encoding="utf-8")
    with pytest.raises(DataError, match="marks no phrase"):
        counted(f"formality:items={path}", ["Sie"])


def test_a_segment_that_the_items_lack_is_not_scored(items: str) -> None:
    answer = counted(f"formality:items={items}", [*OUTPUTS, "Sie?"])
    assert answer.unscored == {3: "not in the items"}


def test_the_signature_has_the_hash_of_the_items(items: str) -> None:
    signature = load(f"formality:items={items}").signature
    assert items not in signature
    assert signature.startswith("formality|asked:formal|items:")
