"""Owns the web server of the generated articles, which runs in a process of its own so that its work is not counted."""

import asyncio
import gzip
import multiprocessing
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import uvicorn

from bench.pages import Story, listing, stories

LISTING = "/"

_Message = MutableMapping[str, Any]  # ASGI's own type of what is passed
_Answers = Mapping[tuple[str, str], "_Answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A server that runs."""

    port: int
    """On 127.0.0.1; it answers for every host of the articles."""
    stories: tuple[Story, ...]
    weight: int
    """Bytes of all article pages, not compressed."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names it answers to, in order."""
        return tuple(dict.fromkeys(story.host for story in self.stories))


@dataclass(frozen=True, slots=True)
class _Answer:
    body: bytes
    """As gzip."""
    etag: bytes


@contextmanager
def serve_apart(articles: int, sites: int) -> Iterator[Site]:
    """Serves so many generated articles from another process for as long as the block lasts."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(articles, sites, there), daemon=True)
    process.start()
    there.close()
    try:
        port, weight = here.recv()
        yield Site(port=port, stories=stories(articles, sites), weight=weight)
    finally:
        process.terminate()
        process.join()


def _serve(articles: int, sites: int, ready: "multiprocessing.connection.Connection[tuple[int, int], None]") -> None:
    shown = stories(articles, sites)
    pages = {(story.host, story.path): story.page.encode() for story in shown}
    weight = sum(len(page) for page in pages.values())
    for host in {story.host for story in shown}:
        pages[host, LISTING] = listing([story for story in shown if story.host == host]).encode()
    answers = {place: _answer(page) for place, page in pages.items()}
    # With the protocol named: else asyncio leaves Nagle's algorithm on, and answers wait for acknowledgements (40 ms).
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1024)
        ready.send((listener.getsockname()[1], weight))
        ready.close()
        config = uvicorn.Config(_application(answers), log_config=None, access_log=False, lifespan="off", ws="none")
        asyncio.run(uvicorn.Server(config).serve(sockets=[listener]))


def _answer(page: bytes) -> _Answer:
    return _Answer(gzip.compress(page, compresslevel=6, mtime=0), b'"' + sha256(page).hexdigest()[:32].encode() + b'"')


def _application(
    answers: _Answers,
) -> Callable[[_Message, object, Callable[[_Message], Awaitable[None]]], Awaitable[None]]:
    """An ASGI application that answers with gzip and an ETag, and with 304 to whoever knows that."""

    async def application(scope: _Message, _receive: object, send: Callable[[_Message], Awaitable[None]]) -> None:
        asked = dict(scope["headers"])
        answer = answers.get((asked.get(b"host", b"").decode().partition(":")[0], scope["path"]))
        status, headers, body = 404, [(b"content-length", b"0")], b""
        if answer is not None and asked.get(b"if-none-match") == answer.etag:
            status, headers = 304, [(b"etag", answer.etag)]
        elif answer is not None:
            status, body = 200, answer.body
            headers = [
                (b"content-type", b"text/html; charset=utf-8"),
                (b"content-encoding", b"gzip"),
                (b"content-length", str(len(body)).encode()),
                (b"etag", answer.etag),
            ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return application
