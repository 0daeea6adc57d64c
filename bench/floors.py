"""Owns the floors: what fetching alone and parsing alone take, to hold the pipeline's speed against."""

import asyncio
import time
from collections.abc import Sequence

import httpx
from lxml import etree

from bench.site import Site


def fetch_floor(site: Site) -> tuple[float, list[bytes]]:
    """Seconds that a bare httpx client takes for the same pages, one at a time a host; and the pages."""

    async def fetch(host: str, client: httpx.AsyncClient) -> list[bytes]:
        address = f"http://127.0.0.1:{site.port}"
        paths = [story.path for story in site.stories if story.host == host]
        return [(await client.get(address + path, headers={"Host": host})).content for path in paths]

    async def do() -> tuple[float, list[bytes]]:
        async with httpx.AsyncClient() as client:
            started = time.perf_counter()
            fetched = await asyncio.gather(*(fetch(host, client) for host in site.hosts))
            return time.perf_counter() - started, [page for pages in fetched for page in pages]

    return asyncio.run(do())


def parse_floor(pages: Sequence[bytes]) -> float:
    """Seconds that lxml takes for the trees of the same pages, in one thread."""
    started = time.perf_counter()
    for page in pages:
        etree.fromstring(page, etree.HTMLParser(encoding="utf-8"))
    return time.perf_counter() - started
