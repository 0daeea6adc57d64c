"""The lines around a story are no lines of it: byline, date, credits, the author's name and biography."""

from datetime import UTC, datetime

import pytest

from caveat.extract.text import text_article
from tests.unit.extract.samples import LINES, STORY, lines, meta


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("BY ANN LEE", ("Ann Lee",)),
        ("by Ann Lee and Bo van der Ek", ("Ann Lee", "Bo van der Ek")),
        ("By Ann Lee, Bo Ek and Cy O'Day", ("Ann Lee", "Bo Ek", "Cy O'Day")),
        ("Words: Ann Lee", ("Ann Lee",)),
        ("Written by Ann Lee", ("Ann Lee",)),
        ("Author: Ann Lee", ("Ann Lee",)),
        ("Von Ann Lee", ("Ann Lee",)),
        ("By Ann Lee, senior reporter", ("Ann Lee",)),
        ("By Ann Lee | 12 March 2026", ("Ann Lee",)),
        ("12 March 2026 | Ann Lee | 4 min read", ("Ann Lee",)),
        ("Ann Lee | 12 March 2026", ("Ann Lee",)),
        ("Ann Lee, 12 March 2026", ("Ann Lee",)),
        ("Ann Lee • 12 March 2026 • 4 min read", ("Ann Lee",)),
        ("Posted on 12 March 2026 by Ann Lee", ("Ann Lee",)),
        ("Submitted by Ann Lee on 12 March 2026", ("Ann Lee",)),
        ("Review by Ann Lee", ("Ann Lee",)),
        ("Recap by Ann Lee", ("Ann Lee",)),
        ("Text and photographs by Ann Lee", ("Ann Lee",)),
        ("by Ann Lee - 12 March 2026", ("Ann Lee",)),
        ("Ann Lee", ("Ann Lee",)),
        ("Ann Lee, Staff Writer", ("Ann Lee",)),
        ("By Cher", ("Cher",)),
        ("By Ann Lee (@annlee)", ("Ann Lee",)),
        ("By Ann Lee for The Lantern", ("Ann Lee",)),
        ("By Ann Lee and AFP", ("Ann Lee", "AFP")),
        ("By Jean-Luc d'Arcy", ("Jean-Luc d'Arcy",)),
        ("By Staff", ()),
    ],
)
def test_a_byline_gives_the_authors(line, authors):
    article = text_article(f"The Lamp\n\n{line}\n\n{STORY}")
    assert article.authors == authors
    assert meta(article) == [line]
    assert lines(article) == LINES


def test_a_name_after_a_dash_at_the_end_is_the_author():
    article = text_article(f"The Lamp\n\n{STORY}\n\n— Ann Lee")
    assert (article.authors, lines(article)) == (("Ann Lee",), LINES)


def test_a_name_after_a_dash_in_the_middle_is_that_of_who_was_quoted():
    article = text_article(f"The Lamp\n\n{LINES[0]}\n\n— Ann Lee\n\n{STORY}\n\n{LINES[0]}")
    assert (article.authors, len(article.lines)) == ((), 5)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the lamp was lit again.",
        "By the time she came, it was dark",
        "Words fail me",
        "By Ann Lee's account, it was dark.",
    ],
)
def test_a_sentence_that_opens_with_by_is_story(line):
    article = text_article(f"The Lamp\n\n{line}\n\n{STORY}")
    assert (article.authors, lines(article)) == ((), [line, *LINES])


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("12 March 2026", datetime(2026, 3, 12, tzinfo=UTC)),
        ("March 12, 2026", datetime(2026, 3, 12, tzinfo=UTC)),
        ("Published: 2026-03-12", datetime(2026, 3, 12, tzinfo=UTC)),
        ("Posted on Thursday, 12 March 2026", datetime(2026, 3, 12, tzinfo=UTC)),
        ("March 12, 2026 10:00 GMT", datetime(2026, 3, 12, 10, tzinfo=UTC)),
        ("2026-03-12T12:00:00+02:00", datetime(2026, 3, 12, 10, tzinfo=UTC)),
        ("By Ann Lee | 12 March 2026", datetime(2026, 3, 12, tzinfo=UTC)),
    ],
)
def test_a_date_line_gives_the_date(line, published):
    article = text_article(f"The Lamp\n\n{line}\n\n{STORY}")
    assert article.published == published
    assert lines(article) == LINES


def test_the_role_under_a_byline_goes_with_it():
    article = text_article(f"The Lamp\n\nBy Ann Lee\nNight Editor\n\n{STORY}")
    assert (article.authors, lines(article)) == (("Ann Lee",), LINES)


@pytest.mark.parametrize("name", ["Ann Lee", "The End", "Final Thoughts"])
def test_a_name_that_the_story_tells_of_or_that_is_none_is_no_byline(name):
    article = text_article(f"The Lamp\n\n{name}\n\n{STORY}\n\nAnn Lee had not touched it either.")
    assert (article.authors, lines(article)[0]) == ((), name)


def test_an_update_is_no_publication():
    article = text_article(f"The Lamp\n\n12 March 2026\n\nLast updated: 14 March 2026\n\n{STORY}")
    assert article.published == datetime(2026, 3, 12, tzinfo=UTC)
    assert article.updated == datetime(2026, 3, 14, tzinfo=UTC)


@pytest.mark.parametrize("line", ["2026-03-12 was the day.", "12 March 2026 was a Thursday.", "1984", "24", "March"])
def test_a_line_that_holds_a_date_is_story(line):
    article = text_article(f"The Lamp\n\n{line}\n\n{STORY}")
    assert (article.published, lines(article)) == (None, [line, *LINES])


def test_a_byline_above_the_title_is_not_the_title():
    article = text_article(f"By Ann Lee\n\nThe Lamp\n\n{STORY}")
    assert (article.title, article.authors) == ("The Lamp", ("Ann Lee",))
