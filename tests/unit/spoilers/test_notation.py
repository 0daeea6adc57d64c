"""How an operator names works and parts of them."""

import pytest

from caveat.model import KnownWork, Medium, Unit, Work
from caveat.spoilers import read_works


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("Dune", Work(title="Dune")),
        ("Dune (book)", Work(title="Dune", medium=Medium.BOOK, unit=Unit.BOOK)),
        ("Dune (2021)", Work(title="Dune (2021)")),
        ("Dune: Part Two", Work(title="Dune: Part Two")),
        ("Blade Runner: 2049", Work(title="Blade Runner: 2049")),
        ("Steins;Gate", Work(title="Steins;Gate")),
        (
            "Star Trek: Picard: s2",
            Work(title="Star Trek: Picard", medium=Medium.TV, season_from=2, season_to=2, unit=Unit.SEASON),
        ),
        ("Lost: s1-3", Work(title="Lost", medium=Medium.TV, season_from=1, season_to=3, unit=Unit.SEASON)),
        (
            "Lost : S2E5-8",
            Work(
                title="Lost", medium=Medium.TV, season_from=2, season_to=2, episode_from=5, episode_to=8,
                unit=Unit.EPISODE,
            ),
        ),
        (
            "Lost: up to s2e5",
            Work(title="Lost", medium=Medium.TV, season_to=2, episode_to=5, unit=Unit.EPISODE, through=True),
        ),
        ("Lost: through s2", Work(title="Lost", medium=Medium.TV, season_to=2, unit=Unit.SEASON, through=True)),
        ("One Piece: c1044", Work(title="One Piece", episode_from=1044, episode_to=1044, unit=Unit.CHAPTER)),
        (
            "Berserk (manga): v3c12",
            Work(
                title="Berserk", medium=Medium.MANGA, season_from=3, season_to=3, episode_from=12, episode_to=12,
                unit=Unit.CHAPTER,
            ),
        ),
        (
            "Nightwing: i78",
            Work(title="Nightwing", medium=Medium.COMIC, episode_from=78, episode_to=78, unit=Unit.ISSUE),
        ),
        ("Dune: b2", Work(title="Dune", medium=Medium.BOOK, season_from=2, season_to=2, unit=Unit.BOOK)),
        ("Dune: p120", Work(title="Dune", medium=Medium.BOOK, episode_from=120, episode_to=120, unit=Unit.PAGE)),
    ],
)  # fmt: skip
def test_a_work_and_a_part_of_it(text, work):
    assert read_works(text) == (work,)


def test_works_are_parted_by_semicolons_and_each_stands_once():
    assert [work.title for work in read_works(" Dune ; Lost: s1;\nDune; ")] == ["Dune", "Lost"]
    assert read_works("") == ()


def test_a_listed_work_is_called_by_its_title_whichever_name_is_given():
    known = (KnownWork(title="Game of Thrones", slug="game-of-thrones", aliases=("GoT",), medium=Medium.TV),)
    for name in ("got", "Game of Thrones", "game-of-thrones (tv)"):
        assert read_works(name, known) == (Work(title="Game of Thrones", medium=Medium.TV),)
    assert read_works("GoT (book)", known)[0].title == "GoT", "the books are another work"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Lost: s2x5", '"s2x5" is no part of a work that is known'),
        ("Lost: up to the finale", '"up to the finale" is no part'),
        ("Lost: s3-1", "3 to 1 is no part"),
        ("Lost: s0", "counted from 1"),
        (": s1", "names no work"),
        ("Dune; ?!", "names no work"),
        ("x" * 300, "names no work"),
        ("; ".join(f"Work {number}" for number in range(21)), "at most 20 works"),
    ],
)
def test_what_is_none_is_said(text, said):
    with pytest.raises(ValueError, match=said):
        read_works(text)
