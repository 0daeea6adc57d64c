"""Servers that drip, lie, break off and send bombs: each becomes a `FetchError` in plain words."""

import asyncio
import gzip
import sys
import time
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import brotli
import pytest

from caveat.errors import FetchError
from caveat.fetch import HttpFetcher
from caveat.model import FetchSettings, Request

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LOOPBACK = FetchSettings(allow_networks=(ip_network("127.0.0.0/8"),), delay=timedelta(0), robots=False)
OK = b"HTTP/1.1 200 OK\r\n"


class Noon:
    def now(self):
        return datetime(2026, 1, 2, 12, tzinfo=UTC)


def fetcher(**settings):
    return HttpFetcher(replace(LOOPBACK, **settings), Noon())


def fetch(wire, *pieces, pause=0.0, **settings):
    async def story():
        async with wire(*pieces, pause=pause) as url, fetcher(**settings) as client:
            return await client.fetch(Request(url=url))

    return asyncio.run(story())


def failure(wire, *pieces, **settings):
    with pytest.raises(FetchError) as caught:
        fetch(wire, *pieces, **settings)
    return str(caught.value)


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([b"H", *OK[1:].split(b" ")] + [b"x"] * 100, id="head"),
        pytest.param([OK + b"Content-Length: 1000\r\n\r\n"] + [b"x"] * 100, id="body"),
        pytest.param([b"HTTP/1.1 103 Early Hints\r\n\r\n"] * 100, id="endless 103s"),
        pytest.param([OK] + [b"X-Drip: 1\r\n"] * 100, id="header"),
    ],
)
def test_an_answer_that_drips_ends_at_the_deadline(wire, pieces):
    words = failure(wire, *pieces, pause=0.02, timeout=timedelta(seconds=0.15))
    assert words == "did not answer within 0.15 s"


@pytest.mark.parametrize("hosts", [["one.example"], ["one.example", "two.example"]])
def test_one_deadline_holds_over_redirects(site, hosts):
    server = site({})

    def slow_redirect(asked):
        time.sleep(0.06)
        number = len(server.asked)
        return 302, {"location": f"http://{hosts[number % len(hosts)]}/{number}"}, b""

    server.routes.update({f"/{number}": slow_redirect for number in range(20)})

    async def story():
        dial = tuple((host, "127.0.0.1", server.port) for host in hosts)
        async with fetcher(timeout=timedelta(seconds=0.2), dial=dial) as client:
            await client.fetch(Request(url="http://one.example/0"))

    with pytest.raises(FetchError, match=r"did not answer within 0\.2 s"):
        asyncio.run(story())
    assert len(server.asked) <= 5


def test_waiting_for_a_turn_does_not_count_against_the_deadline(site):
    server = site({"/": "here"})

    async def story():
        async with fetcher(timeout=timedelta(seconds=0.6), delay=timedelta(seconds=0.2)) as client:
            return await asyncio.gather(*(client.fetch(Request(url=server.url)) for _ in range(5)))

    assert len(asyncio.run(story())) == 5


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(OK + b"Content-Length: 100\r\n\r\nonly this", id="length"),
        pytest.param(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nonly \r\n", id="chunked"),
        pytest.param(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"story " * 999)[:-9], id="gzip"),
        pytest.param(OK + b"Content-Encoding: br\r\n\r\n" + brotli.compress(b"story " * 999)[:-2], id="br"),
        pytest.param(OK + b"Content-Encoding: zstd\r\n\r\n" + zstd.compress(b"story " * 999)[:-2], id="zstd"),
    ],
)
def test_a_truncated_answer_is_an_error_and_no_short_page(wire, answer):
    assert failure(wire, answer) == "the answer was cut short"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"", "the connection broke before the answer was complete"),
        (b"220 smtp.example ESMTP\r\n\r\n", "the answer is not HTTP"),
        (OK + b"X-Long: " + b"x" * 200_000 + b"\r\n\r\n", "the answer is not HTTP"),
        (OK + b"Content-Length: -1\r\n\r\nx", "the answer is not HTTP"),
        (OK + b"Content-Encoding: lzma\r\n\r\nx", "coding 'lzma', which was not asked for"),
        (OK + b"Content-Encoding: gzip\r\n\r\n<html>", "the body is not what its coding says"),
        (OK + b"Content-Encoding: gzip\r\nContent-Encoding: gzip, br\r\n\r\nx", "encoded more than 2 times"),
    ],
)
def test_an_answer_that_is_none_is_an_error_in_words(wire, answer, words):
    assert words in failure(wire, answer)


def test_a_body_larger_than_the_cap_is_refused_by_its_length_before_it_comes(wire):
    assert "is larger than 1000 bytes" in failure(wire, OK + b"Content-Length: 999999999\r\n\r\n", b"x", max_size=1000)


def test_a_body_without_a_length_stops_at_the_cap(wire):
    pieces = [b"x" * 1000] * 5000
    assert "is larger than 100000 bytes" in failure(wire, OK + b"\r\n", *pieces, max_size=100_000)


def test_padding_behind_an_encoded_body_counts_towards_the_cap(wire):
    pieces = [OK + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"story"), *([bytes(1000)] * 5000)]
    assert "is larger than 100000 bytes" in failure(wire, *pieces, max_size=100_000)


@pytest.mark.parametrize(
    ("coding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(100_000_000), 1)),
        ("br", brotli.compress(bytes(100_000_000), quality=1)),
        ("zstd", zstd.compress(bytes(100_000_000))),
        ("br, gzip", gzip.compress(brotli.compress(bytes(100_000_000), quality=1))),
    ],
    ids=["gzip", "br", "zstd", "br in gzip"],
)
def test_a_bomb_stops_at_the_cap_and_is_never_built(wire, coding, bomb):
    tracemalloc.start()
    words = failure(wire, OK + f"Content-Encoding: {coding}\r\n\r\n".encode(), bomb, max_size=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "is larger than 1000000 bytes ([fetch] max_size sets this limit)" in words
    assert peak < 10_000_000


def test_a_cancelled_fetch_lets_the_next_one_in(site, wire):
    server = site({"/": "here"})

    async def story():
        async with wire(OK, b"never\r\n", pause=5) as url, fetcher(concurrency=1) as client:
            stuck = asyncio.create_task(client.fetch(Request(url=url)))
            await asyncio.sleep(0.02)
            stuck.cancel()
            await asyncio.gather(stuck, return_exceptions=True)
            return await client.fetch(Request(url=server.url))

    assert asyncio.run(story()).body == b"here"
