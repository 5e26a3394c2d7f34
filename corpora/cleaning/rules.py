"""The rules of cleaning: each one finds the lines of one kind; the first that finds a line names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from tertium.corpora.cleaning.page import INNER_END, Page, Rule, is_blurb
from tertium.corpora.cleaning.phrases import LONGEST, says, says_anything

if TYPE_CHECKING:
    from collections.abc import Iterator

TAIL: Final = 0.5
"""The share of the lines behind which a disclaimer or a comment form may begin."""
FULL_DATE: Final = regex.compile(r"\b\d{1,2}\.? [\p{L}\p{M}]{3,10}\.?,? \d{4}\b|\b[\p{L}\p{M}]{3,10} \d{1,2}, \d{4}\b")
CUT: Final = regex.compile(r"\b\d{1,2}\.$|\b\w$|[,–-]$")
NAME: Final = 40
"""Characters of the longest line taken for the name of a site, a section or an author."""
BAR: Final = regex.compile(r"\s*[|·•]\s*")
CROWD: Final = 3
"""That many short lines in a row are a menu, a list of links or a form, not subheads."""


def repeated_headline(page: Page) -> Iterator[int]:
    """The second of two equal lines, the first of which is the headline (or stands before the body)."""
    seen: set[str] = set()
    for i in range(min(page.body + 1, len(page))):
        text = page.texts[i].casefold()
        if text in seen and len(text) > NAME:
            yield i
        seen.add(text)


def disclaimer(page: Page) -> Iterator[int]:
    """A disclaimer in the second half, and the sentences on liability around it."""
    start = int(len(page) * TAIL)
    yield from (i for i in range(start, len(page)) if says("disclaimer", page.texts[i]))


def comment_form(page: Page) -> Iterator[int]:
    """What asks for comments, and the indented or short lines below it."""
    open_form = False
    for i, text in enumerate(page.texts):
        asks = says("comments", text)
        inside = open_form and i >= page.body and (page.lines[i][:1].isspace() or i not in page.sentences)
        if asks or inside:
            yield i
        open_form = asks or inside


def navigation(page: Page) -> Iterator[int]:
    """Menus, bread crumbs, share buttons, cookie notices, advertisement marks."""
    yield from _said(page, "navigation")


def subscription(page: Page) -> Iterator[int]:
    """What sells a subscription, a membership or a newsletter."""
    yield from _said(page, "subscription")


def related(page: Page) -> Iterator[int]:
    """Links to other articles, in mid-article too."""
    yield from _said(page, "related")


def credit(page: Page) -> Iterator[int]:
    """Who made a picture, who holds the rights."""
    yield from _said(page, "credit")


def caption(page: Page) -> Iterator[int]:
    """The line that a credit stands under, if it is one sentence that tells a full date, or is cut short."""
    for i in credit(page):
        if i > 0 and i - 1 != page.headline and _is_caption(page.texts[i - 1]):
            yield i - 1


def date_line(page: Page) -> Iterator[int]:
    """A date, a time, a length and nothing else; a dateline within a sentence is part of it."""
    yield from _said(page, "date")


def meta_line(page: Page) -> Iterator[int]:
    """Date, section, author and the like side by side, between bars or dots."""
    for i, text in enumerate(page.texts):
        parts = [part for part in BAR.split(text) if part]
        if len(parts) > 1 and len(text) <= LONGEST and 2 * sum(map(says_anything, parts)) >= len(parts):
            yield i


def site_line(page: Page) -> Iterator[int]:
    """Source marks, addresses, tags, authors."""
    yield from _said(page, "site")


def site_name(page: Page) -> Iterator[int]:
    """A word or two between the top of the page and its headline, if a date line stands there too."""
    if page.headline is None:
        return
    top = range(page.headline)
    if any(says("date", page.texts[i]) for i in top):
        yield from (i for i in top if len(page.texts[i]) <= NAME and i not in page.sentences)


def tag_line(page: Page) -> Iterator[int]:
    """A blurb above the headline: a sentence, and a second one without an end."""
    if page.headline is None:
        return
    yield from (i for i in range(page.headline) if is_blurb(page.texts[i]))


def foreign(page: Page) -> Iterator[int]:
    """Lines in another language than the article; a partner that has them keeps them (an untranslated sentence)."""
    yield from sorted(page.foreign)


def recurring(page: Page) -> Iterator[int]:
    """Short lines that many articles of the folder share."""
    yield from (i for i in sorted(page.recurring) if i not in page.sentences and i != page.headline)


def recurring_sentence(page: Page) -> Iterator[int]:
    """Whole sentences that many articles share; they stay where a partner has them."""
    yield from (i for i in sorted(page.recurring) if i in page.sentences)


def crowd(page: Page) -> Iterator[int]:
    """Short lines of which several stand together, in an article that has sentences too."""
    for run in [] if page.extracted or not page.sentences else _runs(page):
        if len(run) >= CROWD:
            yield from run


def fragment(page: Page) -> Iterator[int]:
    """A short line that ends in no full stop: a subhead, or a rest of the page; a partner that has it keeps it."""
    for run in [] if page.extracted else _runs(page):
        yield from run


RULES: Final = (
    Rule("repeated_headline", "repeated", repeated_headline),
    Rule("disclaimer", "disclaimer", disclaimer),
    Rule("comment_form", "comments", comment_form),
    Rule("navigation", "navigation", navigation),
    Rule("subscription", "subscription", subscription),
    Rule("related", "related", related),
    Rule("credit", "credit", credit),
    Rule("caption", "caption", caption),
    Rule("date_line", "date", date_line),
    Rule("meta_line", "site", meta_line),
    Rule("site_line", "site", site_line),
    Rule("site_name", "site", site_name),
    Rule("tag_line", "site", tag_line),
    Rule("recurring", "recurring", recurring),
    Rule("headline", "headline", lambda page: [] if page.headline is None else [page.headline]),
    Rule("foreign", "doubtful", foreign),
    Rule("recurring_sentence", "doubtful", recurring_sentence),
    Rule("crowd", "fragment", crowd),
    Rule("fragment", "doubtful", fragment),
)
"""In the order in which they have their say."""


def _said(page: Page, label: str) -> Iterator[int]:
    yield from (i for i, text in enumerate(page.texts) if says(label, text))


def _is_caption(text: str) -> bool:
    if INNER_END.search(text.rstrip(".")):
        return False
    return bool(FULL_DATE.search(text)) or bool(CUT.search(text))


def _runs(page: Page) -> Iterator[list[int]]:
    """Yield the stretches of lines that are neither sentences nor the headline."""
    run: list[int] = []
    for i in range(len(page)):
        if i in page.sentences or i == page.headline:
            if run:
                yield run
            run = []
        else:
            run.append(i)
    if run:
        yield run
