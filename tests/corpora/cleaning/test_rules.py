"""Lines of raw articles, and the rules that find them."""

from __future__ import annotations

import pytest

from tertium.corpora.cleaning.clean import Cleaner
from tertium.corpora.cleaning.rules import CUT_SHORT, RULES
from tertium.corpora.types import Article
from tests.corpora.cleaning.making import BODY, CLEANER, HEAD, LAST, MORE, labels, removed


def test_rules_have_different_names() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Leave a Reply", "comments"),
        ("Your email address will not be published. Required fields are marked *", "comments"),
        ("Be the first to comment", "comments"),
        ("Schreiben Sie einen Kommentar", "comments"),
        ("3 Kommentare zu „Das alte Bad“", "comments"),
        ("Залишити коментар", "comments"),
        ("Diskuse (14)", "comments"),
        ("Коментарі", "comments"),
        ("12 commentaires", "comments"),
        ("Brak komentarzy", "comments"),
        ("Sdílet", "navigation"),
        ("Sdílet na Facebooku", "navigation"),
        ("Поділитися у Facebook", "navigation"),
        ("Compartir en WhatsApp", "navigation"),
        ("Deel dit artikel", "navigation"),
        ("Tento web používá soubory cookies. Více informací", "navigation"),
        ("Цей сайт використовує файли cookie для вашої зручності.", "navigation"),
        ("Tout accepter", "navigation"),
        ("Фото: Марта Олійник", "credit"),
        ("Ilustrační foto: Jana Malá", "credit"),
        ("Fot. Anna Nowak", "credit"),
        ("Čtěte také: Bazén v Talheimu je také zavřený", "related"),
        ("Читайте також: Басейн у Тальгаймі теж закрито", "related"),
        ("Leia também: A piscina de Talheim", "related"),
        ("Potrebbe interessarti anche", "related"),
        ("Похожие статьи", "related"),
        ("Olvasta már? A talheimi uszoda is bezárt", "related"),
        ("Schon gelesen? Zehn Bäder, die noch offen sind", "related"),
        ("【関連記事】橋の完成は2031年に", "related"),
        ("İLGİLİ HABER: Köprü ancak 2031'de geliyor", "related"),
        ("Подписывайтесь на наш канал в Telegram", "subscription"),
        ("Dela artikeln", "navigation"),
        ('Press "Enter" to skip to content', "navigation"),
        ("Startseite › Ostheim › Rathaus", "navigation"),
        ("Home / Ostheim / Town hall", "navigation"),
        ("होम / विज्ञान", "navigation"),
        ("Facebook | Twitter | WhatsApp", "navigation"),
        ("Diese Website verwendet Cookies. Alle akzeptieren | Einstellungen", "navigation"),
        ("Advertisement", "navigation"),
        ("Foto: Marit Olsen / dpa", "credit"),
        ("Image credit: City of Ostheim", "credit"),
        ("Reuters | AFP | Getty Images", "credit"),
        ("Das Rathaus via AP", "credit"),
        ("© 2024 Ostheim Courier. All rights reserved.", "credit"),
        ("June 2, 2024", "date"),
        ("Dienstag, 4. Juni 2024", "date"),
        ("Updated on 5 June 2024 at 10:15", "date"),
        ("3 min read", "date"),
        ("source site-7", "site"),
        ("June 2, 2024 | Ostheim | 3 Comments", "site"),
        ("By Petra Lang", "site"),
        ("See also  The pool of Talheim has closed as well", "related"),
        ("Lesen Sie auch: Zehn Bäder, die noch offen sind", "related"),
        ("Mehr zum Thema", "related"),
        ("You might also like", "related"),
        ("Subscribe to our newsletter and never miss a story.", "subscription"),
        ("Newsletter abonnieren", "subscription"),
        ("You have 2 free articles left this month", "subscription"),
        ("The Courier is loved by its readers. Get insider access to the Courier by becoming a member", "subscription"),
    ],
)
def test_a_line_gives_itself_away(line: str, label: str) -> None:
    assert labels("The old pool closes", BODY, MORE, line, MORE + " Again.")[" ".join(line.split())] == label


