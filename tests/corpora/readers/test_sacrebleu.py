"""Test sets by name, from a cache of our own texts in place of sacreBLEU's."""

from __future__ import annotations

import hashlib
import io
import tarfile
import urllib.error
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sacrebleu import dataset as datasets
from sacrebleu.dataset.fake_sgml import FakeSGMLDataset
from sacrebleu.dataset.wmt_xml import WMTXMLDataset

from tertium.cli import main
from tertium.corpora import store
from tertium.corpora.readers import open_set, sacrebleu
from tertium.errors import DataError, UsageError
from tests.tertium.answering import fails

if TYPE_CHECKING:
    from collections.abc import Mapping

XML = """<?xml version='1.0' encoding='utf-8'?>
<dataset id="t"><doc id="a" origlang="en" domain="news">
<src lang="en"><p><seg id="1">One crane.</seg><seg id="2">Two  cranes.</seg></p></src>
<ref lang="de" translator="B"><p><seg id="1">Ein Kran.</seg><seg id="2">Zwei.</seg></p></ref>
<ref lang="de" translator="A"><p><seg id="1">Ein Kran!</seg></p></ref>
<hyp system="x" language="de"><p><seg id="1">Kran.</seg><seg id="2">Krane.</seg></p></hyp></doc>
<doc id="b" origlang="en" domain="blog"><src lang="en"><p><seg id="1">Three.</seg></p></src>
<ref lang="de" translator="B"><p><seg id="1">Drei.</seg></p></ref>
<ref lang="de" translator="A"><p><seg id="1">Drei!</seg></p></ref>
<hyp system="x" language="de"><p><seg id="1">Drei.</seg></p></hyp></doc></dataset>
"""
SGM = (
    '<refset>\n<doc docid="{id}" genre="news" origlang="en">\n<seg id="1"> {a} </seg>\n<seg id="2">{b}</seg>\n</doc>\n'
)
URL = "https://127.0.0.1:1/{}.tar.gz"


