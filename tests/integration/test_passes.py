"""Passes in an open house: what they clean up, and when a tick publishes although nothing was read."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from caveat.app.house import House
from caveat.app.looking import status
from caveat.app.passes import ingest, pass_over
from caveat.app.serving import Ticks
from caveat.jobs import InlineWorkers
from caveat.model import Every, Feed, Format, Page, Poll, RawPage, Settings, Source, SourceKind, SourceState
from caveat.pipeline.decide import Plan
from caveat.pipeline.settle import Listing, Settlement
from caveat.pipeline.states import unfinished
from caveat.store import open_store
from tests.unit.publish.samples import block, entry

LATE = datetime(2026, 5, 1, 23, 59, tzinfo=UTC)
KEPT = timedelta(days=30)


class WallClock:
    """A clock that strikes midnight once the file is there."""

    def __init__(self, file) -> None:
        self._file = file

    def now(self):
        return LATE + timedelta(minutes=2) if self._file.exists() else LATE


class Nothing:
    """A fetcher that nobody should ask."""

    async def fetch(self, request):
        raise AssertionError(request.url)


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/caveat.db")
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path):
    return Settings(
        base_url="https://feeds.example",
        database=f"sqlite:///{tmp_path}/caveat.db",
        feeds_dir=tmp_path / "feeds",
        lock_file=tmp_path / "caveat.lock",
        keep_pages=KEPT,
        feeds=(Feed(id="all", title="All", formats=(Format.ATOM,), variants=()),),
    )


@pytest.fixture
def house(settings, store):
    clock = WallClock(settings.feeds_dir / "index.html")
    return House(settings=settings, clock=clock, store=store, shelf=store, fetcher=Nothing(), workers=InlineWorkers())


def test_a_pass_forgets_the_pages_that_are_too_old(house, store):
    story = entry(block("A story."), url="http://news.example/1")
    for age, young in ((KEPT + timedelta(hours=1), 0), (KEPT - timedelta(hours=1), 1)):
        page = RawPage(entry_key=story.key, page=Page(url="http://news.example/1", body=b"x", fetched_at=LATE - age))
        state = SourceState(source_id="news", next_at=LATE, polled_at=LATE)
        store.save(Poll(state=state, entries=(story,), pages=(page,)))
        asyncio.run(pass_over(house))
        assert store.prune_pages(LATE) == young


def test_a_poll_that_was_cut_off_is_told_apart_from_one_that_failed(settings, store):
    source = Source(
        id="news", kind=SourceKind.FEED, url="http://news.example/feed", schedule=Every(interval=timedelta(hours=1))
    )
    listing = Listing(links=())
    work = Settlement(source=source, listing=listing, plan=Plan(), known={}, configured={"news": None}, now=LATE)
    store.save(work.harvest(unfinished(source, None, LATE)))
    (found,) = status(replace(settings, sources=(source,)))
    assert (found.unfinished, found.failures, found.polled_at, found.succeeded_at) == (True, 0, LATE, None)
    done = SourceState(source_id="news", url=source.url, next_at=LATE, polled_at=LATE, succeeded_at=LATE)
    store.save(work.harvest(work.finished(done)))
    (found,) = status(replace(settings, sources=(source,)))
    assert (found.unfinished, found.error, found.succeeded_at) == (False, None, LATE)


def test_a_pass_sweeps_what_a_killed_one_left_behind(house, settings):
    settings.feeds_dir.mkdir()
    leftover = settings.feeds_dir / ".caveat-0123456789abcdef.tmp"
    leftover.write_text("half a fe")
    asyncio.run(pass_over(house))
    assert not leftover.exists()
    assert (settings.feeds_dir / "all.atom").exists()


def test_what_an_idle_tick_would_publish_waits_for_the_next_day_even_where_a_pass_goes_over_midnight(house, settings):
    """Works are set free by the day, and what the first tick published was yesterday's."""
    ticks, feed = Ticks(house), settings.feeds_dir / "all.atom"

    async def is_published():
        feed.unlink(missing_ok=True)
        await ticks.tick()
        return feed.exists()

    async def three_ticks():
        return [await is_published() for _ in range(3)]

    assert asyncio.run(three_ticks()) == [True, True, False]
    assert ticks.health() == {"ok": True, "error": None}


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.png", ".txt, .md, .html and .eml are read"), (".a.txt", "hidden or unfinished files are not read")],
)
def test_a_file_ingested_by_hand_that_is_no_article_is_a_failure(settings, tmp_path, name, said):
    path = tmp_path / name
    path.write_text("What it says is of no consequence.")
    (report,) = ingest(settings, [path]).sources
    (failure,) = report.failures
    assert (failure.url, report.dropped) == (str(path), ())
    assert said in failure.error


def test_what_stands_beside_the_articles_of_an_ingested_folder_is_passed_over(settings, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/a.png").write_text("A picture, as it were.")
    (report,) = ingest(settings, [tmp_path / "letters"]).sources
    assert (report.failures, len(report.dropped)) == ((), 1)
