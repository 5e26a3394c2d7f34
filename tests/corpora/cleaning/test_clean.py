"""Lines of raw articles and what cleaning takes them for; the articles here are made up, and as dirty as real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.cleaning import overrides
from tertium.corpora.cleaning.blocks import text_key
from tertium.corpora.cleaning.clean import Cleaner, left_out, plain_text
from tertium.corpora.cleaning.html import _without
from tertium.corpora.cleaning.rules import CUT_SHORT
from tertium.corpora.cleaning.shapes import is_sentence
from tertium.corpora.text.stops import UNSTOPPED
from tertium.corpora.types import Article
from tertium.errors import UsageError
from tests.scripts import LANGUAGES
from tests.scripts import lines as script_lines

if TYPE_CHECKING:
    from pathlib import Path

CLEANER = Cleaner(("de", "en"))
BODY = "The council of Ostheim voted on Monday evening to close the old swimming pool, which loses 20,000 litres a day."
MORE = "Three members voted against it, among them the mayor, who learned to swim there and said so for half an hour."


def labels(*lines: str, cleaner: Cleaner = CLEANER) -> dict[str, str]:
    found = cleaner.label(Article("a", "\n\n".join(lines)))
    return {line.text: line.label for line in found}


def removed(*lines: str) -> list[str]:
    found = CLEANER.label(Article("a", "\n\n".join(lines)))
    return [line.text for line in found if not line.kept]


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
        ('Press "Enter" to skip to content', "navigation"),
        ("Startseite › Ostheim › Rathaus", "navigation"),
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


def test_the_headline_is_found_below_date_site_and_tag_line() -> None:
    made = labels(
        "Mai 8, 2024",
        "rathausbote",
        "Lesen Sie alle Nachrichten aus Ostheim. Wählen Sie die Themen, die Sie interessieren",
        "Das alte Bad schließt nach vierzig Jahren",
        "Der Rat von Ostheim hat am Montagabend beschlossen, das alte Bad zu schließen, das Wasser verliert.",
    )
    assert [*made.values()] == ["date", "site", "site", "headline", "text"]


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


def test_items_of_a_list_and_an_article_without_any_full_stop_are_no_crowd() -> None:
    items = ("- am Kai nicht rauchen und nicht rennen,", "- nur den markierten Weg benutzen,", "- auf den Kran achten.")
    made = labels("Wer den Hafen besucht, der muss auf sich und auf andere achten:", *items)
    assert {*made.values()} == {"text"}
    chat = ("Ich komme morgen zum Hafen", "Bring bitte die Schlüssel mit", "Wir sehen uns am Kran")
    assert "fragment" not in labels(*chat).values()


def test_a_line_in_the_other_language_is_doubtful_because_it_may_be_an_untranslated_sentence() -> None:
    german = "Der Rat hat am Montagabend beschlossen, das alte Bad bis auf Weiteres zu schließen."
    assert labels("The old pool closes", BODY, german, MORE)[german] == "doubtful"


def test_short_lines_that_recur_in_the_folder_go_and_sentences_that_do_are_doubtful() -> None:
    sentence = "The Courier has been written in Ostheim since 1874."
    cleaner = Cleaner(("de", "en"), recurs=lambda line: line in {"From the valley", sentence})
    made = labels("The old pool closes", BODY, "From the valley", MORE, sentence, cleaner=cleaner)
    assert made["From the valley"] == "recurring"
    assert made[sentence] == "doubtful"


def test_every_line_keeps_its_place_and_its_block() -> None:
    found = CLEANER.label(Article("a", f"The old pool closes\n\n\n{BODY}\n{MORE}\n\nLeave a Reply\n"))
    assert [(line.number, line.block) for line in found] == [(1, 0), (4, 1), (5, 1), (7, 2)]
    assert [line.text for line in found if line.kept] == ["The old pool closes", BODY, MORE]


def test_an_article_that_was_posted_again_and_again_is_not_taken_for_a_web_pages_rest() -> None:
    cleaner = Cleaner(("de", "en"), recurs=lambda line: line != "Leave a Reply")
    made = labels("The old pool closes", BODY, "What happens next", MORE, "Leave a Reply", cleaner=cleaner)
    assert [*made.values()] == ["headline", "text", "doubtful", "text", "comments"]


def test_an_empty_article_has_no_lines() -> None:
    assert CLEANER.label(Article("a", " \n\n")) == ()


def test_of_a_web_page_the_text_is_left_and_a_subhead_is_no_fragment() -> None:
    page = f"""<html><head><title>x</title></head><body><nav><ul><li><a href="/">Home</a></li></ul></nav>
    <article><h1>The old pool closes</h1><p>{BODY}</p><h2>What happens next</h2><p>{MORE}</p><p>{BODY} {MORE}</p>
    </article>
    <footer>Impressum | Datenschutz</footer></body></html>"""
    text = plain_text(Article("a", page, origin="a.html"))
    made = CLEANER.label(Article("a", text, origin="a.html"))
    assert {line.label for line in made} <= {"text", "headline"}
    assert {BODY, MORE, "What happens next"} <= {line.text for line in made}
    assert "Impressum" not in text


@pytest.mark.parametrize("page", ["", "<html></html>", "<p", "not a page at all"])
def test_a_broken_web_page_is_no_error(page: str) -> None:
    assert isinstance(plain_text(Article("a", page, origin="a.html")), str)


def beside(page: str) -> list[str]:
    article = Article("a", page, origin="a.html")
    return [block.text for block in left_out(article, plain_text(article))]


def told(article: Article, text: str) -> list[tuple[int, str, int]]:
    return [(block.number, block.text, block.after) for block in left_out(article, text)]


def test_what_extraction_leaves_out_of_a_web_page_is_told_block_by_block() -> None:
    page = f"""<html><head><title>x</title><style>p {{}}</style></head><body><!-- no text -->
    <nav><ul><li><a href="/">Home</a></li><li><a href="/pool">The <b>pool</b></a></li></ul></nav>
    <article><h1>The old pool closes</h1><p>{BODY}</p><p>{MORE}</p><p>{BODY} {MORE}</p></article>
    <p hidden>Nobody sees this.</p><div style="display: none">Nor this.</div><script>var neither = 1;</script>
    <footer><p>Impressum | Datenschutz</p></footer></body></html>"""
    article = Article("a", page, origin="a.html")
    assert told(article, plain_text(article)) == [
        (1, "Home", 0),
        (2, "The pool", 0),
        (7, "Impressum | Datenschutz", 4),
    ]


def test_every_visible_word_of_a_page_is_kept_or_left_out() -> None:
    page = f"""<body><h1>The old pool closes</h1><p>{BODY}<br>{MORE}</p>
    <figure><figcaption>The pool</figcaption></figure>
    <ul><li>a first <em>point</em></li><li>a second one</li></ul><table><tr><td>litres</td><td>20,000</td></tr></table>
    <blockquote>{MORE}</blockquote><p>{BODY}</p><footer>Imprint</footer><h1>The old pool closes</h1></body>"""
    article = Article("a", page, origin="a.html")
    all_of_it = "\n".join([plain_text(article), *beside(page)])
    words = ["closes", BODY, MORE, "The pool", "a first point", "a second one", "litres", "20,000", "Imprint"]
    assert [word for word in words if word not in all_of_it] == []


def test_of_a_block_that_is_in_the_text_in_part_the_rest_was_left_out() -> None:
    page = f"<body><p>Read on: {BODY} <a>More of it</a></p><p>{MORE}</p><p>Imprint</p></body>"
    found = told(Article("a", page, origin="a.html"), f"{BODY}\n\n{MORE}")
    assert found == [(1, "Read on:", 0), (1, ". More of it", 0), (3, "Imprint", 2)]


def test_a_block_that_the_text_has_on_several_lines_is_not_left_out() -> None:
    page = "<body><pre>import pool\ndef swim(lanes):\n    return pool.close(lanes)</pre></body>"
    text = "import pool\n\ndef swim(lanes):\n\n    return pool.close(lanes)"
    assert left_out(Article("a", page, origin="a.html"), text) == []


def test_of_a_plain_text_and_of_no_page_at_all_nothing_is_left_out() -> None:
    assert left_out(Article("a", "<p>Home</p>", origin="a.txt"), "") == []
    assert [beside(page) for page in ("", "<html></html>")] == [[], []]


def test_a_page_as_deep_as_a_well_is_no_error() -> None:
    assert isinstance(beside("<div>" * 5000 + BODY), list)


def own(tmp_path: Path, text: str) -> overrides.Overrides:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return overrides.load(path)


def test_a_users_rule_and_a_users_word_on_a_line_overrule_the_built_in_ones(tmp_path: Path) -> None:
    said = own(
        tmp_path,
        """
        [[rule]]
        name = "our-footer"
        label = "removed"
        match = "^The Courier"

        [[line]]
        article = "a"
        number = 5
        label = "text"
        """,
    )
    text = f"The old pool closes\n\n{BODY}\n\nLeave a Reply\n\nThe Courier is printed on Thursdays."
    found = Cleaner(("de", "en"), overrides=said).label(Article("a", text))
    assert [(line.label, line.rule) for line in found][-2:] == [("text", "override"), ("removed", "our-footer")]


@pytest.mark.parametrize(
    "text",
    [
        "[[rule",
        "[[rules]]\nname = 'x'",
        "[[rule]]\nname = 'x'\nlabel = 'removed'",
        "[[rule]]\nname = 'x'\nlabel = 'nonsense'\nmatch = 'x'",
        "[[rule]]\nname = 'x'\nlabel = 'removed'\nmatch = '('",
        "[[line]]\narticle = 'a'\nlabel = 'text'",
    ],
)
def test_a_broken_rules_file_is_a_two_line_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError) as caught:
        own(tmp_path, text)
    assert len(str(caught.value).splitlines()) == 2


def test_a_line_that_ends_in_a_letter_behind_a_vowel_sign_is_not_cut_short() -> None:
    assert not CUT_SHORT.search("मेज पर एक किताब")
    assert CUT_SHORT.search("मेज पर एक क")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_sentence_of_any_script_is_one(language: str) -> None:
    for text in script_lines(language).references:
        assert is_sentence(f"{text} {text}" if language in UNSTOPPED else text)
        assert not is_sentence(text[:6])


def test_what_is_left_of_a_block_begins_with_a_whole_letter() -> None:
    body = "नौका हर सुबह छह बजे पुराने बंदरगाह से निकलती है"
    assert list(_without(f"और पढ़ें: {body} आगे क्या हुआ", [text_key(body)])) == ["और पढ़ें:", "आगे क्या हुआ"]
