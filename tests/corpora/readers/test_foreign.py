"""Files as other tools write them, not only as ours does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.corpora import store
from tertium.corpora.readers import open_set
from tertium.corpora.readers.vecalign import parse
from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages

XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="app/menu.html" source-language="en-GB" target-language="de" datatype="html"><header/><body>
<group><trans-unit id="7"><source>Open <g id="1">file</g><x id="2"/></source><target>Datei öffnen</target>
<alt-trans match-quality="80"><target>Öffnen</target></alt-trans></trans-unit></group>
<trans-unit id="8"><source>Close</source></trans-unit></body></file></xliff>"""

XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">
<file id="f1"><unit id="u1"><segment id="a"><source>One.</source><target>Un.</target></segment>
<ignorable><source> </source></ignorable>
<segment><source>Two <pc id="1">big</pc>.</source></segment></unit></file></xliff>"""

WMT = """<dataset id="small"><doc id="d1" origlang="en" domain="news">
<src lang="en"><p><seg id="1">One.</seg></p><p><seg id="2">Two.</seg></p></src>
<ref lang="de" translator="A"><p><seg id="1">Eins.</seg><seg id="2">Zwei.</seg></p></ref>
<hyp system="x" language="de"><p><seg id="2">Zwo.</seg></p></hyp></doc></dataset>"""

SGM = {
    "small-src.en.sgm": """<srcset setid="s" srclang="any"><DOC docid="d1" genre="news" origlang="en">
<hl><seg id="1">Rain &amp; wind</seg></hl><p><SEG id="2"> It rains. </SEG></p></DOC></srcset>""",
    "small-ref.de.sgm": """<refset setid="s" srclang="any" trglang="de"><doc sysid="ref" docid="d1">
<seg id="1">Regen &amp; Wind</seg><seg id="2">Es regnet.</seg></doc></refset>""",
    "small-x.sgm": """<tstset setid="s" srclang="any" trglang="de"><doc sysid="sysX" docid="d1">
