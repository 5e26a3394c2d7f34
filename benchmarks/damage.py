# ruff: noqa: PLR2004 - how many words a damage takes is what it is
"""Ways to damage a translation, each as a model or a person might; None where a text offers no place for it."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from babel import Locale

from tertium.corpora.text.sentences import load
from tertium.corpora.text.words import LINK, words
from tertium.metrics.checks.calendar import names
from tertium.metrics.checks.language import CLOSE
from tertium.metrics.checks.links import KINDS
from tertium.metrics.checks.negation import CLEAR_NEGATIONS
from tertium.metrics.checks.quantities import numbers
from tertium.metrics.instructions.marks import marks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.random import Generator


class Case(NamedTuple):
    """A reference with the texts and the random draws that a damage may use.

    Attributes:
        source: of the segment.
        reference: to be damaged.
        other: a reference of another segment.
        language: that it is in.
        draw: of random numbers.
        foreign: texts of people in other languages, by language.
    """

    source: str
    reference: str
    other: str
    language: str
    draw: Generator
    foreign: Mapping[str, Sequence[str]] = MappingProxyType({})

    def pick(self, options: list[tuple[int, int]]) -> tuple[int, int] | None:
        """Return one of some places at random."""
        return options[int(self.draw.integers(len(options)))] if options else None

    def replaced(self, place: tuple[int, int] | None, by: str) -> str | None:
        """Return the reference with the place replaced, or None without a place or a change."""
        if place is None:
            return None
        damaged = self.reference[: place[0]] + by + self.reference[place[1] :]
        return damaged if damaged != self.reference else None


def number_changed(case: Case) -> str | None:
    """Another digit in a number."""
    places = [(number.start, number.end) for number in numbers(case.reference) if not number.name]
    if (place := case.pick(places)) is None:
        return None
    digits = [i for i in range(*place) if case.reference[i].isascii() and case.reference[i].isdigit()]
    if not digits:
        return None
    i = digits[int(case.draw.integers(len(digits)))]
    digit = str((int(case.reference[i]) + int(case.draw.integers(1, 9))) % 10)
    return case.replaced((i, i + 1), digit)


def number_dropped(case: Case) -> str | None:
    """A number and the space before it gone."""
    places = [(number.start, number.end) for number in numbers(case.reference) if not number.name]
    return case.replaced(case.pick(places), "")


def mark_lost(case: Case) -> str | None:
    """One quotation mark gone."""
    return case.replaced(case.pick([(m.start(), m.end()) for m in re.finditer('[„“”«»"「」『』]', case.reference)]), "")


def bracket_lost(case: Case) -> str | None:
    """One bracket gone."""
    return case.replaced(case.pick([(m.start(), m.end()) for m in re.finditer(r"[()\[\]（）]", case.reference)]), "")


def _surnames(case: Case) -> list[tuple[int, int]]:
    surnames = re.finditer(r"(?<=[^\W\d_] )(?<=\w)?(?P<last>[^\W\d_]{4,})", case.reference)
    both = {word.text for word in words(case.source)}
    places = []
    for surname in surnames:
        before = re.search(r"([^\W\d_]{3,}) $", case.reference[: surname.start()])
        if (
            before
            and surname["last"] in both
            and before[1] in both
            and surname["last"][0].isupper()
            and before[1][0].isupper()
        ):
            places.append((surname.start(), surname.end()))
    return places


def name_dropped(case: Case) -> str | None:
    """The second of two parts of a name gone that source and reference share."""
    place = case.pick(_surnames(case))
    return case.replaced((place[0] - 1, place[1]) if place else None, "")


def name_misspelt(case: Case) -> str | None:
    """Two inner letters of such a part in the wrong order."""
    if (place := case.pick(_surnames(case))) is None:
        return None
    i = place[0] + 1 + int(case.draw.integers(place[1] - place[0] - 2))
    return case.replaced((i, i + 2), case.reference[i + 1] + case.reference[i])


def sentence_cut(case: Case) -> str | None:
    """The last third of the words gone, with the end of the sentence."""
    found = words(case.reference)
    return case.reference[: found[len(found) * 2 // 3].start].rstrip() if len(found) >= 9 else None


def half_gone(case: Case) -> str | None:
    """The second half of the words gone, but the end is that of a sentence."""
    found = words(case.reference)
    return case.reference[: found[len(found) // 2].start].rstrip(" ,;:") + "." if len(found) >= 12 else None


def sentence_added(case: Case) -> str | None:
    """Another sentence behind it, at least as long."""
    return f"{case.reference} {case.other}" if len(case.other) >= len(case.reference) >= 60 else None


def _long_sentences(text: str, language: str) -> list[str]:
    return [sentence for sentence in load(language)(text) if len(words(sentence)) >= 5]


def sentence_dropped(case: Case) -> str | None:
    """One sentence of five words or more gone, of a text that has others."""
    others = [text for text in _long_sentences(case.reference, case.language) if text != case.reference.strip()]
    return case.reference.replace(others[int(case.draw.integers(len(others)))], "", 1).strip() if others else None


def sentence_inserted(case: Case) -> str | None:
    """A sentence of another text, of five words or more, before one of the sentences."""
    sentences, foreign = load(case.language)(case.reference), _long_sentences(case.other, case.language)
    if not sentences or not foreign:
        return None
    inserted = foreign[int(case.draw.integers(len(foreign)))]
    start = case.reference.index(sentences[int(case.draw.integers(len(sentences)))])
    return f"{case.reference[:start]}{inserted} {case.reference[start:]}"


def clause_repeated(case: Case) -> str | None:
    """The last eight words once more."""
    found = words(case.reference)
    if len(found) < 12:
        return None
    start, end = found[-8].start, found[-1].end
    gap = "" if found[-1].end - found[-1].start == 1 else " "
    return case.reference[:end] + gap + case.reference[start:end] + case.reference[end:]


def word_doubled(case: Case) -> str | None:
    """A word in lower case twice."""
    places = [(w.start, w.end) for w in words(case.reference) if len(w.text) > 3 and w.text.islower()]
    place = case.pick(places)
    return case.replaced(place, " ".join([case.reference[slice(*place)]] * 2)) if place else None


def looped(case: Case) -> str | None:
    """The last three words eight times."""
    found = words(case.reference)
    if len(found) < 6:
        return None
    gap = "" if found[-1].end - found[-1].start == 1 else " "
    return case.reference[: found[-1].end] + (gap + case.reference[found[-3].start : found[-1].end]) * 7


NEGATIONS: Final = {
    "en": [(r"n['’]t\b", ""), (r"\bnot\s", ""), (r"\bnever\b", "always"), (r"\bcannot\b", "can")],
    "de": [(r"\bnicht\s", ""), (r"\bkein(e[rsmn]?)?\b", r"ein\1"), (r"\bnie(mals)?\b", "immer")],
    "uk": [(r"\bне\s", ""), (r"\bніколи\b", "завжди"), (r"\bнемає\b", "є")],
    "zh": [("不是", "是"), ("没有", "有"), ("无法", "能"), ("不能", "能")],
    "ru": [(r"\bне\s", ""), (r"\bникогда\b", "всегда"), (r"\bнет\b", "есть")],
    "fr": [(r"\bne\s|\bn['’]", ""), (r"\b(?:pas|jamais|rien|aucune?)\s", "")],
    "es": [(r"\bno\s", ""), (r"\bnunca\b", "siempre"), (r"\bning[uú]n\b", "un")],
    "cs": [(r"\bne(?=\w+l[aoiy]?\b)", ""), (r"\bnení\b", "je"), (r"\bnejsou\b", "jsou"), (r"\bnemá\b", "má")],
    "hi": [("नहीं ", "")],
    "ar": [(r"(?<!\w)ل[امن]\s", "")],
}


def negation_removed(case: Case) -> str | None:
    """Every negation gone, in a reference that has one clear one."""
    if len(re.findall(CLEAR_NEGATIONS.get(case.language, "(?!)"), case.reference, re.IGNORECASE)) != 1:
        return None
    damaged = case.reference
    for pattern, by in NEGATIONS.get(case.language, []):
        damaged = re.sub(pattern, by, damaged, flags=re.IGNORECASE)
    return damaged if damaged != case.reference else None


def passage_untranslated(case: Case) -> str | None:
    """Six words of the reference replaced by six of the source (as many characters in Chinese)."""
    source, reference = words(case.source), words(case.reference)
    if len(source) < 9 or len(reference) < 9:
        return None
    i, j = len(source) // 3, len(reference) // 3
    return case.replaced((reference[j].start, reference[j + 5].end), case.source[source[i].start : source[i + 5].end])


def source_copied(case: Case) -> str | None:
    """The source itself."""
    return case.source if len(words(case.source)) > 5 else None


def foreign_word(case: Case) -> str | None:
    """A word in a script that the language isn't written in."""
    places = [(w.start, w.end) for w in words(case.reference) if len(w.text) > 3]
    return case.replaced(case.pick(places), "ελευθερία")


