"""Owns what RSS and Atom readers get: valid documents, dates of the data, text that stays text."""

import locale
import xml.etree.ElementTree as ET
from dataclasses import replace
from html import unescape

import feedparser
import pytest

from caveat.model import (
    NOTICE_NAMESPACE,
    Disclosure,
    Enclosure,
    Entry,
)
from caveat.publish import feed_drafts
from tests.unit.publish.samples import LINK, block, entry, feed, notice, press, rendered

ATOM = "{http://www.w3.org/2005/Atom}"
OURS = f"{{{NOTICE_NAMESPACE}}}"
XML = ["rss", "atom"]


def document(form: str, *entries: Entry) -> bytes:
    return rendered(list(entries), Disclosure.FOLD)[form]


@pytest.mark.parametrize("form", XML)
def test_a_reader_gets_every_field(form: str):
    shown = entry(
        block("It opens."), authors=("Ana Berg", "Tom Okafor"), tags=("tv",), image="https://news.example/i.jpg"
    )
    parsed = feedparser.parse(document(form, shown))
    found = parsed.entries[0]
    assert not parsed.bozo
    assert (found.id, found.link, found.title) == (shown.id, LINK, "What the desert keeps")
    assert found.published_parsed[:5] == (2026, 3, 9, 8, 30)
    assert "Ana Berg" in found.author or "Ana Berg" in [author.name for author in found.authors]
    assert b"Tom Okafor" in document(form, shown)
    assert [tag.term for tag in found.tags] == ["tv"]
    assert found.media_thumbnail == [{"url": "https://news.example/i.jpg"}]
    assert found.content[0].value == "<p>It opens.</p>"
    assert parsed.feed.link == "https://feeds.example/feeds/tv.html"
    assert {"rel": "self", "href": f"https://feeds.example/feeds/tv.{form}"}.items() <= next(
        link for link in parsed.feed.links if link.rel == "self"
    ).items()


