"""What is answered from memory stays within its bounds, whatever is asked for."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model import StoredDocument
from caveat.pipeline.views import Representation
from caveat.publish import read_wish
from caveat.web.answers import Answer
from caveat.web.memory import Memory

CHANGED = datetime(2026, 1, 2, 10, tzinfo=UTC)


def answer(version="1", size=0):
    document = StoredDocument(
        path="tv.rss",
        media_type="application/rss+xml",
        body=b"x" * size,
        gzip=b"",
        br=b"",
        etag=version,
        changed=CHANGED,
    )
    return Answer(Representation(document=document, version=version), 300)


def view(number):
    return ("tv.rss", read_wish([("seen", f"work-{number}")]))


asked = st.tuples(st.integers(0, 30), st.integers(0, 30_000), st.sampled_from("12"), st.booleans())


@given(st.lists(asked, max_size=60))
def test_no_flood_of_views_takes_more_than_the_room(flood):
    memory = Memory(most=5, room=50_000)
    for number, size, version, goes in flood:
        memory.keep(view(number), answer(version, size))
        if goes:
            memory.forget(view(number))
        held = [memory.get(name) for name in [*memory]]
        assert len(held) == len(memory) <= 5
        assert sum(one.size for one in held if one) == memory.size <= 50_000
    if flood and not flood[-1][3]:
        assert memory.get(view(flood[-1][0])) is not None, "what was asked for last is there"


def test_what_was_asked_for_longest_ago_goes_first():
    memory = Memory(most=2, room=1_000_000)
    memory.keep(view(1), answer())
    memory.keep(view(2), answer())
    memory.get(view(1))
    memory.keep(view(3), answer())
    assert [*memory] == [view(1), view(3)]


def test_what_is_larger_than_the_room_is_not_kept():
    memory = Memory(most=2, room=10_000)
    memory.keep(view(1), answer(size=20_000))
    assert (len(memory), memory.size) == (0, 0)


@pytest.mark.parametrize(("versions", "left"), [({view(1): "1"}, True), ({view(1): "2"}, False), ({}, False)])
def test_only_what_has_the_version_of_now_stays(versions, left):
    memory = Memory(most=2, room=1_000_000)
    memory.keep(view(1), answer("1"))
    memory.compare(versions, [view(1), view(2)])
    assert (memory.get(view(1)) is not None) is left
    assert (memory.size > 0) is left
