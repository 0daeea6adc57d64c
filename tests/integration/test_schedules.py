"""When sources are asked again, and where: moved, gone, left alone, failing, renamed; whole passes over HTTP."""

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import pytest

from caveat.model import Adaptive, Feed
from tests.integration.desks import HOUR, NOON, Desk, feed, feed_source, listing, listing_source, story


@pytest.fixture
def desk(tmp_path):
    return lambda source: Desk(tmp_path, source)


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

    def test_headers_that_were_added_are_not_sent_where_the_source_had_moved_to(self, site, desk):
        other = site({"/new": feed("a")})
        server = site({"/old": (301, {"location": f"http://localhost:{other.port}/new"}, b"")})
        source = feed_source(f"{server.url}/old")
        at = desk(source)
        at.poll()
        assert at.state.moved_to == f"http://localhost:{other.port}/new"
        at.settings = replace(at.settings, sources=(replace(source, headers=(("Cookie", "s=secret"),)),))
        at.poll()
        assert [asked.headers.get("cookie") for asked in other.asked] == [None, None]

    def test_an_address_that_was_corrected_floods_nobody(self, site, desk):
        server = site({"/old": feed("a", "b"), "/new": feed(*(f"n{number}" for number in range(9)))})
        at = desk(feed_source(f"{server.url}/old", initial=2))
        at.poll()
        at.settings = replace(at.settings, sources=(feed_source(f"{server.url}/new", initial=2),))
        assert at.poll().new == 2
        assert at.poll().new == 0

    def test_a_move_to_another_site_is_told(self, site, desk):
        other = site({"/new": feed("a")})
        server = site({"/old": (301, {"location": f"http://localhost:{other.port}/new"}, b"")})
        (failure,) = desk(feed_source(f"{server.url}/old")).poll().failures
        assert "moved for good to another site" in failure.error
        assert f"http://localhost:{other.port}/new" in failure.error

    def test_a_detour_that_is_gone_is_not_the_source(self, site, desk):
        server = site({"/feed": (302, {"location": "/gone"}, b""), "/gone": (410, {}, b"")})
        at = desk(feed_source(f"{server.url}/feed"))
        assert at.poll().failures
        assert not at.state.gone

    def test_validators_of_the_new_address_are_not_told_to_the_old_one(self, site, desk):
        status, headers, body = feed("a")
        server = site({"/old": (301, {"location": "/new"}, b""), "/new": (status, {**headers, "etag": '"new"'}, body)})
        at = desk(feed_source(f"{server.url}/old"))
        at.poll()
        server.routes |= {"/new": (500, {}, b"")}
        at.poll()
        server.routes |= {"/old": feed("a")}
        at.poll(3 * HOUR)
        asked = [one.headers.get("if-none-match") for one in server.asked if one.path == "/old"]
        assert asked == [None, None]

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

    def test_a_source_whose_robots_txt_had_to_wait_has_not_failed(self, site, desk):
        server = site({"/robots.txt": (429, {"retry-after": "7200"}, b""), "/": listing("a")})
        at = desk(listing_source(f"{server.url}/"))
        at.poll()
        server.routes["/robots.txt"] = (200, {}, b"")
        report = at.poll(only=("news",))
        assert (report.failures, len(report.dropped), at.state.failures) == ((), 1, 1)

    def test_what_another_site_asks_for_holds_up_its_own_articles_only(self, site, desk):
        other = site({"/b": (429, {"retry-after": "31000000"}, b"")})
        server = site({"/a": story("Story a")})
        card = f'<article class="card"><h2><a href="http://localhost:{other.port}/b">Story b</a></h2></article>'
        server.routes["/"] = listing("a").replace("</main>", f"{card}</main>")
        at = desk(listing_source(f"{server.url}/"))
        assert at.poll().new == 1
        assert at.state.not_before is None

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


def test_what_was_read_is_published_while_a_slow_site_holds_up_the_pass(site, desk):
    quick = site({"/feed": feed("a")})
    source = feed_source(f"{quick.url}/feed")
    at = desk(source)
    published = at.settings.feeds_dir / "all.rss"

    def slow(_):
        deadline = time.monotonic() + 60
        while not published.exists() and time.monotonic() < deadline:
            time.sleep(0.01)  # a slow site, which answers once a subscriber could see what was read before
        return feed("b") if published.exists() else (500, {}, b"")

    other = site({"/feed": slow})
    slow_source = replace(source, id="slow", url=f"http://localhost:{other.port}/feed")
    at.settings = replace(at.settings, sources=(source, slow_source), feeds=(Feed(id="all", title="All"),))
    at.settings = replace(at.settings, fetch=replace(at.settings.fetch, timeout=timedelta(minutes=2)))
    at.poll(publish_every=0.05)
    assert at.titles == {"The story of a", "The story of b"}
