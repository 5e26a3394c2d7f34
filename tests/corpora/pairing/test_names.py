"""Language tags in the names of articles: what they leave of a name, and who translates whom by them."""

from __future__ import annotations

import pytest

from tertium.corpora.pairing.names import Name, Partners, parse

LANGUAGES = ("en", "pt-BR")


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("r1.en", Name("r1", "en")),
        ("r1_en", Name("r1", "en")),
        ("r1-EN", Name("r1", "en")),
        ("r1.en-US", Name("r1", "en")),
        ("r1.eng_Latn", Name("r1", "en")),
        ("r1.pt", Name("r1", "pt-BR")),
        ("r1_pt_BR", Name("r1", "pt-BR")),
        ("r1.pt-PT", Name("r1", "pt-BR")),
        ("en/r1", Name("r1", "en")),
        ("news/por/2024/r1", Name("news/2024/r1", "pt-BR")),
        ("en/r1.en", Name("r1", "en")),
        ("r1/en", Name("r1", "en")),
        ("R1.en", Name("r1", "en")),
        ("r1.de", Name("r1.de", "")),
        ("r1", Name("r1", "")),
        ("report-pt-en", Name("report-pt", "en")),
        ("en", Name("", "en")),
        ("children", Name("children", "")),
    ],
)
def test_a_name_is_read_without_its_language(article: str, name: Name) -> None:
    assert parse(article, LANGUAGES) == name


def test_a_norwegian_name_has_the_tag_of_its_written_form() -> None:
    assert parse("r1.nb", ("en", "no")).language == "no"


def test_partners_have_the_same_stem_and_one_language_at_least() -> None:
    sources = ["a.en", "b", "en/c", "d.en-GB", "d.en-US", "e.pt"]
    partners = Partners(sources, LANGUAGES)
    assert partners.of("a.pt") == ("a.en",)
    assert partners.of("a") == ("a.en",), "a name without a language is of any"
    assert partners.of("b_pt") == ("b",)
    assert partners.of("pt/c") == ("en/c",)
    assert partners.of("d.pt") == ("d.en-GB", "d.en-US")
    assert partners.of("b") == (), "neither name has a language"
    assert partners.of("a.en") == (), "it is named as a source"
    assert partners.of("e.pt") == ()
    assert partners.of("f.pt") == ()
