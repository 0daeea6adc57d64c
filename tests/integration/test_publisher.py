"""What is stored comes out in the feeds folder and in the stored documents, in a real store and a real folder."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from caveat.errors import StorageError
from caveat.model import (
    Disclosure,
    Variant,
    Withdrawal,
)
from caveat.store import open_store
from tests.integration.publishing import FEED, LATER, NOW, SOURCE, article, page, page_path, publish, save
from tests.unit.publish.samples import notice


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/caveat.db")
    yield opened
    opened.close()


def test_a_page_that_no_feed_shows_any_more_still_takes_a_warning(store, tmp_path):
    save(store, article(3))
    publish(store, tmp_path)
    save(store, article(1), article(2))
    publish(store, tmp_path)
    assert "Spoiler warning" not in page(tmp_path, 3)
    save(store, article(3, revision=2, notices=(notice(1),)))
    publish(store, tmp_path)
    assert "Spoiler warning" in page(tmp_path, 3)
    assert {found.path: found.key for found in store.shelved()}[page_path(3)]


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


def test_what_was_withdrawn_leaves_every_feed_and_page(store, tmp_path):
    save(store, article(1), article(2))
    publish(store, tmp_path)
    save(store, replace(article(1), withdrawn=Withdrawal(at=LATER, by_operator=True)))
    publish(store, tmp_path, now=LATER)
    assert "Story number 1." not in (tmp_path / "tv.atom").read_text()
    assert "Story number 2." in (tmp_path / "tv.atom").read_text()
    assert not (tmp_path / page_path(1)).exists()
    assert store.document(page_path(1)) is None
    save(store, article(1))
    publish(store, tmp_path, now=LATER)
    assert "Story number 1." in (tmp_path / "tv.atom").read_text()
    assert (tmp_path / page_path(1)).exists()


def test_pages_of_a_private_feed_stand_below_its_token_and_go_with_it(store, tmp_path):
    save(store, article(1))
    hidden = replace(SOURCE, shared=False)
    own = replace(FEED, id="own", sources=("tv-news",), token="0123456789abcdef")
    publish(store, tmp_path, FEED, own, sources=(hidden,))
    name = Path(page_path(1)).name
    assert (tmp_path / "own.0123456789abcdef.atom").exists()
    assert (tmp_path / f"articles/0123456789abcdef/{name}").exists()
    assert not (tmp_path / f"articles/{name}").exists()
    moved = replace(own, token="fedcba9876543210")
    publish(store, tmp_path, FEED, moved, sources=(hidden,))
    assert [path for path in tmp_path.rglob("*") if "0123456789abcdef" in str(path) and path.is_file()] == []
    assert (tmp_path / f"articles/fedcba9876543210/{name}").exists()


def test_a_source_that_becomes_private_takes_its_pages_away(store, tmp_path):
    save(store, article(1))
    publish(store, tmp_path)
    assert (tmp_path / page_path(1)).exists()
    publish(store, tmp_path, sources=(replace(SOURCE, shared=False),))
    assert not (tmp_path / page_path(1)).exists()
    assert "Story number 1." not in (tmp_path / "tv.atom").read_text()


class Stopped:
    """A store that fails once a document of that name is to be stored."""

    def __init__(self, store, name):
        self._store = store
        self._name = name

    def publish(self, documents, **more):
        if self._name in {document.path for document in documents}:
            raise StorageError("no space left")
        return self._store.publish(documents, **more)

    def __getattr__(self, name):
        return getattr(self._store, name)


def test_what_a_publishing_that_was_stopped_had_to_take_away_is_taken_away_by_the_next(store, tmp_path):
    save(store, article(1))
    old, new = (replace(FEED, id="own", token=token * 16) for token in "ab")
    publish(store, tmp_path, old)
    with pytest.raises(StorageError):
        publish(Stopped(store, "tv.atom"), tmp_path, new, FEED)
    publish(store, tmp_path, new, FEED)
    assert [path for path in tmp_path.rglob("*") if "a" * 16 in str(path) and path.is_file()] == []
    assert store.document(f"own.{old.token}.atom") is None
    assert store.document(f"own.{new.token}.atom") is not None


class Broken:
    """A store whose articles cannot be shown."""

    def __init__(self, store):
        self._store = store

    def find(self, keys):
        found = self._store.find(keys)
        return {key: replace(entry, updated=entry.updated.replace(tzinfo=None)) for key, entry in found.items()}

    def __getattr__(self, name):
        return getattr(self._store, name)


def test_a_page_that_cannot_be_rendered_any_more_is_taken_away_and_told_of_once(store, tmp_path):
    save(store, article(1))
    publish(store, tmp_path)
    save(store, article(1, revision=2, notices=(notice(1),)))
    _, failures = publish(Broken(store), tmp_path, FEED, replace(FEED, id="other"))
    assert len(failures) == 5, "of the page, and of both documents of either feed"
    assert not (tmp_path / page_path(1)).exists()
    save(store, article(1, revision=3, notices=(notice(1),)))
    publish(store, tmp_path)
    assert "Spoiler warning" in page(tmp_path, 1)


def test_a_feed_that_is_described_no_more_leaves_nothing_behind(store, tmp_path):
    save(store, article(1))
    publish(store, tmp_path, FEED, replace(FEED, id="old", variants=(Variant.SAFE,)))
    publish(store, tmp_path, FEED)
    assert [path.name for path in tmp_path.glob("old*")] == []
    assert "feed old" not in store.bases()


def test_hubs_are_to_be_told_of_public_documents_whose_bytes_are_new(store, tmp_path):
    save(store, article(1))
    private = replace(FEED, id="own", token="0123456789abcdef")
    publish(store, tmp_path, FEED, private, hubs=("https://hub.example/",))
    topics = "SELECT hub, topic FROM pings"
    with sqlite3.connect(tmp_path / "caveat.db") as connection:
        assert connection.execute(topics).fetchall() == [("https://hub.example/", "http://h.example/feeds/tv.atom")]
        connection.execute("DELETE FROM pings")
    publish(store, tmp_path, FEED, private, hubs=("https://hub.example/",), again=True)
    with sqlite3.connect(tmp_path / "caveat.db") as connection:
        assert connection.execute(topics).fetchall() == []
