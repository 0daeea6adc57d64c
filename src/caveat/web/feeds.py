"""Owns the answers below `/feeds/`: stored bytes in the coding a reader takes, or 304 (RFC 9110).

A plain ASGI app, since a Starlette endpoint takes three times as long.
"""

from collections.abc import Callable, Mapping
from email.utils import format_datetime
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from caveat.errors import StorageError
from caveat.model import StoredDocument
from caveat.web.negotiation import Coding, choose_coding, entity_tag, is_current, matching_tag

INDEX = "index.html"
"""The document that lists all others."""

_METHODS = ("GET", "HEAD")
_FEED_ENDINGS = (".rss", ".atom", ".json")
_PAGE_POLICY = (
    "default-src 'none'; img-src https: http: data:; style-src 'self' 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""No script, no frame, no form; the pages themselves narrow their styles down to a hash."""
_EVERYWHERE = {
    "access-control-allow-origin": "*",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}


class FeedFiles:
    """Serves the document at the route's `path`."""

    def __init__(self, document: Callable[[str], StoredDocument | None], *, max_age: int) -> None:
        self._document = document
        self._caching = {"cache-control": f"public, max-age={max_age}", "vary": "Accept-Encoding"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request (ASGI 3)."""
        response = await self._answer(scope["method"], scope["path_params"]["path"], Headers(scope=scope))
        await response(scope, receive, send)

    async def _answer(self, method: str, path: str, asked: Headers) -> Response:
        if method not in _METHODS:
            return _sentence("Feeds can only be read.", 405, {"allow": ", ".join(_METHODS)})
        try:
            document = await run_in_threadpool(self._document, path)
            if document is None:
                return await self._missing()
        except StorageError:
            return _sentence("The feeds cannot be read at the moment.", 503, {"retry-after": "60"})
        coding = choose_coding(_joined(asked, "accept-encoding"))
        known = _known_tag(document, coding, asked)
        if known is not None:
            return Response(status_code=304, headers={**_EVERYWHERE, **self._caching, "etag": known})
        headers = {**_EVERYWHERE, **self._caching, **_description(document, coding)}
        return Response(_bytes(document, coding), headers=headers)  # for HEAD, the server leaves the body out

    async def _missing(self) -> Response:
        """The answer where there is no document. Every publishing makes an index: without one, there was none yet."""
        if await run_in_threadpool(self._document, INDEX) is None:
            words = "Nothing is published yet: the first pass has yet to end. Try again in a moment."
            return _sentence(words, 503, {"retry-after": "10"})
        return _sentence("There is no such feed or page here.", 404)


def _known_tag(document: StoredDocument, coding: Coding, asked: Headers) -> str | None:
    """The tag of what the reader holds already; None: it needs the document."""
    tags = _joined(asked, "if-none-match")
    if tags is not None:
        return matching_tag(tags, document.etag, coding)
    since = asked.get("if-modified-since")
    if since is not None and is_current(since, document.changed):
        return entity_tag(document.etag, coding)
    return None


def _description(document: StoredDocument, coding: Coding) -> Mapping[str, str]:
    """The headers that tell of the document itself."""
    headers = {
        "content-type": document.media_type,
        "etag": entity_tag(document.etag, coding),
        "last-modified": format_datetime(document.changed, usegmt=True),
    }
    if coding is not Coding.IDENTITY:
        headers["content-encoding"] = coding.value
    if document.path.endswith(_FEED_ENDINGS):
        headers["link"] = f'<{quote(document.path.rpartition("/")[2])}>; rel="self"'
    if document.media_type.startswith("text/html"):
        headers["content-security-policy"] = _PAGE_POLICY
    return headers


def _bytes(document: StoredDocument, coding: Coding) -> bytes:
    match coding:
        case Coding.BR:
            return document.br
        case Coding.GZIP:
            return document.gzip
        case Coding.IDENTITY:
            return document.body


def _joined(headers: Headers, name: str) -> str | None:
    values = headers.getlist(name)
    return ", ".join(values) if values else None


def _sentence(text: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    return Response(
        f"{text}\n", status, headers={**_EVERYWHERE, **(headers or {})}, media_type="text/plain; charset=utf-8"
    )
