"""Sets with human references are read in every form, and what the checks do in them is added up by languages."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.checks import Line, coverage, joined, measured, texts_by_language, write_json
from benchmarks.reference_sets import made, reference_sets, table
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write(tmp_path / "news-en-de" / "source.txt", "A dog.\nTwo dogs.\n")
    write(tmp_path / "news-en-de" / "reference.A.txt", "Ein Hund.\nZwei Hunde.\n")
    rows = "item\tsource\tformal\tinformal\n1\tCome in.\tKommen Sie.\tKomm.\n2\tGo.\t\tGeh.\n"
    write(tmp_path / "formality" / "en-de" / "items.tsv.gz", rows)
    rows = "item\tcontext_and_source\tcorrect\tflipped\n1\tShe sang. <sep> She left.\tElle part.\tIl part.\n"
    write(tmp_path / "gender" / "en-fr" / "contextual.tsv.gz", rows)
    rows = (
        "item\tmasculine_source\tfeminine_source\tmasculine_reference\tfeminine_reference\n1\tHe.\tShe.\tIl.\tElle.\n"
    )
    write(tmp_path / "gender" / "en-fr" / "counterfactual.tsv.gz", rows)
    rows = "line\tdocument\tsource\treference\n1\td\t雨。\t下雨。\n2\te\t雪。\t下雪。\n3\td\t風。\t刮风。\n"
    write(tmp_path / "challenge-wmt25" / "mslc-a-ja-zh_CN" / "items.tsv.gz", rows)
    rows = "type\tid\tlang\tsource\treference\na\t1\tde_x\tJa.\tYes.\nb\t1\tde_x\tJa.\tYes.\na\t2\tru_x\tДа.\tYes.\n"
    write(tmp_path / "demetr" / "items.tsv.gz", rows)
    rows = (
        "file\tlang\trole\tpartners\na.txt\ten\toriginal\tb.txt,c.txt\nb.txt\tuk\thuman\ta.txt\nc.txt\tuk\tmt\ta.txt\n"
    )
    write(tmp_path / "docpairs" / "ntrex-en-uk" / "gold.tsv", rows)
    write(tmp_path / "docpairs" / "ntrex-en-uk" / "gold_segments" / "a.txt", "One.\nTwo.\n")
    write(tmp_path / "docpairs" / "ntrex-en-uk" / "gold_segments" / "b.txt", "Один.\nДва.\n")
    return tmp_path


def test_every_form_of_data_gives_sets_with_languages_and_references(data: Path) -> None:
    sets = {found.name: found for found in reference_sets(data)}
    assert {name: (found.languages, len(found), list(found.references)) for name, found in sets.items()} == {
        "news-en-de": (("en", "de"), 2, ["A"]),
        "formality-en-de": (("en", "de"), 1, ["formal", "informal"]),
        "gender-en-fr-contextual": (("en", "fr"), 1, ["correct"]),
        "gender-en-fr-counterfactual-masculine": (("en", "fr"), 1, ["masculine_reference"]),
        "gender-en-fr-counterfactual-feminine": (("en", "fr"), 1, ["feminine_reference"]),
        "challenge-wmt25-mslc-a-ja-zh_CN": (("ja", "zh"), 3, ["reference"]),
        "demetr-de-en": (("de", "en"), 1, ["reference"]),
        "demetr-ru-en": (("ru", "en"), 1, ["reference"]),
        "docpairs-ntrex-en-uk": (("en", "uk"), 2, ["reference"]),
    }
    assert sets["gender-en-fr-contextual"].sources == ("She left.",)
    assert len(sets["challenge-wmt25-mslc-a-ja-zh_CN"].documents) == 3


def test_one_folder_may_be_the_set(data: Path) -> None:
    assert [found.name for found in reference_sets(data / "news-en-de")] == ["news-en-de"]


def test_a_table_has_no_quoting(tmp_path: Path) -> None:
    write(tmp_path / "t.tsv", 'a\tb\n"x\ty"\n')
    assert table(tmp_path / "t.tsv") == [{"a": '"x', "b": 'y"'}]


def test_a_set_without_documents_of_several_segments_has_none_to_join() -> None:
    rows = [{"source": "A dog.", "reference": "Ein Hund."}] * 3
    assert joined(made("s", ("en", "de"), rows, "source", ["reference"])) is None


def test_a_line_says_what_a_check_found_where() -> None:
    rows = [{"source": f"It costs {i} euros.", "reference": f"Es kostet {i} Euro."} for i in range(21, 61)]
    untouched, *damaged = measured(made("s", ("en", "de"), rows, "source", ["reference"]), "numbers")
    assert (untouched.cases, untouched.judged, untouched.flagged, untouched.share) == (40, 40, 0, 0.0)
    assert untouched.what == "untouched reference reference"
    assert [(line.damage, line.cases, line.share, line.precision) for line in damaged] == [
        ("number changed", 40, 1.0, 1.0),
        ("number dropped", 40, 1.0, 1.0),
    ]


def test_an_output_may_be_replaced_by_one_in_another_language() -> None:
    german = (
        "Die Fähre legt morgens um sechs Uhr ab, und die Mannschaft schläft an Bord, wenn der Wind sich nicht dreht."
    )
    french = (
        "Le ferry part à six heures du matin et l'équipage dort à bord tant que le vent ne tourne pas vers le nord."
    )
    rows = [{"source": "The ferry leaves at six, and the crew sleeps on board.", "reference": german}] * 3
    data = made("s", ("en", "de"), rows, "source", ["reference"])
    foreign = texts_by_language([data, replace(data, languages=("en", "fr"), references={"A": (french,) * 3})])
    assert {language: len(texts) for language, texts in foreign.items()} == {"de": 3, "fr": 3}
    untouched, damaged = measured(data, "language", foreign)
    assert (untouched.flagged, damaged.damage, damaged.cases, damaged.flagged) == (0, "in another language", 3, 3)
    assert [line.damage for line in measured(data, "consistency", foreign)] == [""]


def test_coverage_adds_up_sets_and_references_by_languages(tmp_path: Path) -> None:
    pair = ("en", "de")
    lines = [
        Line("x", pair, "numbers", "", "A", 100, 40, 2),
        Line("y", pair, "numbers", "", "A", 50, 10, 1),
        Line("x", pair, "numbers", "number changed", "A", 30, 30, 29),
        Line("y", pair, "numbers", "number changed", "A", 10, 10, 10),
        Line("z", ("de", "en"), "quotes", "", "A", 50, 10, 1),
    ]
    checks = coverage(lines)
    assert checks == {
        "numbers": {"en-de": {"untouched": [150, 50, 3], "number changed": [40, 39]}},
        "quotes": {"de-en": {"untouched": [50, 10, 1]}},
    }
    write_json(tmp_path / "coverage.json", checks)
    assert json.loads((tmp_path / "coverage.json").read_text("utf-8")) == checks


def test_what_is_shipped_is_written_the_same_way(tmp_path: Path) -> None:
    shipped = (ROOT / "metrics" / "checks" / "coverage.json").read_text("utf-8")
    write_json(tmp_path / "coverage.json", json.loads(shipped))
    assert (tmp_path / "coverage.json").read_text("utf-8") == shipped
