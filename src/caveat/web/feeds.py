"""Owns the requests below `/feeds/` (RFC 9110): what is asked for, and the sentence where it cannot be had.

A plain ASGI app that is asked before any routing, since a Starlette endpoint takes three times as long.
"""

from collections.abc import Mapping

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from caveat.errors import StorageError, WishError
from caveat.publish import INDEX
from caveat.web.answers import EVERYWHERE, Answer
from caveat.web.desk import BusyError, Desk

_METHODS = ("GET", "HEAD")


class Feeds:
    """Serves the document at a path, in the view that the query asks for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request (ASGI 3) for a path below `/feeds/`."""
        answer = await self._answer(scope["method"], path, scope["query_string"])
        if isinstance(answer, Response):
            await answer(scope, receive, send)
            return
        status, headers, body = answer.to(*_asked(scope["headers"]))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})  # for HEAD, the server leaves it out

    async def _answer(self, method: str, path: str, query: bytes) -> Answer | Response:
        if method not in _METHODS:
            return _sentence("Feeds can only be read.", 405, {"allow": ", ".join(_METHODS)})
        try:
            wish = self._desk.library.wish(path, query.decode(errors="replace")) if query else None
            return await self._desk.answer(path, wish) or await self._missing()
        except WishError as error:
            return _sentence(f"{error}", 400)
        except BusyError:
            words = "Too many different views are asked for at the moment. Try again in a moment."
            return _sentence(words, 503, {"retry-after": "5"})
        except StorageError:
            return _sentence("The feeds cannot be read at the moment.", 503, {"retry-after": "60"})

    async def _missing(self) -> Response:
        """The answer where there is no document. Every publishing makes an index: without one, there was none yet."""
        if await self._desk.answer(INDEX, None) is None:
            words = "Nothing is published yet: the first pass has yet to end. Try again in a moment."
            return _sentence(words, 503, {"retry-after": "10"})
        return _sentence("There is no such feed or page here.", 404)


def _asked(headers: list[tuple[bytes, bytes]]) -> tuple[str | None, str | None, str | None]:
    """Accept-Encoding, If-None-Match and If-Modified-Since; None where they are missing."""
    codings = tags = since = None
    for name, value in headers:
        if name == b"accept-encoding":
            codings = _joined(codings, value)
        elif name == b"if-none-match":
            tags = _joined(tags, value)
        elif name == b"if-modified-since":
            since = value.decode("latin-1")
    return codings, tags, since


def _joined(before: str | None, value: bytes) -> str:
    text = value.decode("latin-1")
    return text if before is None else f"{before}, {text}"


def _sentence(text: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{text}\n", status, headers={**EVERYWHERE, **(headers or {})})
