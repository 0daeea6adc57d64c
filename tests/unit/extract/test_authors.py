"""Whose an article is, by what its page declares and by what it prints."""

import json

import pytest

from caveat.extract.authors import clean_authors
from caveat.extract.page import article

STORY = "".join(
    f"<p>The {hour} ferry left the bay and nobody on the quay waved it off, for the fog was thick.</p>"
    for hour in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
)
ANN = {"@type": "Person", "@id": "https://e.example/#ann", "name": "Ann Lee"}


def read(head: str = "", *, above: str = "", below: str = "", end: str = "", after: str = "") -> tuple[str, ...]:
    """The authors of a page with these pieces in its head, around its headline, at the end of its story, after it."""
    html = (
        f"<html><head>{head}</head><body>{above}<h1>The ferry</h1>{below}<div>{STORY}{end}</div>{after}</body></html>"
    )
    return article(html, url="https://e.example/ferry").authors


def linked(author: object, *others: object) -> str:
    graph = [{"@type": "NewsArticle", "headline": "The ferry", "author": author}, *others]
    return f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'


@pytest.mark.parametrize("reference", [{"@id": ANN["@id"]}, ANN["@id"], [{"@id": ANN["@id"]}]])
def test_a_reference_to_a_person_is_that_person(reference: object):
    assert read(linked(reference, ANN)) == ("Ann Lee",)


def test_a_reference_to_nothing_is_nobody():
    assert read(linked({"@id": "https://e.example/#bo"}, ANN)) == ()


@pytest.mark.parametrize(
    "byline",
    [
        "ByAnn Lee",
        "Von Ann Lee",
        "Ein Artikel von Ann Lee | 27.01.2022 - 12:45",
        "Autorin: Ann Lee",
        "Autor:in Ann Lee",
        "Text und Fotos: Ann Lee",
        "Interview: Ann Lee",
        "Geschrieben von Ann Lee am 3. Mai 2024",
        "Veröffentlicht am 8. Februar 2022 von Ann Lee",
        "Eingestellt von Ann Lee",
        "Propos recueillis par Ann Lee",
        "Par Ann Lee Le 17/02/2020",
        "Escrito por Ann Lee",
        "Por Ann Lee @annlee",
        "Scritto da Ann Lee",
        "Geschreven door Ann Lee op 3 mei",
        "Av Ann Lee",
        "Skrevet af Ann Lee",
        "Autor: Ann Lee",
        "Yazar: Ann Lee",
        "Автор: Ann Lee",
        "Ann Lee, The Associated Press",
        "Ann Lee | WXYZ",
        "Ann Lee, Bay Herald",
        "Ann Lee, Chief Technology Officer and Head of Ferries",
        "Ann Lee Chefredakteurin",
        "Ann Lee Deputy Sports Editor",
        "BAY-Online-Experte Ann Lee",
        "Ann\u00ad Lee",
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(byline: str):
    assert clean_authors([byline]) == ("Ann Lee",)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("文/李明", ("李明",)),
        ("作者：李明", ("李明",)),
        ("记者 李明、王芳", ("李明", "王芳")),
        ("홍길동 기자", ("홍길동",)),
        ("기자 홍길동", ("홍길동",)),
        ("大渡 美咲", ("大渡 美咲",)),
        ("Ann Lee/Bo van Ek", ("Ann Lee", "Bo van Ek")),
        ("Ann Lee / Bo van Ek", ("Ann Lee", "Bo van Ek")),
        ("Nelson C. J.", ("Nelson C. J.",)),
    ],
)
def test_names_are_kept_as_they_are_written(byline: str, authors: tuple[str, ...]):
    assert clean_authors([byline]) == authors


@pytest.mark.parametrize(
    "text",
    [
        "Photographs by Ann Lee",
        "Styled by Ann Lee",
        "View all posts by",
        "Alle Beiträge",
        "ann@e.example",
        "@annlee",
        "Teilen →",
    ],
)
def test_whoever_did_not_write_is_no_author(text: str):
    assert clean_authors([text], declared=True) == ()


@pytest.mark.parametrize("name", ["Marino - Bo Ek", "Institut für Wald und Forst - IWF", "dpa/lno", "delta201"])
def test_a_name_in_a_field_of_its_own_is_kept_whole(name: str):
    assert clean_authors([name], declared=True) == (name,)


