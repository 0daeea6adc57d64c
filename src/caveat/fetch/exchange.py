"""Owns one exchange: a request and what is of use of its answer, decoded within bounds. The only file that knows httpx.

`httpx.AsyncClient` is not used: it would resolve names again, keep cookies, and hand over a bomb as one chunk.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

import httpcore
import httpx

from caveat.fetch.connections import Connections, Use, one_kind_of_error
from caveat.fetch.decoding import Decoder, DecodingError, SizeError, decoder
from caveat.fetch.headers import RawHeaders, check_size, read_coding, read_length
from caveat.fetch.network import NetworkError
from caveat.urls import site

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BEGINNING = 32_000
"""Bytes that are read of an answer which is an error: they may say what it stands for."""
_DRAINED = 16_000
"""Bytes of an unwanted body that are read so that its connection can be used again."""
_PATIENCE = 2.0
"""Seconds for both."""
_SLICE = 4096
"""Bytes decoded at a time where only the beginning is wanted."""

InvalidURL = httpx.InvalidURL
"""What an exchange raises for an address that httpx does not take."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: RawHeaders
    body: bytes
    """Decoded: a 2xx's, whole or as much as was asked for; the beginning of an error's; of the rest nothing."""


class Exchange:
    """Speaks HTTP over connections of ours. Belongs to one event loop."""

    def __init__(self, connections: Connections, *, max_size: int, judge: Callable[[str], None] | None = None) -> None:
        """`max_size`: bytes of a body, before and after decoding; `judge`: raises for a host that must not be asked."""
        self._transport = _Transport(connections)
        self._max_size = max_size
        self._judge = judge

    async def close(self) -> None:
        """Closes what is open."""
        await self._transport.aclose()

    async def get(
        self, url: str, headers: RawHeaders, *, seen: Callable[[int], None], beginning: int | None = None
    ) -> Answer:
        """The answer to one GET. `seen`: is told its status as soon as it comes; `beginning`: bytes that are enough.

        Raises `NetworkError`s, `SizeError`, `DecodingError`, `HeaderError`, `InvalidURL` and UnicodeError.
        """
        return await self._ask(httpx.Request("GET", url, headers=headers), seen, beginning)

    async def post(
        self, url: str, headers: RawHeaders, form: Mapping[str, str], *, seen: Callable[[int], None]
    ) -> Answer:
        """The answer to one POST of a form, with the beginning of its body. `seen` and errors as with `get`."""
        body = urlencode(form).encode("ascii")
        return await self._ask(httpx.Request("POST", url, headers=headers, content=body), seen, _DRAINED)

    async def _ask(self, request: httpx.Request, seen: Callable[[int], None], beginning: int | None) -> Answer:
        if self._judge is not None:
            self._judge(request.url.raw_host.decode("ascii"))
        response = await self._transport.handle_async_request(request)
        try:
            seen(response.status_code)
            raw = response.headers.raw
            check_size(raw)
            return Answer(response.status_code, raw, await self._body(response, raw, beginning))
        finally:
            await response.aclose()

    async def _body(self, response: httpx.Response, headers: RawHeaders, beginning: int | None) -> bytes:
        status = response.status_code
        if status == HTTPStatus.NOT_MODIFIED or status in REDIRECTS:
            await self._drain(response, headers)
            return b""
        if not response.is_success:
            return await self._error(response, headers)
        decode = decoder(read_coding(headers), self._max_size)
        if beginning is None:
            return await self._whole(response, decode, headers)
        return await _beginning(response, decode, beginning)

    async def _error(self, response: httpx.Response, headers: RawHeaders) -> bytes:
        """What can be had of the body of an error, which is an error with or without one."""
        try:
            async with asyncio.timeout(_PATIENCE):
                return await _beginning(response, decoder(read_coding(headers), self._max_size), _BEGINNING)
        except (TimeoutError, DecodingError, *NetworkError):
            return b""

    async def _whole(self, response: httpx.Response, decode: Decoder, headers: RawHeaders) -> bytes:
        length = read_length(headers)
        if length is not None and length > self._max_size:
            raise SizeError
        body = bytearray()
        async for chunk in response.aiter_raw():
            if response.num_bytes_downloaded > self._max_size:
                raise SizeError
            body += decode.feed(chunk)
        decode.finish()
        return bytes(body)

    async def _drain(self, response: httpx.Response, headers: RawHeaders) -> None:
        """Reads over a body that says it is small; of another, the connection is given up."""
        length = 0 if response.status_code == HTTPStatus.NOT_MODIFIED else read_length(headers)
        if length is None or length > _DRAINED:
            return
        with suppress(TimeoutError, *NetworkError):
            async with asyncio.timeout(_PATIENCE):
                async for _ in response.aiter_raw():
                    pass


async def _beginning(response: httpx.Response, decode: Decoder, enough: int) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_raw():
        for at in range(0, len(chunk), _SLICE):
            body += decode.feed(chunk[at : at + _SLICE])
            if len(body) >= enough:
                return bytes(body[:enough])
    return bytes(body)


class _Transport(httpx.AsyncBaseTransport):
    """httpx's own transport takes no connections of ours."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        place = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(request.method, place, headers=request.headers.raw, content=request.content or None)
        answer, use = await self._connections.send(site(request.url.host), asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer, use))

    async def aclose(self) -> None:
        await self._connections.close()


class _Stream(httpx.AsyncByteStream):
    """The body of an answer; knows whether it was read to its end."""

    def __init__(self, answer: httpcore.Response, use: Use) -> None:
        self._answer = answer
        self._use = use
        self._whole = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with one_kind_of_error():
            async for chunk in self._answer.aiter_stream():
                yield chunk
        self._whole = True

    async def aclose(self) -> None:
        try:
            with one_kind_of_error():
                await self._answer.aclose()
        finally:
            await self._use.end(whole=self._whole)
