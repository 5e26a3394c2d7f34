"""Languages, scripts and regions of the CLDR."""

from __future__ import annotations

from tertium.corpora.text.cldr import (
    canonical,
    combined_script,
    currencies,
    current_region,
    is_language,
    is_region,
    is_script,
    likely_script,
    scripts,
    territories,
)


def test_the_scripts_of_a_language_begin_with_the_usual_one() -> None:
    assert set(scripts("sr")) >= {"Cyrl", "Latn"}
    assert scripts("zho")[0] == "Hans"


def test_a_code_is_one_of_a_language_script_or_region_or_none() -> None:
    assert [is_language(code) for code in ("de", "yue", "xx", "english")] == [True, True, False, False]
    assert [is_script(code) for code in ("hant", "Latn", "Hanz", None)] == [True, True, False, True]
    assert [is_region(code) for code in ("br", "419", "UK", "QQ", None)] == [True, True, True, False, True]


def test_an_old_code_stands_for_a_new_one_with_script_and_region() -> None:
    assert [canonical(code) for code in ("iw", "sh", "prs", "fil")] == [
        ("he", None, None),
        ("sr", "Latn", None),
        ("fa", None, "AF"),
        ("tl", None, None),
    ]
    assert current_region("uk") == "GB"


def test_the_likely_script_is_that_of_the_region_and_a_part_stands_for_the_combination() -> None:
    assert [likely_script(*pair) for pair in (("zh", None), ("zh", "TW"), ("xx", None))] == ["Hans", "Hant", None]
    assert [combined_script(script) for script in ("Hang", "Kana", "Latn", None)] == ["Kore", "Jpan", "Latn", None]


def test_currencies_are_named_in_each_language_of_the_cldr() -> None:
    assert {"euro", "euros"} <= currencies("en")
    assert currencies("xx") == frozenset()


def test_territories_are_named_in_each_language_of_the_cldr() -> None:
    assert territories("de")["AR"] == "Argentinien"
    assert territories("xx") == {}