@pytest.mark.parametrize("form", XML)
@pytest.mark.parametrize(
    ("given", "link"),
    [
        ("https://bücher.example/straße?q=ä", "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4"),
        ("https://news.example/a b|c[1]", "https://news.example/a%20b%7Cc%5B1%5D"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/%41?a=%20", "https://news.example/%41?a=%20"),
        ("gemini://news.example/a", None),
        ("https://[::1]/a", None),
        (None, None),
    ],
)
def test_a_link_is_a_uri_or_leads_to_the_reading_page(form: str, given: str | None, link: str | None):
    shown = entry(url=given)
    assert feedparser.parse(document(form, shown)).entries[0].link == (
        link or f"https://feeds.example/feeds/articles/{shown.slug}.html"
    )


def test_rss_may_be_kept_for_an_hour():
    assert ET.fromstring(document("rss")).findtext("channel/ttl") == "60"


@pytest.mark.parametrize("form", XML)
def test_a_section_is_the_first_category_and_a_picture_has_its_size(form: str):
    shown = entry(
        block("It opens."),
        section="Culture",
        tags=("tv", "culture"),
        image="https://news.example/i.jpg",
        image_width=1200,
        image_height=630,
    )
    found = feedparser.parse(document(form, shown)).entries[0]
    assert [tag.term for tag in found.tags] == ["Culture", "tv"]
    assert found.media_thumbnail == [{"url": "https://news.example/i.jpg", "width": "1200", "height": "630"}]


@pytest.mark.parametrize("form", XML)
def test_a_reader_gets_every_file(form: str):
    files = (
        Enclosure(url="https://news.example/a.mp3?x=1&y=2", media_type="audio/mpeg", length=1024),
        Enclosure(url="https://news.example/b.pdf", media_type="application/pdf"),
        Enclosure(url="https://news.example/c"),
    )
    parsed = feedparser.parse(document(form, entry(block("It opens."), enclosures=files)))
    assert not parsed.bozo
    found = parsed.entries[0]
    enclosed = [(link.href, link.get("type"), link.get("length")) for link in found.enclosures]
    beside = [(file["url"], file.get("type"), file.get("filesize")) for file in found.get("media_content", [])]
    first, second, third = (file.url for file in files)
    if form == "rss":
        assert enclosed == [(first, "audio/mpeg", "1024")]
        assert beside == [(second, "application/pdf", None), (third, None, None)]
    else:
        assert [(address, length) for address, _, length in enclosed] == [
            (first, "1024"),
            (second, None),
            (third, None),
        ]
        assert not beside
    assert found.link == LINK


def test_the_one_enclosure_of_rss_has_a_type_and_a_length_whatever_is_known():
    root = ET.fromstring(document("rss", entry(enclosures=(Enclosure(url="https://news.example/c"),))))
    found = root.find("channel/item/enclosure")
    assert found is not None
    assert found.attrib == {"url": "https://news.example/c", "type": "application/octet-stream", "length": "0"}


@pytest.mark.parametrize("form", XML)
def test_entries_stand_in_the_order_given(form: str):
    parsed = feedparser.parse(document(form, entry(number=1), entry(number=2), entry(number=3)))
    assert [found.id[-1] for found in parsed.entries] == ["1", "2", "3"]


def test_updated_is_the_newest_change_and_never_now():
    older = replace(entry(number=2), updated=entry().published)
    assert b"<lastBuildDate>Tue, 10 Mar 2026 17:05:00 GMT</lastBuildDate>" in document("rss", older, entry())
    atom = ET.fromstring(document("atom", older, entry()))
    newest = atom.findtext(f"{ATOM}updated")
    assert newest == max(found.findtext(f"{ATOM}updated") or "" for found in atom.iter(f"{ATOM}entry"))
    assert (newest or "").startswith("2026-03-10T17:05:00")


def test_an_empty_feed_dates_from_the_epoch_in_atom_and_from_nothing_in_rss():
    assert ET.fromstring(document("atom")).findtext(f"{ATOM}updated") == "1990-01-01T00:00:00+00:00"
    assert b"lastBuildDate" not in document("rss")
    assert not feedparser.parse(document("rss")).bozo


def test_the_guid_is_the_id_and_no_link():
    guid = ET.fromstring(document("rss", entry())).find("channel/item/guid")
    assert guid is not None
    assert (guid.text, guid.get("isPermaLink")) == (entry().id, "false")


def test_text_that_looks_like_markup_stays_text():
    shown = entry(block("Use <script> & &lt; well"), title="AT&T <b>")
    item = ET.fromstring(document("rss", shown)).find("channel/item")
    assert item is not None
    assert item.findtext("title") == "AT&T <b>"
    # What a reader takes for HTML and decodes once more.
    assert unescape(item.findtext("description") or "") == "Use <script> & &lt; well"
    summary = ET.fromstring(document("atom", shown)).find(f"{ATOM}entry/{ATOM}summary")
    assert summary is not None
    assert (summary.get("type"), summary.text) == ("text", "Use <script> & &lt; well")


@pytest.mark.parametrize("form", XML)
def test_characters_that_xml_forbids_are_left_out(form: str):
    bad = "\x00\x08\x1f\ud800\ufffe\uffff"
    shown = entry(
        block(f"b{bad}ody"),
        title=f"ti{bad}tle",
        authors=(f"au{bad}thor",),
        tags=(f"t{bad}ag",),
        notices=(notice(1, text=f"Spoilers{bad} ahead"),),
        image=f"https://news.example/{bad}.jpg",
        url=f"https://news.example/{bad}",
    )
    parsed = feedparser.parse(document(form, shown))
    assert not parsed.bozo
    assert parsed.entries[0].title.endswith("title")
    assert b"<spoilers:text>Spoilers ahead</spoilers:text>" in document(form, shown)


@pytest.mark.parametrize("form", XML)
def test_notices_are_structured_data(form: str):
    shown = entry(block("One"), block("Two"), notices=(notice(1, 2),))
    found = next(ET.fromstring(document(form, shown)).iter(f"{OURS}notice"))
    assert {
        "polarity": "contains",
        "where": "lead",
        "covers": "1 2",
        "origin": "phrase",
    }.items() <= found.attrib.items()
    work = found.find(f"{OURS}work")
    assert work is not None
    assert work.attrib == {"title": "Dune: Part Two", "medium": "film", "unit": "film"}


def test_a_bad_entry_costs_itself_and_not_the_feed():
    entries = [entry(number=number) for number in (1, 2, 3)]
    entries[1] = replace(entries[1], published=entries[1].published.replace(tzinfo=None))
    drafts = feed_drafts(feed(), [found.head for found in entries], press(*entries))
    for document in (draft.render() for draft in drafts if draft.format in XML):
        assert [found.id[-1] for found in feedparser.parse(document.body).entries] == ["1", "3"]
        assert [(failure.stage, failure.url) for failure in document.failures] == [("publish", LINK)]


def test_the_locale_of_the_process_changes_no_date():
    available = next((name for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8") if _can_set(name)), None)
    if available is None:
        pytest.skip("no other locale on this machine")
    before = document("rss", entry())
    old = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, available)
        assert document("rss", entry()) == before
        assert locale.setlocale(locale.LC_ALL) != "C"
    finally:
        locale.setlocale(locale.LC_ALL, old)


def test_the_same_entries_give_the_same_bytes():
    entries = [entry(block("One"), notices=(notice(1),)), entry(number=2)]
    assert rendered(entries, Disclosure.FOLD) == rendered(list(entries), Disclosure.FOLD)


def _can_set(name: str) -> bool:
    old = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_ALL, old)
    return True
