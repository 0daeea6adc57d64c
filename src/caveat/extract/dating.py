"""Owns when an article was published and last edited: which of the dates that a page gives is believed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from caveat.dates import date_in_url, parse_date
from caveat.extract.outline import Outline
from caveat.extract.printed import marked_dates, shown_dates, timed_dates

_UNKNOWN = timezone(timedelta(0), "unknown")
"""Stands for "the text gave no offset"."""
_NOON = timedelta(hours=12)
_A_DAY = timedelta(hours=36)
"""How far a moment may lie from the noon of the day that the address names, in whatever offset the site counts."""
_REPRINT = timedelta(days=30)
"""How far the declared date may lie from the day in the address: a piece that is printed again a few days later bears
the new date, one that moved with its site bears that of the move."""
_SAME = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class DeclaredDates:
    """What the meta data of a page says of dates, each in order of trust."""

    published: Sequence[str]
    """Of the publication."""
    dated: Sequence[str]
    """Of the article, without saying of what in it; or less reliably."""
    updated: Sequence[str]
    """Of the last edit."""


def choose_dates(
    outline: Outline, said: DeclaredDates, *, title: str, url: str | None, dayfirst: bool
) -> tuple[datetime | None, datetime | None]:
    """(published, updated) of an article, either None where the page does not say.

    What its meta data says of the publication comes first, then what it prints near its headline, what else its meta
    data dates, what else it prints, its address, the last edit. A moment in UTC takes the offset in which the page
    gives the same moment elsewhere. Nothing here knows what time it is: a date in the future is clamped where entries
    are made.
    """
    every = [*said.published, *said.dated, *said.updated]
    offset = _offset(every)
    updated = _first(_moments([*said.updated, *marked_dates(outline.times, updated=True)], offset, dayfirst=dayfirst))
    day = date_in_url(url)
    published = _declared(list(_moments(said.published, offset, dayfirst=dayfirst)), updated, day)
    if published is None:
        shown = shown_dates(outline.root, title, dayfirst=dayfirst)
        near = [
            *marked_dates(outline.times, updated=False),
            *(one.said for one in shown if one.is_near and not one.is_update),
        ]
        printed = [*near, *said.dated, *(one.said for one in shown if not one.is_update), *timed_dates(outline.times)]
        edits = [one.said for one in shown if one.is_update]
        updated = updated or _first(_moments(edits, offset or _offset(edits), dayfirst=dayfirst))
        published = _first(_moments(printed, offset or _offset(printed), dayfirst=dayfirst))
        published = _by_address(published, day) or updated
    return _local(published, [*every, *timed_dates(outline.times)]), updated


def _declared(moments: Sequence[datetime], updated: datetime | None, day: datetime | None) -> datetime | None:
    """The publication as declared: not the last edit again, where another is declared that lies before it."""
    earlier = (moment for moment in moments if updated is not None and moment < updated - _SAME)
    first = _first(moments)
    if first is None or (updated is not None and abs(first - updated) <= _SAME):
        first = next(earlier, first)
    if first is None or day is None or abs(first - day) <= _REPRINT:
        return first
    return next((other for other in moments if abs(other - day) <= _REPRINT), day)


def _by_address(moment: datetime | None, day: datetime | None) -> datetime | None:
    """A date that the page prints, where the day in its address does not say that it is another's."""
    if moment is None or day is None:
        return moment or day
    return moment if abs(moment - day - _NOON) <= _A_DAY else day


def _local(moment: datetime | None, said: Iterable[str]) -> datetime | None:
    """A moment in UTC in the offset in which the page gives it as well; any other as it is."""
    if moment is None or moment.utcoffset():
        return moment
    others = _moments(said, UTC, dayfirst=False)
    return next((other for other in others if other.utcoffset() and abs(other - moment) <= _SAME), moment)


def _offset(said: Iterable[str]) -> tzinfo | None:
    """The offset that the page's dates have, as far as any of them says one."""
    for moment in _moments(said, _UNKNOWN, dayfirst=False):
        if moment.tzinfo is not _UNKNOWN:
            return moment.tzinfo
    return None


def _first(moments: Iterable[datetime]) -> datetime | None:
    return next(iter(moments), None)


def _moments(said: Iterable[str], offset: tzinfo | None, *, dayfirst: bool) -> Iterator[datetime]:
    for text in said:
        moment = parse_date(text, offset=offset, dayfirst=dayfirst)
        if moment is not None:
            yield moment
