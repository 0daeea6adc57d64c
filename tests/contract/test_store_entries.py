"""Owns what every store promises about entries: identity, revisions, sources, order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from caveat.errors import StorageError
from caveat.model import Correction, Medium, Unit, Withdrawal, Work
from tests.contract.samples import NOON, article, dated, entry, link, poll


def titles(found):
    return [item.key.rsplit("/", 1)[1] for item in found]


def test_an_entry_comes_back_as_it_was_saved(store):
    saved = entry()
    store.save(poll(saved))
    assert store.find([saved.key]) == {saved.key: saved}
    assert list(store.entries(None, limit=10)) == [saved]


def test_an_entry_is_found_by_its_id_too(store):
    store.save(poll(entry()))
    assert list(store.find([entry().id])) == [entry().key]


def test_an_unknown_key_is_absent(store):
    store.save(poll(entry()))
    assert store.find(["https://news.example/other"]) == {}
    assert store.find([]) == {}


def test_saving_the_same_poll_twice_changes_nothing(store):
    store.save(poll(entry()))
    store.save(poll(entry()))
    assert list(store.entries(None, limit=10)) == [entry()]


def test_a_new_revision_becomes_the_entry(store):
    store.save(poll(entry()))
    second = entry(revision=2, digest="d2", updated=NOON + timedelta(hours=2), article=article(title="It stands"))
    store.save(poll(second))
    assert list(store.entries(None, limit=10)) == [second]


def test_id_and_first_seen_of_a_known_key_never_change(store):
    store.save(poll(entry()))
    other = entry(id="urn:uuid:00000000-0000-0000-0000-000000000000", first_seen=NOON + timedelta(days=1))
    store.save(poll(replace(other, revision=2, digest="d2")))
    (stored,) = store.entries(None, limit=10)
    assert (stored.id, stored.first_seen, stored.revision) == (entry().id, NOON, 2)


def test_a_late_older_revision_does_not_replace_the_newer_one(store):
    newer = entry(revision=2, digest="d2", article=article(title="It stands"))
    store.save(poll(newer))
    store.save(poll(entry(sources=("film",), published=NOON + timedelta(days=3))))
    (stored,) = store.entries(["film"], limit=10)
    assert stored == replace(newer, sources=("tv", "film"))
    store.save(poll(dated("later", 1, "film"), source_id="film"))
    assert titles(store.entries(["film"], limit=1)) == ["later"]


def test_a_further_source_comes_after_the_first(store):
    store.save(poll(entry(sources=("tv",))))
    store.save(poll(entry(sources=("tv", "film")), source_id="film"))
    assert store.find([entry().key])[entry().key].sources == ("tv", "film")


def test_two_polls_that_found_an_entry_at_once_both_stay_its_sources(store):
    store.save(poll(entry(sources=("tv", "film")), source_id="film"))
    store.save(poll(entry(sources=("tv", "blog")), source_id="blog"))
    assert store.find([entry().key])[entry().key].sources == ("tv", "film", "blog")


def test_an_entry_twice_in_one_poll_is_one_entry(store):
    second = entry(revision=2, digest="d2", sources=("film",))
    store.save(poll(entry(), second))
    assert list(store.entries(None, limit=10)) == [replace(second, sources=("tv", "film"))]


def test_entries_come_newest_first_and_by_id_at_the_same_instant(store):
    twins = [dated("twin-a", 5), dated("twin-b", 5)]
    store.save(poll(dated("old", 0), *twins, dated("new", 9)))
    by_id = titles(sorted(twins, key=lambda item: item.id, reverse=True))
    assert titles(store.entries(None, limit=10)) == ["new", *by_id, "old"]
    assert titles(store.entries(["tv"], limit=10)) == ["new", *by_id, "old"]


def test_a_later_date_moves_an_entry_up_in_its_sources(store):
    store.save(poll(dated("one", 1), dated("two", 2)))
    store.save(poll(replace(dated("one", 3), revision=2, digest="d2")))
    assert titles(store.entries(["tv"], limit=10)) == ["one", "two"]
    assert titles(store.entries(None, limit=10)) == ["one", "two"]


def test_an_entry_of_several_wanted_sources_comes_once(store):
    store.save(poll(dated("both", 1, "tv", "film"), dated("film", 2, "film"), dated("blog", 3, "blog")))
    assert titles(store.entries(["film", "tv", "tv"], limit=10)) == ["film", "both"]


@pytest.mark.parametrize("sources", [None, ["tv"], ["tv", "film"]], ids=str)
@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_batches_go_on_from_the_last_entry_and_come_to_all_once(store, sources, size):
    same_hour = [dated(f"twin-{number}", 3, *("tv", "film")[: number % 2 + 1]) for number in range(4)]
    store.save(poll(dated("old", 1), *same_hour, dated("new", 9, "tv")))
    found, last = [], None
    while batch := store.entries(sources, limit=size, after=last):
        found += batch
        last = batch[-1]
    assert found == list(store.entries(sources, limit=10))
    assert len(found) == 6


def test_limit_and_last_entry_page_through_all(store):
    store.save(poll(*(dated(f"n{hour}", hour, "tv" if hour % 2 else "film") for hour in range(6))))
    assert titles(store.entries(["tv", "film"], limit=2)) == ["n5", "n4"]
    third = store.entries(None, limit=3)[-1]
    assert titles(store.entries(["tv", "film"], limit=2, after=third)) == ["n2", "n1"]
    assert titles(store.entries(["film"], limit=4, after=third)) == ["n2", "n0"], "an entry of another source"
    assert titles(store.entries(None, limit=4, after=third)) == ["n2", "n1", "n0"]
    assert list(store.entries(None, limit=0)) == []


def test_no_sources_and_unknown_sources_have_no_entries(store):
    store.save(poll(entry()))
    assert list(store.entries([], limit=10)) == []
    assert list(store.entries(["nobody"], limit=10)) == []


def test_more_keys_and_sources_than_one_statement_takes(store):
    many = [dated(f"n{number}", number, f"s{number}") for number in range(1200)]
    store.save(poll(*many))
    assert len(store.find([item.key for item in many])) == 1200
    assert titles(store.entries([f"s{number}" for number in range(1200)], limit=2)) == ["n1199", "n1198"]
    assert len(store.entries(None, limit=2000)) == 1200


def test_a_failed_save_leaves_nothing(store):
    lost = link("a", entry_key="https://news.example/never-saved")
    with pytest.raises(StorageError):
        store.save(poll(entry(), links=[link("b", entry_key=entry().key), lost]))
    assert store.find([entry().key]) == {}
    assert store.links("tv", ["a", "b"]) == {}
    assert store.states() == {}
    store.save(poll(entry()))
    assert list(store.entries(None, limit=10)) == [entry()]


@pytest.mark.parametrize(
    "text", ["half \udc80 of \ud83d", "nul \x00", "back\\slash \\ud800 \\005c", "進撃の巨人 😀", "'; --"]
)
def test_text_that_no_encoding_holds_comes_back(store, text):
    key = f"inbox:notes/{text}"
    saved = entry(key=key, url=f"https://news.example/{text}", digest=text, article=article(title=text, text=text))
    store.save(poll(saved, links=[link(text, entry_key=key)]))
    assert store.find([key]) == {key: saved}
    assert store.links("tv", [text])[text].entry_key == key


def test_a_head_is_its_entry_without_the_article(store):
    store.save(poll(*(dated(f"n{hour}", hour) for hour in range(5))))
    assert list(store.heads(None, limit=9)) == [found.head for found in store.entries(None, limit=9)]
    first = store.heads(["tv"], limit=2)
    assert list(store.heads(["tv"], limit=9, after=first[-1])) == [
        found.head for found in store.entries(["tv"], limit=9)[2:]
    ]


def test_what_an_operator_says_of_an_entry_is_kept(store):
    work = Work(title="The Tower", medium=Medium.TV, unit=Unit.EPISODE, season_to=2, episode_to=5, through=True)
    corrected = entry(correction=Correction(spoils=True, works=(work,)))
    store.revise(corrected)
    assert store.find([corrected.key]) == {corrected.key: corrected}
    store.revise(entry(correction=Correction(spoils=False)))
    assert store.find([corrected.key])[corrected.key].correction == Correction(spoils=False)


def test_what_was_withdrawn_is_told_apart_the_last_one_first(store):
    gone = [
        entry(f"n{hour}", withdrawn=Withdrawal(at=NOON + timedelta(hours=hour), by_operator=hour % 2 == 0))
        for hour in range(3)
    ]
    store.save(poll(*gone, entry("there")))
    assert [found.withdrawn for found in store.heads(None, limit=9) if found.withdrawn is None] == [None]
    assert list(store.withdrawn(["tv"], limit=2)) == [gone[2].head, gone[1].head]
    assert list(store.withdrawn(["film"], limit=9)) == list(store.withdrawn([], limit=9)) == []
    store.revise(replace(gone[2], withdrawn=None))
    assert list(store.withdrawn(["tv"], limit=9)) == [gone[1].head, gone[0].head]


def test_a_change_of_an_entry_is_counted_for_every_source_that_lists_it(store):
    store.save(poll(entry(sources=("tv", "film")), entry("other", sources=("radio",))))
    before = store.changes()
    assert before.keys() == {"tv", "film", "radio"}
    store.save(poll(entry(revision=2, digest="d2", sources=("tv",))))
    after = store.changes()
    assert {source for source in after if after[source] != before[source]} == {"tv", "film"}
    store.save(poll())
    assert store.changes() == after
