"""robots.txt: asked for before pages, obeyed, remembered, and never in the way of a feed's own address (RFC 9309)."""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from caveat.errors import FetchError
from caveat.fetch import HttpFetcher
from caveat.model import FetchSettings, Page, Request, Unmodified
from caveat.store import open_store

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
SETTINGS = FetchSettings(delay=timedelta(0), user_agent="caveat/1.0 (+desk@news.example)")


class Clock:
    def __init__(self, now=NOON):
        self.time = now

    def now(self):
        return self.time


def answers(server, *paths, hosts=("news.example",), clock=None, memory=None, between=None, **settings):
    """The answer or error of each path (or request), fetched one after the other."""
    dial = tuple((host, "127.0.0.1", server.port) for host in hosts)
    chosen = replace(SETTINGS, dial=dial, **settings)

    async def story():
        got: list[Page | Unmodified | FetchError] = []
        async with HttpFetcher(chosen, clock or Clock(), memory=memory) as fetcher:
            for path in paths:
                request = Request(url=f"http://{hosts[0]}{path}") if isinstance(path, str) else path
                try:
                    got.append(await fetcher.fetch(request))
                except FetchError as error:
                    got.append(error)
                if between:
                    between()
        return got

    return asyncio.run(story())


def paths(server):
    return [asked.path for asked in server.asked]


def robots(*lines):
    return 200, {"content-type": "text/plain"}, "\n".join(lines).encode()


def test_what_robots_txt_forbids_us_is_not_asked_for_and_it_is_asked_for_once(site):
    server = site(
        {"/robots.txt": robots("User-agent: *", "Disallow: /private"), "/private": "no", "/a": "a", "/b": "b"}
    )
    refused, one, other = answers(server, "/private", "/a", "/b")
    assert str(refused) == (
        "robots.txt of news.example asks programs not to read this address "
        "([fetch] robots = false ignores it, for sites of your own)"
    )
    assert refused.url == "http://news.example/private"
    assert (one.body, other.body) == (b"a", b"b")
    assert paths(server) == ["/robots.txt", "/a", "/b"]


def test_a_group_of_our_own_name_counts_and_then_no_other(site):
    server = site({"/robots.txt": robots("User-agent: *", "Disallow: /", "", "User-agent: Caveat", "Disallow: /x")})
    server.routes |= {"/a": "a", "/x": "x"}
    one, refused = answers(server, "/a", "/x")
    assert one.body == b"a"
    assert "asks programs not to read" in str(refused)
    (other,) = answers(server, "/a", user_agent="reader/2.0")
    assert "asks programs not to read" in str(other)


def test_a_feed_s_own_address_is_asked_for_without_and_so_is_everything_where_the_config_says_so(site):
    server = site({"/robots.txt": robots("User-agent: *", "Disallow: /"), "/feed": "feed"})
    (feed,) = answers(server, Request(url="http://news.example/feed", robots=False))
    (page,) = answers(server, "/feed", robots=False)
    assert feed.body == page.body == b"feed"
    assert paths(server) == ["/feed", "/feed"]


def test_every_origin_has_its_own(site):
    server = site({"/robots.txt": lambda asked: robots("User-agent: *", f"Disallow: /{asked.headers['host'][0]}")})
    server.routes |= {"/a": "a", "/b": "b"}
    hosts = ("a.example", "b.example")
    got = answers(
        server, *(Request(url=f"http://{host}{path}") for host in hosts for path in ("/a", "/b")), hosts=hosts
    )
    assert [isinstance(answer, FetchError) for answer in got] == [True, False, False, True]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_a_robots_txt_everything_may_be_read(site, status):
    server = site({"/robots.txt": (status, {}, b"Disallow: /"), "/a": "a"})
    assert answers(server, "/a")[0].body == b"a"


def test_while_robots_txt_cannot_be_had_nothing_may_be_read_and_half_an_hour_later_it_is_asked_for_again(site):
    server = site({"/robots.txt": (500, {}, b"sorry"), "/a": "a"})
    clock = Clock()

    def later():
        clock.time += timedelta(minutes=20)

    first, second, third = answers(server, "/a", "/a", "/a", clock=clock, between=later)
    assert str(first) == (
        "robots.txt of news.example could not be read, so nothing else there is: answered 500 Internal Server Error"
    )
    assert str(second) == str(first) == str(third)
    assert paths(server) == ["/robots.txt", "/robots.txt"]


def test_where_no_server_answers_the_error_says_so():
    dial = (("news.example", "127.0.0.1", 9),)

    async def story():
        async with HttpFetcher(replace(SETTINGS, dial=dial), Clock()) as fetcher:
            await fetcher.fetch(Request(url="http://news.example/a"))

    with pytest.raises(FetchError, match=r"robots\.txt of news\.example could not be read.*takes no connections"):
        asyncio.run(story())


