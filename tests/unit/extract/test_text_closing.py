"""What closes a text: the author's name and biography, and the ends of stories that only look like them."""

import pytest

from caveat.extract.text import text_article
from tests.unit.extract.samples import LINES, STORY, lines, meta


@pytest.mark.parametrize(
    "biography",
    [
        "Ann Lee is the paper's night reporter.",
        "Ann writes about lamps.",
        "Lee, a keeper's daughter, covers lamps from Hull.",
        "Ann is a reporter.\n\nFollow her at the lighthouse.",
        "Ann is a reporter.\n\nTwitter: @annlee",
        "Ann teaches physics at Hull.",
        "Ann joined the team in 2019 after many years at sea.",
        "Ann Lee is a psychologist and author.",
        "Based in Hull, Ann covers lamps.",
        "I'm a freelance journalist from Hull.",
        "Freelance writer and podcaster.",
        "Night Editor\n\nAnn Lee covers lamps.",
        "@annlee\n\nAnn Lee covers lamps.",
    ],
)
def test_a_closing_name_with_its_introduction_is_author_and_biography(biography):
    article = text_article(f"The Lamp\n\n{STORY}\n\nAnn Lee\n\n{biography}")
    assert (article.authors, lines(article)) == (("Ann Lee",), LINES)
    assert meta(article) == ["Ann Lee", *biography.split("\n\n")]


def test_the_biography_of_an_author_named_above_needs_no_name_before_it():
    article = text_article(f"The Lamp\n\nBy Ann Lee\n\n{STORY}\n\nAnn Lee is a reporter in Hull.")
    assert (article.authors, lines(article)) == (("Ann Lee",), LINES)


@pytest.mark.parametrize(
    ("closing", "authors"),
    [
        ("ANN LEE\n\nAnn Lee writes about lamps.", ("Ann Lee",)),
        ("Dr Ann Lee\n\nAnn Lee teaches physics.", ("Dr Ann Lee",)),
        ("Ffion ap Rhys\n\nFfion ap Rhys covers lamps.", ("Ffion ap Rhys",)),
        ("Ann\n\nAnn is a writer in Hull.", ("Ann",)),
        ("Images: The Lantern\n\nAnn\n\nAnn knows every lamp.", ("Ann",)),
        ("Images: The Lantern\n\nAnn Lee", ("Ann Lee",)),
        ("Ann Lee and Bo Ek\n\nAnn and Bo are writers in Hull.", ("Ann Lee", "Bo Ek")),
        ("Ann Lee\n\nAnn is a critic.\n\nBo Ek\n\nBo is a reporter.", ("Ann Lee", "Bo Ek")),
        ("About the author: Ann Lee is a critic.", ("Ann Lee",)),
        ("About the author\n\nAnn Lee is a critic.", ("Ann Lee",)),
        ("Ann Lee is a freelance critic in Hull.", ("Ann Lee",)),
    ],
)
def test_what_closes_a_text_names_its_authors(closing, authors):
    article = text_article(f"The Lamp\n\n{STORY}\n\n{closing}")
    assert (article.authors, lines(article)) == (authors, LINES)


@pytest.mark.parametrize(
    "closing",
    ["Rosebud\n\nRosebud is a sled.", "Ann Lee\n\nThe lamp was hers.", "The End", "Ann Lee is the keeper's wife."],
)
def test_what_closes_a_story_may_be_story(closing):
    article = text_article(f"The Lamp\n\n{STORY}\n\n{closing}")
    assert (article.authors, lines(article)) == ((), [*LINES, *closing.split("\n\n")])


def test_a_closing_name_that_the_story_tells_of_needs_more_than_a_verb():
    told = "The lamp belongs to Ann Lee, who was asleep."
    article = text_article(f"The Lamp\n\n{told}\n\nAnn Lee\n\nAnn Lee was asleep.")
    assert (article.authors, lines(article)) == ((), [told, "Ann Lee", "Ann Lee was asleep."])


def test_a_list_of_persons_is_story():
    cast = ["Ann Lee", "Ann Lee is the keeper.", "Bo Ek", "Bo Ek is the lamp."]
    article = text_article("\n\n".join(["The Cast", *LINES, *cast]))
    assert (article.authors, lines(article)) == ((), [*LINES, *cast])


