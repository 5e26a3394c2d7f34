"""Of several language pairs in a file the requested one is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers.language_pairs import choose_pair, is_in, short_pair
from tertium.errors import DataError

if TYPE_CHECKING:
    from tertium.corpora.readers import Languages

PATH = Path("a.xlf")


@pytest.mark.parametrize(
    ("present", "requested", "chosen"),
    [
        ([("en", "de")], (None, None), ("en", "de")),
        ([("en", "de")], ("cs", "fr"), ("en", "de")),
        ([("en", None), ("en", "de")], (None, None), ("en", "de")),
        ([("en", "de"), ("en", "fr")], (None, "fr"), ("en", "fr")),
        ([("en", "de"), ("de", "en")], (None, "en"), ("de", "en")),
        ([("en", "de"), ("en", "DE")], (None, None), ("en", "de")),
        ([("en", "zh_CN"), ("en", "zh-TW")], ("en", "zho_Hans"), ("en", "zh_CN")),
        ([], (None, "de"), (None, None)),
    ],
)
def test_a_pair_is_chosen(present: list[Languages], requested: Languages, chosen: Languages) -> None:
    assert choose_pair(PATH, present, requested) == chosen


@pytest.mark.parametrize(
    ("present", "requested", "message"),
    [
        ([("en", "de"), ("en", "fr")], (None, None), r"a\.xlf has the target languages de, fr\n  try: --to de or --to"),
        ([("en", "de"), ("cs", "de")], (None, None), "the source languages en, cs\n  try: --from en or --from cs"),
        ([("en", "zh-CN"), ("en", "zh-TW"), ("en", "de")], (None, "zh"), "the target languages zh-CN, zh-TW\n"),
        ([("en", "de"), ("en", "fr")], (None, "es"), "the target languages de, fr"),
        ([("en-US", "de"), ("en-GB", "de")], ("en", None), "the source languages en-US, en-GB"),
    ],
)
def test_an_ambiguous_request_names_the_choice(present: list[Languages], requested: Languages, message: str) -> None:
    with pytest.raises(DataError, match=message):
        choose_pair(PATH, present, requested)


def test_texts_without_a_language_may_be_of_the_chosen_pair() -> None:
    assert is_in(("en", None), ("EN", "de"))
    assert not is_in(("en", "fr"), ("en", "de"))


def test_a_pair_is_shortened_where_the_languages_differ() -> None:
    assert short_pair(("en_US", "zh-TW")) == ("en", "zh")
    assert short_pair(("en-US", "en_gb")) == ("en-US", "en-GB")
    assert short_pair(("und", None)) == (None, None)
