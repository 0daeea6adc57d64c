"""Connections: one a site, used again, given up where something is left on it, and few open at once."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from caveat.errors import FetchError
from caveat.fetch import HttpFetcher
from caveat.fetch.connections import MOST_IDLE
from caveat.model import FetchSettings, Page, Request, Unmodified, Validators

SETTINGS = FetchSettings(delay=timedelta(0), robots=False)
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere"


class Noon:
    def now(self):
        return datetime(2026, 1, 2, 12, tzinfo=UTC)


class Server:
    """Answers every request with the same bytes; counts connections, and how many are open."""

    def __init__(self, answer=OK, *, closes=False, patience=99):
        """`closes`: after each answer; `patience`: requests that a connection answers before one is dropped."""
        self.answer = answer
        self.closes = closes
        self.patience = patience
        self.made = self.open = self.most = 0
        self.left = asyncio.Event()
        """Set when a connection ends."""

    async def talk(self, reader, writer):
        self.made += 1
        self.open += 1
        self.most = max(self.most, self.open)
        try:
            for _ in range(self.patience):
                await reader.readuntil(b"\r\n\r\n")
                writer.write(self.answer)
                await writer.drain()
                if self.closes:
                    return
            await reader.readuntil(b"\r\n\r\n")
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open -= 1
            self.left.set()
            writer.close()


def visit(server, *urls, validators=Validators(), **settings):  # noqa: B008 - a frozen value
    """What came of addresses that are fetched one after the other."""
    hosts = {url.split("/")[2] for url in urls}

    async def story():
        async with await asyncio.start_server(server.talk, "127.0.0.1", 0) as listener:
            port = listener.sockets[0].getsockname()[1]
            chosen = replace(SETTINGS, dial=tuple((host, "127.0.0.1", port) for host in hosts), **settings)
            async with HttpFetcher(chosen, Noon()) as fetcher:
                got: list[Page | Unmodified | FetchError] = []
                for url in urls:
                    try:
                        got.append(await fetcher.fetch(Request(url=url, validators=validators)))
                    except FetchError as error:
                        got.append(error)
                return got

    return asyncio.run(story())


def test_one_connection_serves_all_fetches_from_a_host():
    server = Server()
    assert [page.body for page in visit(server, *["http://a.example/x"] * 5)] == [b"here"] * 5
    assert server.made == 1


@pytest.mark.parametrize(
    "head",
    [
        b"304 Not Modified\r\n\r\n",
        b"404 Not Found\r\nContent-Length: 5\r\n\r\nsorry",
        b"302 Found\r\nLocation: /x\r\nContent-Length: 4\r\n\r\nmove",
    ],
)
def test_an_answer_without_a_page_leaves_the_connection_of_use(head):
    server = Server(b"HTTP/1.1 " + head)
    answers = visit(server, *["http://a.example/x"] * 3, validators=Validators(etag='"1"'))
    assert all(isinstance(answer, Unmodified | FetchError) for answer in answers)
    assert server.made == 1


def test_a_site_has_one_connection_at_a_time_whatever_its_hosts():
    server = Server()
    visit(server, *["http://a.example/x", "http://www.a.example/x", "http://m.a.example/x"] * 3)
    assert server.most <= 2  # the one that is being closed is not gone at once
    assert server.made == 9


def test_a_connection_that_the_server_closes_after_each_answer_is_made_anew():
    server = Server(closes=True)
    assert [page.body for page in visit(server, *["http://a.example/x"] * 4)] == [b"here"] * 4
    assert server.made == 4


def test_a_request_that_a_used_connection_drops_is_sent_once_more_and_a_new_connection_s_is_not():
    server = Server(patience=1)
    assert [page.body for page in visit(server, *["http://a.example/x"] * 4)] == [b"here"] * 4
    assert server.made == 4
    server = Server(patience=0)
    (error,) = visit(server, "http://a.example/x")
    assert str(error) == "the connection broke before the answer was complete"
    assert server.made == 1


def test_what_is_left_of_a_body_does_not_come_before_the_next_answer():
    large = b"HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n" + OK[:60]
    server = Server(large)
    errors = visit(server, *["http://a.example/x"] * 3, max_size=10)
    assert [str(error)[:14] for error in errors] == ["is larger than"] * 3
    assert server.made == 3


def test_few_connections_are_kept_open_however_many_the_hosts():
    server = Server()
    visit(server, *(f"http://host-{number}.example/x" for number in range(MOST_IDLE + 40)))
    assert server.most <= MOST_IDLE + 3


def test_nothing_stays_open_when_the_fetcher_is_closed():
    server = Server()

    async def story():
        async with await asyncio.start_server(server.talk, "127.0.0.1", 0) as listener:
            dial = (("a.example", "127.0.0.1", listener.sockets[0].getsockname()[1]),)
            async with HttpFetcher(replace(SETTINGS, dial=dial), Noon()) as fetcher:
                await fetcher.fetch(Request(url="http://a.example/x"))
                assert server.open == 1
            async with asyncio.timeout(5):
                await server.left.wait()

    asyncio.run(story())
