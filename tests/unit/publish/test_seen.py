"""What a subscriber says to have seen: which scopes of a notice it covers."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.errors import WishError
from caveat.model import KnownWork, Measure, Medium, Point, Seen, Unit, Work
from caveat.publish.seen import call, has_seen, needed, read_wish

NOTHING: tuple[KnownWork, ...] = ()


def said(*values: str) -> tuple[Seen, ...]:
    return read_wish([("seen", value) for value in values]).seen


def lost(
    unit: Unit,
    season: int | tuple[int | None, int | None] | None = None,
    part: int | tuple[int | None, int | None] | None = None,
    *,
    medium: Medium | None = Medium.TV,
    through: bool = False,
) -> Work:
    """A scope of Lost; of a pair, its numbers from and to."""
    first, last = season if isinstance(season, tuple) else (None if through else season, season)
    start, end = part if isinstance(part, tuple) else (None if through else part, part)
    return Work(
        title="Lost",
        medium=medium,
        season_from=first,
        season_to=last,
        episode_from=start,
        episode_to=end,
        unit=unit,
        through=through,
    )


S, E, C, N, V, B, P = Unit.SEASON, Unit.EPISODE, Unit.CHAPTER, Unit.ISSUE, Unit.VOLUME, Unit.BOOK, Unit.PAGE
SCOPES = [
    # What was seen, the scope, and whether it is covered.
    ("lost", lost(Unit.ENTIRE), True),
    ("lost", lost(S, 6), True),
    ("lost", lost(E), True),
    ("lost.tv", lost(E, 2, 5), True),
    ("lost.book", lost(E, 2, 5), False),
    ("lost.tv", lost(E, 2, 5, medium=None), False),
    ("found", lost(Unit.ENTIRE), False),
    ("lost:s2", lost(S, 2), True),
    ("lost:s2", lost(S, 1), True),
    ("lost:s2", lost(S, 3), False),
    ("lost:s2", lost(S, (1, 2)), True),
    ("lost:s2", lost(S, (2, 3)), False),
    ("lost:s2", lost(S, (3, 2)), False),
    ("lost:s2", lost(S, (2, None)), False),
    ("lost:s2", lost(S), False),
    ("lost:s2", lost(S, 2, through=True), True),
    ("lost:s2", lost(S, 3, through=True), False),
    ("lost:s2", lost(E, 2), True),
    ("lost:s2", lost(E, 1), True),
    ("lost:s2", lost(E, 3), False),
    ("lost:s2", lost(E, 2, 23), True),
    ("lost:s2", lost(E, 3, 1), False),
    ("lost:s2", lost(E, (1, 2), (20, 3)), True),
    ("lost:s2", lost(E, None, 5), False),
    ("lost:s2", lost(E), False),
    ("lost:s2", lost(Unit.ENTIRE), False),
    ("lost:s2", lost(C, 2, 3), False),
    ("lost:s2", lost(V, 2), False),
    ("lost:s2", lost(Unit.FILM, 2, medium=Medium.FILM), False),
    ("lost.tv:s2", lost(S, 2), True),
    ("lost.anime:s2", lost(S, 2), False),
    ("lost:s2e5", lost(S, 1), True),
    ("lost:s2e5", lost(S, 2), False),
    ("lost:s2e5", lost(S, 2, through=True), False),
    ("lost:s2e5", lost(E, 1, 23), True),
    ("lost:s2e5", lost(E, 1), True),
    ("lost:s2e5", lost(E, 2), False),
    ("lost:s2e5", lost(E, 2, 5), True),
    ("lost:s2e5", lost(E, 2, 6), False),
    ("lost:s2e5", lost(E, 2, (4, 6)), False),
    ("lost:s2e5", lost(E, 2, (6, 4)), False),
    ("lost:s2e5", lost(E, 2, (4, None)), False),
    ("lost:s2e5", lost(E, (1, 2), (20, 3)), True),
    ("lost:s2e5", lost(E, (1, 2), (3, 6)), False),
    ("lost:s2e5", lost(E, 2, 5, through=True), True),
    ("lost:s2e5", lost(E, 2, 6, through=True), False),
    ("lost:s2e5", lost(E, None, 3), False),
    ("lost:e12", lost(E, None, 12), True),
    ("lost:e12", lost(E, None, 13), False),
    ("lost:e12", lost(E, None, (10, 12)), True),
    ("lost:e12", lost(E, None, 12, through=True), True),
    ("lost:e12", lost(E, None, 13, through=True), False),
    ("lost:e12", lost(E, 1, 3), False),
    ("lost:e12", lost(E, (1, None), 3), False),
    ("lost:e12", lost(E), False),
    ("lost:e12", lost(C, None, 12), False),
    ("lost:c1044", lost(C, None, 1044, medium=Medium.MANGA), True),
    ("lost:c1044", lost(C, None, 1045, medium=Medium.MANGA), False),
    ("lost:c1044", lost(C, 103, 1044, medium=Medium.MANGA), True),
    ("lost:c1044", lost(C, 2, 5, medium=Medium.BOOK), False),
    ("lost:c1044", lost(C, None, 1044, through=True), True),
    ("lost:c1044", lost(E, None, 3), False),
    ("lost:i78", lost(N, None, 78, medium=Medium.COMIC), True),
    ("lost:i78", lost(N, None, 79, medium=Medium.COMIC), False),
    ("lost:i78", lost(N, 2, 3, medium=Medium.COMIC), False),
    ("lost:v3", lost(V, 3), True),
    ("lost:v3", lost(V, 4), False),
    ("lost:v3", lost(V, 3, through=True), True),
    ("lost:v3", lost(N, 2, 3, medium=Medium.COMIC), True),
    ("lost:v3", lost(C, 4, 40, medium=Medium.MANGA), False),
    ("lost:v3", lost(B, 3), False),
    ("lost:b2", lost(B, 2, medium=Medium.BOOK), True),
    ("lost:b2", lost(B, 3, medium=Medium.BOOK), False),
    ("lost:b2", lost(B, medium=Medium.BOOK), False),
    ("lost:b2", lost(C, 2, 5, medium=Medium.BOOK), True),
    ("lost:b2", lost(P, 3, 5, medium=Medium.BOOK), False),
    ("lost:p120", lost(P, None, 120, medium=Medium.BOOK), True),
    ("lost:p120", lost(P, None, (100, 121), medium=Medium.BOOK), False),
    ("lost", lost(Unit.GAME, 2, medium=Medium.GAME), True),
]


@pytest.mark.parametrize(
    ("value", "work", "is_covered"),
    SCOPES,
    ids=[f"{value}, {work.unit} {work.season_to} {work.episode_to}" for value, work, _ in SCOPES],
)
def test_a_point_covers_what_ends_at_or_before_it(value: str, work: Work, is_covered: bool):
    assert has_seen(said(value), work, NOTHING) is is_covered


def test_who_has_seen_nothing_is_warned_of_everything():
    assert not has_seen((), lost(Unit.ENTIRE), NOTHING)


THRONES = KnownWork(title="Game of Thrones", slug="thrones", aliases=("GoT", "Juego de tronos"), medium=Medium.TV)
NOVEL = KnownWork(title="Dune", slug="dune-novel", medium=Medium.BOOK)
FILM = KnownWork(title="Dune", slug="dune-film", medium=Medium.FILM)


@pytest.mark.parametrize("value", ["thrones", "game-of-thrones", "got", "juego-de-tronos", "got.tv:s8"])
@pytest.mark.parametrize("title", ["Game of Thrones", "GAME OF THRONES", "GoT", "Juego de Tronos", "Thrones"])
def test_every_name_of_a_listed_work_means_it(value: str, title: str):
    work = Work(title=title, season_from=8, season_to=8, unit=Unit.SEASON)
    assert has_seen(said(value), work, (FILM, THRONES))


def test_a_work_of_another_medium_is_another_work():
    book = Work(title="GoT", medium=Medium.BOOK, unit=Unit.BOOK)
    assert not has_seen(said("thrones"), book, (THRONES,))
    assert has_seen(said("got"), book, (THRONES,))


@pytest.mark.parametrize(("value", "is_covered"), [("dune", True), ("dune-novel", False), ("dune.book", False)])
def test_what_may_be_either_of_two_works_is_covered_by_what_names_both(value: str, is_covered: bool):
    assert has_seen(said(value), Work(title="Dune"), (NOVEL, FILM)) is is_covered


def test_a_listed_work_says_the_medium_that_a_notice_leaves_open():
    assert has_seen(said("dune.book"), Work(title="Dune"), (NOVEL,))
    assert not has_seen(said("dune.film"), Work(title="Dune"), (NOVEL,))


def test_a_title_without_letters_is_no_other_title_without_letters():
    signs = KnownWork(title="!!!", slug="signs", aliases=("???",))
    assert not has_seen(said("signs"), Work(title="***"), (signs,))
    with pytest.raises(WishError):
        said("")


_NUMBERS = st.none() | st.integers(0, 4)
_WORKS = st.builds(
    Work,
    title=st.sampled_from(["Lost", "LOST", "Found"]),
    medium=st.none() | st.sampled_from(Medium),
    season_from=_NUMBERS,
    season_to=_NUMBERS,
    episode_from=_NUMBERS,
    episode_to=_NUMBERS,
    unit=st.sampled_from(Unit),
    through=st.booleans(),
)
_SEASONS = st.builds(Point, measure=st.just(Measure.SEASON), number=st.integers(0, 4), episode=_NUMBERS)
_POINTS = _SEASONS | st.builds(Point, measure=st.sampled_from(Measure), number=st.integers(0, 4))
_SEEN = st.builds(
    Seen, slug=st.sampled_from(["lost", "found"]), medium=st.none() | st.sampled_from(Medium), point=st.none() | _POINTS
)
_KNOWN = st.lists(
    st.builds(
        KnownWork,
        title=st.sampled_from(["Lost", "Found", "Lost and found"]),
        slug=st.sampled_from(["lost", "found", "lost-and-found"]),
        medium=st.none() | st.sampled_from(Medium),
    ),
    max_size=3,
).map(tuple)


def _more(seen: Seen) -> list[Seen]:
    """What says to have seen more than this."""
    more = [Seen(slug=seen.slug, point=seen.point), Seen(slug=seen.slug, medium=seen.medium)]
    if point := seen.point:
        further = [Point(measure=point.measure, number=point.number + 1)]
        if point.episode is not None:
            further.append(Point(measure=point.measure, number=point.number, episode=point.episode + 1))
            further.append(Point(measure=point.measure, number=point.number))
        more += [Seen(slug=seen.slug, medium=seen.medium, point=one) for one in further]
    return more


@settings(max_examples=400)
@given(st.lists(_SEEN, max_size=3), _SEEN, _WORKS, _KNOWN)
def test_who_has_seen_more_is_never_warned_of_more(
    seen: list[Seen], one: Seen, work: Work, works: tuple[KnownWork, ...]
):
    if has_seen(seen, work, works):
        assert has_seen([*seen, one], work, works)
    if has_seen([one], work, works):
        assert all(has_seen([further], work, works) for further in _more(one))


@given(_SEEN)
def test_what_was_seen_is_read_as_it_is_written(seen: Seen):
    assert said(str(seen)) == (seen,)


@given(_WORKS, _KNOWN)
def test_what_a_page_offers_to_tick_covers_what_it_warns_of(work: Work, works: tuple[KnownWork, ...]):
    seen = needed(work, call(work, works))
    assert seen is not None
    assert has_seen(said(str(seen)), work, works)


@pytest.mark.parametrize(
    ("work", "text"),
    [
        (lost(S, 2), "lost.tv:s2"),
        (lost(E, 2, 5), "lost.tv:s2e5"),
        (lost(E, 2), "lost.tv:s2"),
        (lost(E, None, (3, 12)), "lost.tv:e12"),
        (lost(E), "lost.tv"),
        (lost(C, 2, 7, medium=Medium.BOOK), "lost.book:b2"),
        (lost(Unit.ENTIRE, medium=None), "lost"),
        (Work(title="GoT", season_to=3, unit=S, through=True), "thrones.tv:s3"),
    ],
)
def test_no_more_is_needed_than_a_notice_speaks_of(work: Work, text: str):
    assert str(needed(work, call(work, (THRONES, FILM)))) == text


def test_what_has_no_name_cannot_be_ticked():
    work = Work(title="!!!")
    assert needed(work, call(work, NOTHING)) is None


def test_a_long_list_of_works_costs_a_notice_no_more_than_a_short_one():
    listed = tuple(KnownWork(title=f"Work {n}", slug=f"work-{n}", aliases=(f"Alias {n}",)) for n in range(5000))
    work = Work(title="Alias 4999")
    assert call(work, listed).slug == "work-4999"
    began = process_time()
    assert {call(work, listed).slug for _ in range(10_000)} == {"work-4999"}
    assert process_time() - began < 3
    assert call(work, listed[:-1]).slug == "alias-4999", "another list is another list"
