"""Whole polls over a real store: what a fault, a stop, or a bad file costs."""

import asyncio
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caveat.app.house import House
from caveat.app.passes import pass_over
from caveat.jobs import InlineWorkers
from caveat.model import Every, Page, Settings, Source, SourceKind
from caveat.pipeline.read import read_articles, read_pages
from caveat.pipeline.update import Updater
from caveat.store import open_store

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = Source(
    id="news",
    kind=SourceKind.FEED,
    url="https://news.example/feed",
    schedule=Every(interval=HOUR),
    limit=60,
    initial=60,
)


class Noon:
    def now(self):
        return NOW


class Answers:
    """A fetcher that has one body for every address."""

    def __init__(self, body: str) -> None:
        self._body = body.encode()

    async def fetch(self, request):
        return Page(url=request.url, body=self._body, media_type="application/feed+json", fetched_at=NOW)


def _keys(function, args):
    """The keys of the links that a call is about, or `list`."""
    if function is read_articles:
        return [link.key for _, link in args[0]]
    return [args[1].key] if function is read_pages else ["list"]


class Failing(InlineWorkers):
    """Workers that raise an error at the links with these keys, or at a list."""

    def __init__(self, errors: dict[str, BaseException]) -> None:
        self.errors = errors

    async def call(self, function, *args, **kwargs):
        for key in _keys(function, args):
            if key in self.errors:
                raise self.errors[key]
        return await super().call(function, *args, **kwargs)


class Garbling(InlineWorkers):
    """Workers that give an article without blocks, which is none, at the link with this key."""

    def __init__(self, key: str) -> None:
        self.key = key

    async def call(self, function, *args, **kwargs):
        found = await super().call(function, *args, **kwargs)
        if function is not read_articles:
            return found
        return tuple(
            replace(one, article=replace(one.article, blocks=None)) if key == self.key else one
            for key, one in zip(_keys(function, args), found, strict=True)
        )


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/caveat.db")
    yield opened
    opened.close()


def feed(count: int) -> Answers:
    items = [{"id": f"i{number}", "title": f"Title {number}", "content_text": "A story."} for number in range(count)]
    return Answers(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items}))


def updater(store, fetcher=None, workers=None, **settings) -> Updater:
    return Updater(
        store=store,
        fetcher=fetcher or feed(0),
        clock=Noon(),
        workers=workers or InlineWorkers(),
        works=(),
        configured={"news": None, "inbox": None, "other": None},
        next_firing=lambda _, start: start + HOUR,
        max_size=1000,
        progress=lambda *_: None,
        **settings,
    )


def polled(reader, source, state=None):
    """The report of a poll, all of it stored."""

    async def do():
        report = await reader.update(source, state)
        await reader.flush()
        return report

    return asyncio.run(do())


def poll(store, source, *args, **settings):
    state = store.states().get(source.id)
    return polled(updater(store, *args, **settings), source, state)


def titles(store) -> set[str]:
    return {entry.article.title for entry in store.entries(None, limit=1000)}


def test_a_fault_while_one_article_is_read_costs_that_article_until_it_is_gone(store):
    report = poll(store, FEED, feed(3), Failing({"i1": ZeroDivisionError("by zero")}))
    (failure,) = report.failures
    assert (failure.url, failure.error) == ("i1", "a fault of caveat's own: ZeroDivisionError('by zero')")
    assert titles(store) == {"Title 0", "Title 2"}
    assert "ZeroDivisionError" in (store.states()["news"].error or "")
    assert poll(store, FEED, feed(3)).new == 1
    assert store.states()["news"].error is None


def test_a_fault_while_one_article_is_settled_costs_that_article_until_it_is_gone(store):
    (failure,) = poll(store, FEED, feed(3), Garbling("i1")).failures
    assert failure.url == "i1"
    assert failure.error.startswith("a fault of caveat's own: TypeError")
    assert titles(store) == {"Title 0", "Title 2"}
    assert poll(store, FEED, feed(3)).new == 1


def test_a_fault_at_the_list_is_stored_and_waits_for_its_next_turn(store, tmp_path):
    settings = Settings(
        base_url="https://feeds.example",
        database="",
        feeds_dir=tmp_path / "feeds",
        lock_file=tmp_path / "lock",
        sources=(FEED, replace(FEED, id="other")),
    )
    house = House(
        settings=settings,
        clock=Noon(),
        store=store,
        shelf=store,
        fetcher=feed(1),
        workers=Failing({"list": ZeroDivisionError("by zero")}),
    )
    report = asyncio.run(pass_over(house))
    assert [len(source.failures) for source in report.sources] == [1, 1]
    state = store.states()["news"]
    assert (state.failures, state.next_at, state.succeeded_at) == (1, NOW + HOUR, None)
    assert "ZeroDivisionError" in (state.error or "")


