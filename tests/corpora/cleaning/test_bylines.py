"""Lines on authors, and lines that share an article."""

from __future__ import annotations

import pytest

from tertium.corpora.cleaning.bylines import is_byline, is_name, is_share_line


@pytest.mark.parametrize(
    "line",
    [
        "By Tom Miller, staff reporter",
        "Von Petra Lang und Max Groß",
        "Par Jeanne d’Arcy",
        "di Mario Rossi",
        "Af Ruth Adler",
        "Írta: Kovács Anna",
        "Автор: Рут Адлер",
        "Haber: Ayşe Yılmaz",
        "记者 王明",
        "김철수 기자",
        "文・山田花子",
        "بقلم روث أدلر",
        "लेखक: रूथ एडलर",
    ],
)
def test_a_line_that_names_the_author_is_a_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the water had gone, and with it the last excuse.",
        "Von Berlin nach Paris in vier Stunden",
        "Di nuovo in piazza contro la diga",
        "Par temps de pluie on reste chez soi",
        "记者会推迟",
        "New bridge over the river opens",
    ],
)
def test_a_line_that_begins_like_one_is_none(line: str) -> None:
    assert not is_byline(line)


def test_names_have_capitals_and_few_words() -> None:
    assert [is_name(text) for text in ("Matti Virtanen", "Ana de la Cruz", "王 明")] == [True, True, True]
    names = ("Virtanen", "Uusi silta avattiin", "Seven Men Of The Old Town", "Route 66", "He swam")
    assert [is_name(text) for text in names] == [False] * 5


@pytest.mark.parametrize(
    "line",
    [
        "Share on Facebook Tweet WhatsApp",
        "Jaa Facebookissa Twitterissä WhatsAppissa",
        "Dela",
        "分享到 微信 微博 QQ空间",
        "Facebook | X | E-Mail",
        "شارك فيسبوك واتساب",
        "페이스북 공유 트위터 카카오톡",
        "Facebook'ta paylaş",
    ],
)
def test_a_line_of_networks_shares_the_article(line: str) -> None:
    assert is_share_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by 3 percent",
        "Facebook buys WhatsApp for billions",
        "Del Toro wins again",
        "Dela med dig av maten",
    ],
)
def test_a_headline_on_networks_or_shares_stays(line: str) -> None:
    assert not is_share_line(line)
