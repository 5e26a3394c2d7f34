"""Defines the values of cleaning: a line with its label, a page as the rules see it, and a rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from tertium.corpora.cleaning.bylines import is_byline, is_share_line
from tertium.corpora.cleaning.captions import is_caption
from tertium.corpora.cleaning.phrases import matches, matches_any
from tertium.corpora.cleaning.service import is_service
from tertium.corpora.cleaning.shapes import ARROW, LIST_ITEM, is_blurb, is_heading, is_sentence, keys, may_be_headline
from tertium.corpora.cleaning.span import span
from tertium.corpora.text.scripts import weighted_length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Label: TypeAlias = Literal[
    "text", "headline", "doubtful",
    "navigation", "comments", "credit", "caption", "date", "site", "related", "subscription", "disclaimer",
    "recurring", "repeated", "fragment", "metadata", "removed",
    "aside", "teaser", "candidate",
]  # fmt: skip
"""Kind of a line. Lines with one of the first three labels are kept, ``doubtful`` ones only if a partner article has
them too. Those with one of the last three are left out, unless a partner article has them: `RESTORED`."""

KEPT: Final[frozenset[Label]] = frozenset({"text", "headline", "doubtful"})
"""Labels of the lines that cleaning keeps."""
RESTORED: Final[frozenset[Label]] = frozenset({"aside", "teaser", "candidate"})
"""Labels of the lines that cleaning leaves out, and that come back if a partner article has them: an ``aside`` for any
line of the partner, a ``teaser`` for a line that is surely the partner's text, a ``candidate`` for its headline."""
MIN_BODY_LINE: Final = 90
"""Length from which a sentence alone counts as the first line of the body, in weighted characters."""
BODY_WINDOW: Final = 3
"""Lines within which a shorter sentence has another one below it, if it is the first line of the body."""
MIN_REPEAT: Final = 60
"""Length of the shortest sentence that is boilerplate where it stands a second time, in weighted characters."""
LONG_HEADLINE: Final = 60
"""Length from which a candidate for the headline gains nothing by being longer, in weighted characters."""
MAX_LEAD: Final = 25
"""Lines above the text among which its lead is looked for: date, author, picture and buttons stand between."""
MIN_LEAD: Final = 60
"""Length of the shortest lead, in weighted characters."""
MIN_SHARED: Final = 3
"""Words that a headline above a lead has in common with the text at least."""
OPENING: Final = 6
"""Lines of the body in which words of the headline are looked for."""
END_LABELS: Final = ("comments", "related", "subscription", "disclaimer")
"""Labels of lines that stand at the ends of articles."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a raw article with its label.

    Attributes:
        number: line number in the file, from 1; of a web page in the extracted text, and after its last line for what
            extraction left out.
        text: of the line, without surrounding space.
        block: index of its paragraph, the lines between two empty ones, from 0; -1 where extraction left it out.
        label: kind of the line.
        rule: name of the rule that gave the label; empty for plain text.
    """

    number: int
    text: str
    block: int
    label: Label = "text"
    rule: str = ""

    @property
    def kept(self) -> bool:
        """Whether cleaning keeps the line; `doubtful` lines may be removed after the pairing."""
        return self.label in KEPT

    @property
    def possible(self) -> bool:
        """Whether the line may be in the set: cleaning keeps it, or it comes back if a partner has it."""
        return self.kept or self.label in RESTORED


