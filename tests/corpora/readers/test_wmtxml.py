"""WMT's XML since 2021."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import open_set, wmtxml
from tertium.errors import DataError
from tests.corpora.making import CASES, assert_refused, write

if TYPE_CHECKING:
    from pathlib import Path

WMT = """<dataset id="small"><doc id="d1" origlang="en" domain="news">
<src lang="en"><p><seg id="1">One.</seg></p><p><seg id="2">Two.</seg></p></src>
<ref lang="de" translator="A"><p><seg id="1">Eins.</seg><seg id="2">Zwei.</seg></p></ref>
<hyp system="x" language="de"><p><seg id="2">Zwo.</seg></p></hyp></doc></dataset>"""

SEGMENT = '<seg id="1">a</seg>'
DATASET = '<dataset id="x"><doc id="d" {doc}>{parts}</doc></dataset>'
SOURCE = f'<src lang="en">{SEGMENT}</src>'
DE, FR = (f'<ref lang="{tag}" translator="A"><seg id="1">{tag}</seg></ref>' for tag in ("de", "fr"))


@pytest.mark.parametrize(("name", "claimed"), [("a.xml", True), ("a.xml.gz", True), ("a.xlf", False)])
def test_a_file_is_claimed_by_its_name(name: str, claimed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert wmtxml.claims(tmp_path / name) is claimed


def test_a_system_may_leave_a_segment_out(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "small.xml", WMT))
    assert (data.ids, data.domains, data.languages) == (("d1#1", "d1#2"), ("news",), ("en", "de"))
    assert (data.references["A"], data.outputs["x"]) == (("Eins.", "Zwei."), (None, "Zwo."))


def test_of_several_target_languages_the_requested_one_is_read(tmp_path: Path) -> None:
    extra = '<note>not ours</note><hyp lang="fr" system="s"><seg id="1">x</seg></hyp>'
    (tmp_path / "a.xml").write_text(
        DATASET.format(doc='domain="news"', parts=SOURCE + DE + FR + extra), encoding="utf-8"
    )
    data = open_set(tmp_path / "a.xml", (None, "fr"))
    assert (data.sources, data.references, data.outputs) == (("a",), {"A": ("fr",)}, {"s": ("x",)})
    assert (data.languages, data.domains) == (("en", "fr"), ("news",))
    german = open_set(tmp_path / "a.xml", ("en", "de"))
    assert (german.references, german.outputs) == ({"A": ("de",)}, {})


def test_a_language_is_requested_in_any_spelling(tmp_path: Path) -> None:
    ref = '<ref lang="{0}" translator="A"><p><seg id="1">{0}</seg></p></ref>'
    text = WMT.replace('lang="de"', 'lang="zh_CN"')
    assert open_set(write(tmp_path / "one.xml", text), ("en", "zh")).references["A"] == ("Eins.", "Zwei.")
    two = write(tmp_path / "two.xml", text.replace("<hyp", f"{ref.format('zh_TW')}<hyp"))
    assert open_set(two, ("en", "zh-Hant")).references["A"] == ("zh_TW", None)
    with pytest.raises(DataError, match="target languages zh_CN, zh_TW\n  try: --to zh_CN"):
        open_set(two, ("en", "zh"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html/>", "a.xml is not WMT XML with documents\n  try: <dataset> with <doc> elements"),
        ('<dataset id="x"></dataset>', "is not WMT XML with documents"),
        (DATASET.format(doc="", parts=SOURCE + DE + FR), "has the target languages de, fr\n  try: --to de"),
        ("<dataset><doc>", r"line 1: no element found\n  try: well-formed XML"),
    ],
)
def test_a_broken_file_is_an_error_that_names_the_place(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.xml", text), message)


def test_columns_keep_the_order_in_which_segments_first_appear() -> None:
    cells = [
        wmtxml.Cell("e", "1", "source", "x"),
        wmtxml.Cell("d", "2", "source", "b"),
        wmtxml.Cell("d", "1", "source", "a"),
        wmtxml.Cell("d", "1", "system.s", "A"),
    ]
    columns = wmtxml.columns_of(cells, {"d": "news", "e": None})
    assert columns["id"] == ["d#2", "d#1", "e#1"]
    assert columns["domain"] == ["news", "news", None]
    assert (columns["source"], columns["system.s"]) == (["b", "a", "x"], [None, "A", None])


def test_a_second_text_of_a_segment_is_refused() -> None:
    message = "line 1: document 'a', segment '1' has two texts of system 'S'\n  try: one text per segment"
    assert_refused(CASES / "wmtxml-duplicate-overwrites" / "dup.xml", message)


DOCUMENT = f'<doc id="d">{SOURCE}</doc>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"<dataset>{DOCUMENT}\n{DOCUMENT}</dataset>", "line 2: document 'd' occurs twice, first on line 1"),
        (f"<dataset>\n<doc>{SOURCE}</doc></dataset>", "line 2: a document has no id"),
        (
            DATASET.format(doc="", parts=f'<src lang="en">{SEGMENT}\n{SEGMENT}</src>'),
            "line 2: .* two texts of source\n",
        ),
        (DATASET.format(doc="", parts=SOURCE + SOURCE), "segment '1' has two texts of source"),
        (DATASET.format(doc="", parts=SOURCE + DE + DE), "has two texts of reference 'A'"),
        (DATASET.format(doc="", parts=SOURCE + SEGMENT), "has 2 <seg> elements, of which 1 are read"),
        (f"<dataset>{DOCUMENT}{SEGMENT}</dataset>", "has 2 <seg> elements, of which 1 are read"),
    ],
)
def test_what_occurs_twice_or_is_out_of_place_is_refused(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.xml", text), message)


def test_segments_that_are_left_out_are_counted(tmp_path: Path) -> None:
    supplement = f"<supplemental>{SEGMENT}</supplemental>"
    hypothesis = f'<hyp system="s" language="fr">{SEGMENT}</hyp>'
    path = write(tmp_path / "A.XML", DATASET.format(doc="", parts=SOURCE + DE + FR + supplement + hypothesis))
    data = open_set(path, ("en", "de"))
    assert (dict(data.references), dict(data.outputs)) == ({"A": ("de",)}, {})
    assert data.notes == (
        "A.XML: segments of <ref> in fr are left out: 1",
        "A.XML: segments of <supplemental> are left out: 1",
        "A.XML: segments of <hyp> in fr are left out: 1",
    )


def test_documents_of_another_source_language_are_left_out_whole(tmp_path: Path) -> None:
    other = DOCUMENT.replace('"d"', '"e"').replace('"en"', '"cs"').replace("</doc>", f"{DE}</doc>")
    path = write(tmp_path / "a.xml", f"<dataset>{DOCUMENT}{other}</dataset>")
    assert_refused(path, "has the source languages en, cs\n  try: --from en or --from cs")
    data = open_set(path, ("en", "de"))
    assert (data.ids, dict(data.references)) == (("d#1",), {})
    assert len(data.notes) == 2


def test_texts_outside_segments_are_counted(tmp_path: Path) -> None:
    text = '<dataset><doc id="a"><src lang="en"><p>lost <seg id="1">o<b>n</b>e</seg> too</p></src></doc></dataset>'
    data = open_set(write(tmp_path / "a.xml", text))
    assert data.sources == ("one",)
    assert data.notes == ("a.xml: texts outside segments are left out: 2",)
