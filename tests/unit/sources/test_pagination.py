"""A page of a list leads to the next one."""

from datetime import UTC, datetime, timedelta

import pytest

from caveat.errors import SourceError
from caveat.model import Continuation, Every, ListingRules, Page, Source, SourceKind
from caveat.sources import read_listing

ADDRESS = "https://news.example/tv/"
ITEM = "<ul class=posts><li><a href='/tv/lamp'>The Lamp</a></li></ul>"


def further(html, *, url=ADDRESS, page_url=None, **rules):
    source = Source(
        id="tv",
        kind=SourceKind.LISTING,
        url=ADDRESS,
        page_url=page_url,
        schedule=Every(interval=timedelta(hours=1)),
        listing=ListingRules(item="ul.posts > li", **rules),
    )
    page = Page(url=url, body=(ITEM + html).encode(), fetched_at=datetime(2026, 3, 14, tzinfo=UTC))
    return [one.url.removeprefix("https://news.example") for one in read_listing(page, source=source).more]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<link rel=next href='/tv/?after=77'><a rel=next href='/other'>Next</a>", "/tv/?after=77"),
        ("<a href='/tv/page/9/'>9</a><a rel='nofollow next' href='page/2/'>more</a>", "/tv/page/2/"),
        ("<div class=pagination><a href='?s=0'>Previous</a><a href='?s=20'>Next &raquo;</a></div>", "/tv/?s=20"),
        ("<div class='nav-links'><span><a href='?older=1'>&larr; Older posts</a></span></div>", "/tv/?older=1"),
        ("<p><a href='?older=1'>Older Posts</a></p>", "/tv/?older=1"),
        ("<ul id=pager><li><a href='?s=20' aria-label='Next page'><svg></svg></a></li></ul>", "/tv/?s=20"),
        ("<div class=pager><a href='?z'>&raquo;</a><a href='?s=20'>&rsaquo;</a></div>", "/tv/?s=20"),
        ("<div class=wp-pagenavi><a href='?s=20'>Weiter</a></div>", "/tv/?s=20"),
        ("<ul class=pager><li><a href='/tv/page/2'>次へ</a></li></ul>", "/tv/page/2"),
        ("<a href='/tv/page/2/'>2</a> <a href='/tv/page/3/'>3</a>", "/tv/page/2/"),
        ("<a href='?page=3'>3</a> <a href='/tv/?page=2'>2</a>", "/tv/?page=2"),
        ("<link rel=next href='https://elsewhere.example/2'><a rel=next href='?page=2'>on</a>", "/tv/?page=2"),
        ("<link rel=next href='#list'><a rel=next href='?page=2'>on</a>", "/tv/?page=2"),
        ("<a href='https://www.news.example/tv/page-2.html'>2</a>", "https://www.news.example/tv/page-2.html"),
    ],
)
def test_the_next_page_is_found(html, expected):
    assert further(html) == [expected]


@pytest.mark.parametrize(
    ("url", "html", "expected"),
    [
        ("https://news.example/tv/page/3/", "<a href='/tv/page/2/'>2</a><a href='/tv/page/4/'>4</a>", ["/tv/page/4/"]),
        ("https://news.example/tv?sort=new&page=2", "<a href='/tv?page=3'>3</a>", []),
        ("https://news.example/tv?sort=new&page=2", "<a href='/tv?page=3&amp;sort=new'>3</a>", ["/tv?page=3&sort=new"]),
        ("https://news.example/tv/page/9/", "<a href='/tv/'>1</a><a href='/tv/page/8/'>8</a>", []),
    ],
)
def test_the_number_follows_that_of_the_page(url, html, expected):
    assert further(html, url=url) == expected


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<a href='/gallery/2'>Next</a> <a href='/x'>&rsaquo;</a>",
        "<link rel=next href='https://elsewhere.example/tv/2'>",
        "<link rel=next href='javascript:next()'>",
        "<link rel=next href='https://news.example:443/tv/#top'>",
        "<div class=pagination><a href='/tv/'>Next</a></div>",
        "<div class=pagination><a href='?s=0'>Previous</a> <a>Next</a></div>",
        "<a href='/film/page/2/'>2</a> <a href='/?p=2'>2</a>",
    ],
)
def test_what_is_no_next_page_is_none(html):
    assert further(html) == []


def test_an_operator_may_say_which_link_it_is():
    html = "<link rel=next href='/no'><p id=on>More: <a href='?from=20'>go on</a></p>"
    assert further(html, next="#on") == ["/tv/?from=20"]
    assert further(html, next="#on a") == ["/tv/?from=20"]
    assert further(html, next="#gone a") == []
    assert further("<a class=n href='https://elsewhere.example/2'>on</a>", next=".n") == []
    assert further("<a class=n href='/tv/'>on</a>", next=".n") == []
    with pytest.raises(SourceError, match="is none"):
        further(html, next="#on[")


def test_a_pattern_of_pages_goes_before_what_the_page_says():
    assert further("<link rel=next href='/tv/page/2/'>", page_url="https://news.example/tv/{page}") == []


def test_a_continuation_has_no_date():
    source = Source(id="tv", kind=SourceKind.LISTING, url=ADDRESS, schedule=Every(interval=timedelta(hours=1)))
    cards = "".join(
        f"<article><h2><a href='/tv/{n}-lamps-go-out'>{n} lamps go out at once</a></h2></article>" for n in "abc"
    )
    body = f"<main>{cards}</main><a rel=next href='?page=2'>Next</a>".encode()
    page = Page(url=ADDRESS, body=body, fetched_at=datetime(2026, 3, 14, tzinfo=UTC))
    assert read_listing(page, source=source).more == (Continuation(url="https://news.example/tv/?page=2"),)
