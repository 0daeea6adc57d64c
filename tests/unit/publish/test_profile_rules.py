"""Every rule of the profile sees what it is for."""

import pytest

from caveat.model import Disclosure, Enclosure
from tests.unit.publish.jsonprofile import json_complaints
from tests.unit.publish.markup import faults
from tests.unit.publish.profile import RULES, complaints
from tests.unit.publish.samples import NOW, block, entry, rendered

_TYPES = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}
_UUID = "urn:uuid:00000000-0000-4000-8000-00000000000"


def _feeds() -> dict[str, bytes]:
    files = (Enclosure(url="https://news.example/a.mp3", media_type="audio/mpeg", length=1024),)
    entries = [
        entry(
            block(f"{number} opens & shuts."),
            title="A lamp & a keeper",
            tags=("tv",),
            image="https://news.example/i.jpg",
            image_width=1200,
            image_height=630,
            enclosures=files,
            number=number,
        )
        for number in (1, 2)
    ]
    return rendered(entries, Disclosure.FOLD)


_BROKEN = [
    ("only_known_elements", "rss", "<ttl>60</ttl>", "<tll>60</tll>"),
    ("only_known_elements", "rss", "<ttl>60</ttl>", "<ttl>60</ttl><ttl>60</ttl>"),
    ("only_known_elements", "atom", "<subtitle>", "<foo/><subtitle>"),
    ("all_that_is_asked_for", "rss", f'<guid isPermaLink="false">{_UUID}1</guid>', ""),
    ("all_that_is_asked_for", "atom", "<author><name>TV news, with fair warning</name></author>", ""),
    ("nothing_blank", "rss", "<category>tv</category>", "<category> </category>"),
    ("nothing_blank", "atom", 'term="tv"', 'term=""'),
    ("addresses_are_uris", "rss", "<link>https://news.example/tv/dune</link>", "<link>/tv/dune</link>"),
    ("addresses_are_uris", "rss", "<link>https://news.example/tv/dune</link>", "<link>https://n.example/a b</link>"),
    ("addresses_are_uris", "atom", 'url="https://news.example/i.jpg"', 'url="https://bücher.example/i.jpg"'),
    ("addresses_are_uris", "atom", 'href="https://news.example/tv/dune"', 'href="gemini://news.example/"'),
    ("enclosures_are_files", "rss", 'url="https://news.example/a.mp3"', 'url="https://localhost/a.mp3"'),
    ("enclosures_are_files", "rss", 'length="1024"', 'length="-1"'),
    ("enclosures_are_files", "rss", 'type="audio/mpeg"', 'type="sound"'),
    ("types_are_media_types", "atom", 'type="audio/mpeg"', 'type="sound"'),
    ("pictures_have_sizes_that_count", "rss", 'width="1200"', 'width="0"'),
    ("pictures_have_sizes_that_count", "rss", 'medium="image"', 'medium="picture"'),
    ("ids_are_unique", "rss", f"{_UUID}2", f"{_UUID}1"),
    ("ids_are_unique", "atom", f"{_UUID}2", "tag:2"),
    ("ids_are_unique", "rss", 'isPermaLink="false"', 'isPermaLink="true"'),
    ("times_are_plausible", "rss", "Mon, 09 Mar 2026", "Tue, 09 Mar 2026"),
    ("times_are_plausible", "rss", "Mon, 09 Mar 2026", "9. Mar 2026"),
    ("times_are_plausible", "atom", "2026-03-09T08", "1926-03-09T08"),
    ("times_are_plausible", "atom", "2026-03-09T08", "2027-03-09T08"),
    ("languages_are_known", "rss", "<language>en</language>", "<language>xx</language>"),
    ("languages_are_known", "atom", 'xml:lang="en"', 'xml:lang="english"'),
    ("plain_text_is_plain", "rss", "A lamp &#x26; a keeper", "A lamp &amp; a keeper"),
    ("plain_text_is_plain", "atom", "A lamp &#x26; a keeper", "A &#x3C;/b> lamp"),
    ("nothing_damaged", "rss", "A lamp", "A\x92 lamp"),
    ("nothing_damaged", "atom", 'term="tv"', 'term="t\ufffdv"'),
    ("content_is_safe_html", "rss", "&lt;p&gt;1 opens", "&lt;p&gt;&lt;script&gt;1&lt;/script&gt; opens"),
    ("content_is_safe_html", "atom", 'type="html"', 'type="text"'),
    ("it_knows_itself", "rss", 'rel="self"', 'rel="me"'),
    ("it_knows_itself", "atom", 'type="application/atom+xml"', 'type="text/xml"'),
    ("prefixes_are_the_usual_ones", "atom", "<published>", '<published xmlns:a="urn:a">'),
    ("time_to_live_counts", "rss", "<ttl>60</ttl>", "<ttl>0</ttl>"),
]


