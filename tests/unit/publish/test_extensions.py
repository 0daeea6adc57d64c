"""What feeds hold by standards beside RSS and Atom: hubs, archives, tombstones, sources, rights, Media RSS."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest

from caveat.model import Disclosure, Entry, Every, Feed, Source, SourceKind, Wish, Withdrawal
from caveat.publish import Site, feed_drafts
from tests.unit.publish.samples import NOW, PUBLISHED, entry, feed, press, rendered, site

ATOM = "{http://www.w3.org/2005/Atom}"
XML = ["rss", "atom"]


def document_of(form: str, *entries: Entry) -> bytes:
    return rendered(list(entries), Disclosure.FOLD)[form]


def channel_of(feed: Feed, form: str, *entries: Entry, where: Site, gone: tuple[Entry, ...] = ()) -> dict[str, bytes]:
    """The documents of one format of a feed, by path."""
    drafts = feed_drafts(
        feed,
        [found.head for found in entries],
        press(*entries, where=where),
        withdrawn=[found.head for found in gone],
    )
    return {draft.path: draft.render().body for draft in drafts if draft.format == form}


def links(body: bytes) -> dict[str, list[str]]:
    """Of the head of a feed, by their relation."""
    root = ET.fromstring(body)
    found: dict[str, list[str]] = {}
    for link in (root.find("channel") or root).findall(f"{ATOM}link"):
        found.setdefault(link.get("rel", ""), []).append(link.get("href", ""))
    return found


@pytest.mark.parametrize("form", XML)
def test_a_feed_names_its_hubs_and_its_archives_and_an_archive_its_neighbours(form: str):
    where = replace(site(), hubs=("https://hub.example/", "https://other.example/"))
    entries = [entry(number=number, published=PUBLISHED - timedelta(days=number)) for number in range(1, 7)]
    documents = channel_of(replace(feed(), limit=2), form, *entries, where=where)
    base = "https://feeds.example/feeds/"
    current = links(documents[f"tv.{form}"])
    assert current["self"] == [f"{base}tv.{form}"]
    assert current["hub"] == ["https://hub.example/", "https://other.example/"]
    assert current["prev-archive"] == [f"{base}tv.archive-2.{form}"]
    assert "current" not in current
    older, newer = links(documents[f"tv.archive-1.{form}"]), links(documents[f"tv.archive-2.{form}"])
    assert older["current"] == newer["current"] == [f"{base}tv.{form}"]
    assert older["next-archive"] == [f"{base}tv.archive-2.{form}"]
    assert newer["prev-archive"] == [f"{base}tv.archive-1.{form}"]
    assert not {"hub", "prev-archive"} & older.keys()
    assert all((b"<fh:archive/>" in body) == ("archive" in path) for path, body in documents.items())
    if form == "atom":
        assert len({ET.fromstring(body).findtext(f"{ATOM}id") for body in documents.values()}) == 1


@pytest.mark.parametrize("form", [*XML, "json"])
def test_a_new_article_changes_no_archive_but_for_the_link_to_one_that_joins(form: str):
    entries = [entry(number=number, published=PUBLISHED - timedelta(days=number)) for number in range(1, 10)]

    def archives(count: int) -> list[bytes]:
        """Those of the oldest entries, from the oldest on."""
        documents = channel_of(replace(feed(), limit=2), form, *entries[-count:], where=site())
        return [body for path, body in sorted(documents.items()) if "archive" in path]

    assert archives(6) == archives(5), "no archive joins"
    *older, last = archives(6)
    *same, linked, _ = archives(7)
    assert same == older
    lines = last.splitlines()
    assert [line for line in linked.splitlines() if line not in lines and b"next-archive" not in line] == []
    assert (linked == last) == (form == "json")


def test_a_view_of_a_subscriber_is_a_feed_of_its_own():
    drafts = feed_drafts(feed(), [], press(), wish=Wish(disclosure=Disclosure.WARN))
    body = next(draft.render().body for draft in drafts if draft.format == "atom")
    assert ET.fromstring(body).findtext(f"{ATOM}id") == "https://feeds.example/feeds/tv.atom?disclosure=warn"


def test_what_was_withdrawn_is_a_tombstone_in_atom_and_nothing_in_rss():
    gone = replace(entry(number=7), withdrawn=Withdrawal(at=NOW, by_operator=True))
    atom = channel_of(feed(), "atom", entry(), where=site(), gone=(gone,))["tv.atom"]
    (found,) = ET.fromstring(atom).iter("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert found.attrib == {"ref": gone.id, "when": "2026-11-22T12:00:00+00:00"}
    assert gone.id.encode() not in channel_of(feed(), "rss", entry(), where=site(), gone=(gone,))["tv.rss"]
    assert b"tombstones" not in document_of("atom", entry())


@pytest.mark.parametrize("form", XML)
def test_an_entry_says_where_it_comes_from_and_whose_it_is(form: str):
    shown = replace(entry(), article=replace(entry().article, rights="© 2026 The Example"))
    desk = Source(
        id="tv-news", kind=SourceKind.FEED, url="https://news.example/rss", schedule=Every(interval=timedelta(hours=1))
    )
    where = replace(site(), sources={"tv-news": desk})
    (body,) = channel_of(feed(), form, shown, where=where).values()
    found = feedparser.parse(body).entries[0]
    reading = f"https://feeds.example/feeds/articles/{shown.slug}.html"
    assert found.rights == "© 2026 The Example" or form == "rss"
    assert "© 2026 The Example".encode() in body
    assert reading in [link.href for link in found.links if link.rel == "related"]
    assert found.source.title == "The Example"
    if form == "atom":
        assert [link.href for link in found.links if link.rel == "via"] == ["https://news.example/rss"]
        source = ET.fromstring(body).find(f"{ATOM}entry/{ATOM}source")
        assert source is not None
        assert [child.tag.removeprefix(ATOM) for child in source] == ["id", "title", "updated", "link"]
    else:
        assert found.source.href == "https://news.example/rss"
    listing = replace(desk, kind=SourceKind.LISTING)
    (body,) = channel_of(feed(), form, shown, where=replace(where, sources={"tv-news": listing})).values()
    assert "source" not in feedparser.parse(body).entries[0]


@pytest.mark.parametrize("query", ["key=s3cret", "f=rss&auth_token=s3cret", "X-Amz-Signature=s3cret", "user=s3cret"])
@pytest.mark.parametrize("form", [*XML, "json"])
def test_no_entry_tells_the_key_in_the_address_of_its_source(form: str, query: str):
    """A site makes such a feed for one reader, and what is in it is public all the same."""
    sources = [
        Source(id="tv-news", kind=SourceKind.FEED, url=url, schedule=Every(interval=timedelta(hours=1)))
        for url in (f"https://news.example/rss?{query}", "https://news.example/rss?author=3&keyword=tv&page=1")
    ]
    secret, known = (
        channel_of(feed(), form, entry(), where=replace(site(), sources={"tv-news": source})) for source in sources
    )
    assert not any(b"s3cret" in body for body in secret.values())
    assert form == "json" or all(b"rss?author=3" in body for body in known.values())


def test_a_picture_is_media_with_its_type_and_size():
    shown = entry(image="https://news.example/i.webp?w=1", image_width=1200, image_height=630)
    found = feedparser.parse(document_of("rss", shown)).entries[0].media_content
    assert found == [
        {
            "url": "https://news.example/i.webp?w=1",
            "medium": "image",
            "type": "image/webp",
            "width": "1200",
            "height": "630",
        }
    ]
