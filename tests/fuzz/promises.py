"""Owns what every reader promises of whatever it is given."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from caveat.characters import MAX_SUMMARY, MAX_TITLE, printable
from caveat.model import Article, Link, ListPage, Notice, Pace
from caveat.urls import absolute, canonical

MAX_LINKS = 1000


def keep_promises(found: ListPage) -> None:
    """Every field within its limits, of characters that a document may hold, and dialling nothing but the web."""
    assert len(found.links) <= MAX_LINKS
    assert len({link.key for link in found.links}) == len(found.links)
    for link in found.links:
        _keep_of_link(link)
    for continuation in found.more:
        assert _is_web_address(continuation.url)
        _keep_of_date(continuation.updated)
    _keep_of_pace(found.pace)


def keep_of_article(found: Article) -> None:
    """The same of an article."""
    for text in (found.title, found.site or "", found.text, found.html, *found.authors, *found.tags):
        assert printable(text) == text
    assert len(found.authors) <= 20
    assert len(found.tags) <= 50
    assert all(_is_web_address(address) for address in (found.url, found.image) if address is not None)
    for moment in (found.published, found.updated):
        _keep_of_date(moment)
    _keep_of_notices(found.notices)
    assert all(1 <= line <= len(found.lines) for notice in found.notices for line in notice.covers)


def _keep_of_link(link: Link) -> None:
    assert link.key
    assert len(link.title) <= MAX_TITLE
    assert len(link.summary or "") <= MAX_SUMMARY
    assert _are_short(link.authors, most=20, length=200)
    assert _are_short(link.tags, most=50, length=100)
    assert _are_short(link.warnings, most=20, length=300)
    assert len(link.enclosures) <= 20
    assert len({file.url for file in link.enclosures}) == len(link.enclosures)
    assert all(file.length is None or file.length > 0 for file in link.enclosures)
    assert all(_is_web_address(address) for address in _addresses(link))
    for text in (link.key, link.title, link.summary or "", link.content or "", link.language or "", *link.authors):
        assert printable(text) == text
    for text in (*link.tags, *link.warnings, *(file.media_type for file in link.enclosures)):
        assert printable(text) == text
    for moment in (link.published, link.updated):
        _keep_of_date(moment)
    assert len(link.notices) <= 60
    assert not any(notice.covers for notice in link.notices)
    _keep_of_notices(link.notices)


def _keep_of_notices(notices: Iterable[Notice]) -> None:
    for notice in notices:
        assert printable(notice.text) == notice.text
        assert 0 <= notice.confidence <= 1
        assert all(work.title and printable(work.title) == work.title for work in notice.works)


def _keep_of_pace(pace: Pace) -> None:
    assert pace.ttl is None or timedelta(minutes=1) <= pace.ttl <= timedelta(days=30)
    assert pace.gap is None or pace.gap >= timedelta()
    assert len(pace.skip_hours) < 24
    assert set(pace.skip_hours) <= set(range(24))
    assert len(pace.skip_days) < 7
    assert set(pace.skip_days) <= set(range(7))


def _addresses(link: Link) -> Iterator[str]:
    yield from (address for address in (link.url, link.image) if address is not None)
    yield from (file.url for file in link.enclosures)


def _is_web_address(address: str) -> bool:
    return absolute(None, address) == address and bool(canonical(address)) and printable(address) == address


def _are_short(texts: tuple[str, ...], *, most: int, length: int) -> bool:
    return len(texts) <= most and all(0 < len(text) <= length for text in texts)


def _keep_of_date(moment: datetime | None) -> None:
    assert moment is None or (moment.tzinfo is not None and 1900 <= moment.year <= 2100)
