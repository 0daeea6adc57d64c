"""Files and pictures of articles, wherever a feed names them."""

import json

import pytest

from caveat.model import Enclosure
from tests.unit.sources.single import read

SPACES = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'


def item(elements):
    return read(f"<rss {SPACES}><channel><item><guid>g</guid>{elements}</item></channel></rss>")


def entry(elements):
    return read(f'<feed xmlns="http://www.w3.org/2005/Atom" {SPACES}><entry><id>g</id>{elements}</entry></feed>')


def json_item(**fields):
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "g", **fields}]}
    return read(json.dumps(feed))


def test_an_enclosure_of_rss_has_its_type_and_length():
    link = item('<enclosure url="/a.mp3" type="Audio/MPEG; x=y" length="1024"/>')
    assert link.enclosures == (Enclosure(url="https://news.example/a.mp3", media_type="audio/mpeg", length=1024),)


def test_links_of_atom_enclose_as_many_files_as_there_are():
    link = entry(
        '<link href="/story"/><link rel="enclosure" href="/a.ogg" type="audio/ogg" length="7"/>'
        '<link rel="enclosure" href="/b.pdf" length="many"/>'
    )
    assert link.url == "https://news.example/story"
    assert link.enclosures == (
        Enclosure(url="https://news.example/a.ogg", media_type="audio/ogg", length=7),
        Enclosure(url="https://news.example/b.pdf", media_type="application/pdf"),
    )


def test_of_a_group_of_media_whose_files_are_one_the_default_counts():
    link = item(
        '<media:group><media:content url="/low.mp4" type="video/mp4"/>'
        '<media:content url="/high.mp4" type="video/mp4" fileSize="99" isDefault="true"/>'
        '<media:thumbnail url="/still.jpg"/></media:group>'
    )
    assert [file.url for file in link.enclosures] == ["https://news.example/high.mp4"]
    assert link.image == "https://news.example/still.jpg"


def test_attachments_of_json_feed_are_enclosures():
    attachments = [
        {"url": "/a.m4a", "mime_type": "audio/x-m4a", "size_in_bytes": 5},
        {"url": ["/x"]},
        "nothing",
        {"url": "/b"},
    ]
    link = json_item(attachments=attachments, image="/i.png", banner_image="/b.png")
    assert link.enclosures == (
        Enclosure(url="https://news.example/a.m4a", media_type="audio/x-m4a", length=5),
        Enclosure(url="https://news.example/b"),
    )
    assert link.image == "https://news.example/i.png"
    assert json_item(banner_image="/b.png").image == "https://news.example/b.png"


@pytest.mark.parametrize(
    ("elements", "image"),
    [
        ('<media:thumbnail url="/a.jpg"/>', "a.jpg"),
        ('<media:thumbnail url="/a.jpg" width="60"/><media:content url="/b.jpg" medium="image" width="900"/>', "b.jpg"),
        ('<media:content url="/b.jpg" type="image/jpeg"/><media:content url="/c.jpg" width="2"/>', "c.jpg"),
        ('<itunes:image href="/c.png"/>', "c.png"),
        ("<image><url>/d.gif</url></image>", "d.gif"),
        ("<image>/d.gif</image>", "d.gif"),
        ('<enclosure url="/a.mp3" type="audio/mpeg"/><enclosure url="/e.webp"/>', "e.webp"),
        ('<media:content url="/a.mp4" type="video/mp4"><media:thumbnail url="/f.jpg"/></media:content>', "f.jpg"),
        ('<media:thumbnail url="javascript:alert(1)"/>', None),
        ('<enclosure url="/a.mp3" type="audio/mpeg"/>', None),
    ],
)
def test_the_picture_is_the_widest_that_is_offered_as_one_else_a_file_that_is_one(elements, image):
    assert item(elements).image == (f"https://news.example/{image}" if image else None)


def test_the_picture_is_no_file_besides_unless_it_is_enclosed():
    several = '<media:content url="/a.jpg" medium="image"/><media:content url="/b.jpg" medium="image"/>'
    link = item(several)
    assert link.image == "https://news.example/a.jpg"
    assert [file.url for file in link.enclosures] == ["https://news.example/b.jpg"]
    link = item('<enclosure url="/a.jpg" type="image/jpeg" length="1"/>')
    assert [file.url for file in link.enclosures] == [link.image] == ["https://news.example/a.jpg"]


def test_files_are_web_addresses_each_once_and_at_most_twenty():
    names = ["ftp://news.example/a", "javascript:x", "", "/0.mp3", *(f"/{number}.mp3" for number in range(500))]
    link = item("".join(f'<enclosure url="{name}" type="audio/mpeg"/>' for name in names))
    assert [file.url for file in link.enclosures] == [f"https://news.example/{number}.mp3" for number in range(20)]


def test_the_digest_changes_with_a_file_and_not_with_the_key_that_its_address_is_signed_with():
    one, same, other = (
        item(f'<enclosure url="https://cdn.example/{name}" type="audio/mpeg"/>').digest
        for name in ("a.mp3?sign=1", "a.mp3?sign=2", "b.mp3?sign=1")
    )
    assert one == same != other
