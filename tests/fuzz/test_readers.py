"""Whatever a server or a sender gives, its reader gives what it promises, or an error that says what is wrong."""

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import cycle

import pytest

from caveat.errors import ExtractError, SourceError
from caveat.model import Every, Link, ListingRules, Page, Source, SourceKind
from caveat.pipeline.read import ReadRules, read_pages
from caveat.sources import read_feed, read_listing, read_sitemap
from tests.fuzz import examples
from tests.fuzz.documents import documents
from tests.fuzz.promises import keep_of_article, keep_promises
from tests.fuzz.runs import TARGETS, fuzz

ADDRESS = "https://news.example/list"
NOW = datetime(2026, 3, 14, tzinfo=UTC)
RULES = ListingRules(item="article, li, div, section", link="a", title="h2", published="time")
_labels = cycle([None, None, "utf-8", "iso-8859-1", "idna", "rot13", "utf-16", "\x00", "x" * 100])
_types = cycle(["application/xml", "text/html", "", "application/json", "text/plain"])


def page(body):
    return Page(url=ADDRESS, body=body, media_type=next(_types), charset=next(_labels), fetched_at=NOW)


def source(kind, **fields):
    return Source(id="x", kind=kind, url=ADDRESS, schedule=Every(interval=timedelta(hours=1)), **fields)


def reads_feed(body):
    with suppress(SourceError):
        keep_promises(read_feed(page(body), source=source(SourceKind.FEED)))


def reads_sitemap(body):
    with suppress(SourceError):
        keep_promises(read_sitemap(page(body), source=source(SourceKind.SITEMAP)))


def reads_listing(body):
    for rules in (None, RULES):
        with suppress(SourceError):
            keep_promises(read_listing(page(body), source=source(SourceKind.LISTING, listing=rules)))


def reads_articles(body):
    """What the entries of a feed carry, all the way to articles with their notices."""
    with suppress(SourceError):
        for link in read_feed(page(body), source=source(SourceKind.FEED)).links[:5]:
            with suppress(ExtractError):
                keep_of_article(read_pages((), link, ReadRules()).article)


def reads_mail(body):
    letter = Page(url="a.eml", body=body, media_type="message/rfc822", fetched_at=NOW)
    with suppress(ExtractError):
        keep_of_article(read_pages((letter,), Link(key="a.eml", url=None), ReadRules()).article)


FEEDS = [examples.RSS, examples.ATOM, examples.RDF]
READERS = {
    "feed": (reads_feed, FEEDS),
    "json-feed": (reads_feed, [examples.JSON_FEED]),
    "articles": (reads_articles, [*FEEDS, examples.JSON_FEED]),
    "sitemap": (reads_sitemap, [examples.SITEMAP, examples.INDEX, examples.RSS]),
    "listing": (reads_listing, [examples.LISTING]),
    "mail": (reads_mail, [examples.MAIL]),
}


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.parametrize("reader", READERS)
def test_a_reader_keeps_its_promises_whatever_it_is_given(reader):
    check, good = READERS[reader]
    fuzz(check, documents(good))


def test_the_seconds_are_shared_by_all_readers():
    assert len(READERS) == TARGETS


@pytest.mark.parametrize("reader", READERS)
def test_the_good_examples_are_read_for_what_they_are(reader):
    check, good = READERS[reader]
    started = time.process_time()
    for body in good:
        check(body)
    assert time.process_time() - started < 20
    if reader == "mail":
        page = Page(url="a.eml", body=examples.MAIL, media_type="message/rfc822", fetched_at=NOW)
        article = read_pages((page,), Link(key="a.eml", url=None), ReadRules()).article
        assert article.notices
    else:
        reading = {"sitemap": read_sitemap, "listing": read_listing}.get(reader, read_feed)
        kind = SourceKind(reader) if reader in ("sitemap", "listing") else SourceKind.FEED
        found = reading(Page(url=ADDRESS, body=good[0], fetched_at=NOW), source=source(kind))
        assert found.links
