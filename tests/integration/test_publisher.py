"""What is stored comes out in the feeds folder and in the stored documents, in a real store and a real folder."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caveat.errors import StorageError
from caveat.model import Disclosure, Every, Feed, Format, Poll, Source, SourceKind, SourceState, Variant
from caveat.pipeline.publish import Publisher
from caveat.publish import Site
from caveat.store import FeedsFolder, open_store
from tests.unit.publish.samples import block, entry, notice

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SOURCE = Source(
    id="tv-news", kind=SourceKind.FEED, url="http://news.example/feed", schedule=Every(interval=timedelta(hours=1))
)
FEED = Feed(id="tv", title="TV", formats=(Format.ATOM,), variants=(), limit=2)


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/caveat.db")
    yield opened
    opened.close()


def article(number, *, revision=1, **fields):
    return entry(
        block(fields.pop("text", f"Story number {number}.")),
        url=f"http://news.example/{number}",
        number=number,
        revision=revision,
        published=NOW - timedelta(days=number),
        **fields,
    )


def save(store, *entries):
    store.save(Poll(state=SourceState(source_id="tv-news", next_at=NOW, polled_at=NOW), entries=entries))


def publish(store, folder, *feeds, now=NOW, sources=(SOURCE,), again=False):
    site = Site(base_url="http://h.example", version="1", sources={source.id: source for source in sources}, now=now)
    publisher = Publisher(shelf=store, folder=FeedsFolder(folder), feeds=feeds or (FEED,), sources=sources)
    return publisher.publish(site, again=again)


def page(folder: Path, number: int) -> str:
    return (folder / f"articles/00000000-0000-4000-8000-{number:012d}.html").read_text()


def test_a_page_that_no_feed_shows_any_more_still_takes_a_warning(store, tmp_path):
    save(store, article(3))
    publish(store, tmp_path)
    save(store, article(1), article(2))
    publish(store, tmp_path)
    assert "Spoiler warning" not in page(tmp_path, 3)
    save(store, article(3, revision=2, notices=(notice(1),)))
    publish(store, tmp_path)
    assert "Spoiler warning" in page(tmp_path, 3)
    assert {found.path: found.key for found in store.shelved()}[article(3).page]


def test_publishing_again_renders_the_pages_that_no_feed_shows_too(store, tmp_path):
    save(store, article(3))
    publish(store, tmp_path)
    save(store, article(1), article(2))
    publish(store, tmp_path)
    (tmp_path / "articles/00000000-0000-4000-8000-000000000003.html").unlink()
    publish(store, tmp_path, again=True)
    assert "Story number 3." in page(tmp_path, 3)


def test_a_document_is_dated_by_when_its_bytes_changed(store, tmp_path):
    save(store, article(1))
    publish(store, tmp_path)
    publish(store, tmp_path, now=LATER)
    assert store.document("tv.atom").changed == NOW
    save(store, article(2))
    publish(store, tmp_path, now=LATER)
    assert store.document("tv.atom").changed == LATER, "an older article came in"
    feed = replace(FEED, disclosure=Disclosure.REDACT)
    publish(store, tmp_path, feed, now=LATER + timedelta(hours=1))
    assert store.document("tv.atom").changed > LATER, "the feed discloses less"


def test_a_private_source_is_in_no_feed_that_does_not_name_it(store, tmp_path):
    save(store, article(1))
    private = replace(SOURCE, shared=False)
    publish(store, tmp_path, FEED, replace(FEED, id="own", sources=("tv-news",)), sources=(private,))
    assert "Story number 1." not in (tmp_path / "tv.atom").read_text()
    assert "Story number 1." in (tmp_path / "own.atom").read_text()


def test_a_twin_that_drops_is_filled_from_behind_the_feeds_limit(store, tmp_path):
    warned = [article(number, notices=(notice(1),)) for number in (1, 2)]
    save(store, *warned, article(3))
    publish(store, tmp_path, replace(FEED, variants=(Variant.SPOILER_FREE,)))
    assert "Story number 3." in (tmp_path / "tv.spoiler-free.atom").read_text()
    warned = [article(number, notices=(notice(1),)) for number in range(1, 51)]
    save(store, *warned, article(60, text="Story without any warning."))
    publish(store, tmp_path, replace(FEED, variants=(Variant.SPOILER_FREE,), limit=50))
    assert "Story without any warning." in (tmp_path / "tv.spoiler-free.atom").read_text(), "as far again as its limit"


def test_the_operators_tags_stay_beside_a_warning(store, tmp_path):
    save(store, article(1, notices=(notice(1),), tags=("who dies",)))
    publish(store, tmp_path, sources=(replace(SOURCE, tags=("newsroom",)),))
    written = (tmp_path / "tv.atom").read_text()
    assert '<category term="newsroom"/>' in written
    assert "who dies" not in written


def test_pages_are_written_before_the_feeds_that_link_to_them(store, tmp_path):
    save(store, article(1))
    (tmp_path / "articles").write_text("in the way")
    with pytest.raises(StorageError, match="articles"):
        publish(store, tmp_path)
    assert not (tmp_path / "tv.atom").exists()
