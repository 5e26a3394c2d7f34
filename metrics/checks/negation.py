"""Lost and added negations: one side negates, and nothing on the other side can carry it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.registry import register

CLEAR_NEGATIONS: Final = {
    "en": r"\b(?:not|never|cannot|nobody|nothing|nowhere|neither)\b|n['’]t\b",
    "de": r"\b(?:nicht|nie|niemals|niemand\w*|nirgends|keine?[rsmn]?|weder)\b",
    # In Czech the prefix of a verb negates, that of an adjective or noun makes another word: told by verbs' endings.
    "cs": (
        r"\b(?:nikdy|nikdo|nic|žádn\w+|není|nelze|nemá\w*|nej(?:sou|sem|sme|ste|si|de|ít|el|du)|nebud\w+"
        r"|neby\w+|nesm[íě]\w*"
        r"|ne(?:ví|chce|zná|jde|přijde|vyjde|dá|může|mohu|mohou|chtějí|musí|platí|existuje|funguje|líbí)"
        r"|ne(?!j|ž|b(?:o|e[rsz])|pol|pov|dě|dáv|dost|gat|cha(?:l|t|m|j)|nech|ched|chá|kol|moc|neg|naps|nas[tl]"
        r"|smysl|topýr"
        r"|u[rstvn]\w*t|vin|\w*ost\b)\w{2,}"
        r"(?:l[aioy]?|[aeěíiy]me|[aeěí]te|[aeěí]š|[aeěií]jí|[aeěo]n[aoy]|uj[eíiu]\w*|ám|ím|a[tl]|i[tl]|e[tl]|ět"
        r"|nout|ejte))\b"
    ),
    "uk": r"\b(?:не|немає|ніколи|ніхто|нічого|жодн\w+)\b",
    "ru": r"\b(?:не|нет|никогда|никто|ничего|нельзя)\b",
    "fr": r"\b(?:ne\s|n['’]).{1,30}?\b(?:pas|jamais|rien|personne|aucune?)\b",
    "es": r"\b(?:no|nunca|jamás|nadie|nada|ning[uú]n\w*|tampoco)\b",
    "hi": r"नहीं|नहीँ|(?<!\S)मत(?!\S)",
    "ar": r"(?<![\w\u064b-\u0652])[وف]?(?:لا|لم|لن|ليس\w{0,2})(?![\w\u064b-\u0652])",
    "zh": r"不是|没有|從未|从未|从不|不能|不会|不會|不可能|并非|並非|无法|無法|不得",
}
"""Language to a pattern of clear negations: it must match nothing else, as each match is an opportunity."""

FALSE_NEGATIONS: Final = {
    "en": (
        r"(?:n['’]t|not) (?:hesitate|un\w{4,}|in(?:frequent|significant)\w*)|not[- ]for[- ]profit|never more so"
        r"|never stop"
        r"|more often than not|(?:not|no) (?:a )?(?:problem|doubt|surprise)\b|not long (?:after|before|ago)"
        r"|-(?:he|she|they)-won['’]t|not only|not just|not to mention|why not|if not|whether or not"
        r"|or not|not least|nothing but|can['’]t help"
        r"|nothing else|not too|you never know|don['’]?t know|don['’]t you|not that\b|not until"
    ),
    "de": (
        r"nicht nur|nicht zuletzt|nicht mehr als|nicht wahr|wenn nicht|ob nicht|oder nicht|gar nicht so|nichts als"
        r"|nicht (?:selten|weniger|umhin|un\w{4,}|miss\w+|zu (?:überseh|unterschätz|vergess)\w+)|auch nicht"
        r"|(?:nicht|keinen?) (?:zöger|zweifel|problem)\w*|zöger\w* (?:sie )?nicht|wie kein\w* ander\w*"
    ),
    "cs": (r"nejen|nic než|(?:zda|jestli|dokud)\b[^,.;]*|neváhej\w*|nepochyb\w*|není (?:divu|pochyb|problém)"),
    "uk": (
        r"не тільки|не лише|не менш|не більш|не вагай\w*|не сумніва\w*|нема\w* сумнів\w*|не виключ\w*"
        r"|(?:поки|доки|допоки)\b[^,.;]*? не\b|не що інше|не єдин\w*|не раз\b|не дивно|не проблема"
    ),
    "ru": (
        r"не только|не менее|не более|не исключ\w*|не (?:сомнева|колебл|стесня|переста|прекраща|скрыва)\w*"
        r"|нет сомнен\w*"
        r"|(?:пока|покуда)\b[^,.;]*? не\b|не (?:факт|предел|прочь|проблема)\b|не един\w*|не раз\b|не послед\w*"
        r"|не что иное"
        r"|не состав\w+ (?:\w+ )?(?:никакого )?труда"
    ),
    "fr": (
        r"n['’]est-ce pas|ne \w+ que|n['’]hésite\w*\W+pas|(?:ne|n['’])\W?\w* ?(?:fait|a|ait) (?:aucun|pas de) doute"
        r"|pas de problème|ne \w+ pas (?:in|im)\w{5,}"
    ),
    "es": r"no sólo|no solo|nada más|cómo no|por qué no|de nada|¿?\bno(?: es cierto| es verdad)?\?|casi no|si no\b"
    r"|no (?:dude|dud[eé]is|vacil\w+)\b|no hay (?:duda|problema)|sin duda|no (?:in|im|des)\w{5,}|hasta que no",
    "hi": r"ही नहीं|जब तक[^,।]*नहीं|केवल नहीं|या नहीं|क्यों नहीं|नहीं तो|मत\w",
    "ar": r"لا (?:تتردد|يتردد)\w*|لا سيما|لا (?:ي|ت)زال\w*|لا بد|لا بأس|لا شك|لا فقط|ليس فقط|لم (?:ي|ت)زل",
    "zh": r"没有问题|不是问题|不无|毫无疑问|不仅|不僅|不但|不只|是不是|有没有|不得不|没有不|能不能|会不会",
}
"""Language to a pattern of phrases that look like a negation and aren't one; they are taken out of the source first."""

