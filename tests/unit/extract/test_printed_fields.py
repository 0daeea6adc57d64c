"""What pages without meta data print of their author, their dates and their headline."""

from datetime import UTC, datetime

import pytest

from caveat.extract.page import article
from caveat.model import Article

TEXT = "<p>The ferry was late again, and the captain said that the tide had been told of it in writing.</p>" * 3
MARCH = {day: datetime(2024, 3, day, tzinfo=UTC) for day in (5, 6)}


def read(*, title: str = "Ferry", before: str = "<h1>Ferry</h1>", line: str = "") -> Article:
    return article(f"<title>{title}</title><body>{before}{line}{TEXT}", url="https://e.example/x")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<div class="submitted">Submitted by Jane Doe on Fri, 03/05/2024 - 09:30</div>', "Jane Doe"),
        ('<div class="meta">Posted by Jane Doe on March 5, 2024</div>', "Jane Doe"),
        ("<p>Posted by Jane Doe on March 5, 2024</p>", "Jane Doe"),
        ('<span class="entry-meta">by Jane Doe</span>', "Jane Doe"),
    ],
)
def test_a_byline_that_says_by_names_the_author(line: str, author: str):
    assert read(line=line).authors == (author,)


@pytest.mark.parametrize(
    "line",
    [
        "Words: Jane Doe",
        "Words by Jane Doe",
        "Story by Jane Doe",
        "Reviewed by <b>Jane Doe</b>",
        "Review by Jane Doe",
        "Recap by Jane Doe",
        "Text and photographs by Jane Doe",
        "<i>by Jane Doe</i> - 5 March 2024",
        '<a href="/authors/jane-doe">Jane Doe</a>',
        '<a href="https://e.example/author/7">Jane Doe</a>',
    ],
)
def test_a_byline_without_a_class_names_the_author_and_is_no_line_of_the_story(line: str):
    got = read(line=f"<p>{line}</p>")
    assert got.authors == ("Jane Doe",)
    assert len(got.lines) == 3


def test_a_link_to_an_author_in_a_sentence_is_no_byline():
    assert read(line='<p>So wrote <a href="/author/king">Jane Doe</a> of the bay.</p>').authors == ()


def test_what_else_is_called_meta_names_nobody():
    assert read(line='<div class="meta">March 5, 2024, 3 comments</div>').authors == ()


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ('<abbr class="published" title="2024-03-05">Tuesday</abbr>', 5, None),
        ('<time class="updated" datetime="2024-03-06">x</time><time datetime="2024-03-05">y</time>', 5, 6),
        ('<time class="entry-date published updated" datetime="2024-03-05">x</time>', 5, 5),
        ('<time class="updated" datetime="2024-03-06">x</time>', 6, 6),
        ('<p class="date">Updated 6 March 2024 · Published 5 March 2024</p>', 5, 6),
        ('<p class="date">Published 5 March 2024, last updated 6 March 2024</p>', 5, 6),
        ('<p class="date">Updated 6 March 2024</p>', 6, 6),
        ('<p class="date">5 March 2024</p>', 5, None),
        ('<p class="date">2024/03/05</p>', 5, None),
        ("<p>2024/03/05</p>", 5, None),
    ],
)
def test_an_edit_is_told_from_the_publication(line: str, published: int, updated: int | None):
    got = read(line=line)
    assert got.published == MARCH[published]
    assert got.updated == (MARCH[updated] if updated else None)


def test_a_line_without_a_date_gives_none():
    got = read(line='<p class="date">Updated every day</p>')
    assert (got.published, got.updated) == (None, None)


@pytest.mark.parametrize("tag", ["h2", "h3"])
@pytest.mark.parametrize("home", ["/", "https://e.example/", "https://www.e.example"])
@pytest.mark.parametrize("title", ["The Bay", "The Bay: How the ferry was lost", "How the ferry was lost"])
def test_a_sites_name_is_no_headline_where_the_page_marks_one(tag: str, home: str, title: str):
    site = f'<h1><a href="{home}">The Bay</a></h1>'
    got = read(title=title, before=f'{site}<{tag} class="post-title entry-title">How the ferry was lost</{tag}>')
    assert got.title == "How the ferry was lost"


def test_headings_marked_in_a_list_of_other_articles_are_no_headline():
    others = "".join(f'<h3 class="entry-title"><a href="/{name}">{name} news</a></h3>' for name in ("Sea", "Land"))
    assert read(title="The ferry - The Bay", before="<h1>The ferry</h1>" + others).title == "The ferry"


@pytest.mark.parametrize("title", ["The Bay - Review: The Ferry", "Review: The Ferry | The Bay", "Review: The Ferry"])
@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_without_an_h1_the_heading_that_the_pages_title_holds_is_the_headline(tag: str, title: str):
    before = f"<h2>Menu</h2><{tag}>Review: The Ferry</{tag}>"
    assert read(title=title, before=before).title == "Review: The Ferry"


def test_without_an_h1_a_heading_that_the_pages_title_does_not_hold_is_none():
    assert read(title="The ferry that never came - Bay", before="<h2>Ferry</h2>").title == "The ferry that never came"


def test_a_declared_title_stands_before_a_heading_that_holds_more():
    head = '<meta property="og:title" content="The ferry is lost">'
    page = f"<title>The bay: the ferry is lost</title>{head}<body><h2>The bay: The ferry is lost</h2>{TEXT}"
    assert article(page, url="https://e.example/x").title == "The ferry is lost"


def test_the_byline_under_a_headline_that_is_no_h1_is_read():
    before = "<h2>Menu</h2><table><tr><td><h2>The Ferry</h2><font><i>by Jane Doe</i> - 5 March 2024<br><br>It sank."
    got = read(title="The Bay - The Ferry", before=before)
    assert (got.title, got.authors, got.published) == ("The Ferry", ("Jane Doe",), MARCH[5])