BYLINES = {
    "hAtom": '<span class="byline">von <span class="author vcard"><a class="url fn n">Ann Lee</a></span></span>',
    "hcard": '<span class="p-author h-card">Ann Lee</span>',
    "rel": '<a rel="author" href="/who/7">Ann Lee</a>',
    "microdata": '<span itemprop="author"><meta itemprop="url" content="/x"><b itemprop="name">Ann Lee</b></span>',
    "avatar": '<a href="/autoren/ann"><img alt="x"><small>© Bo Ek</small> <i itemprop="name">Ann Lee</i></a>',
    "link": '<p><a href="https://e.example/auteur/ann-lee">Ann Lee</a></p>',
    "profile": '<div class="author"><a href="/author/a">Ann Lee</a> <a href="/author/a">Alle Beiträge</a></div>',
    "labels": '<div class="authorDate"><b>Datum:</b> 19.11.2021 <b>Autor:</b> Ann Lee</div>',
    "date": '<div class="post-author">Ann Lee Do 9 Apr 2020</div>',
    "role": '<div class="byline">Ann Lee, Redakteurin</div>',
    "handle": '<div class="byline">By <span>Ann Lee</span><span>@annlee</span></div>',
}


@pytest.mark.parametrize("byline", BYLINES.values(), ids=BYLINES)
def test_a_marked_byline_names_the_author(byline: str):
    assert read(below=byline) == ("Ann Lee",)
    assert read(above=f"<div>{byline}</div>") == ("Ann Lee",)


def test_all_who_sign_together_are_authors_in_order():
    signed = ["Ann Lee", "Bo van Ek", "Cy O'Day"]
    items = "".join(f'<li><a rel="author" href="/a/{name}">{name}</a></li>' for name in signed)
    assert read(below=f"<ul>{items}</ul>") == tuple(signed)


ELSEWHERE = {
    "comments": '<ol class="comment-list"><li><b class="fn">Bo Ek</b> says: well</li></ol>',
    "comment form": '<form id="respond"><label class="comment-form-author">Name</label></form>',
    "related": '<div class="related-posts"><a class="author-name" href="/author/bo">Bo Ek</a></div>',
    "teaser": '<article><h3><a href="/other">The quay</a></h3><a rel="author" href="/author/bo">Bo Ek</a></article>',
    "linked teaser": '<a href="/other"><b>The quay</b> <span class="author">Bo Ek</span></a>',
    "theme": '<div class="copyright">Theme: <a rel="author" href="https://t.example">ThemeMill</a></div>',
    "social": '<div class="author-follow">Folgen</div>',
}


@pytest.mark.parametrize("box", ELSEWHERE.values(), ids=ELSEWHERE)
def test_who_wrote_something_else_is_no_author(box: str):
    assert read(after=box) == ()
    assert read(below='<p class="author">Ann Lee</p>', after=box) == ("Ann Lee",)


@pytest.mark.parametrize(
    "lines",
    [
        ("Von Ann Lee",),
        ("Autorin", "Ann Lee"),
        ("Auteur(s) :", "Ann Lee"),
        ("By", "Ann Lee", "5 March 2024"),
        ("Ann Lee", "5 March 2024"),
        ("5 March 2024 - Ann Lee",),
        ("Ann Lee 5 March 2024 10:29",),
        ("Am 13. November 2019 von Ann Lee in Aktuell",),
        ("Veröffentlicht am 8. Februar 2022 von Ann Lee",),
    ],
)
def test_a_line_by_the_headline_names_the_author(lines: tuple[str, ...]):
    assert read(below="".join(f"<p>{line}</p>" for line in lines)) == ("Ann Lee",)


@pytest.mark.parametrize("line", ["Rain Again", "By the bay in spring", "Last modified 5 March 2024", "Von der Fähre"])
def test_other_lines_by_the_headline_name_nobody(line: str):
    assert read(below=f"<p>{line}</p>") == ()


def test_a_byline_wins_over_who_keeps_the_site():
    assert read(linked({"name": "Bo Ek"}), below="<p>Text: Ann Lee</p>") == ("Ann Lee",)
    assert read(linked({"name": "bo.ek"}), below='<p class="author">Ann Lee</p>') == ("Ann Lee",)
    assert read('<meta name="author" content="Bay Verlag GmbH">', below='<p class="author">Ann Lee</p>') == ("Ann Lee",)


