"""What language models say of their task instead of doing it, in 20 languages: the words that refusals are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True)
class TaskTalk:
    """Patterns of one language, case aside.

    Attributes:
        translate: stems of translating and translation.
        unable: cannot, will not, need not.
        sorry: apologies, unfortunately.
        help: to help, to assist, to do what was asked.
        machine: what a model calls itself.
        ask: please provide, could you share.
        text: what it asks for: text, sentence, context.
        here: how an answer begins: here is, sure.
        note: headings of notes and explanations.
        other: announcements of another wording: alternatively, more literal.
        offer: how it offers its services.
        already: what it says of a text that it takes for a translation: already in English.
        given: what it calls the source: the text you provided.
        unclear: what it says of one that it can't make out: incomplete, empty, not a sentence.
        also: how it offers another wording: you could also say.
    """

    translate: str
    unable: str
    sorry: str
    help: str
    machine: str
    ask: str
    text: str
    here: str
    note: str
    other: str
    offer: str
    already: str
    given: str
    unclear: str
    also: str


TALK: Final = {
    "en": TaskTalk(
        translate=r"translat",
        unable=(
            r"\bcan(?:no|['’])t\b|\bcan not\b|\bcould(?:n['’]t| not)\b|\b(?:un|not )able\b|\bwon['’]t\b"
            r"|\bwill not\b|\bnot (?:feel )?(?:comfortable|allowed|permitted|possible|appropriate)\b"
            r"|\bfeel comfortable\b|\b(?:does|do)(?:n['’]t| not) (?:require|need)\b|\bdifficult\b"
            r"|\bimpossible\b|\b(?:refuse|decline)\b|\bnot (?:typically|usually|normally|generally)\b"
            r"|\bnot an? \w+ that (?:requires|needs)\b|\bno (?:\w+ )?translation (?:is |was )?(?:needed"
            r"|necessary|required|provided|available)|\bnothing (?:here )?to translate|\bno text to translate"
            r"|\bnot (?:need|require)"
        ),
        sorry=r"\bsorry\b|\bapolog|\bunfortunately\b|\bregret",
        help=r"\bassist|\bhelp|\bfulfil|\bcompl(?:y|ete)|\brequest|\bprovide|\bengage|\brespond|\breproduce",
        machine=(
            r"\blanguage model\b|\bas an? (?:ai|artificial)\b|\bi(?:['’]m| am) an? ai\b"
            r"|\bai (?:assistant|model)\b"
        ),
        ask=r"\b(?:please|could you|can you|if you)\b[^.!?]{0,40}\b(?:provide|share|send|paste|enter|give|supply)",
        text=r"\b(?:text|sentence|context|content|passage|phrase|transcript|segment)s?\b",
        here=r"\bhere(?:['’]s| is| are)\b|\bbelow is\b|\bthe following is\b|^\W*(?:sure|certainly|of course|okay)\b",
        note=r"\bnotes?\b|\bexplanation\b|\bcomments?\b",
        other=(
            r"\balternativ|\banother (?:option|version|way)|\boption \d"
            r"|\bmore (?:natural|literal|formal|polite|idiom)"
        ),
        offer=(
            r"\b(?:happy|glad) to (?:help|assist)\b|\bhow (?:can|may) i (?:help|assist)\b"
            r"|\bis there (?:anything|something) else i can"
        ),
        already=r"\balready (?:been )?(?:\w+ )?(?:in\b|translated)|\balready (?:an? )?[A-Z]?\w+ (?:text|sentence)",
        given=(
            r"\b(?:text|sentence|content|passage|phrase|message|input)s? (?:that )?you(?:['’]ve"
            r"| have)? (?:provided|sent|shared|gave|given|pasted|entered|submitted)|\b(?:provided|given"
            r"|submitted) (?:text|sentence|content|passage|phrase|message|input)|\byour (?:text|message|input"
            r"|sentence)\b"
        ),
        unclear=(
            r"\bincomplete|\bcut off\b|\bempty\b|\bunclear\b|\bgibberish\b|\brandom\b|\btoo short\b"
            r"|\bnot (?:a|in|clear|complete)\b|n['’]t (?:a|in|clear|complete|contain)\b|\bunintelligible"
            r"|\bmakes? no sense|\bnot contain\b"
        ),
        also=(
            r"\byou (?:could|can|may|might) also (?:say|write|use|put)|\b(?:or|another way) (?:of saying"
            r"|to (?:say|put)) (?:it|this)|\b(?:an?|one) (?:other |more \w+ )(?:version|wording|rendering"
            r"|way to say)"
        ),
    ),
    "de": TaskTalk(
        translate=r"übersetz",
        unable=(
            r"\b(?:kann|können|konnte|darf|möchte|werde|bin|ist)\b[^.!?]{0,80}\bnicht\b|\bnicht in der lage\b"
            r"|\b(?:kann|werde|darf)\b[^.!?]{0,20}\bkeine?n?\b|\bschwierig\b|\bunmöglich\b|\bablehnen\b"
            r"|\bkeine übersetzung (?:nötig|notwendig|erforderlich|vorhanden|möglich)|\bnichts zu übersetzen"
            r"|\bkein(?:en)? text\b"
        ),
        sorry=r"\btut mir leid\b|\bleider\b|entschuldig|\bbedauer|\bverzeihung\b",
        help=r"\bhelfen\b|\bhilfe|behilflich|\bunterstütz|\banfrage|\berfüllen\b|\bbitte nachkommen",
        machine=r"\bsprachmodell|\bki[- ](?:modell|assistent|sprachmodell)|\bals ki\b",
        ask=(
            r"\b(?:bitte|könn(?:t)?en sie|kannst du|wenn sie)\b[^.!?]{0,60}\b(?:geben|gib|nennen|senden|schick"
            r"|teilen|bereitstell|stellen|füge)"
        ),
        text=r"text|\bsatz|\bsätze|\bkontext|\binhalt|\bpassage",
        here=r"\bhier (?:ist|sind|kommt)\b|\bim folgenden\b|\bnachfolgend\b|^\W*(?:gerne?|sicher|natürlich|klar)\b",
        note=r"\banmerkung|\bhinweise?\b|\berläuterung|\berklärung|\bkommentar",
        other=(
            r"\balternativ|\bandere (?:möglichkeit|variante)|\boption \d|\bvariante \d|\bwörtlicher\b"
            r"|\bnatürlicher\b"
        ),
        offer=r"\bwie kann ich (?:ihnen|dir|euch)[^.!?]{0,20}(?:helfen|behilflich)|\bhelfe (?:ihnen|dir) gern",
        already=r"\b(?:bereits|schon) (?:auf|in|übersetzt|ein\w* \w+ text)",
        given=(
            r"\b(?:bereitgestellt|angegeben|übermittelt|eingegeben|gesendet|gegeben|eingereicht)\w* (?:text"
            r"|satz|inhalt|eingabe)|\b(?:text|satz|inhalt)\w*,? (?:den|die|das) (?:sie|du)\b|\b(?:ihr"
            r"|dein)e? (?:text|satz|eingabe|nachricht)\b"
        ),
        unclear=(
            r"\bunvollständig|\babgeschnitten|\bleer\b|\bunklar|\bunverständlich|\bzu kurz\b"
            r"|\bkein\w* (?:\w+ )?(?:text|satz|sinn)|\bnicht (?:auf|in|klar|vollständig)\b"
        ),
        also=(
            r"\b(?:man|sie|du) (?:könn\w+|kann|kannst) auch (?:sagen|schreiben)"
            r"|\boder (?:auch )?(?:wörtlicher|natürlicher|freier|förmlicher)"
        ),
    ),
    "fr": TaskTalk(
        translate=r"tradui|traduc",
        unable=(
            r"\bne (?:peux|puis|peut|pouvons|suis|sommes|vais)\b|\bn['’]est pas\b|\bimpossible\b"
            r"|\bdifficile\b|\bincapable\b|\brefuse|\bdécline|\baucune traduction|\bpas (?:besoin|nécessaire)"
            r"|\bn['’](?:a|y a) (?:pas|rien)"
        ),
        sorry=r"\bdésolé|\bexcus|\bmalheureusement\b|\bregrette",
        help=r"\baider?\b|\bassist|\brépondre à (?:cette|votre)|\bdemande|\bfournir\b",
        machine=r"\bmodèle de lang|\bqu['’](?:ia|intelligence artificielle)\b|\bassistante? (?:ia|virtuel)",
        ask=(
            r"\b(?:veuillez|pouvez-vous|pourriez-vous|merci de|si vous)\b[^.!?]{0,40}\b(?:fourni|donne|partage"
            r"|envoye|indique)"
        ),
        text=r"\btexte|\bphrase|\bcontexte|\bcontenu|\bpassage",
        here=r"\bvoici\b|\bci-dessous\b|^\W*(?:bien sûr|certainement|d['’]accord)\b",
        note=r"\bnotes?\b|\bremarque|\bexplication|\bcommentaire|\bn\.?d\.?t\b",
        other=r"\balternativ|\bautre (?:option|version|possibilité)|\boption \d|\bplus (?:naturel|littéral|formel)",
        offer=r"\bcomment puis-je (?:vous|t['’]) ?aider|\b(?:heureu\w+|ravie?) de (?:vous |t['’])aider",
        already=r"\bdéjà (?:\w+ )?(?:en|dans|traduit)",
        given=(
            r"\b(?:texte|phrase|contenu|passage|message)s? (?:que vous (?:avez|m['’]avez)\b[^.!?]{0,20}"
            r"|fourni|donné|soumis|envoyé)|\bvotre (?:texte|phrase|message)\b"
        ),
        unclear=(
            r"\bincompl|\btronqué|\bvide\b|\bpas (?:clair|en|compl|une?|de)\b|\btrop court|\bincompréhensible"
            r"|\baucun (?:sens|texte)"
        ),
        also=(
            r"\b(?:on|vous) pou(?:rrait|vez|rriez|t) (?:aussi|également) (?:dire|écrire|traduire)"
            r"|\bou(?: encore)?,? plus (?:littéral|naturel|formel)ement"
        ),
    ),
    "es": TaskTalk(
        translate=r"tradu[cjz]",
        unable=(
            r"\bno (?:puedo|podemos|puede|soy capaz|es posible|me es posible|voy a|requiere|necesita)\b"
            r"|\bincapaz\b|\bimposible\b|\bdifícil\b|\bdebo (?:rechazar|declinar)|\bno (?:es necesari"
            r"|hace falta|hay (?:nada|ningún))|\bninguna traducción"
        ),
        sorry=r"\blo siento\b|\bdisculp|\blament|\bperd[oó]n|\bdesafortunadamente\b|\bpor desgracia\b",
        help=r"\bayud|\basisti|\bcumplir\b|\bsolicitud|\bpetición|\bproporcionar\b",
        machine=r"\bmodelo de lenguaje|\bcomo (?:una )?(?:ia|inteligencia artificial)\b|\basistente (?:de ia|virtual)",
        ask=(
            r"\b(?:por favor|podría|puedes?|si me)\b[^.!?]{0,40}\b(?:proporcion|facilit|comparte|envíe|envía"
            r"|indi[cq])"
        ),
        text=r"\btexto|\bfrase|\boración|\bcontexto|\bcontenido|\bpasaje",
        here=r"\baquí (?:está|tiene|va)|\ba continuación\b|^\W*(?:claro|por supuesto|desde luego)\b",
        note=r"\bnotas?\b|\bexplicación|\baclaración|\bcomentario",
        other=r"\balternativ|\botra (?:opción|versión|posibilidad)|\bopción \d|\bmás (?:natural|literal|formal)",
        offer=r"\ben qué (?:puedo|te puedo|le puedo) ayudar|\b(?:con gusto|encantad[oa]) (?:te|le|de) ayud",
        already=r"\bya (?:está|se encuentra|viene|aparece)\b[^.!?]{0,15}\ben\b|\bya (?:ha sido |está )?traducid",
        given=(
            r"\b(?:texto|frase|oración|contenido|pasaje|mensaje) (?:que (?:me )?(?:has|ha|usted)\b"
            r"|proporcionad|facilitad|enviad|dad|ingresad)|\b(?:tu|su) (?:texto|mensaje|frase)\b"
        ),
        unclear=(
            r"\bincomplet|\bcortad|\bvací|\bpoco clar|\bno (?:está en|es (?:un|clar)|contiene|tiene sentido)"
            r"|\bdemasiado cort|\bincomprensible"
        ),
        also=(
            r"\btambién (?:se podría|podría|se puede|puede|podrías|puedes)\b[^.!?]{0,6}(?:decir|escribir"
            r"|traducir)|\bo,? más (?:literal|natural|formal)mente"
        ),
    ),
    "it": TaskTalk(
        translate=r"tradu[crz]|tradott",
        unable=(
            r"\bnon (?:posso|possiamo|può|sono in grado|è possibile|riesco|richiede|intendo)\b"
            r"|\bimpossibile\b|\bdifficile\b|\bdevo (?:rifiutare|declinare)|\bnon (?:è necessari|serve"
            r"|occorre|c['’]è)|\bnessuna traduzione"
        ),
        sorry=r"\bmi dispiace\b|\bspiacent|\bscus[aio]|\bpurtroppo\b",
        help=r"\baiut|\bassist|\bsoddisfare\b|\brichiest|\bfornire\b",
        machine=(
            r"\bmodello linguistico|\bmodello di lingua|\b(?:come|in quanto) (?:ia|intelligenza artificiale)\b"
            r"|\bassistente (?:ia|virtuale)"
        ),
        ask=(
            r"\b(?:per favore|per cortesia|potresti|potrebbe|puoi|può|se mi)\b[^.!?]{0,40}\b(?:forni|dar"
            r"|condivid|invi|indic)|\b(?:fornisc|indic|invi)\w+ (?:il|la|un)"
        ),
        text=r"\btesto|\bfrase|\bcontesto|\bcontenuto|\bbrano",
        here=r"\becco\b|\bdi seguito\b|^\W*(?:certo|certamente|sicuramente|va bene)\b",
        note=r"\bnot[ae]\b|\bspiegazion|\bosservazion|\bcomment",
        other=(
            r"\balternativ|\bun['’]altra (?:opzione|versione|possibilità)|\bopzione \d"
            r"|\bpiù (?:naturale|letterale|formale)"
        ),
        offer=r"\bcome posso (?:aiutart|aiutarl|esserti)|\bfelice di aiut",
        already=r"\bgià (?:\w+ )?(?:in\b|tradott)",
        given=(
            r"\b(?:testo|frase|contenuto|brano|messaggio) (?:che (?:mi )?(?:hai|ha)\b|fornit|inserit|inviat"
            r"|dat)|\b(?:il tuo|il suo|la tua|la sua) (?:testo|messaggio|frase)\b"
        ),
        unclear=(
            r"\bincomplet|\btroncat|\bvuot|\bnon (?:è (?:in|chiar|complet|un)|contiene|ha senso)"
            r"|\btroppo cort|\bincomprensibile"
        ),
        also=(
            r"\bsi (?:potrebbe|può) anche (?:dire|scrivere|tradurre)|\bpuoi anche dire|\bo,? più (?:letteral"
            r"|natural|formal)mente"
        ),
    ),
    "pt": TaskTalk(
        translate=r"tradu[zçct]",
        unable=(
            r"\bnão (?:posso|podemos|pode|consigo|sou capaz|é possível|vou|requer|precisa)\b|\bincapaz\b"
            r"|\bimpossível\b|\bdifícil\b|\bdevo recusar|\bnão (?:é necessári|há (?:nada|nenhum))"
            r"|\bnenhuma tradução"
        ),
        sorry=r"\bdesculp|\blament|\bsinto muito\b|\binfelizmente\b|\bperdão",
        help=r"\bajud|\bassisti|\batender\b|\bauxili|\bsolicitação|\bpedido|\bfornecer\b",
        machine=(
            r"\bmodelo de linguagem|\bcomo (?:uma )?(?:ia|inteligência artificial)\b"
            r"|\bassistente (?:de ia|virtual)"
        ),
        ask=(
            r"\b(?:por favor|poderia|pode|se você)\b[^.!?]{0,40}\b(?:forneç|forneça|compartilh|partilh|envi"
            r"|indi[cq])"
        ),
        text=r"\btexto|\bfrase|\bcontexto|\bconteúdo|\btrecho|\bpassagem",
        here=r"\baqui (?:está|vai)|\ba seguir\b|\bsegue\b|^\W*(?:claro|com certeza|certamente)\b",
        note=r"\bnotas?\b|\bexplicação|\bobservaç|\bcomentário",
        other=r"\balternativ|\boutra (?:opção|versão|possibilidade)|\bopção \d|\bmais (?:natural|literal|formal)",
        offer=r"\bcomo posso (?:ajud|te ajud|ajudá)|\bfeliz em (?:te |lhe )?ajud",
        already=r"\bjá (?:está|se encontra|foi)?\s?(?:\w+ )?(?:em\b|traduzid)",
        given=(
            r"\b(?:texto|frase|conteúdo|trecho|mensagem) (?:que (?:você|me)\b|fornecid|enviad|inserid|dad)"
            r"|\b(?:seu|sua|teu|tua) (?:texto|mensagem|frase)\b"
        ),
        unclear=(
            r"\bincomplet|\bcortad|\bvazi|\bpouco clar|\bnão (?:está em|é (?:um|clar)|contém|faz sentido)"
            r"|\bmuito curt|\bincompreens"
        ),
        also=(
            r"\btambém (?:se )?(?:pode|poderia|é possível)(?:-se)? (?:dizer|escrever|traduzir)"
            r"|\bou,? mais (?:literal|natural|formal)mente"
        ),
    ),
    "nl": TaskTalk(
        translate=r"vertal|vertaald",
        unable=(
            r"\b(?:kan|kunnen|mag|zal|ben)\b[^.!?]{0,80}\b(?:niet|geen)\b|\bmoeilijk\b|\bonmogelijk\b"
            r"|\bweiger|\bgeen vertaling|\bniets te vertalen|\bniet nodig"
        ),
        sorry=r"\bspijt\b|\bsorry\b|\bexcuses\b|\bhelaas\b|\bverontschuldig",
        help=r"\bhelpen\b|\bhulp\b|\bassister|\bverzoek|\bvoldoen\b|\bverstrekken\b",
        machine=r"\btaalmodel|\bals (?:een )?ai\b|\bai-(?:assistent|model)",
        ask=(
            r"\b(?:gelieve|kunt u|kun je|als u|als je|alstublieft)\b[^.!?]{0,60}\b(?:geven|delen|stur|verstrek"
            r"|opgeven|te geven)|\b(?:geef|stuur|deel)\b[^.!?]{0,30}\b(?:alsjeblieft|alstublieft|a\.u\.b)"
        ),
        text=r"\btekst|\bzin\b|\bzinnen\b|\bcontext|\binhoud|\bpassage",
        here=r"\bhier (?:is|zijn|volgt)\b|\bhieronder\b|^\W*(?:zeker|natuurlijk|uiteraard)\b",
        note=r"\bopmerking|\blet op\b|\btoelichting|\buitleg\b|\bnoot\b",
        other=r"\balternatie|\been andere (?:optie|versie|mogelijkheid)|\boptie \d|\b(?:natuurlijker|letterlijker)\b",
        offer=r"\bhoe kan ik (?:u|je)[^.!?]{0,20}helpen|\bik help (?:u|je) graag",
        already=r"\b(?:al|reeds) (?:\w+ )?(?:in|vertaald)",
        given=(
            r"\b(?:verstrekt|opgegeven|gegeven|ingevoerd|aangeleverd)\w* (?:tekst|zin|inhoud)|\b(?:tekst"
            r"|zin) die (?:u|je)\b|\b(?:uw|je) (?:tekst|zin|bericht)\b"
        ),
        unclear=(
            r"\bonvolledig|\bafgekapt|\bleeg\b|\bonduidelijk|\bniet (?:in|duidelijk|volledig)\b|\bte kort\b"
            r"|\bgeen (?:tekst|zin)\b|\bonbegrijpelijk"
        ),
        also=(
            r"\b(?:je|u|men) (?:kunt|kan|zou) ook (?:zeggen|schrijven)|\bof,? (?:letterlijker|natuurlijker"
            r"|formeler)"
        ),
    ),
    "sv": TaskTalk(
        translate=r"översätt|översatt",
        unable=(
            r"\b(?:kan|får|kommer|är)\b[^.!?]{0,30}\b(?:inte|ej)\b|\bsvårt?\b|\bomöjlig|\bavböj|\bvägra"
            r"|\bingen översättning|\binget att översätta|\bbehöver (?:inte|ej)"
        ),
        sorry=r"\bledsen\b|\btyvärr\b|\bursäkt|\bförlåt\b|\bbeklagar\b",
        help=r"\bhjälp|\bassister|\bbistå|\bbegäran\b|\bförfrågan\b|\btillhandahåll",
        machine=r"\bspråkmodell|\bsom (?:en )?ai\b|\bai-(?:assistent|modell)",
        ask=r"\b(?:vänligen|var god|kan du|kan ni|snälla|om du)\b[^.!?]{0,40}\b(?:ange|ge|dela|skicka|tillhandahåll)",
        text=r"\btext|\bmening|\bsammanhang|\bkontext|\binnehåll|\bstycke",
        here=r"\bhär (?:är|kommer|följer)\b|\bnedan\b|^\W*(?:självklart|visst|absolut|naturligtvis)\b",
        note=r"\bobs\b|\banmärkning|\bförklaring|\bkommentar|\bnotera\b",
        other=(
            r"\balternativ|\bett annat (?:alternativ|sätt)|\ben annan version"
            r"|\bmer (?:naturlig|bokstavlig|formell)"
        ),
        offer=r"\bhur kan jag hjälpa|\bjag hjälper (?:dig|er) gärna",
        already=r"\bredan (?:\w+ )?(?:på|översatt)",
        given=(
            r"\b(?:text|mening|innehåll)\w* (?:som )?du (?:angav|skickade|gav|har)|\b(?:angivna"
            r"|tillhandahållna) (?:text|mening)|\bdin (?:text|mening)\b"
        ),
        unclear=(
            r"\bofullständig|\bavklippt|\btom\b|\boklar|\binte (?:på|klar|komplett|en)\b|\bför kort\b"
            r"|\bobegriplig"
        ),
        also=r"\b(?:man|du) kan också (?:säga|skriva)|\beller,? mer (?:bokstavligt|naturligt|formellt)",
    ),
    "pl": TaskTalk(
        translate=r"tłumacz|przetłumacz|przekład",
        unable=(
            r"\bnie (?:mogę|możemy|może|jestem w stanie|wolno|da się|będę|wymaga)\b|\bniemożliw"
            r"|\btrudn[eoy]\b|\bodmawiam|\bnie (?:ma potrzeby|trzeba|ma (?:nic|tekstu))"
            r"|\bżadne(?:go)? tłumaczeni"
        ),
        sorry=r"\bprzepraszam|\bprzykro\b|\bniestety\b|\bżałuj",
        help=r"\bpom[oó][cg]|\basyst|\bspełnić\b|\bprośb|\budzielić\b|\bżądani",
        machine=r"\bmodel(?:em)? językow|\bjako (?:ai|sztuczna)|\basystent\w* ai",
        ask=(
            r"\b(?:proszę|czy możesz|czy mógłby|czy mogłab|jeśli)\b[^.!?]{0,40}\b(?:poda[jćn]|udostępn"
            r"|prze[sś]ł?[ałi]|wkle|dostarcz)"
        ),
        text=r"\btekst|\bzdani|\bkontekst|\btreś|\bfragment",
        here=r"\boto\b|\bponiżej\b|^\W*(?:oczywiście|jasne|pewnie)\b",
        note=r"\buwag[ai]\b|\bobjaśnieni|\bwyjaśnieni|\bkomentarz|\bprzypis",
        other=r"\balternatyw|\binna (?:opcja|wersja|możliwość)|\bopcja \d|\bbardziej (?:natural|dosłown|formaln)",
        offer=r"\bw czym mogę (?:ci )?pomóc|\bjak mogę (?:ci )?pomóc|\bchętnie pomogę",
        already=r"\bjuż (?:\w+ )?(?:w (?:języku|j\.)|po (?:polsku|angielsku)|przetłumaczon)",
        given=(
            r"\b(?:podan|dostarczon|przesłan|wprowadzon)\w+ (?:przez \w+ )?(?:tekst|zdani|fragment)"
            r"|\b(?:tekst|zdanie),? któr\w+ (?:poda|przes)|\btw(?:ój|oje) (?:tekst|zdanie)"
        ),
        unclear=(
            r"\bniekompletn|\burwan|\bpust[yea]\b|\bniejasn|\bnie (?:jest (?:w|po|jasn)|zawiera|ma sensu)"
            r"|\bzbyt krótki|\bniezrozumiał"
        ),
        also=(
            r"\bmożna (?:też|także|również) (?:powiedzieć|napisać|przetłumaczyć)|\blub,? bardziej (?:dosłown"
            r"|natural|formaln)"
        ),
    ),
    "cs": TaskTalk(
        translate=r"přelož|překlad|překlád",
        unable=(
            r"\bne(?:mohu|můžu|můžeme|může|jsem schop|lze|umím|dokáž|budu|vyžaduje|smím)|\bnemožn|\bobtížn"
            r"|\bodmítám|\bnení (?:třeba|nutn|potřeba|co)"
        ),
        sorry=r"\bomlouv|\blituj|\bbohužel\b|\bpromiň|\bje mi líto\b",
        help=r"\bpomo[cžh]|\bpomáh|\bpomů[žc]|\basist|\bvyhovět\b|\bžádost|\bposkytnout\b|\bsplnit\b",
        machine=r"\bjazykov\w+ model|\bjako (?:ai|umělá)|\basistent\w* ai",
        ask=r"\b(?:prosím|můžete|můžeš|mohl|pokud)\b[^.!?]{0,40}\b(?:poskyt|zad[ae]j|poš[le]|uveď|sdíl|vlož|dej)",
        text=r"\btext|\bvět[auyě]\b|\bkontext|\bobsah|\bpasáž|\búryv",
        here=r"\bzde (?:je|jsou)\b|\btady je\b|\bníže\b|^\W*(?:samozřejmě|jistě|jasně)\b",
        note=r"\bpoznámk|\bvysvětlen|\bkomentář|\bupozornění\b",
        other=(
            r"\balternativ|\bjin[áé] (?:možnost|verze|varianta)|\bmožnost \d|\bvarianta \d"
            r"|\b(?:přirozenější|doslovnější)"
        ),
        offer=r"\bjak (?:vám|ti) mohu pomoci|\bs čím (?:vám|ti) mohu pomoci|\brád[ay]? (?:vám|ti) pomohu",
        already=(
            r"\b(?:již|už) (?:je )?(?:\w+ )?(?:v (?:češtině|angličtině|\w+ jazyce|\w+ině)|přelož|česky"
            r"|anglicky)|\bje (?:již|už) (?:v|ve|přelož|česky)"
        ),
        given=(
            r"\b(?:poskytnut|zadan|zaslan|uveden)\w+ (?:text|vět)|\b(?:text|věta),? kter\w+ jste"
            r"|\bváš (?:text|vstup)|\bvaše věta"
        ),
        unclear=(
            r"\bneúpln|\buseknut|\bprázdn|\bnejasn|\bnení (?:v|ve|jasn|úpln)|\bneobsahuje|\bpříliš krátk"
            r"|\bnesrozumiteln"
        ),
        also=(
            r"\b(?:lze|můžete|můžeš|mohli byste) také (?:říci|říct|napsat|přeložit)|\bnebo,? (?:doslovněji"
            r"|přirozeněji|formálněji)"
        ),
    ),
    "ru": TaskTalk(
        translate=r"перев[оеё]д|перевест",
        unable=(
            r"\bне (?:могу|можем|может|в состоянии|умею|буду|имею|удалось|требует|нуждается)|\bневозможно\b"
            r"|\bтрудно\b|\bсложно\b|\bотказываюсь|\bне (?:нужн|нужда|требу)|\bнет (?:необходимости|текста)"
            r"|\bнечего переводить"
        ),
        sorry=r"\bизвин|\bпрости|\bсожале|\bк сожалению\b",
        help=r"\bпомо[гчщ]|\bсодейств|\bвыполнить\b|\bзапрос|\bпросьб|\bпредоставить\b",
        machine=(
            r"\bязыковая модель|\bязыковой модел|\bкак (?:ии|искусственн)"
            r"|\bии-(?:ассистент|модел)"
        ),
        ask=(
            r"\b(?:пожалуйста|не могли бы|можете|если вы)\b[^.!?]{0,40}\b(?:предостав|пришл|укажите|дайте"
            r"|отправ|введите)"
        ),
        text=r"\bтекст|\bпредложени|\bконтекст|\bсодержани|\bотрыв|\bфраз",
        here=r"\bвот\b|\bниже\b|^\W*(?:конечно|разумеется|хорошо)\b",
        note=r"\bпримечани|\bпояснени|\bкомментари|\bобъяснени|\bприм\.",
        other=r"\bальтернатив|\bдругой вариант|\bвариант \d|\bболее (?:естествен|дослов|буквал|формал)",
        offer=r"\bчем (?:я )?могу (?:вам |тебе )?помочь|\bрада? (?:вам |тебе )?помочь|\bс радостью помогу",
        already=r"\bуже (?:\w+ )?(?:на \w+ (?:языке)?|перевед)",
        given=(
            r"\b(?:предоставленн|указанн|присланн|введ[её]нн|отправленн)\w+ (?:вами )?(?:текст|предложени"
            r"|фраз|отрыв)|\b(?:текст|предложение|фраза),? котор\w+ вы|\bваш (?:текст|запрос)"
            r"|\bваше предложение"
        ),
        unclear=(
            r"\bнеполн|\bобрезан|\bпуст(?:ой|ое|ая)?\b|\bнепонятн|\bнеясн|\bне (?:на|содержит|является"
            r"|имеет смысла)\b|\bслишком корот"
        ),
        also=(
            r"\bможно также (?:сказать|написать|перевести)|\bили,? более (?:буквальн|дословн|естественн"
            r"|формальн)"
        ),
    ),
    "uk": TaskTalk(
        translate=r"перекла[дс]|перекласти",
        unable=(
            r"\bне (?:можу|можемо|може|в змозі|вмію|буду|маю|вдалося|потребує)|\bнеможливо\b|\bважко\b"
            r"|\bскладно\b|\bвідмовляюся|\bне потреб|\bнемає (?:потреби|тексту)|\bнічого перекладати"
        ),
        sorry=r"\bвибач|\bпробач|\bперепрош|\bна жаль\b|\bшкодую\b",
        help=r"\bдопомо[гжч]|\bсприя|\bвиконати\b|\bзапит|\bпрохан|\bнадати\b",
        machine=r"\bмовна модель|\bмовної модел|\bяк (?:ші|штучн)|\bші-(?:асистент|модел)",
        ask=r"\b(?:будь ласка|чи не могли|можете|якщо ви)\b[^.!?]{0,40}\b(?:надай|надішл|вкажіть|дайте|введіть)",
        text=r"\bтекст|\bречення|\bконтекст|\bзміст|\bуривок|\bуривк|\bфраз",
        here=r"\bось\b|\bнижче\b|^\W*(?:звичайно|звісно|безумовно|добре)\b",
        note=r"\bприміт|\bпояснен|\bкоментар|\bприм\.",
        other=r"\bальтернатив|\bінший варіант|\bваріант \d|\bбільш (?:природн|дослівн|буквальн|формальн)",
        offer=r"\bчим (?:я )?можу (?:вам |тобі )?допомогти|\bбуду рад[ай]? допомогти|\bіз задоволенням допоможу",
        already=r"\b(?:вже|уже) (?:\w+ )?(?:українською|англійською|\w+ською|перекладен)",
        given=(
            r"\b(?:наданий|надане|надана|вказан\w+|надіслан\w+|введен\w+) (?:вами )?(?:текст|речення|фраз"
            r"|урив)|\b(?:текст|речення|фраза),? як\w+ ви|\bваш (?:текст|запит)|\bваше речення"
        ),
        unclear=(
            r"\bнеповн|\bобрізан|\bпорожн|\bнезрозуміл|\bнеясн|\bне (?:містить|має сенсу|є)\b|\bзанадто корот"
            r"|\bнадто корот"
        ),
        also=(
            r"\bможна також (?:сказати|написати|перекласти)|\bабо,? більш (?:буквальн|дослівн|природн"
            r"|формальн)"
        ),
    ),
    "zh": TaskTalk(
        translate=r"翻[译譯]|[译譯]文|[译譯]者|[译譯]成|直[译譯]|[译譯]為|[译譯]为",
        unable=r"不能|无法|無法|不会|不會|不可以|不便|不适合|不適合|难以|難以|不需要|无需|無需|拒绝|拒絕|没办法|沒辦法",
        sorry=r"抱歉|对不起|對不起|不好意思|很遗憾|很遺憾",
        help=r"帮助|幫助|帮忙|幫忙|帮您|幫您|帮你|幫你|协助|協助|满足|滿足|请求|請求|提供|要求",
        machine=(
            r"语言模型|語言模型|作为(?:一个|一名)?(?:AI|人工智能)|作為(?:一個)?(?:AI|人工智慧)"
            r"|AI ?助手|人工智能助手"
        ),
        ask=r"(?:请|請)[^。！？]{0,10}(?:提供|给出|給出|发送|發送|输入|輸入|分享|补充|補充)",
        text=r"文本|句子|原文|上下文|内容|內容|语境|語境|段落|文字",
        here=r"以下是|如下|下面是|这是|這是|^\W*(?:好的|当然|當然|没问题)",
        note=r"注[:：]|注释|註釋|说明|說明|解释|解釋|备注|備註|注意|附注|[译譯]者?注|註[:：]",
        other=r"或者|另一种|另一種|更自然|更直接|更正式|更口语|其他(?:翻译|译法|版本)|选项 ?\d|版本 ?\d",
        offer=r"(?:有什么|有什麼)[^。！？]{0,10}(?:可以|能)(?:帮|幫)|(?:乐意|樂意|很高兴|很高興)(?:为您|為您|为你|為你)?(?:帮|幫|提供帮|提供幫|服务|服務)",
        already=r"已(?:经|經)?(?:是|为|為|使用|用)[^。！？]{0,6}[文语語]|已(?:经|經)?翻[译譯]",
        given=(
            r"[您你](?:所)?(?:提供|给出|給出|输入|輸入|发送|發送|发来|給)的[^。！？]{0,6}(?:文本|句子|内容|內容|原文|文字|段落)|[您你]的(?:文本|句子|输入|輸入"
            r"|消息)"
        ),
        unclear=r"不完整|不清楚|为空|為空|空白|被截断|被截斷|无意义|無意義|太短|不是(?:完整|有效)|没有(?:意义|内容)|沒有(?:意義|內容)|乱码|亂碼|看起来|看起來|似乎",
        also=r"也可以(?:说|說|译|譯|写|寫|翻)|也可(?:译|譯)为|或(?:者)?更(?:直译|自然|正式)",
    ),
    "ja": TaskTalk(
        translate=r"翻訳|訳文|和訳|英訳|訳す|訳し|直訳|訳者",
        unable=r"でき(?:ません|かねます|ない)|いたしかねます|難しい|困難|不可能|不要|必要(?:は|が)?(?:ありません|ない)|お断り|控え",
        sorry=r"申し訳|すみません|すいません|ごめん|恐れ入り|残念",
        help=r"手伝い|お手伝|助け|支援|対応|お応え|お力|リクエスト|要求|要望|提供",
        machine=r"言語モデル|AIとして|人工知能として|AIアシスタント|AIモデル",
        ask=r"(?:提供|入力|お送り|送っ|教え|お知らせ|共有|提示|ご記入)[^。！？]{0,12}(?:ください|下さい|いただ|頂け|お願い|もらえ)",
        text=r"テキスト|文章|原文|文脈|内容|本文|文を|コンテキスト|文が",
        here=r"以下(?:は|が|に|の)|次のとおり|こちら(?:は|が|です)|^\W*(?:はい|もちろん|承知|かしこまり)",
        note=r"注[:：]|注釈|備考|補足|説明|解説|訳注|コメント|※",
        other=r"または|あるいは|別の(?:訳|表現|言い方|案)|より(?:自然|直訳|丁寧|正式)|選択肢",
        offer=r"お手伝いできる|何か(?:ほか|他)?に?[^。！？]{0,10}(?:お手伝い|ございまし|ありまし)|喜んでお手伝",
        already=r"(?:すでに|既に|もともと)[^。！？]{0,10}(?:語|翻訳)",
        given=(
            r"(?:ご)?(?:提供|入力|提示)(?:された|いただいた|して(?:いただいた|くださった))[^。！？]{0,4}(?:テキスト|文章|文|内容)"
            r"|お送りいただいた[^。！？]{0,4}(?:テキスト|文章|文)"
        ),
        unclear=r"不完全|途切れ|空(?:です|白|の)|不明(?:瞭|確)?|短すぎ|意味(?:を|が)(?:なし|成し|通じ|わかり)|ではありません|文字化け|ようです",
        also=r"とも(?:訳せ|言え|表現でき)|とも訳すこと|あるいは[、,]?より(?:自然|直訳)",
    ),
    "ko": TaskTalk(
        translate=r"번역|옮기|옮긴|직역|의역",
        unable=r"없습니다|없어요|없네요|못합니다|못해요|않습니다|어렵습니다|어려워요|불가능|거부|곤란|않겠습니다",
        sorry=r"죄송|미안|유감|안타깝|송구|아쉽게도",
        help=r"도움|도와|도울|지원|요청|제공|응답|응할",
        machine=r"언어 ?모델|AI로서|인공지능(?:으로서|이므로)|AI ?어시스턴트|AI ?모델|AI ?비서",
        ask=r"(?:제공|입력|보내|알려|공유|제시|말씀)[^.!?]{0,10}(?:주세요|주시|주십시오|바랍니다|주실|주겠)",
        text=r"텍스트|문장|원문|문맥|내용|본문|맥락|구절",
        here=r"다음은|아래는|여기|^\W*(?:네|물론|알겠습니다|좋습니다)",
        note=r"참고|주[:：]|설명|해설|비고|주석|역주|코멘트",
        other=r"또는|혹은|다른 (?:번역|표현|방법|버전)|더 (?:자연|직역|정중|공식)|대안|옵션 ?\d",
        offer=r"무엇을 도와|도와드릴|도움이 필요하|기꺼이 도",
        already=r"이미[^.!?]{0,12}(?:어로|말로|어입니다|번역)",
        given=(
            r"(?:제공|입력|전달)(?:하신|해 ?주신|된)[^.!?]{0,4}(?:텍스트|문장|내용|글)"
            r"|보내(?:신|주신)[^.!?]{0,4}(?:텍스트|문장|글)"
        ),
        unclear=r"불완전|잘린|잘려|비어|불분명|명확하지|너무 짧|의미가 없|알 수 없|아닙니다|보입니다|같습니다",
        also=r"(?:이)?라고도 (?:할|번역|말할)|또는 더 (?:자연|직역|공식)",
    ),
    "ar": TaskTalk(
        translate=r"ترجم",
        unable=(
            r"لا (?:أستطيع|يمكنني|نستطيع|يمكن|أقدر|يحتاج|تحتاج|يتطلب)|لن (?:أتمكن|أستطيع|أقوم)|لست قادر"
            r"|غير قادر|يتعذر|تعذر|من الصعب|يصعب|مستحيل|أرفض|أعتذر عن|لا (?:حاجة|داعي|يوجد)"
        ),
        sorry=r"آسف|أسف|عذر|أعتذر|للأسف|معذر",
        help=r"مساعد|أساعد|تلبية|طلب|تقديم|المساعدة|توفير",
        machine=r"نموذج لغ|نموذجًا لغ|نموذجا لغ|كذكاء اصطناعي|بصفتي (?:نموذج|مساعد|ذكاء|روبوت|برنامج)",
        ask=r"(?:يرجى|الرجاء|من فضلك|هل يمكنك|رجاءً|أرجو)[^.!؟]{0,30}(?:تقديم|تزويد|إرسال|مشاركة|توفير|إدخال|كتابة)",
        text=r"نص|جملة|الجملة|سياق|محتوى|المحتوى|العبارة|فقرة",
        here=r"إليك|فيما يلي|هذه هي|هذا هو|^\W*(?:بالتأكيد|بالطبع|حسن)",
        note=r"ملاحظ|توضيح|شرح|تعليق|تنبيه",
        other=r"بديل|بدلاً من ذلك|خيار آخر|صيغة أخرى|الخيار|أكثر (?:طبيعية|حرفية|رسمية)",
        offer=r"كيف يمكنني مساعدتك|يسعدني (?:أن أساعد|مساعدت)|سعيد\w* بمساعدت",
        already=(
            r"بالفعل[^.!؟]{0,20}(?:العربية|الإنجليزية|باللغة|مترجم)|(?:باللغة|العربية|مكتوب"
            r"|مترجم)[^.!؟]{0,20}بالفعل"
        ),
        given=(
            r"(?:النص|الجملة|المحتوى|العبارة) (?:الذي|التي) (?:قدمت|أرسلت|أدخلت|زودت)|(?:النص|المحتوى) المقدم"
            r"|(?:الجملة|العبارة) المقدمة|(?:نصك|رسالتك|جملتك)"
        ),
        unclear=r"غير (?:مكتمل|واضح|مفهوم|كامل)|فارغ|مقطوع|قصير جد|ليس(?:ت)?\b|لا يحتوي|لا معنى|يبدو",
        also=r"يمكن(?:ك)? أيض[ًا]+ (?:القول|قول|ترجم|كتاب)|أو بشكل أكثر",
    ),
    "hi": TaskTalk(
        translate=r"अनुवाद|अनुवादित|तर्जुमा",
        unable=(
            r"नहीं (?:कर|दे|हो|सक|की|किया)|असमर्थ|सकता नहीं|मुश्किल|कठिन|असंभव|अक्षम|ज़रूरत नहीं"
            r"|आवश्यकता नहीं|इनकार|ज़रूरत नहीं|जरूरत नहीं"
        ),
        sorry=r"क्षमा|माफ़|माफ|खेद|दुर्भाग्य|सॉरी",
        help=r"मदद|सहायता|अनुरोध|पूरा|प्रदान|सहयोग",
        machine=r"भाषा मॉडल|(?:एआई|कृत्रिम बुद्धिमत्ता|आर्टिफिशियल इंटेलिजेंस) (?:मॉडल|सहायक|के रूप|होने)|AI (?:मॉडल|सहायक)",
        ask=r"(?:कृपया|क्या आप)[^।!?]{0,40}(?:प्रदान|दें|दीजिए|भेज|साझा|बताएं|बताएँ|दर्ज)",
        text=r"पाठ|वाक्य|संदर्भ|सामग्री|टेक्स्ट|अंश|लेख",
        here=r"यहाँ|यहां|निम्नलिखित|नीचे|^\W*(?:ज़रूर|जरूर|अवश्य|ठीक|बिल्कुल)",
        note=r"नोट|टिप्पणी|स्पष्टीकरण|व्याख्या|ध्यान दें",
        other=r"वैकल्पिक|या फिर|दूसरा विकल्प|विकल्प|अधिक (?:स्वाभाविक|शाब्दिक|औपचारिक)",
        offer=r"मैं आपकी (?:कैसे|क्या) (?:मदद|सहायता)|(?:मदद|सहायता) कर(?:ने|के) में (?:मुझे )?(?:खुशी|ख़ुशी)",
        already=r"पहले से (?:ही )?[^।!?]{0,12}(?:हिंदी|हिन्दी|अंग्रेज़ी|अंग्रेजी|भाषा|अनुवादित)",
        given=(
            r"(?:आपके|आपने)[^।!?]{0,20}(?:दिया|दिए|दी|प्रदान|भेजा|भेजे)[^।!?]{0,12}(?:पाठ|वाक्य|टेक्स्ट"
            r"|सामग्री|अंश)|(?:आपका|आपके) (?:पाठ|वाक्य|संदेश)"
        ),
        unclear=r"अधूरा|अपूर्ण|खाली|अस्पष्ट|स्पष्ट नहीं|बहुत छोटा|अर्थहीन|नहीं है|कटा हुआ|लगता है",
        also=(
            r"यह भी (?:कहा|लिखा|अनुवाद किया) जा सक|आप यह भी (?:कह|लिख) सक"
            r"|या (?:अधिक|ज़्यादा) (?:स्वाभाविक|शाब्दिक|औपचारिक)"
        ),
    ),
    "tr": TaskTalk(
        translate=r"[çÇ]evir|tercüme",
        unable=(
            r"\b\w+(?:amam|emem|amıyorum|emiyorum|amayız|emeyiz|amaz|emez|amayacağım|emeyeceğim)\b"
            r"|\bmümkün değil|\bzor\b|\bimk[aâ]nsız|\breddediyorum|\bgerekmez|\bgerek (?:yok|duy)|\bgerekmiyor"
        ),
        sorry=r"\büzgün|\bözür|\bmaalesef\b|\bne yazık ki\b|\bkusura",
        help=r"\byardım|\bdestek|\bistek|\bisteğ|\btaleb|\btalep|\byerine getir|\bsağla|\bsun",
        machine=r"\bdil model|\byapay zek[aâ] (?:olarak|model|asistan)|\bbir ai\b",
        ask=(
            r"\b(?:lütfen|rica)\b[^.!?]{0,60}\b(?:sağla|ver|paylaş|gönder|gir|belirt|yaz|ilet)"
            r"|\b(?:paylaş|gönder|sağla|ver|gir)\w*\s+(?:misin|mısın|lütfen)"
        ),
        text=r"\bmet[ni]|\bcümle|\bbağlam|\biçeri[kğ]|\bpasaj|\bparagraf",
        here=r"\bişte\b|\başağıda|^\W*(?:elbette|tabii|tabi|tamam|kesinlikle)",
        note=r"\bnot(?:lar)?\b|\baçıklama|\byorum\b",
        other=r"\balternatif|\bbaşka bir (?:seçenek|çeviri)|\bseçenek \d|\bdaha (?:doğal|resmi|birebir)|\bveya\b",
        offer=r"\bnasıl yardımcı ol|\byardımcı olmaktan",
        already=r"\bzaten (?:\w+)|\bhâl?ihazırda \w+|\bhalihazırda \w+",
        given=(
            r"\b(?:verdiğiniz|sağladığınız|gönderdiğiniz|girdiğiniz|paylaştığınız|sağlanan|verilen"
            r"|girilen) (?:metin|metni|cümle|ifade|içerik)|\b(?:metniniz|cümleniz|mesajınız)"
        ),
        unclear=r"\beksik|\bkesil|\bboş\b|\bbelirsiz|\banlaşılm|\bçok kısa|\banlamsız|\bdeğil\b|\bgörünüyor",
        also=(
            r"\b(?:şöyle|şu şekilde) de (?:denebilir|diyebilir|çevrilebilir)|\bveya daha (?:doğal|resmi"
            r"|birebir)"
        ),
    ),
    "he": TaskTalk(
        translate=r"תרגם|תרגום|לתרגם|מתורגם|מתרגם|תרגומ",
        unable=(
            r"לא (?:יכול|יכולה|ניתן|אוכל|מסוגל|מסוגלת|אפשרי|דורש|צריך|אתרגם)|אין (?:באפשרותי|ביכולתי|צורך)|קשה"
            r"|בלתי אפשרי|מסרב|נבצר"
        ),
        sorry=r"מצטער|סליחה|מתנצל|לצערי|צר לי|לצערנו",
        help=r"לעזור|לסייע|עזרה|סיוע|בקשה|הבקשה|לספק|למלא",
        machine=r"מודל שפה|כבינה מלאכותית|כמודל|עוזר AI",
        ask=r"(?:אנא|בבקשה|נא|האם תוכל|אם תוכל|תוכלי)[^.!?]{0,40}(?:ספק|לספק|שתף|לשתף|שלח|לשלוח|הזן|תן|כתוב)",
        text=r"טקסט|משפט|הקשר|תוכן|קטע|הפסקה",
        here=r"הנה|להלן|בבקשה:|^\W*(?:בטח|כמובן|בהחלט|בשמחה)",
        note=r"הערה|הערות|הסבר|הבהרה|שימו לב",
        other=r"לחלופין|חלופה|אפשרות (?:אחרת|נוספת|\d)|גרסה אחרת|יותר (?:טבעי|מילולי|רשמי)",
        offer=r"איך (?:אני יכול|אוכל|אפשר) לעזור|במה אוכל|אשמח לעזור",
        already=r"כבר[^.!?]{0,12}(?:בעברית|באנגלית|בשפ|מתורגם|תורגם)|(?:בעברית|באנגלית|מתורגם) כבר",
        given=r"(?:הטקסט|המשפט|התוכן|הקטע) ש(?:סיפקת|שלחת|הזנת|נתת|סופק|הוזן)|(?:הטקסט|המשפט) שלך",
        unclear=r"לא (?:שלם|ברור|מובן|מכיל|בשפה)|חסר|נקטע|ריק|קצר מדי|אינו|אינה|נראה",
        also=r"אפשר גם (?:לומר|לכתוב|לתרגם)|או[, ]+(?:באופן )?יותר (?:טבעי|מילולי|רשמי)",
    ),
    "fa": TaskTalk(
        translate=r"ترجمه|برگردان(?!د|ید|ند|م)",
        unable=(
            r"نمی[‌ ]?(?:توانم|توان|تواند|توانیم|کنم|شود)|قادر (?:به|نیستم)|قادر نیست|ممکن نیست"
            r"|امکان[‌ ]?پذیر نیست|دشوار|غیرممکن|نیازی? (?:به|ندارد)|نیاز ندارد|امتناع"
        ),
        sorry=r"متأسف|متاسف|عذر|پوزش|ببخشید|شرمنده",
        help=r"کمک|یاری|درخواست|ارائه|پاسخ|انجام دهم",
        machine=r"مدل زبان|(?:عنوان|یک) (?:یک )?هوش مصنوعی|دستیار هوش",
        ask=(
            r"(?:لطفاً|لطفا|خواهشمند|آیا می[‌ ]?توانید)[^.!؟]{0,40}(?:ارائه|ارسال|بفرست|وارد|بدهید|بنویسید"
            r"|به اشتراک)"
        ),
        text=r"متن|جمله|زمینه|محتوا|عبارت|بافت",
        here=r"در اینجا|این هم|در زیر|به شرح زیر|^\W*(?:البته|حتماً|حتما|بله)",
        note=r"توجه|توضیح|یادداشت|نکته|پانویس|تذکر",
        other=r"جایگزین|یا این[‌ ]?که|گزینه|به طور دیگر|(?:طبیعی|تحت[‌ ]?اللفظی|رسمی)[‌ ]?تر",
        offer=r"چگونه می[‌ ]?توانم (?:به شما )?کمک|چطور می[‌ ]?توانم|خوشحال می[‌ ]?شوم[^.!؟]{0,20}کمک",
        already=r"(?:از قبل|قبلاً|قبلا|در حال حاضر|هم[‌ ]?اکنون)[^.!؟]{0,20}(?:فارسی|انگلیسی|زبان|ترجمه)",
        given=(
            r"(?:متن|جمله|محتوا|عبارت)[یِ]?‌?(?: که)?[^.!؟]{0,12}(?:ارائه (?:شده|کرد|داد)|ارسال (?:شده|کرد)"
            r"|وارد (?:شده|کرد)|فرستاد)|(?:متن|جمله|پیام) شما"
        ),
        unclear=r"ناقص|نامشخص|خالی|نامفهوم|واضح نیست|بسیار کوتاه|بی[‌ ]?معنی|نیست|به نظر می",
        also=r"همچنین می[‌ ]?توان (?:گفت|نوشت|ترجمه)|یا به صورت (?:طبیعی|رسمی|تحت)",
    ),
}
"""Base language to its patterns."""


@cache
def pattern(part: str, languages: tuple[str, ...] = tuple(TALK)) -> re.Pattern[str]:
    """Return the pattern of a part in some languages, all of them by default; those without talk are left out."""
    alternatives = [getattr(TALK[language], part) for language in languages if language in TALK]
    return re.compile("|".join(alternatives) or r"(?!)", re.IGNORECASE)


def spoken(languages: tuple[str, str]) -> tuple[str, ...]:
    """Return the languages that a model may talk in: English, and those of source and target, where they are known."""
    return tuple(sorted({"en", *languages} & TALK.keys()))


_STOP: Final = re.compile(r"[.!?。！？।؟](?=\s|$|[^\x00-\x7f])|\n")


def together(text: str, first: re.Pattern[str], second: re.Pattern[str], reach: int) -> tuple[int, int] | None:
    """Return where both patterns match within so many characters of one sentence, in any order; None where nowhere."""
    if not (first.search(text) and second.search(text)):  # most texts, before the work of splitting
        return None
    for start, sentence in _sentences(text):
        ones = [match.span() for match in first.finditer(sentence)]
        others = [match.span() for match in second.finditer(sentence)] if ones else []
        for a in ones:
            for b in others:
                if max(a[0], b[0]) - min(a[1], b[1]) <= reach:
                    return start + min(a[0], b[0]), start + max(a[1], b[1])
    return None


def _sentences(text: str) -> list[tuple[int, str]]:
    """Return the sentences of a text with their starts, split at every mark that may be a stop."""
    ends = [match.end() for match in _STOP.finditer(text)]
    return [(start, text[start:end]) for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
