"""Owns which entries a feed takes."""

from collections.abc import Iterator
from dataclasses import replace

from caveat.model import Entry, KnownWork
from caveat.publish import select
from tests.unit.publish.samples import JESSICA, entry, feed, notice, site

TV = entry(tags=("TV",), authors=("Ana Berg",), notices=(notice(works=(JESSICA,)),))
FILM = entry(number=2, tags=("film",), authors=("Tom Okafor",))


def taken(**settings: tuple[str, ...]) -> list[Entry]:
    works = KnownWork(title="Jessica Jones", slug="jessica-jones", aliases=("JJ",))
    return list(select(replace(feed(), **settings), [TV, FILM], site(works)))  # type: ignore[arg-type] # keys are fields


def test_a_feed_without_wishes_takes_everything():
    assert taken() == [TV, FILM]


def test_tags_and_authors_are_compared_in_any_case():
    assert taken(tags=("tv", "radio")) == [TV]
    assert taken(authors=("TOM OKAFOR",)) == [FILM]


def test_a_section_is_wished_for_like_a_tag():
    assert [*select(replace(feed(), tags=("culture",)), [entry(section="Culture"), entry()], site())] == [
        entry(section="Culture")
    ]


def test_a_work_may_be_called_by_title_slug_or_alias():
    assert taken(works=("jessica jones",)) == taken(works=("jessica-jones",)) == taken(works=("jj",)) == [TV]
    assert taken(works=("Lost",)) == []


def test_every_kind_of_wish_must_be_met():
    assert taken(tags=("tv",), authors=("Tom Okafor",)) == []


def test_no_more_is_read_than_is_asked_for():
    def endless() -> Iterator[Entry]:
        while True:
            yield TV

    assert next(select(feed(), endless(), site())) == TV
