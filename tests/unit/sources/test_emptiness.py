"""A list that is empty is told from a page that the selectors no longer fit."""

import pytest

from caveat.errors import SourceError
from tests.unit.sources.test_listing import read

MENU = "<nav><a href='/'>Home</a></nav>"


@pytest.mark.parametrize(
    ("html", "rules"),
    [
        ("<p class=none>No results.</p>", {"item": "li.hit", "empty": "p.none"}),
        (
            "<ul class=posts><li class=hint><a href='/'>Back</a></li></ul>",
            {"item": "ul.posts li.post", "empty": "li.hint"},
        ),
        ("<ul class=posts></ul>", {"item": "ul.posts > li"}),
        ("<ul class=posts><!-- --></ul>", {"item": "ul.posts li"}),
        ("<ul class=posts><li>Nothing here yet.</li></ul>", {"item": "ul.posts>li.post"}),
        ("<div class=list></div>", {"item": "article.card, div.list > div:not(.ad, .x > y)"}),
        ("<div data-x='a > b, c'></div>", {"item": "div[data-x='a > b, c'] p"}),
    ],
)
def test_a_list_that_is_empty_has_no_links(html, rules):
    assert read(MENU + html, **rules) == ()


@pytest.mark.parametrize(
    ("html", "rules"),
    [
        ("<ul class=posts><li><a href='/x'>T</a></li></ul>", {"item": "ul.posts > li.post"}),
        ("<ol class=stories></ol>", {"item": "ul.posts > li"}),
        ("<p>Hello</p>", {"item": "body article"}),
        ("<p>Hello</p>", {"item": "html > body > article"}),
        ("<p>Hello</p>", {"item": "article"}),
        ("<p>Hello</p>", {"item": "article", "empty": "p.none"}),
        ("<h2></h2><p></p>", {"item": "h2 + article"}),
        ("<h2></h2><p></p>", {"item": "h2 ~ article"}),
        ("<i></i>", {"item": "article:has(i p)"}),
    ],
)
def test_a_page_that_the_selectors_do_not_fit_is_a_failure_that_names_them(html, rules):
    with pytest.raises(SourceError) as caught:
        read(MENU + html, **rules)
    assert repr(rules["item"]) in str(caught.value)
    assert "https://news.example/tv/" in str(caught.value)
    assert "empty = " in str(caught.value)


def test_a_list_that_shows_both_is_not_empty():
    (link,) = read("<p class=none hidden>No results.</p><li><a href='/x'>T</a></li>", item="li", empty="p.none")
    assert link.title == "T"
