"""Discovery on real servers: each kind of site, what is asked of it, and what is told where nothing is found."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from caveat.fetch import HttpFetcher
from caveat.jobs import InlineWorkers
from caveat.model import FetchSettings, SourceKind
from caveat.pipeline.discover import MAX_FEEDS, Discoverer
from caveat.sources import Origin

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
LOOPBACK = FetchSettings(allow_networks=(ip_network("127.0.0.1/32"),), delay=timedelta(0), timeout=timedelta(seconds=5))
GUESSES = 11
"""Names of feeds that are tried at the root of a site."""


class Noon:
    def now(self):
        return NOON


def discover(url, kind=None, **settings):
    async def story():
        async with HttpFetcher(replace(LOOPBACK, **settings), Noon()) as fetcher:
            return await Discoverer(fetcher=fetcher, workers=InlineWorkers(), now=NOON, kind=kind).discover(url)

    return asyncio.run(story())


def rss(*slugs, title="The Lamp", home="/"):
    items = "".join(
        f"<item><title>{slug}</title><link>/{slug}</link><pubDate>Fri, 01 May 2026 09:00:00 GMT</pubDate></item>"
        for slug in slugs
    )
    body = f'<rss version="2.0"><channel><title>{title}</title><link>{home}</link>{items}</channel></rss>'
    return 200, {"content-type": "application/rss+xml"}, body.encode()


def urlset(*urls):
    body = f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"
    return 200, {"content-type": "application/xml"}, body.encode()


def html(head="", body="<p>Nothing to see.</p>"):
    return f"<!DOCTYPE html><html><head><title>The Lamp</title>{head}</head><body>{body}</body></html>"


def link(href, title=""):
    return f'<link rel="alternate" type="application/rss+xml" href="{href}" title="{title}">'


def paths(server):
    return [asked.path for asked in server.asked]


def found(discovery, server):
    return [(candidate.kind.value, candidate.url.removeprefix(server.url)) for candidate in discovery.candidates]


def test_a_feed_that_only_the_page_declares(site):
    server = site({"/": html(link("/hidden/x7")), "/hidden/x7": rss("a", "b")})
    discovery = discover(f"{server.url}/")
    assert found(discovery, server) == [("feed", "/hidden/x7")]
    (feed,) = discovery.candidates
    assert (feed.title, feed.origin, len(feed.links)) == ("The Lamp", Origin.DECLARED, 2)
    assert [path for path in paths(server) if path != "/robots.txt"] == ["/", "/hidden/x7"], "nothing is guessed"


def test_a_feed_that_stands_only_at_a_usual_address(site):
    server = site({"/": html(), "/atom.xml": rss("a")})
    discovery = discover(f"{server.url}/")
    assert found(discovery, server) == [("feed", "/atom.xml")]
    assert discovery.candidates[0].origin is Origin.USUAL
    assert not {"/rss/", "/sitemap.xml"} & set(paths(server)), "nothing more is guessed"


def test_a_feed_that_was_given_up_does_not_end_the_search(site):
    old = rss("a")[2].replace(b"01 May 2026", b"01 May 2020")
    server = site({"/": html(link("/old")), "/old": (200, {}, old), "/sitemap.xml": urlset("https://site.example/a")})
    assert found(discover(f"{server.url}/"), server) == [("feed", "/old"), ("sitemap", "/sitemap.xml")]


def test_a_sitemap_that_only_robots_txt_names(site):
    server = site({"/": html()})
    server.routes["/robots.txt"] = (200, {}, f"Sitemap: {server.url}/maps/7.xml".encode())
    server.routes["/maps/7.xml"] = urlset(f"{server.url}/a", f"{server.url}/b")
    discovery = discover(f"{server.url}/")
    assert found(discovery, server) == [("sitemap", "/maps/7.xml")]
    assert discovery.candidates[0].origin is Origin.ROBOTS


def test_a_sitemap_that_nobody_names(site):
    server = site({"/": html(), "/sitemap.xml": urlset("https://site.example/a")})
    assert found(discover(f"{server.url}/"), server) == [("sitemap", "/sitemap.xml")]


def test_a_feed_itself_needs_no_second_request(site):
    server = site({"/x": rss("a")})
    discovery = discover(f"{server.url}/x")
    assert found(discovery, server) == [("feed", "/x")]
    assert not discovery.asked.is_page
    assert [path for path in paths(server) if path != "/robots.txt"] == ["/x"]


def test_a_json_feed_and_a_sitemap_themselves(site):
    feed = b'{"version": "https://jsonfeed.org/version/1", "title": "J", "items": [{"id": "1", "url": "/a"}]}'
    server = site({"/j": (200, {"content-type": "application/json"}, feed), "/s": urlset("https://site.example/a")})
    assert found(discover(f"{server.url}/j"), server) == [("feed", "/j")]
    assert found(discover(f"{server.url}/s"), server) == [("sitemap", "/s")]


def test_where_nothing_is_found_all_that_was_tried_is_told(site):
    server = site({"/": html()})
    discovery = discover(f"{server.url}/")
    assert discovery.candidates == ()
    tried = {attempt.url.removeprefix(server.url): attempt.error for attempt in discovery.attempts}
    assert {"/", "/feed/", "/rss.xml", "/?feed=rss2", "/robots.txt", "/sitemap.xml"} <= set(tried)
    assert "404" in tried["/rss.xml"]
    assert len([path for path in paths(server) if path != "/robots.txt"]) == 1 + GUESSES + 3


def test_a_site_that_answers_everything_with_a_page_has_no_feed(site):
    server = site({path: html() for path in ("/", "/feed/", "/rss.xml", "/sitemap.xml", "/robots.txt")})
    tried = {attempt.url.removeprefix(server.url): attempt.error for attempt in discover(f"{server.url}/").attempts}
    assert tried["/rss.xml"] == "is a page, and no feed"
    assert tried["/sitemap.xml"] == "is a page, and no sitemap"


def test_of_an_article_the_feed_of_its_site_is_taken(site):
    article = html(f'<meta property="og:type" content="article">{link("/tv/a/feed", "Comments on: A")}')
    routes = {"/tv/a": article, "/tv/a/feed": rss("c1"), "/": html(link("/all")), "/all": rss("a", "b")}
    server = site(routes)
    discovery = discover(f"{server.url}/tv/a")
    assert discovery.asked.is_article
    assert found(discovery, server)[0] == ("feed", "/all")


def test_of_a_section_its_own_feed_is_looked_for_though_the_site_declares_another(site):
    server = site({"/tv/": html(link("/all")), "/all": rss("a"), "/tv/feed/": rss("tv/a", home="/tv/")})
    assert found(discover(f"{server.url}/tv/"), server) == [("feed", "/tv/feed/"), ("feed", "/all")]


def test_only_the_kind_that_was_asked_for_is_looked_for(site):
    routes = {"/": html(link("/f")), "/f": rss("a"), "/sitemap.xml": urlset("https://site.example/a")}
    server = site(routes)
    assert found(discover(f"{server.url}/", SourceKind.SITEMAP), server) == [("sitemap", "/sitemap.xml")]
    assert "/f" not in paths(server)
    server = site(routes)
    assert found(discover(f"{server.url}/", SourceKind.FEED), server) == [("feed", "/f")]
    assert "/sitemap.xml" not in paths(server)


@pytest.mark.parametrize(("status", "kept"), [(301, "/new"), (308, "/new"), (302, "/old"), (307, "/old")])
def test_a_permanent_redirect_is_written_down_and_another_is_not(site, status, kept):
    server = site({"/old": (status, {"location": "/new"}, b""), "/new": rss("a")})
    assert found(discover(f"{server.url}/old"), server) == [("feed", kept)]


def test_a_host_that_is_not_there_is_asked_once():
    discovery = discover("http://127.0.0.1:9/")
    (attempt,) = discovery.attempts
    assert "takes no connections" in attempt.error
    assert discovery.candidates == ()


@pytest.mark.parametrize("status", [401, 403, 503])
def test_a_host_that_wants_no_visitors_is_left_alone_after_one_guess(site, status):
    server = site({"/": (status, {}, b"go away")})
    server.routes |= {f"/{name}": (status, {}, b"go away") for name in ("feed/", "news-sitemap.xml")}
    discovery = discover(f"{server.url}/")
    assert str(status) in discovery.attempts[0].error
    assert [path for path in paths(server) if path != "/robots.txt"] == ["/", "/feed/", "/news-sitemap.xml"]


def test_a_host_that_asks_for_patience_is_not_asked_again(site):
    server = site({"/": (429, {"retry-after": "60"}, b"later"), "/feed/": rss("a")})
    assert discover(f"{server.url}/").candidates == ()
    assert [path for path in paths(server) if path != "/robots.txt"] == ["/"]


def test_a_feed_is_found_though_pages_are_for_people_only(site):
    server = site({"/": (403, {}, b"go away"), "/feed/": rss("a")})
    assert found(discover(f"{server.url}/"), server) == [("feed", "/feed/")]


def test_hostile_links_lead_nowhere(site):
    other = site({"/": rss("secret")})
    hostile = [
        "javascript:alert(1)", "file:///etc/passwd", "data:text/xml,<rss/>", "ftp://127.0.0.1/", "http://", "//",
        f"http://localhost:{other.port}/", f"http://[::1]:{other.port}/", f"http://0.0.0.0:{other.port}/",
        f"http://127.0.0.2:{other.port}/",
    ]  # fmt: skip
    server = site({"/": html("".join(map(link, hostile)))})
    discovery = discover(f"{server.url}/", SourceKind.FEED)
    refused = [attempt for attempt in discovery.attempts if "must not be dialled" in attempt.error]
    assert len(refused) == 3
    assert [candidate.url for candidate in discovery.candidates] == [f"http://localhost:{other.port}/"]


def test_a_page_that_declares_without_end_costs_no_more_requests_than_any(site):
    server = site({"/": html("".join(link(f"/f{number}") for number in range(500)))})
    discover(f"{server.url}/")
    assert len([path for path in paths(server) if path != "/robots.txt"]) <= 1 + MAX_FEEDS + 3


def test_a_page_of_a_megabyte_is_read_to_its_end(site):
    filler = "".join(f"<p>Paragraph {number} of a page that goes on.</p>" for number in range(25_000))
    server = site({"/": html(body=f'{filler}<footer><a href="/rss">RSS</a></footer>'), "/rss": rss("a")})
    assert len(server.routes["/"]) > 1_000_000
    assert found(discover(f"{server.url}/"), server) == [("feed", "/rss")]


def test_an_answer_beyond_the_limit_is_a_failure_in_words(site):
    server = site({"/": html(body="x" * 5000)})
    assert "larger than 1000 bytes" in discover(f"{server.url}/", max_size=1000).attempts[0].error


def robots(*lines):
    return 200, {"content-type": "text/plain"}, "\n".join(["User-agent: *", *lines]).encode()


def test_a_page_that_robots_txt_closes_is_not_looked_at_and_feeds_elsewhere_still_are(site):
    server = site(
        {"/robots.txt": robots("Disallow: /tv/", "Disallow: /feed/"), "/tv/": html(link("/f")), "/f": rss("a")}
    )
    server.routes["/rss.xml"] = rss("a")
    discovery = discover(f"{server.url}/tv/")
    assert "robots.txt of 127.0.0.1 asks programs not to read this address" in discovery.attempts[0].error
    assert found(discovery, server) == [("feed", "/rss.xml")], "neither what the page declares, nor what is closed"
    assert "/feed/" not in paths(server)


def test_a_feed_itself_is_offered_to_programs_whatever_robots_txt_says(site):
    server = site({"/robots.txt": robots("Disallow: /"), "/f": rss("a")})
    assert found(discover(f"{server.url}/f"), server) == [("feed", "/f")]


def test_and_so_is_a_feed_that_a_page_declares(site):
    server = site({"/robots.txt": robots("Disallow: /f"), "/": html(link("/f")), "/f": rss("a")})
    assert found(discover(f"{server.url}/"), server) == [("feed", "/f")]


CARDS = "".join(
    f'<article class="card"><h2><a href="/2026/05/{slug}">The lamp of {slug} was lit again on Friday night</a></h2>'
    f'<p>A few words of {slug}, to be read before the rest.</p><time datetime="2026-05-01">1 May</time></article>'
    for slug in ("harbour-pier", "tower-hill", "quiet-bay", "long-sands", "ferry-stage", "old-lock")
)


def test_a_page_that_is_only_a_listing_with_the_selectors_that_found_it(site):
    server = site({"/tv/": html(body=f"<main>{CARDS}</main>")})
    discovery = discover(f"{server.url}/tv/")
    assert found(discovery, server) == [("listing", "/tv/")]
    (listing,) = discovery.candidates
    assert len(listing.links) == 6
    assert listing.listed.found is not None


def test_for_a_section_its_listing_comes_before_the_feed_of_the_whole_site(site):
    page = html(link("/all"), f"<main>{CARDS}</main>")
    server = site({"/tv/": page, "/all": rss("books/a", "books/b", home="/")})
    assert found(discover(f"{server.url}/tv/"), server) == [("listing", "/tv/"), ("feed", "/all")]


def test_the_list_beside_an_article_is_not_taken_for_the_site_s(site):
    article = html('<meta property="og:type" content="article">', f"<main><p>Text.</p></main><aside>{CARDS}</aside>")
    server = site({"/tv/a": article, "/": html(body=f"<main>{CARDS}</main>")})
    discovery = discover(f"{server.url}/tv/a")
    assert found(discovery, server) == [("listing", "/")]
    assert discovery.candidates[0].origin is Origin.FRONT


def test_a_wall_is_named(site):
    challenge = '<html><head><title>Just a moment...</title></head><body><div id="cf-challenge"></div></body></html>'
    server = site({"/": (403, {"cf-mitigated": "challenge", "content-type": "text/html"}, challenge.encode())})
    (first, *_) = discover(f"{server.url}/").attempts
    assert first.error.startswith("answered 403 Forbidden: ")
