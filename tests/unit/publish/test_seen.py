"""What a subscriber says to have seen: how an address says it, and which scopes of a notice it covers."""

import unicodedata
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.errors import WishError
from caveat.model import Disclosure, KnownWork, Measure, Medium, Point, Seen, Unit, Wish, Work
from caveat.publish.seen import LONGEST, MOST, call, has_seen, needed, read_wish, slug

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


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Game of Thrones", "game-of-thrones"),
        ("進撃の巨人", "進撃の巨人"),
        ("Dune: Part Two", "dune-part-two"),
        ("Grey's Anatomy", "greys-anatomy"),
        ("Grey’s  Anatomy", "greys-anatomy"),
        ("Ｌｏｓｔ　２", "lost-2"),
        ("POKÉMON", "pokémon"),
        (unicodedata.normalize("NFD", "Pokémon"), "pokémon"),
        (unicodedata.normalize("NFD", "ガンダム"), "ガンダム"),
        ("ｶﾞﾝﾀﾞﾑ", "ガンダム"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("İstanbul", "istanbul"),
        ("हिन्दी", "हिन्दी"),
        ("Тьма", "тьма"),
        ("I ❤\ufe0f You", "i-you"),
        ("so\u00adap\u200b_opera", "soap-opera"),
        ("24", "24"),
        ("???", ""),
    ],
)
def test_a_title_has_one_name_in_addresses(title: str, name: str):
    assert slug(title) == name


@given(st.text(max_size=40))
def test_no_case_and_no_composition_makes_another_name(title: str):
    name = slug(title)
    assert slug(name) == name
    assert slug(unicodedata.normalize("NFD", title)) == slug(unicodedata.normalize("NFKC", title)) == name
    assert slug(title.lower()) == name or title.lower().casefold() != title.casefold()
    assert not set(name) & set(" .:/_&?=%'")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("dune", "dune"),
        ("Dune.BOOK", "dune.book"),
        ("ｄｕｎｅ．ｂｏｏｋ：ｂ２", "dune.book:b2"),
        (unicodedata.normalize("NFD", "pokémon:s01e007"), "pokémon:s1e7"),
        ("進撃の巨人:c139", "進撃の巨人:c139"),
        (" lost.tv:S2 ", "lost.tv:s2"),
    ],
)
def test_a_value_is_read_in_any_form_and_written_in_one(value: str, text: str):
    (found,) = said(value)
    assert str(found) == text


def test_a_wish_is_the_same_in_whatever_order_and_however_often_it_is_said():
    wish = read_wish([("seen", "lost"), ("disclosure", "redact"), ("seen", "DUNE"), ("seen", "lost")])
    assert wish == Wish(disclosure=Disclosure.REDACT, seen=(Seen(slug="dune"), Seen(slug="lost")))
    assert read_wish([]) == Wish()


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("seeing", "dune")], "seeing: nothing of this name can be asked for; disclosure and seen can"),
        ([("Seen", "dune")], "disclosure and seen"),
        ([("", "")], "disclosure and seen"),
        ([("disclosure", "show")], "disclosure=show: warn, fold, redact or drop"),
        ([("disclosure", "")], "warn, fold, redact or drop"),
        ([("disclosure", "fold"), ("disclosure", "fold")], "once"),
        ([("seen", "dune")] * (MOST + 1), f"at most {MOST}"),
        ([("seen", "d" * (LONGEST + 1))], f"at most {LONGEST} characters"),
        ([("seen", "\ufdfa" * LONGEST)], f"at most {LONGEST} characters"),
        ([("seen", "")], "the name of a work is wanted, such as dune"),
        ([("seen", ":s2")], "the name of a work"),
        ([("seen", "Jessica Jones:s1")], "seen=Jessica Jones:s1: of a work's name"),
        ([("seen", "Jessica Jones:s1")], "here perhaps jessica-jones"),
        ([("seen", "-dune")], "here perhaps dune"),
        ([("seen", "a--b")], "here perhaps a-b"),
        ([("seen", "!!")], "its letters and digits"),
        ([("seen", "dune.novel")], "after the dot, tv, film, book"),
        ([("seen", "dune.")], "after the dot"),
        ([("seen", "dune:")], "after the colon"),
        ([("seen", "dune:2")], "after the colon"),
        ([("seen", "dune:e2s2")], "after the colon"),
        ([("seen", "dune:s-2")], "after the colon"),
        ([("seen", "dune:s٢")], "after the colon"),
        ([("seen", "dune:c1000000000")], "after the colon"),
        ([("seen", "dune:s2:e5")], "such as dune"),
        ([("seen", "dune:s2.tv")], "such as dune"),
    ],
)
def test_what_is_not_understood_is_named_with_what_is_right(pairs: list[tuple[str, str]], said: str):
    with pytest.raises(WishError) as refused:
        read_wish(pairs)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 400


_NAMES = st.sampled_from(["seen", "seen", "seen", "disclosure"]) | st.text(max_size=9)
_VALUES = st.text(st.characters() | st.sampled_from("dune.:se12-book"), max_size=30) | st.sampled_from(Disclosure)


@settings(max_examples=200)
@given(st.lists(st.tuples(_NAMES, _VALUES), max_size=25))
def test_any_query_is_a_wish_or_refused(pairs: list[tuple[str, str]]):
    try:
        wish = read_wish(pairs)
    except WishError as error:
        refusal = str(error)
    else:
        refusal = "-"
        assert read_wish([("seen", str(one)) for one in wish.seen]).seen == wish.seen
        assert len(wish.seen) <= MOST
    assert refusal.isprintable()


def test_a_huge_query_is_refused_at_once():
    began = process_time()
    for value in ("x" * 10_000_000, "\ufdfa" * 1_000_000, "a-" * 5_000_000, ":" * 1_000_000):
        with pytest.raises(WishError):
            read_wish([("seen", value)])
    with pytest.raises(WishError):
        read_wish(("seen", str(number)) for number in range(10**9))
    assert process_time() - began < 2


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