def _name(language: str, kind: str, number: int) -> str:
    """Return the name of a month or day in a date."""
    locale = Locale.parse(language)
    return str(getattr(locale, kind)["format"]["wide"][number])


def day_swapped(case: Case) -> str | None:
    """Another weekday or month in place of one."""
    for kind in ("days", "months"):
        forms = names(case.language, kind)
        for number, form in forms:
            found = form.search(case.reference.casefold())
            if found and (len(found.group()) > 3 or not found.group().isascii()):
                other = _name(case.language, kind, forms[(number + 3) % len(forms)][0])
                return case.replaced(found.span(), other.capitalize())
    return None


SWAPS: Final = (
    "dollar euro, dólar euro, долар євро, 美元 欧元, $ €, € $, euro dollar, kilomet meter, km cm, "
    "metr kilometr, % ‰, percent per-mille, Prozent Promille, yuan yen, kilogram gram, kg g, Meter Kilometer, "
    "metre kilometre, feet inches, foot inch, miles kilometres, Meilen Kilometer, millas kilómetros, "
    "pounds euros, libras euros, £ €, Euro Dollar, euros dólares, dollars euros, Dollar Euro, ドル ユーロ, "
    "ポンド ドル, 元 美元, 円 ドル, 달러 유로, 파운드 유로, דולר אירו, דולרים אירו, ליש״ט דולר, دولار يورو, "
    "دلار یورو, डॉलर यूरो, पाउंड यूरो, ডলার ইউরো, ดอลลาร์ ยูโร, δολάρια ευρώ, долларов евро, доларів євро, "
    "миль километров, миль кілометрів, км м, マイル キロ, インチ センチ, 英里 公里, 公里 米, 마일 킬로미터, "
    "מייל קילומטר, ק״מ מטר, ميل كيلومتر, كيلومتر متر, किलोमीटर मीटर, मील किलोमीटर, kilos gramos, quilos gramas"
)