def packed(files: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            tar.addfile(info, io.BytesIO(text.encode()))
    return buffer.getvalue()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that stands for ~/.sacrebleu, with two sets that sacreBLEU doesn't have yet."""
    monkeypatch.setattr("sacrebleu.dataset.base.SACREBLEU_DIR", str(tmp_path / "cache"))
    new, old = (
        packed({"t/t.xml": XML}),
        packed({"s.sgm": SGM.format(id="d", a="One.", b="Two."), "r.sgm": SGM.format(id="d", a="Eins.", b="Zwei.")}),
    )
    sets = {
        "town21": (WMTXMLDataset, new, {"en-de": ["t/t.xml"]}),
        "town20/old": (FakeSGMLDataset, old, {"en-de": ["s.sgm", "r.sgm"]}),
    }
    for name, (kind, content, pairs) in sets.items():
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        stem = name.replace("/", "_")
        made = kind(name, data=[URL.format(stem)], md5=[digest], langpairs=pairs, refs=["A"])
        monkeypatch.setitem(datasets.DATASETS, name, made)
        folder = tmp_path / "cache" / name / "raw"
        folder.mkdir(parents=True)
        (folder / f"{stem}.{stem}.tar.gz").write_bytes(content)
    return tmp_path / "cache"


@pytest.mark.usefixtures("cache")
def test_a_set_has_its_documents_domains_systems_and_all_references() -> None:
    data = open_set("sacrebleu:town21/en-de")
    assert (data.name, data.ids, data.languages) == ("town21.en-de", ("a#1", "a#2", "b#1"), ("en", "de"))
    assert [document.domain for document in data.documents] == ["news", "blog"]
    assert data.sources == ("One crane.", "Two cranes.", "Three.")
    assert list(data.references.items()) == [
        ("A", ("Ein Kran!", None, "Drei!")),
        ("B", ("Ein Kran.", "Zwei.", "Drei.")),
    ]
    assert data.outputs == {"x": ("Kran.", "Krane.", "Drei.")}
    assert list(data.provenance["sacrebleu"]["md5"]) == [URL.format("town21")]
    assert open_set("sacrebleu:town21/en-de") == data


def test_a_name_needs_its_prefix() -> None:
    assert sacrebleu.claims(Path("sacrebleu:wmt21/en-de"))
    assert not sacrebleu.claims(Path("wmt21/en-de"))
    assert not sacrebleu.claims(Path("folder/sacrebleu:wmt21"))


def test_a_set_of_sgml_is_built_by_name(cache: Path) -> None:
    assert main(["build", "sacrebleu:town20/old/en-de", "-o", str(cache / "set"), "-q"]) == 0
    data = store.load(cache / "set")
    assert (data.sources, data.references) == (("One.", "Two."), {"ref": ("Eins.", "Zwei.")})
    assert (data.document_ids, data.domains, data.outputs) == (("d", "d"), ("news",), {})


def test_offline_two_lines_say_what_to_fetch_and_where_to_put_it(
    cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def offline(*_: object, **__: object) -> None:
        raise urllib.error.URLError("no network")

    monkeypatch.setattr("urllib.request.urlopen", offline)
    file = cache / "town21" / "raw" / "town21.town21.tar.gz"
    content = file.read_bytes()
    file.unlink()
    code, err = fails(capsys, "build", "sacrebleu:town21/en-de", "-o", cache / "set")
    assert (code, "test set town21 can't be fetched: no network" in err) == (3, True)
    assert err.endswith(f"  try: fetch {URL.format('town21')} as {file}\n")
    assert not [*cache.rglob("*.part")]
    file.write_bytes(content)  # as the message says
    assert main(["build", "sacrebleu:town21/en-de", "-o", str(cache / "set"), "-q"]) == 0


def test_what_is_fetched_is_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = cache / "town21" / "raw" / "town21.town21.tar.gz"
    content, fetched = file.read_bytes(), []
    file.unlink()

    def answer(url: str, timeout: float) -> io.BytesIO:
        fetched.append((url, timeout))
        return io.BytesIO(content)

    monkeypatch.setattr("urllib.request.urlopen", answer)
    assert len(open_set("sacrebleu:town21/en-de")) == len(open_set("sacrebleu:town21/en-de")) == 3
    assert fetched == [(URL.format("town21"), 10.0)]


def test_another_file_in_its_place_is_refused(cache: Path) -> None:
    file = cache / "town21" / "raw" / "town21.town21.tar.gz"
    file.write_bytes(packed({"t/t.xml": XML.replace("Drei", "Vier")}))
    with pytest.raises(DataError, match=r"is damaged or another file: MD5 .*, not .*\n  try: remove it"):
        open_set("sacrebleu:town21/en-de")
    assert not (cache / "town21" / "raw" / "t").exists()


@pytest.mark.parametrize("content", [b"no archive", packed({"../../out.xml": XML})])
def test_what_is_no_archive_or_leaves_its_folder_is_refused(cache: Path, content: bytes) -> None:
    (cache / "town21" / "raw" / "town21.town21.tar.gz").write_bytes(content)
    datasets.DATASETS["town21"].md5 = None
    with pytest.raises(DataError, match=r"can't unpack .*town21\.tar\.gz: .*\n  try: remove it"):
        open_set("sacrebleu:town21/en-de")
    assert not [*cache.parent.rglob("out.xml")]


def test_a_zip_is_unpacked_too(cache: Path) -> None:
    made = datasets.DATASETS["town21"]
    made.data, made.md5 = ["https://127.0.0.1:1/t.zip"], None
    with zipfile.ZipFile(cache / "town21" / "raw" / "town21.t.zip", "w") as archive:
        archive.writestr("t/t.xml", XML)
    assert len(open_set("sacrebleu:town21/en-de")) == 3


def test_a_raw_file_that_sacrebleu_cannot_read_is_refused(cache: Path) -> None:
    file = cache / "town21" / "raw" / "town21.town21.tar.gz"
    file.write_bytes(packed({"t/t.xml": "<dataset>"}))
    datasets.DATASETS["town21"].md5 = None
    with pytest.raises(DataError, match=r"sacreBLEU can't read town21/en-de: .*\n  try: remove .*town21, to fetch"):
        open_set("sacrebleu:town21/en-de")


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("town22/en-de", r"has no test set 'town22'; similar: town2.*\n  try: sacrebleu:town2.*/en-de"),
        ("wmt21", r"has no test set 'wmt21'; similar: wmt21.*\n  try: sacrebleu:wmt21/en-de"),
        ("town21/en-fr", "town21 has no pair 'en-fr'\n  try: en-de"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        open_set(f"sacrebleu:{name}")
