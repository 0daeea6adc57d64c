"""Owns what every store promises about links, the states of sources and raw pages."""

from datetime import timedelta, timezone

import pytest

from caveat.errors import StorageError
from caveat.model import Pace, Poll, Validators
from tests.contract.samples import NOON, entry, link, page, poll, state

SEEN = Validators(etag='"x\udcff"', last_modified="Sun, 01 Mar 2026 12:00:00 GMT")


def test_the_state_of_a_source_comes_back_whole(store):
    full = state(
        url="https://tv.example/feed",
        validators=SEEN,
        moved_to="https://tv.example/feed.xml",
        gone=True,
        pace=Pace(ttl=timedelta(hours=1), skip_hours=(0, 23), skip_days=(6,), gap=timedelta(minutes=90), newest=NOON),
        why="it failed 3 times in a row",
        not_before=NOON + timedelta(hours=2),
        since=NOON - timedelta(days=9),
        complete_at=NOON - timedelta(days=2),
        check_at=NOON + timedelta(hours=3),
        succeeded_at=NOON - timedelta(days=1),
        failures=3,
        error="no answer \x00",
        new=7,
    )
    bare = state("film")
    store.save(Poll(state=full))
    store.save(Poll(state=bare))
    assert store.states() == {"tv": full, "film": bare}


def test_polls_are_stored_together_or_not_at_all(store):
    found = entry()
    store.save(poll(found, links=[link("a", entry_key=found.key)]), Poll(state=state("film")))
    assert set(store.states()) == {"tv", "film"}
    with pytest.raises(StorageError):
        store.save(Poll(state=state("radio")), poll(source_id="press", links=[link("b", entry_key="nowhere")]))
    assert set(store.states()) == {"tv", "film"}


def test_the_state_of_a_source_is_replaced(store):
    store.save(Poll(state=state(validators=SEEN, failures=2, error="no answer")))
    store.save(Poll(state=state(new=1)))
    assert store.states() == {"tv": state(new=1)}


def test_instants_are_kept_to_the_microsecond_at_any_offset(store):
    moment = (NOON + timedelta(microseconds=1)).astimezone(timezone(timedelta(hours=9, minutes=30)))
    store.save(Poll(state=state(next_at=moment)))
    (kept,) = store.states().values()
    assert kept.next_at == moment
    assert kept.next_at.utcoffset() == timedelta(0)


def test_links_come_back_by_key_and_unknown_ones_are_absent(store):
    read = link("a", entry_key=entry().key, digest="l1", validators=SEEN)
    left_out = link("b")
    store.save(poll(entry(), links=[read, left_out]))
    assert store.links("tv", ["a", "b", "c"]) == {"a": read, "b": left_out}
    assert store.links("tv", []) == {}


def test_links_of_two_sources_with_one_key_are_two(store):
    store.save(poll(entry(), links=[link("a", entry_key=entry().key)]))
    store.save(poll(source_id="film", links=[link("a")]))
    assert store.links("tv", ["a"])["a"].entry_key == entry().key
    assert store.links("film", ["a"])["a"].entry_key is None


def test_a_link_is_replaced(store):
    store.save(poll(links=[link("a", digest="l1")]))
    later = link("a", digest="l2", next_check_at=NOON + timedelta(days=1))
    store.save(poll(links=[later]))
    assert store.links("tv", ["a"]) == {"a": later}


def test_of_an_entry_only_the_newest_page_is_kept(store):
    store.save(poll(entry(), pages=[page(entry().key)]))
    store.save(poll(pages=[page(entry().key, fetched_at=NOON + timedelta(days=1))]))
    assert store.prune_pages(NOON + timedelta(hours=1)) == 0
    assert store.prune_pages(NOON + timedelta(days=2)) == 1


def test_pages_fetched_before_a_time_are_forgotten(store):
    names = ["one", "two", "three"]
    pages = [page(entry(name).key, NOON + timedelta(days=day)) for day, name in enumerate(names)]
    store.save(poll(*(entry(name) for name in names), pages=pages))
    assert store.prune_pages(NOON + timedelta(days=1)) == 1
    assert store.prune_pages(NOON + timedelta(days=1)) == 0
    assert store.prune_pages(NOON + timedelta(days=9)) == 2
    assert len(store.entries(None, limit=10)) == 3


def test_a_page_of_no_entry_is_refused(store):
    with pytest.raises(StorageError):
        store.save(poll(pages=[page("https://news.example/never-saved")]))
