"""Leads to lists: what pages declare and link to, what hosts document, what robots.txt names."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model import Page, SourceKind
from caveat.sources import Origin, sitemap_leads, usual_leads
from caveat.sources.conventions import host_feed
from caveat.sources.discovery import MAX_LEADS, read_front

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def page(body, url="https://site.example/tv/", media_type="text/html"):
    return Page(url=url, body=body.encode() if isinstance(body, str) else body, media_type=media_type, fetched_at=NOON)


def leads(body, **more):
    return [lead.url for lead in read_front(page(body, **more)).leads]


def link(href="/feed", rel="alternate", kind="application/rss+xml", title=""):
    return f'<link rel="{rel}" type="{kind}" href="{href}" title="{title}">'


@pytest.mark.parametrize(
    "kind",
    ["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml",
     "Application/RSS+XML; charset=utf-8"],
)  # fmt: skip
def test_a_page_declares_its_feeds(kind):
    (lead,) = read_front(page(link(kind=kind, title="  Harbour\n Lamp "))).leads
    assert (lead.url, lead.kind, lead.origin) == ("https://site.example/feed", SourceKind.FEED, Origin.DECLARED)
    assert lead.title == "Harbour Lamp"


@pytest.mark.parametrize(
    "declared",
    [
        link(kind="text/html"),
        link(kind=""),
        link(kind="application/json+oembed"),
        link(kind="text/xml+oembed"),
        link("/wp-json/wp/v2/posts/7", kind="application/json"),
        link("/?rest_route=/wp/v2/posts", kind="application/json"),
        link(rel="alternate stylesheet"),
        link(rel="canonical"),
        link("javascript:alert(1)"),
        link("file:///etc/passwd"),
        link("data:text/xml,x"),
        link(""),
    ],
)
def test_what_else_a_page_declares_is_no_feed(declared):
    assert leads(declared) == []


def test_the_relation_feed_wants_no_type():
    assert leads('<link rel="feed" href="/entries">') == ["https://site.example/entries"]


def test_a_json_feed_declared_as_json_is_a_lead():
    assert leads(link("/feed.json", kind="application/json")) == ["https://site.example/feed.json"]


def test_addresses_count_from_the_base_of_the_page():
    assert leads(f'<base href="https://cdn.example/x/">{link("feed")}') == ["https://cdn.example/x/feed"]


def test_declared_feeds_keep_their_order_and_those_of_comments_come_last():
    declared = link("/a/comments/feed/") + link("/b", title="Comments on: A") + link("/c") + link("/d")
    assert leads(declared) == [f"https://site.example{path}" for path in ("/c", "/d", "/a/comments/feed/", "/b")]


def test_each_address_is_one_lead_without_its_fragment():
    assert leads(link("/feed") + link("https://SITE.example/feed#top")) == ["https://site.example/feed"]


@pytest.mark.parametrize(
    "href",
    ["/feed", "/feed/", "/feeds/tv", "/tv/rss", "/rss.xml", "/index.rdf", "/all.atom", "/?feed=rss2", "/x?format=rss",
     "https://feeds.site.example/rss"],
)  # fmt: skip
def test_links_that_look_like_feeds_of_the_site_are_leads(href):
    (lead,) = read_front(page(f'<p>Subscribe: <a href="{href}">the <b>feed</b></a></p>')).leads
    assert (lead.origin, lead.title) == (Origin.LINKED, "the feed")


@pytest.mark.parametrize(
    "href", ["/feedback", "/food/rssa", "https://reader.example/feed", "https://evilsite.example/feed", "/a?x=feed"]
)
def test_other_links_are_none(href):
    assert leads(f'<a href="{href}">feed</a>') == []


def test_declared_feeds_come_before_linked_ones():
    assert leads(f'<a href="/rss">RSS</a>{link("/atom.xml")}') == [
        "https://site.example/atom.xml",
        "https://site.example/rss",
    ]


def test_a_page_says_whether_it_is_an_article_and_a_front_page_is_none():
    said = '<title>A</title><meta property="og:type" content="article">'
    assert read_front(page(said)).is_article
    assert not read_front(page(said, url="https://site.example/")).is_article
    assert not read_front(page('<meta property="og:type" content="website">')).is_article
    assert read_front(page(said)).title == "A"


def test_the_host_is_known_by_the_address_or_by_the_one_that_the_page_gives_itself():
    channel = "https://www.youtube.com/channel/UC1234567890123456789012"
    feed = "https://www.youtube.com/feeds/videos.xml?channel_id=UC1234567890123456789012"
    assert leads("<p>x</p>", url=channel) == [feed]
    handle = page(f'<link rel="canonical" href="{channel}">', url="https://www.youtube.com/@harbour")
    assert [(lead.url, lead.origin) for lead in read_front(handle).leads] == [(feed, Origin.HOST)]


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        ("https://old.reddit.com/r/television/top/", "https://www.reddit.com/r/television/.rss"),
        ("https://www.youtube.com/playlist?list=PL12", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL12"),
        ("https://www.youtube.com/@someone", None),
        ("https://github.com/owner/repo", "https://github.com/owner/repo/releases.atom"),
        ("https://github.com/owner/repo.git", "https://github.com/owner/repo/releases.atom"),
        ("https://github.com/owner", "https://github.com/owner.atom"),
        ("https://medium.com/@someone", "https://medium.com/feed/@someone"),
        ("https://someone.medium.com/a-story-123", "https://someone.medium.com/feed"),
        ("https://someone.substack.com/p/a", "https://someone.substack.com/feed"),
        ("https://letterboxd.com/someone/films/", "https://letterboxd.com/someone/rss/"),
        ("https://someone.tumblr.com/", "https://someone.tumblr.com/rss"),
        ("https://www.tumblr.com/someone", "https://someone.tumblr.com/rss"),
        ("https://someone.blogspot.com/2026/05/a.html", "https://someone.blogspot.com/feeds/posts/default"),
        ("https://bsky.app/profile/someone.example", "https://bsky.app/profile/someone.example/rss"),
        ("https://social.example/@someone", "https://social.example/@someone.rss"),
        ("https://social.example/@someone/1234", None),
        ("https://site.example/tv/", None),
    ],
)
def test_the_feeds_that_hosts_document(address, feed):
    assert host_feed(address) == feed


def test_usual_addresses_are_those_of_the_page_s_folder_and_then_those_of_the_root():
    usual = [lead.url for lead in usual_leads("https://site.example/tv/news")]
    assert usual[0] == "https://site.example/tv/feed/"
    assert usual.index("https://site.example/tv/rss.xml") < usual.index("https://site.example/feed/")
    assert "https://site.example/?feed=rss2" in usual
    assert all(lead.origin is Origin.USUAL for lead in usual_leads("https://site.example/tv/news"))
    assert len(usual) == len(set(usual)) == 16


def robots(text):
    return page(text, url="https://site.example/robots.txt", media_type="text/plain")


def test_sitemaps_are_those_that_robots_txt_names_and_those_of_news_come_first():
    text = "User-agent: *\nDisallow: /x\nSitemap: /sitemap.xml\r\n sitemap : https://cdn.example/news.xml\nSitemap: ftp://x/"
    assert [(lead.url, lead.origin) for lead in sitemap_leads("https://site.example/tv/", robots(text))] == [
        ("https://cdn.example/news.xml", Origin.ROBOTS),
        ("https://site.example/sitemap.xml", Origin.ROBOTS),
    ]


@pytest.mark.parametrize("answer", [None, robots("User-agent: *\nDisallow:"), robots("<html>not found</html>")])
def test_where_none_is_named_the_usual_ones_are_tried(answer):
    assert [lead.url for lead in sitemap_leads("https://site.example/tv/", answer)] == [
        "https://site.example/news-sitemap.xml",
        "https://site.example/sitemap.xml",
        "https://site.example/sitemap_index.xml",
    ]


def test_a_page_that_declares_without_end_is_taken_by_its_first_hundred():
    body = "".join(link(f"/feed/{number}") for number in range(5000))
    assert len(leads(body)) == MAX_LEADS


@given(st.binary(max_size=400) | st.text(max_size=400))
def test_no_page_raises(body):
    read_front(page(body))


@given(st.text(max_size=60))
def test_no_address_of_a_lead_is_other_than_http(href):
    declared = link(href.replace('"', ""))
    assert all(url.startswith(("http://", "https://")) for url in leads(declared + f'<a href="{href}">rss</a>'))
