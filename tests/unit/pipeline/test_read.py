"""What stands in where an article does not say its title."""

from caveat.model import Link
from caveat.pipeline.read import ReadRules, read_article

KEY = "https://social.example/@ada/1"


def read(content, **fields):
    return read_article(None, Link(key=KEY, url=KEY, content=content, **fields), ReadRules())[0]


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


def test_a_title_that_is_there_stays():
    assert read("<p>Bring tea.</p>", title="Tonight").title == "Tonight"
