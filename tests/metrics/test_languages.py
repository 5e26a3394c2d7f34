"""Every part that depends on a language does the same for every tag of that language."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Final

import pytest
from sacrebleu.metrics.bleu import BLEU

from tertium.corpora.encoders import choice, languages
from tertium.corpora.text import sentences
from tertium.corpora.text.identification import identify, other_language, recognised, recognised_as
from tertium.corpora.text.tags import base
from tertium.corpora.types import EvalSet, blocks
from tertium.evals.evaluate import evaluate
from tertium.evals.types import Key
from tertium.metrics.checks import calendar, quantities, script
from tertium.metrics.checks.base import SegmentTexts
from tertium.metrics.checks.completeness import Completeness
from tertium.metrics.checks.lengths import DENSITY, expected_ratio
from tertium.metrics.checks.numerals import STEMS
from tertium.metrics.checks.quotes import STYLES, Quotes
from tertium.metrics.lexical.bleu import Bleu
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.evals.types import Run

TAGS: Final = {
    "zh": ["zh-CN", "zh_CN", "zh-TW", "zh-Hans", "zh-Hant-TW", "zho_Hans", "zho", "cmn", "cmn-Hans-CN", "ZH"],
    "ja": ["ja-JP", "ja_JP", "jpn", "jpn_Jpan"],
    "ko": ["ko-KR", "kor", "kor_Hang"],
    "pt": ["pt-BR", "pt_PT", "por", "por_Latn"],
    "en": ["en_US", "en-GB", "eng", "eng_Latn", "EN"],
    "de": ["de-AT", "de_DE", "deu", "ger", "deu_Latn"],
    "he": ["iw", "heb_Hebr", "he-IL"],
    "no": ["nb", "nob_Latn", "nb-NO", "nor"],
    "tl": ["fil", "tgl_Latn", "fil-PH"],
    "sr": ["sr-Cyrl", "srp", "sr_RS"],
    "cs": ["cs-CZ", "ces", "cze"],
    "uk": ["uk_UA", "ukr_Cyrl"],
    "fr": ["fr-CA", "fra_Latn"],
    "es": ["es-419", "spa"],
    "hi": ["hi-IN", "hin_Deva"],
    "th": ["th-TH", "tha_Thai"],
}
PAIRS: Final = [(language, tag) for language, tags in TAGS.items() for tag in tags]
TEXTS: Final = {
    "zh": ("我们支付了40欧元。今天的天气真好。", "我们付了40欧元。今天天气很好。"),
    "ja": (
        "私たちは40ユーロを支払いました。今日はいい天気です。",
        "私たちは40ユーロ払いました。今日は天気がいいです。",
    ),
    "ko": ("우리는 40유로를 지불했습니다. 오늘 날씨가 좋습니다.", "우리는 40유로를 냈습니다. 오늘은 날씨가 좋아요."),
    "pt": ("Pagámos 40 euros. Hoje o tempo está muito bom.", "Nós pagamos 40 euros. Hoje o tempo está bom."),
}
TOKENIZERS: Final = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab"}
CHECKS: Final = (
    *("numbers", "dates", "quotes", "negation", "names", "truncated", "completeness"),
    *("untranslated", "copied", "script", "units"),
)
UKRAINIAN: Final = "Паром відходить щоранку о шостій і рідко приходить вчасно, а люди довго чекають на березі."
PACKAGES: Final = {"ja": "MeCab", "ko": "mecab_ko"}

DEPENDENTS: Final[dict[str, Callable[[str], object]]] = {
    "expected length": lambda tag: (expected_ratio("en", tag), expected_ratio(tag, "en")),
    "segmenter": lambda tag: sentences.load(tag)(
        "Das ist am 3. Mai so. „Wirklich?“ fragt sie. 好。对！まで。क।ख। Sim. 10. Nej."
    ),
    "months and weekdays": lambda tag: [
        [number for number, _ in calendar.names(tag, kind)] for kind in ("months", "days")
    ],
    "numbers in words": lambda tag: (
        quantities.has_numerals(tag),
        quantities.in_words("zwei two deux dos два dva 二十 três", tag),
    ),
    "script": script.writes,
    "wrong language": lambda tag: other_language(UKRAINIAN, "en", tag),
    "identified as": recognised_as,
    "named encoder": lambda tag: tried(choice.check_languages, "use", [tag]),
    "tokenizer": lambda tag: Bleu().adapted(("en", tag)).signature,
    "encoder of completeness": lambda tag: tried(Completeness(by="alignment").adapted, ("en", tag)),
    "checks": lambda tag: scores(tag),  # noqa: PLW0108 - it is defined below
}


def tried(function: Callable[..., object], *arguments: object) -> str:
    """Return what a function answers, or the error that it raises."""
    try:
        return repr(function(*arguments))
    except Exception as error:  # noqa: BLE001 - whichever it is, it is the same for every tag
        return str(error)


def scores(tag: str) -> dict[str, list[list[float]]]:
    """Return what the checks find in texts that each of them has something to say of, in one language or another."""
    sources = ("We did not pay 12 euros on 3 May.", "He said “never” on Monday, Anna Berger too.", "Two ferries left.")
    outputs = (
        "Wir haben 13 Euro am 3. Juni bezahlt, und",
        "Er sagte »nie« am Dienstag, Anna Burger auch.",
        "We did not pay twelve",
    )
    data = EvalSet(
        "checks", ("a", "b", "c"), blocks(["d"] * 3), sources=sources, outputs={"x": outputs}, languages=("en", tag)
    )
    names = [
        "numbers",
        "dates",
        "quotes",
        "negation",
        "names",
        "truncated",
        "completeness",
        "untranslated",
        "copied",
        "script",
        "units",
    ]
    run = evaluate(data, [load(name) for name in names])
    return {name: run.counts[Key("x", name)].tolist() for name in names}


@pytest.mark.parametrize("part", DEPENDENTS)
@pytest.mark.parametrize(("language", "tag"), PAIRS)
def test_every_part_does_the_same_for_every_tag_of_a_language(part: str, language: str, tag: str) -> None:
    assert DEPENDENTS[part](tag) == DEPENDENTS[part](language)


def bleu(tag: str, language: str) -> Run:
    reference, output = TEXTS[language]
    data = EvalSet(
        "one", ("a",), blocks(["d"]), references={"A": (reference,)}, outputs={"x": (output,)}, languages=("en", tag)
    )
    return evaluate(data, [load("bleu")])


@pytest.mark.parametrize(
    ("language", "tag"),
    [(language, tag) for language in TEXTS for tag in [language, *TAGS[language]]] + [("zh", "yue"), ("zh", "zh-yue")],
)
def test_bleu_is_sacrebleus_with_the_tokenizer_of_the_language(language: str, tag: str) -> None:
    tokenize = TOKENIZERS.get(language, "13a")
    if language in PACKAGES and importlib.util.find_spec(PACKAGES[language]) is None:
        assert Bleu().adapted(("en", tag)).tokenize == tokenize
        pytest.skip(f"{PACKAGES[language]} is not installed")
    reference, output = TEXTS[language]
    right = BLEU(tokenize=tokenize, force=True).corpus_score([output], [[reference]]).score
    run = bleu(tag, language)
    assert right > 1
    assert Bleu().score(run.counts[Key("x", "bleu")].sum(axis=0)) == pytest.approx(right, abs=1e-9)
    assert f"tokenize:{tokenize}" in run.measures["bleu"].signature


@pytest.mark.parametrize(("tag", "style"), [("pt-BR", "“”"), ("zh-TW", "「」"), ("de_AT", "„“"), ("yue", "「」")])
def test_quotation_marks_are_those_of_the_language(tag: str, style: str) -> None:
    inspect = Quotes().inspector(SegmentTexts("", (), ("en", tag)))
    assert inspect(f"{style[0]}a{style[1]}").findings == ()
    assert bool(inspect("»a«").findings) is (tag != "de_AT")


def test_a_language_of_chinese_script_is_read_as_chinese_and_keeps_its_own_code() -> None:
    assert recognised_as("yue") == "yue"
    assert script.writes("yue") == "CJK"
    assert expected_ratio("en", "yue") == DENSITY["zh"]
    assert quantities.in_words("二十", "yue")


def test_the_script_of_a_tag_is_the_one_that_words_must_be_in() -> None:
    assert [script.writes(tag) for tag in ("sr", "sr-Latn", "sr-ME", "kor_Hang", "jpn_Jpan")] == [
        *("CYRILLIC", "LATIN", "LATIN", "HANGUL", "CJK")
    ]


def test_months_are_named_in_the_script_of_the_tag() -> None:
    assert calendar.months_named("U januaru.", "sr-Latn")
    assert calendar.months_named("У јануару.", "sr")
    assert calendar.months_named("3. Jänner", "de-AT")
    assert calendar.weekdays_named("am Sonnabend", "de_AT") == {5}


def test_all_languages_that_tables_name_are_named_by_their_base() -> None:
    for table in (
        DENSITY,
        STEMS,
        STYLES,
        languages.USE_LANGUAGES,
        languages.XLM_R_LANGUAGES,
        languages.LABSE_LANGUAGES,
    ):
        assert {base(language) for language in table} <= set(table)


def test_the_identifier_knows_its_own_codes_and_answers_with_the_tag_that_was_asked_for() -> None:
    assert all(recognised_as(code) for code in recognised())
    text = "渡轮每天早上六点出发，很少准时到达对岸的码头。"
    assert identify(text, ["deu_Latn", "zh_CN"]).language == "zh_CN"
    assert identify("Die Fähre legt jeden Morgen um sechs Uhr ab.", ["de-AT", "zh_CN"]).language == "de-AT"
    assert identify(text, ["deu_Latn", "en"]).other == "zh"
