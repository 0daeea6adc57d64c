"""Listing pages become links, through the selectors of an operator."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from caveat.errors import SourceError
from caveat.model import Every, ListingRules, Page, Source, SourceKind
from caveat.sources import read_listing

ADDRESS = "https://news.example/tv/"
CARDS = """<!doctype html><html><body>
<article class="card"><a href="/tv/lamp?utm_source=x"><img src="l.jpg" alt=""></a>
  <h2><a href="/tv/lamp?utm_source=x">The <em>Lamp</em></a></h2>
  <time datetime="2026-03-12T10:00:00+02:00">Thursday</time></article>
<article class="card"><h2><a href="keeper">The Keeper</a></h2><span class="date">2026-03-11</span></article>
<article class="card"><h2><a href="https://news.example/tv/lamp">The Lamp, again</a></h2></article>
<article class="card"><h2><a href="mailto:a@b.example">Write to us</a></h2></article>
<article class="card"><h2>No link</h2></article>
</body></html>"""


def read(html, *, charset=None, url=ADDRESS, **rules):
    source = Source(
        id="tv",
        kind=SourceKind.LISTING,
        url=ADDRESS,
        schedule=Every(interval=timedelta(hours=1)),
        listing=ListingRules(**rules) if rules else None,
    )
    body = html.encode() if isinstance(html, str) else html
    page = Page(url=url, body=body, charset=charset, fetched_at=datetime(2026, 3, 14, tzinfo=UTC))
    return read_listing(page, source=source).links


def test_each_item_is_a_link_once():
    lamp, keeper = read(CARDS, item="article.card")
    assert lamp.url == "https://news.example/tv/lamp?utm_source=x"
    assert lamp.key == "https://news.example/tv/lamp"
    assert lamp.title == "The Lamp"
    assert (keeper.url, keeper.title) == ("https://news.example/tv/keeper", "The Keeper")


def test_dates_are_read_where_they_are_dates():
    lamp, keeper = read(CARDS, item="article.card", published="time, .date")
    assert lamp.published == datetime(2026, 3, 12, 8, tzinfo=UTC)
    assert keeper.published == datetime(2026, 3, 11, tzinfo=UTC)
    assert read("<p><a href='x'>T</a> <i>last week</i></p>", item="p", published="i")[0].published is None


def test_the_title_comes_from_its_selector():
    html = "<li><a href='x'>more</a><b>The Lamp</b></li>"
    assert read(html, item="li", title="b")[0].title == "The Lamp"


def test_an_item_may_be_the_link_itself():
    links = read(CARDS, item="h2 a")
    assert [link.title for link in links] == ["The Lamp", "The Keeper"]


def test_a_link_selector_may_name_what_holds_the_link():
    assert read(CARDS, item="article", link="h2")[0].url == "https://news.example/tv/lamp?utm_source=x"


def test_a_picture_that_links_names_its_article():
    assert read("<li><a href='x'><img alt='The Lamp'></a></li>", item="li")[0].title == "The Lamp"


def test_addresses_count_from_the_base_of_the_page_or_where_it_came_from():
    html = "<base href='/archive/'><li><a href='x'>T</a></li>"
    assert read(html, item="li")[0].url == "https://news.example/archive/x"
    moved = read("<li><a href='x'>T</a></li>", url="https://other.example/b/", item="li")
    assert moved[0].url == "https://other.example/b/x"


@pytest.mark.parametrize("charset", [None, "utf-8", "idna", "no-such-thing", "iso-8859-1"])
def test_the_characters_are_right_whatever_the_server_says(charset):
    html = "<meta charset='windows-1251'><li><a href='x'>Café – été</a></li>"
    assert read(html, charset=charset, item="li")[0].title == "Café – été"


def test_a_declared_encoding_is_read():
    html = "<meta charset='windows-1251'><li><a href='x'>Лампа</a></li>".encode("cp1251")
    assert read(html, item="li")[0].title == "Лампа"


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"item": "article.story"}, "article.story"),
        ({"item": "article.card", "link": "h3 a"}, "h3 a"),
        ({"item": "article["}, "selector"),
        ({"item": "article", "title": "::nope"}, "selector"),
    ],
)
def test_a_selector_that_finds_nothing_is_named(rules, words):
    with pytest.raises(SourceError) as caught:
        read(CARDS, **rules)
    assert words in str(caught.value)
    assert caught.value.url == ADDRESS


def test_a_title_in_words_goes_before_what_a_picture_shows():
    html = "<li><a href='x'><img alt='A photo'></a> <a href='x'>The Lamp</a></li>"
    assert read(html, item="li")[0].title == "The Lamp"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("12 March 2026", datetime(2026, 3, 12, tzinfo=UTC)),
        ("Posted on March 12th, 2026 by Ann", datetime(2026, 3, 12, tzinfo=UTC)),
        ("2026年3月12日", datetime(2026, 3, 12, tzinfo=UTC)),
        ("2026.03.12", datetime(2026, 3, 12, tzinfo=UTC)),
        ("soon", None),
    ],
)
def test_dates_are_read_as_people_write_them(said, day):
    assert read(f"<li><a href='x'>T</a> <i>{said}</i></li>", item="li", published="i")[0].published == day


def test_an_address_that_holds_its_day_dates_its_article():
    assert read("<li><a href='/2026/03/12/x'>T</a></li>", item="li")[0].published == datetime(2026, 3, 12, tzinfo=UTC)


def test_the_digest_changes_with_what_the_list_says():
    one, same, other = (read(f"<li><a href='x'>{title}</a></li>", item="li")[0].digest for title in ("a", "a", "b"))
    assert one == same != other


@pytest.mark.parametrize("html", ["", "\x00", "<a " * 100_000])
def test_hostile_pages_end_in_an_error(html):
    with pytest.raises(SourceError):
        read(html, item="li")


def test_a_link_far_down_in_a_page_is_found_in_time():
    started = time.process_time()
    html = "<div>" * 20_000 + "<li><a href='x'>T</a></li>"
    assert read(html, item="li")[0].title == "T"
    assert time.process_time() - started < 10
