"""The built-in rules of cleaning: each finds lines of one kind; a line gets the label of the first that finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from tertium.corpora.cleaning.bylines import is_byline, is_name, is_share_line
from tertium.corpora.cleaning.page import Page, Rule
from tertium.corpora.cleaning.phrases import MAX_PHRASE_LINE, matches, matches_any, words
from tertium.corpora.cleaning.shapes import (
    INNER_SENTENCE_END,
    MIN_HEADLINE,
    PUNCTUATION_ONLY,
    SENTENCE_END,
    is_blurb,
    is_heading,
    keys,
)
from tertium.corpora.text.scripts import weighted_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DISCLAIMER_START: Final = 0.5
"""Share of the lines behind which a disclaimer may begin: an article may quote one further up."""
FULL_DATE: Final = regex.compile(r"\b\d{1,2}\.? [\p{L}\p{M}]{3,10}\.?,? \d{4}\b|\b[\p{L}\p{M}]{3,10} \d{1,2}, \d{4}\b")
"""A day, a month in letters and a year, in the order of most languages or of American English."""
CUT_SHORT: Final = regex.compile(r"\b\d{1,2}\.$|\b\w$|[,–-]$")
"""The end of a line that breaks off: an ordinal (*on the 7.*), a single letter, a comma or a dash."""
MAX_NAME: Final = 40
"""Length up to which a line may be the name of a site, a section or an author, in weighted characters."""
BAR: Final = regex.compile(r"\s*[|·•]\s*")
"""A mark between the parts of a line on date, section and author."""
FIELD: Final = regex.compile(r"[\w-]+\s*[:=]|\s*- |\s*#")
"""A line of metadata: a key, an item of a list, a comment."""
MAX_COOKIE_NOTICE: Final = 600
"""Length of the longest paragraph of a cookie notice, in characters."""
MAX_TEASER: Final = 200
"""Length of the longest sentence that announces another article, in weighted characters."""
UNMARKED_LIST: Final = "unmarked_list"
"""Name of the rule whose lines come back together or not at all."""
MIN_CANDIDATE_WORDS: Final = 3
"""Longer words of a line that may be the headline though another line looks more like one."""
MIN_LIST: Final = 2
"""Short lines in a row within the article that are rather links or a caption with its credit than subheads: of those
in pairs less than a third are text, of single ones more than half."""
MIN_CROWD: Final = 3
"""Short lines in a row that are a menu, a list of links or a form, and not subheads."""


def repeated_headline(page: Page) -> Iterator[int]:
    """Find the lines that repeat the headline, and up to the first line of the body those that repeat a long line.

    An article that is served in several pages has its headline on each.
    """
    if page.headline is not None:
        title = page.texts[page.headline].casefold()
        yield from (i for i in range(page.headline + 1, len(page)) if page.texts[i].casefold() == title)
    earlier: set[str] = set()
    for i in range(min(page.body + 1, len(page))):
        text = page.texts[i].casefold()
        if text in earlier and weighted_length(text) > MAX_NAME:
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


def front_matter(page: Page) -> Iterator[int]:
    """Find the metadata at the top of a file between two lines of dashes, as static sites have them."""
    fence = page.texts[0] if page.texts else ""
    if fence not in {"---", "+++"} or fence not in page.texts[1:]:
        return
    end = page.texts.index(fence, 1)
    if sum(bool(FIELD.match(page.texts[i])) for i in range(1, end)) * 2 > end - 1:
        yield from range(end + 1)


def separator(page: Page) -> Iterator[int]:
    """Find lines of punctuation alone, such as the rule of a table."""
    yield from (i for i, text in enumerate(page.texts) if PUNCTUATION_ONLY.fullmatch(text))


def share_line(page: Page) -> Iterator[int]:
    """Find lines that share the article, or name networks and nothing else."""
    yield from (i for i, text in enumerate(page.texts) if is_share_line(text))


def cookie_notice(page: Page) -> Iterator[int]:
    """Find sentences on the use of cookies outside the article, and above it."""
    for i, text in enumerate(page.texts):
        if (i < page.body or i not in page.span) and i != page.headline and len(text) <= MAX_COOKIE_NOTICE:
            cookie = words("cookie").search(text)
            if cookie and words("consent").search(text):
                yield i


def byline(page: Page) -> Iterator[int]:
    """Find lines on the author: after *by* and the like; or a name alone between the headline and the body."""
    yield from (i for i, text in enumerate(page.texts) if i != page.headline and is_byline(text))
    if page.headline is not None:
        between = range(page.headline + 1, min(page.body, len(page)))
        yield from (i for i in between if i not in page.sentences and is_name(page.texts[i]))


def related_link(page: Page) -> Iterator[int]:
    """Find the lines below a heading such as *Related articles*, up to the next sentence."""
    inside = False
    for i, text in enumerate(page.texts):
        if i >= page.body and matches("related", text) and is_heading(text):
            inside = True
        elif i in page.sentences:
            inside = False
        elif inside and i != page.headline:
            yield i


def teaser(page: Page) -> Iterator[int]:
    """Find what stands below the last heading such as *Related articles*, if it is single sentences.

    They are other articles' beginnings; where the partner has them as text, they come back.
    """
    for start in _tails(page, "related"):
        prose = [page.texts[i] for i in range(start + 1, len(page)) if i in page.sentences and i not in page.known]
        if all(not INNER_SENTENCE_END.search(text) and weighted_length(text) <= MAX_TEASER for text in prose):
            yield from range(start + 1, len(page))


def comment(page: Page) -> Iterator[int]:
    """Find what stands below a heading such as *3 comments*, to the end of the article."""
    for start in _tails(page, "comments"):
        yield from range(start + 1, len(page))


def candidate(page: Page) -> Iterator[int]:
    """Find the lines above the body that may be the headline, too, and come back if it is the partner's."""
    for i in () if page.extracted else page.candidates:
        if i != page.headline and len(keys(page.texts[i])) >= MIN_CANDIDATE_WORDS:
            yield i


