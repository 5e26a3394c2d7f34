"""Recognises lines on who wrote an article, and lines that share it, in all languages of languages/."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import regex

from tertium.corpora.cleaning.phrases import REMEMBERED, words
from tertium.corpora.text.scripts import weighted_length

MAX_BYLINE: Final = 90
"""Length of the longest line on an author, in weighted characters."""
MAX_NAME_WORDS: Final = 5
"""Words of the longest name, particles included."""
PARTICLE: Final = 4
"""Letters up to which a small word may stand in or between names: *van*, *de*, *und*, *και*."""
NAME_ENDS: Final = regex.compile(r"\s*[,，、|/·•–—(（-].*$")
"""What follows a name: a role, a town, a section."""
NAME_WORD: Final = regex.compile(r"\p{L}[\p{L}\p{M}.'’\-]*")
ELISION: Final = regex.compile(r"^\p{Ll}{1,2}['’](?=\p{L})")
"""A particle at the beginning of a name: *d'Arcy*."""
SEPARATORS: Final = regex.compile(r"[\s|/,，、·•:：&+!]+")
SOCIAL: Final = regex.compile(
    r"(?:facebook|twitter|tweet|whatsapp|telegram|linkedin|instagram|pinterest|reddit|e-?mail|messenger|viber|threads"
    r"|bluesky|mastodon|tiktok|youtube|flipboard|tumblr|xing|pocket|zalo|weibo|wechat|line|kakao|e-?post|sähköposti|correo|courriel|mejl|почта|пошта|поштою|vk\b|x\b|rss"
    r"|微信|微博|新浪微博|朋友圈|qq|豆瓣|フェイスブック|ツイッター|ツイート|はてな|ライン"
    r"|페이스북|트위터|카카오|네이버|밴드|라인|인스타그램|فيسبوك|فیسبوک|تويتر|توییتر|واتساب|واتس|تيليجرام|تلغرام|تلگرام|بريد|ایمیل"
    r"|פייסבוק|טוויטר|ווטסאפ|וואטסאפ|טלגרם|फेसबुक|फ़ेसबुक|ट्विटर|व्हाट्सएप|व्हाट्सऐप|टेलीग्राम|ईमेल"
    r"|เฟซบุ๊ก|ทวิตเตอร์|ไลน์|фейсбук|твиттер|твітер|вконтакте|одноклассники|телеграм|вайбер|імейл)[\p{L}\p{M}'’]{0,8}",
    regex.IGNORECASE,
)
"""The name of a network or another way to share, with an ending (*Facebookissa*, *Telegramu*)."""


@lru_cache(REMEMBERED)
def is_byline(text: str) -> bool:
    """Whether a line names the author: after *by*, with a colon or before names, or before *reporter* in Korean."""
    if weighted_length(text) > MAX_BYLINE or text.endswith((".", "!", "?", "。")):
        return False
    if _after_name().fullmatch(text):
        return True
    found = _before_name().fullmatch(text)
    if found is None:
        return False
    names = NAME_ENDS.sub("", found["rest"])
    return bool(found["colon"]) or is_name(names, least=1)


def is_name(text: str, least: int = 2) -> bool:
    """Whether a text looks like the name of a person: a few words with capitals; in scripts without them, few words.

    Args:
        text: of the line.
        least: how many words a name has at least.
    """
    names = text.split()
    if not least <= len(names) <= MAX_NAME_WORDS or not all(NAME_WORD.fullmatch(name) for name in names):
        return False
    if text.lower() == text.upper():  # a script without capitals
        return weighted_length(text) <= MAX_BYLINE // 3
    small = [name for name in names if ELISION.sub("", name)[0].islower()]
    return names[-1] not in small and len(small) < len(names) - 1 + least % 2 and _are_particles(small)


@lru_cache(REMEMBERED)
def is_share_line(text: str) -> bool:
    """Whether a line asks to share the article, or lists networks and nothing else."""
    rest, count = _share().subn(" ", text)
    tokens = [token for token in SEPARATORS.split(rest) if token]
    if not tokens:
        return bool(count)
    others = 0
    for token in tokens:
        if not SOCIAL.fullmatch(token):
            # Most lines are sentences: their first longer word decides.
            if len(token) > PARTICLE:
                return False
            others += 1
    networks = len(tokens) - others
    return networks >= (1 if count else 2) and others <= networks + 1


def _are_particles(names: list[str]) -> bool:
    return all(len(name) <= PARTICLE for name in names)


@cache
def _before_name() -> regex.Pattern[str]:
    by = words("by").pattern
    return regex.compile(rf"(?:{by})(?:\s?(?P<colon>[:：=])\s?|[\s・/]+)(?P<rest>\S.*)", regex.IGNORECASE)


@cache
def _after_name() -> regex.Pattern[str]:
    by = words("by_after").pattern
    return regex.compile(
        rf"[\[(（]?(?:\S+ ?= ?)?\S{{1,12}}(?: \S{{1,12}}){{0,2}}?[ ]?(?:{by})(?: ?[=|/·)）\]].{{0,30}}| \S+@\S+)?"
    )


@cache
def _share() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}])(?:{words('share').pattern})(?![\p{{L}}\p{{M}}])[:：!]?", regex.IGNORECASE
    )
