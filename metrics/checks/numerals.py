"""Numerals in words, by language: what a number in digits may be in another text.

Stems, not full forms: a word stands for the number if it begins with the stem (``zwei`` in `zweiter`, ``трьо`` in
`трьох`), so that cases, ordinals and compounds are covered; with ``_`` behind it, if it is the whole word. Too many
matches cost recall, too few make false alarms.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_STEMS: Final = {
    "en": """
        0 zero no none nil; 1 one first single once a_ an_; 2 two second twice both doubl pair couple dual
        half twin; 3 three third thrice triple trio; 4 four quarter quad; 5 five fifth; 6 six; 7 seven; 8 eight;
        9 nine nint; 10 ten tenth decade; 11 eleven; 12 twelve twelfth dozen noon midday midnight; 13 thirteen;
        14 fourteen fortnight; 15 fifteen quarter; 16 sixteen; 17 seventeen; 18 eighteen; 19 nineteen; 20 twent;
        24 midnight; 30 thirt half; 40 fort; 50 fift half; 60 sixt; 70 sevent; 80 eight; 90 ninet;
        100 hundred century centuries percent; 1000 thousand millenni
    """,
    "de": """
        0 null kein; 1 ein erst; 2 zwei zwo beid doppel halb paar; 3 drei dritt drit; 4 vier; 5 fünf; 6 sechs; 7
        sieb; 8 acht; 9 neun; 10 zehn jahrzehnt; 11 elf; 12 zwölf dutzend mittag mitternacht; 13 dreizehn; 14
        vierzehn; 15 fünfzehn viertel; 16 sechzehn; 17 siebzehn; 18 achtzehn; 19 neunzehn; 20 zwanzig; 24
        mitternacht; 30 dreißig dreissig halb; 40 vierzig; 50 fünfzig halb hälfte; 60 sechzig; 70
        siebzig; 80 achtzig; 90 neunzig; 100 hundert jahrhundert; 1000 tausend
    """,
    "cs": """
        0 nul žádn; 1 jed prvn; 2 dv druh oba obě pár půl; 3 tř tro třet; 4 čty čtv; 5 pět pát; 6 šest; 7 sedm;
        8 osm; 9 devět devát devít; 10 deset desát deseti; 11 jeden; 12 dvan tucet poled půlnoc; 13 třin; 14
        čtrn; 15 patn čtvrt; 16 šestn; 17 sedmn; 18 osmn; 19 devaten; 20 dvac dvacát; 24 půlnoc den; 30 třic
        půl; 40 čtyřic; 50 padesá půl; 60 šedes; 70 sedmdes; 80 osmdes; 90 devades; 100 sto stov set; 1000 tis
    """,
    "uk": """
        0 нул жодн; 1 од перш; 2 дв друг обидв оби пар пів; 3 тр; 4 чотир четвер чверт; 5 п'ят п’ят пят; 6 шіст
        шост шест; 7 сім сьом сем; 8 вісім восьм; 9 дев'ят дев’ят девят; 10 десят десят; 11 одинад; 12 дванад
        дюжин опівд півн; 13 тринад; 14 чотирнад; 15 п'ятнад п’ятнад чверт; 16 шістнад; 17 сімнад; 18 вісімнад;
        19 дев'ятнад дев’ятнад; 20 двадц; 24 півн доб; 30 тридц пів; 40 сорок; 50 п'ятдес п’ятдес половин; 60
        шістдес; 70 сімдес; 80 вісімдес; 90 дев'янос дев’янос; 100 сто сот столі; 1000 тис
    """,
    "ru": """
        0 нол нул ни; 1 од перв полперв; 2 дв втор полвтор оба обе пар пол; 3 тр полтр; 4 четыр четв
        полчетв; 5 пят полпят; 6 шест полшест; 7 сем седь полсед; 8 восем восьм полвос; 9 девят полдев;
        10 десят полдес; 11 одиннад полодин; 12 двенад полдвен дюжин полд полн; 13 тринад; 14 четырнад;
        15 пятнад четв; 16 шестнад; 17 семнад; 18 восемнад; 19 девятнад; 20 двадц; 24 полн сут; 30 тридц
        пол; 40 сорок; 50 пятьд полов; 60 шестьд; 70 семьд; 80 восемьд; 90 девян; 100 сто сот; 1000 тыс
    """,
    "fr": """
        0 zéro aucun; 1 un premi; 2 deux second dou moiti demi; 3 trois tier tri; 4 quatr quart; 5 cinq; 6 six;
        7 sept; 8 huit; 9 neuf neuv; 10 dix diz décenn; 11 onz; 12 douz midi minuit; 13 treiz; 14 quatorz; 15
        quinz quart; 16 seiz; 17 dix; 18 dix; 19 dix; 20 vingt; 24 minuit; 30 trent demi; 40 quarant; 50
        cinquant moiti; 60 soixant; 70 soixant septant; 80 quatr octant huitant; 90 quatr nonant; 100 cent
        siècle; 1000 mill
    """,
    "es": """
        0 cero ningún ningun; 1 un primer; 2 dos segund doble ambos ambas medi par; 3 tre terce; 4 cuatr cuart;
        5 cinco quint; 6 seis sext; 7 siete sépti; 8 ocho octav; 9 nueve noven; 10 diez décim décad; 11 once; 12
        doce mediod medianoche; 13 trece; 14 catorc; 15 quinc cuarto; 16 diecis; 17 diecis; 18 diecio; 19
        diecin; 20 veint; 24 medianoche; 30 treint medi; 40 cuarent; 50 cincuent mitad; 60 sesent; 70 setent; 80
        ochent; 90 novent; 100 cien siglo; 1000 mil
    """,
    "pl": """
        0 zer żad; 1 jed pierw; 2 dw drug oba obie par pół; 3 trz trój; 4 czter czwart; 5 pię pią; 6 sześ szóst;
        7 siede siód; 8 osie ósm; 9 dziewi; 10 dziesi; 11 jeden; 12 dwan tuzin połud półno; 13 trzyn; 14 czter;
        15 pięt kwadr; 16 szesn; 17 siedemn; 18 osiemn; 19 dziewiętn; 20 dwadz dwudz; 24 półno dob; 30 trzydz
        pół wpół; 40 czterdz; 50 pięćdz poło; 60 sześćdz; 70 siedemdz; 80 osiemdz; 90 dziewięćdz; 100 sto stu set;
        1000 tysi
    """,
    "it": """
        0 zero nessun; 1 un prim; 2 due second doppi entrambi mezz paio; 3 tre terz; 4 quattr quart; 5 cinque
        quint; 6 sei sest; 7 sett; 8 ott; 9 nov non; 10 diec decim decenn; 11 undic; 12 dodic mezzog mezzan; 13
        tredic; 14 quattord; 15 quindic quarto; 16 sedic; 17 dicias; 18 dicio; 19 dician; 20 vent; 24 mezzan; 30
        trent mezz; 40 quarant; 50 cinquant metà; 60 sessant; 70 settant; 80 ottant; 90 novant; 100 cent secol;
        1000 mill mila
    """,
    "nl": """
        0 nul geen; 1 een één eerst; 2 twee tweed beid half; 3 drie derd; 4 vier; 5 vijf; 6 zes; 7 zeven; 8
        acht; 9 negen; 10 tien decenn; 11 elf; 12 twaalf dozijn midd; 13 dertien; 14 veertien; 15 vijftien
        kwart; 16 zestien; 17 zeventien; 18 achttien; 19 negentien; 20 twintig; 24 middern; 30 dertig half; 40
        veertig; 50 vijftig helft; 60 zestig; 70 zeventig; 80 tachtig; 90 negentig; 100 honderd eeuw; 1000
        duizend
    """,
    "pt": """
        0 zero nenhum; 1 um_ uma_ primeir; 2 dois duas segund dobro duplo ambos ambas mei par; 3
        três tre terce; 4 quatr quart; 5 cinco quint; 6 seis sext; 7 sete sétim; 8 oito oitav; 9
        nove non; 10 dez décim décad; 11 onze; 12 doze meio-dia meia; 13 treze; 14 catorz quatorz;
        15 quinz quarto; 16 dezes dezas; 17 dezes dezas; 18 dezoi; 19 dezen dezan; 20 vint; 24
        meia-noite; 30 trint mei; 40 quarent; 50 cinquent cinqüent metade; 60 sessent; 70 setent; 80
        oitent; 90 novent; 100 cem cent sécul; 1000 mil
    """,
    "ar": """
        0 صفر; 1 واحد أول أحد الأول; 2 اثن ثاني الثاني مرتين ضعف نصف; 3 ثلاث ثالث الثلاث الثالث; 4
        أربع رابع ربع الأربع الرابع; 5 خمس خامس الخمس الخامس; 6 ست سادس الست السادس; 7 سبع سابع
        السبع السابع; 8 ثمان ثامن الثمان الثامن; 9 تسع تاسع التسع التاسع; 10 عشر عاشر العشر العاشر
        عقد العقد; 11 أحد إحدى الحادي; 12 اثن الثاني منتصف; 13 ثلاث الثالث; 14 أربع; 15 خمس ربع الربع; 16
        ست; 17 سبع; 18 ثمان; 19 تسع; 20 عشرين عشرون العشرين العشرين; 30 ثلاثين ثلاثون الثلاثين نصف النصف;
        40 أربعين أربعون الأربعين; 50 خمسين خمسون الخمسين نصف; 60 ستين ستون الستين; 70 سبعين سبعون
        السبعين; 80 ثمانين ثمانون الثمانين ثامنين الثامنين; 90 تسعين تسعون التسعين; 100 مئة مائة مئت
        قرن القرن; 1000 ألف الف
    """,
    "he": """
        0 אפס; 1 אחד אחת ראשו הראשו; 2 שני שתי השני השתי כפול חצי; 3 שלוש השלוש שליש השליש; 4 ארבע
        הארבע רביע הרביע רבע; 5 חמש חמיש החמש החמיש; 6 שש שיש השש השיש; 7 שבע שביע השבע השביע; 8
        שמונ שמינ השמונ השמינ; 9 תשע תשיע התשע התשיע; 10 עשר עשיר העשר העשיר עשור; 11 אחד אחת; 12
        שנים שתים תריסר חצות; 13 שלוש; 14 ארבע; 15 חמש רבע; 16 שש; 17 שבע; 18 שמונ; 19 תשע; 20 עשרים
        העשרים; 30 שלושים השלושים חצי; 40 ארבעים הארבעים; 50 חמישים החמישים חצי מחצית; 60 שישים
        השישים; 70 שבעים השבעים; 80 שמונים השמונים; 90 תשעים התשעים; 100 מאה מאות המאה; 1000 אלף אלפ
    """,
    "tr": r"""
        0 sıfır hiç; 1 bir ilk tek; 2 iki çift yarı; 3 üç; 4 dört dörd çeyrek; 5 beş; 6 altı; 7 yedi; 8 sekiz; 9
        dokuz; 10 on_ onu onlu onar onda; 11 on\sbir; 12 on\siki düzine öğle gece\syarısı; 13 on\süç; 14 on\sdör;
        15 on\sbeş çeyrek; 16 on\saltı; 17 on\syedi; 18 on\ssekiz; 19 on\sdokuz; 20 yirmi; 24 gece\syarısı gün; 30
        otuz buçuk yarım; 40 kırk; 50 elli yarı; 60 altmış; 70 yetmiş; 80 seksen; 90 doksan; 100 yüz asır; 1000 bin
    """,
}

HUNDREDS: Final = {
    "en": r"hundred",
    "de": r"hundert",
    "nl": r"honderd",
    "cs": r"\bst[oěa]\b|\bset\b|stov",
    "pl": r"st[oua]\b|ście\b|set\b",
    "uk": r"\bсто\b|\bста\b|сот\w*|сті\b|ста\b",
    "ru": r"\bсто\b|\bста\b|сот\w*|сти\b|ста\b",
    "fr": r"(?<!pour )\bcents?\b|centaine",
    "es": r"\bcien\b|(?<!por )\bciento\b|\w{3}cient[oa]s\b|quinient",
    "it": r"(?<!per )cento\b|centinai",
    "pt": r"\bcem\b|\bcento e\b|(?:duz|trez|oc|ov|sc|sec)ent[oa]s\b|quinhent|centena",
    "ar": r"مئ[ةت]|مائ[ةت]",
    "he": r"מא(?:ה|ות|תיים)",
    "tr": r"\byüz(?!yıl|ü|de)",
}
"""Language to a pattern of hundreds in words, which take a number before them and others behind them."""

STEMS: Final = {
    language: {int(number): tuple(stems) for number, *stems in map(str.split, table.split(";"))}
    for language, table in _STEMS.items()
}
"""Language to number to stems."""

SCALES: Final = {
    10**3: (
        "thousand k tausend tsd tsd. tis tis. tisíc тис тис. тисяч тыс тыс. тысяч mille mil "
        "millier tysi duizend mila 千 천 ألف آلاف الف אלף אלפים هزار हज़ार हजार হাজার ہزار ஆயிரம் ribu nghìn ngàn พัน "
        "bin ezer tuhat tusen tusind χιλιάδες mii хиляди хил elfu ពាន់ þúsund"
    ),
    10**4: "万 萬 만 หมื่น",
    10**5: "lakh lac लाख লাখ লক্ষ لاکھ லட்ச แสน",
    10**6: (
        "million mio mio. mil. mill. milion mln mln. millió мільйон млн млн. "
        "миллион millon millón millones miljoen milioni милион milió milhão milhões milyon miljo miljon "
        "مليون ملايين میلیون מיליון מיליוני मिलियन মিলিয়ন ملین மில்லியன் juta triệu ล้าน εκατομμύρι εκατ លាន milljón"
    ),
    10**7: "crore करोड़ করোড় কোটি कोटी کروڑ கோடி",
    10**8: "亿 億 억 憶",
    10**9: (
        "billion bn mrd mrd. milliard miliard mld мільярд млрд млрд. миллиард miljard miliardi милиард milyar "
        "مليار مليارات میلیارد מיליארד מיליארדי अरब बिलियन বিলিয়ন ارب பில்லியன் miliar tỷ tỉ δισεκατομμύρι δισ "
        "bilioni milljarð"
    ),
    10**12: (
        "trillion tn bio. billione bilion трильйон трлн триллион bilione трилион trilyon triliun تريليون تریلیون "
        "טריליון ट्रिलियन 兆 조"
    ),
}
"""Factor to the stems of the words that multiply a number; a long-scale *billion* is told by its language."""

_HAN: Final = {
    **dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)),
    **dict(zip("영공일이삼사오육륙칠팔구", (0, 0, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9), strict=True)),
}
DENSE_SCALE: Final = re.compile(r"[ \u00a0]?[余餘多数]?([十百千십백천]?[万萬만亿億憶억兆조]|万亿|[百千백천])")
"""A scale of the East Asian scripts behind digits: 千万, 억, 万."""

_DENSE_TENS: Final = dict(zip("十百千십백천", (10, 100, 1000) * 2, strict=True))
_DENSE_MYRIADS: Final = {
    **dict.fromkeys("万萬만", 10**4),
    **dict.fromkeys("亿億憶억", 10**8),
    **dict.fromkeys("兆조", 10**12),
}


def dense_factor(scale: str) -> int:
    """Return the factor of an East Asian scale: 千万 is ten million, 万亿 a trillion."""
    factor = 1
    for char in scale:
        factor *= _DENSE_TENS.get(char) or _DENSE_MYRIADS[char]
    return factor


_TEN: Final = _DENSE_TENS
_MYRIAD: Final = {char: _DENSE_MYRIADS[char] for char in "万萬만亿億억"}
HAN: Final = re.compile("[零〇一二两三四五六七八九十百千万萬亿億]+")
HANGUL: Final = re.compile("(?=[일이삼사오육륙칠팔구]*[십백천만억])[일이삼사오육륙칠팔구십백천만억]{2,}")
"""A Sino-Korean numeral of two syllables or more; single ones are words of other meanings too."""
_NATIVE_TENS: Final = {
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_NATIVE_ONES: Final = {
    "하나": 1,
    "한": 1,
    "둘": 2,
    "두": 2,
    "셋": 3,
    "세": 3,
    "넷": 4,
    "네": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
}
KOREAN: Final = re.compile(f"({'|'.join(_NATIVE_TENS)}) ?({'|'.join(_NATIVE_ONES)})?")
"""A native Korean numeral above twenty: tens, and ones behind them."""


def korean(numeral: re.Match[str]) -> Decimal:
    """Return the value of a match of `KOREAN`."""
    return Decimal(_NATIVE_TENS[numeral[1]] + _NATIVE_ONES.get(numeral[2] or "", 0))


ROMAN: Final = re.compile(r"\b([IVXІХ]+)(?:er?|ème|[ºª])?\b")


def han(text: str) -> Decimal:
    """Return the value of a Chinese or Sino-Korean numeral, e.g. 二十三, 一九九七 or 이십삼."""
    if not set(text) & (set(_TEN) | set(_MYRIAD)):
        return Decimal("".join(str(_HAN[char]) for char in text))
    # A digit waits for its ten, tens add up to a part, and a myriad multiplies all that stands before it.
    total = part = digit = 0
    for char in text:
        if char in _HAN:
            digit = _HAN[char]
        elif char in _TEN:
            part, digit = part + (digit or 1) * _TEN[char], 0
        else:
            total, part, digit = (total + (part + digit or 1)) * _MYRIAD[char], 0, 0
    return Decimal(total + part + digit)


def roman(text: str) -> Decimal:
    """Return the value of a Roman numeral up to XXXIX; Cyrillic look-alikes count."""
    values = {"I": 1, "V": 5, "X": 10, "І": 1, "Х": 10}
    digits = [values[char] for char in text]
    following = [*digits[1:], 0]  # a smaller digit before a larger one is subtracted: IX
    return Decimal(sum(-a if a < b else a for a, b in zip(digits, following, strict=True)))