def test_a_name_that_is_followed_by_more_story_is_a_heading_of_it():
    rest = ["Ann Lee", "Ann Lee is the keeper.", "The lamp is somebody else's."]
    article = text_article("\n\n".join(["The Cast", *LINES, *rest]))
    assert (article.authors, lines(article)) == ((), [*LINES, *rest])


def test_a_person_who_is_not_the_author_has_no_biography():
    article = text_article(f"The Lamp\n\nBy Cy Day\n\n{STORY}\n\nAnn Lee\n\nAnn Lee is the keeper.")
    assert article.authors == ("Cy Day",)
    assert lines(article) == [*LINES, "Ann Lee", "Ann Lee is the keeper."]


@pytest.mark.parametrize(
    "biography", ["Ann Lee's lamps are everywhere.", "A keeper, Ann Lee has nine lamps.", "Lee lives in Hull."]
)
def test_behind_a_credit_a_name_and_whatever_introduces_it_are_no_story(biography):
    closing = ["Images: The Lantern", "Share this:", "Ann Lee", biography]
    article = text_article("\n\n".join(["The Lamp", *LINES, *closing]))
    assert (article.authors, lines(article), meta(article)) == (("Ann Lee",), LINES, closing)


@pytest.mark.parametrize(
    "closing",
    [
        ["Ann Lee is a reporter in Hull.", "When not writing, Ann can be found asleep."],
        ["Ann Lee is a reporter in Hull.", "In her spare time Ann collects lamps."],
        ["Follow Ann on Twitter: @annlee", "Ann Lee is a reporter in Hull."],
        ["ann@lantern.example", "Ann Lee is a reporter in Hull."],
        ["ann@lantern.example"],
        ["Twitter: @annlee"],
    ],
)
@pytest.mark.parametrize("credit", [[], ["Images: The Lantern"]])
def test_a_biography_goes_on_and_says_where_to_reach_its_author(credit, closing):
    closing = [*credit, "Ann Lee", *closing]
    article = text_article("\n\n".join(["The Lamp", *LINES, *closing]))
    assert (article.authors, lines(article), meta(article)) == (("Ann Lee",), LINES, closing)


@pytest.mark.parametrize(
    "closing",
    [
        ["Breaking Bad"],
        ["Tom Quince"],
        ["“Who is there?”", "— William Shakespeare"],
        ["Pauline Kael was a critic who changed the way we look. She died in 2001."],
        ["Maria Lopez is a journalist now. She never came back."],
        ["Maria Lopez is a journalist now.", "She never came back."],
        ["Maria Lopez is the journalist who left the town."],
        ["Maria Lopez", "Maria Lopez is a journalist now. She left the town."],
        ["Maria Lopez", "Maria Lopez was a journalist."],
        ["Maria Lopez", "Maria Lopez lives in Hull."],
        ["Jessica Jones", "Jessica Jones is back on Netflix in March."],
        ["Nobody saw Ann Lee.", "Ann Lee", "Ann Lee is a reporter in Hull."],
    ],
)
def test_a_story_may_end_with_a_person(closing):
    article = text_article("\n\n".join(["The Lamp", *LINES, *closing]))
    assert (article.authors, lines(article)) == ((), [*LINES, *closing])


def test_where_a_byline_names_another_the_name_after_a_dash_is_quoted():
    article = text_article(f"The Lamp\n\nBy Bo Ek\n\n{STORY}\n\n— Ann Lee")
    assert (article.authors, lines(article)) == (("Bo Ek",), [*LINES, "— Ann Lee"])


@pytest.mark.parametrize("before", [["Images: The Lantern", "Ann Lee"], ["Images: The Lantern", "Ann"]])
def test_what_a_person_did_in_the_story_is_no_biography_behind_a_credit(before):
    article = text_article("\n\n".join(["The Lamp", *LINES, *before, "Ann opened the door."]))
    assert (article.authors, lines(article)) == ((), [*LINES, before[1], "Ann opened the door."])


def test_what_an_author_did_in_the_story_is_no_biography():
    article = text_article("\n\n".join(["The Lamp", "By Ann Lee", *LINES, "Ann Lee was in the room."]))
    assert (article.authors, lines(article)) == (("Ann Lee",), [*LINES, "Ann Lee was in the room."])
