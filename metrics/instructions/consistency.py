"""Consistency: a name, a term or a form of address that one document translates in two ways."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from tertium.corpora.text import tags
from tertium.corpora.text.joiner import UNSPACED_LANGUAGES
from tertium.corpora.text.letters import fold
from tertium.metrics.checks import glossary, items, term_patterns
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.excess import excess
from tertium.metrics.instructions import address, variants
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counted, Counter
    from tertium.metrics.checks.glossary import Term

DOCUMENTS: Final = 2
"""Documents of a set in which a term stands at most, or"""
DOCUMENT_SHARE: Final = 0.05
"""this share of them: a word of more documents isn't a term but a word of the language."""


@register
@dataclass(frozen=True, slots=True)
class Consistency(Check):
    """Names, terms and forms of address that a document translates in two ways, per hundred that it repeats.

    The less frequent way is the error, or the later one. A segment depends on the others of its document; a set without
    documents is one. Counts per segment: errors; words that stand for a repeated name, and a form of address, where
    other segments of the document have one too.

    Attributes:
        of: ``names`` spelled in two ways, ``terms`` translated by two words, ``address`` (Sie and du), or ``all``.
        glossary: path of a glossary as `terms` takes it: of a term with several translations, a document uses one.
    """

    name = "consistency"
    of: Literal["all", "names", "terms", "address"] = "all"
    glossary: str = ""

    @property
    def segmentwise(self) -> bool:
        """False: the rest of a document decides on a segment."""
        return False

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (errors, repeated); DataError where the glossary is broken."""
        documents = [[i for i, _ in rows] for _, rows in groupby(enumerate(texts.documents), key=lambda row: row[1])]
        reasons = [excess([source]) for source in texts.sources]
        terms = glossary.read(Path(self.glossary), texts.languages) if self.glossary else []
        common = _common([[texts.sources[i] for i in rows] for rows in documents])

        def count(hypotheses: Sequence[str]) -> Counted:
            checked = [Checked(0)] * len(texts)
            scored = [not reason and not excess([text]) for reason, text in zip(reasons, hypotheses, strict=True)]
            for rows in documents:
                usable = [i for i in rows if scored[i]]
                columns = [texts.sources[i] for i in usable], [hypotheses[i] for i in usable]
                document = _Document(*columns, texts.languages, common)
                for i, result in zip(usable, self._checked(document, terms), strict=True):
                    checked[i] = result
            inspectors = [_known(result) for result in checked]
            return self.counter(inspectors, reasons)(hypotheses)

        return count

    def inspector(self, segment: SegmentTexts) -> Inspector:  # noqa: ARG002 - a segment alone repeats nothing
        """Return the inspector of a document of one segment, which is consistent."""
        return unchecked

    def _checked(self, document: _Document, terms: Sequence[Term]) -> list[Checked]:
        """Return the result of each segment of a document."""
        findings: list[tuple[int, Finding]] = []
        opportunities: Tally[int] = Tally()
        if self.of in {"all", "address"}:
            findings += document.address(opportunities)
        if self.of in {"all", "names", "terms"}:
            findings += document.variations(self.of, opportunities)
        if self.of in {"all", "terms"}:
            findings += document.terms(terms, opportunities)
        return [
            Checked(opportunities[i], tuple(sorted(finding for at, finding in findings if at == i)))
            for i in range(document.size)
        ]

    @property
    def signature(self) -> str:
        """The options, with the glossary's hash in place of its path, and the version of the rules."""
        digest = items.digest(self.glossary) if self.glossary else "none"
        return f"{self.name}|severity:{self.severity}|of:{self.of}|glossary:{digest}|rules:{self.rules}"


class _Document:
    """The segments of one document."""

    def __init__(
        self,
        sources: Sequence[str],
        hypotheses: Sequence[str],
        languages: tuple[str | None, str | None],
        common: frozenset[str],
    ) -> None:
        self.size, self.common = len(sources), common
        self.sources, self.hypotheses, self.languages = sources, hypotheses, languages

    def address(self, opportunities: Tally[int]) -> Iterator[tuple[int, Finding]]:
        """Yield the forms of address of the fewer segments, unless the source says so in its own language."""
        english = tags.base(self.languages[0]) == "en"
        shown = [
            address.forms(text, self.languages[1], source if english else "")
            for text, source in zip(self.hypotheses, self.sources, strict=True)
        ]
        registers = [address.registers(forms) for forms in shown]
        segments = Tally(register for of_segment in registers for register in of_segment)
        speaking = [i for i, of_segment in enumerate(registers) if of_segment]
        if len(speaking) > 1:
            opportunities.update(speaking)
        if len(segments) < len(("formal", "informal")):
            return
        first = registers[speaking[0]]
        usual = max(segments, key=lambda register: (segments[register], register in first))
        for i in speaking:
            asked = address.registers(address.forms(self.sources[i], self.languages[0]))
            for form in shown[i]:
                if form.register != usual and form.register not in asked and len(speaking) > 1:
                    yield i, Finding(form.start, form.end, "address varies", f"{usual} elsewhere", 0.7)

    def variations(self, of: str, opportunities: Tally[int]) -> Iterator[tuple[int, Finding]]:
        """Yield names and terms in two ways; nothing in languages that put no spaces between words."""
        languages = tags.base(self.languages[0]), tags.base(self.languages[1])
        if self.size == 1 or languages[1] in UNSPACED_LANGUAGES:  # variants.py knows no borders of their words
            return
        document = variants.Document(self.sources, self.hypotheses, languages, self.common)
        found: Iterable[variants.Variation] = ()
        if of != "terms":
            for _, segments in document.repeated_names:
                opportunities.update(segments)
            found = document.spellings()
        yield from _findings(found)
        yield from _findings(document.changes() if of != "names" else ())

    def terms(self, terms: Sequence[Term], opportunities: Tally[int]) -> Iterator[tuple[int, Finding]]:
        """Yield the translations that the glossary allows and fewer segments have than another one."""
        folded = [fold(source) for source in self.sources]
        bare = [term_patterns.bare(hypothesis) for hypothesis in self.hypotheses]
        for term in terms:
            pattern = term_patterns.in_source(term.source)
            used = {
                i: present
                for i in range(self.size)
                if len(term.targets) > 1 and pattern.search(folded[i]) and (present := _targets(term, bare[i]))
            }
            if len(used) < len(("one", "another")):
                continue
            opportunities.update(list(used))
            segments = Tally(target for present in used.values() for target in present)
            usual = max(segments, key=lambda target: segments[target])  # of equals, the first one
            for i, present in used.items():
                if usual not in present:
                    end = len(self.hypotheses[i])
                    note = f"{present[0]} for {term.source}, {usual} elsewhere"
                    yield i, Finding(end, end, "term varies", note, 0.8)


def _common(documents: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the source words of more documents than a term has: of three or more, and of a twentieth of all."""
    occurrences = Tally(
        key
        for sources in documents
        for key in frozenset[str]().union(*(variants.source_keys(text)[0] for text in sources))
    )
    most = max(DOCUMENTS, DOCUMENT_SHARE * len(documents))
    return frozenset(key for key, count in occurrences.items() if count > most)


def _findings(variations: Iterable[variants.Variation]) -> Iterator[tuple[int, Finding]]:
    for variation in variations:
        for word in variation.places:
            note = f"{variation.usual} elsewhere"
            yield word.segment, Finding(word.start, word.end, variation.label, note, 0.7)


def _targets(term: Term, bare: str) -> list[str]:
    return [target for target in term.targets if term_patterns.inflected(target).search(bare)]


def _known(checked: Checked) -> Inspector:
    return lambda _: checked
