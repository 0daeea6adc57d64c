"""Owns what all tests share: settings for a busy machine, and loopback servers.

`site` speaks HTTP as it should, `wire` says whatever bytes it is told to.

site({"/": "<p>Hello.</p>", "/gone": (410, {}, b""), "/who": lambda asked: (200, {}, asked.path.encode())})
site(any_asgi_app)
async with wire(b"HTTP/1.1 200 OK\\r\\n\\r\\n", b"half a bo") as url: ...
"""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import pytest
import uvicorn
from hypothesis import HealthCheck, settings
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

# Tests run beside one another: that one example is slow says nothing of the program.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request as a server saw it."""

    method: str
    path: str
    headers: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


Answer = tuple[int, Mapping[str, str], bytes]
"""(status, headers, body)"""
Route = str | Answer | Callable[[Asked], Answer]
"""A string is a page of HTML."""


@dataclass
class Site:
    """A server under way. `routes` may be changed between two requests."""

    port: int
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        asked = Asked(
            method=request.method,
            path=request.url.path,
            headers=dict(request.headers),
            query=dict(request.query_params),
            body=await request.body(),
        )
        # Every site is asked for its robots.txt: what a test does not route is none of its requests.
        if asked.path != "/robots.txt" or asked.path in self.routes:
            self.asked.append(asked)
        status, headers, body = _answer(self.routes.get(asked.path, (404, {}, b"nothing here")), asked)
        await Response(body, status, dict(headers))(scope, receive, send)


def _answer(route: Route, asked: Asked) -> Answer:
    if isinstance(route, str):
        return 200, {"content-type": "text/html; charset=utf-8"}, route.encode()
    return route(asked) if callable(route) else route


Start = Callable[[Mapping[str, Route] | ASGIApp], Site]


@pytest.fixture
def site(server_threads: list[threading.Thread]) -> Iterator[Start]:
    """Starts servers, each in a thread of its own, that are told to stop with the test."""
    with _sites(server_threads) as start:
        yield start


@pytest.fixture(scope="module")
def lasting_site(server_threads: list[threading.Thread]) -> Iterator[Start]:
    """The same for all tests of a module."""
    with _sites(server_threads) as start:
        yield start


@contextmanager
def _sites(server_threads: list[threading.Thread]) -> Iterator[Start]:
    servers = []

    def start(what: Mapping[str, Route] | ASGIApp) -> Site:
        listener = socket.create_server(("127.0.0.1", 0))
        running = Site(port=listener.getsockname()[1])
        if isinstance(what, Mapping):
            running.routes.update(what)
        app = running if isinstance(what, Mapping) else what
        config = uvicorn.Config(app, log_config=None, lifespan="off", ws="none", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        servers.append(server)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        server_threads.append(thread)
        thread.start()
        return running

    yield start
    for server in servers:
        server.should_exit = True


@pytest.fixture(scope="session")
def server_threads() -> Iterator[list[threading.Thread]]:
    """Waits for all servers at the end: one takes 0.2 s to stop, which no test need wait for."""
    threads: list[threading.Thread] = []
    yield threads
    for thread in threads:
        thread.join(10)


@pytest.fixture
def wire():
    """Servers in the test's own loop that send fixed pieces to whoever connects, then close."""
    return _wire


@asynccontextmanager
async def _wire(*pieces: bytes, pause: float = 0.0, heads: list[bytes] | None = None) -> AsyncIterator[str]:
    """`pause`: seconds before each piece, for a drip; `heads`: takes the head of every request."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            if heads is not None:
                heads.append(head)
            for piece in pieces:
                await asyncio.sleep(pause)
                writer.write(piece)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