@pytest.mark.parametrize(("rule", "form", "old", "new"), _BROKEN)
def test_a_rule_sees_what_is_broken(rule: str, form: str, old: str, new: str):
    body = _feeds()[form]
    assert not complaints(body, _TYPES[form], NOW)
    assert old.encode() in body
    broken = body.replace(old.encode(), new.encode())
    assert rule in {said.partition(":")[0] for said in complaints(broken, _TYPES[form], NOW)}


def _cut(body: bytes, start: bytes, end: bytes) -> tuple[bytes, bytes]:
    first, last = body.index(start), body.index(end) + len(end)
    return body[first:last], body[:first] + body[last:]


def test_what_stands_in_the_wrong_place_is_seen():
    body = _feeds()["rss"]
    description, without = _cut(body, b"<description>1 opens", b"1 opens &#x26;amp; shuts.</description>")
    late = without.replace(b"</item>", description + b"</item>", 1)
    assert any("descriptions_come_first" in said for said in complaints(late, _TYPES["rss"], NOW))


def test_entries_of_one_moment_are_seen():
    body = _feeds()["atom"]
    time = body.split(b"<entry")[2].partition(b"<updated>")[2].partition(b"<")[0]
    first = body.split(b"<entry")[1].partition(b"<updated>")[2].partition(b"<")[0]
    broken = body.replace(time, first)
    assert any("no_two_updated_at_once" in said for said in complaints(broken, _TYPES["atom"], NOW))


def test_an_archive_that_leads_nowhere_is_seen():
    body = _feeds()["atom"].replace(
        b"<subtitle>", b'<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><subtitle>'
    )
    assert any("archives_lead_on" in said for said in complaints(body, _TYPES["atom"], NOW))


def test_every_rule_is_tried():
    tried = {rule for rule, *_ in _BROKEN}
    apart = {"descriptions_come_first", "no_two_updated_at_once", "archives_lead_on"}
    assert tried | apart == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"{_UUID}2", f"{_UUID}1"),
        ('"url":"https://news.example/tv/dune"', '"url":"/tv/dune"'),
        ('"tags":["tv"]', '"tags":[]'),
        ('"date_published":"2026-03-09T08:30:00+00:00"', '"date_published":"yesterday"'),
        ('"mime_type":"audio/mpeg"', '"mime_type":"sound"'),
        ('"content_html":', '"html":'),
        ("<p>1 opens", "<p><script>1</script> opens"),
        ('"home_page_url":', '"homepage":'),
    ],
)
def test_what_is_broken_in_json_is_seen(old: str, new: str):
    body = _feeds()["json"]
    assert not list(json_complaints(body))
    assert old.encode() in body
    assert list(json_complaints(body.replace(old.encode(), new.encode())))


@pytest.mark.parametrize(
    "html",
    [
        "<script>1</script>",
        '<p onclick="x()">a</p>',
        '<p style="color:red">a</p>',
        '<a href="/a">a</a>',
        '<img src="a.jpg">',
        "<p><ul><li>a</li></ul></p>",
        "<p>a",
        "a</p>",
        "a & b",
        "<p>&copy;</p>",
        '<a href="https://a.example/?a=1&copy=2">a</a>',
        '<a href="https://a.example/"><a href="https://a.example/">a</a></a>',
        '<p title="a" title="b">a</p>',
        "<!-- a -->",
    ],
)
def test_faults_of_html_are_seen(html: str):
    assert list(faults(html))
