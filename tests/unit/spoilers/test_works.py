import pytest

from caveat.model import Medium, Unit
from caveat.spoilers import find_notices


def works(text, **options):
    return [work for notice in find_notices(text, **options) for work in notice.works]


def scope(work):
    return (work.season_from, work.season_to, work.episode_from, work.episode_to, work.unit.value, work.through)


@pytest.mark.parametrize(
    ("named", "title", "expected"),
    [
        ("Silo season 2", "Silo", (2, 2, None, None, "season", False)),
        ("season two of Silo", "Silo", (2, 2, None, None, "season", False)),
        ("the second season of “Silo”", "Silo", (2, 2, None, None, "season", False)),
        ("Arcane seasons 1 & 2", "Arcane", (1, 2, None, None, "season", False)),
        ("all three seasons of Fleabag", "Fleabag", (1, 3, None, None, "season", False)),
        ("Lost S2E7", "Lost", (2, 2, 7, 7, "episode", False)),
        ("Lost 2x10", "Lost", (2, 2, 10, 10, "episode", False)),
        ("Season 2, Episode 3 of 'Treme'", "Treme", (2, 2, 3, 3, "episode", False)),
        ("Lost season 2, episodes 3-5", "Lost", (2, 2, 3, 5, "episode", False)),
        ("the first four episodes of Lost", "Lost", (None, None, 1, 4, "episode", False)),
        ("the Silo season 2 finale", "Silo", (2, 2, None, None, "episode", False)),
        ("the finale of Silo", "Silo", (None, None, None, None, "episode", False)),
        ("Silo's season 3 premiere", "Silo", (3, 3, 1, 1, "episode", False)),
        ("Monstress issue #31", "Monstress", (None, None, 31, 31, "issue", False)),
        ("Batman #125", "Batman", (None, None, 125, 125, "issue", False)),
        ("chapter 77 of Berserk", "Berserk", (None, None, 77, 77, "chapter", False)),
        ("Monstress Volume 4", "Monstress", (4, 4, None, None, "volume", False)),
        ("the second book of Mistborn", "Mistborn", (2, 2, None, None, "book", False)),
        ("Euphoria up to and including season 2, episode 6", "Euphoria", (None, 2, None, 6, "episode", True)),
        ("chapter 12 and earlier of Berserk", "Berserk", (None, None, None, 12, "chapter", True)),
        ("Mad Men through the end of season 3", "Mad Men", (None, 3, None, None, "season", True)),
        ("the finale of Unforgotten series 3", "Unforgotten", (3, 3, None, None, "episode", False)),
        ("episode 4 of Treme season 2", "Treme", (2, 2, 4, 4, "episode", False)),
        ("all of The Expanse", "The Expanse", (None, None, None, None, "entire", False)),
        ("the novel Cold Comfort Farm", "Cold Comfort Farm", (None, None, None, None, "book", False)),
        ("the film Tenet", "Tenet", (None, None, None, None, "film", False)),
        ("the game Celeste", "Celeste", (None, None, None, None, "game", False)),
    ],
)
def test_a_work_is_named_with_its_scope(named, title, expected):
    (work,) = works(f"This article contains spoilers for {named}.")
    assert (work.title, scope(work)) == (title, expected)


@pytest.mark.parametrize(
    ("named", "titles"),
    [
        ("Parasite and Tenet", ["Parasite", "Tenet"]),
        ("Contact, Moon, and Gattaca", ["Contact", "Moon", "Gattaca"]),
        ("both Dune and Dune: Part Two", ["Dune", "Dune: Part Two"]),
        ("Phineas and the Lantern", ["Phineas and the Lantern"]),
        ("Her and Us", ["Her", "Us"]),
        ("Them season 2", ["Them"]),
        ("1923 season 2", ["1923"]),
        ("For Life", ["For Life"]),
        ("Thir13en Ghosts", ["Thir13en Ghosts"]),
        ("The Lion, the Witch and the Wardrobe", ["The Lion, the Witch and the Wardrobe"]),
        ("“Blow Out”", ["Blow Out"]),
        ("*Possession*", ["Possession"]),
        ("Netflix's Ozark", ["Ozark"]),
        ("Apple TV+'s Bad Sisters", ["Bad Sisters"]),
        ("Doctor Strange #9 by Jed MacKay", ["Doctor Strange"]),
        ('Dandadan Chapter 12, "The Tunnel,"', ["Dandadan"]),
        ("Alien: Romulus, in cinemas now", ["Alien: Romulus"]),
        ("the novel Hard Times", ["Hard Times"]),
        ("the film Good Night, in cinemas now", ["Good Night"]),
        ("the show Please Like Me", ["Please Like Me"]),
        ("Mr. Robot and Dr. Strangelove", ["Mr. Robot", "Dr. Strangelove"]),
        ("A Wreath of Salt and Silver", ["A Wreath of Salt and Silver"]),
        ("the shows mentioned", []),
        ("various games", []),
    ],
)
def test_titles_are_told_from_the_grammar_around_them(named, titles):
    assert [work.title for work in works(f"The following contains spoilers for {named}.")] == titles


