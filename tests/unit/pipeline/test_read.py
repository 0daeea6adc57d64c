"""What stands in where an article does not say its title."""

from datetime import UTC, datetime

import pytest

from caveat.model import Link, Page
from caveat.pipeline.read import ReadRules, read_pages

KEY = "https://social.example/@ada/1"


def read(content, **fields):
    return read_pages((), Link(key=KEY, url=KEY, content=content, **fields), ReadRules()).article


def test_a_post_without_a_title_is_headed_by_its_first_words():
    assert read("<p>The finale airs tonight.</p><p>Bring tea.</p>").title == "The finale airs tonight."
    long = read(f"<p>{'We watched it again. ' * 20}</p>").title
    assert long.startswith("We watched it again. We watched")
    assert long.endswith("…")
    assert len(long) <= 100


def test_words_that_a_warning_speaks_for_head_nothing():
    article = read("<p>The butler did it.</p>", warnings=("Spoilers for Gosford Park",))
    assert any(notice.warns for notice in article.notices)
    assert article.title == KEY


def test_such_a_post_is_headed_by_who_wrote_it_and_when():
    day = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
    article = read("<p>The butler did it.</p>", warnings=("Spoilers",), authors=("Ada Marsh",), published=day)
    assert article.title == "Ada Marsh, 2026-05-01"


@pytest.mark.parametrize(
    ("own", "listed", "taken"),
    [
        ("2026-05-01", "2026-05-01T09:30:00Z", "2026-05-01T09:30:00+00:00"),
        ("2026-05-01", "2026-05-02T09:30:00Z", "2026-05-01T00:00:00+00:00"),
        ("2026-05-01T08:00:00Z", "2026-05-01T09:30:00Z", "2026-05-01T08:00:00+00:00"),
        ("", "2026-05-01T09:30:00Z", "2026-05-01T09:30:00+00:00"),
    ],
)
def test_the_list_adds_the_time_to_a_page_s_mere_day(own, listed, taken):
    stamp = f'<meta property="article:published_time" content="{own}">' if own else ""
    body = f"<html><head>{stamp}</head><body><article><h1>T</h1><p>{'It rained. ' * 40}</p></article></body></html>"
    page = Page(url=KEY, body=body.encode(), media_type="text/html", fetched_at=datetime(2026, 5, 3, tzinfo=UTC))
    link = Link(key=KEY, url=KEY, published=datetime.fromisoformat(listed))
    article = read_pages((page,), link, ReadRules()).article
    assert article.published == datetime.fromisoformat(taken)


def test_a_title_that_is_there_stays():
    assert read("<p>Bring tea.</p>", title="Tonight").title == "Tonight"
