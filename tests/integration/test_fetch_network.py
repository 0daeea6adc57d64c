"""Where the fetcher dials: what is refused, what is allowed, and that nothing leads around the judgement."""

import asyncio
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from caveat.errors import FetchError
from caveat.fetch import HttpFetcher
from caveat.model import FetchSettings, Request

LOOPBACK = (ip_network("127.0.0.0/8"),)
SPELLINGS = (
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "0177.0.0.01",
    "0",
    "0.0.0.0",
    "localhost",
    "LOCALHOST.",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
    "%31%32%37.0.0.1",
    "①②⑦.⓪.⓪.①",
    "public.example@127.0.0.1",
)


class Noon:
    def now(self):
        return datetime(2026, 1, 2, 12, tzinfo=UTC)


def fetch(url, *, resolve=None, **settings):
    chosen = FetchSettings(delay=timedelta(0), robots=False, **settings)
    extra = {} if resolve is None else {"resolve": resolve}

    async def story():
        async with HttpFetcher(chosen, Noon(), **extra) as fetcher:
            return await fetcher.fetch(Request(url=url))

    return asyncio.run(story())


def answers(*rounds):
    """A resolver that gives each of these answers once, the last one for ever."""
    left = list(rounds)

    async def resolve(host, port):
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_loopback_is_dialled(site, spelling):
    server = site({"/": "secret"})
    with pytest.raises(FetchError):
        fetch(f"http://{spelling}:{server.port}/")
    assert server.asked == []


@pytest.mark.parametrize("spelling", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "localhost", "a@127.0.0.1"])
def test_those_spellings_would_reach_it_where_it_is_allowed(site, spelling):
    server = site({"/": "mine"})
    assert fetch(f"http://{spelling}:{server.port}/", allow_networks=LOOPBACK).body == b"mine"


def test_a_refusal_says_what_the_address_is_and_which_key_lists_exceptions():
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is a loopback address \(\[fetch\] allow_networks"):
        fetch("http://127.0.0.1:9/")


def test_a_redirect_does_not_lead_around_the_judgement(site):
    server = site({"/secret": "secret"})
    server.routes["/"] = (302, {"location": f"http://127.0.0.1:{server.port}/secret"}, b"")
    with pytest.raises(FetchError, match="is a loopback address"):
        fetch("http://public.example/", dial=(("public.example", "127.0.0.1", server.port),))
    assert [asked.path for asked in server.asked] == ["/"]


def test_a_name_that_resolves_anew_is_judged_anew(site):
    server = site({"/": "secret"})
    with pytest.raises(FetchError, match="is a loopback address"):
        fetch(f"http://rebinding.example:{server.port}/", resolve=answers(["127.0.0.1"], ["93.184.216.34"]))
    assert server.asked == []


def test_a_name_is_resolved_once_a_connection_so_the_judged_address_is_the_dialled_one(site):
    server = site({"/": "mine"})
    resolve = answers(["127.0.0.1"], ["127.0.0.99"])
    page = fetch(
        f"http://rebinding.example:{server.port}/", resolve=resolve, allow_networks=(ip_network("127.0.0.1/32"),)
    )
    assert page.body == b"mine"


def test_of_several_addresses_only_those_that_pass_are_dialled(site):
    server = site({"/": "mine"})
    allow = (ip_network("127.0.0.1/32"),)
    resolve = answers(["::1", "10.0.0.1", "127.0.0.1"])
    assert fetch(f"http://mixed.example:{server.port}/", resolve=resolve, allow_networks=allow).body == b"mine"


def test_the_next_address_is_tried_where_one_takes_no_connection(site):
    server = site({"/": "mine"})
    resolve = answers(["::1", "127.0.0.1"])
    assert (
        fetch(
            f"http://two.example:{server.port}/", resolve=resolve, allow_networks=(*LOOPBACK, ip_network("::1/128"))
        ).body
        == b"mine"
    )


def test_a_dialled_host_keeps_its_name_and_needs_no_port_in_its_address(site):
    server = site({"/tv/": "news"})
    page = fetch("http://Newsroom.Example/tv/", dial=(("newsroom.example", "127.0.0.1", server.port),))
    assert page.body == b"news"
    assert page.url == "http://Newsroom.Example/tv/"
    assert server.asked[0].headers["host"] == "newsroom.example"


def test_a_name_that_does_not_resolve_is_named():
    async def nowhere(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(FetchError, match=r"^the name newsroom\.exmaple does not resolve$"):
        fetch("http://newsroom.exmaple/", resolve=nowhere)


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "x..example", "a_b--.é\u0301\u200d.example"])
def test_a_name_that_cannot_be_one_is_an_error(host):
    with pytest.raises(FetchError):
        fetch(f"http://{host}/")


def test_a_closed_port_is_an_error_in_words():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError, match=rf"^127\.0\.0\.1 takes no connections on port {port}$"):
        fetch(f"http://127.0.0.1:{port}/", allow_networks=LOOPBACK)


@pytest.fixture
def tls_port(certificate):
    """A server that answers one request over TLS."""
    key, chain = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_answer_once, args=(listener, context))
        thread.start()
        yield listener.getsockname()[1]
        thread.join(10)


def _answer_once(listener, context):
    connection, _ = listener.accept()
    try:
        with context.wrap_socket(connection, server_side=True) as stream:
            stream.recv(10_000)
            stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecure")
    except OSError:
        connection.close()


def test_a_page_comes_over_tls_from_a_server_that_the_system_trusts(tls_port, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    page = fetch("https://tls.example/", dial=(("tls.example", "127.0.0.1", tls_port),))
    assert page.body == b"secure"


def test_a_certificate_that_nobody_vouches_for_is_refused_in_words(tls_port):
    with pytest.raises(FetchError, match=r"^the secure connection failed: self-signed certificate$"):
        fetch("https://tls.example/", dial=(("tls.example", "127.0.0.1", tls_port),))


def test_a_certificate_of_another_name_is_refused(tls_port, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    with pytest.raises(FetchError, match="the secure connection failed: Hostname mismatch"):
        fetch("https://other.example/", dial=(("other.example", "127.0.0.1", tls_port),))
