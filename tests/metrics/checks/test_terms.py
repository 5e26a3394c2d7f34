"""Terminology against a glossary of the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import Texts
from tertium.errors import DataError, UsageError
from tertium.metrics.checks.terms import Terms
from tertium.metrics.registry import load
from tests.metrics.checking import ask

if TYPE_CHECKING:
    from pathlib import Path

TBX = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif><text><body><termEntry>
 <langSet xml:lang="en"><tig><term>release candidate</term></tig></langSet>
 <langSet xml:lang="de-DE"><tig><term>Freigabekandidat</term></tig><tig><term>Vorabversion</term></tig></langSet>
</termEntry></body></text></martif>"""


def test_the_signature_has_the_hash_of_the_glossary_and_not_its_place(tmp_path: Path) -> None:
    signatures = []
    for name, text in (("a.tsv", "tree\tBaum\n"), ("b.tsv", "tree\tBaum\n"), ("c.tsv", "tree\tAst\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        signatures.append(Terms(glossary=str(tmp_path / name)).signature)
    assert signatures[0] == signatures[1] != signatures[2]


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "terms.tsv"
    path.write_text("# ours\nrelease candidate\tFreigabekandidat|Vorabversion\nbranch\tZweig\n", encoding="utf-8")
    return path


def test_a_term_translated_otherwise_is_found(glossary: Path) -> None:
    answer = ask(f"terms:glossary={glossary}", "Each release candidate has a branch.", "Jede Fassung hat einen Zweig.")
    assert (answer.errors, answer.opportunities) == (1, 2)
    assert answer.spans[0].note == "Freigabekandidat or Vorabversion for release candidate"


def test_any_alternative_will_do_in_any_case_and_inflection(glossary: Path) -> None:
    spec = f"terms:glossary={glossary}"
    source = "Release candidates live on branches."
    assert ask(spec, source, "Freigabekandidaten leben auf Zweigen.").errors == 0
    assert ask(spec, source, "vorabversionen leben auf zweigen").errors == 0


def test_tbx_is_read_with_its_languages(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text(TBX, encoding="utf-8")
    spec = f"terms:glossary={path}"
    assert ask(spec, "A release candidate.", "Eine Vorabversion.").errors == 0
    assert ask(spec, "A release candidate.", "Eine Fassung.").errors == 1
    with pytest.raises(DataError, match="no terms for en to fr"):
        ask(spec, "A release candidate.", "Une version.", ("en", "fr"))


@pytest.mark.parametrize(("tag", "errors"), [("de-DE", 0), ("de_de", 0), ("deu", 0), ("de-CH", 1), ("de-AT", 0)])
def test_tbx_has_terms_of_the_closest_region(tag: str, errors: int, tmp_path: Path) -> None:
    swiss = '<langSet xml:lang="de_CH"><tig><term>Ausgabe</term></tig></langSet>'
    path = tmp_path / "terms.tbx"
    path.write_text(TBX.replace("</termEntry>", f"{swiss}</termEntry>"), encoding="utf-8")
    answer = ask(f"terms:glossary={path}", "A release candidate.", "Eine Vorabversion.", ("eng_Latn", tag))
    assert answer.errors == errors


def test_a_tbx_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.tbx"
    path.write_text('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>', encoding="utf-8")
    with pytest.raises(DataError, match="declares entities"):
        ask(f"terms:glossary={path}", "a", "b")


def test_an_external_entity_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    path = tmp_path / "external.tbx"
    path.write_text(f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret}">]><x>&s;</x>', encoding="utf-8")
    with pytest.raises(DataError, match="declares entities"):
        ask(f"terms:glossary={path}", "a", "b")


@pytest.mark.parametrize(("text", "message"), [("one\n", "line 1"), ("", "no terms"), ("a\t\n", "line 1")])
def test_a_broken_glossary_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        ask(f"terms:glossary={path}", "a", "b")


def test_broken_xml_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text("<a>\n<b></a>", encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        ask(f"terms:glossary={path}", "a", "b")


def test_without_a_glossary_nothing_could_be_found_so_it_is_refused() -> None:
    with pytest.raises(UsageError, match=r"terms has no terms to look for\n  try: terms:glossary=FILE"):
        ask("terms", "Each release candidate", "Jede Fassung")


def test_dictionaries_of_no_segment_are_named_in_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "items.tsv"
    path.write_text('item\tterms\na\t{"tree": "Baum"}\nA2\t{}\n', encoding="utf-8")
    texts = Texts(("a", "b"), ("A tree.", "A tree."), ((),) * 2, ("d",) * 2)
    counted = load(f"terms:items={path}").bind(texts)(["Baum", "Baum"])
    assert counted.warnings == ("1 of 2 rows of items.tsv are of no segment: A2",)


def test_the_signature_has_the_glossary_s_hash_and_not_its_path(glossary: Path) -> None:
    before = load(f"terms:glossary={glossary}").signature
    assert str(glossary) not in before
    glossary.write_text("branch\tAst\n", encoding="utf-8")
    assert load(f"terms:glossary={glossary}").signature != before


def test_a_name_that_must_not_be_translated_stands_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("Apple\t=\nsettings\tEinstellungen\n", encoding="utf-8")
    spec = f"terms:glossary={path}"
    assert ask(spec, "Apple opens the settings.", "Apple öffnet die Einstellungen.").errors == 0
    answer = ask(spec, "Apple opens the settings.", "Der Apfel öffnet die Einstellungen.")
    assert [span.note for span in answer.spans] == ["Apple unchanged"]
    assert ask(spec, "An apple a day.", "Ein Apfel am Tag.").opportunities == 0


def test_compounds_count_and_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("storage\tSpeicher\n", encoding="utf-8")
    texts = "All storage resources.", "Alle Speicherressourcen."
    assert ask(f"terms:glossary={path}", *texts).errors == 0
    assert ask(f"terms:glossary={path},match=inflected", *texts).errors == 1
    assert ask(f"terms:glossary={path},match=exact", "The storage.", "des Speichers").errors == 1


def test_each_segment_may_have_a_dictionary_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "items.tsv"
    path.write_text(
        'item\tterms\nb\t{"tree": "Baum|Gehölz", "name": "="}\na\t{}\nc\t{"tree": ["Ast"]}\n', encoding="utf-8"
    )
    texts = Texts(("a", "b", "c", "d"), ("A tree.", "A tree.", "A tree.", "A tree."), ((),) * 4, ("d",) * 4)
    counted = load(f"terms:items={path}").bind(texts)(["Haus", "Bäume und Gehölze", "Baum", "Haus"])
    assert counted.counts.tolist() == [[0, 0], [0, 1], [1, 1], [0, 0]]
    assert counted.spans[0].note == "Ast for tree"


def test_items_and_a_glossary_are_too_much(tmp_path: Path, glossary: Path) -> None:
    with pytest.raises(UsageError, match="a glossary or items"):
        ask(f"terms:glossary={glossary},items={tmp_path / 'items.tsv'}", "a", "b")


@pytest.mark.parametrize("cell", ["{", "[1]", '{"a": 1}', "7"])
def test_a_broken_dictionary_is_refused_with_its_line(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "items.tsv"
    path.write_text(f"id\tterms\nd#1\t{cell}\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        ask(f"terms:items={path}", "a", "b")


def test_items_are_met_by_their_order_so_the_set_is_counted_whole(tmp_path: Path) -> None:
    assert Terms().segmentwise
    assert not Terms(items=str(tmp_path / "items.tsv")).segmentwise
