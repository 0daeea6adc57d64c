"""Fetching from real servers on loopback: answers, conditional requests, redirects, headers, caps."""

import asyncio
import gzip
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import brotli
import pytest

from caveat.errors import FetchError, WallError
from caveat.fetch import HttpFetcher
from caveat.model import FetchSettings, Page, Request, Unmodified, Validators

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LOOPBACK = FetchSettings(
    allow_networks=(ip_network("127.0.0.0/8"),), delay=timedelta(0), robots=False, user_agent="caveat/test"
)


class Noon:
    def now(self):
        return datetime(2026, 1, 2, 12, tzinfo=UTC)


def fetch(*requests, **settings):
    """The last answer of requests made one after the other by one fetcher."""

    async def story():
        async with HttpFetcher(replace(LOOPBACK, **settings), Noon()) as fetcher:
            for request in requests:
                answer = await fetcher.fetch(Request(url=request) if isinstance(request, str) else request)
            return answer

    return asyncio.run(story())


def failure(*requests, **settings):
    with pytest.raises(FetchError) as caught:
        fetch(*requests, **settings)
    return caught.value


def redirect(target, status=302):
    return status, {"location": target}, b""


def test_a_page_comes_with_its_bytes_media_type_charset_and_validators(site):
    headers = {
        "content-type": "Text/HTML; charset=ISO-8859-1",
        "etag": 'W/"1"',
        "last-modified": "Fri, 02 Jan 2026 10:00:00 GMT",
    }
    server = site({"/a": (200, headers, b"caf\xe9")})
    assert fetch(f"{server.url}/a#part") == Page(
        url=f"{server.url}/a",
        body=b"caf\xe9",
        media_type="text/html",
        charset="ISO-8859-1",
        validators=Validators(etag='W/"1"', last_modified="Fri, 02 Jan 2026 10:00:00 GMT"),
        fetched_at=Noon().now(),
    )


def test_the_request_names_the_program_and_keeps_no_cookies(site):
    server = site({"/": (200, {"set-cookie": "tracked=1; path=/"}, b"x")})
    fetch(f"{server.url}/", f"{server.url}/")
    for asked in server.asked:
        assert asked.headers["user-agent"] == "caveat/test"
        assert asked.headers["accept-encoding"] == "gzip, br, zstd"
        assert "cookie" not in asked.headers


@pytest.mark.parametrize(
    ("coding", "encode"), [("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstd.compress)]
)
def test_an_encoded_body_is_decoded(site, coding, encode):
    server = site({"/": (200, {"content-encoding": coding}, encode(b"story " * 10_000))})
    assert fetch(f"{server.url}/").body == b"story " * 10_000


def test_a_conditional_request_repeats_the_validators_byte_for_byte(wire):
    heads: list[bytes] = []

    async def story():
        async with (
            wire(b'HTTP/1.1 304 x\r\nETag: "new"\r\n\r\n', heads=heads) as url,
            HttpFetcher(LOOPBACK, Noon()) as fetcher,
        ):
            known = Validators(etag='W/"caf\xe9 \\"odd"', last_modified="Friday-ish, 25:99")
            return url, await fetcher.fetch(Request(url=url, validators=known))

    url, answer = asyncio.run(story())
    assert b'\r\nIf-None-Match: W/"caf\xe9 \\"odd"\r\nIf-Modified-Since: Friday-ish, 25:99\r\n' in heads[0]
    assert answer == Unmodified(url=url, validators=Validators(etag='"new"', last_modified="Friday-ish, 25:99"))


def test_304_without_being_asked_is_an_error(site):
    server = site({"/": (304, {}, b"")})
    assert str(failure(f"{server.url}/")) == "answered 304 Not Modified"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "answered 404 Not Found"),
        (410, "answered 410 Gone"),
        (503, "answered 503 Service Unavailable"),
        (300, "answered 300 Multiple Choices"),
        (206, "answered 206 Partial Content"),
        (599, "answered 599"),
    ],
)
def test_a_status_without_a_page_is_an_error_in_words(site, status, words):
    server = site({"/": (status, {}, b"sorry")})
    error = failure(f"{server.url}/")
    assert (str(error), error.url) == (words, f"{server.url}/")


@pytest.mark.parametrize("status", [200, 204])
def test_an_answer_with_nothing_in_it_is_an_error(site, status):
    server = site({"/": (status, {}, b"")})
    assert "with nothing in it" in str(failure(f"{server.url}/"))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_the_page_knows_where_it_came_from(site, status):
    server = site({"/a": redirect("b", status), "/b": redirect("//127.0.0.1:PORT/c#x", status), "/c": "here"})
    server.routes["/b"] = redirect(f"//127.0.0.1:{server.port}/c#x", status)
    assert fetch(f"{server.url}/a").url == f"{server.url}/c"