@pytest.mark.parametrize(
    "line",
    [
        "LINDHAVN (Coastal Press) - The last diesel ferry made its final crossing on Sunday, 14 April 2024.",
        "By Monday the water had gone, and with it the last excuse.",
        "Share prices fell by 3 percent on the news that the pool would not be rebuilt.",
        "She subscribed to the newspaper for forty years and never read the sports pages.",
        "He left a reply on the answering machine and waited.",
        "„Wir übernehmen die Verantwortung“, sagte der Bürgermeister am Abend vor dem Rathaus.",
        "Search parties had looked for the keys of the pool since Friday.",
        "Read more slowly, the judge told the lawyer, and everybody laughed.",
        "Феномен «Лівінгстона» пояснили тренер і троє гравців.",
        "Sdílet radost z bazénu chtějí lidé z Ostheimu také příští rok.",
        "Поділитися досвідом у Facebook запропонували всім, хто плавав у басейні.",
        "Čtěte také mezi řádky, řekl starosta lidem před starým bazénem.",
        "Diskuse (a bylo jich mnoho) skončily až po jedenácté hodině večer.",
    ],
)
def test_a_sentence_of_the_article_stays(line: str) -> None:
    expected = "text" if line.isascii() else "doubtful"  # in another language than the article
    assert labels("The old pool closes", BODY, line, MORE)[line] == expected


def test_a_single_line_behind_an_arrow_is_a_link_that_comes_back_if_the_partner_has_it() -> None:
    link = "▶ How many towns have closed their pools?"
    assert labels(HEAD, BODY, link, MORE)[link] == "aside"


def test_several_lines_behind_arrows_are_a_list() -> None:
    items = ["▶ The pool closes on the first of May.", "▶ Season tickets are paid back."]
    found = labels(HEAD, BODY, *items, MORE)
    assert [found[item] for item in items] == ["text", "text"]


def test_the_headline_is_found_below_date_site_and_tag_line() -> None:
    made = labels(
        "Mai 8, 2024",
        "rathausbote",
        "Lesen Sie alle Nachrichten aus Ostheim. Wählen Sie die Themen, die Sie interessieren",
        "Das alte Bad schließt nach vierzig Jahren",
        "Der Rat von Ostheim hat am Montagabend beschlossen, das alte Bad zu schließen, das Wasser verliert.",
    )
    assert [*made.values()] == ["date", "site", "candidate", "headline", "text"]


def test_a_headline_that_stands_twice_is_kept_once() -> None:
    title = "The old swimming pool of Ostheim closes after forty years"
    found = CLEANER.label(Article("a", f"{title}\n\n{title}\n\n{BODY}"))
    assert [line.label for line in found] == ["headline", "repeated", "text"]


def test_a_caption_goes_with_its_credit_if_it_tells_a_full_date_or_is_cut_short() -> None:
    dated = "The mayor of Ostheim stands at the edge of the pool on 2 November 2021."
    cut = "Bürgermeisterin Petra Lang springt am 7."
    assert removed("The old pool closes", BODY, dated, "Getty Images", MORE) == [dated, "Getty Images"]
    assert removed("The old pool closes", BODY, cut, "Das Rathaus via Reuters", MORE) == [
        cut,
        "Das Rathaus via Reuters",
    ]


def test_a_paragraph_before_a_credit_is_no_caption() -> None:
    assert removed("The old pool closes", BODY, "Getty Images", MORE) == ["Getty Images"]


def test_a_disclaimer_takes_the_sentences_on_liability_with_it_but_only_in_the_second_half() -> None:
    first = "Disclaimer: The data on this website is not necessarily accurate, and no trading should be based on it."
    second = "We accept no liability for any loss or damage that comes from relying on the data on this website."
    assert removed("The old pool closes", BODY, MORE, BODY + " Again.", first, second) == [first, second]
    assert removed(first, "The old pool closes", BODY, MORE, MORE + " Again.", BODY + " Again.") == []


def test_what_stands_indented_below_a_comment_form_belongs_to_it() -> None:
    text = f"The old pool closes\n\n{BODY}\n\nLeave a Reply\n\n    Name of the commenter\n\n    Anything else?"
    found = CLEANER.label(Article("a", text))
    assert [line.label for line in found][-3:] == ["comments"] * 3