def outside(page: Page) -> Iterator[int]:
    """Find the sentences before and behind the stretch in which the article stands."""
    yield from (i for i in sorted(page.sentences) if i not in page.span)


def unmarked_list(page: Page) -> Iterator[int]:
    """Find crowds of short lines within the article: links, or the items of a list without bullets."""
    for run in [] if page.extracted or not page.sentences else _runs(page):
        unmarked = [i for i in run if i not in page.items]
        if page.body < run[0] and run[-1] < page.span.stop - 1 and _is_list([page.texts[i] for i in unmarked]):
            yield from unmarked


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


def glued_caption(page: Page) -> Iterator[int]:
    """Find captions that a credit is glued to; they come back where the partner has them as text without a credit."""
    yield from sorted(page.captions)


def arrow_link(page: Page) -> Iterator[int]:
    """Find the links to other articles behind an arrow; they come back where the partner has them."""
    yield from sorted(page.arrows)


def service(page: Page) -> Iterator[int]:
    """Find the sentences on accounts, newsletters, settings; they come back where the partner has them."""
    yield from sorted(page.services)


def repeated_sentence(page: Page) -> Iterator[int]:
    """Find the sentences that stand further up as well: pulled quotes, leads that are shown twice."""
    yield from sorted(page.repeats)


def date_line(page: Page) -> Iterator[int]:
    """Find lines with a date, a time or a reading time and nothing else; a dateline within a sentence is part of it."""
    yield from _matching(page, "date")


def meta_line(page: Page) -> Iterator[int]:
    """Find lines on date, section, author and the like side by side, between bars or dots; rows of tables are none."""
    for i, text in enumerate(page.texts):
        parts = [part for part in BAR.split(text) if part]
        if (
            not text.startswith("|")
            and len(parts) > 1
            and len(text) <= MAX_PHRASE_LINE
            and 2 * sum(map(matches_any, parts)) >= len(parts)
        ):
            yield i


def site_line(page: Page) -> Iterator[int]:
    """Find marks of the source, addresses, tags and authors."""
    yield from _matching(page, "site")