def test_a_poll_that_is_stopped_keeps_what_it_had_and_floods_nothing_when_it_goes_on(store):
    source = replace(FEED, limit=130, initial=120)
    with pytest.raises(asyncio.CancelledError):
        poll(store, source, feed(150), Failing({"i119": asyncio.CancelledError()}))
    assert titles(store) == {f"Title {number}" for number in range(100)}
    state = store.states()["news"]
    assert (state.succeeded_at, state.next_at) == (None, NOW)
    assert "stopped" in (state.error or "")
    report = poll(store, source, feed(150))
    assert (report.new, report.changed) == (20, 0)
    assert titles(store) == {f"Title {number}" for number in range(120)}
    assert store.states()["news"].error is None
    assert poll(store, source, feed(150)).new == 0


@pytest.fixture
def inbox(tmp_path) -> Source:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return Source(id="inbox", kind=SourceKind.INBOX, path=folder, schedule=Every(interval=HOUR))


def drop(inbox: Source, name: str, body: bytes) -> Path:
    path = (inbox.path or Path()) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is empty"),
        (b" \n", "holds no text|is empty"),
        (b"x" * 1001, "is larger than 1000 bytes"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not text"),
        (bytes(range(256)), "is not text"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_file_that_is_no_article_is_told_once_and_again_when_it_changes(store, inbox, name, body, reason):
    path = drop(inbox, name, body)
    (failure,) = poll(store, inbox).failures
    assert failure.url == name
    assert re.search(reason, failure.error)
    assert failure.error in (store.states()["inbox"].error or "")
    assert poll(store, replace(inbox, move=True)).failures == ()
    assert path.exists(), "what was never stored is never moved"
    path.write_bytes(b"<p>Mended\n\nNow it is an article.\n")
    assert poll(store, inbox).new == 1


def test_a_higher_limit_lets_in_what_was_too_large(store, inbox):
    drop(inbox, "a.txt", b"Title\n\n" + b"word " * 300)
    assert len(poll(store, inbox).failures) == 1
    higher = replace(updater(store), max_size=10_000)
    assert polled(higher, inbox, store.states()["inbox"]).new == 1


def test_a_file_that_cannot_be_moved_is_a_failure_and_the_rest_is_moved(store, inbox):
    moving = replace(inbox, move=True)
    for name in ("a.txt", "sub/b.txt", "c.txt"):
        drop(inbox, name, f"Title of {name}\n\nA story.\n".encode())
    drop(inbox, "done/sub", b"a file where a folder is wanted")
    report = poll(store, moving)
    assert [failure.url for failure in report.failures] == ["sub/b.txt"]
    assert "cannot be moved to done/" in (store.states()["inbox"].error or "")
    assert len(titles(store)) == 3
    assert {path.name for path in (inbox.path or Path()).iterdir()} == {"done", "sub"}


def test_a_front_matter_address_that_is_none_costs_the_address(store, inbox):
    drop(inbox, "a.md", "---\ntitle: A\nurl: http://a..é.example/q\n---\n\nA story.\n".encode())
    drop(inbox, "b.html", "<title>B</title><link rel=canonical href='http://a..é.example/'><p>A story.".encode())
    drop(inbox, "c.md", b'---\nid: "c\\ud800"\ntitle: "C\\ud800 \\uD83D"\ntags: ["\\udc00"]\n---\n\nA story.\n')
    assert poll(store, inbox).failures == ()
    assert titles(store) == {"A", "B", "C"}


def test_nothing_that_a_file_says_is_endless(store, inbox):
    tags = ", ".join(f"t{number}" for number in range(200))
    head = f"---\ntitle: {'t ' * 100}\ntags: [{tags}]\n---\n\nA story.\n"
    drop(inbox, "a.md", (head.replace("title: ", "title: " + "x" * 900)).encode())
    polled(replace(updater(store), max_size=10_000), inbox)
    (entry,) = store.entries(None, limit=2)
    assert len(entry.article.title) <= 500
    assert len(entry.article.tags) <= 50
