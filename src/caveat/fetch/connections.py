"""Owns the open connections: one a site, over HTTP/2 where the server has it, the least recently used closed.

Not one pool for all: httpcore's looks through every connection and every waiting request at each step.
"""

import ssl
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote, urlsplit

import h2.exceptions
import httpcore

from caveat.fetch.network import NetworkError, tls_context

MOST_IDLE = 64
"""Connections that are kept open for the next fetch from their sites."""
_KEEPALIVE = 4.0
"""Seconds that an idle connection is kept: less than the five after which many servers close it."""
_STALE = (httpcore.RemoteProtocolError, httpcore.NetworkError, httpcore.ConnectionNotAvailable)
"""What a connection raises that the server has closed since it was last used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """The way to everything but a few hosts."""

    url: str
    """`http://[user:password@]host:port`."""
    backend: httpcore.AsyncNetworkBackend
    """Dials the proxy."""
    without: frozenset[str]
    """Hosts that are reached without it."""


class _Connection(Protocol):
    """What httpcore's connections and pools have in common."""

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response: ...

    async def aclose(self) -> None: ...


@dataclass(slots=True)
class _Open:
    origin: httpcore.Origin
    connection: _Connection
    used: bool = False

    def serves(self, origin: httpcore.Origin) -> bool:
        """Whether one more request for the origin can go this way."""
        if self.origin != origin:
            return False
        alone = self.connection
        return not isinstance(alone, httpcore.AsyncHTTPConnection) or (alone.is_idle() and not alone.has_expired())


class Connections:
    """Sends requests. The caller sees to it that a site has one at a time. Belongs to one event loop."""

    def __init__(
        self, backend: httpcore.AsyncNetworkBackend, *, tls: ssl.SSLContext | None = None, proxy: Proxy | None = None
    ) -> None:
        """`tls`: None for what the system trusts."""
        self._backend = backend
        self._tls = tls
        self._proxy = proxy
        self._idle: OrderedDict[str, _Open] = OrderedDict()

    async def send(self, site: str, request: httpcore.Request) -> tuple[httpcore.Response, "Use"]:
        """The head of an answer, and the use of its connection, to be ended by the caller. Raises `NetworkError`s."""
        way = await self._take(site, request.url.origin)
        while True:
            try:
                with one_kind_of_error():
                    answer = await way.connection.handle_async_request(request)
            except BaseException as error:
                await _close(way)
                if not way.used or not isinstance(error, _STALE):
                    raise
                way = self._open(request.url.origin)
            else:
                return answer, Use(self, site, way)

    async def close(self) -> None:
        """Closes everything that is open and unused."""
        while self._idle:
            await _close(self._idle.popitem()[1])

    async def take_back(self, site: str, way: _Open) -> None:
        """Keeps a connection whose answer was read to its end."""
        way.used = True
        if not way.serves(way.origin) or site in self._idle:
            await _close(way)
            return
        self._idle[site] = way
        if len(self._idle) > MOST_IDLE:
            await _close(self._idle.popitem(last=False)[1])

    async def _take(self, site: str, origin: httpcore.Origin) -> _Open:
        way = self._idle.pop(site, None)
        if way is not None and way.serves(origin):
            return way
        if way is not None:
            await _close(way)
        return self._open(origin)

    def _open(self, origin: httpcore.Origin) -> _Open:
        if self._proxy is not None and origin.host.decode() not in self._proxy.without:
            return _Open(origin, self._proxied(self._proxy))
        alone = httpcore.AsyncHTTPConnection(
            origin,
            ssl_context=self._context() if origin.scheme == b"https" else None,
            keepalive_expiry=_KEEPALIVE,
            http2=True,
            network_backend=self._backend,
        )
        return _Open(origin, alone)

    def _proxied(self, proxy: Proxy) -> httpcore.AsyncConnectionPool:
        """A pool of one: httpcore keeps its connections through a proxy to itself."""
        return httpcore.AsyncConnectionPool(
            ssl_context=self._context(),
            proxy=_proxy_of(proxy.url),
            max_connections=1,
            keepalive_expiry=_KEEPALIVE,
            http2=True,
            network_backend=proxy.backend,
        )

    def _context(self) -> ssl.SSLContext:
        """The one for all connections, made when the first needs it: reading the authorities takes 20 ms."""
        if self._tls is None:
            self._tls = tls_context()
        return self._tls


@dataclass(slots=True)
class Use:
    """One answer's hold on a connection."""

    connections: Connections
    site: str
    way: _Open

    async def end(self, *, whole: bool) -> None:
        """`whole`: the answer was read to its end. What is left of another would come before the next one."""
        if whole:
            await self.connections.take_back(self.site, self.way)
        else:
            await _close(self.way)


@contextmanager
def one_kind_of_error() -> Iterator[None]:
    """Makes a `RemoteProtocolError` of what httpcore lets through of HTTP/2's (encode/httpx issues 3072 and 3324)."""
    try:
        yield
    except httpcore.LocalProtocolError as error:
        # Over HTTP/1.1 it is a header of ours; over HTTP/2, where h2 lets all of these pass, it is the server's fault.
        if not error.args or not isinstance(error.args[0], h2.exceptions.H2Error):
            raise
        raise httpcore.RemoteProtocolError(type(error.args[0]).__name__) from error
    except (h2.exceptions.H2Error, KeyError, ValueError, AssertionError) as error:
        raise httpcore.RemoteProtocolError(type(error).__name__) from error


def _proxy_of(url: str) -> httpcore.Proxy:
    parts = urlsplit(url)
    auth = None if parts.username is None else (unquote(parts.username), unquote(parts.password or ""))
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return httpcore.Proxy(bare, auth=auth)


async def _close(way: _Open) -> None:
    """Closes a connection, in whatever state it is."""
    with suppress(*NetworkError, h2.exceptions.H2Error):
        await way.connection.aclose()
