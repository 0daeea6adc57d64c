"""Which of the dates of a page are its article's."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from caveat.extract.page import article
from caveat.model import Article

TEXT = "<p>The ferry was late again, and the captain said that the tide had been told of it in writing.</p>" * 3
EST = timezone(timedelta(hours=-5))
DAY = datetime(2015, 5, 12, tzinfo=UTC)
FERRY = "<h1>How the ferry was lost</h1>"


def read(body: str, *, head: str = "", path: str = "x", lang: str = "de") -> Article:
    return article(f'<html lang="{lang}"><head>{head}<body>{body}', url=f"https://e.example/{path}")


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(**dates: str) -> str:
    said = ", ".join(f'"{key}": "{value}"' for key, value in dates.items())
    return f'<script type="application/ld+json">{{"@type": "Article", {said}}}</script>'


@pytest.mark.parametrize(
    "line",
    [
        "<p>12. Mai 2015</p>",
        "<p>Dienstag, 12.05.2015</p>",
        "<span>12.05.15</span> / <span>0 Kommentare</span>",
        "<p><b>12</b> <i>Mai</i> <b>2015</b></p>",
        "<p>Berlin, 12. Mai 2015 | <a href='/b'>Presse</a></p>",
        "<ul><li><span>Datum:</span>12. Mai 2015</li></ul>",
        "<p>12.05.2015 – Die Fähre war wieder zu spät, und der Kapitän sagte, die Flut habe es gewusst.</p>",
        "<p>Pressemitteilung vom 12. Mai 2015 | Berlin – Die Fähre war zu spät.</p>",
        "<p>12 мая 2015, 10:00</p>",
    ],
)
def test_a_date_near_the_headline_is_the_publication(line: str):
    assert (read(FERRY + line + TEXT).published or DAY).date() == DAY.date()
    assert read(FERRY + line + TEXT).published is not None


@pytest.mark.parametrize(
    "line",
    [
        "<p>Benni<br>12. Mai 2015</p>",
        '<div class="post-date">12. Mai 2015</div>',
        "<p>Der Artikel wurde am 12.05.2015 in der Kategorie Schiffe von der Redaktion des Hauses veröffentlicht</p>",
        '<footer id="footer"><ul><li id="footer-info-lastmod">Diese Seite wurde zuletzt am 12. Mai 2015 geändert',
    ],
)
def test_far_from_it_one_that_is_there_for_the_date_is(line: str):
    assert read(FERRY + TEXT * 12 + line).published == DAY


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<ol class="comments"><li><span>11. Mai 2014</span></ol>',
        '<div class="related-posts"><time datetime="2014-05-11">11. Mai 2014</time></div>',
        "<aside><p>11. Mai 2014</p></aside>",
        "<nav><p>11. Mai 2014</p></nav>",
    ],
)
def test_the_dates_of_something_else_are_not_the_articles(elsewhere: str):
    assert read(f"{elsewhere}{FERRY}{TEXT}<p>12. Mai 2015</p>").published == DAY


def test_a_box_named_for_teasers_that_holds_the_headline_is_the_article():
    assert read(f'<div class="sidebar widget">{FERRY}{TEXT * 12}<p>12. Mai 2015</p></div>').published == DAY
    assert read(f'{FERRY}{TEXT * 12}<div class="sidebar widget"><p>12. Mai 2015</p></div>').published is None


def test_a_day_in_a_sentence_is_no_publication():
    assert (
        read(
            f"{FERRY}{TEXT}<p>So it was in the year when, on 12. Mai 2015, the bay froze over and stayed so.</p>"
        ).published
        is None
    )


def test_the_day_of_a_birth_is_no_publication():
    assert read(f"{FERRY}<p>12. Mai 1975</p>{TEXT}").published is None


def test_what_declares_the_publication_comes_before_what_is_printed_and_that_before_a_bare_date():
    printed = f"{FERRY}<p>12. Mai 2015</p>{TEXT}"
    assert read(printed, head=meta("article:published_time", "2015-05-11")).published == datetime(
        2015, 5, 11, tzinfo=UTC
    )
    assert read(printed, head=meta("dc.date", "2015-05-11")).published == DAY
    assert read(FERRY + TEXT, head=meta("dc.date", "2015-05-12")).published == DAY


def test_what_is_declared_as_published_is_not_the_last_edit_where_an_earlier_day_is_declared_too():
    head = meta("article:published_time", "2016-01-01T10:00:00Z")
    edited = linked(datePublished="2015-05-12", dateModified="2016-01-01T10:00:00Z")
    got = read(FERRY + TEXT, head=head + edited)
    assert (got.published, got.updated) == (DAY, datetime(2016, 1, 1, 10, tzinfo=UTC))


def test_a_moment_in_utc_takes_the_offset_in_which_the_page_gives_it_too():
    head = meta("article:published_time", "2015-05-13T03:22:07Z")
    got = read(f'{FERRY}<time datetime="2015-05-12T22:22:07-0500">12. Mai</time>{TEXT}', head=head)
    assert got.published == datetime(2015, 5, 12, 22, 22, 7, tzinfo=EST)
    assert got.published.utcoffset() == timedelta(hours=-5)
    other = read(f'{FERRY}<time datetime="2015-05-11T22:22:07-0500">11. Mai</time>{TEXT}', head=head)
    assert other.published is not None
    assert other.published.utcoffset() == timedelta(0)


def test_a_printed_day_takes_the_offset_of_the_declared_edit():
    got = read(f"{FERRY}<p>12. Mai 2015</p>{TEXT}", head=meta("article:modified_time", "2015-06-01T10:00:00-05:00"))
    assert got.published == datetime(2015, 5, 12, tzinfo=EST)


def test_the_day_in_the_address_stands_before_another_that_is_printed():
    assert read(f"{FERRY}<p>1. Mai 2014</p>{TEXT}", path="2015/05/12/ferry").published == DAY
    near = read(f"{FERRY}<p>12. Mai 2015, 10:00</p>{TEXT}", path="2015/05/12/ferry")
    assert near.published == DAY.replace(hour=10)


def test_the_day_in_the_address_stands_before_a_declared_one_long_after_it():
    declared = meta("article:published_time", "2019-01-01")
    assert read(FERRY + TEXT, head=declared, path="2015/05/12/ferry").published == DAY
    reprinted = meta("article:published_time", "2015-05-18")
    assert read(FERRY + TEXT, head=reprinted, path="2015/05/12/ferry").published == datetime(2015, 5, 18, tzinfo=UTC)


def test_an_unreadable_date_is_none():
    assert read(f'{FERRY}<time datetime="2015-05-122016-01-01">12. Mai 2015</time>{TEXT}').published == DAY


def test_english_writes_the_month_first():
    assert read(f"{FERRY}<p>05/12/2015</p>{TEXT}", lang="en").published == DAY
    assert read(f"{FERRY}<p>12/05/2015</p>{TEXT}", lang="en-GB").published == DAY
