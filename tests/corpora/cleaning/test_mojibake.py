"""Encodings that pages declare and are not in."""

from __future__ import annotations

import pytest

from tertium.corpora.cleaning.mojibake import is_unicode, likelier_encoding

TEXTS = {
    "ru": "Городской совет решил в понедельник закрыть бассейн. Трое депутатов голосовали против, жители свистели.",
    "uk": "Міська рада вирішила в понеділок закрити басейн. Троє депутатів голосували проти, мешканці свистіли.",
    "cs": "Městská rada v pondělí rozhodla, že zavře bazén. Tři zastupitelé hlasovali proti a občané pískali.",
    "el": "Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα να κλείσει την πισίνα. Τρία μέλη καταψήφισαν την πρόταση.",
    "de": "Der Gemeinderat hat am Montag beschlossen, das Bad zu schließen. Drei Mitglieder und zwölf Bürger pfiffen.",
    "ja": "市議会は月曜日、市民プールを閉鎖することを決めた。三人の議員が反対し、十二人の市民が口笛を吹いた。",
}


@pytest.mark.parametrize(
    ("language", "encoding", "declared", "named"),
    [
        ("ru", "cp1251", "koi8-r", "cp1251"),
        ("ru", "koi8-r", "cp1251", "koi8-r"),
        ("ru", "cp1251", "cp1252", "cp1251"),
        ("ru", "cp866", "cp1251", "cp866"),
        ("uk", "cp1251", "koi8-u", "cp1251"),
        ("cs", "cp1250", "cp1252", "cp1250"),
        ("el", "iso8859-7", "cp1252", "cp1253"),
        ("ja", "cp932", "gb18030", "cp932"),
    ],
)
def test_the_encoding_in_which_a_text_is_in_its_language_is_named(
    language: str, encoding: str, declared: str, named: str
) -> None:
    text = TEXTS[language].encode(encoding).decode(declared)
    assert likelier_encoding(text, declared, ("en", language)) == (named, language)


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ru", "cp1251"),
        ("ru", "koi8-r"),
        ("uk", "koi8-u"),
        ("cs", "cp1250"),
        ("el", "cp1253"),
        ("de", "cp1252"),
        ("ja", "cp932"),
        ("ja", "euc_jp"),
    ],
)
@pytest.mark.parametrize("expected", [("en", "ru"), ("cs", "uk"), ("en", "th"), ("de", "zh"), ("en", "xx")])
def test_a_text_in_its_own_encoding_is_left_alone_whatever_language_was_expected(
    language: str, encoding: str, expected: tuple[str, str]
) -> None:
    assert likelier_encoding(TEXTS[language], encoding, expected) is None


def test_ascii_unicode_and_short_texts_are_not_judged() -> None:
    mojibake = TEXTS["ru"].encode("cp1251").decode("koi8-r")
    assert likelier_encoding("The council voted to close the pool.", "koi8-r", ("en", "ru")) is None
    assert likelier_encoding(mojibake, "utf-8", ("en", "ru")) is None
    assert likelier_encoding(mojibake[:15], "koi8-r", ("en", "ru")) is None
    assert [is_unicode(name) for name in ("utf-8-sig", "utf-16", "koi8-u")] == [True, True, False]