def test_redirects_of_robots_txt_are_followed_to_other_hosts_five_times(site):
    server = site({"/a": "a"})
    hosts = tuple(f"{name}.example" for name in "abcdefg")

    def hop(asked):
        number = hosts.index(asked.headers["host"])
        if number == last:
            return robots("User-agent: *", "Disallow: /a")
        return 301, {"location": f"http://{hosts[number + 1]}/robots.txt"}, b""

    server.routes["/robots.txt"] = hop
    last = 5
    (refused,) = answers(server, "/a", hosts=hosts)
    assert "asks programs not to read" in str(refused)
    last = 6
    (page,) = answers(server, "/a", hosts=hosts)
    assert page.body == b"a"


def test_a_robots_txt_that_leads_to_a_login_is_none(site):
    server = site({"/robots.txt": (302, {"location": "/login?next=/robots.txt"}, b""), "/a": "a"})
    assert answers(server, "/a")[0].body == b"a"


def test_where_a_page_is_redirected_to_is_judged_too(site):
    server = site({"/robots.txt": robots("User-agent: *", "Disallow: /private"), "/private": "no", "/b": "b"})
    server.routes["/a"] = (302, {"location": "/private"}, b"")
    (refused,) = answers(server, "/a")
    assert str(refused).endswith("(redirected to http://news.example/private)")
    assert "/private" not in paths(server)


def test_where_a_page_is_redirected_to_on_another_host_is_judged_by_that_host(site):
    server = site({"/robots.txt": lambda asked: robots("User-agent: *", f"Disallow: /{asked.headers['host'][0]}")})
    server.routes |= {"/x": (301, {"location": "http://b.example/b"}, b""), "/b": "b"}
    (refused,) = answers(server, "/x", hosts=("a.example", "b.example"))
    assert "robots.txt of b.example asks programs not to read" in str(refused)
    assert paths(server) == ["/robots.txt", "/x", "/robots.txt"]


def test_pages_that_are_fetched_at_once_ask_for_it_once(site):
    server = site({"/robots.txt": robots("User-agent: *", "Disallow: /no"), "/a": "a"})
    dial = (("news.example", "127.0.0.1", server.port),)

    async def story():
        async with HttpFetcher(replace(SETTINGS, dial=dial), Clock()) as fetcher:
            request = Request(url="http://news.example/a")
            return await asyncio.gather(*(fetcher.fetch(request) for _ in range(5)))

    assert [page.body for page in asyncio.run(story())] == [b"a"] * 5
    assert paths(server).count("/robots.txt") == 1


def test_of_a_long_robots_txt_half_a_megabyte_counts(site):
    rules = b"User-agent: *\nDisallow: /early\n" + b"# padding\n" * 60_000 + b"Disallow: /late\n"
    server = site({"/robots.txt": (200, {}, rules), "/early": "no", "/late": "late"})
    refused, page = answers(server, "/early", "/late")
    assert isinstance(refused, FetchError)
    assert page.body == b"late"


def test_robots_txt_outlives_the_process_for_a_day(site, tmp_path):
    server = site({"/robots.txt": robots("User-agent: *", "Disallow: /private"), "/a": "a"})
    store = open_store(f"sqlite:///{tmp_path}/caveat.db")
    for hours in (0, 1, 23, 25):
        got = answers(server, "/a", "/private", clock=Clock(NOON + timedelta(hours=hours)), memory=store)
        assert isinstance(got[1], FetchError)
    store.close()
    assert paths(server).count("/robots.txt") == 2


def test_private_headers_are_not_sent_for_robots_txt(site):
    server = site({"/robots.txt": robots("User-agent: *", "Disallow:"), "/a": "a"})
    answers(server, Request(url="http://news.example/a", headers=(("Cookie", "session=1"),)))
    assert ["cookie" in asked.headers for asked in server.asked] == [False, True]


def test_robots_txt_has_a_deadline_of_its_own(wire):
    async def story():
        async with wire(b"HTTP/1.1 200 OK\r\n", *[b"X: 1\r\n"] * 100, pause=0.05) as url:
            port = int(url.rpartition(":")[2])
            chosen = replace(SETTINGS, dial=(("news.example", "127.0.0.1", port),), timeout=timedelta(seconds=0.2))
            async with HttpFetcher(chosen, Clock()) as fetcher:
                await fetcher.fetch(Request(url="http://news.example/a"))

    with pytest.raises(FetchError, match=r"could not be read.*did not answer within 0\.2 s"):
        asyncio.run(story())


def test_a_crawl_delay_keeps_fetches_of_the_site_apart(site):
    server = site({"/robots.txt": robots("User-agent: *", "Crawl-delay: 0.3"), "/a": "a"})
    times = []

    def timed(_asked):
        times.append(time.monotonic())
        return 200, {}, b"a"

    server.routes["/a"] = timed
    chosen = replace(SETTINGS, allow_networks=(ip_network("127.0.0.0/8"),))

    async def story():
        async with HttpFetcher(chosen, Clock()) as fetcher:
            for _ in range(3):
                await fetcher.fetch(Request(url=f"{server.url}/a"))

    asyncio.run(story())
    assert times[1] - times[0] >= 0.29
    assert times[2] - times[1] >= 0.29