def test_ten_redirects_are_followed_and_eleven_are_not(site):
    server = site({f"/{number}": redirect(f"/{number + 1}") for number in range(11)} | {"/11": "here"})
    assert fetch(f"{server.url}/1").body == b"here"
    error = failure(f"{server.url}/0")
    assert str(error).startswith("redirects more than 10 times")
    assert error.url == f"{server.url}/0"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "http://[::1", ""])
def test_a_redirect_to_anything_but_http_is_an_error(site, target):
    server = site({"/": redirect(target)})
    assert "which is not an http or https address" in str(failure(f"{server.url}/"))


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "gopher://127.0.0.1/", "/relative", "", "http://[::1", "http://a:b/"]
)
def test_an_address_that_is_not_http_is_refused(url):
    assert str(failure(url)) == "is not an http or https address"


@pytest.mark.parametrize("name", ["xn--a.example", "xn--zz.example", "①.example"])
def test_a_host_name_that_is_none_is_a_failure_of_its_address(name):
    assert failure(f"http://{name}/").url == f"http://{name}/"


def test_a_failure_behind_a_redirect_says_where_and_is_named_by_what_was_asked(site):
    server = site({"/old": redirect("/new")})
    error = failure(f"{server.url}/old")
    assert str(error) == f"answered 404 Not Found (redirected to {server.url}/new)"
    assert error.url == f"{server.url}/old"


def test_private_headers_stay_with_the_origin_they_are_meant_for(site):
    other = site({"/elsewhere": "there"})
    server = site({"/start": redirect("/same"), "/same": redirect(f"{other.url}/elsewhere")})
    other.routes["/elsewhere"] = redirect(f"{server.url}/back")
    server.routes["/back"] = "here"
    secret = (("Cookie", "session=1"), ("Authorization", "Bearer 2"))
    page = fetch(Request(url=f"{server.url}/start", headers=secret))
    assert page.url == f"{server.url}/back"
    sent = {asked.path: asked.headers.get("cookie", asked.headers.get("authorization")) for asked in server.asked}
    assert sent == {"/start": "session=1", "/same": "session=1", "/back": None}
    assert [("cookie" in asked.headers, "authorization" in asked.headers) for asked in other.asked] == [(False, False)]


def test_private_headers_do_not_follow_to_another_host_of_the_same_server(site):
    server = site({"/b": "here"})
    server.routes["/a"] = redirect(f"http://two.example:{server.port}/b")
    settings = {"dial": tuple((name, "127.0.0.1", server.port) for name in ("one.example", "two.example"))}
    fetch(Request(url=f"http://one.example:{server.port}/a", headers=(("X-Key", "1"),)), **settings)
    assert ["x-key" in asked.headers for asked in server.asked] == [True, False]


def test_a_password_in_an_address_is_sent_and_not_passed_on(site):
    server = site({"/a": redirect("/b"), "/b": "here"})
    page = fetch(f"http://me:secret@127.0.0.1:{server.port}/a")
    assert page.url == f"{server.url}/b"
    assert all(asked.headers["authorization"].startswith("Basic ") for asked in server.asked)


def test_a_header_that_http_does_not_allow_is_an_error_without_its_value(site):
    server = site({"/": "x"})
    for name, value in (("X-Key", "geheim\r\nX-Other: 1"), ("X Key", "geheim"), ("X-Key", "geheim→")):
        error = failure(Request(url=f"{server.url}/", headers=((name, value),)))
        assert "header" in str(error)
        assert "geheim" not in str(error)
    assert server.asked == []


def test_a_body_of_the_cap_is_a_page_and_a_larger_one_names_the_key(site):
    server = site({"/": (200, {}, b"x" * 5000)})
    assert len(fetch(f"{server.url}/", max_size=5000).body) == 5000
    assert (
        str(failure(f"{server.url}/", max_size=4999)) == "is larger than 4999 bytes ([fetch] max_size sets this limit)"
    )


def test_one_fetcher_goes_on_after_a_failure(site):
    server = site({"/good": "good"})

    async def story():
        async with HttpFetcher(replace(LOOPBACK, concurrency=1, timeout=timedelta(seconds=3)), Noon()) as fetcher:
            for path in ("/bad", "/good", "/bad", "/good"):
                try:
                    answer = await fetcher.fetch(Request(url=server.url + path))
                except FetchError:
                    continue
            return answer

    assert asyncio.run(story()).body == b"good"


