"""What language tags say, which of them say the same, and that everything which depends on a language asks that."""

from __future__ import annotations

import pytest

from tertium.corpora.text.cldr import MACROLANGUAGES, is_language
from tertium.corpora.text.tags import (
    Tag,
    base,
    closest,
    entry,
    has,
    is_one_language,
    parse,
    told_apart,
)

SAYS = {
    "zh": ("zh", None, None),
    "zh-CN": ("zh", None, "CN"),
    "zh_CN": ("zh", None, "CN"),
    "zh-Hant-TW": ("zh", "Hant", "TW"),
    "zho_Hans": ("zh", "Hans", None),
    "zho": ("zh", None, None),
    "chi": ("zh", None, None),
    "cmn": ("zh", None, None),
    "cmn-Hans-CN": ("zh", "Hans", "CN"),
    "zh-cmn-Hans": ("zh", "Hans", None),
    "yue": ("yue", None, None),
    "zh-yue": ("yue", None, None),
    "yue-HK": ("yue", None, "HK"),
    "jpn_Jpan": ("ja", "Jpan", None),
    "ja-JP": ("ja", None, "JP"),
    "kor_Hang": ("ko", "Hang", None),
    "pt-BR": ("pt", None, "BR"),
    "en_US": ("en", None, "US"),
    "en-us": ("en", None, "US"),
    "EN": ("en", None, None),
    "en-UK": ("en", None, "GB"),
    "eng_Latn": ("en", "Latn", None),
    "es-419": ("es", None, "419"),
    "deu": ("de", None, None),
    "ger": ("de", None, None),
    "de-1996": ("de", None, None),
    "de-AT-x-formal": ("de", None, "AT"),
    "iw": ("he", None, None),
    "in": ("id", None, None),
    "ji": ("yi", None, None),
    "nb": ("no", None, None),
    "nob_Latn": ("no", "Latn", None),
    "no": ("no", None, None),
    "nn-NO": ("nn", None, "NO"),
    "fil": ("tl", None, None),
    "tgl": ("tl", None, None),
    "tl": ("tl", None, None),
    "sr-Latn": ("sr", "Latn", None),
    "sh": ("sr", "Latn", None),
    "sr_RS.UTF-8@latin": ("sr", "Latn", "RS"),
    "de_DE@euro": ("de", None, "DE"),
    "arb_Arab": ("ar", "Arab", None),
    "prs_Arab": ("fa", "Arab", "AF"),
    "ckb_Arab": ("ckb", "Arab", None),
    "pbt_Arab": ("pbt", "Arab", None),
    "und": ("und", None, None),
}


@pytest.mark.parametrize("text", SAYS)
def test_a_tag_says_base_language_script_and_region(text: str) -> None:
    tag = parse(text)
    assert tag is not None
    assert (tag.language, tag.script, tag.region) == SAYS[text]
    assert tag.spelling == text
    assert base(text) == tag.language


NO_TAGS = ["", " ", "xx", "xxx_Latn", "english", "cz", "jp", "zh-Hanz", "zh-QQ", "pt-BRA", "de-yue", "de-", "-de", "d"]
ODD = [
    "de--AT",
    "de\n",
    "de AT",
    "de/AT",
    "../de",
    "中文",
    "de-AT-",
    "123",
    "a" * 10_000,
    "de" + "-abcdef" * 5_000 + "!",
]


@pytest.mark.parametrize("text", [*NO_TAGS, *ODD])
def test_what_is_no_tag_is_told(text: str) -> None:
    assert parse(text) is None


def test_tags_that_say_the_same_are_equal_however_they_are_spelt() -> None:
    assert parse("zh_CN") == parse("zh-CN") == parse("cmn-cn") != parse("zh-TW")
    assert len({parse("pt-BR"), parse("por_br"), parse("PT-br")}) == 1
    assert str(parse("ZHO_hant_tw")) == "zh-Hant-TW"


@pytest.mark.parametrize("code", ["fuv", "quy", "pbt", "acm", "taq", "kmb", "ltg", "dyu", "tlh", "bo"])
def test_languages_without_a_two_letter_code_are_languages(code: str) -> None:
    assert is_language(code)
    assert base(f"{code}_Latn") == code


