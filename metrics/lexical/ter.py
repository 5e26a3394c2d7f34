"""TER: edits per reference word (Snover et al. 2006), counted by sacreBLEU."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from tertium.corpora.types import REFERENCES
from tertium.metrics.base import ratio, signature
from tertium.metrics.excess import excess
from tertium.metrics.lexical.engine import TerOptions, counter, described, engine_for
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counted, Counter, Counts, Scores

ALONE: Final = "asian_support changes nothing without normalized: -m ter:normalized=true,asian_support=true"
"""Warning about an option that sacreBLEU reads only beside another."""
CHARACTERS: Final = 100
"""Longest text for each word of its limit: words are rarely longer, and scripts without spaces have few."""


@register
@dataclass(frozen=True, slots=True)
class Ter:
    """Edits, shifts included, per reference word, in percent: 0 is a copy, no upper bound, lower is better.

    Counts per segment: edits against the nearest reference, reference words (the mean over references).

    Attributes:
        normalized: tokenize as the original program does (mteval's rules).
        no_punct: leave punctuation out.
        asian_support: with `normalized`, split Chinese and Japanese into characters.
        case_sensitive: an edit is needed for another letter case.
    """

    name = "ter"
    needs = REFERENCES
    unit = "%"
    higher_is_better = False
    source = "Snover et al. 2006; sacreBLEU (Post 2018)"
    segmentwise = True

    normalized: bool = False
    no_punct: bool = False
    asian_support: bool = False
    case_sensitive: bool = False

    def bind(self, texts: Texts) -> Counter:
        """Return the counter against these references; segments with a text that is too long are not scored.

        It warns where `asian_support` has no effect.
        """
        warnings = (ALONE,) if self.asian_support and not self.normalized else ()
        engine = engine_for(self._options)
        limits = [engine.longest(len(row)) for row in texts.references]
        least = min(limits, default=0)
        of_references = _reasons(texts.references, limits, self._excess)
        # With an empty reference in its place, a text that is too long costs nothing.
        references = tuple(("",) if i in of_references else row for i, row in enumerate(texts.references))
        count_all = counter(self._options, replace(texts, references=references))

        def count(hypotheses: Sequence[str]) -> Counted:
            unscored = of_references
            if max(map(len, hypotheses), default=0) > least:  # hardly ever: most columns needn't be gone through
                unscored = _reasons([(text,) for text in hypotheses], limits, self._excess) | of_references
            if unscored:
                hypotheses = ["" if i in unscored else text for i, text in enumerate(hypotheses)]
            return replace(count_all(hypotheses), unscored=unscored, warnings=warnings)

        return count

    def _excess(self, texts: Sequence[str], words: int) -> str:
        """Return why one of the texts has more words than that; its words are what the tokenizer makes of it."""
        from sacrebleu.tokenizers.tokenizer_ter import TercomTokenizer

        tokenizer, characters = TercomTokenizer(**asdict(self._options)), CHARACTERS * words
        tokenized = (text if len(text) > characters else tokenizer(text) for text in texts)
        return excess(tokenized, words=words, characters=characters)

    def score(self, totals: Counts) -> Scores:
        """Return 100 * edits / reference words, over any leading axes; nan without reference words."""
        return ratio(totals, times=100)

    @property
    def signature(self) -> str:
        """The name, every option and the sacreBLEU version."""
        return signature(self, "sacrebleu")

    @property
    def counted_by(self) -> str:
        """The engine that counts, with its version."""
        return described(self._options)

    @property
    def _options(self) -> TerOptions:
        return TerOptions(self.normalized, self.no_punct, self.asian_support, self.case_sensitive)


def _reasons(
    rows: Sequence[tuple[str, ...]], limits: Sequence[int], excess_of: Callable[[Sequence[str], int], str]
) -> dict[int, str]:
    """Return by row why one of its texts has more words than the row's limit, where one has."""
    # No tokenizer makes more words than there are characters, and most texts have fewer than the limit.
    # Not strict: the engine refuses another number of hypotheses, in words.
    long = [
        (i, [text for text in row if len(text) > words], words)
        for i, (row, words) in enumerate(zip(rows, limits, strict=False))
        if max(map(len, row), default=0) > words
    ]
    return {i: reason for i, texts, words in long if (reason := excess_of(texts, words))}
