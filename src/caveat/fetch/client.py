"""Owns fetching: one GET, its redirects, caps and deadline. The only file that knows httpx."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Self
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

import httpcore
import httpx

from caveat.errors import FetchError
from caveat.fetch.decoding import DecodingError, SizeError, decoder
from caveat.fetch.headers import (
    HeaderError,
    read_coding,
    read_content_type,
    read_length,
    read_validators,
    request_headers,
)
from caveat.fetch.network import NetworkError, Resolve, explain, open_pool, resolve_name
from caveat.fetch.throttle import Throttle
from caveat.model import FetchSettings, Page, Request, Unmodified, Validators
from caveat.ports import Clock
from caveat.urls import absolute, host, without_credentials

MAX_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}


class HttpFetcher:
    """Fetches over HTTP/1.1, as an async context manager inside one event loop. Implements `ports.Fetcher`."""

    def __init__(self, settings: FetchSettings, clock: Clock, *, resolve: Resolve = resolve_name) -> None:
        self._settings = settings
        self._clock = clock
        self._throttle = Throttle(
            delay=settings.delay.total_seconds(),
            concurrency=settings.concurrency,
            own={host for host, _, _ in settings.dial},
        )
        self._transport = _PoolTransport(open_pool(settings, resolve))

    async def __aenter__(self) -> Self:
        await self._transport.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._transport.aclose()

    async def fetch(self, request: Request) -> Page | Unmodified:
        """The answer to one GET.

        The deadline counts the time on the network, not the wait for the host's turn. Raises `FetchError`.
        """
        journey = _start(request, self._settings.timeout.total_seconds())
        while True:
            place = host(journey.url)
            async with self._throttle.turn(place), self._limits(journey):
                while host(journey.url) == place:
                    found = await self._get(journey)
                    if found is not None:
                        return found

    @asynccontextmanager
    async def _limits(self, journey: "_Journey") -> AsyncIterator[None]:
        """Holds one stretch of a journey to what is left of its deadline, and puts every failure in plain words."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(journey.seconds):
                yield
        except TimeoutError as error:
            message = f"did not answer within {self._settings.timeout.total_seconds():g} s"
            raise journey.failure(message) from error
        except SizeError as error:
            message = f"is larger than {self._settings.max_size} bytes ([fetch] max_size sets this limit)"
            raise journey.failure(message) from error
        except NetworkError as error:
            raise journey.failure(explain(error)) from error
        except UnicodeError as error:
            raise journey.failure("its host name is none that can be looked up") from error
        except (_Unusable, DecodingError, HeaderError, httpx.InvalidURL) as error:
            raise journey.failure(str(error)) from error
        finally:
            journey.seconds -= loop.time() - started

    async def _get(self, journey: "_Journey") -> Page | Unmodified | None:
        """One request of a journey; None: it was redirected."""
        asked = journey.request.validators
        headers = request_headers(self._settings.user_agent, asked, journey.headers)
        response = await self._transport.handle_async_request(httpx.Request("GET", journey.url, headers=headers))
        try:
            status = response.status_code
            if status in _REDIRECTS:
                journey.follow(response.headers.get("location"))
                return None
            if status == HTTPStatus.NOT_MODIFIED and asked != Validators():
                return Unmodified(url=journey.url, validators=_renewed(response, asked))
            if not response.is_success or status == HTTPStatus.PARTIAL_CONTENT:
                message = f"answered {_status_line(status)}"
                raise _Unusable(message)
            return await self._page(response, journey.url)
        finally:
            await response.aclose()

    async def _page(self, response: httpx.Response, url: str) -> Page:
        body = await self._body(response)
        if not body:
            message = f"answered {_status_line(response.status_code)} with nothing in it"
            raise _Unusable(message)
        media_type, charset = read_content_type(response.headers.raw)
        return Page(
            url=url,
            body=body,
            media_type=media_type,
            charset=charset,
            validators=read_validators(response.headers.raw),
            fetched_at=self._clock.now(),
        )

    async def _body(self, response: httpx.Response) -> bytes:
        limit = self._settings.max_size
        decode = decoder(read_coding(response.headers.raw), limit)
        length = read_length(response.headers.raw)
        if length is not None and length > limit:
            raise SizeError
        body = bytearray()
        async for chunk in response.aiter_raw():
            if response.num_bytes_downloaded > limit:
                raise SizeError
            body += decode.feed(chunk)
        decode.finish()
        return bytes(body)


@dataclass(slots=True)
class _Journey:
    """One fetch under way."""

    request: Request
    url: str
    """Without user name, password and fragment."""
    headers: tuple[tuple[str, str], ...]
    """The request's own headers and credentials: empty once it was sent to another origin, and for good."""
    seconds: float
    """What is left of its deadline."""
    redirects: int = 0

    def follow(self, location: str | None) -> None:
        """Goes where a redirect leads."""
        target = absolute(self.url, location)
        if target is None:
            message = f"redirects to {(location or 'nowhere')[:200]!r}, which is not an http or https address"
            raise _Unusable(message)
        self.redirects += 1
        if self.redirects > MAX_REDIRECTS:
            message = f"redirects more than {MAX_REDIRECTS} times"
            raise _Unusable(message)
        if not _trusts(urlsplit(self.url), urlsplit(target)):
            self.headers = ()
        self.url = _plain(target)

    def failure(self, message: str) -> FetchError:
        """The error of this fetch, named by the address that was asked for."""
        where = f" (redirected to {self.url[:200]})" if self.redirects else ""
        return FetchError(message + where, url=without_credentials(self.request.url))


class _Unusable(Exception):  # noqa: N818 - never leaves this file
    """An answer that is of no use; `str()` of it says why."""


class _PoolTransport(httpx.AsyncBaseTransport):
    """httpx's own transport takes no network backend, so this one stands on a pool that has ours.

    It is used without a client, which would keep cookies and judge redirects by rules of its own.
    """

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(request.method, url, headers=request.headers.raw)
        answer = await self._pool.handle_async_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_PoolStream(answer))

    async def aclose(self) -> None:
        await self._pool.aclose()


class _PoolStream(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._answer.aclose()


def _start(request: Request, seconds: float) -> _Journey:
    url = absolute(None, request.url)
    if url is None:
        message = "is not an http or https address"
        raise FetchError(message, url=without_credentials(request.url))
    headers = request.headers
    parts = urlsplit(url)
    if parts.username is not None:
        credentials = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        headers = (("Authorization", f"Basic {b64encode(credentials).decode()}"), *headers)
    return _Journey(request, _plain(url), headers, seconds)


def _trusts(origin: SplitResult, target: SplitResult) -> bool:
    """Whether headers meant for one address may go to the other: the same origin, or its own step up to https."""
    if origin.hostname != target.hostname:
        return False
    steps = (origin.scheme, _port(origin)), (target.scheme, _port(target))
    return steps[0] == steps[1] or steps == (("http", 80), ("https", 443))


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


def _plain(url: str) -> str:
    """The address without user name, password and fragment."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def _renewed(response: httpx.Response, asked: Validators) -> Validators:
    """What to ask with next time: a 304 need not repeat what still holds (RFC 9110, section 15.4.5)."""
    given = read_validators(response.headers.raw)
    return Validators(etag=given.etag or asked.etag, last_modified=given.last_modified or asked.last_modified)


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