def unit_swapped(case: Case) -> str | None:
    """Another unit behind a number, or another currency before it."""
    for old, new in (pair.split() for pair in SWAPS.split(",")):
        if found := re.search(rf"(?<=\d)\s?{re.escape(old)}|{re.escape(old)}(?=\d)", case.reference, re.IGNORECASE):
            return case.replaced(found.span(), found.group().lower().replace(old.lower(), new))
    return None


def link_altered(case: Case) -> str | None:
    """A letter more in a URL or an address."""
    found = LINK.search(case.reference)
    return case.replaced((found.start() + 9, found.start() + 9), "x") if found else None


def structure_lost(case: Case) -> str | None:
    """A tag, a placeholder or a mark of Markdown gone; of a pair, one of the two."""
    return case.replaced(case.pick([(mark.start, mark.end) for mark in marks(case.reference)]), "")


def refused(case: Case) -> str | None:
    """A refusal in English in place of the translation."""
    words_of_refusal = (
        "I'm sorry, but I can't translate this text.",
        "As an AI language model, I cannot translate this.",
    )
    return words_of_refusal[int(case.draw.integers(2))]


def announced(case: Case) -> str | None:
    """A preamble in English before the translation."""
    return f"Here is the translation:\n{case.reference}"


def thought(case: Case) -> str | None:
    """Reasoning in tags before the translation."""
    return f"<think>The text is short.</think>\n{case.reference}"


def in_bold(case: Case) -> str | None:
    """The translation in Markdown's bold type."""
    return f"**{case.reference}**"


def in_another_language(case: Case) -> str | None:
    """A text of people in another language than the target's, close relatives of it aside."""
    relatives = next((group.split() for group in CLOSE if case.language in group.split()), [case.language])
    languages = [language for language in sorted(case.foreign) if language not in relatives and case.foreign[language]]
    if not languages:
        return None
    texts = case.foreign[languages[int(case.draw.integers(len(languages)))]]
    return texts[int(case.draw.integers(len(texts)))]


def mark_dropped(case: Case) -> str | None:
    """A placeholder, a tag or a handle gone."""
    kinds = ("placeholder", "tag", "handle")
    return case.replaced(
        case.pick([match.span() for kind in kinds for match in KINDS[kind].finditer(case.reference)]), ""
    )


DAMAGES: Final[dict[str, tuple[Callable[[Case], str | None], ...]]] = {
    "numbers": (number_changed, number_dropped),
    "dates": (day_swapped,),
    "units": (unit_swapped,),
    "names": (name_misspelt, name_dropped),
    "links": (link_altered, mark_dropped),
    "negation": (negation_removed,),
    "quotes": (mark_lost,),
    "brackets": (bracket_lost,),
    "copied": (source_copied,),
    "untranslated": (passage_untranslated,),
    "script": (foreign_word, source_copied),
    "structure": (structure_lost,),
    "repetition": (clause_repeated, word_doubled, looped),
    "refusal": (refused,),
    "chatter": (announced, thought, in_bold),
    "language": (in_another_language,),
    "consistency": (),
    "truncated": (sentence_cut,),
    "completeness": (half_gone, sentence_added),
    "completeness:by=length": (sentence_dropped, sentence_inserted),
    "completeness:by=alignment": (sentence_dropped, sentence_inserted),
}
"""Check to the damages that it should find; of one without any only false alarms are counted: a document of one
translator, damaged everywhere alike, is consistent."""
