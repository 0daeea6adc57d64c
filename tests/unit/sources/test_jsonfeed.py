"""JSON Feed becomes links."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from caveat.errors import SourceError
from caveat.model import Every, Page, Source, SourceKind
from caveat.sources import read_feed

ADDRESS = "https://news.example/feed.json"
SOURCE = Source(id="tv", kind=SourceKind.FEED, url=ADDRESS, schedule=Every(interval=timedelta(hours=1)))
ITEM = {
    "id": "lamp-1",
    "url": "/lamp",
    "title": "Lamp &amp; <i>Keeper</i>",
    "content_html": "<p>It is back.</p>",
    "summary": "Back.",
    "date_published": "2026-03-12T10:00:00+02:00",
    "date_modified": "2026-03-13T10:00:00Z",
    "authors": [{"name": "Ann Lee"}, {"url": "x"}, 5],
    "tags": ["tv", 7, ""],
}


def read(body):
    text = body if isinstance(body, str) else json.dumps(body)
    page = Page(
        url=ADDRESS,
        body=text.encode(),
        media_type="application/feed+json",
        fetched_at=datetime(2026, 3, 14, tzinfo=UTC),
    )
    return read_feed(page, source=SOURCE).links


def feed(*items, version="https://jsonfeed.org/version/1.1", **fields):
    return {"version": version, "title": "T", "items": list(items), **fields}


def test_an_item_says_everything_of_its_article():
    (link,) = read(feed(ITEM, language="en"))
    assert (link.key, link.url, link.title) == ("lamp-1", "https://news.example/lamp", "Lamp & Keeper")
    assert link.authors == ("Ann Lee",)
    assert link.published == datetime(2026, 3, 12, 8, tzinfo=UTC)
    assert link.updated == datetime(2026, 3, 13, 10, tzinfo=UTC)
    assert link.tags == ("tv",)
    assert (link.content, link.summary, link.language) == ("<p>It is back.</p>", "Back.", "en")


def test_version_one_has_one_author_and_text():
    item = {"id": 7, "content_text": "One < two.\n\nThree.", "author": {"name": "Ann Lee"}}
    (link,) = read(feed(item, version="https://jsonfeed.org/version/1"))
    assert (link.key, link.url, link.authors) == ("7", None, ("Ann Lee",))
    assert link.content == "<p>One &lt; two.</p>\n<p>Three.</p>"


@pytest.mark.parametrize(
    "bad",
    [None, 5, [], "x", {}, {"id": []}, {"url": 3.5, "title": {}}, {"id": "x", "authors": {"name": "y"}, "tags": "z"}],
)
def test_one_ill_formed_item_never_costs_the_rest(bad):
    assert read(feed(bad, ITEM))[-1].key == "lamp-1"


def test_lone_surrogates_and_control_characters_are_gone():
    (link,) = read(
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "a\\ud800\\u0000b", "title": "T\\u0008"}]}'
    )
    assert (link.key, link.title) == ("ab", "T")


def test_an_item_without_a_usable_address_costs_nothing_but_the_address():
    bad = [{"id": n, "url": url, "title": "T"} for n, url in enumerate(["http://a..é.example/", "http://h/\ud800"])]
    links = read(feed(*bad, ITEM))
    assert [link.url for link in links] == [None, "http://h/", "https://news.example/lamp"]


def test_nothing_that_an_item_says_is_endless():
    item = {"id": "i" * 5000, "title": "t " * 5000, "summary": "s " * 50_000, "language": "x" * 5000}
    names = {"tags": [f"tag{n}" + "g" * 500 for n in range(300)], "authors": [{"name": "n" * 5000}]}
    (link,) = read(feed(item | names))
    assert len(link.key) <= 1000
    assert len(link.title) <= 500
    assert len(link.summary or "") <= 5000
    assert len(link.tags) == 50
    assert max(map(len, (*link.tags, *link.authors))) <= 200
    assert link.language is None


def test_a_year_that_no_article_is_of_is_no_date():
    (link,) = read(feed({"id": "1", "date_published": "0001-01-01T00:00:00Z", "date_modified": "2101-01-01"}))
    assert (link.published, link.updated) == (None, None)


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        "{}",
        '{"version": "2"}',
        "[" * 100_000,
        '{"version": "https://jsonfeed.org/version/1", "x": ' + "9" * 9_999,
    ],
)
def test_what_is_no_json_feed_is_an_error(body):
    with pytest.raises(SourceError) as caught:
        read(body)
    assert caught.value.url == ADDRESS