def site_name(page: Page) -> Iterator[int]:
    """Find the lines above the headline that are too short for one; short ones too, if a date line is among them."""
    if page.headline is None:
        return
    top = range(page.headline)
    longest = MAX_NAME if any(matches("date", page.texts[i]) for i in top) else MIN_HEADLINE - 1
    yield from (i for i in top if weighted_length(page.texts[i]) <= longest and i not in page.sentences)


def tag_line(page: Page) -> Iterator[int]:
    """Find the blurbs above the headline, a sentence and one without an end, unless it is the partner's headline."""
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
    """Find short lines of which several stand together, in an article that has sentences too; not items of lists."""
    for run in [] if page.extracted or not page.sentences else _runs(page):
        unmarked = [i for i in run if i not in page.items or i not in page.span]
        if len(unmarked) >= MIN_CROWD:
            yield from unmarked


def fragment(page: Page) -> Iterator[int]:
    """Find short lines without a full stop: subheads, or boilerplate; they stay where a partner has them.

    Items of a list within the article are its text.
    """
    for run in [] if page.extracted else _runs(page):
        yield from (i for i in run if i not in page.items or i not in page.span)


RULES: Final = (
    Rule("front_matter", "metadata", front_matter),
    Rule("separator", "fragment", separator),
    Rule("repeated_headline", "repeated", repeated_headline),
    Rule("disclaimer", "disclaimer", disclaimer),
    Rule("comment_form", "comments", comment_form),
    Rule("navigation", "navigation", navigation),
    Rule("share_line", "navigation", share_line),
    Rule("cookie_notice", "navigation", cookie_notice),
    Rule("subscription", "subscription", subscription),
    Rule("related", "related", related),
    Rule("credit", "credit", credit),
    Rule("caption", "caption", caption),
    Rule("date_line", "date", date_line),
    Rule("meta_line", "site", meta_line),
    Rule("site_line", "site", site_line),
    Rule("byline", "site", byline),
    Rule("site_name", "site", site_name),
    Rule("tag_line", "candidate", tag_line),
    Rule("recurring", "recurring", recurring),
    Rule("headline", "headline", lambda page: [] if page.headline is None else [page.headline]),
    Rule("related_link", "related", related_link),
    Rule("teaser", "teaser", teaser),
    Rule("comment", "teaser", comment),
    Rule("candidate", "candidate", candidate),
    Rule("glued_caption", "teaser", glued_caption),
    Rule("arrow_link", "aside", arrow_link),
    Rule("service", "aside", service),
    Rule("repeated_sentence", "aside", repeated_sentence),
    Rule("outside", "aside", outside),
    Rule(UNMARKED_LIST, "aside", unmarked_list),
    Rule("foreign", "doubtful", foreign),
    Rule("recurring_sentence", "doubtful", recurring_sentence),
    Rule("crowd", "fragment", crowd),
    Rule("fragment", "doubtful", fragment),
)
"""The rules, in the order in which they are tried: the certain ones before those that go by the shape of a line. The
headline stands before `foreign`, which may find it too."""


def _tails(page: Page, label: str) -> Iterator[int]:
    """Yield the first heading of this label behind which less text stands than before it; none of a web page."""
    if page.extracted:
        return
    sizes = [weighted_length(text) if i in page.sentences else 0 for i, text in enumerate(page.texts)]
    for i, text in enumerate(page.texts):
        if i > page.body and matches(label, text) and is_heading(text) and sum(sizes[i + 1 :]) < sum(sizes[:i]):
            yield i
            return


def _matching(page: Page, label: str) -> Iterator[int]:
    yield from (i for i, text in enumerate(page.texts) if matches(label, text))


def _is_list(texts: Sequence[str]) -> bool:
    """Whether short lines in a row are several; of only two neither may end a sentence."""
    ends_sentence = any(SENTENCE_END.search(text) or INNER_SENTENCE_END.search(text) for text in texts)
    return len(texts) >= MIN_CROWD or (len(texts) >= MIN_LIST and not ends_sentence)


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