def test_a_lone_short_line_is_doubtful_and_a_crowd_of_them_is_not_the_article() -> None:
    assert labels("The old pool closes", BODY, "What happens next", MORE)["What happens next"] == "doubtful"
    made = labels("The old pool closes", BODY, MORE, "Three Days", "In August", "Without Water")
    assert [*made.values()][-3:] == ["fragment"] * 3


def test_two_short_lines_within_the_article_come_back_only_with_a_partner_and_one_is_a_subhead() -> None:
    found = labels(HEAD, BODY, "Swimming in the river", "Ten lakes near Ostheim", MORE, "What comes next", LAST)
    assert found["Swimming in the river"] == found["Ten lakes near Ostheim"] == "aside"
    assert found["What comes next"] == "doubtful"
    assert labels(HEAD, BODY, "A pity.", "What comes next", MORE)["What comes next"] == "doubtful"


def test_a_subhead_above_a_list_is_no_part_of_it() -> None:
    found = labels(HEAD, BODY, "What the ferry costs", "- adults: 3 euros", "- children: 1 euro", MORE)
    assert found["What the ferry costs"] == "doubtful"
    assert found["- children: 1 euro"] == "text"


def test_names_of_sections_above_the_headline_are_too_short_for_one() -> None:
    lines = ["Travel", "Floating market looks for a way to keep its traders", BODY, MORE, LAST]
    labelled = CLEANER.label(Article("a", "\n\n".join(lines)))
    assert [(line.text, line.rule) for line in labelled if not line.kept] == [("Travel", "site_name")]


def test_a_headline_in_chinese_or_japanese_is_no_name_of_a_site_below_a_date() -> None:
    headline = "棚田を守る若者たち 移住者が支える米作り"
    text = "新潟県十日町市の山あいにある棚田で、稲刈りが始まった。作業をするのは都会から移り住んだ若者たちだ。"
    caption = "収穫を迎えた棚田で稲を刈る移住者たち=新潟県十日町市、佐藤健撮影"
    page = "\n\n".join(["国内", headline, "2023年9月20日 7時00分", caption, text, text[::-1]])
    labelled = Cleaner(("ja", "en")).label(Article("a", page))
    assert [line.text for line in labelled if line.label == "headline"] == [headline]
    assert [line.text for line in labelled if line.rule == "glued_caption"] == [caption]


def test_a_headline_may_be_two_sentences_if_the_text_takes_up_its_words() -> None:
    headline = "Bison return to the forests near the town. Foresters count them from the air"
    text = "More than 120 bison live in the forests near the town, and foresters counted them last week by drone."
    labelled = CLEANER.label(Article("a", f"{headline}\n\n{text}\n\n{MORE}\n\n{LAST}"))
    assert [line.text for line in labelled if line.label == "headline"] == [headline]


def test_glued_captions_service_and_repeated_sentences_come_back_only_with_a_partner() -> None:
    caption, service = "The pool is empty. Photo: Marit Olsen", "Enter your e-mail address and a password to read on."
    lines = [HEAD, BODY, caption, MORE, service, LAST, BODY]
    labelled = CLEANER.label(Article("a", "\n\n".join(lines)))
    rules = {(line.text, line.label, line.rule) for line in labelled if not line.kept}
    assert rules == {
        (caption, "teaser", "glued_caption"),
        (service, "aside", "service"),
        (BODY, "aside", "repeated_sentence"),
    }


def test_items_of_a_list_and_an_article_without_any_full_stop_are_no_crowd() -> None:
    items = ("- am Kai nicht rauchen und nicht rennen,", "- nur den markierten Weg benutzen,", "- auf den Kran achten.")
    made = labels("Wer den Hafen besucht, der muss auf sich und auf andere achten:", *items)
    assert {*made.values()} == {"text"}
    chat = ("Ich komme morgen zum Hafen", "Bring bitte die Schlüssel mit", "Wir sehen uns am Kran")
    assert "fragment" not in labels(*chat).values()


def test_a_line_that_ends_in_a_letter_behind_a_vowel_sign_is_not_cut_short() -> None:
    assert not CUT_SHORT.search("मेज पर एक किताब")
    assert CUT_SHORT.search("मेज पर एक क")
