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

    def test_patterns_say_which_addresses_are_wanted(self, site, desk):
        server = site({"/tv/a": story("Story a")})
        server.routes["/sitemap.xml"] = urlset((f"{server.url}/tv/a", NOON), (f"{server.url}/about", NOON))
        at = desk(sitemap_source(f"{server.url}/sitemap.xml", include=("*/tv/*",)))
        report = at.poll()
        assert (report.listed, report.new, report.failures) == (1, 1, ())
