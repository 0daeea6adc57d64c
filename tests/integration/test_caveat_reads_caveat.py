"""One caveat subscribes to another: nothing that the first says of spoilers is lost, and nothing covered gets out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from caveat.model import (
    Disclosure,
    Enclosure,
    Every,
    Page,
    Polarity,
    Severity,
    Source,
    SourceKind,
    Where,
)
from caveat.pipeline.read import ReadRules, read_pages
from caveat.sources import read_feed
from tests.unit.publish.samples import DUNE, JESSICA, block, entry, notice, rendered, spanned

FORMATS = ["rss", "atom", "json"]
SOURCE = Source(
    id="other", kind=SourceKind.FEED, url="https://feeds.example/f", schedule=Every(interval=timedelta(hours=1))
)
COVERED = "He inherits the throne."


def reread(shown, form, disclosure=Disclosure.FOLD):
    """What a second caveat makes of what the first one published, on its own document again."""
    body = rendered([shown], disclosure)[form]
    page = Page(url="https://feeds.example/f", body=body, fetched_at=datetime(2026, 11, 22, tzinfo=UTC))
    (link,) = read_feed(page, source=SOURCE).links
    article = read_pages((), link, ReadRules()).article
    return link, article


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("disclosure", [Disclosure.WARN, Disclosure.FOLD, Disclosure.REDACT])
def test_every_notice_arrives_with_its_works_and_degree(form, disclosure):
    major = replace(
        notice(2, text="Major spoilers for Jessica Jones season 1.", works=(JESSICA,)), severity=Severity.MAJOR
    )
    shown = entry(
        block("A calm opening."),
        block(COVERED),
        block("The film is out now."),
        notices=(
            notice(2, 3, text="This article spoils the ending of Dune: Part Two."),
            replace(major, where=Where.BODY, covers=(2, 3)),
        ),
    )
    _, article = reread(shown, form, disclosure)
    told = [one for one in article.notices if one.warns]
    assert {DUNE, JESSICA} <= {work for one in told for work in one.works}
    assert Severity.MAJOR in {one.severity for one in told}
    covered = {number for one in told for number in one.covers}
    assert all(number in covered for number, line in enumerate(article.lines, 1) if COVERED in line.text)


@pytest.mark.parametrize("form", FORMATS)
def test_a_notice_without_words_arrives_too(form):
    shown = entry(
        spanned("In the end ", "she leaves", "."), notices=(notice(1, text="", works=(JESSICA,), inline=True),)
    )
    _, article = reread(shown, form)
    assert any(one.warns and JESSICA in one.works for one in article.notices)


@pytest.mark.parametrize("form", FORMATS)
def test_a_promise_arrives_and_warns_nobody(form):
    promise = notice(text="This review is spoiler-free.", polarity=Polarity.SPOILER_FREE, works=())
    _, article = reread(entry(block("A calm opening."), notices=(promise,)), form)
    assert [one.polarity for one in article.notices] == [Polarity.SPOILER_FREE]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("disclosure", [Disclosure.FOLD, Disclosure.REDACT])
def test_what_the_first_covers_the_second_never_shows_openly(form, disclosure):
    shown = entry(block("A calm opening."), block(COVERED), notices=(notice(2, where=Where.BODY),))
    _, article = reread(shown, form, disclosure)
    again = replace(shown, article=article)
    for body in rendered([again], Disclosure.REDACT).values():
        assert COVERED.encode() not in body
    assert not rendered([again], Disclosure.DROP)["json"].count(b'"id"')


@pytest.mark.parametrize("form", FORMATS)
def test_files_and_picture_arrive(form):
    files = (
        Enclosure(url="https://news.example/a.mp3", media_type="audio/mpeg", length=1024),
        Enclosure(url="https://news.example/b.pdf", media_type="application/pdf"),
    )
    link, article = reread(entry(block("It opens."), enclosures=files, image="https://news.example/i.jpg"), form)
    assert article.enclosures == link.enclosures == files
    assert article.image == "https://news.example/i.jpg"
