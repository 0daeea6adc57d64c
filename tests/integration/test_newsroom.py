"""Owns the checks of the demonstration newsroom as a reader meets it: over HTTP, on a loopback port."""

import asyncio
import logging
import shutil
import signal
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from importlib.resources import as_file
from pathlib import Path

import feedparser
import httpx
import pytest
from bs4 import BeautifulSoup

from caveat.demo import serve
from caveat.demo.newsroom import PAGES
from caveat.demo.stories import Folder, Index, read_index

ORIGIN = "http://newsroom.example"
PATHS = ["/", "/tv/", "/feed.xml", "/tv/the-log-was-right", "/img/shelf.svg"]
"""One of each kind."""

Answers = Mapping[str, httpx.Response]
Ask = tuple[str, dict[str, str]]


def visit(asks: Iterable[Ask], *, pages: Folder = PAGES, method: str = "GET") -> list[httpx.Response]:
    """The answers to requests (path, headers), from a newsroom that is served for them only."""

    async def run() -> list[httpx.Response]:
        async with (
            serve(pages) as port,
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers={"Host": "newsroom.example"}) as client,
        ):
            return [await client.request(method, path, headers=headers) for path, headers in asks]

    return asyncio.run(run())


@pytest.fixture(scope="module")
def index() -> Index:
    return read_index(PAGES)


