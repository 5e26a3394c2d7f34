"""What is broken in an aligned input is named by file and place, with the remedy, whatever the format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import articles, lines, open_set
from tertium.corpora.writers.lines import file_stem, write_lines
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

SEG = '<seg id="1">a</seg>'
WMT_XML = '<dataset id="x"><doc id="d" {doc}>{parts}</doc></dataset>'
SOURCE = f'<src lang="en">{SEG}</src>'
DE, FR = (f'<ref lang="{one}" translator="A"><seg id="1">{one}</seg></ref>' for one in ("de", "fr"))

BROKEN = {
    "a.xml": [
        ("<html/>", "a.xml is not WMT XML with documents\n  try: <dataset> with <doc> elements"),
        ('<dataset id="x"></dataset>', "is not WMT XML with documents"),
        (WMT_XML.format(doc="", parts=SOURCE + DE + FR), "has the target languages de, fr\n  try: --to de"),
        ("<dataset><doc>", r"line 1: no element found\n  try: well-formed XML"),
        ("<dataset>\n<doc></dataset>", "line 2: mismatched tag"),
        ("<dataset>" * 101, "line 1: elements are nested more than 100 deep"),
        ('<!DOCTYPE d [<!ENTITY a "b">]><dataset/>', "line 1: declares entities or elements of its own"),
    ],
    "a.sgm": [
        ("<refset></refset>", "a.sgm has no segments\n  try: <doc> elements with <seg> elements"),
        ('<refset><seg id="1">a</seg></refset>', "a segment is outside a document\n  try: <seg> within <doc"),
    ],
    "a.xlf": [
        ("<tmx/>", "is not XLIFF 1.2 or 2.0\n  try: <xliff version="),
        ('<xliff version="3.0"/>', "is not XLIFF 1.2 or 2.0"),
        (
            '<xliff version="1.2"><file original="d"><body/></file></xliff>',
            "has no translation units\n  try: <trans-unit>",
        ),
        ('<xliff version="2.0"><file id="d"/></xliff>', "has no translation units"),
    ],
    "a.tmx": [("<xliff/>", "a.tmx"), ('<tmx version="1.4"><header/><body/></tmx>', "a.tmx")],
}


@pytest.mark.parametrize(("name", "text", "says"), [(name, *case) for name, cases in BROKEN.items() for case in cases])
def test_a_broken_file_is_two_lines_that_name_it(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=says) as refused:
        open_set(tmp_path / name)
    assert str(tmp_path / name) in str(refused.value)
    assert str(refused.value).count("\n  try: ") == 1


def test_of_several_target_languages_the_one_asked_for_is_read(tmp_path: Path) -> None:
    extra = '<note>not ours</note><hyp lang="fr" system="s"><seg id="1">x</seg></hyp>'
    (tmp_path / "a.xml").write_text(
        WMT_XML.format(doc='domain="news"', parts=SOURCE + DE + FR + extra), encoding="utf-8"
    )
    data = open_set(tmp_path / "a.xml", (None, "fr"))
    assert (data.sources, data.references, data.outputs) == (("a",), {"A": ("fr",)}, {"s": ("x",)})
    assert (data.languages, data.domains) == (("en", "fr"), ("news",))
    german = open_set(tmp_path / "a.xml", ("en", "de"))
    assert (german.references, german.outputs) == ({"A": ("de",)}, {})


@pytest.fixture
def mteval(tmp_path: Path) -> Path:
    """A folder as mt-metrics-eval has them."""
    for place, text in {
        "documents/en-de.docs": "news\td1\nall\td2\n",
        "sources/en-de.txt": "one\ntwo\n",
        "references/en-de.refA.txt": "eins\nzwei\n",
        "references/en-de.other.txt": "ein\nzwo\n",
        "system-outputs/en-de/s.1.txt": "a\n\n",
    }.items():
        path = tmp_path / "set" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "set"


def test_names_domains_and_languages_of_an_mt_metrics_eval_folder(mteval: Path) -> None:
    data = open_set(mteval)
    assert (list(data.references), list(data.outputs)) == (["other", "A"], ["s.1"])
    assert [one.domain for one in data.documents] == ["news", None]
    assert (data.languages, data.ids) == (("en", "de"), ("d1#1", "d2#1"))
    (mteval / "sources" / "en-de.txt").unlink()
    assert open_set(mteval, ("en", "de")).sources is None


def test_an_mt_metrics_eval_folder_that_does_not_fit_is_refused(mteval: Path) -> None:
    with pytest.raises(DataError, match="has the language pairs en-de\n  try: --from en --to de"):
        open_set(mteval, ("en", "fr"))
    (mteval / "sources" / "en-de.txt").write_text("one\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"en-de.txt has 1 lines, the set has 2 segments\n  try: files whose line i"):
        open_set(mteval)
    (mteval / "documents" / "en-de.docs").write_text("news d1\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"a line is not DOMAIN<tab>DOCUMENT\n  try: one tab"):
        open_set(mteval)
    (mteval / "documents" / "cs-de.docs").write_text("all\td\n", encoding="utf-8")
    with pytest.raises(DataError, match="has the language pairs cs-de, en-de"):
        open_set(mteval)


def indexed(folder: Path, index: str, suffix: str = "vecalign") -> Path:
    folder.mkdir()
    (folder / "d.source.txt").write_text("one\ntwo\n", encoding="utf-8")
    (folder / "d.reference.A.txt").write_text("eins\nzwei\n", encoding="utf-8")
    (folder / f"d.{suffix}").write_text(index, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("suffix", "index", "says"),
    [
        ("vecalign", "[0]:[0]\n\n[1]-[1]\n", r"d.vecalign, line 3: not \[0\]:\[0,1\]:COST\n  try: an index"),
        ("vecalign", "[0]:[0,2]:0.1\n", r"refers to a sentence that its texts don't have: \(0,\), \(0, 2\)"),
        ("vecalign", "[2]:[]:0.1\n", r"refers to a sentence that its texts don't have: \(2,\), \(\)"),
        ("ladder", "0\t0\t1\n1\tx\t1\n", "a line is not SOURCE<tab>TARGET<tab>SCORE\n  try: hunalign without -text"),
        ("ladder", "0\t0\t1\n1\n", "a line is not SOURCE<tab>TARGET<tab>SCORE"),
        ("ladder", "0\t0\t1\n3\t2\t0\n", "refers to a sentence that its texts don't have"),
    ],
)
def test_a_broken_index_is_named(tmp_path: Path, suffix: str, index: str, says: str) -> None:
    with pytest.raises(DataError, match=says):
        open_set(indexed(tmp_path / "set", index, suffix))


def test_an_index_without_its_texts_is_named(tmp_path: Path) -> None:
    folder = indexed(tmp_path / "set", "[0]:[0]:0.5\n[1]:[1]:-1\n")
    data = open_set(folder)
    assert (data.sources, data.confidence) == (("one", "two"), (-0.5, 1))
    (folder / "e.vecalign").write_text("[0]:[0]\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"e\.vecalign has no texts beside it\n  try: e\.source"):
        open_set(folder)


def test_an_empty_file_of_lines_and_one_of_another_length_are_named(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("one\ntwo\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match=r"empty\.txt is empty\n  try: one line per segment"):
        lines.read(lines.Files(tmp_path / "empty.txt"), name="x")
    (tmp_path / "docs.txt").write_text("a\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"docs\.txt has 1 lines, s\.txt has 2"):
        lines.read(lines.Files(tmp_path / "s.txt", documents=tmp_path / "docs.txt"), name="x")


def test_a_parquet_file_without_rows_is_refused(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"source": pa.array([], pa.string())}), tmp_path / "a.parquet")
    with pytest.raises(DataError, match=r"a\.parquet has no rows\n  try: one row per segment"):
        open_set(tmp_path / "a.parquet")


@pytest.mark.parametrize("name", ["a/b", "a\\b"])
def test_a_name_that_would_be_a_path_is_no_files_name(name: str) -> None:
    with pytest.raises(DataError, match="is not a valid file name\n  try: another name, or -f jsonl"):
        file_stem(name)


@pytest.mark.parametrize("name", [".hidden.txt", "nul\0.txt"])
def test_a_hidden_or_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError, match="is not a valid file name"):
        write_lines(tmp_path / name, ["a"])


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Grüße".encode("utf-16"), "<p>Grüße"),
        (b"\xef\xbb\xbf" + "<p>Grüße".encode(), "<p>Grüße"),
        ('<meta charset="iso-8859-15"><p>10 €'.encode("iso-8859-15"), '<meta charset="iso-8859-15"><p>10 €'),
        ('<meta charset="no-such"><p>Grüße'.encode(), '<meta charset="no-such"><p>Grüße'),
        ("<meta charset=utf-16><p>Grüße".encode(), "<meta charset=utf-16><p>Grüße"),
        ('<meta charset="utf-8"><p>Gr\xfc\xdfe'.encode("latin-1"), '<meta charset="utf-8"><p>Grüße'),
        (b"<p>it\x92s", "<p>it\N{RIGHT SINGLE QUOTATION MARK}s"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_is_in(page: bytes, text: str) -> None:
    assert articles.decoded(page) == text
