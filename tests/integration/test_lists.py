"""Lists of several documents over HTTP: pages of a listing, sitemaps of an index; through whole passes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from caveat.model import Every, Source, SourceKind
from tests.integration.desks import HOUR, NOON, Desk, listing, listing_source, story


@pytest.fixture
def desk(tmp_path):
    return lambda source: Desk(tmp_path, source)


STORIES = {f"/{name}": story(f"Story {name}") for name in "ab"}


class TestPagination:
    def test_the_first_poll_goes_on_until_it_has_what_it_publishes(self, site, desk):
        names = [f"a{number}" for number in range(9)]
        pages = {f"/{name}": story(f"Story {name}") for name in names}
        server = site(
            {
                **pages,
                "/": listing(*names[:3], following="/p2"),
                "/p2": listing(*names[3:6], following="/p3"),
                "/p3": listing(*names[6:]),
            }
        )
        at = desk(listing_source(f"{server.url}/", initial=5))
        assert at.poll().listed == 6
        assert at.titles == {f"Story {name}" for name in names[:5]}

    def test_later_polls_go_on_only_while_all_is_new(self, site, desk):
        names = [f"a{number}" for number in range(8)]
        server = site({f"/{name}": story(f"Story {name}") for name in names})
        server.routes |= {"/": listing("a0", "a1")}
        at = desk(listing_source(f"{server.url}/"))
        at.poll()
        server.routes |= {
            "/": listing("a7", "a6", following="/p2"),
            "/p2": listing("a5", "a4", "a1", following="/p3"),
            "/p3": listing("a0"),
        }
        assert at.poll().new == 4
        assert "/p3" not in {asked.path for asked in server.asked}

    def test_a_listing_that_leads_in_a_circle_is_left(self, site, desk):
        server = site(
            {
                "/": listing("a", following="/p2"),
                "/p2": listing("b", following="/"),
                "/a": story("A story"),
                "/b": story("B story"),
            }
        )
        at = desk(listing_source(f"{server.url}/", pages=50))
        assert at.poll().listed == 2

    def test_the_pattern_of_an_address_is_followed(self, site, desk):
        server = site(
            {
                "/": listing("a"),
                "/page/2": listing("b"),
                "/page/3": listing("b"),
                "/a": story("A story"),
                "/b": story("B story"),
            }
        )
        source = listing_source(f"{server.url}/", page_url=f"{server.url}/page/{{page}}", pages=9)
        assert desk(source).poll().listed == 2

    def test_what_the_limit_leaves_behind_is_read_by_the_next_polls(self, site, desk):
        names = [f"a{number}" for number in range(12)]
        server = site({f"/{name}": story(f"Story {name}") for name in names})
        server.routes |= {"/": listing(names[0])}
        at = desk(listing_source(f"{server.url}/", limit=4))
        at.poll()
        server.routes |= {
            "/": listing(*names[8:], following="/p2"),
            "/p2": listing(*names[4:8], following="/p3"),
            "/p3": listing(*names[:4]),
        }
        assert [at.poll().new for _ in range(4)] == [4, 4, 3, 0]

    def test_a_page_that_failed_once_is_read_by_the_next_poll(self, site, desk):
        server = site({f"/{name}": story(f"Story {name}") for name in "abcd"})
        server.routes |= {"/": listing("a")}
        at = desk(listing_source(f"{server.url}/"))
        at.poll()
        server.routes |= {"/": listing("d", "c", following="/p2"), "/p2": (503, {}, b"")}
        assert at.poll().new == 2
        server.routes["/p2"] = listing("b", "a")
        assert at.poll().new == 1

    def test_an_article_that_failed_is_tried_again_from_a_further_page(self, site, desk):
        server = site({f"/{name}": story(f"Story {name}") for name in "abcd"})
        server.routes |= {"/": listing("a")}
        at = desk(listing_source(f"{server.url}/"))
        at.poll()
        server.routes |= {"/": listing("d", "c", following="/p2"), "/p2": listing("b", "a"), "/b": (500, {}, b"")}
        assert at.poll().new == 2
        server.routes["/b"] = story("Story b")
        assert at.poll().new == 1

    def test_a_list_that_is_found_by_itself_is_told_and_found_on_its_further_pages_too(self, site, desk):
        names = ["the-first-of-these-stories", "the-second-of-these-stories", "the-third-of-these-stories"]
        server = site({f"/{name}": story(f"Story {name}") for name in names})
        server.routes |= {"/": listing(*names, following="/p2"), "/p2": listing("a-story-that-is-quite-alone")}
        at = desk(replace(listing_source(f"{server.url}/"), listing=None))
        report = at.poll()
        assert report.listed == 4
        assert report.selectors is not None
        assert "article" in report.selectors.item

    def test_a_further_page_that_fails_costs_itself_only(self, site, desk):
        server = site({"/": listing("a", following="/p2"), "/a": story("A story")})
        at = desk(listing_source(f"{server.url}/"))
        report = at.poll()
        assert (report.new, [failure.stage for failure in report.failures]) == (1, ["list"])
        assert "/p2" in (at.state.error or "")


def urlset(*lines):
    rows = "".join(f"<url><loc>{url}</loc><lastmod>{changed.isoformat()}</lastmod></url>" for url, changed in lines)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def index(*lines):
    rows = "".join(f"<sitemap><loc>{url}</loc><lastmod>{when.isoformat()}</lastmod></sitemap>" for url, when in lines)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'


def sitemap_source(url, **fields):
    return Source(id="news", kind=SourceKind.SITEMAP, url=url, schedule=Every(interval=HOUR), **fields)


class TestSitemaps:
    def test_the_sitemaps_of_an_index_are_read_where_they_may_hold_something_new(self, site, desk):
        server = site({f"/{name}": story(f"Story {name}") for name in ("old", "new", "newer")})
        at = desk(sitemap_source(f"{server.url}/sitemap.xml", initial=1))
        old, young = NOON - timedelta(days=400), NOON - timedelta(days=1)
        server.routes |= {
            "/sitemap.xml": index((f"{server.url}/2025.xml", old), (f"{server.url}/2026.xml", young)),
            "/2025.xml": urlset((f"{server.url}/old", old)),
            "/2026.xml": urlset((f"{server.url}/new", young)),
        }
        at.poll()
        assert at.titles == {"Story new"}
        assert "/2025.xml" not in {asked.path for asked in server.asked}
        server.routes |= {
            "/sitemap.xml": index((f"{server.url}/2025.xml", NOON + HOUR), (f"{server.url}/2026.xml", NOON + HOUR)),
            "/2026.xml": urlset((f"{server.url}/new", young), (f"{server.url}/newer", NOON + 2 * HOUR)),
        }
        report = at.poll()
        assert (report.new, at.titles) == (1, {"Story new", "Story newer"})
        assert ["last changed before the source was first read" in drop.reason for drop in report.dropped] == [True]

    def test_a_page_whose_lastmod_stands_is_not_asked_for_again(self, site, desk):
        server = site({"/a": story("Story a")})
        server.routes["/sitemap.xml"] = urlset((f"{server.url}/a", NOON))
        at = desk(sitemap_source(f"{server.url}/sitemap.xml"))
        at.poll()
        at.poll(timedelta(days=30))
        assert [asked.path for asked in server.asked].count("/a") == 1
        server.routes |= {"/a": story("Story a, edited"), "/sitemap.xml": urlset((f"{server.url}/a", NOON + HOUR))}
        assert at.poll().changed == 1

    def test_what_the_limit_leaves_behind_is_read_though_its_sitemap_is_old_by_then(self, site, desk):
        server = site({f"/{number}": story(f"Story {number}") for number in range(7)})
        at = desk(sitemap_source(f"{server.url}/sitemap.xml", limit=2))
        server.routes |= {
            "/sitemap.xml": index((f"{server.url}/all.xml", NOON)),
            "/all.xml": urlset((f"{server.url}/0", NOON)),
        }
        at.poll()
        later = NOON + 2 * HOUR
        server.routes |= {
            "/sitemap.xml": index((f"{server.url}/all.xml", later)),
            "/all.xml": urlset(*((f"{server.url}/{number}", later) for number in range(1, 7))),
        }
        assert [at.poll(timedelta(days=2)).new for _ in range(4)] == [2, 2, 2, 0]

    def test_a_day_without_a_time_counts_as_late_as_can_be(self, site, desk):
        server = site({"/a": story("Story a"), "/b": story("Story b")})
        server.routes["/sitemap.xml"] = urlset((f"{server.url}/a", NOON))
        at = desk(sitemap_source(f"{server.url}/sitemap.xml"))
        at.poll()
        today = f"<url><loc>{server.url}/b</loc><lastmod>{NOON:%Y-%m-%d}</lastmod></url>"
        server.routes["/sitemap.xml"] = urlset((f"{server.url}/a", NOON)).replace("</urlset>", f"{today}</urlset>")
        assert at.poll().new == 1

    def test_an_edit_whose_page_failed_once_is_not_lost(self, site, desk):
        server = site({"/a": story("Story a")})
        server.routes["/sitemap.xml"] = urlset((f"{server.url}/a", NOON))
        at = desk(sitemap_source(f"{server.url}/sitemap.xml"))
        at.poll()
        server.routes |= {"/a": (500, {}, b""), "/sitemap.xml": urlset((f"{server.url}/a", NOON + HOUR))}
        assert at.poll().failures
        server.routes["/a"] = story("Story a, edited")
        assert sum(at.poll().changed for _ in range(4)) == 1

    def test_an_old_article_that_was_touched_is_no_news(self, site, desk):
        server = site({"/a": story("Story a"), "/b": story("Story b")})
        server.routes["/sitemap.xml"] = urlset((f"{server.url}/a", NOON))
        at = desk(sitemap_source(f"{server.url}/sitemap.xml"))
        at.poll()
        old = (
            f"<url><loc>{server.url}/b</loc><lastmod>{(NOON + HOUR).isoformat()}</lastmod><n:news"
            ' xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
            "<n:publication_date>2023-01-01</n:publication_date>"
            "<n:title>Story b</n:title></n:news></url>"
        )
        server.routes["/sitemap.xml"] = urlset((f"{server.url}/a", NOON)).replace("</urlset>", f"{old}</urlset>")
        assert at.poll().new == 0

    def test_undated_addresses_of_old_sitemaps_are_no_news_when_those_are_touched(self, site, desk):
        server = site({f"/{name}": story(f"Story {name}") for name in "abcd"})
        bare = "<urlset>" + "".join("<url><loc>{url}/" + name + "</loc></url>" for name in "cd") + "</urlset>"
        old = bare.replace("{url}", server.url)
        new = urlset((f"{server.url}/a", NOON)).replace("</urlset>", f"<url><loc>{server.url}/b</loc></url></urlset>")
        server.routes |= {
            "/sitemap.xml": index(
                (f"{server.url}/new.xml", NOON), (f"{server.url}/old.xml", NOON - timedelta(days=99))
            ),
            "/new.xml": new,
            "/old.xml": old,
        }
        at = desk(sitemap_source(f"{server.url}/sitemap.xml", initial=1))
        at.poll()
        server.routes["/sitemap.xml"] = index((f"{server.url}/old.xml", NOON + HOUR))
        assert at.poll().new == 0

    def test_a_sitemap_is_asked_for_conditionally(self, site, desk):
        server = site({"/a": story("Story a")})
        body = urlset((f"{server.url}/a", NOON)).encode()
        server.routes["/sitemap.xml"] = (200, {"content-type": "application/xml", "etag": '"1"'}, body)
        at = desk(sitemap_source(f"{server.url}/sitemap.xml"))
        at.poll()
        at.poll(timedelta(days=3))
        asked = [one.headers.get("if-none-match") for one in server.asked if one.path == "/sitemap.xml"]
        assert asked == [None, '"1"']

    def test_sitemaps_beyond_the_bound_are_told(self, site, desk):
        server = site({f"/{number}.xml": "<urlset></urlset>" for number in range(25)})
        rows = "".join(f"<sitemap><loc>{server.url}/{number}.xml</loc></sitemap>" for number in range(25))
        server.routes["/sitemap.xml"] = f"<sitemapindex>{rows}</sitemapindex>"
        report = desk(sitemap_source(f"{server.url}/sitemap.xml")).poll()
        assert len(report.dropped) == 6
        assert "20 sitemaps" in report.dropped[0].reason

    def test_patterns_say_which_addresses_are_wanted(self, site, desk):
        server = site({"/tv/a": story("Story a")})
        server.routes["/sitemap.xml"] = urlset((f"{server.url}/tv/a", NOON), (f"{server.url}/about", NOON))
        at = desk(sitemap_source(f"{server.url}/sitemap.xml", include=("*/tv/*",)))
        report = at.poll()
        assert (report.listed, report.new, report.failures) == (1, 1, ())


def test_headers_are_sent_to_the_host_of_the_source_and_to_no_other(site, desk):
    other = site({"/b": story("Story b"), "/p2": listing("c")})
    server = site({"/a": story("Story a")})
    abroad = f"http://localhost:{other.port}"
    cards = listing("a").replace(
        "</main>", f'<article class="card"><h2><a href="{abroad}/b">Story b</a></h2></article></main>'
    )
    server.routes["/"] = cards
    at = desk(listing_source(f"{server.url}/", headers=(("Cookie", "s=secret"),)))
    assert at.poll().new == 2
    assert {asked.path: asked.headers.get("cookie") for asked in server.asked if asked.path != "/robots.txt"} == {
        "/": "s=secret",
        "/a": "s=secret",
    }
    assert [asked.headers.get("cookie") for asked in other.asked if asked.path == "/b"] == [None]