POSSIBLE_NEGATIONS: Final = {
    "en": (
        r"n['’]t\b|\b(?:do|does|did|is|was|wo|ca|ai)nt\b|\bno\b|\bnope\b|\b(?:can)?not\b|\bnor\b|\bnon|never"
        r"|\bnone|nobody|nothing|nowhere|neither|without|"
        r"\bun(?!til|der|ion|it|iv|iq|if)\w{3,}"
        r"|\bdis(?!cuss|play|trict|tan|cov|tin|trib|aster|ease)\w{4,}|\b(?:im(?!p[ao]r|pac|pl|pr|ag|me|mig)|"
        r"in(?=ab|acc|ad|cap|com|con|cor|cr|def|dep|eff|esc|ev|ex|hum|jus|sec|suf|val|vis)|ir(?=r)|"
        r"il(?=l))\w{4,}"
        r"|\bmis\w{4,}|less\b|\bfail|\black|refus|\bden(?:y|ied|ies)|prevent|avoid|hardly|barely|rarely|"
        r"instead of|rather than|absen"
        r"|far from|\bfew\b|\blittle\b|\bonly\b|except|other than|reject|doubt|\bban(?:s|ned)?\b|"
        r"prohibit|forbid|\btoo\b|out of|reluctan|exclud|anything but|zero"
        r"|\ball but\b|\bever\b|\byet to\b|\bshort\b|\bfell? short|\bagainst\b|\bsurplus|\bstop(?:s|ped)?\b|"
        r"\bmiss(?:ed|ing|es)?\b|\b(?:lose|lost|loss)\b|\bunable|\bscarce|\bescape|\beven if\b|\bremain"
        r"|\binstead\b|resist|\bignor|\bdeclin|\bstruggl|\bblock|\bcontest\b|\bdespite|\bhard\b|difficult"
        r"|\bforg[eo]t|\boppos|\bdisa"
        r"|\buntil\b|\bunless\b|\bwarn|\btrouble|\b(?:poor|bad|badly|wrong|worse|worst|beyond|still|kept"
        r"|continu|innocen|acquit)"
        r"|\bfall(?:en|s|ing)? out\b|\bout-of-|\b(?:have|has|had|are|were|would|could|should)nt\b|\bversus\b|\boblique"
    ),
    "de": (
        r"nicht|\bkein|\bnie\b|niemals|niemand|nirgend|weder|ohne|\bun(?!d\b|ter|ser|s\b|g\w*f)\w{3,}|"
        r"lose?[rsmn]?\b|frei\b|kaum|selten"
        r"|wenig|statt|\bnur\b|verweiger|lehn\w* .*\bab\b|abgelehnt|ablehn|verhinder|vermeid|verbot|"
        r"verbiet|mangel|fehl|außer|verzicht"
        r"|\berst\b|warnt?\b|warnu|\bwarn|\bweiter(?:hin)?\b|\bbleib|gleich geblieb|abgesag|widersprach|widersprech"
        r"|gemeinnützig|\bverschon|schlecht|falsch|schlimm|\bnein\b|nichts|leugn|bestreit|bestritt"
        r"|\bzu \w+,? um|ausgeschlossen|ausschl|weiger|vergeblich|\bnull\b"
    ),
    "cs": (
        r"\bn[ei]\w+|\bdál\b|pokrač|varov|krátce|špatn|\baž\b|bez|žádn|\bani\b|sotva|málo|místo|pouze|\bjen\b"
        r"|kromě|odmít|zabrán|vyhn|zákaz|zakáz|chyb"
    ),
    "uk": (
        r"\bне\b|\bні\b|\bнем[аo]\w*|\bне\w{3,}|\bні(?:хто|коли|чого|де|як|кого)|\bбез|жодн|навряд|"
        r"\bмало\b|замість|\bлише\b|\bтільки\b|крім|відмов|запобіг|уник|заборон|бракує|відсут|байдуж|\bпоза\b|\bсумнів"
        r"|поки\b|попередж|застереж|продовж|\bдосі\b|поган|гірш|висл\w+ проти"
    ),
    "ru": (
        r"\bне\b|\bни\b|\bнет\b|\bне(?!боль|скольк|котор|счаст|зависим)\w{4,}|\bни(?:кто|когда|чего|где|как"
        r"|кого)|\bбез|вряд|\bмало\b|"
        r"вместо|лишь|только|кроме|отказ|предотврат|избе|запре|отсут"
        r"|пока\b|предупре|предостере|продолж|по-прежнему|плох|хуж|\bвне\b|утрат|умолч"
    ),
    "fr": (
        r"\b(?:ne\b|n['’]).{1,30}?\b(?:pas|jamais|rien|personne|aucune?)\b|\bne\b|\bn['’]|\bpas\b|jamais|"
        r"\brien\b|\bpersonne\b|\baucune?\b|\bsans\b|\bnon\b|\bni\b|"
        r"\b(?:in(?=ab|acc|act|ad|ap|at|av|cap|com|con|cor|cr|d[eé]|dis|ef|ex|fid|jus|lis|op|su|ut|val|vis)|"
        r"im(?=parf|perm|poss|pr[eéou]v|mob)|ir(?=r)|il(?=l[ieé])|d[eé](?=sac|sav|favo|pourv)|mé(?=con))\w{4,}|"
        r"\bpeu\b|\btrop\b|\brare|refus|manqu|évit|empêch|seule?ment|\bsauf\b|interdi|échou|perd[ur]|"
        r"au lieu|plutôt que|\bhors\b|à peine|guère|absen"
        r"|jusqu|avert|déconseill|continu|mauvais|\bmal\b|pire|innocen"
    ),
    "es": (
        r"\bno\b|\bnunca\b|\bjamás\b|\bnadie\b|\bnada\b|\bning[uú]n|\btampoco\b|\bsin(?! embargo)\b|\bni\b|"
        r"\b(?:in(?=ac|ad|al|ap|at|cap|com[opu]|con[sg]|corr|cre[ií]|d[ei][bfs]|e[fxv]|ex|fi[en]|jus|m[oó]v|op"
        r"|su[fs]|[uú]t|vis)|"
        r"im(?=pos|prev|pr[ou])|ir(?=r)|i(?=leg|l[oóeí]g)|des(?=ac|con|fav|hab|hon|ig|le|or|pr|prov))\w{4,}|"
        r"\bpoc[oa]s?\b|niega|neg[óa]|\bfalt|evit|impid|impedi|\bs[oó]lo\b|\bsolamente\b|salvo|excepto|prohib|"
        r"apenas|rechaz|fracas|fall[óa]|\bperd|en lugar de|en vez de|demasiad|ausen|carec|dej[óa]"
        r"|hasta que|advert|\bsig(?:ue|o|uen)\b|contin|\bmal[oa]?s?\b|peor|inocen"
    ),
    "hi": (
        r"नही|(?<!\S)(?:मत|न|ना|बिना|बगैर|कम|केवल|सिर्फ|सिर्फ़|मात्र|मना|गैर)(?=[\s।,.;:?!]|$)|असमर्थ|असंभव"
        r"|असफल|विफल|अस्वीकार|"
        r"इनकार|इंकार|रोक|अभाव|निषेध|प्रतिबंध|बजाय|अनुपस्थित|वंचित|शायद ही|मुश्किल|बहिष्क|अलावा|सिवा|कमी|भूल"
        r"|असुविधा|असहज|विरोध|जब तक|चेताव|निर्दोष|अलाभ|बुर[ाेी]|खराब|ख़राब|गलत|ग़लत"
    ),
    "ar": (
        r"(?<!\w)[وف]?(?:لا|لم|لن|ليس\w{0,2}|ألا|وإلا|إلا|ما|لما|بلا|كلا|قط|غير|دون|بدون|عدم|لعدم|بعدم|سوى|فقط"
        r"|مجرد|بدلا|أبدا)"
        r"(?!\w)|غير|رفض|منع|فشل|نادر|قليل|انعدام|يفتقر|افتقار|نفى|تجنب|حظر|مستحيل|خلو|خال|نقص|غياب|فقد|استثناء"
        r"|حرم|حذر|واصل|استمر|سيئ|خطأ|ألغ"
    ),
    "zh": r"不|没|沒|无|無|非|未|别|別|莫|勿|否|拒|禁|免|缺|难以|難以|只|仅|失|才|警告|继续|繼續|坏|糟|超出|自负",
}  # fmt: skip
"""Language to a pattern of all that can carry a negation, if only by its sense: a match is a translation of it."""

