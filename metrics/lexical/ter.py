"""TER: edits per reference word (Snover et al. 2006), counted by sacreBLEU."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from tertium.corpora.types import REFERENCES
from tertium.limits import MAX_CHARACTERS, MAX_TER_WORDS
from tertium.metrics.base import ratio, signature
from tertium.metrics.excess import excess
from tertium.metrics.lexical.engine import TerOptions, counter, described
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counted, Counter, Counts, Scores

ALONE: Final = "asian_support changes nothing without normalized: -m ter:normalized=true,asian_support=true"
"""Warning about an option that sacreBLEU reads only beside another."""


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

    normalized: bool = False
    no_punct: bool = False
    asian_support: bool = False
    case_sensitive: bool = False

    def bind(self, texts: Texts) -> Counter:
        """Return the counter against these references; segments with a text that is too long are not scored.

        It warns where `asian_support` has no effect.
        """
        warnings = (ALONE,) if self.asian_support and not self.normalized else ()
        too_long = self._excess()
        of_references = _reasons(texts.references, too_long)
        # With an empty reference in its place, a text that is too long costs nothing.
        references = tuple(("",) if i in of_references else row for i, row in enumerate(texts.references))
        count_all = counter(self._options, replace(texts, references=references))

        def count(hypotheses: Sequence[str]) -> Counted:
            unscored = _reasons([(text,) for text in hypotheses], too_long) | of_references
            counted = count_all(["" if i in unscored else text for i, text in enumerate(hypotheses)])
            return replace(counted, unscored=unscored, warnings=warnings)

        return count

    def _excess(self) -> Callable[[Sequence[str]], str]:
        """Return the function from texts to the reason why one is too long: its words are what the tokenizer makes."""

        def too_long(texts: Sequence[str]) -> str:
            from sacrebleu.tokenizers.tokenizer_ter import TercomTokenizer

            tokenizer = TercomTokenizer(**asdict(self._options))
            tokenized = (text if len(text) > MAX_CHARACTERS else tokenizer(text) for text in texts)
            return excess(tokenized, words=MAX_TER_WORDS)

        return too_long

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


def _reasons(rows: Sequence[tuple[str, ...]], too_long: Callable[[Sequence[str]], str]) -> dict[int, str]:
    """Return by row why one of its texts is too long, where one is."""
    # No tokenizer makes more words than there are characters, and most texts have fewer than the limit.
    long = [(i, [text for text in row if len(text) > MAX_TER_WORDS]) for i, row in enumerate(rows)]
    return {i: reason for i, texts in long if texts and (reason := too_long(texts))}
