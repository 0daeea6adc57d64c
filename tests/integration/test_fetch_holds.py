"""429 and 503: a site that asks to be left alone is, in both forms of Retry-After, and over the end of the process."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from caveat.errors import FetchError, WallError
from caveat.fetch import HttpFetcher
from caveat.model import FetchSettings, Request
from caveat.store import open_store

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
SETTINGS = FetchSettings(delay=timedelta(0), robots=False)


class Clock:
    def __init__(self, now=NOON):
        self.time = now

    def now(self):
        return self.time


def tried(server, *urls, clock=None, memory=None, at_once=False, **settings):
    """What came of each address: an answer or an error."""
    hosts = {url.split("/")[2] for url in urls}
    chosen = replace(SETTINGS, dial=tuple((host, "127.0.0.1", server.port) for host in hosts), **settings)

    async def one(fetcher, url):
        try:
            return await fetcher.fetch(Request(url=url))
        except FetchError as error:
            return error

    async def story():
        async with HttpFetcher(chosen, clock or Clock(), memory=memory) as fetcher:
            if at_once:
                return await asyncio.gather(*(one(fetcher, url) for url in urls))
            return [await one(fetcher, url) for url in urls]

    return asyncio.run(story())


def busy(status=503, **headers):
    return status, {name.replace("_", "-"): value for name, value in headers.items()}, b"later"


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("86400", timedelta(days=1)),
        ("Fri, 02 Jan 2026 13:30:00 GMT", timedelta(minutes=90)),
        ("Friday, 02-Jan-26 13:30:00 GMT", timedelta(minutes=90)),
        ("Fri Jan  2 13:30:00 2026", timedelta(minutes=90)),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_every_other_fetch_from_the_site_fails_at_once_and_says_until_when(site, status, value, wait):
    server = site({"/a": busy(status, retry_after=value), "/b": "b"})
    first, second = tried(server, "http://news.example/a", "http://www.news.example/b")
    assert (first.status, first.retry_after) == (status, wait)
    assert str(first).startswith(f"answered {status} ")
    assert (second.status, second.retry_after) == (status, wait)
    assert f"news.example asked to be left alone until {NOON + wait:%Y-%m-%d %H:%M}:00 UTC" in str(second)
    assert [asked.path for asked in server.asked] == ["/a"]


def test_those_that_wait_for_their_turn_are_let_go_without_a_pause(site):
    server = site({f"/{number}": busy(429, retry_after="60") for number in range(20)})
    urls = [f"http://news.example/{number}" for number in range(20)]
    errors = tried(server, *urls, at_once=True)
    assert [error.status for error in errors] == [429] * 20
    assert len(server.asked) == 1


def test_another_site_is_asked_all_the_same(site):
    server = site({"/a": busy(retry_after="60"), "/b": "b"})
    _, page = tried(server, "http://news.example/a", "http://other.example/b")
    assert page.body == b"b"


def test_when_the_time_is_over_the_site_is_asked_again(site):
    server = site({"/a": busy(retry_after="60"), "/b": "b"})
    clock = Clock()
    chosen = replace(SETTINGS, dial=(("news.example", "127.0.0.1", server.port),))

    async def story():
        async with HttpFetcher(chosen, clock) as fetcher:
            for seconds in (0, 59, 60):
                clock.time = NOON + timedelta(seconds=seconds)
                try:
                    return seconds, await fetcher.fetch(
                        Request(url="http://news.example/b" if seconds else "http://news.example/a")
                    )
                except FetchError as error:
                    left = error.retry_after
        return left

    assert asyncio.run(story())[0] == 60


@pytest.mark.parametrize(
    "value", ["soon", "-5", "1e3", "Fri, 99 Jan 2026", "99999999999", "Fri, 02 Jan 2026 11:00:00 GMT"]
)
def test_nonsense_and_what_is_past_hold_nothing(site, value):
    server = site({"/a": busy(retry_after=value), "/b": "b"})
    error, page = tried(server, "http://news.example/a", "http://news.example/b")
    assert (error.status, error.retry_after) == (503, None)
    assert page.body == b"b"


def test_503_without_a_word_holds_nothing_and_429_five_minutes(site):
    server = site({"/a": busy(), "/b": busy(429), "/c": "c"})
    first, second, third = tried(server, *(f"http://news.example/{path}" for path in "abc"))
    assert (first.status, first.retry_after) == (503, None)
    assert second.retry_after == third.retry_after == timedelta(minutes=5)
    assert isinstance(second, WallError)
    assert "limits how often it may be asked" in str(second)


def test_sites_of_one_platform_are_held_together_and_others_are_not(site):
    server = site({"/a": busy(429, retry_after="60"), "/b": "b"})
    urls = ("http://one.tumblr.com/a", "http://two.tumblr.com/b", "http://two.github.io/b")
    _, second, third = tried(server, *urls)
    assert "tumblr.com asked to be left alone" in str(second)
    assert third.body == b"b"


def test_a_hold_outlives_the_process(site, tmp_path):
    server = site({"/a": busy(retry_after="600"), "/b": "b"})
    store = open_store(f"sqlite:///{tmp_path}/caveat.db")
    tried(server, "http://news.example/a", memory=store)
    (held,) = tried(server, "http://news.example/b", memory=store, clock=Clock(NOON + timedelta(minutes=4)))
    assert held.retry_after == timedelta(minutes=6)
    (page,) = tried(server, "http://news.example/b", memory=store, clock=Clock(NOON + timedelta(minutes=10)))
    assert page.body == b"b"
    store.close()


def test_a_site_that_is_held_is_not_asked_for_its_robots_txt_and_robots_txt_holds_too(site, tmp_path):
    server = site({"/robots.txt": busy(429, retry_after="60"), "/a": "a"})
    store = open_store(f"sqlite:///{tmp_path}/caveat.db")
    errors = tried(server, "http://news.example/a", "http://news.example/a", robots=True, memory=store)
    assert [(error.status, error.retry_after) for error in errors] == [(429, timedelta(seconds=60))] * 2
    assert [asked.path for asked in server.asked] == ["/robots.txt"]
    server.routes["/robots.txt"] = (404, {}, b"")
    clock = Clock(NOON + timedelta(seconds=60))
    (page,) = tried(server, "http://news.example/a", robots=True, memory=store, clock=clock)
    assert page.body == b"a"
    store.close()


def test_a_hold_behind_a_redirect_is_the_other_site_s(site):
    server = site({"/a": (302, {"location": "http://other.example/x"}, b""), "/x": busy(retry_after="60"), "/b": "b"})
    urls = ("http://news.example/a", "http://news.example/b", "http://other.example/b")
    first, page, held = tried(server, *urls)
    assert first.url == "http://news.example/a"
    assert page.body == b"b"
    assert "other.example asked to be left alone" in str(held)
