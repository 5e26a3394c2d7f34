"""Wrong language codes are named at once, with what they were meant to be."""

from __future__ import annotations

import pytest

from tertium.cli import main
from tertium.corpora.building.plan import Plan
from tertium.corpora.text.tag_checks import check, check_articles, suggestions
from tertium.errors import UsageError
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("english", ["en"]),
        ("German", ["de"]),
        ("français", ["fr"]),
        ("中文", ["zh"]),
        ("engish", ["en"]),
        ("EN", ["en"]),
        ("zh-Hanz", ["zh-Hans", "zh-Hant"]),
        ("zho_Hnas", ["zh-Hans"]),
        ("zh_QQ", ["zh"]),
        ("zh-Hant-QQ", ["zh-Hant"]),
        ("pt-BRA", ["pt"]),
        ("pt-BR-", ["pt-BR"]),
        ("deu-german", ["de"]),
        ("ger", ["de"]),
        ("deu", ["de"]),
        ("iw", ["he"]),
        ("nb", ["no"]),
        ("cz", ["cs"]),
        ("jp", ["ja"]),
        ("ua", ["uk"]),
        ("us", ["en"]),
        ("xx", []),
        ("bo", []),
        ("", []),
        ("xxx_Latn", []),
        ("../de", []),
        ("de/../..", []),
        ("<b>", []),
    ],
)
def test_a_wrong_code_has_nearest_right_ones(wrong: str, right: list[str]) -> None:
    assert suggestions(wrong) == right


@pytest.mark.parametrize(
    ("code", "says", "tries"),
    [
        ("xx", "no article can be recognised as 'xx'", "an ISO 639-1 code: de, en"),
        ("english", "no article can be recognised as 'english'", "en"),
        ("pt-", r"no article can be recognised as 'pt-' \(Portuguese\)", "pt"),
        ("bo", r"no article can be recognised as 'bo' \(Tibetan\)", "aligned texts, docs/formats.md"),
        ("zxx", r"no article can be recognised as 'zxx' \(No linguistic content\)", "aligned texts, docs/formats.md"),
    ],
)
def test_a_plan_takes_only_languages_that_articles_can_be_recognised_in(code: str, says: str, tries: str) -> None:
    with pytest.raises(UsageError, match=f"^{says}\n  try: {tries}$"):
        Plan("en", code)
    with pytest.raises(UsageError, match=says):
        Plan(code, "en")


def test_codes_that_the_identifier_knows_are_taken() -> None:
    check_articles(["de", "en", "uk", "zh", "is", "yo", "nb", "zh-CN", "zho_Hans", "deu", "fil", "gn", "yue"])


@pytest.mark.parametrize(("source", "target"), [("en", "en"), ("en-US", "en_GB"), ("deu", "de"), ("no", "nb")])
def test_a_plan_of_one_language_is_refused_however_it_is_spelt(source: str, target: str) -> None:
    with pytest.raises(UsageError, match=r"^both languages are '(en|de|no)'"):
        Plan(source, target)


@pytest.mark.parametrize(
    "code", ["de", "nb", "bo", "pt-BR", "zh-Hant", "tlh", "eng_Latn", "EN", "en_US", "zh_CN", "cmn", "kor_Hang", None]
)
def test_aligned_texts_may_be_in_any_language(code: str | None) -> None:
    check([code])


@pytest.mark.parametrize(
    ("code", "tries"),
    [
        ("english", "en"),
        ("cz", "cs"),
        ("zh_Hanz", "zh-Hans, zh-Hant"),
        ("en_QQ", "en"),
        ("xxx_Latn", "an ISO 639-1 code"),
    ],
)
def test_what_is_no_code_is_refused_for_aligned_texts_too(code: str, tries: str) -> None:
    with pytest.raises(UsageError, match=f"'{code}' is no language code\n  try: {tries}"):
        check([code])


@pytest.mark.parametrize("command", ["build", "export"])
def test_the_commands_end_at_once_in_two_lines(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    output = tmp_path_factory.mktemp("out") / "set"
    words = [command, str(ROOT / "examples" / "articles"), "--from", "german", "--to", "en", "-o", str(output)]
    assert main([*words, *(["-f", "tsv"] if command == "export" else [])]) == 2
    assert capsys.readouterr() == ("", "tertium: 'german' is no language code\n  try: de\n")
    assert not list(output.parent.iterdir())


@pytest.mark.parametrize("words", [["--from", "", "--to", "en"], ["--from", "de", "--to", " "]])
def test_an_empty_code_is_said_to_be_empty(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(ROOT / "examples" / "articles"), *words, "-o", "nowhere"]) == 2
    err = capsys.readouterr().err
    assert "a language code is empty" in err
    assert len(err.splitlines()) == 2
