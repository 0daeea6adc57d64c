"""Lists over HTTP: several documents, permanent redirects, gone for good, left alone, renamed; through whole passes."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_network

import pytest

from caveat.app.house import House
from caveat.app.looking import status
from caveat.app.passes import pass_over
from caveat.fetch import HttpFetcher
from caveat.jobs import InlineWorkers
from caveat.model import Adaptive, Every, FetchSettings, ListingRules, Settings, Source, SourceKind
from caveat.store import open_store

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Hands:
    """A clock that is set by hand."""

    time: datetime = NOON

    def now(self):
        return self.time


class Desk:
    """An installation whose one source is read again and again, an hour later each time."""

    def __init__(self, folder, source):
        self.clock = Hands()
        self.settings = Settings(
            base_url="https://feeds.example",
            database=f"sqlite:///{folder / 'caveat.db'}",
            feeds_dir=folder / "feeds",
            lock_file=folder / "lock",
            fetch=FetchSettings(delay=timedelta(), allow_networks=(ip_network("127.0.0.0/8"),)),
            sources=(source,),
        )

    def poll(self, later=HOUR, *, only=()):
        """The report of the source, None where it was not due."""
        self.clock.time += later
        reports = asyncio.run(self._pass(only))
        return reports[0] if reports else None

    async def _pass(self, only):
        store = open_store(self.settings.database)
        try:
            async with HttpFetcher(self.settings.fetch, self.clock) as fetcher:
                house = House(
                    settings=self.settings, clock=self.clock, store=store, fetcher=fetcher, workers=InlineWorkers()
                )
                return (await pass_over(house, only=only)).sources
        finally:
            store.close()

    def read(self, take):
        store = open_store(self.settings.database)
        try:
            return take(store)
        finally:
            store.close()

    @property
    def titles(self):
        return {entry.article.title for entry in self.read(lambda store: store.entries(None, limit=1000))}

    @property
    def state(self):
        return self.read(lambda store: store.states()[self.settings.sources[0].id])

    @property
    def status(self):
        (found,) = status(self.settings)
        return found


@pytest.fixture
def desk(tmp_path):
    return lambda source: Desk(tmp_path, source)


def feed(*names, base="https://news.example", prefix="", **fields):
    """A JSON Feed of articles with these names, the first one the newest."""
    items = [
        {
            "id": f"{prefix}{name}",
            "url": f"{base}/{prefix}{name}",
            "title": f"The story of {name}",
            "content_text": f"What came of {name}.",
            "date_published": (NOON - number * HOUR).isoformat(),
        }
        for number, name in enumerate(names)
    ]
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": items, **fields}
    return 200, {"content-type": "application/feed+json"}, json.dumps(document).encode()


def feed_source(url, **fields):
    return Source(id="news", kind=SourceKind.FEED, url=url, schedule=Every(interval=HOUR), **fields)


def story(title):
    return f"<title>{title}</title><article><h1>{title}</h1><p>{'What was said of it. ' * 20}</p></article>"


def listing(*names, following=None):
    cards = "".join(f'<article class="card"><h2><a href="/{name}">Story {name}</a></h2></article>' for name in names)
    more = f'<a rel="next" href="{following}">Older</a>' if following else ""
    return f"<body><main>{cards}{more}</main></body>"


def listing_source(url, **fields):
    rules = ListingRules(item="article.card", link="h2 a")
    return Source(id="news", kind=SourceKind.LISTING, url=url, schedule=Every(interval=HOUR), listing=rules, **fields)


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


class TestAddresses:
    def test_a_permanent_redirect_is_stored_and_told(self, site, desk):
        server = site({"/old": (301, {"location": "/new"}, b""), "/new": feed("a")})
        at = desk(feed_source(f"{server.url}/old"))
        at.poll()
        assert (at.state.moved_to, at.status.moved_to) == (f"{server.url}/new", f"{server.url}/new")
        at.poll()
        assert [asked.path for asked in server.asked if asked.path != "/robots.txt"] == ["/old", "/new", "/new"]

    def test_a_temporary_redirect_is_not(self, site, desk):
        server = site({"/old": (302, {"location": "/new"}, b""), "/new": feed("a")})
        at = desk(feed_source(f"{server.url}/old"))
        at.poll()
        assert at.state.moved_to is None

    def test_where_the_new_address_fails_the_configured_one_is_asked_again(self, site, desk):
        server = site({"/old": (301, {"location": "/new"}, b""), "/new": feed("a")})
        at = desk(feed_source(f"{server.url}/old"))
        at.poll()
        server.routes |= {"/old": feed("a", "b"), "/new": (410, {}, b"gone")}
        assert at.poll().failures
        assert not at.state.gone
        assert at.poll(2 * HOUR).new == 1

    def test_an_address_that_was_corrected_starts_afresh(self, site, desk):
        server = site({"/old": (410, {}, b""), "/new": feed("a")})
        at = desk(feed_source(f"{server.url}/old"))
        at.poll()
        at.settings = replace(at.settings, sources=(feed_source(f"{server.url}/new"),))
        assert at.poll(timedelta(seconds=1)).new == 1
        assert not at.status.stopped

    def test_a_source_that_is_gone_for_good_stops_and_says_so(self, site, desk):
        server = site({"/feed": (410, {}, b"gone")})
        at = desk(feed_source(f"{server.url}/feed"))
        (failure,) = at.poll().failures
        assert "410 Gone" in failure.error
        assert "remove the source" in failure.error
        assert at.poll(timedelta(days=90)) is None
        assert at.status.stopped
        server.routes["/feed"] = feed("a")
        assert at.poll(only=("news",)).new == 1
        assert not at.status.stopped


class TestLeftAlone:
    @pytest.mark.parametrize("status", [429, 503])
    def test_retry_after_in_seconds_is_kept_to_the_second(self, site, desk, status):
        server = site({"/feed": (status, {"retry-after": str(5 * 3600)}, b"")})
        at = desk(feed_source(f"{server.url}/feed"))
        at.poll()
        server.routes["/feed"] = feed("a")
        assert at.poll(5 * HOUR - timedelta(seconds=1)) is None
        assert "asked to be left alone" in at.status.why
        assert at.poll(timedelta(seconds=1)).new == 1

    def test_so_is_a_date(self, site, desk):
        until = format_datetime(NOON + HOUR + timedelta(days=3), usegmt=True)
        server = site({"/feed": (503, {"retry-after": until}, b"")})
        at = desk(feed_source(f"{server.url}/feed"))
        at.poll()
        assert at.poll(timedelta(days=2)) is None
        assert at.state.not_before == NOON + HOUR + timedelta(days=3)

    def test_a_limit_met_on_the_way_ends_the_way_and_nothing_is_lost(self, site, desk):
        names = [f"a{number}" for number in range(6)]
        server = site({f"/{name}": story(f"Story {name}") for name in names})
        server.routes |= {"/": listing(*names), "/a2": (429, {"retry-after": "7200"}, b"")}
        at = desk(listing_source(f"{server.url}/"))
        report = at.poll()
        assert (report.new, [failure.url for failure in report.failures]) == (2, [f"{server.url}/a2"])
        assert [drop.url for drop in report.dropped] == [f"{server.url}/{name}" for name in names[3:]]
        assert "asked to be left alone" in report.dropped[0].reason
        assert at.state.not_before == NOON + 3 * HOUR
        server.routes["/a2"] = story("Story a2")
        assert at.poll() is None
        assert at.poll().new == 4

    def test_another_source_of_the_same_site_is_left_for_later_and_has_not_failed(self, site, desk):
        server = site({"/feed": (503, {"retry-after": "7200"}, b""), "/other": feed("a")})
        first = feed_source(f"{server.url}/feed")
        at = desk(first)
        at.settings = replace(at.settings, sources=(first, replace(first, id="other", url=f"{server.url}/other")))
        at.poll()
        held = at.read(lambda store: store.states()["other"])
        assert (held.failures, held.error, held.not_before) == (0, None, NOON + 3 * HOUR)
        assert [asked.path for asked in server.asked] == ["/feed"]
        assert at.poll(timedelta(minutes=30)) is None

    def test_failures_back_off(self, site, desk):
        server = site({"/feed": (500, {}, b"")})
        at = desk(feed_source(f"{server.url}/feed"))
        polls = [at.poll(HOUR) is not None for _ in range(16)]
        assert polls[:2] == [True, True]
        assert sum(polls) <= 6


class TestRenamed:
    def test_articles_that_come_back_under_other_addresses_keep_their_ids_and_that_is_told(self, site, desk):
        names = ("one", "two", "three", "four")
        server = site({"/feed": feed(*names)})
        at = desk(feed_source(f"{server.url}/feed"))
        at.poll()
        before = at.read(lambda store: {entry.id: entry.updated for entry in store.entries(None, limit=9)})
        server.routes["/feed"] = feed(*names, "five", base="https://www.news.example/archive", prefix="x-")
        report = at.poll()
        assert (report.new, report.changed) == (1, 0)
        assert "4 articles came back under other addresses" in report.failures[0].error
        entries = at.read(lambda store: store.entries(None, limit=9))
        after = {entry.id: entry.updated for entry in entries}
        assert len(after) == 5
        assert before.items() <= after.items()
        assert {entry.url for entry in entries if entry.id in before} == {
            f"https://www.news.example/archive/x-{name}" for name in names
        }
        again = at.poll()
        assert (again.new, again.failures) == (0, ())

    def test_new_articles_are_new_however_many(self, site, desk):
        server = site({"/feed": feed("one", "two", "three", "four")})
        at = desk(feed_source(f"{server.url}/feed"))
        at.poll()
        server.routes["/feed"] = feed("five", "six", "seven", "eight")
        assert at.poll().new == 4


def test_an_adaptive_source_is_polled_as_often_as_it_posts(site, desk):
    server = site({"/feed": feed(*(f"n{number}" for number in range(10)))})
    at = desk(replace(feed_source(f"{server.url}/feed"), schedule=Adaptive()))
    at.poll(timedelta())
    assert (at.state.pace.gap, at.state.pace.newest) == (HOUR, NOON)
    assert at.status.why == "adaptive: it posts every 1h"
    assert HOUR / 3 < at.state.next_at - NOON <= HOUR / 2


def test_polls_that_bring_nothing_are_stored_with_the_next_ones(site, desk):
    """Whatever is stored together is all there at the end of a pass."""
    answer: tuple[int, Mapping[str, str], bytes] = feed("a")
    server = site({"/feed": (answer[0], {**answer[1], "etag": '"1"'}, answer[2])})
    at = desk(feed_source(f"{server.url}/feed"))
    at.poll()
    server.routes["/feed"] = lambda asked: (304 if asked.headers.get("if-none-match") == '"1"' else 500, {}, b"")
    assert at.poll().failures == ()
    assert at.state.polled_at == NOON + 2 * HOUR
    assert at.state.validators.etag == '"1"'