def test_a_byline_that_names_more_people_is_the_fuller_one():
    assert read(linked({"name": "Ann Lee"}), below="<p>By Ann Lee and Bo van Ek</p>") == ("Ann Lee", "Bo van Ek")
    assert read(linked({"name": "Ann Lee"}), below="<p>By Ann Lee and AFP</p>") == ("Ann Lee",)


def test_other_hands_that_are_declared_as_authors_are_none():
    people = linked([{"name": "Ann Lee"}, {"name": "Bo Ek"}, {"name": "Cy Day"}])
    lines = "<p>By Ann Lee</p><p>Photography by Bo Ek</p><p>Edited by Cy Day</p>"
    assert read(people, below=lines) == ("Ann Lee",)


@pytest.mark.parametrize("name", ["Bay News", "Redaktion", "dpa", "Bay Staff Report", "Redaktion Bay News"])
def test_houses_and_desks_sign_where_no_person_does(name: str):
    site = '<meta property="og:site_name" content="Bay News">'
    assert read(f'{site}<meta name="author" content="{name}">') == (name,)
    assert read(site, below=f'<div class="post-author">Von <a href="/author/x">{name}</a></div>') == (name,)
    assert read(site + linked({"name": name}), below='<p class="author">Ann Lee</p>') == ("Ann Lee",)


def test_one_word_is_completed_by_what_the_page_prints():
    assert read(linked({"name": "Ann"}), below="<p>By</p><p>Ann Lee</p>") == ("Ann Lee",)
    assert read(linked({"name": "annlee"}), below="<p>By Ann Lee</p>") == ("Ann Lee",)


def test_a_user_of_the_site_signs_right_below_the_headline_only():
    user = '<span><a href="/user/7">delta201</a></span>'
    assert read(below=user) == ("delta201",)
    assert read(above=user) == ()
    assert read(below='<a href="/user/login">Anmelden</a>') == ()


def test_who_reviewed_what_others_wrote_is_no_author():
    people = linked([{"name": "Ann Lee"}, {"name": "Bo Ek"}, {"name": "Cy Day"}])
    lines = "<p>By Ann Lee</p><p>Reviewed by Bo Ek</p><p>Contributions from</p><p>Cy Day</p>"
    assert read(people, below=lines) == ("Ann Lee",)


@pytest.mark.parametrize(
    "byline",
    [
        "By Ann LeePublished March 5",
        "By Ann Lee with Bo Ek",
        "View all posts by Ann Lee",
        "Ann Lee Follow",
        "Ann Lee Hace 3 horas",
    ],
)
def test_what_follows_a_name_is_no_part_of_it(byline: str):
    assert clean_authors([byline]) == ("Ann Lee",)


def test_the_authors_of_works_that_are_cited_are_none():
    cited = '<div itemscope><meta itemprop="author" content="Bo Ek, Cy Day"></div>'
    assert read('<meta name="citation_author" content="Ann Lee">', after=cited) == ("Ann Lee",)


@pytest.mark.parametrize(
    "line", ["Autorin: Ann Lee, Projektleiterin in der Bucht.", "Text: Ann Lee", "Ann Lee", "Ann Lee Pressesprecherin"]
)
def test_a_story_that_nobody_signs_above_is_signed_below(line: str):
    assert read(end=f"<p><b>{line}</b></p>") == ("Ann Lee",)
    assert read(linked({"name": "Bo Ek"}), end=f"<p><b>{line}</b></p>") == ("Bo Ek",)


def test_a_name_below_that_the_story_tells_of_signs_nothing():
    assert read(below="<p>Nobody waved to Ann Lee, who stood on the deck in the rain.</p>", end="<p>Ann Lee</p>") == ()


def test_a_login_of_two_names_is_spelled_as_these():
    assert read(linked({"name": "ann.lee"})) == ("Ann Lee",)
    assert read(linked({"name": "fisherking"})) == ("fisherking",)


def test_words_behind_the_by_do_not_make_it_a_credit():
    assert read(below="<p>von Redaktion, 24. Januar 2022</p>") == ("Redaktion",)