@pytest.mark.parametrize(
    ("first", "second", "moved"),
    [(301, 308, "/c"), (301, 302, "/b"), (302, 301, None), (307, 303, None), (308, 301, "/c")],
)
def test_a_page_knows_where_its_address_has_moved_for_good(site, first, second, moved):
    server = site({"/a": redirect("/b", first), "/b": redirect("/c", second), "/c": (200, {"etag": '"1"'}, b"here")})
    expected = moved and f"{server.url}{moved}"
    assert fetch(f"{server.url}/a").moved_to == expected
    server.routes["/c"] = (304, {}, b"")
    again = fetch(Request(url=f"{server.url}/a", validators=Validators(etag='"1"')))
    assert (type(again), again.moved_to) == (Unmodified, expected)


def test_an_address_does_not_move_into_a_private_network_nor_to_where_its_secrets_may_not_go(site):
    server = site({"/b": "here"})
    dial = tuple((name, "127.0.0.1", server.port) for name in ("one.example", "two.example", "printer"))

    def moved(location, **request):
        server.routes["/a"] = redirect(location, 301)
        return fetch(Request(url="http://one.example/a", **request), dial=dial).moved_to

    assert moved("http://two.example/b") == "http://two.example/b"
    assert moved("http://me:secret@two.example/b#part") == "http://two.example/b"
    assert moved("http://printer/b") is None
    assert moved(f"{server.url}/b") is None
    assert moved("http://two.example/b", headers=(("Cookie", "session=1"),)) is None
    assert moved("http://one.example/b", headers=(("Cookie", "session=1"),)) == "http://one.example/b"


def test_an_address_with_a_password_does_not_move(site):
    server = site({"/a": redirect("/b", 301), "/b": "here"})
    assert fetch(f"http://me:secret@127.0.0.1:{server.port}/a").moved_to is None


def test_an_answer_says_for_how_long_it_is_fresh(site):
    server = site({"/": (200, {"cache-control": "public, max-age=600", "age": "60"}, b"x")})
    assert fetch(f"{server.url}/").max_age == timedelta(minutes=9)
    server.routes["/"] = (304, {"cache-control": "max-age=600"}, b"")
    assert fetch(Request(url=f"{server.url}/", validators=Validators(etag='"1"'))).max_age == timedelta(minutes=10)


def test_an_answer_of_very_many_headers_is_an_error(site):
    server = site({"/": (200, {f"x-{number}": "1" for number in range(250)}, b"x")})
    error = failure(f"{server.url}/")
    assert str(error) == "sends more than 200 header lines"
    assert error.status == 200


def test_an_address_of_very_many_characters_is_refused_wherever_it_comes_from(site):
    server = site({"/": redirect("/" + "x" * 9000)})
    assert str(failure("http://a.example/" + "x" * 9000)) == "is an address of more than 8000 characters"
    assert str(failure(f"{server.url}/")).startswith("redirects to ")


@pytest.mark.parametrize(
    ("status", "headers", "body", "words"),
    [
        (403, {"cf-mitigated": "challenge"}, b"", "answered 403 Forbidden: a challenge page for people (Cloudflare)"),
        (401, {}, b"", "answered 401 Unauthorized: a login is wanted"),
        (451, {}, b"", "answered 451 Unavailable For Legal Reasons: the site is closed to the region"),
        (200, {}, b"<title>429 Too Many Requests</title>", "answered 200 OK: the site limits how often"),
        (302, {"location": "/login?next=/"}, b"", "redirects to a login page"),
    ],
)
def test_a_wall_is_an_error_that_names_it_and_the_way_out(site, status, headers, body, words):
    error = failure(f"{site({'/': (status, headers, body)}).url}/")
    assert isinstance(error, WallError)
    assert words in str(error)
    assert error.status == status


def test_the_body_of_an_error_may_be_as_bad_as_it_likes(wire):
    for body in (
        b"Content-Encoding: nonsense\r\n\r\nx",
        b"Content-Encoding: gzip\r\n\r\nx",
        b"Content-Length: 9\r\n\r\nx",
    ):

        async def story(body=body):
            async with wire(b"HTTP/1.1 404 x\r\n" + body) as url, HttpFetcher(LOOPBACK, Noon()) as fetcher:
                await fetcher.fetch(Request(url=url))

        with pytest.raises(FetchError, match="answered 404 Not Found"):
            asyncio.run(story())


def test_the_status_is_that_of_the_answer_and_there_is_none_where_a_redirect_leads_nowhere(site):
    server = site({"/a": redirect("/gone"), "/b": redirect("http://127.0.0.1:9/")})
    assert failure(f"{server.url}/a").status == 404
    assert failure(f"{server.url}/b").status is None
