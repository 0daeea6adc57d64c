"""Whole polls of pages over a real store: what sources share, and what is asked for again."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from caveat.jobs import InlineWorkers
from caveat.model import Every, ListingRules, Page, Source, SourceKind, Unmodified, Validators
from caveat.pipeline.update import Updater
from caveat.store import open_store
from tests.integration import desks
from tests.integration.desks import listing, listing_source, story

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Now:
    def __init__(self, now=NOON) -> None:
        self._now = now

    def now(self):
        return self._now


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/caveat.db")
    yield opened
    opened.close()


def updater(store, fetcher, now=NOON) -> Updater:
    return Updater(
        store=store,
        fetcher=fetcher,
        clock=Now(now),
        workers=InlineWorkers(),
        works=(),
        configured={"news": None, "other": None},
        next_firing=lambda _, start: start + HOUR,
        max_size=1000,
        progress=lambda *_: None,
    )


LIST = Validators(etag='"list"')


class Desk:
    """A fetcher for a site whose pages say more to whoever sends a cookie, and that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.words = "What everybody reads stands here."

    async def fetch(self, request):
        self.asked.append(request.url)
        if request.url.endswith("/list"):
            if request.validators == LIST:
                return Unmodified(url=request.url)
            body = '<p class="card"><a href="/story">The lamp went out</a></p>'
        else:
            known = dict(request.headers).get("Cookie")
            words = "What only subscribers read stands here." if known else self.words
            body = f"<article><h1>The lamp went out</h1><p>{words} Nobody had touched it, they say.</p></article>"
        told = LIST if request.url.endswith("/list") else Validators()
        return Page(url=request.url, body=body.encode(), media_type="text/html", fetched_at=NOON, validators=told)


OPEN = Source(
    id="news",
    kind=SourceKind.LISTING,
    url="https://news.example/list",
    schedule=Every(interval=HOUR),
    listing=ListingRules(item="p.card"),
)
PAID = replace(OPEN, id="paid", headers=(("Cookie", "known=1"),), shared=False)


def update_together(shared, *polled):
    async def all_of_them():
        reports = await asyncio.gather(*(shared.update(source, None) for source in polled))
        await shared.flush()
        return reports

    return asyncio.run(all_of_them())


@pytest.mark.parametrize("order", [(OPEN, PAID), (PAID, OPEN)], ids=["open first", "paid first"])
def test_what_a_source_sees_by_its_cookie_is_an_entry_of_its_own(store, order):
    update_together(updater(store, Desk()), *order)
    found = {entry.sources: entry for entry in store.entries(None, limit=10)}
    assert set(found) == {("news",), ("paid",)}
    assert "everybody" in found["news",].article.text
    assert "subscribers" in found["paid",].article.text
    assert {entry.url for entry in found.values()} == {"https://news.example/story"}


@pytest.mark.parametrize("order", [(OPEN, PAID), (PAID, OPEN)], ids=["open first", "paid first"])
def test_what_is_shared_all_the_same_is_asked_for_by_each_with_its_own_headers(store, order):
    desk = Desk()
    update_together(updater(store, desk), *(replace(source, shared=True) for source in order))
    assert desk.asked.count("https://news.example/story") == 2
    (entry,) = store.entries(None, limit=10)
    assert set(entry.sources) == {"news", "paid"}


def test_a_page_that_two_sources_list_is_fetched_once_a_pass(store):
    desk = Desk()
    reports = update_together(updater(store, desk), OPEN, replace(OPEN, id="other"))
    assert desk.asked.count("https://news.example/story") == 1
    assert sum(report.new for report in reports) == 1
    (entry,) = store.entries(None, limit=10)
    assert set(entry.sources) == {"news", "other"}


def test_a_source_that_comes_later_in_the_pass_does_not_fetch_the_page_again(store):
    desk = Desk()
    shared = updater(store, desk)
    for source in (replace(OPEN, id="other"), OPEN):  # the second owns the article, so it reads it with its own rules
        asyncio.run(shared.update(source, None))
    assert desk.asked.count("https://news.example/story") == 1
    (entry,) = store.entries(None, limit=10)
    assert set(entry.sources) == {"news", "other"}


def test_an_edited_page_is_seen_although_its_list_says_that_nothing_changed(store):
    desk = Desk()
    asyncio.run(updater(store, desk).update(OPEN, None))
    desk.words = "What everybody reads was edited."
    early, late = NOON + HOUR / 2, NOON + HOUR
    for now, changed in ((early, 0), (late, 1)):
        state = store.states()["news"]
        assert asyncio.run(updater(store, desk, now).update(OPEN, state)).changed == changed
    (entry,) = store.entries(None, limit=10)
    assert "was edited" in entry.article.text


class TestGone:
    """An article whose own page answers 410 Gone, over HTTP."""

    @pytest.fixture
    def served(self, site, tmp_path):
        """A site with a list and a story, and the desk that reads it."""
        server = site({"/": listing("story", "other"), "/story": story("The lamp"), "/other": story("The pier")})
        return server, desks.Desk(tmp_path, listing_source(f"{server.url}/"))

    def test_it_is_withdrawn_when_it_is_checked_for_edits_and_is_back_with_its_page(self, served):
        server, desk = served
        desk.poll()
        whole, server.routes["/story"] = server.routes["/story"], (410, {}, b"")
        report = desk.poll(later=HOUR)
        assert ([drop.reason for drop in report.dropped], report.failures) == (
            ["its page answers 410 Gone: withdrawn, until it is there again"],
            (),
        )
        assert desk.titles == {"The pier"}
        server.routes["/story"] = whole
        assert desk.poll(later=HOUR * 24 * 7).changed == 1
        assert desk.titles == {"The lamp", "The pier"}

    @pytest.mark.parametrize(
        "answer",
        [(404, {}, b""), (403, {}, b""), (500, {}, b""), (302, {"location": "/removed"}, b""), (200, {}, b"")],
        ids=["not found", "forbidden", "broken", "redirected", "empty"],
    )
    def test_nothing_else_withdraws_it(self, served, answer):
        server, desk = served
        desk.poll()
        server.routes |= {"/story": answer, "/removed": (410, {}, b"")}
        assert desk.poll(later=HOUR).failures
        assert desk.titles == {"The lamp", "The pier"}

    def test_one_that_was_never_read_is_a_failure(self, served):
        server, desk = served
        server.routes["/story"] = (410, {}, b"")
        assert [failure.url for failure in desk.poll().failures] == [f"{server.url}/story"]
        assert desk.titles == {"The pier"}
