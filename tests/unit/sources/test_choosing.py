"""The choice between lists: what belongs to the page that was asked for, alive before dead, whole before teasers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from caveat.model import Continuation, Link, ListPage, SourceKind
from caveat.sources import Asked, Candidate, Origin, ranked, reason, section_patterns, usable

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
SITE = "https://site.example"
FRONT, SECTION, ARTICLE = Asked(url=f"{SITE}/"), Asked(url=f"{SITE}/tv/"), Asked(url=f"{SITE}/tv/a", is_article=True)


def links(*paths, age=1.0):
    date = NOW - timedelta(days=age) if age else None
    return tuple(Link(key=path, url=f"{SITE}{path}", title="A", published=date) for path in paths)


def feed(path="/feed", *articles, age=1.0, **more):
    listed = ListPage(links=links(*(articles or ("/tv/a", "/books/b")), age=age))
    values = {"text_length": 5000, "origin": Origin.DECLARED, "listed": listed, **more}
    return Candidate(url=f"{SITE}{path}", kind=SourceKind.FEED, **values)


def listing(*articles):
    listed = ListPage(links=links(*(articles or ("/tv/x", "/tv/y"))))
    return Candidate(url=SECTION.url, kind=SourceKind.LISTING, origin=Origin.ASKED, listed=listed)


def sitemap(path="/sitemap.xml", *articles, **more):
    values = {"origin": Origin.ROBOTS, "listed": ListPage(links=links(*(articles or ("/tv/a", "/books/b")))), **more}
    return Candidate(url=f"{SITE}{path}", kind=SourceKind.SITEMAP, **values)


def order(asked, *candidates):
    """Places of the candidates, the best first."""
    return [candidates.index(found) for found in ranked(candidates, asked, NOW)]


def test_for_a_front_page_feeds_come_first_then_the_listing_then_sitemaps_of_news_and_others():
    news = sitemap("/news.xml", is_news=True)
    teasers = feed("/teasers", text_length=100)
    undated = feed("/undated", age=None)
    found = [sitemap(), news, listing(), undated, teasers, feed("/whole")]
    assert order(FRONT, *found) == [5, 4, 3, 2, 1, 0]


@pytest.mark.parametrize(
    "worse",
    [feed("/comments/feed"), feed("/c", title="Comments on: A"), feed(age=400), feed(listed=ListPage())],
    ids=["comments by address", "comments by title", "given up", "empty"],
)
@pytest.mark.parametrize("better", [listing(), feed("/teasers", text_length=50, age=None)])
def test_feeds_of_comments_of_nothing_and_from_long_ago_are_not_chosen(worse, better):
    assert order(FRONT, worse, better) == [1, 0]


def test_what_holds_nothing_or_comments_is_usable_only_as_the_very_address_given():
    for found in (feed("/comments/feed"), feed(listed=ListPage()), sitemap(listed=ListPage())):
        assert not usable(found)
        assert usable(replace(found, origin=Origin.ASKED))
    assert usable(sitemap(listed=ListPage(more=(Continuation(url=f"{SITE}/1.xml"),))))


@pytest.mark.parametrize("path", ["/index.html", "/INDEX.php", "/default.aspx", "/home.htm", ""])
def test_a_file_that_stands_for_the_front_page_is_no_section(path):
    assert not Asked(url=f"{SITE}{path}").is_section
    assert Asked(url=f"{SITE}/tv{path}").folder == f"{SITE}/tv/"


def test_a_page_that_its_query_names_is_a_section_without_a_folder():
    asked = Asked(url=f"{SITE}/?cat=3")
    assert (asked.is_section, asked.folder) == (True, None)
    assert order(asked, feed("/all", home=f"{SITE}/"), listing())[0] == 1


def test_of_equals_the_one_that_the_page_names_first_is_chosen():
    assert order(FRONT, feed("/rss"), feed("/atom")) == [0, 1]


def test_the_main_feed_is_the_one_that_names_the_front_page_as_its_home():
    assert order(FRONT, feed("/tv/feed", home=f"{SITE}/tv/"), feed(home="http://www.site.example")) == [1, 0]
    assert order(ARTICLE, feed("/tv/feed", home=f"{SITE}/tv/"), feed(home=f"{SITE}/")) == [1, 0]


@pytest.mark.parametrize(
    "own",
    [
        feed("/tv/feed"),
        feed("/f?s=tv", home=f"{SITE}/tv"),
        feed("/f?s=tv", "/tv/a", "/tv/b"),
        feed("/f?s=tv", "/x", "/y"),
    ],
    ids=["below it", "its home", "its articles' addresses", "the articles on the page"],
)
def test_for_a_section_its_own_feed_comes_before_everything(own):
    page = listing("/x", "/y", "/z") if own.links[0].key == "/x" else listing()
    assert order(SECTION, feed("/all", home=f"{SITE}/"), page, own)[0] == 2
    assert reason(own, SECTION, [page, own]) == "the feed of this section"


def test_without_one_the_listing_of_the_section_comes_before_the_feed_of_the_whole_site():
    whole = feed("/all", home=f"{SITE}/")
    assert order(SECTION, whole, listing()) == [1, 0]
    assert "the page lists the section" in reason(listing(), SECTION, [whole, listing()])


def test_a_dead_feed_of_the_section_is_not_chosen_before_what_lives():
    assert order(SECTION, feed("/tv/feed", age=999), feed("/all", home=f"{SITE}/"))[0] == 1


def test_what_lists_the_whole_site_is_held_to_the_section():
    assert section_patterns(feed(), SECTION) == (f"{SITE}/tv/*",)
    assert section_patterns(sitemap(), SECTION) == (f"{SITE}/tv/*",)
    assert section_patterns(sitemap(), Asked(url=f"{SITE}/tv?page=1#top")) == (f"{SITE}/tv/*",)


@pytest.mark.parametrize(
    ("found", "asked"),
    [
        (feed("/f", "/tv/a", "/tv/b"), SECTION),
        (feed("/f", "/2026/a", "/2026/b"), SECTION),
        (feed(), FRONT),
        (feed(), ARTICLE),
        (listing("/tv/a", "/b"), SECTION),
        (feed(), Asked(url=f"{SITE}/tv/", is_page=False)),
    ],
    ids=["all in it", "none in it", "front page", "article", "listing", "a feed itself"],
)
def test_and_nothing_else_is(found, asked):
    assert section_patterns(found, asked) == ()


def test_an_index_of_sitemaps_counts_as_a_sitemap_and_an_empty_one_as_nothing():
    index = sitemap("/index.xml", listed=ListPage(more=(Continuation(url=f"{SITE}/1.xml"),)))
    assert order(FRONT, sitemap("/empty.xml", listed=ListPage()), index) == [1, 0]


def test_there_is_a_reason_for_every_choice():
    whole = feed()
    for asked in (FRONT, SECTION, ARTICLE, Asked(url=f"{SITE}/feed", is_page=False)):
        for chosen in (whole, listing(), sitemap()):
            assert reason(chosen, asked, [whole, chosen])
