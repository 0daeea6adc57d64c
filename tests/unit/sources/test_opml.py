"""Subscription lists: what is read of those that are found in the wild, and what is written."""

import xml.etree.ElementTree as ET

import listparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.errors import SourceError
from caveat.sources import Subscription, read_opml, write_opml

FEED = "https://a.example/feed"


def read(body, **more):
    return read_opml(
        body if isinstance(body, bytes) else f"<opml><body>{body}</body></opml>".encode(), name="x", **more
    )


def outline(inner="", /, **attributes):
    listed = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<outline {listed}>{inner}</outline>"


def test_a_feed_comes_with_its_title_home_categories_and_language():
    found = read(
        outline(type="rss", text="Short", title="Harbour", xmlUrl=FEED, htmlUrl="https://a.example/", language="en-gb",
                category="tv, film,/Boston/Weather")
    )  # fmt: skip
    assert found.feeds == (
        Subscription(
            url=FEED,
            title="Harbour",
            home="https://a.example/",
            tags=("tv", "film", "Boston", "Weather"),
            language="en-gb",
        ),
    )


@pytest.mark.parametrize("name", ["xmlUrl", "xmlurl", "XMLURL", "xmlURL"])
@pytest.mark.parametrize("kind", ["rss", "atom", "", "RSS1", "link"])
def test_the_address_counts_in_any_case_and_whatever_the_type_says(name, kind):
    assert [feed.url for feed in read(outline(type=kind, text="A", **{name: FEED})).feeds] == [FEED]


def test_folders_become_tags_from_the_outside_in():
    nested = outline(outline(outline(xmlUrl=FEED, text="A", category="late"), text="TV"), text="Culture")
    assert read(nested).feeds[0].tags == ("Culture", "TV", "late")


def test_a_feed_with_outlines_of_its_own_is_both_a_feed_and_a_folder():
    found = read(outline(outline(xmlUrl="https://b.example/", text="B"), xmlUrl=FEED, text="A")).feeds
    assert [(feed.url, feed.tags) for feed in found] == [(FEED, ()), ("https://b.example/", ("A",))]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (outline(text="A"), "no address"),
        (outline(text="A", xmlUrl=""), "no address"),
        (outline(text="A", xmlUrl="gopher://a.example/"), "not an http"),
        (outline(text="A", xmlUrl="javascript:alert(1)"), "not an http"),
        (outline(text="A", xmlUrl="file:///etc/passwd"), "not an http"),
        (outline(text="A", xmlUrl="/feed"), "not an http"),
        (outline(text="A", type="include", url="https://a.example/more.opml"), "another list"),
    ],
)
def test_what_is_no_feed_is_named_with_the_reason(given, reason):
    (skipped,) = read(given).skipped
    assert skipped.name == "A"
    assert reason in skipped.reason
    assert read(given).feeds == ()


def test_one_address_is_one_feed():
    found = read(outline(xmlUrl=FEED, text="A") + outline(xmlUrl="HTTPS://A.example:443/feed#x", text="B"))
    assert [feed.title for feed in found.feeds] == ["A"]
    assert [(skipped.name, skipped.reason) for skipped in found.skipped] == [("B", "listed twice")]


def test_an_ill_formed_list_is_read_as_far_as_it_goes():
    body = b'<opml><body><outline text="A & B" xmlUrl="https://a.example/?x=1&y=2"><outline xmlUrl=https://b.example/'
    assert read(body).feeds[0] == Subscription(url="https://a.example/?x=1&y=2", title="A & B")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_the_encoding_is_the_one_that_is_declared(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><opml><body>{outline(xmlUrl=FEED, text="Café")}</body></opml>'
    assert read(text.encode(encoding)).feeds[0].title == "Café"


@pytest.mark.parametrize("body", [b"", b"no xml", b"<html><body>Hello</body></html>", b"<rss/>", b"\x00\xff" * 99])
def test_what_is_no_opml_is_refused(body):
    with pytest.raises(SourceError, match="no OPML"):
        read_opml(body, name="x")


def test_entities_are_never_expanded_nor_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    body = f"""<!DOCTYPE opml [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file://{secret}">]>
        <opml><head><title>&b;&f;</title></head><body>{outline(xmlUrl=FEED, text="x&b;")}</body></opml>""".encode()
    found = read(body)
    assert "lol" not in repr(found)
    assert "hidden words" not in repr(found)
    assert found.feeds[0].url == FEED


def test_no_more_than_ten_thousand_outlines_are_read():
    many = "".join(f'<outline xmlUrl="https://a.example/{number}" text="A"/>' for number in range(10_050))
    found = read(many)
    assert len(found.feeds) == 10_000
    assert "only 10000 outlines are read" in found.skipped[-1].reason


def test_what_lies_too_deep_is_left_out_and_said_so():
    deep = outline(xmlUrl=FEED, text="deep")
    for _ in range(5000):
        deep = outline(deep, text="folder")
    found = read(outline(xmlUrl="https://b.example/", text="B") + deep)
    assert [feed.title for feed in found.feeds] == ["B"]
    assert "50 folders deep" in found.skipped[-1].reason


FEEDS = (
    Subscription(url=FEED, title="Harbour & <Lamp>", tags=("tv", "sci-fi/fantasy"), language="en"),
    Subscription(url="https://b.example/?x=1&y=2", title="B", home="https://b.example/"),
)


def test_what_is_written_is_read_back_the_same():
    assert read_opml(write_opml("Sources", FEEDS), name="x").feeds == FEEDS


def test_other_parsers_read_what_is_written():
    written = write_opml("Sources", FEEDS)
    found = listparser.parse(written)
    assert not found["bozo"]
    assert found["meta"]["title"] == "Sources"
    assert [feed["url"] for feed in found["feeds"]] == [feed.url for feed in FEEDS]
    assert [feed["title"] for feed in found["feeds"]] == [feed.title for feed in FEEDS]
    assert found["feeds"][0]["categories"] == [["tv"], ["sci-fi", "fantasy"]], "a slash is a path to it"
    root = ET.fromstring(written)
    assert root.get("version") == "2.0"
    assert [element.get("xmlUrl") for element in root.iter("outline")] == [feed.url for feed in FEEDS]


def test_passwords_are_never_written():
    secret = Subscription(url="https://me:hush@a.example/feed", home="https://me:hush@a.example/")
    assert b"hush" not in write_opml("Sources", [secret])


words = st.text(max_size=30)


@given(title=words, tags=st.lists(words, max_size=4), name=words)
def test_whatever_a_title_and_tags_hold_the_document_is_well_formed(title, tags, name):
    written = write_opml(title, [Subscription(url=FEED, title=name, tags=tuple(tags))])
    assert [element.get("xmlUrl") for element in ET.fromstring(written).iter("outline")] == [FEED]
    assert [feed.url for feed in read_opml(written, name="x").feeds] == [FEED]


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"<opml><body>{text}".encode()))
def test_no_bytes_raise_anything_but_that_they_are_no_opml(body):
    try:
        found = read_opml(body, name="x")
    except SourceError:
        return
    assert all(feed.url.startswith("http") for feed in found.feeds)
