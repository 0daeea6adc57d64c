"""Owns what JSON Feed readers get."""

import json
from dataclasses import replace
from datetime import timedelta

from caveat.model import Disclosure, Enclosure, Entry
from caveat.publish import feed_drafts
from tests.unit.publish.samples import LEAD_WORDS, PUBLISHED, block, entry, feed, notice, press, rendered, site


def document(*entries: Entry, disclosure: Disclosure = Disclosure.FOLD) -> dict[str, object]:
    found: dict[str, object] = json.loads(rendered(list(entries), disclosure)["json"])
    return found


def item(shown: Entry) -> dict[str, object]:
    items = document(shown)["items"]
    assert isinstance(items, list)
    found: dict[str, object] = items[0]
    return found


def test_the_head_says_what_the_feed_is():
    head = document()
    assert head["version"] == "https://jsonfeed.org/version/1.1"
    assert head["feed_url"] == "https://feeds.example/feeds/tv.json"
    assert head["home_page_url"] == "https://feeds.example/feeds/tv.html"
    assert (head["title"], head["language"], head["items"]) == ("TV news, with fair warning", "en", [])


def test_the_head_names_hubs_and_the_next_page():
    where = replace(site(), hubs=("https://hub.example/",))
    entries = [entry(number=number, published=PUBLISHED - timedelta(days=number)) for number in range(1, 6)]
    drafts = feed_drafts(feed(limit=2), [found.head for found in entries], press(*entries, where=where))
    heads = {draft.path: json.loads(draft.render().body) for draft in drafts if draft.format == "json"}
    assert heads["tv.json"]["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert heads["tv.json"]["next_url"].startswith("https://feeds.example/feeds/tv.archive-")
    assert not {"hubs", "next_url"} & heads["tv.archive-1.json"].keys()


def test_addresses_are_uris():
    found = item(entry(url="https://news.example/a b", image="https://bücher.example/i.jpg"))
    assert (found["url"], found["image"]) == ("https://news.example/a%20b", "https://xn--bcher-kva.example/i.jpg")


def test_an_item_has_every_field():
    found = item(entry(block("It opens."), tags=("tv",), image="https://news.example/i.jpg"))
    assert found == {
        "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
        "url": "https://news.example/tv/dune",
        "title": "What the desert keeps",
        "content_html": "<p>It opens.</p>",
        "summary": "It opens.",
        "image": "https://news.example/i.jpg",
        "date_published": "2026-03-09T08:30:00+00:00",
        "date_modified": "2026-03-10T17:05:00+00:00",
        "authors": [{"name": "Ana Berg"}],
        "tags": ["tv"],
        "language": "en",
    }


def test_the_files_of_an_article_are_attachments():
    files = (
        Enclosure(url="https://news.example/a.mp3", media_type="audio/mpeg", length=1024),
        Enclosure(url="https://news.example/b"),
    )
    assert item(entry(block("It opens."), enclosures=files))["attachments"] == [
        {"url": "https://news.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1024},
        {"url": "https://news.example/b", "mime_type": "application/octet-stream"},
    ]


def test_what_is_unknown_is_left_out():
    found = item(entry(authors=(), language=None))
    assert not {"image", "attachments", "authors", "tags", "language", "_spoiler"} & found.keys()


def test_notices_are_data_under_the_names_of_the_domain():
    extension = item(entry(block("It ends."), notices=(notice(1),)))["_spoiler"]
    assert isinstance(extension, dict)
    assert extension["warning"] == f"Spoiler warning: {LEAD_WORDS}"
    (found,) = extension["notices"]
    assert (found["text"], found["polarity"], found["covers"]) == (LEAD_WORDS, "contains", [1])
    assert found["works"][0]["title"] == "Dune: Part Two"


def test_a_lone_surrogate_does_not_stop_the_feed():
    assert item(entry(block("One"), notices=(notice(1, text="Spoilers\ud800 ahead"),)))["title"]
