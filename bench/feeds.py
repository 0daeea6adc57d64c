"""Owns the generated feeds, and the server that answers for them from a process and a core of its own."""

import asyncio
import multiprocessing
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from multiprocessing.connection import Connection
from random import Random

from bench.prose import AUTHORS, WORKS, headline, notice, teaser

_NEWEST = datetime(2026, 3, 1, 12, tzinfo=UTC)
_NO_NEWS = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
_MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def rss(number: int, entries: int, length: int = 2000) -> bytes:
    """An RSS feed of entries with so many characters of content, half of them escaped and half in CDATA.

    It is the same for the same numbers, on every machine.
    """
    random = Random(number)
    items = "".join(_item(random, number, index, length) for index in range(entries))
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
        f"<title>Feed {number}</title><link>http://feed-{number}.example/</link><description>What is on.</description>"
        f"<language>en</language>{items}</channel></rss>"
    ).encode()


def _item(random: Random, feed: int, index: int, length: int) -> str:
    work = random.choice(WORKS)
    address = f"http://feed-{feed}.example/story/{index}"
    text = f"<p>{escape(notice(random, work))}</p>" if index % 10 == 0 else ""
    while len(text) < length:
        sentences = " ".join(escape(teaser(random, work)) for _ in range(3))
        text += f'<p>{sentences} <a href="{address}#more">More</a> &amp; <em>more</em>.</p>'
    content = escape(text) if index % 2 else f"<![CDATA[{text}]]>"
    return (
        f"<item><title>{escape(headline(random, work))} ({index})</title><link>{address}</link>"
        f'<guid isPermaLink="true">{address}</guid><dc:creator>{random.choice(AUTHORS)}</dc:creator>'
        f"<pubDate>{format_datetime(_NEWEST - timedelta(hours=index))}</pubDate>"
        f"<category>Television</category><category>{escape(work)}</category>"
        f"<description>{escape(teaser(random, work))}</description>"
        f'<content:encoded>{content}</content:encoded><media:thumbnail url="{address}.jpg"/></item>'
    )


@contextmanager
def serve_feeds(feeds: int, entries: int) -> Iterator[int]:
    """Serves `/0` to `/<feeds - 1>` on 127.0.0.1 for as long as the block lasts; yields the port.

    It answers 304 to whoever asks with an ETag, whatever the host.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(feeds, entries, there), daemon=True)
    process.start()
    there.close()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _serve(feeds: int, entries: int, ready: "Connection[int, None]") -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    answers = {f"/{number}".encode(): _answer(rss(number, entries)) for number in range(feeds)}
    asyncio.run(_listen(answers, ready))


def _answer(body: bytes) -> bytes:
    head = f'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: "1"\r\nContent-Length: {len(body)}\r\n\r\n'
    return head.encode() + body


async def _listen(answers: dict[bytes, bytes], ready: "Connection[int, None]") -> None:
    # With the protocol named: else asyncio leaves Nagle's algorithm on, and answers wait for acknowledgements (40 ms).
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        server = await asyncio.get_running_loop().create_server(
            lambda: _Answering(answers), sock=listener, backlog=1024
        )
        ready.send(listener.getsockname()[1])
        await server.serve_forever()


class _Answering(asyncio.Protocol):
    """Speaks as much HTTP/1.1 as the contenders do: one small request after the other."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers
        self._data = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.WriteTransport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        while b"\r\n\r\n" in self._data and self._transport is not None:
            head, _, self._data = self._data.partition(b"\r\n\r\n")
            is_known = b"\r\nif-none-match:" in head.lower()
            path = head.split(b" ", 2)[1].partition(b"?")[0]
            self._transport.write(_NO_NEWS if is_known else self._answers.get(path, _MISSING))
