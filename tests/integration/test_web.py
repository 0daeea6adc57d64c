"""The web face on a real server: what feed readers, browsers and proxies rely on."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime

import brotli
import httpx
import pytest

from caveat.errors import StorageError
from caveat.model import StoredDocument
from caveat.pipeline.views import Representation
from caveat.web import Desk, create_app
from caveat.web.memory import Memory

FEED = b"<rss>" + b"news " * 500 + b"</rss>"
CHANGED = "Fri, 02 Jan 2026 10:00:00 GMT"


def stored(path, media_type, body=FEED):
    return StoredDocument(
        path=path,
        media_type=media_type,
        body=body,
        gzip=gzip.compress(body),
        br=brotli.compress(body),
        etag="c0ffee",
        changed=datetime(2026, 1, 2, 10, tzinfo=UTC),
    )


DOCUMENTS = {
    document.path: document
    for document in (
        stored("tv.rss", "application/rss+xml; charset=utf-8"),
        stored("desk.secret.rss", "application/rss+xml; charset=utf-8"),
        stored("index.html", "text/html; charset=utf-8", b"<h1>Feeds</h1>"),
        stored("articles/a b\u00e9.html", "text/html; charset=utf-8", b"<p>Hello.</p>"),
        stored("feeds.opml", "text/x-opml; charset=utf-8", b"<opml/>"),
    )
}


class Shelf:
    """A library of a few documents, one of them beyond reading, and of no views."""

    def __init__(self, documents=DOCUMENTS):
        self.documents = dict(documents)
        self.read = []

    def wish(self, path, query):
        return None

    def representation(self, path, wish):
        self.read.append(path)
        if path == "broken.rss":
            message = "the disk is gone"
            raise StorageError(message)
        document = self.documents.get(path)
        if document is None:
            return None
        return Representation(
            document=document,
            version=document.etag,
            address=f"https://feeds.example/feeds/{path}" if path.endswith(".rss") else None,
            hubs=("https://hub.example/", "https://other.example/") if path == "tv.rss" else (),
            is_private="secret" in path,
        )

    def versions(self, names):
        return {(path, None): self.documents[path].etag for path, _ in names if path in self.documents}


def app(library=None, *, health=dict, max_age=300, **how):
    return create_app(desk=Desk(library=library or Shelf(), max_age=max_age, **how), health=health)


@pytest.fixture
def client(site):
    server = site(app(health=lambda: {"ok": True, "sources": 3}))
    with httpx.Client(base_url=server.url, headers={"accept-encoding": "identity"}, trust_env=False) as client:
        yield client


def test_a_feed_comes_with_everything_that_a_reader_needs(client):
    answer = client.get("/feeds/tv.rss")
    assert (answer.status_code, answer.content) == (200, FEED)
    headers = {name: value for name, value in answer.headers.items() if name not in ("date", "server")}
    assert headers == {
        "content-type": "application/rss+xml; charset=utf-8",
        "content-length": str(len(FEED)),
        "etag": '"c0ffee"',
        "last-modified": CHANGED,
        "cache-control": "public, max-age=300",
        "vary": "Accept-Encoding",
        "link": '<https://feeds.example/feeds/tv.rss>; rel="self", '
        '<https://hub.example/>; rel="hub", <https://other.example/>; rel="hub"',
        "x-robots-tag": "noindex",
        "x-content-type-options": "nosniff",
        "access-control-allow-origin": "*",
    }


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_stored_bytes_are_sent_in_the_coding_that_the_reader_takes(client, coding):
    with client.stream("GET", "/feeds/tv.rss", headers={"accept-encoding": coding}) as answer:
        raw = b"".join(answer.iter_raw())
    assert raw == getattr(DOCUMENTS["tv.rss"], coding)
    assert answer.headers["content-encoding"] == coding
    assert answer.headers["etag"] == f'"c0ffee-{coding}"'
    assert answer.headers["content-length"] == str(len(raw))


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_head_says_what_get_would_and_sends_no_body(client, coding):
    fields = {"accept-encoding": coding}
    head, get = client.head("/feeds/tv.rss", headers=fields), client.get("/feeds/tv.rss", headers=fields)
    assert head.content == b""
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "fields",
    [
        {"if-none-match": '"c0ffee"'},
        {"if-none-match": 'W/"c0ffee"'},
        {"if-none-match": '"old", "c0ffee"'},
        {"if-none-match": "*"},
        {"if-modified-since": CHANGED},
        {"if-none-match": '"c0ffee"', "if-modified-since": "Fri, 02 Jan 2015 10:00:00 GMT"},
    ],
)
def test_what_the_reader_has_is_not_sent_again(client, method, fields):
    answer = client.request(method, "/feeds/tv.rss", headers=fields)
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == '"c0ffee"'
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["vary"] == "Accept-Encoding"
    for name in ("content-length", "content-type", "content-encoding", "last-modified"):
        assert name not in answer.headers


@pytest.mark.parametrize(
    "fields",
    [
        {"if-none-match": '"old"'},
        {"if-none-match": '"old"', "if-modified-since": CHANGED},
        {"if-modified-since": "Fri, 02 Jan 2026 09:59:59 GMT"},
        {"if-modified-since": "last week"},
    ],
)
def test_a_changed_document_is_sent(client, fields):
    assert client.get("/feeds/tv.rss", headers=fields).content == FEED


def test_a_reader_that_holds_another_coding_is_told_its_own_tag(client):
    answer = client.get("/feeds/tv.rss", headers={"accept-encoding": "br", "if-none-match": '"c0ffee-gzip"'})
    assert (answer.status_code, answer.headers["etag"]) == (304, '"c0ffee-gzip"')


@pytest.mark.parametrize("path", ["/feeds/index.html", "/feeds/articles/a%20b%C3%A9.html"])
def test_pages_may_run_nothing_but_their_own(client, path):
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert answer.status_code == 200
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "link" not in answer.headers


def test_only_feeds_name_themselves(client):
    assert "link" not in client.get("/feeds/feeds.opml").headers


@pytest.mark.parametrize("path", ["/", "/feeds", "/feeds/"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_front_door_leads_to_the_index(client, method, path):
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["location"]) == (307, "/feeds/index.html")


@pytest.mark.parametrize(
    "path",
    ["/feeds/none.rss", "/feeds/../tv.rss", "/feeds/%2e%2e/x", "/feeds//etc/passwd", "/feeds/a%00b", "/elsewhere"],
)
def test_what_is_not_there_is_said_in_a_sentence(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith("There is no")


@pytest.mark.parametrize("path", ["/feeds/tv.rss", "/", "/healthz"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(client, method, path):
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert sorted(answer.headers["allow"].split(", ")) == ["GET", "HEAD"]


def test_a_store_that_fails_is_a_503_with_no_detail(client):
    answer = client.get("/feeds/broken.rss")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert "disk" not in answer.text


def test_ready_is_who_has_something_to_serve(site, client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ok"]) == (200, True)
    answer = httpx.get(f"{site(app(Shelf({}))).url}/readyz", trust_env=False)
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "error": "nothing is published yet"})


def test_a_private_feed_is_kept_by_no_cache_of_others_and_names_its_address_to_nobody(client):
    headers = client.get("/feeds/desk.secret.rss").headers
    assert headers["cache-control"] == "private, max-age=300"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["link"] == '<https://feeds.example/feeds/desk.secret.rss>; rel="self"'
    again = client.get("/feeds/desk.secret.rss", headers={"if-none-match": headers["etag"]})
    assert (again.status_code, again.headers["cache-control"]) == (304, "private, max-age=300")


def test_what_is_asked_often_is_read_from_the_library_once(site):
    shelf = Shelf()
    server = site(app(shelf, fresh_for=60))
    with httpx.Client(base_url=server.url, trust_env=False) as client:
        assert {client.get("/feeds/tv.rss").content for _ in range(20)} == {FEED}
    assert shelf.read == ["tv.rss"]


def test_what_changed_or_went_is_seen_with_the_next_look_at_the_library(site):
    shelf = Shelf()
    server = site(app(shelf, fresh_for=0))
    with httpx.Client(base_url=server.url, trust_env=False) as client:
        before = client.get("/feeds/tv.rss")
        assert client.get("/feeds/feeds.opml").status_code == 200
        shelf.documents["tv.rss"] = replace(stored("tv.rss", "application/rss+xml", b"<rss/>"), etag="beef")
        del shelf.documents["feeds.opml"]
        after = client.get("/feeds/tv.rss", headers={"if-none-match": before.headers["etag"]})
        assert (after.status_code, after.content) == (200, b"<rss/>")
        assert client.get("/feeds/feeds.opml").status_code == 404
        assert {client.get("/feeds/index.html").status_code for _ in range(3)} == {200}
    assert shelf.read.count("index.html") == 1, "it is what it was"


def test_documents_in_memory_take_no_more_than_their_room(site):
    many = {f"{number}.rss": stored(f"{number}.rss", "application/rss+xml") for number in range(50)}
    memory = Memory(most=1000, room=50_000)
    server = site(app(Shelf(many), documents=memory))
    with httpx.Client(base_url=server.url, trust_env=False) as client:
        for path in [*many, *many]:
            assert client.get(f"/feeds/{path}").content == FEED
            assert memory.size <= 50_000
    assert 0 < len(memory) < 20


@pytest.mark.parametrize("path", ["/feeds/index.html", "/feeds/tv.rss"])
def test_where_nothing_was_ever_published_the_answer_is_to_come_again(site, path):
    server = site(app(Shelf({})))
    answer = httpx.get(f"{server.url}{path}", trust_env=False)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert answer.text.startswith("Nothing is published yet")


def test_health_is_a_small_json(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "sources": 3})
    assert answer.headers["cache-control"] == "no-store"


def _broken():
    message = "the database is locked"
    raise StorageError(message)


@pytest.mark.parametrize("health", [lambda: {"ok": False, "since": datetime(2026, 1, 2, tzinfo=UTC)}, dict, _broken])
def test_bad_health_is_a_503(site, health):
    server = site(app(health=health))
    answer = httpx.get(f"{server.url}/healthz", trust_env=False)
    assert answer.status_code == 503
    assert answer.json().get("ok") is not True


def test_robots_are_sent_away(client):
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_the_time_to_live_is_a_parameter(site):
    server = site(app(max_age=7))
    assert httpx.get(f"{server.url}/feeds/tv.rss", trust_env=False).headers["cache-control"] == "public, max-age=7"
