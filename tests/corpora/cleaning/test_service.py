"""Sentences on a site's service."""

from __future__ import annotations

import pytest

from tertium.corpora.cleaning.phrases import covered, words
from tertium.corpora.cleaning.service import MAX_SERVICE, is_service


@pytest.mark.parametrize(
    "line",
    [
        "Mit Ihrem Abo können Sie sich jederzeit einloggen und fünf Artikel verschenken.",
        "Ihre Einstellungen zum Datenschutz verhindern das Laden externer Inhalte. Ein Klick genügt.",
        "Enter your e-mail address and choose a password to read on.",
        "By clicking the button you consent to our privacy policy.",
        "Saisissez votre courriel pour recevoir la newsletter.",
        "メールアドレスを登録すると、続きを無料でお読みいただけます。",
        "새 소식을 이메일로 받으려면 회원가입을 해 주세요.",
        "Để đọc tiếp, xin đăng nhập bằng tài khoản của bạn.",
        "กรุณาลงทะเบียนด้วยอีเมลเพื่ออ่านต่อ",
        "سجل بريدك الإلكتروني للحصول على النشرة مجانا.",
    ],
)
def test_a_sentence_with_several_words_of_service_speaks_of_the_site(line: str) -> None:
    assert is_service(line)


@pytest.mark.parametrize(
    "line",
    [
        "Der Rat von Ostheim hat am Montag beschlossen, das alte Bad zu schließen.",
        "Der Eintritt ist an Sonntagen kostenlos.",
        "The council answered by e-mail on Monday evening.",
        "Newsletters about newsletters have become a newsletter genre.",
        "Parole sind in der Kontaktgruppe kein Thema.",
    ],
)
def test_one_word_of_service_proves_nothing(line: str) -> None:
    assert not is_service(line)


def test_a_long_paragraph_is_not_asked_about() -> None:
    line = "A password and an e-mail address are all that they need. "
    assert is_service(line)
    assert not is_service(line * (MAX_SERVICE // len(line) + 1))


def test_every_language_has_words_of_service() -> None:
    assert words("service").pattern.count("|") > 5 * len(covered())
