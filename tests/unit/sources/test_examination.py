"""What stands on a document: its kind whatever its media type says, its names, how much text it carries."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.errors import SourceError
from caveat.model import Page, SourceKind
from caveat.sources import FULL_TEXT, Lead, Origin, examine
from caveat.sources.examination import kind_of

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
URL = "https://site.example/feed"
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{}><url><loc>https://site.example/a</loc></url></urlset>'
JSON = '{"version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "/home", "items": []}'
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Harbour &amp;amp; Lamp</title>'
    '<link rel="self" href="/feed"/><link href="/tv/"/><entry><title>A</title><id>a</id></entry></feed>'
)


def page(body, media_type="application/octet-stream", **more):
    whole = body if isinstance(body, bytes) else body.encode()
    return Page(url=URL, body=whole, media_type=media_type, fetched_at=NOON, **more)


def look(body, kind=None, **more):
    return examine(page(body, **more), Lead(url=URL, kind=kind, origin=Origin.DECLARED, title="declared"))


def rss(*texts, title="T", item_title="An article"):
    items = "".join(
        f"<item><title>{item_title}</title><link>/a/{number}</link><description>{text}</description>"
        f"<pubDate>Fri, 01 May 2026 0{number}:00:00 GMT</pubDate></item>"
        for number, text in enumerate(texts)
    )
    return (
        f"<rss version='2.0'><channel><title>{title}</title><link>https://site.example/</link>{items}</channel></rss>"
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (rss(), SourceKind.FEED),
        (f"<?xml version='1.0'?>\n<!-- <html> -->\n<!DOCTYPE rss [<!ENTITY a '<html>'>]>{rss()}", SourceKind.FEED),
        ("<rdf:RDF xmlns:rdf='x'/>", SourceKind.FEED),
        ("\ufeff" + ATOM, SourceKind.FEED),
        (ATOM.encode("utf-16"), SourceKind.FEED),
        (JSON, SourceKind.FEED),
        (URLSET.format(""), SourceKind.SITEMAP),
        ("<sitemapindex/>", SourceKind.SITEMAP),
        (b"\x1f\x8b\x08rest", SourceKind.SITEMAP),
        ("<!DOCTYPE html><html><p>x</p></html>", SourceKind.LISTING),
        ("plain words", None),
        ("", None),
        ("<svg/>", None),
    ],
)
def test_the_first_element_says_what_a_document_is(body, kind):
    assert kind_of(page(body)) is kind


def test_what_is_served_as_html_is_a_page_unless_it_shows_otherwise():
    assert kind_of(page("<p>x</p>", "text/html")) is SourceKind.LISTING
    assert kind_of(page(rss(), "text/html")) is SourceKind.FEED


def test_a_feed_is_named_by_itself_and_says_whose_feed_it_is():
    found = look(ATOM)
    assert (found.kind, found.title, found.home) == (SourceKind.FEED, "Harbour & Lamp", "https://site.example/tv/")
    assert (look(JSON).title, look(JSON).home) == ("J", "https://site.example/home")
    assert look(rss(title="")).title == "declared", "else by what the page called it"


def test_the_newest_article_dates_a_list():
    assert look(rss("x", "y", "z")).newest == datetime(2026, 5, 1, 2, tzinfo=UTC)
    assert look(ATOM).newest is None


def test_short_texts_are_teasers_unless_they_are_notes_without_a_title():
    assert look(rss("A few words.")).has_teasers
    assert not look(rss("word " * FULL_TEXT)).has_teasers
    assert not look(rss("A few words.", item_title="")).has_teasers


def test_a_permanent_redirect_is_followed_for_good():
    assert look(rss(), moved_to="https://site.example/new").url == "https://site.example/new"


@pytest.mark.parametrize(
    ("schema", "is_news"), [("", False), (' xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"', True)]
)
def test_a_sitemap_of_news_is_told_from_others(schema, is_news):
    found = look(URLSET.format(schema), kind=SourceKind.SITEMAP)
    assert (found.kind, found.is_news, len(found.links)) == (SourceKind.SITEMAP, is_news, 1)


def test_what_was_expected_otherwise_is_refused_but_a_feed_is_always_good():
    with pytest.raises(SourceError, match="is a page, and no feed"):
        look("<html><p>not found</p></html>", kind=SourceKind.FEED)
    with pytest.raises(SourceError, match="is a sitemap, and no feed"):
        look(URLSET.format(""), kind=SourceKind.FEED)
    assert look(rss("x"), kind=SourceKind.SITEMAP).kind is SourceKind.FEED


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), st.sampled_from(["text/html", "text/xml", ""]))
def test_no_document_raises_anything_but_that_it_is_no_list(body, media_type):
    with suppress(SourceError):
        look(body, media_type=media_type)
