"""Owns which entries a feed takes."""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from caveat.model import Entry, Feed, KnownWork, Level, Pattern, Severity, Source, SourceKind
from caveat.model.source import Every
from caveat.publish import is_timed, select
from tests.unit.publish.samples import DUNE, JESSICA, NOW, entry, feed, notice, site

TV = entry(tags=("TV",), authors=("Ana Berg",), notices=(notice(works=(JESSICA,)),))
FILM = entry(
    number=2, tags=("film",), authors=("Tom Okafor",), title="A week of football", url="https://a.example/Cup/1"
)
TODAY = NOW.date()


def taken(*works: KnownWork, entries: tuple[Entry, ...] = (TV, FILM), **settings: object) -> list[Entry]:
    known = works or (KnownWork(title="Jessica Jones", slug="jessica-jones", aliases=("JJ",)),)
    described: Feed = replace(feed(), **settings)  # type: ignore[arg-type] # keys are fields
    ids = [head.id for head in select(described, [found.head for found in entries], site(*known))]
    return [found for found in entries if found.id in ids]


def test_a_feed_without_wishes_takes_everything():
    assert taken() == [TV, FILM]


def test_tags_and_authors_are_compared_in_any_case():
    assert taken(tags=("tv", "radio")) == [TV]
    assert taken(authors=("TOM OKAFOR",)) == [FILM]


def test_a_section_is_wished_for_like_a_tag():
    assert taken(entries=(entry(section="Culture"), FILM), tags=("culture",)) == [entry(section="Culture")]


def test_the_operators_tags_count_like_the_pages_own():
    source = Source(
        id="tv-news",
        kind=SourceKind.FEED,
        url="http://a.example/",
        schedule=Every(interval=timedelta(1)),
        tags=("Desk",),
    )
    tagged = replace(site(), sources={source.id: source})
    assert [*select(replace(feed(), tags=("desk",)), [TV.head], tagged)] == [TV.head]
    assert [*select(replace(feed(), tags=("desk",)), [TV.head], site())] == []


def test_a_work_may_be_called_by_title_slug_or_alias():
    assert taken(works=("jessica jones",)) == taken(works=("jessica-jones",)) == taken(works=("jj",)) == [TV]
    assert taken(works=("Lost",)) == []


def test_every_kind_of_wish_must_be_met():
    assert taken(tags=("tv",), authors=("Tom Okafor",)) == []


@pytest.mark.parametrize(
    ("severities", "found"),
    [
        ((), Level.NONE),
        ((None,), Level.UNRATED),
        ((Severity.MINOR,), Level.MINOR),
        ((Severity.MINOR, Severity.FULL, None), Level.FULL),
        ((Severity.MILD, None), Level.UNRATED),
        ((Severity.MAJOR, None), Level.MAJOR),
    ],
)
def test_the_highest_degree_of_its_notices_is_an_entrys_level(severities, found):
    spoiling = entry(notices=tuple(replace(notice(1), severity=severity) for severity in severities))
    assert [level for level in Level if taken(entries=(spoiling,), spoilers=(level,))] == [found]


def test_a_work_that_is_free_today_spoils_at_no_level():
    over = KnownWork(title=DUNE.title, slug="dune", until=TODAY - timedelta(days=1))
    spoiling = entry(notices=(notice(1),))
    assert taken(over, entries=(spoiling,), spoilers=(Level.NONE,)) == [spoiling]
    assert taken(replace(over, until=TODAY), entries=(spoiling,), spoilers=(Level.NONE,)) == []


def test_patterns_match_whole_titles_or_addresses_in_any_case():
    assert taken(include=(Pattern(text="*FOOTBALL*"),)) == [FILM]
    assert taken(include=(Pattern(text="football"),)) == []
    assert taken(include=(Pattern(text="https://a.example/cup/*"),)) == [FILM]
    assert taken(exclude=(Pattern(text="a week*"),)) == [TV]
    assert taken(include=(Pattern(text="*"),), exclude=(Pattern(text="*cup*"),)) == [TV]


def test_what_looks_like_a_rule_in_a_pattern_is_a_character():
    assert taken(entries=(entry(title="1+1 (again)"), FILM), include=(Pattern(text="1+1 (*)"),)) == [
        entry(title="1+1 (again)")
    ]


def test_no_title_makes_a_pattern_slow():
    long = entry(title="a" * 300 + "c")
    started = time.process_time()
    assert taken(entries=(long, FILM), exclude=(Pattern(text="*a" * 30 + "*b"),)) == [long, FILM]
    assert taken(entries=(long, FILM), include=(Pattern(text="*a" * 30 + "*c"),)) == [long]
    assert time.process_time() - started < 0.5


def test_every_star_of_a_pattern_stands_for_anything():
    assert taken(include=(Pattern(text="A *of*ball"),)) == [FILM]
    assert taken(include=(Pattern(text="*week*foot**ball*"),)) == [FILM]
    assert taken(include=(Pattern(text="*week*week*"),)) == [], "no stretch of a title counts twice"
    assert taken(include=(Pattern(text="*l*l"),)) == [FILM], "the last piece is looked for at the end"


def test_a_pattern_counts_until_its_day_is_over():
    yesterday = TODAY - timedelta(days=1)
    assert taken(exclude=(Pattern(text="*football*", until=TODAY),)) == [TV]
    assert taken(exclude=(Pattern(text="*football*", until=yesterday),)) == [TV, FILM]
    assert taken(include=(Pattern(text="*football*", until=yesterday),)) == [TV, FILM], "nothing is asked for any more"


def test_a_day_matters_to_feeds_that_hold_one():
    assert not is_timed(feed())
    assert is_timed(replace(feed(), max_age=timedelta(days=3)))
    assert is_timed(replace(feed(), exclude=(Pattern(text="*", until=date(2026, 12, 1)),)))
