"""Owns the checks of what the newsroom makes of its index: order, front pages, feed."""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from caveat.demo.fronts import home_page, listing_page
from caveat.demo.stories import Index, read_index
from caveat.demo.syndication import rss

INDEX = """
site = "Salt & Pepper"
description = "Food < thought"
language = "en-GB"

[[story]]
slug = "older"
title = "Older & <b>bolder</b>"
authors = ["Ann O'Dyne", "Bo"]
published = 2026-01-02T10:00:00+01:00
updated = 2026-01-05T00:00:00Z
teaser = "A \\"quoted\\" teaser"
tags = ["a&b", "c"]
image = "x.svg"
charset = "windows-1252"

[[story]]
slug = "newer"
title = "Newer"
authors = ["Cy"]
published = 2026-01-02T09:30:00Z
teaser = "Plain"
tags = []
image = "x.svg"
"""


@pytest.fixture
def index(tmp_path: Path) -> Index:
    (tmp_path / "index.toml").write_text(INDEX, encoding="utf-8")
    return read_index(tmp_path)


def test_stories_come_newest_first_whatever_their_offset(index: Index) -> None:
    assert [story.slug for story in index.stories] == ["newer", "older"]


def test_a_story_was_changed_when_it_was_published_unless_the_index_says_otherwise(index: Index) -> None:
    newer, older = index.stories

    assert (newer.updated, newer.charset) == (newer.published, "utf-8")
    assert older.updated == index.changed == datetime(2026, 1, 5, tzinfo=UTC)


def test_a_story_is_found_by_its_slug_only(index: Index) -> None:
    assert index.find("older") is index.stories[1]
    assert index.find("../older") is None


def test_the_listing_shows_words_as_words(index: Index) -> None:
    page = BeautifulSoup(listing_page(index), "lxml")

    assert [link.get_text() for link in page.select("article.card h2 a")] == ["Newer", "Older & <b>bolder</b>"]
    assert page.select_one("article.card b") is None


def test_the_listing_holds_a_card_that_is_no_story(index: Index) -> None:
    page = BeautifulSoup(listing_page(index), "lxml")

    assert len(page.select(".card")) == len(index.stories) + 1


def test_the_home_page_shows_words_as_words(index: Index) -> None:
    page = BeautifulSoup(home_page(index), "lxml")

    assert page.select("h1")[0].get_text() == "Salt & Pepper"
    assert "Food < thought" in page.get_text()


def test_an_item_of_the_feed_says_what_the_index_says(index: Index) -> None:
    channel = ElementTree.fromstring(rss(index)).find("channel")
    assert channel is not None
    item = channel.findall("item")[1]

    assert item.findtext("title") == "Older & <b>bolder</b>"
    assert item.findtext("guid") == item.findtext("link") == "http://newsroom.example/tv/older"
    assert item.findtext("pubDate") == "Fri, 02 Jan 2026 10:00:00 +0100"
    assert [creator.text for creator in item.findall("{http://purl.org/dc/elements/1.1/}creator")] == [
        "Ann O'Dyne",
        "Bo",
    ]
    assert [category.text for category in item.findall("category")] == ["a&b", "c"]


def test_the_feed_dates_itself_by_its_newest_change(index: Index) -> None:
    channel = ElementTree.fromstring(rss(index)).find("channel")
    assert channel is not None

    assert channel.findtext("lastBuildDate") == "Mon, 05 Jan 2026 00:00:00 +0000"