<seg id="2">Regnet.<seg id="1">Regen</seg></doc></tstset>""",
}


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_an_xliff_1_of_another_tool(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "menu.xlf", XLIFF_1))
    assert data.ids == ("7", "8")
    assert data.sources == ("Open file", "Close")
    assert dict(data.references) == {"ref": ("Datei öffnen", None)}
    assert (data.languages, data.documents[0].id) == (("en", "de"), "app/menu.html")


def test_an_xliff_2_with_two_segments_in_a_unit(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "menu.xliff", XLIFF_2))
    assert data.ids == ("u1.1", "u1.2")
    assert (data.sources, data.references["ref"]) == (("One.", "Two big."), ("Un.", None))


def test_wmt_xml_with_a_segment_that_a_system_left_out(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "small.xml", WMT))
    assert (data.ids, data.domains, data.languages) == (("d1#1", "d1#2"), ("news",), ("en", "de"))
    assert (data.references["A"], data.outputs["x"]) == (("Eins.", "Zwei."), (None, "Zwo."))


def test_a_folder_of_sgm_files(tmp_path: Path) -> None:
    for name, text in SGM.items():
        write(tmp_path / name, text)
    data = open_set(tmp_path, ("en", None))
    assert data.sources == ("Rain & wind", "It rains.")
    assert (dict(data.references), dict(data.outputs)) == (
        {"ref": ("Regen & Wind", "Es regnet.")},
        {"sysX": ("Regen", "Regnet.")},
    )
    assert data.languages == ("en", "de")


def test_a_memory_of_three_languages_asks_which(tmp_path: Path) -> None:
    variants = "".join(f"<tuv xml:lang='{code}'><seg>{code}</seg></tuv>" for code in ("en", "de", "fr"))
    path = write(tmp_path / "a.tmx", f"<tmx version='1.4'><header srclang='en'/><body><tu>{variants}</tu></body></tmx>")
    with pytest.raises(DataError, match="languages en, de, fr"):
        open_set(path)
    assert open_set(path, ("en", "fr")).references["ref"] == ("fr",)


def memory(path: Path, header: str, *languages: str) -> Path:
    variants = "".join(f"<tuv xml:lang='{code}'><seg>{code}</seg></tuv>" for code in languages)
    return write(path, f"<tmx version='1.4'><header srclang='{header}'/><body><tu>{variants}</tu></body></tmx>")


@pytest.mark.parametrize(
    ("found", "asked", "said", "texts"),
    [
        (("en", "zh-CN", "zh-TW"), ("en", "zh-TW"), ("en", "zh-TW"), ("en", "zh-TW")),
        (("en", "zh-CN", "zh-TW"), ("eng", "zh_tw"), ("eng", "zh_tw"), ("en", "zh-TW")),
        (("en", "zh-CN", "zh-TW"), ("en", "zh-Hans"), ("en", "zh-Hans"), ("en", "zh-CN")),
        (("en-US", "en-GB"), (None, None), ("en-US", "en-GB"), ("en-US", "en-GB")),
        (("en_GB", "en_US"), (None, None), ("en-US", "en-GB"), ("en_US", "en_GB")),
        (("en_US", "zh_CN"), (None, None), ("en", "zh"), ("en_US", "zh_CN")),
        (("en_US", "zh_CN"), (None, "zho_Hans"), ("en", "zho_Hans"), ("en_US", "zh_CN")),
        (("en-US", "en-GB", "fr-FR"), ("en", "fr"), ("en", "fr"), ("en-US", "fr-FR")),
        (("sr-Cyrl", "sr-Latn", "en-US"), (None, "sr-Latn"), ("en", "sr-Latn"), ("en-US", "sr-Latn")),
        (("EN-us", "de"), ("en-US", "de"), ("en-US", "de"), ("EN-us", "de")),
    ],
)
def test_a_memory_tells_regions_apart(
    found: tuple[str, ...], asked: Languages, said: Languages, texts: tuple[str, str], tmp_path: Path
) -> None:
    data = open_set(memory(tmp_path / "a.tmx", "en-US", *found), asked)
    assert data.languages == said
    assert (data.sources, dict(data.references)) == ((texts[0],), {"ref": (texts[1],)})


@pytest.mark.parametrize(
    ("found", "asked", "says"),
    [
        (("en", "zh-CN", "zh-TW"), (None, None), "languages en, zh-CN, zh-TW\n  try: --from en --to zh-CN"),
        (("en", "zh-CN", "zh-TW"), ("en", "zh"), "'zh' as zh-CN, zh-TW\n  try: zh-CN or zh-TW"),
        (("en", "pt-PT"), ("en", "pt-BR"), "no text in 'pt-BR'\n  try: en, pt-PT"),
        (("en", "zh-CN", "zh-TW"), ("en", "fr"), "no text in 'fr'"),
    ],
)
def test_a_memory_says_which_regions_it_has(
    found: tuple[str, ...], asked: Languages, says: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=says):
        open_set(memory(tmp_path / "a.tmx", "en", *found), asked)


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("en_US", "zh_CN", ("en", "zh")),
        ("en-US", "zh-TW", ("en", "zh")),
        ("eng", "zho_Hans", ("en", "zh")),
        ("iw", "und", ("he", None)),
        ("en-US", "en_gb", ("en-US", "en-GB")),
    ],
)
def test_an_xliff_names_its_languages_with_hyphens_or_underscores(
    source: str, target: str, said: Languages, tmp_path: Path
) -> None:
    text = XLIFF_1.replace('"en-GB"', f'"{source}"').replace('"de"', f'"{target}"')
    assert open_set(write(tmp_path / "menu.xlf", text)).languages == said
    assert open_set(tmp_path / "menu.xlf", ("de", "fr_CA")).languages == ("de", "fr_CA")


def test_a_language_of_a_files_own_that_there_is_not_is_refused_until_the_user_says_which(tmp_path: Path) -> None:
    path = write(tmp_path / "menu.xlf", XLIFF_1.replace('target-language="de"', 'target-language="german"'))
    with pytest.raises(DataError, match=r"menu.xlf names the language 'german', which is not .*\n  try: --to de$"):
        open_set(path)
    assert open_set(path, (None, "de")).languages == ("en", "de")
    with pytest.raises(UsageError, match="'germ' is no language code"):
        open_set(path, (None, "germ"))


def test_a_stored_set_opens_whatever_its_languages(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "menu.xlf", XLIFF_1))
    store.save(replace(data, languages=("en_us", "xx_yy")), tmp_path / "set")
    assert open_set(tmp_path / "set").languages == ("en_us", "xx_yy")


def test_wmts_xml_is_asked_for_a_language_however_it_is_spelt(tmp_path: Path) -> None:
    ref = '<ref lang="{0}" translator="A"><p><seg id="1">{0}</seg></p></ref>'
    text = WMT.replace('lang="de"', 'lang="zh_CN"')
    assert open_set(write(tmp_path / "one.xml", text), ("en", "zh")).references["A"] == ("Eins.", "Zwei.")
    two = write(tmp_path / "two.xml", text.replace("<hyp", f"{ref.format('zh_TW')}<hyp"))
    assert open_set(two, ("en", "zh-Hant")).references["A"] == ("zh_TW", None)
    with pytest.raises(DataError, match="target languages zh_CN, zh_TW\n  try: --to zh_CN"):
        open_set(two, ("en", "zh"))


@pytest.mark.parametrize(
    ("pair", "asked", "said"),
    [
        ("en-zh_CN", (None, None), ("en", "zh_CN")),
        ("en-zh_CN", ("en", "zh"), ("en", "zh")),
        ("en-zh_CN", (None, "zho_Hans"), ("en", "zho_Hans")),
        ("en-zh-TW", (None, None), ("en", "zh-TW")),
        ("pt-BR-en", ("por", "en"), ("por", "en")),
    ],
)
def test_mt_metrics_eval_names_pairs_with_regions(pair: str, asked: Languages, said: Languages, tmp_path: Path) -> None:
    for folder, suffix, text in (("sources", ".txt", "One."), ("documents", ".docs", "news\td1")):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / f"{pair}{suffix}", f"{text}\n")
    data = open_set(tmp_path, asked)
    assert (data.languages, data.sources) == (said, ("One.",))
    with pytest.raises(DataError, match=f"pairs {pair}"):
        open_set(tmp_path, ("cs", "uk"))


def test_mt_metrics_eval_with_two_language_pairs_asks_which(tmp_path: Path) -> None:
    for pair in ("en-de", "en-ru"):
        for folder, suffix, text in (("sources", ".txt", "One."), ("documents", ".docs", "news\td1")):
            (tmp_path / folder).mkdir(exist_ok=True)
            write(tmp_path / folder / f"{pair}{suffix}", f"{text}\n")
    with pytest.raises(DataError, match="en-de, en-ru"):
        open_set(tmp_path)
    assert open_set(tmp_path, ("en", "ru")).languages == ("en", "ru")


def test_beads_of_several_sentences_become_segments(tmp_path: Path) -> None:
    write(tmp_path / "a.source.txt", "One.\nTwo.\nThree.\n")
    write(tmp_path / "a.reference.A.txt", "Eins und zwei.\nDrei.\nVier.\n")
    write(tmp_path / "a.vecalign", "[0, 1]:[0]:0.25\n[2]:[1]:0.5\n[]:[2]:0\n")
    data = open_set(tmp_path)
    assert data.sources == ("One. Two.", "Three.", None)
    assert data.references["A"] == ("Eins und zwei.", "Drei.", "Vier.")
    assert data.confidence == (-0.25, -0.5, 0)


@pytest.mark.parametrize(
    ("name", "text"), [("a.vecalign", "[0]:[7]:0\n"), ("a.vecalign", "0:0\n"), ("a.ladder", "0\t0\n")]
)
def test_a_broken_index_is_refused(name: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=name):
        parse(write(tmp_path / name, text), (1, 1))