@pytest.fixture(scope="module")
def answers(index: Index) -> Answers:
    """The answers to one plain request for everything that the newsroom has."""
    paths = [*PATHS, *(f"/tv/{story.slug}" for story in index.stories), *(f"/img/{s.image}" for s in index.stories)]
    return dict(zip(paths, visit((path, {}) for path in paths), strict=True))


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The pages as a folder that a test may edit."""
    with as_file(PAGES) as folder:
        return Path(shutil.copytree(folder, tmp_path / "pages"))


def test_the_listing_links_every_story_newest_first(answers: Answers, index: Index) -> None:
    cards = BeautifulSoup(answers["/tv/"].text, "lxml").select("article.card")
    links = [link for card in cards for link in card.select("h2 a")]
    dates = [datetime.fromisoformat(str(time["datetime"])) for card in cards for time in card.select("time")]

    assert answers["/tv/"].headers["content-type"] == "text/html; charset=utf-8"
    assert [link["href"] for link in links] == [story.url for story in index.stories]
    assert [link.get_text() for link in links] == [story.title for story in index.stories]
    assert dates == sorted((story.published for story in index.stories), reverse=True)


def test_every_link_of_the_listing_answers_with_its_page(answers: Answers, index: Index) -> None:
    for story in index.stories:
        answer = answers[story.url.removeprefix(ORIGIN)]
        assert answer.status_code == 200
        assert answer.headers["content-type"] == f"text/html; charset={story.charset}"
        assert f'<link rel="canonical" href="{story.url}">' in answer.text


def test_the_home_page_leads_to_the_listing_and_announces_the_feed(answers: Answers) -> None:
    page = BeautifulSoup(answers["/"].text, "lxml")

    (feed,) = page.select('link[rel=alternate][type="application/rss+xml"]')
    assert feed["href"] == f"{ORIGIN}/feed.xml"
    assert page.select(f'p a[href="{ORIGIN}/tv/"]')


def test_the_feed_parses_and_agrees_with_the_index(answers: Answers, index: Index) -> None:
    answer = answers["/feed.xml"]
    feed = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["content-type"]})

    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert not feed.bozo
    assert feed.version == "rss20"
    assert feed.feed.title == index.site
    assert [entry.id for entry in feed.entries] == [story.url for story in index.stories]
    for entry, story in zip(feed.entries, index.stories, strict=True):
        assert (entry.link, entry.title, entry.summary) == (story.url, story.title, story.teaser)
        assert tuple(tag.term for tag in entry.tags) == story.tags
        assert tuple(author.name for author in entry.authors) == story.authors
        assert datetime.fromtimestamp(_seconds(entry.published), tz=UTC) == story.published


def test_the_old_pages_are_in_windows_1252(answers: Answers, index: Index) -> None:
    old = [answers[f"/tv/{story.slug}"] for story in index.stories if story.charset == "windows-1252"]

    assert old
    for answer in old:
        assert "’s" in answer.content.decode("windows-1252")
        with pytest.raises(UnicodeDecodeError):
            answer.content.decode("utf-8")


def test_the_lead_pictures_are_small_and_there(answers: Answers, index: Index) -> None:
    pictures = [answers[f"/img/{story.image}"] for story in index.stories]

    assert {(picture.status_code, picture.headers["content-type"]) for picture in pictures} == {(200, "image/svg+xml")}
    assert all(len(picture.content) < 5_000 for picture in pictures)


def test_nothing_that_is_served_names_the_port(answers: Answers) -> None:
    for answer in answers.values():
        assert "127.0.0.1" not in answer.text
        assert f":{answer.request.url.port}" not in answer.text


def test_a_known_answer_is_not_sent_again(answers: Answers) -> None:
    by_tag = visit((path, {"If-None-Match": f'"other", W/{answers[path].headers["etag"]}'}) for path in PATHS)
    by_date = visit((path, {"If-Modified-Since": answers[path].headers["last-modified"]}) for path in PATHS)

    for path, *known in zip(PATHS, by_tag, by_date, strict=True):
        assert answers[path].headers["etag"].startswith('"')
        assert [(answer.status_code, answer.content) for answer in known] == [(304, b"")] * 2
        assert {answer.headers["etag"] for answer in known} == {answers[path].headers["etag"]}


def test_an_outdated_tag_outranks_a_current_date(answers: Answers) -> None:
    current = answers["/feed.xml"].headers["last-modified"]
    (answer,) = visit([("/feed.xml", {"If-None-Match": '"outdated"', "If-Modified-Since": current})])

    assert answer.status_code == 200


def test_a_date_that_proves_nothing_gets_the_whole_answer(index: Index) -> None:
    earlier = format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True)
    dates = ["yesterday", "", "Sun, 22 Nov 2099 10:00:00 -0000", earlier]
    asked = visit(("/feed.xml", {"If-Modified-Since": date}) for date in dates)

    assert [answer.status_code for answer in asked] == [200] * len(dates)


def test_last_modified_of_a_story_is_its_date(answers: Answers, index: Index) -> None:
    for story in index.stories:
        stamp = answers[f"/tv/{story.slug}"].headers["last-modified"]
        assert stamp.endswith(" GMT")
        assert parsedate_to_datetime(stamp) == story.published


def test_an_edited_page_is_served_with_another_tag(answers: Answers, edited: Path) -> None:
    path, page = "/tv/the-log-was-right", edited / "the-log-was-right.html"
    page.write_text(page.read_text(encoding="utf-8").replace("I was eleven", "I was twelve"), encoding="utf-8")
    (after,) = visit([(path, {"If-None-Match": answers[path].headers["etag"]})], pages=edited)

    assert after.status_code == 200
    assert after.headers["etag"] != answers[path].headers["etag"]
    assert "I was twelve" in after.text


def test_a_head_request_gets_the_headers_only(answers: Answers) -> None:
    (head,) = visit([("/tv/", {})], method="HEAD")

    assert head.content == b""
    for name in ("etag", "last-modified", "content-length", "content-type"):
        assert head.headers[name] == answers["/tv/"].headers[name]


def test_what_is_not_listed_is_not_found() -> None:
    paths = ["/tv/index", "/tv/archive/1", "/tv/..%2Findex", "/img/..%2Findex.toml", "/img/none.svg", "/index.toml"]

    assert {answer.status_code for answer in visit((path, {}) for path in paths)} == {404}


def test_serving_takes_no_signals_and_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def handlers() -> list[object]:
        return [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]

    async def run() -> tuple[list[object], list[object]]:
        before = handlers()
        async with serve() as port, httpx.AsyncClient() as client:
            await client.get(f"http://127.0.0.1:{port}/")
            return before, handlers()

    with caplog.at_level(logging.DEBUG):
        before, during = asyncio.run(run())

    assert during == before
    assert [record for record in caplog.records if record.name.startswith("uvicorn")] == []


def test_nothing_is_left_when_the_block_ends_though_a_client_hangs_on() -> None:
    async def run() -> int:
        async with serve() as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET / HTTP/1.1\r\nHost: newsroom.example\r\n\r\n")
            assert await reader.readline() == b"HTTP/1.1 200 OK\r\n"
        assert asyncio.all_tasks() == {asyncio.current_task()}
        async with asyncio.timeout(5):
            await reader.read()  # to the end: the server has hung up
        writer.close()
        return port

    port = asyncio.run(run())
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/")


def _seconds(date: str) -> float:
    return parsedate_to_datetime(date).timestamp()
