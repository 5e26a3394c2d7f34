"""The built-in rules of cleaning: each finds lines of one kind; a line gets the label of the first that finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from tertium.corpora.cleaning.page import Page, Rule
from tertium.corpora.cleaning.phrases import MAX_CHARACTERS, matches, matches_any
from tertium.corpora.cleaning.shapes import INNER_SENTENCE_END, is_blurb

if TYPE_CHECKING:
    from collections.abc import Iterator

DISCLAIMER_START: Final = 0.5
"""Share of the lines behind which a disclaimer may begin: an article may quote one further up."""
FULL_DATE: Final = regex.compile(r"\b\d{1,2}\.? [\p{L}\p{M}]{3,10}\.?,? \d{4}\b|\b[\p{L}\p{M}]{3,10} \d{1,2}, \d{4}\b")
"""A day, a month in letters and a year, in the order of most languages or of American English."""
CUT_SHORT: Final = regex.compile(r"\b\d{1,2}\.$|\b\w$|[,–-]$")
"""The end of a line that breaks off: an ordinal (*on the 7.*), a single letter, a comma or a dash."""
MAX_NAME: Final = 40
"""Length up to which a line may be the name of a site, a section or an author, in characters."""
BAR: Final = regex.compile(r"\s*[|·•]\s*")
"""A mark between the parts of a line on date, section and author."""
MIN_CROWD: Final = 3
"""Short lines in a row that are a menu, a list of links or a form, and not subheads."""


def repeated_headline(page: Page) -> Iterator[int]:
    """Find the lines that repeat an earlier line, up to the first line of the body; short ones may be names."""
    earlier: set[str] = set()
    for i in range(min(page.body + 1, len(page))):
        text = page.texts[i].casefold()
        if text in earlier and len(text) > MAX_NAME:
            yield i
        earlier.add(text)


def disclaimer(page: Page) -> Iterator[int]:
    """Find disclaimers and sentences on liability in the second half."""
    start = int(len(page) * DISCLAIMER_START)
    yield from (i for i in range(start, len(page)) if matches("disclaimer", page.texts[i]))


def comment_form(page: Page) -> Iterator[int]:
    """Find lines that ask for comments, and the indented or short lines below them."""
    is_open = False
    for i, text in enumerate(page.texts):
        asks = matches("comments", text)
        inside = is_open and i >= page.body and (page.lines[i][:1].isspace() or i not in page.sentences)
        if asks or inside:
            yield i
        is_open = asks or inside


def navigation(page: Page) -> Iterator[int]:
    """Find menus, bread crumbs, share buttons, cookie notices and marks of advertisements."""
    yield from _matching(page, "navigation")


def subscription(page: Page) -> Iterator[int]:
    """Find offers of a subscription, a membership or a newsletter."""
    yield from _matching(page, "subscription")


def related(page: Page) -> Iterator[int]:
    """Find links to other articles, in mid-article too."""
    yield from _matching(page, "related")


def credit(page: Page) -> Iterator[int]:
    """Find lines on who made a picture or holds its rights."""
    yield from _matching(page, "credit")


def caption(page: Page) -> Iterator[int]:
    """Find the line above a credit if it is one sentence that has a full date or breaks off."""
    for i in credit(page):
        if i > 0 and i - 1 != page.headline and _is_caption(page.texts[i - 1]):
            yield i - 1


def date_line(page: Page) -> Iterator[int]:
    """Find lines with a date, a time or a reading time and nothing else; a dateline within a sentence is part of it."""
    yield from _matching(page, "date")


def meta_line(page: Page) -> Iterator[int]:
    """Find lines on date, section, author and the like side by side, between bars or dots."""
    for i, text in enumerate(page.texts):
        parts = [part for part in BAR.split(text) if part]
        if len(parts) > 1 and len(text) <= MAX_CHARACTERS and 2 * sum(map(matches_any, parts)) >= len(parts):
            yield i


def site_line(page: Page) -> Iterator[int]:
    """Find marks of the source, addresses, tags and authors."""
    yield from _matching(page, "site")


def site_name(page: Page) -> Iterator[int]:
    """Find the short lines above the headline, if a date line is among the lines there."""
    if page.headline is None:
        return
    top = range(page.headline)
    if any(matches("date", page.texts[i]) for i in top):
        yield from (i for i in top if len(page.texts[i]) <= MAX_NAME and i not in page.sentences)


def tag_line(page: Page) -> Iterator[int]:
    """Find the blurbs above the headline: a sentence, and a second one without an end."""
    if page.headline is None:
        return
    yield from (i for i in range(page.headline) if is_blurb(page.texts[i]))


def foreign(page: Page) -> Iterator[int]:
    """Find lines in another language than the article; they may be untranslated sentences."""
    yield from sorted(page.foreign)


def recurring(page: Page) -> Iterator[int]:
    """Find the short lines that many articles of the folder share."""
    yield from (i for i in sorted(page.recurring) if i not in page.sentences and i != page.headline)


def recurring_sentence(page: Page) -> Iterator[int]:
    """Find the sentences that many articles of the folder share; they stay where a partner has them."""
    yield from (i for i in sorted(page.recurring) if i in page.sentences)


def crowd(page: Page) -> Iterator[int]:
    """Find short lines of which several stand together, in an article that has sentences too."""
    for run in [] if page.extracted or not page.sentences else _runs(page):
        if len(run) >= MIN_CROWD:
            yield from run


def fragment(page: Page) -> Iterator[int]:
    """Find short lines without a full stop: subheads, or boilerplate; they stay where a partner has them."""
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
"""The rules, in the order in which they are tried: the certain ones before those that go by the shape of a line. The
headline stands before `foreign`, which may find it too."""


def _matching(page: Page, label: str) -> Iterator[int]:
    yield from (i for i, text in enumerate(page.texts) if matches(label, text))


def _is_caption(text: str) -> bool:
    if INNER_SENTENCE_END.search(text.rstrip(".")):
        return False
    return bool(FULL_DATE.search(text)) or bool(CUT_SHORT.search(text))


def _runs(page: Page) -> Iterator[list[int]]:
    """Yield the runs of lines that are neither sentences nor the headline."""
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
