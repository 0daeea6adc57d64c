"""Owns that every entry stands in a feed or its archive, and that archives keep still."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from caveat.model import Feed, Head
from caveat.publish.pagination import paged
from tests.unit.publish.samples import NOW, entry, feed


def heads(*sizes: int) -> list[Head]:
    """Newest first, a day apart; the oldest has number 1."""
    found = []
    for age, size in enumerate(sizes):
        head = entry(number=len(sizes) - age, published=NOW - timedelta(days=age, hours=1)).head
        found.append(replace(head, facets=replace(head.facets, size=size)))
    return found


def limited(limit: int, *, size: int = 10**6, days: int | None = None) -> Feed:
    return replace(feed(limit=limit), max_size=size, max_age=None if days is None else timedelta(days=days))


def numbers(group: tuple[Head, ...]) -> list[int]:
    return [int(head.id[-4:]) for head in group]


def test_what_fits_needs_no_archive():
    pages = paged(limited(3), heads(1, 1, 1), NOW)
    assert (numbers(pages.current), pages.archives) == ([3, 2, 1], ())


def test_archives_are_filled_from_the_oldest_entry_on():
    pages = paged(limited(2), heads(1, 1, 1, 1, 1), NOW)
    assert numbers(pages.current) == [5, 4]
    assert [numbers(archive) for archive in pages.archives] == [[2, 1], [4, 3]]


def test_an_archive_that_is_not_full_is_there_only_where_something_would_be_lost():
    pages = paged(limited(4, days=1), heads(1, 1, 1, 1, 1, 1), NOW)
    assert numbers(pages.current) == [6, 5]
    assert [numbers(archive) for archive in pages.archives] == [[4, 3, 2, 1]]
    pages = paged(limited(4, days=0), heads(1, 1, 1, 1, 1, 1), NOW)
    assert numbers(pages.current) == [6]
    assert [numbers(archive) for archive in pages.archives] == [[4, 3, 2, 1], [6, 5]]


def test_a_document_is_cut_by_bytes_and_holds_one_entry_at_least():
    assert numbers(paged(limited(9, size=100), heads(60, 30, 30), NOW).current) == [3, 2]
    assert numbers(paged(limited(9, size=100), heads(500, 30, 30), NOW).current) == [3]


def test_a_day_of_age_is_a_whole_day():
    morning, evening = NOW.replace(hour=0), NOW.replace(hour=23)
    found = heads(*[1] * 5)
    assert paged(limited(9, days=2), found, morning) == paged(limited(9, days=2), found, evening)


@given(
    sizes=st.lists(st.integers(1, 60), max_size=40),
    limit=st.integers(1, 7),
    size=st.integers(20, 200),
    days=st.none() | st.integers(0, 9),
)
def test_no_entry_is_lost_and_none_is_in_the_wrong_place(sizes, limit, size, days):
    found = heads(*sizes)
    described = limited(limit, size=size, days=days)
    pages = paged(described, found, NOW)
    assert {head.id for group in (pages.current, *pages.archives) for head in group} == {head.id for head in found}
    assert list(pages.current) == found[: len(pages.current)]
    archived = [head for archive in reversed(pages.archives) for head in archive]
    assert archived == found[len(found) - len(archived) :]
    for group in (pages.current, *pages.archives):
        assert len(group) <= limit
        assert len(group) == 1 or sum(head.facets.size for head in group) <= size


@given(sizes=st.lists(st.integers(1, 60), min_size=1, max_size=40), limit=st.integers(1, 7), size=st.integers(20, 200))
def test_a_new_entry_changes_no_archive_but_the_last(sizes, limit, size):
    found = heads(*sizes)
    described = limited(limit, size=size)
    before, after = paged(described, found[1:], NOW).archives, paged(described, found, NOW).archives
    assert len(after) >= len(before)
    assert after[: len(before[:-1])] == before[:-1]


@given(count=st.integers(1, 40), limit=st.integers(1, 7))
def test_where_number_alone_limits_a_new_entry_changes_no_archive(count, limit):
    found, described = heads(*[1] * count), limited(limit)
    before, after = paged(described, found[1:], NOW).archives, paged(described, found, NOW).archives
    assert after[: len(before)] == before
