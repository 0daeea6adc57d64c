"""HTTP/2 over TLS, from a server made of h2: pages, reuse of the connection, and everything that can go wrong."""

import asyncio
import ssl
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import h2.config
import h2.connection
import h2.events
import pytest

from caveat.errors import FetchError
from caveat.fetch import HttpFetcher
from caveat.model import FetchSettings, Request, Unmodified, Validators

HOST = "tls.example"


class Noon:
    def now(self):
        return datetime(2026, 1, 2, 12, tzinfo=UTC)


@dataclass
class Server:
    """What it answers a request with: a function that is given its connection and the stream."""

    answer: Callable[..., None]
    port: int = 0
    connections: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)
    raw: bytes | None = None
    """To be sent as it stands; "" to hang up."""

    async def serve(self, reader, writer):
        self.connections += 1
        talk = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, validate_outbound_headers=False))
        talk.initiate_connection()
        writer.write(talk.data_to_send())
        try:
            while data := await reader.read(65536):
                for event in talk.receive_data(data):
                    if isinstance(event, h2.events.RequestReceived):
                        self.asked.append({name.decode(): value.decode("latin-1") for name, value in event.headers})
                        self.answer(talk, event.stream_id, self)
                writer.write(talk.data_to_send())
                raw, self.raw = self.raw, None
                if raw == b"":
                    break
                writer.write(raw or b"")
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(certificate, answer, **settings):
    """(server, fetcher) for tls.example."""
    key, chain = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    context.set_alpn_protocols(["h2", "http/1.1"])
    server = Server(answer)
    async with await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=context) as listener:
        server.port = listener.sockets[0].getsockname()[1]
        chosen = FetchSettings(
            dial=((HOST, "127.0.0.1", server.port),),
            robots=False,
            user_agent="caveat/test",
            **{"timeout": timedelta(seconds=5), **settings},
        )
        async with HttpFetcher(chosen, Noon(), tls=ssl.create_default_context(cafile=chain)) as fetcher:
            yield server, fetcher


def run(certificate, answer, *paths, **settings):
    """The answers or errors of requests made one after the other, and the server."""

    async def story():
        async with serving(certificate, answer, **settings) as (server, fetcher):
            got = []
            for path in paths or ("/",):
                try:
                    got.append(await fetcher.fetch(Request(url=f"https://{HOST}{path}")))
                except FetchError as error:
                    got.append(error)
            return got, server

    return asyncio.run(story())


def page(body=b"over h2", status="200", **headers):
    def answer(talk, stream, _server):
        named = [(name.replace("_", "-"), value) for name, value in headers.items()]
        talk.send_headers(stream, [(":status", status), ("content-type", "text/html"), *named])
        talk.send_data(stream, body, end_stream=True)

    return answer


def test_a_server_that_speaks_http_2_is_asked_in_it_over_one_connection(certificate):
    answers, server = run(certificate, page(etag='"1"'), "/a?b=c", "/d")
    assert [answer.body for answer in answers] == [b"over h2"] * 2
    assert answers[0].validators.etag == '"1"'
    assert server.connections == 1
    first = server.asked[0]
    assert (first[":authority"], first[":path"], first[":scheme"]) == (HOST, "/a?b=c", "https")
    assert (first["user-agent"], first["accept-encoding"]) == ("caveat/test", "gzip, br, zstd")


def test_an_unmodified_page_is_one(certificate):
    async def story():
        async with serving(certificate, page(b"", "304")) as (_, fetcher):
            return await fetcher.fetch(Request(url=f"https://{HOST}/", validators=Validators(etag='"1"')))

    assert isinstance(asyncio.run(story()), Unmodified)


def reset(talk, stream, _server):
    talk.reset_stream(stream, error_code=2)


def go_away(talk, stream, _server):
    talk.close_connection(error_code=11)


def nonsense(_talk, _stream, server):
    server.raw = b"\x00\x00\x05\x00\x00\x00\x00\x00\x00hello"  # DATA on stream 0


def hang_up(_talk, _stream, server):
    server.raw = b""


def half_a_body(talk, stream, _server):
    talk.send_headers(stream, [(":status", "200"), ("content-length", "100")])
    talk.send_data(stream, b"only this", end_stream=True)


def body_breaks_off(talk, stream, _server):
    talk.send_headers(stream, [(":status", "200")])
    talk.send_data(stream, b"only this")
    talk.reset_stream(stream, error_code=2)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (reset, "the connection broke before the answer was complete"),
        (go_away, "the connection broke before the answer was complete"),
        (hang_up, "the connection broke before the answer was complete"),
        (body_breaks_off, "the connection broke before the answer was complete"),
        (half_a_body, "the answer was cut short"),
        (nonsense, "the answer is not HTTP"),
        (page(status="abc"), "the answer is not HTTP"),
        (page(**{f"x_{number}": "1" for number in range(250)}), "sends more than 200 header lines"),
        (page(b"x" * 12_000), "is larger than 10000 bytes"),
    ],
)
def test_whatever_goes_wrong_is_an_error_in_words(certificate, answer, words):
    (error,), _ = run(certificate, answer, max_size=10_000)
    assert isinstance(error, FetchError)
    assert words in str(error)


def test_what_never_ends_ends_at_the_deadline(certificate):
    def silence(talk, stream, _server):
        talk.send_headers(stream, [(":status", "200")])

    (error,), _ = run(certificate, silence, timeout=timedelta(seconds=0.3))
    assert str(error) == "did not answer within 0.3 s"
    assert error.status == 200


def test_a_header_that_http_2_does_not_allow_is_an_error_without_its_value(certificate):
    async def story():
        async with serving(certificate, page()) as (server, fetcher):
            for name, value in (("X Key", "geheim"), ("X-Key", "geheim\x01")):
                with pytest.raises(FetchError, match="header") as caught:
                    await fetcher.fetch(Request(url=f"https://{HOST}/", headers=((name, value),)))
                assert "geheim" not in str(caught.value)
            return server

    assert asyncio.run(story()).asked == []


@pytest.mark.parametrize("bad", [reset, go_away, hang_up, half_a_body, body_breaks_off, nonsense])
def test_after_a_failure_the_next_request_is_answered(certificate, bad):
    def answer(talk, stream, server):
        (bad if len(server.asked) == 1 else page())(talk, stream, server)

    answers, _ = run(certificate, answer, "/bad", "/good")
    assert isinstance(answers[0], FetchError)
    assert answers[1].body == b"over h2"


def test_what_is_left_of_a_page_that_was_too_large_does_not_come_before_the_next(certificate):
    def answer(talk, stream, server):
        page(b"x" * 15_000 if len(server.asked) == 1 else b"small")(talk, stream, server)

    answers, server = run(certificate, answer, "/large", "/small", max_size=10_000)
    assert answers[1].body == b"small"
    assert server.connections == 2


def test_a_connection_that_the_server_has_closed_meanwhile_is_made_anew(certificate):
    def answer(talk, stream, server):
        page()(talk, stream, server)
        talk.close_connection()

    answers, server = run(certificate, answer, "/a", "/b")
    assert [answer.body for answer in answers] == [b"over h2"] * 2
    assert server.connections == 2
