"""Owns the newsroom's web server: the application, its conditional answers, and a loopback port to serve it on."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from importlib.resources import files

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from caveat.demo.fronts import home_page, listing_page
from caveat.demo.stories import Folder, read_index
from caveat.demo.syndication import rss
from caveat.web import GuestServer

PAGES: Folder = files("caveat.demo") / "pages"
"""The pages that the package carries."""

_HTML = "text/html; charset=utf-8"
_ROBOTS = b"User-agent: *\nAllow: /\n"


def create_app(pages: Folder = PAGES) -> Starlette:
    """The newsroom as an application; every answer is read from `pages` anew, so an edit shows at once."""
    desk = _Desk(pages)
    return Starlette(
        routes=[
            Route("/", desk.home),
            Route("/tv/", desk.listing),
            Route("/feed.xml", desk.feed),
            Route("/tv/{slug}", desk.story),
            Route("/img/{name}", desk.picture),
            Route("/robots.txt", desk.robots),
        ]
    )


@contextlib.asynccontextmanager
async def serve(pages: Folder = PAGES) -> AsyncIterator[int]:
    """Serves the newsroom on 127.0.0.1 in the running event loop for as long as the block lasts; yields the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        # The protocol is named, since asyncio turns Nagle's delay off only then.
        listener.bind(("127.0.0.1", 0))
        listener.listen()  # from here on callers may connect; the server answers as soon as it runs
        config = uvicorn.Config(
            create_app(pages),
            log_config=None,
            log_level="warning",
            access_log=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=1,
        )
        server = GuestServer(config)
        running = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            await running


class _Desk:
    """Answers requests from one folder of pages."""

    def __init__(self, pages: Folder) -> None:
        self._pages = pages

    def home(self, request: Request) -> Response:
        index = read_index(self._pages)
        return _answer(request, home_page(index).encode(), _HTML, index.changed)

    def listing(self, request: Request) -> Response:
        index = read_index(self._pages)
        return _answer(request, listing_page(index).encode(), _HTML, index.changed)

    def feed(self, request: Request) -> Response:
        index = read_index(self._pages)
        return _answer(request, rss(index), "application/rss+xml; charset=utf-8", index.changed)

    def story(self, request: Request) -> Response:
        story = read_index(self._pages).find(request.path_params["slug"])
        if story is None:
            raise HTTPException(404)
        body = (self._pages / f"{story.slug}.html").read_bytes()
        return _answer(request, body, f"text/html; charset={story.charset}", story.updated)

    def picture(self, request: Request) -> Response:
        # Taken from the folder's own list: no name from outside ever becomes a path.
        pictures = {item.name: item for item in (self._pages / "img").iterdir()}
        picture = pictures.get(request.path_params["name"])
        if picture is None:
            raise HTTPException(404)
        return _answer(request, picture.read_bytes(), "image/svg+xml", read_index(self._pages).changed)

    def robots(self, request: Request) -> Response:
        return _answer(request, _ROBOTS, "text/plain; charset=utf-8", read_index(self._pages).changed)


def _answer(request: Request, body: bytes, media_type: str, changed: datetime) -> Response:
    """200 with validators, or 304 where the client has these bytes (RFC 9110, sections 8.8 and 13)."""
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": etag,
        "Last-Modified": format_datetime(changed.astimezone(UTC), usegmt=True),
        "Cache-Control": "no-cache",
    }
    if _is_current(request.headers, etag, changed):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _is_current(headers: Headers, etag: str, changed: datetime) -> bool:
    """Whether the client's copy is the newest; If-None-Match outranks If-Modified-Since (section 13.2.2)."""
    tags = headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    since = headers.get("if-modified-since", "")
    try:
        return changed <= parsedate_to_datetime(since)
    except (ValueError, TypeError):  # no date, or one without an offset
        return False
