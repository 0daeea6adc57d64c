"""The list of feeds, as feed readers import it."""

import xml.etree.ElementTree as ET

import listparser

from caveat.model import Feed, Format, Variant
from caveat.publish.opml import opml
from tests.unit.publish.samples import site

TV = Feed(
    id="tv",
    title="TV & <film>",
    description="What we\x7f watch.",
    language="de",
    formats=(Format.RSS, Format.ATOM, Format.JSON),
    variants=(Variant.SAFE, Variant.SPOILER_FREE),
)
NOTES = Feed(id="notes", title="\x00 \x7f", formats=(Format.JSON,), language="xx")


def test_a_reader_subscribes_to_each_feed_once_in_its_best_format():
    found = listparser.parse(opml([TV, NOTES], site()))
    assert not found.bozo
    assert [(feed.title, feed.url) for feed in found.feeds] == [
        ("TV & <film>", "https://feeds.example/feeds/tv.atom"),
        ("notes", "https://feeds.example/feeds/notes.json"),
    ]


def test_an_outline_says_what_is_known_of_a_feed():
    tv, notes = ET.fromstring(opml([TV, NOTES], site())).iter("outline")
    assert tv.attrib == {
        "type": "rss",
        "text": "TV & <film>",
        "title": "TV & <film>",
        "description": "What we watch.",
        "language": "de",
        "xmlUrl": "https://feeds.example/feeds/tv.atom",
        "htmlUrl": "https://feeds.example/feeds/tv.html",
    }
    assert not {"description", "language"} & notes.attrib.keys()


def test_the_head_has_a_title_and_no_date():
    root = ET.fromstring(opml([TV], site()))
    head = root.find("head")
    assert head is not None
    assert (root.tag, root.get("version"), [child.tag for child in head]) == ("opml", "2.0", ["title"])
