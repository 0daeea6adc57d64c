"""Owns the wording of warnings, title prefixes and scopes."""

import pytest

from caveat.model import Medium, Notice, Unit, Where, Work
from caveat.publish.frames import frame
from caveat.publish.scopes import brief
from caveat.publish.warning import title_prefix, warning, work_titles
from tests.unit.publish.samples import DUNE, JESSICA, notice

EN = frame("en")


def test_a_notice_warns_in_its_own_words():
    words = "Read with caution! This article contains spoilers for Jessica Jones season 1"
    assert warning([notice(text=words, works=(JESSICA,))], EN) == f"Spoiler warning: {words}."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SPOILER ALERT! The finale is discussed below", "The finale is discussed below."),
        ("[Spoiler warning: the finale is discussed]", "the finale is discussed."),
        ("*** Warning - full spoilers ***", "full spoilers."),
        ("Spoiler warning", "This article contains spoilers."),
        ("Spoiler alert for the finale", "Spoiler alert for the finale."),
        ("Contains spoilers for Dune (2021)", "Contains spoilers for Dune (2021)."),
    ],
)
def test_the_frame_is_not_said_twice(text: str, said: str):
    assert warning([notice(text=text, works=())], EN) == f"Spoiler warning: {said}"


def test_without_words_the_works_are_named():
    assert warning([notice(text="")], EN) == "Spoiler warning: This article contains spoilers for Dune: Part Two."


def test_works_that_the_words_leave_open_are_added():
    assert warning([notice(text="Turn back now!", works=(JESSICA,))], EN).endswith("Turn back now! (Jessica Jones S1).")


def test_several_notices_are_joined_and_none_repeats_another():
    ahead, later = notice(text="Dune: Part Two ahead"), notice(text="Ending ahead", works=())
    silent = notice(text="", inline=True)
    assert warning([ahead, silent, later, ahead], EN) == "Spoiler warning: Dune: Part Two ahead. Ending ahead."


def test_an_endless_notice_is_cut():
    assert len(warning([notice(text="spoilers " * 5000, works=())], EN)) < 400


def test_the_prefix_names_the_works():
    assert title_prefix("A title", [notice(), notice(works=(JESSICA, DUNE))], EN) == (
        "[Spoilers: Dune: Part Two, Jessica Jones S1] "
    )
    assert title_prefix("A title", [notice(works=())], EN) == "[Spoilers] "
    assert title_prefix("A title", [], EN) == ""


def test_a_long_list_of_works_is_cut_in_the_prefix():
    works = tuple(Work(title=f"Work {number}") for number in range(9))
    assert title_prefix("A title", [notice(works=works)], EN) == "[Spoilers: Work 0, Work 1, Work 2, …] "


def test_a_title_that_warns_itself_gets_no_prefix():
    title = "Hollyoaks spoilers: Sienna returns"
    own = notice(text="Hollyoaks spoilers", where=Where.TITLE)
    assert title_prefix(title, [own, notice()], EN) == ""
    assert title_prefix("Sienna returns", [own], EN) != ""


def test_the_titles_of_works_are_given_once():
    again = Work(title="Dune: Part Two", medium=Medium.BOOK)
    both: list[Notice] = [notice(), notice(works=(again, JESSICA))]
    assert work_titles(both) == ("Dune: Part Two", "Jessica Jones")


@pytest.mark.parametrize(
    ("numbers", "unit", "medium", "said"),
    [
        ((None, None, None, None), Unit.ENTIRE, Medium.TV, "X"),
        ((1, 1, None, None), Unit.SEASON, Medium.TV, "X S1"),
        ((1, 2, None, None), Unit.SEASON, Medium.TV, "X S1-2"),
        ((2, 2, 5, 5), Unit.EPISODE, Medium.TV, "X S2E5"),
        ((2, 2, 5, 8), Unit.EPISODE, Medium.TV, "X S2E5-8"),
        ((1, 2, 3, 4), Unit.EPISODE, Medium.TV, "X S1E3-S2E4"),
        ((None, None, 12, 12), Unit.EPISODE, None, "X ep. 12"),
        ((2, 2, None, None), Unit.EPISODE, Medium.TV, "X S2"),
        ((None, None, 1044, 1044), Unit.CHAPTER, Medium.MANGA, "X ch. 1044"),
        ((3, 3, 20, 21), Unit.CHAPTER, Medium.MANGA, "X vol. 3 ch. 20-21"),
        ((None, None, 54, 54), Unit.ISSUE, Medium.COMIC, "X #54"),
        ((2, 2, 120, 120), Unit.PAGE, Medium.BOOK, "X book 2 p. 120"),
        ((2, 2, None, None), Unit.BOOK, Medium.BOOK, "X book 2"),
        ((None, None, None, None), Unit.FILM, Medium.FILM, "X"),
    ],
)
def test_a_scope_is_named_in_few_characters(
    numbers: tuple[int | None, ...], unit: Unit, medium: Medium | None, said: str
):
    first, last, start, end = numbers
    work = Work(
        title="X", medium=medium, unit=unit, season_from=first, season_to=last, episode_from=start, episode_to=end
    )
    assert brief(work) == said


def test_a_scope_up_to_a_point_says_so():
    assert brief(Work(title="Lost", season_to=2, unit=Unit.SEASON, through=True)) == "Lost up to S2"
    assert brief(Work(title="Lost", season_to=2, episode_to=5, unit=Unit.EPISODE, through=True)) == "Lost up to S2E5"
