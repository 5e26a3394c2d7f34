"""Documents that translate something in two ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import Texts
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.metrics.base import Counted

SOURCES = ("Do you know Mr Kejriwal?", "Do you see Kejriwal?", "Can you go?")
DU = ["Kennst du Herrn Kejriwal?", "Siehst du Kejriwal?", "Kannst du gehen?"]


def counted(
    spec: str,
    hypotheses: list[str],
    documents: tuple[str, ...] = ("a", "a", "a"),
    sources: tuple[str, ...] = SOURCES,
    languages: tuple[str | None, str | None] = ("en", "de"),
) -> Counted:
    ids = tuple(map(str, range(len(hypotheses))))
    return load(spec).bind(Texts(ids, sources, ((),) * len(ids), documents, languages))(hypotheses)


def test_a_consistent_document_has_opportunities_and_no_errors() -> None:
    assert counted("consistency", DU).counts.tolist() == [[0, 2], [0, 2], [0, 1]]


def test_the_rarer_form_of_address_is_the_error() -> None:
    answer = counted("consistency", [*DU[:2], "Können Sie gehen?"])
    (span,) = answer.spans
    assert (span.segment, span.label, span.note) == (2, "address varies", "informal elsewhere")


def test_of_two_equal_forms_the_later_one_is_the_error() -> None:
    (span,) = counted("consistency", ["Können Sie gehen?", DU[1]], ("a", "a"), SOURCES[1:]).spans
    assert (span.segment, span.note) == (1, "formal elsewhere")


def test_each_document_is_its_own() -> None:
    assert not counted("consistency", [*DU[:2], "Können Sie gehen?"], ("a", "a", "b")).spans


def test_a_source_that_changes_its_form_of_address_may_be_followed() -> None:
    sources = ("Vous allez ?", "Vous venez ?", "Tu vas ?")
    hypotheses = ["Gehen Sie denn?", "Kommen Sie denn?", "Gehst du?"]
    assert not counted("consistency", hypotheses, sources=sources, languages=("fr", "de")).spans
    assert counted("consistency", hypotheses, sources=sources, languages=("en", "de")).spans


def test_a_name_in_two_spellings_is_an_error() -> None:
    (span,) = counted("consistency", [DU[0], "Siehst du Kjriwal?", DU[2]]).spans
    assert (span.segment, span.label, span.note) == (1, "name varies", "Kejriwal elsewhere")


def test_the_kind_of_finding_can_be_chosen() -> None:
    hypotheses = [DU[0], "Siehst du Kjriwal?", "Können Sie gehen?"]
    labels = {kind: [span.label for span in counted(f"consistency:of={kind}", hypotheses).spans] for kind in KINDS}
    assert labels == {"names": ["name varies"], "terms": [], "address": ["address varies"]}


KINDS = ("names", "terms", "address")


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "terms.tsv"
    path.write_text("settings\tEinstellungen|Optionen\n", encoding="utf-8")
    return path


def test_of_the_translations_that_a_glossary_allows_a_document_uses_one(glossary: Path) -> None:
    sources = ("Open the settings.", "The settings are open.", "Close the settings.")
    hypotheses = ["Die Einstellungen öffnen.", "Die Optionen sind offen.", "Einstellungen schließen."]
    answer = counted(f"consistency:glossary={glossary}", hypotheses, sources=sources)
    (span,) = answer.spans
    assert (span.segment, span.note) == (1, "Optionen for settings, Einstellungen elsewhere")
    assert not counted("consistency", hypotheses, sources=sources).spans
    assert str(glossary) not in load(f"consistency:glossary={glossary}").signature


def test_a_document_is_never_counted_in_parts() -> None:
    assert not load("consistency").segmentwise  # type: ignore[attr-defined]  # of checks


def test_texts_in_a_script_without_spaces_are_checked_for_address_only() -> None:
    answer = counted("consistency", ["您好吗？", "您看见了吗？", "你能走吗？"], languages=("en", "zh"))
    assert [span.label for span in answer.spans] == ["address varies"]