def test_no_tag_has_no_base_and_a_wrong_one_has_what_stands_first() -> None:
    assert base(None) == base("") == ""
    assert base("xx-YY") == base("XX_yy") == "xx"


WRITTEN = {
    "zh": "Hans",
    "zh-TW": "Hant",
    "zh-HK": "Hant",
    "yue": "Hant",
    "sr": "Cyrl",
    "sr-ME": "Latn",
    "sr-Latn": "Latn",
}
WRITTEN |= {"ko": "Kore", "kor_Hang": "Kore", "ja": "Jpan", "ja-Hira": "Jpan"}


@pytest.mark.parametrize("text", WRITTEN)
def test_the_script_of_a_text_is_that_of_its_region(text: str) -> None:
    tag = parse(text)
    assert tag is not None
    assert tag.written == WRITTEN[text]


def test_a_table_by_language_is_asked_for_the_closest() -> None:
    table = {"zh": 1, "zh-Hant": 2, "pt": 3, "pt-BR": 4, "de": 5}
    asked = {"zh": 1, "cmn": 1, "zh-CN": 1, "zh-TW": 2, "zh-Hant-HK": 2, "yue": 1, "pt": 3, "pt-PT": 3, "por_BR": 4}
    assert {text: entry(table, text) for text in asked} == asked
    assert entry(table, None) is entry(table, "fr") is entry(table, "den") is None
    assert has(table, "deu_Latn")
    assert not has(table, "nds")


def test_macrolanguages_are_languages_and_their_members_stay_apart_from_them() -> None:
    for member, macrolanguage in MACROLANGUAGES.items():
        assert is_language(member)
        assert is_language(macrolanguage)
        assert base(member) == member
        assert base(macrolanguage) == macrolanguage


@pytest.mark.parametrize(
    ("wanted", "offered", "found"),
    [
        ("zh-TW", ["en", "zh-CN", "zh_TW"], ["zh_TW"]),
        ("zh-TW", ["zh-CN", "zh-Hant"], ["zh-Hant"]),
        ("zh-TW", ["zh-CN", "zh"], ["zh"]),
        ("zh-TW", ["zh-CN", "en"], []),
        ("zh", ["zh-CN", "zh-TW"], ["zh-CN", "zh-TW"]),
        ("zh", ["zh", "zh-TW"], ["zh"]),
        ("en", ["en-GB", "de"], ["en-GB"]),
        ("en-US", ["en-GB", "en"], ["en"]),
        ("pt-BR", ["pt-PT"], []),
        ("sr-Latn", ["sr-Cyrl", "sr-Latn-RS"], ["sr-Latn-RS"]),
        ("deu", ["de-DE"], ["de-DE"]),
        ("xx", ["xx", "en"], ["xx"]),
        ("xx", ["yy", "en"], []),
    ],
)
def test_of_the_tags_offered_those_are_found_that_say_what_is_wanted(
    wanted: str, offered: list[str], found: list[str]
) -> None:
    assert closest(wanted, offered) == found


def test_a_copy_is_no_mistake_within_a_language_and_a_script() -> None:
    assert all(is_one_language(*pair) for pair in [("en", "en-US"), ("en_GB", "en-US"), ("nb", "no"), (None, None)])
    assert not any(
        is_one_language(*pair) for pair in [("zh-CN", "zh-TW"), ("sr-Latn", "sr"), ("zh", "yue"), ("en", None)]
    )


def test_whole_tags_stay_only_where_they_tell_languages_apart() -> None:
    assert told_apart(["en_US", "de-DE"]) == {"en_US": "en", "de-DE": "de"}
    assert told_apart(["en_US", "en-gb", "zh_CN"]) == {"en_US": "en-US", "en-gb": "en-GB", "zh_CN": "zh"}


def test_a_tag_without_more_than_a_language_is_bare() -> None:
    assert Tag("de").is_bare
    assert not Tag("de", region="AT").is_bare