def test_a_title_before_the_word_is_the_work():
    (work,) = works("Midnight Mass episode 2 spoilers below.")
    assert (work.title, scope(work)) == ("Midnight Mass", (None, None, 2, 2, "episode", False))


def test_a_shouted_notice_keeps_its_title_apart():
    (work,) = works("MAJOR SPOILERS FOR THE WIRE SEASON 3 BELOW")
    assert (work.title, work.season_to) == ("THE WIRE", 3)


def test_one_title_in_two_media_is_two_works():
    found = works("This post contains spoilers for Naruto season 2 and for chapter 139 of the manga.")
    assert [(work.title, work.unit) for work in found] == [("Naruto", Unit.SEASON), ("Naruto", Unit.CHAPTER)]
    assert found[1].medium is Medium.MANGA


def test_the_sentence_beside_names_the_work_that_the_notice_does_not():
    (work,) = works("We loved the last stretch of Outer Wilds. Spoilers ahead!")
    assert work.title == "Outer Wilds"


def test_through_that_issue_takes_the_number_from_before():
    (work,) = works("If you have not read Bone #20, turn back: spoilers up to that issue lie ahead.")
    assert scope(work) == (None, None, None, 20, "issue", True)


@pytest.mark.parametrize(
    ("named", "medium"),
    [
        ("Silo season 1", Medium.TV),
        ("Batman #125", Medium.COMIC),
        ("the movie Tenet", Medium.FILM),
        ("the graphic novel Maus", Medium.COMIC),
        ("Tenet", None),
    ],
)
def test_the_medium_is_said_only_where_something_shows_it(named, medium):
    (work,) = works(f"Spoilers for {named} follow.")
    assert work.medium is medium


def works_and_media(text):
    return [(work.title, work.medium) for work in works(text)]


def test_a_common_word_behind_a_medium_belongs_to_the_title():
    (work,) = works("[Spoilers for the novel Great Granny Webster begin here.]")
    assert (work.title, work.medium, work.unit) == ("Great Granny Webster", Medium.BOOK, Unit.BOOK)


@pytest.mark.parametrize(
    "named",
    ["the films “Laura” and “Rififi”", "the films Laura and Rififi", "both the movies *Laura* (1944) and *Rififi*"],
)
def test_a_plural_medium_speaks_for_every_work_of_its_list(named):
    expected = [("Laura", Medium.FILM), ("Rififi", Medium.FILM)]
    assert works_and_media(f"This essay contains spoilers for {named}.") == expected


def test_a_plural_medium_ends_where_another_begins():
    found = works_and_media("Spoilers for the novels Emma and Evelina, the film Laura and for Treme.")
    assert found == [("Emma", Medium.BOOK), ("Evelina", Medium.BOOK), ("Laura", Medium.FILM), ("Treme", None)]


@pytest.mark.parametrize("verb", ["met", "never visited", "not yet faced"])
def test_who_is_met_or_faced_is_no_work(verb):
    named = works(f"Spoilers for Hades below. Turn back now if you have {verb} Queen Persephone.")
    assert [work.title for work in named] == ["Hades"]


@pytest.mark.parametrize("verb", ["seen", "not yet finished", "played", "never read", "caught up with"])
def test_what_is_seen_read_played_or_finished_is_a_work(verb):
    (work,) = works(f"Stop reading here if you have {verb} Silver Reach.")
    assert work.title == "Silver Reach"


def test_who_killed_somebody_names_no_work():
    assert works("Stop reading now unless you know who killed Rosie Larsen.") == []