CLAUSE_END: Final = re.compile(r"[,;:.!?，、；：。！？،؛؟।–—]")
"""A mark that may end a clause."""


@register
@dataclass(frozen=True, slots=True)
class Negation(Check):
    """Clauses that negate in one text and can't in the other, per hundred segments in which either negates.

    For en, de, cs, uk, ru, fr, es, hi, ar and zh. Precision comes first: any word that can carry a negation excuses,
    and double negations, idioms and *until* are none; neither is a word with a capital within a sentence.
    """

    name = "negation"
    rules = 3

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        source, target = segment.bases
        if source not in CLEAR_NEGATIONS or target not in CLEAR_NEGATIONS:
            return unchecked
        excuses = _excuses(segment.source, source)

        def inspect(hypothesis: str) -> Checked:
            negations = _negations(segment.source, source, hypothesis)
            added = _negations(hypothesis, target, segment.source)
            findings = []
            if len(negations) > _excuses(hypothesis, target):
                end, note = len(hypothesis), f"{negations[-1].group()!r} in the source"
                findings.append(Finding(end, end, "negation lost", note, 0.8))
            elif len(added) > excuses:
                start, end = added[-1].span()
                findings.append(Finding(start, end, "negation added", "the source has none for it", 0.7))
            return Checked(int(bool(negations or added)), tuple(findings))

        return inspect


