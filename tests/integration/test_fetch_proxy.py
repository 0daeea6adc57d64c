"""A proxy that the config names: everything goes through it, and it is the only one there ever is."""

import asyncio
import base64
import contextlib
import ssl
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from caveat.errors import FetchError
from caveat.fetch import HttpFetcher
from caveat.model import FetchSettings, Page, Request


class Noon:
    def now(self):
        return datetime(2026, 1, 2, 12, tzinfo=UTC)


@asynccontextmanager
async def proxy(answer=b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nproxied"):
    """(address, heads of what it was asked)"""
    heads = []

    async def talk(reader, writer):
        try:
            while True:
                heads.append((await reader.readuntil(b"\r\n\r\n")).decode())
                writer.write(answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}", heads


def fetch(*urls, user="", answer=None, **settings):
    """(bodies, heads that the proxy saw)"""

    async def story():
        async with proxy(*([answer] if answer else [])) as (address, heads):
            chosen = FetchSettings(delay=timedelta(0), robots=False, proxy=f"http://{user}{address}", **settings)
            async with HttpFetcher(chosen, Noon()) as fetcher:
                pages = [await fetcher.fetch(Request(url=url)) for url in urls]
                return [page.body for page in pages if isinstance(page, Page)], heads

    return asyncio.run(story())


def test_a_name_goes_to_the_proxy_as_it_stands_and_is_not_resolved_here():
    bodies, heads = fetch("http://nowhere.example/a", "http://other.example/b")
    assert bodies == [b"proxied"] * 2
    assert heads[0].startswith("GET http://nowhere.example/a HTTP/1.1\r\n")
    assert "\r\nHost: nowhere.example\r\n" in heads[0]


def test_its_password_is_sent_to_it():
    _, heads = fetch("http://nowhere.example/a", user="me:p%40ss@")
    assert f"Proxy-Authorization: Basic {base64.b64encode(b'me:p@ss').decode()}" in heads[0]


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "127.1", "0x7f000001", "[::1]", "10.1.2.3", "169.254.169.254", "localhost", "a.localhost"]
)
def test_an_address_that_is_not_public_is_refused_all_the_same(name):
    with pytest.raises(FetchError, match="must not be dialled"):
        fetch(f"http://{name}/")


def test_a_redirect_to_such_an_address_is_refused():
    answer = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/secret\r\nContent-Length: 0\r\n\r\n"
    with pytest.raises(FetchError, match="is a loopback address"):
        fetch("http://nowhere.example/a", answer=answer)


def test_a_proxy_that_does_not_let_it_through_is_named():
    answer = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    with pytest.raises(FetchError, match=r"the proxy does not let it through: 407 .*\[fetch\] proxy"):
        fetch("https://nowhere.example/a", answer=answer)


def test_a_secure_page_comes_through_a_tunnel_that_the_proxy_cannot_look_into(certificate):
    key, chain = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    asked = []
    port = 0

    async def page(reader, writer):
        with contextlib.closing(writer), contextlib.suppress(asyncio.IncompleteReadError):
            while True:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecure")

    async def tunnel(reader, writer):
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pipe(reader, far_writer), pipe(far_reader, writer))

    async def pipe(source, target):
        with contextlib.closing(target), contextlib.suppress(ConnectionError):
            while data := await source.read(65536):
                target.write(data)

    async def story():
        nonlocal port
        async with (
            await asyncio.start_server(page, "127.0.0.1", 0, ssl=context) as far,
            await asyncio.start_server(tunnel, "127.0.0.1", 0) as near,
        ):
            port = far.sockets[0].getsockname()[1]
            proxy_at = f"http://127.0.0.1:{near.sockets[0].getsockname()[1]}"
            chosen = FetchSettings(delay=timedelta(0), robots=False, proxy=proxy_at)
            trusting = ssl.create_default_context(cafile=chain)
            async with HttpFetcher(chosen, Noon(), tls=trusting) as fetcher:
                return [await fetcher.fetch(Request(url="https://tls.example/")) for _ in range(2)]

    assert [page.body for page in asyncio.run(story())] == [b"secure"] * 2
    assert [head.split(b"\r\n")[0] for head in asked] == [b"CONNECT tls.example:443 HTTP/1.1"]


def test_a_host_that_is_dialled_by_the_config_needs_no_proxy(site):
    server = site({"/a": "direct"})
    bodies, heads = fetch("http://newsroom.example/a", dial=(("newsroom.example", "127.0.0.1", server.port),))
    assert (bodies, heads) == ([b"direct"], [])


def test_a_proxy_of_the_environment_is_not_used(site, monkeypatch):
    server = site({"/a": "direct"})
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    async def story():
        chosen = FetchSettings(robots=False, dial=(("newsroom.example", "127.0.0.1", server.port),))
        async with HttpFetcher(chosen, Noon()) as fetcher:
            return await fetcher.fetch(Request(url="http://newsroom.example/a"))

    assert asyncio.run(story()).body == b"direct"