@dataclass(frozen=True)
class Page:
    """The lines of an article as the rules see them.

    Attributes:
        lines: lines that aren't empty, with their indentation.
        blocks: index of each line's paragraph.
        foreign: indices of the lines in another language than the article.
        recurring: indices of the lines that many articles share.
        extracted: whether the lines come from a web page, where extraction has used the mark-up already.
    """

    lines: tuple[str, ...]
    blocks: tuple[int, ...]
    foreign: frozenset[int] = frozenset()
    recurring: frozenset[int] = frozenset()
    extracted: bool = False

    def __len__(self) -> int:
        return len(self.lines)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The lines without surrounding space, any run of spaces as one space."""
        return tuple(" ".join(line.split()) for line in self.lines)

    @cached_property
    def sentences(self) -> frozenset[int]:
        """Indices of the lines that hold a whole sentence."""
        return frozenset(i for i, text in enumerate(self.texts) if is_sentence(text))

    @cached_property
    def known(self) -> frozenset[int]:
        """Indices of the lines that give themselves away: they match a phrase, are a byline, or share the article."""
        lines = frozenset(
            i for i, text in enumerate(self.texts) if matches_any(text) or is_byline(text) or is_share_line(text)
        )
        return lines | self.captions | self.services | self.repeats | self.arrows

    @cached_property
    def captions(self) -> frozenset[int]:
        """Indices of the lines that end in who made a picture; none of a web page, whose mark-up tells them."""
        return frozenset() if self.extracted else frozenset(i for i, text in enumerate(self.texts) if is_caption(text))

    @cached_property
    def services(self) -> frozenset[int]:
        """Indices of the sentences that speak of accounts, newsletters and the like; none of a web page."""
        return self._sentences_that(is_service)

    @cached_property
    def arrows(self) -> frozenset[int]:
        """Indices of the single lines that begin with an arrow; several in a row are a list. None of a web page."""
        marked = {i for i, text in enumerate(self.texts) if ARROW.match(text) and not self.extracted}
        return frozenset(i for i in marked if not marked & {i - 1, i + 1})

    @cached_property
    def repeats(self) -> frozenset[int]:
        """Indices of the longer sentences that stand further up as well; none of a web page."""
        first: dict[str, int] = {}
        for i, text in enumerate(self.texts):
            first.setdefault(text, i)
        return self._sentences_that(lambda text: weighted_length(text) >= MIN_REPEAT) - set(first.values())

    def _sentences_that(self, test: Callable[[str], bool]) -> frozenset[int]:
        return frozenset() if self.extracted else frozenset(i for i in self.sentences if test(self.texts[i]))

    @cached_property
    def items(self) -> frozenset[int]:
        """Indices of the items of lists: several lines in a row that begin with bullets or numbers."""
        marked = {i for i, text in enumerate(self.texts) if LIST_ITEM.match(text)}
        return frozenset(i for i in marked if marked & {i - 1, i + 1})

    @cached_property
    def span(self) -> range:
        """The lines among which the article stands; of a web page all, since extraction has found them."""
        if self.extracted:
            return range(len(self))
        prose = self.sentences - self.known
        lengths = [weighted_length(text) if i in prose else None for i, text in enumerate(self.texts)]
        ends = frozenset(i for i, text in enumerate(self.texts) if any(matches(label, text) for label in END_LABELS))
        # A single link with its title (*Read also: …*) stands within an article, a heading above several behind it.
        links = frozenset(i for i in ends if matches("related", self.texts[i]) and not is_heading(self.texts[i]))
        found = span(lengths, ends - links, self.items | links) or range(len(self))
        return range(self._lead(found, prose), found.stop)

    def _lead(self, article: range, prose: frozenset[int]) -> int:
        """Return the line of the lead: a sentence right below the headline, with buttons between it and the text.

        The headline is a line whose words the text takes up. Without a lead it is the article's first line.
        """
        text = keys(" ".join(self.texts[i] for i in article if i in prose))
        for i in range(max(article.start - MAX_LEAD, 1), article.start):
            if i in prose and weighted_length(self.texts[i]) >= MIN_LEAD:
                above = [k for k in (i - 1, i - 2) if k >= 0 and k not in self.sentences and k not in self.known]
                if any(may_be_headline(self.texts[k]) and _shares(keys(self.texts[k]), text) for k in above):
                    return i
        return article.start

    @cached_property
    def body(self) -> int:
        """Index of the first line that reads like the text of an article; the number of lines where none does."""
        prose = sorted(i for i in self.sentences - self.known if i in self.span)
        return next((i for i in prose if self._begins_text(i)), prose[0] if prose else len(self))

    def _begins_text(self, i: int) -> bool:
        """Whether a sentence is long, or has another one soon below it; items of lists don't count as lines."""
        if weighted_length(self.texts[i]) >= MIN_BODY_LINE:
            return True
        following = [k for k in range(i + 1, len(self)) if k not in self.items][:BODY_WINDOW]
        return any(k in self.sentences and k not in self.known for k in following)

    @cached_property
    def candidates(self) -> tuple[int, ...]:
        """Indices of the lines above the body that may be the headline."""
        above = (i for i in range(self.body) if i not in self.sentences and i not in self.known)
        return tuple(i for i in above if may_be_headline(self.texts[i]))

    @cached_property
    def headline(self) -> int | None:
        """Index of the headline: above the body, long, and of the words that the text begins with; None without one."""
        opening = keys(" ".join(self.texts[self.body : self.body + OPENING]))

        def likelihood(i: int) -> tuple[float, int]:
            words = keys(self.texts[i])
            shared = len(words & opening) / max(len(words), 1)
            return min(weighted_length(self.texts[i]), LONG_HEADLINE) / LONG_HEADLINE + shared, -i

        best = max(self.candidates, key=likelihood, default=None)
        if best is not None and _shares(keys(self.texts[best]), opening):
            return best
        # A headline may be two sentences; a blurb on the site has no words of the text.
        above = range(self.body if best is None else best)
        blurbs = [i for i in above if i not in self.known and is_blurb(self.texts[i])]
        return max((i for i in blurbs if _shares(keys(self.texts[i]), opening)), key=likelihood, default=best)


def _shares(words: frozenset[str], text: frozenset[str]) -> bool:
    """Whether a text takes up most of a headline's words, of which it has several."""
    shared = len(words & text)
    return shared >= MIN_SHARED and 2 * shared >= len(words)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of cleaning: it finds the lines of one kind.

    Attributes:
        name: name in tables and in a user's rules.
        label: label of the lines that it finds.
        find: returns the indices of those lines.
    """

    name: str
    label: Label
    find: Callable[[Page], Iterable[int]]
