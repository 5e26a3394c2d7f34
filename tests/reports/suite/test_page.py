"""The page of a suite: the matrix first, a set behind each link, nothing loaded and nothing run."""

from __future__ import annotations

import re
from html import unescape

from tertium.reports.suite import page
from tertium.reports.suite.matrix import matrix_table
from tertium.terminal import reveal
from tests.evals.making import MEAN
from tests.reports.page.reading import Reader
from tests.reports.suite.making import Judged, hostile, many, suite


def rendered(judged: Judged) -> str:
    return page.render(*judged)


def test_the_matrix_has_every_cell_of_the_verdict_and_links_to_the_sets() -> None:
    content = rendered(suite())
    reader = Reader(content)
    cells = [" ".join(text.split()) for table, _, text in reader.cells if table == "matrix-table"]
    table = matrix_table(suite().verdict)
    assert cells == [column.title for column in table.columns] + [
        table.columns[0].show(cell) for row in table.rows for cell in row
    ]
    links = [str(attributes["href"]) for tag, attributes in reader.tags if tag == "a"]
    ids = {str(attributes["id"]) for _, attributes in reader.tags if "id" in attributes}
    assert [link for link in links if link.startswith("#set-")] == [f"#set-{i}" for i in range(1, 6)]
    assert {link.removeprefix("#") for link in links} <= ids
    assert len(ids) == sum("id" in attributes for _, attributes in reader.tags), "no id occurs twice"


def test_what_comes_first_is_the_answer_then_the_matrix() -> None:
    content = rendered(suite())
    places = [
        content.index(text)
        for text in ('class="outcome">FAIL', "because of news (length)", 'id="matrix-table"', "one-sided bounds")
    ]
    assert places == sorted(places)
    assert places[-1] < content.index("only 4 documents") < content.index('id="sets"')


def test_a_set_has_scores_losses_with_texts_and_findings() -> None:
    content = rendered(suite())
    news = content[content.index('id="set-1"') : content.index('id="set-2"')]
    (difference,) = suite().evidence["news"].differences
    assert f"{difference.delta:.2f}" in news
    largest = min((e for e in difference.examples), key=lambda e: e.contribution)
    assert f"<b>{largest.segment}</b><span>adds {largest.contribution:.3f} to Δ</span>" in news
    assert largest.hypothesis in news
    assert "New and fixed findings" in news
    new, fixed = "length: critical · number · “new” · expected 14", "length: major · link · “old” · lost"
    assert news.index(new) < news.index(fixed)
    assert re.findall("<dt>(.*?)</dt>", news[news.index(fixed) :]) == ["source", "old", "new"]
    gone = content[content.index('id="set-5"') :]
    assert "outputs/gone.new.txt does not exist" in gone


def test_outputs_show_what_they_have_otherwise_than_the_reference() -> None:
    content = rendered(hostile())
    assert "<ins>" in content
    assert "<del>" in content
    assert "struck out" in content
    assert "struck out" not in rendered(suite()), "no reference, no differences"


def test_nothing_is_loaded_and_no_text_is_markup() -> None:
    for judged in (suite(), hostile()):
        content = rendered(judged)
        reader = Reader(content)
        names = {tag for tag, _ in reader.tags}
        assert not names & {"script", "img", "svg", "link", "iframe", "object", "form"}
        assert not any(name.startswith("on") for _, attributes in reader.tags for name in attributes)
        assert "default-src 'none'; style-src 'sha256-" in unescape(content)
        assert "script-src" not in content
        links = [attributes["href"] for tag, attributes in reader.tags if tag == "a"]
        assert all(str(link).startswith("#") for link in links)
        assert not re.search("[\x00-\x08\x0b-\x1f\N{RIGHT-TO-LEFT OVERRIDE}]", content)


def test_hostile_names_are_shown_as_they_are() -> None:
    text = unescape(re.sub(r"<[^>]*>", "", rendered(hostile())))
    assert reveal(hostile().verdict.sets[0].name) in text


def test_the_same_verdict_gives_the_same_page() -> None:
    assert rendered(suite()) == rendered(suite())


def test_a_suite_without_evidence_still_has_its_matrix() -> None:
    content = rendered(Judged(suite().verdict, {}))
    assert 'id="set-5"' in content
    assert f"Largest losses by {MEAN}" not in content


def test_thirty_sets_of_long_texts_stay_small() -> None:
    assert len(rendered(many(30, texts=400)).encode()) < 10_000_000
