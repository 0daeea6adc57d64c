"""Where a notice ends, what it names, and what only sounds like one."""

import pytest

from caveat.model import Polarity
from caveat.spoilers import find_notices


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("Spoilers ahead: the captain drowns in the end.", "Spoilers ahead"),
        ("This review contains spoilers for Dark – he dies.", "This review contains spoilers for Dark"),
        (
            "This review contains spoilers for the finale, in which he dies.",
            "This review contains spoilers for the finale",
        ),
        ("Spoilers ahead for Dune: Part Two.", "Spoilers ahead for Dune: Part Two."),
        ("This contains spoilers for Dark, including the death of Jonas.", "This contains spoilers for Dark"),
        ("This piece contains full spoilers for Dark, including its final scene. Do not read on.", None),
        ("This article contains spoilers for Watchmen (the comic) and the series.", None),
        ("Spoilers ahead. If you thought he would live, well, he is now dead.", "Spoilers ahead."),
        ("Spoilers ahead. Haven't finished the game? Come back later.", None),
        ("Hey! There be spoilers for Dark in here!", None),
        ("Spoilers! This article discusses the whole of Dark.", None),
        ("[Spoilers: Andor S1E10]", None),
        ("SPOILER WARNING: Dark season 1", None),
        ("Spoilers (Andor season 1)", None),
        ("Warning: Andor season 1 finale spoilers", None),
    ],
)
def test_a_notice_goes_as_far_as_it_speaks_of_the_text(text, notice):
    assert [found.text for found in find_notices(text)] == [notice or text]


@pytest.mark.parametrize(
    "text", ["Spoiler alert: it works.", "Spoilers end up on every phone.", "Warning: hot surface"]
)
def test_what_only_sounds_like_a_label_is_no_notice(text):
    assert find_notices(text) == ()


@pytest.mark.parametrize(
    ("scope", "seasons", "episodes", "through"),
    [
        ("Dark seasons 1, 2 and 3", (1, 3), (None, None), False),
        ("episodes 1, 2, and 3 of Dark", (None, None), (1, 3), False),
        ("Dark season 2 (through episode 5)", (None, 2), (None, 5), True),
        ("Dark season 2 up to and including episode 5", (None, 2), (None, 5), True),
    ],
)
def test_scopes_of_several_numbers_are_read_whole(scope, seasons, episodes, through):
    (work,) = find_notices(f"This article contains spoilers for {scope}.")[0].works
    assert work.title == "Dark"
    assert (work.season_from, work.season_to) == seasons
    assert (work.episode_from, work.episode_to) == episodes
    assert work.through is through


@pytest.mark.parametrize(
    ("named", "title"),
    [
        ("Ann Lee's novel Hard Rain", "Hard Rain"),
        ("the TV series Hard Rain", "Hard Rain"),
        ("the 2018 game Hard Rain", "Hard Rain"),
        ("Doctor Who: The Long Night", "Doctor Who: The Long Night"),
    ],
)
def test_whose_or_what_a_work_is_is_no_part_of_its_title(named, title):
    assert [work.title for work in find_notices(f"This article contains spoilers for {named}.")[0].works] == [title]


@pytest.mark.parametrize(
    "text",
    [
        "Spoiler warning: the season finale of Dark is discussed in full.",
        "Spoiler alert! We discuss the final two episodes of Andor.",
        "Spoiler note: this post covers chapters 1–20 of Dune.",
        "Spoilers, obviously, for Andor season 2.",
        "Proceed with caution: this interview discusses events from Dark season 1.",
        "The ending of Dark is discussed below.",
        "Here's your last chance to bail before spoilers for Trap.",
        "This review is free of spoilers for Dune, but it does spoil Dune Messiah.",
        "Spoiler-free for newcomers up to episode 3; spoilers after that.",
    ],
)
def test_further_wordings_that_warn(text):
    assert [(notice.text, notice.polarity) for notice in find_notices(text)] == [(text, Polarity.CONTAINS)]


@pytest.mark.parametrize(
    "text",
    [
        "Spoiler alert: the soup is very good.",
        "Moderators of the forum will now remove spoilers within the hour.",
        "Leeds played spoiler to the champions' hopes on Sunday.",
        "Spoilers for Dark leaked online last night.",
    ],
)
def test_talk_of_spoilers_is_no_notice(text):
    assert find_notices(text) == ()


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Spoilers for Dune Messiah: Paul dies.", ["Dune Messiah"]),
        ("This article contains spoilers for Dark, in which Jonas dies.", ["Dark"]),
        ("This article contains spoilers for Dark: Jonas is dead.", ["Dark"]),
        ("Spoilers for Dark — Jonas dies", ["Dark"]),
        ("Spoilers for Dune: Prophecy through episode 3", ["Dune: Prophecy"]),
        ("Spoilers for “Dune: Prophecy” ahead", ["Dune: Prophecy"]),
        ("Spoilers for Dune: Part Two, in cinemas now", ["Dune: Part Two"]),
    ],
)
def test_a_colon_is_in_a_title_only_where_no_sentence_follows_it(text, titles):
    (notice,) = find_notices(text)
    assert [work.title for work in notice.works] == titles
    assert "dies" not in notice.text
    assert "dead" not in notice.text
