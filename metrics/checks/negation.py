"""Lost negations: the source negates, and nothing in the hypothesis does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.registry import register

CLEAR_NEGATIONS: Final = {
    "en": r"\b(?:not|never|cannot|nobody|nothing|nowhere|neither)\b|n['’]t\b",
    "de": r"\b(?:nicht|nie|niemals|niemand\w*|nirgends|keine?[rsmn]?|weder)\b",
    "cs": (
        r"\b(?:nikdy|nikdo|nic|žádn\w+|ne(?!j|bo|ž|h|dě|mocn|bez|be[rsz]|dáv|úsp|záv|utr|stat|přít|gat|"
        r"dostat|jed|kol|vin|chá|se\\b|sou\\b|ust|štov|ch(?:al|te|at))\w{2,})\b"
    ),
    "uk": r"\b(?:не|немає|ніколи|ніхто|нічого|жодн\w+)\b",
    "ru": r"\b(?:не|нет|никогда|никто|ничего|нельзя)\b",
    "fr": r"\b(?:ne|n['’]\w+)\s.{1,30}?\b(?:pas|jamais|rien|personne|aucun\w*)\b",
    "es": r"\b(?:no|nunca|jamás|nadie|nada|ningun\w*|tampoco)\b",
    "zh": r"不是|没有|從未|从未|从不|不能|不会|不會|不可能|并非|並非|无法|無法|不得",
}
"""Language to a pattern of clear negations: it must match nothing else, as each match is an opportunity."""

FALSE_NEGATIONS: Final = {
    "en": r"not only|not just|not to mention|why not|if not|whether or not|or not|not least|nothing but|can['’]t help",
    "de": r"nicht nur|nicht zuletzt|nicht mehr als|nicht wahr|wenn nicht|ob nicht|oder nicht|gar nicht so|nichts als",
    "cs": r"nejen|nic než|(?:zda|jestli)\\b.*",
    "uk": r"не тільки|не лише|не менш|не більш",
    "ru": r"не только|не менее|не более",
    "fr": r"n['’]est-ce pas|ne \w+ que",
    "es": r"no sólo|no solo|nada más",
    "zh": r"不仅|不僅|不但|不只|是不是|有没有|不得不|没有不|能不能|会不会",
}
"""Language to a pattern of phrases that look like a negation and aren't one; they are taken out of the source first."""

POSSIBLE_NEGATIONS: Final = {
    "en": (
        r"n['’]?t\b|\bno\b|\bnot\b|\bnor\b|\bnon|never|\bnone|nobody|nothing|nowhere|neither|without|"
        r"\bun(?!til|der|ion|it|iv)\w{3,}"
        r"|\bdis(?!cuss|play|trict|tan|cov|tin|trib|aster|ease)\w{4,}|\b(?:im(?!p[ao]r|pl|pr|ag|me|mig)|"
        r"in(?=ab|acc|ad|cap|com|con|cor|cr|def|dep|eff|ex|hum|jus|sec|suf|val|vis)|ir(?=r)|"
        r"il(?=l))\w{4,}"
        r"|\bmis\w{4,}|less\b|\bfail|\black|refus|\bden(?:y|ied|ies)|prevent|avoid|hardly|barely|rarely|"
        r"instead of|rather than|absen"
        r"|far from|\bfew\b|\blittle\b|\bonly\b|except|other than|reject|doubt|\bban(?:s|ned)?\b|"
        r"prohibit|forbid|\btoo\b|out of|reluctan|exclud|anything but|zero"
    ),
    "de": (
        r"nicht|\bkein|\bnie\b|niemals|niemand|nirgend|weder|ohne|\bun(?!d\b|ter|ser|s\b|g\w*f)\w{3,}|"
        r"lose?[rsmn]?\b|frei\b|kaum|selten"
        r"|wenig|statt|\bnur\b|verweiger|lehn\w* .*\bab\b|abgelehnt|ablehn|verhinder|vermeid|verbot|"
        r"verbiet|mangel|fehl|außer|verzicht"
        r"|\bnein\b|nichts|leugn|bestreit|bestritt|\bzu \w+,? um|ausgeschlossen|ausschl|weiger|vergeblich|\bnull\b"
    ),
    "cs": r"\bn[ei]\w+|bez|žádn|\bani\b|sotva|málo|místo|pouze|\bjen\b|kromě|odmít|zabrán|vyhn|zákaz|zakáz|chyb",
    "uk": (
        r"\bне\b|\bні\b|\bнем[аo]\w*|\bне\w{4,}|\bні(?:хто|коли|чого|де|як|кого)|\bбез|жодн|навряд|"
        r"\bмало\b|замість|\bлише\b|\bтільки\b|крім|відмов|запобіг|уник|заборон|бракує|відсут"
    ),
    "ru": (
        r"\bне\b|\bни\b|\bнет\b|\bне\w{4,}|\bни(?:кто|когда|чего|где|как|кого)|\bбез|вряд|\bмало\b|"
        r"вместо|лишь|только|кроме|отказ|предотврат|избе|запре|отсут"
    ),
    "fr": (
        r"\bn[e'’]|\bpas\b|jamais|\brien|personne|aucun|\bsans\b|\bnon\b|\b(?:in|im|ir|il|dé|mé)\w{5,}|"
        r"\bpeu\b|refus|manqu|évit|empêch|seulement|sauf|interdi"
    ),
    "es": (
        r"\bno\b|nunca|jamás|nadie|\bnada\b|\bning|tampoco|\bsin\b|\b(?:in|im|ir|des)\w{5,}|\bpoco|niega|"
        r"negó|\bfalta|evit|impid|\bs[oó]lo\b|salvo|prohib|\bni\b|apenas"
    ),
    "zh": r"不|没|沒|无|無|非|未|别|別|莫|勿|否|拒|禁|免|缺|难以|難以|只|仅|失",
}  # fmt: skip
"""Language to a pattern of all that can carry a negation, if only by its sense: a match is a translation of it."""


@register
@dataclass(frozen=True, slots=True)
class Negation(Check):
    """Clear negations of the source without any in the hypothesis, per hundred segments that negate.

    For en, de, cs, uk, ru, fr, es and zh. Precision comes first: any word that can carry a negation excuses.
    """

    name = "negation"

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        source, target = segment.bases
        if source not in CLEAR_NEGATIONS or target not in POSSIBLE_NEGATIONS:
            return unchecked
        text = re.sub(FALSE_NEGATIONS[source], " ", segment.source, flags=re.IGNORECASE)
        negation = re.search(CLEAR_NEGATIONS[source], text, re.IGNORECASE)
        # A question may be asked with or without a negation (Isn't it? Is it?).
        if not negation or text.rstrip("\"'”“»«) ").endswith("?"):
            return unchecked
        excuse = re.compile(POSSIBLE_NEGATIONS[target], re.IGNORECASE)

        def inspect(hypothesis: str) -> Checked:
            if excuse.search(hypothesis):
                return Checked(1)
            end = len(hypothesis)
            return Checked(1, (Finding(end, end, "negation lost", f"{negation.group()!r} in the source", 0.8),))

        return inspect
