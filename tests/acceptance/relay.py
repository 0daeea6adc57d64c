"""Owns the relay: a server between a reader and `caveat serve` that passes everything on and keeps what went by."""

from dataclasses import dataclass, field

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

_OF_THE_CONNECTION = frozenset({"connection", "date", "keep-alive", "server", "transfer-encoding"})


@dataclass
class Relay:
    """Passes requests on to `upstream`, an address without a path that may be set once the server is there."""

    upstream: str = ""
    address: str = ""
    """Its own."""
    passed: list[tuple[str, int]] = field(default_factory=list)
    """(path, status) of every answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        asked = httpx.Request(
            request.method,
            f"{self.upstream}{request.url.path}",
            headers=request.headers.raw,
            content=await request.body(),
        )
        # A client would add headers of its own.
        async with httpx.AsyncHTTPTransport() as transport:
            answer = await transport.handle_async_request(asked)
            body = b"".join([chunk async for chunk in answer.aiter_raw()])
            await answer.aclose()
        self.passed.append((request.url.path, answer.status_code))
        kept = {name: value for name, value in answer.headers.items() if name not in _OF_THE_CONNECTION}
        await Response(body, answer.status_code, kept)(scope, receive, send)

    def statuses(self, path: str) -> list[int]:
        """Of the answers to a path, in their order."""
        return [status for passed, status in self.passed if passed == path]
