"""Whatever pages say, a feed of it is valid: no rule of the profile minds anything, and any reader reads it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from caveat.model import (
    Content,
    Disclosure,
    Document,
    Enclosure,
    Entry,
    Every,
    Feed,
    Format,
    KnownWork,
    Source,
    SourceKind,
    Variant,
    Withdrawal,
    Work,
)
from caveat.publish import Site, feed_drafts
from caveat.urls import absolute
from tests.golden.test_golden_feeds import _documents
from tests.unit.publish.jsonprofile import json_complaints
from tests.unit.publish.profile import TOMBSTONE, complaints
from tests.unit.publish.samples import NOW, PUBLISHED, block, entry, figure, notice, press, spanned

_PIECES = [
    "</b>", "<script>", "&copy;", "&copy", "&#65;", "AT&T", "Q&A2", "&lt;", "<![CDATA[", "]]>", "<!--", "\x00", "\x0b",
    "\x7f", "\x85", "\x92", "\ud800", "\ufffd", "\ufdd0", "\ufffe", "\U0001ffff", "\U0001f9d9", "\u202e", "שלום",
    "“", "é", "\u2028", "\r\n", "\t", " ", "x", "lamp", '"', "'",
]  # fmt: skip
_TEXT = st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=6).map("".join)
_ADDRESS = st.sampled_from(
    [
        "https://news.example/a",
        'https://news.example/a b|c[1]{2}^`\\"<>',
        "https://bücher.example/straße?q=ä&r=[]#é#f",
        "https://news.example/100%/%zz/%41",
        "HTTPS://News.Example:443",
        "https://news.example?x=1",
        "http://localhost:8000/a",
        "https://user:secret@news.example/a",
        "https://[2001:db8::1]/a",
        "https://under_score.example/a",
        "https://news.example/\ud800\x00\U0001f9d9",
        f"https://news.example/{'long/' * 400}",
        f"https://{'a' * 70}.example/",
        "gemini://news.example/a",
        "mailto:desk@news.example",
        "javascript:alert(1)",
        "/relative",
        "",
    ]
)
_TIME = st.sampled_from(
    [
        PUBLISHED,
        PUBLISHED.replace(hour=12),
        datetime(1812, 1, 1, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2026, 3, 9, 8, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        datetime(2026, 3, 9, 8, 30, 0, 123456, tzinfo=UTC),
    ]
)
_LANGUAGE = st.sampled_from(["en", "en-GB", "fr", "zh-Hant-TW", "xx", "qq-QQ", "english", "", "e", "sr-Latn", None])
_FILE = st.builds(
    Enclosure,
    url=_ADDRESS,
    media_type=st.sampled_from(["audio/mpeg", "video/mp4; codecs=avc1", "sound", "a/b c", 'x/"y"', "", "\x00/\x00"]),
    length=st.sampled_from([None, 0, -1, 1024]),
)
_SOURCES = {
    "feed": Source(
        id="feed", kind=SourceKind.FEED, url="https://news.example/r?a=1&b=ü", schedule=Every(interval=timedelta())
    ),
    "list": Source(
        id="list", kind=SourceKind.LISTING, url="https://news.example/tv/", schedule=Every(interval=timedelta())
    ),
}


@st.composite
def _entries(draw: st.DrawFn) -> list[Entry]:
    """Hostile ones, many of them of the same moment."""
    return [_entry(draw, number) for number in range(1, draw(st.integers(0, 4)) + 1)]


def _entry(draw: st.DrawFn, number: int) -> Entry:
    blocks = [
        draw(
            st.sampled_from(
                [block(draw(_TEXT)), spanned(draw(_TEXT), draw(_TEXT) or "it"), figure(draw(_TEXT)), block("It opens.")]
            )
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    lines = [index for index, one in enumerate((b for b in blocks if b.is_line), start=1)]
    works = (Work(title=draw(_TEXT) or "Dune"),) if draw(st.booleans()) else ()
    noticed = (notice(*lines[:1], text=draw(_TEXT), works=works),) if draw(st.booleans()) else ()
    made = entry(
        *blocks,
        notices=noticed,
        number=number,
        title=draw(_TEXT),
        url=absolute(None, draw(_ADDRESS)),
        description=draw(_TEXT),
        section=draw(_TEXT),
        tags=tuple(draw(st.lists(_TEXT, max_size=3))),
        authors=tuple(draw(st.lists(_TEXT, max_size=2))),
        image=draw(_ADDRESS),
        image_width=draw(st.sampled_from([None, 0, -5, 1200])),
        image_height=draw(st.sampled_from([None, 0, 630])),
        enclosures=tuple(draw(st.lists(_FILE, max_size=3))),
        language=draw(_LANGUAGE),
        published=draw(_TIME),
    )
    article = replace(made.article, rights=draw(_TEXT), site=draw(_TEXT))
    sources = (draw(st.sampled_from(["feed", "list", "gone"])),)
    return replace(made, article=article, sources=sources, updated=draw(_TIME))


def _site(*works: KnownWork) -> Site:
    return Site(
        base_url="https://feeds.example",
        version="0.1.0",
        works=works,
        sources=_SOURCES,
        hubs=("https://hub.example/", "https://other.example/?a=1&b=2"),
        now=NOW,
    )


def _rendered(feed: Feed, entries: list[Entry], withdrawn: list[Entry] | None = None) -> list[Document]:
    drafts = feed_drafts(
        feed,
        [one.head for one in entries],
        press(*entries, where=_site()),
        withdrawn=[one.head for one in withdrawn or ()],
    )
    return [draft.render() for draft in drafts if draft.format != "html"]


def _check(documents: list[Document]) -> None:
    for document in documents:
        if document.format == "json":
            assert not list(json_complaints(document.body)), document.path
        else:
            assert not complaints(document.body, document.media_type, NOW), document.path
            etree.fromstring(document.body, etree.XMLParser(recover=False, huge_tree=False))
            assert not feedparser.parse(document.body).bozo, document.path


@settings(deadline=None, max_examples=60)
@given(_entries(), st.sampled_from(list(Disclosure)), st.sampled_from(list(Content)), _TEXT, _LANGUAGE)
def test_a_feed_of_anything_is_valid(
    entries: list[Entry], disclosure: Disclosure, content: Content, title: str, language: str | None
):
    feed = Feed(
        id="tv", title=title, description=title, language=language or "en", disclosure=disclosure, content=content
    )
    documents = _rendered(feed, entries)
    _check(documents)
    assert not [failure for document in documents for failure in document.failures]


def test_the_golden_feeds_are_valid():
    documents = _documents()
    assert documents
    _check(documents)


def test_archives_and_tombstones_are_valid():
    entries = [
        entry(block("One."), number=number, published=PUBLISHED - timedelta(hours=number)) for number in range(1, 8)
    ]
    gone = replace(entry(number=9), withdrawn=Withdrawal(at=NOW, by_operator=True))
    for shown in (entries, entries[:3]):
        documents = _rendered(Feed(id="tv", title="TV", limit=2, variants=(Variant.SAFE,)), shown, [gone])
        assert any("archive-1" in document.path for document in documents)
        assert any(etree.fromstring(one.body).find(TOMBSTONE) is not None for one in documents if one.format == "atom")
        _check(documents)


def test_huge_fields_are_valid():
    long = "lamp & <b>keeper</b> “x” " * 20_000
    shown = entry(block(long), title=long, description=long, tags=(long,), authors=(long,), url="https://a.example/1")
    _check(_rendered(Feed(id="tv", title=long, formats=tuple(Format)), [shown]))


@pytest.mark.parametrize("number", [1, 50])
def test_entries_of_one_moment_are_told_apart_by_their_time(number: int):
    entries = [entry(block("One."), number=one, url=f"https://a.example/{one}") for one in range(number)]
    _check(_rendered(Feed(id="tv", title="TV"), entries))
