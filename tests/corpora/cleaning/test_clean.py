"""Articles to labelled lines: each line has one label, its number and its paragraph."""

from __future__ import annotations

from tertium.corpora.cleaning.clean import Cleaner, left_out, plain_text
from tertium.corpora.types import Article
from tests.corpora.cleaning.making import BODY, CLEANER, MORE, labels


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


def test_of_a_plain_text_and_of_no_page_at_all_nothing_is_left_out() -> None:
    assert left_out(Article("a", "<p>Home</p>", origin="a.txt"), "") == []
    for page in ("", "<html></html>"):
        article = Article("a", page, origin="a.html")
        assert left_out(article, plain_text(article)) == []