def _negations(text: str, language: str, other: str) -> list[re.Match[str]]:
    """Return the first clear negation of each clause, as some languages negate twice for once; none of a question.

    A word with a capital within a sentence is of a title or name, and so is one that the other text has, too.
    """
    # A question may be asked with or without a negation (Isn't it? Is it?).
    if text.rstrip("\"'”“»«) ").endswith(("?", "？", "؟")):
        return []
    false = _pattern(FALSE_NEGATIONS[language])
    text = false.sub(lambda phrase: " " * len(phrase.group()), text)  # so that positions stay right
    found: list[re.Match[str]] = []
    for negation in _pattern(CLEAR_NEGATIONS[language]).finditer(text):
        if _is_name(text, negation, other):
            continue
        if not found or CLAUSE_END.search(text, found[-1].end(), negation.start()):
            found.append(negation)
    return found


def _is_name(text: str, negation: re.Match[str], other: str) -> bool:
    word = negation.group()
    if not word[0].isupper() or word.isupper():
        return False
    before = text[max(0, negation.start() - 4) : negation.start()]
    is_first = not negation.start() or _SENTENCE_START.search(before)
    return not is_first or (len(word) > LONGEST_COMMON and word in other)


LONGEST_COMMON: Final = 3
"""Letters of a negation that two languages may share: no, nie."""
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:;…\"“”„«»‘’'(\[*–—-]|\.\.\.)\s*$")
"""What stands before the first word of a sentence."""


def _excuses(text: str, language: str) -> int:
    """Return how many words can carry a negation."""
    return sum(1 for _ in _pattern(POSSIBLE_NEGATIONS[language]).finditer(text))


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
