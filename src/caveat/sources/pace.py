"""Owns how often a feed says that it changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import islice

from lxml import etree

from caveat.model import Pace
from caveat.sources.names import Names

_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(days=30)
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MIDNIGHT = 24
"""RSS 0.91 counts hours from 1, so that 24 is midnight."""
_MOST_ENTRIES = 50
"""Elements of a list of hours or days that are looked at."""


def pace(fields: Mapping[str, Sequence[etree._Element]], names: Names, max_age: timedelta | None) -> Pace:
    """The pace of a feed by the elements of its head, given by name.

    Times to live are bounded to a minute and 30 days. A feed that skips every hour, or every day, skips none.
    """
    skip_hours = _numbers(_entries(fields.get("skiphours"), "hour", names), _hour)
    skip_days = _numbers(_entries(fields.get("skipdays"), "day", names), _day)
    return Pace(
        ttl=_bounded(_minutes(_text(fields.get("ttl"))) or _period(fields)),
        max_age=max_age,
        skip_hours=skip_hours if len(skip_hours) < _MIDNIGHT else (),
        skip_days=skip_days if len(skip_days) < len(_DAYS) else (),
    )


def _period(fields: Mapping[str, Sequence[etree._Element]]) -> timedelta | None:
    period = _PERIODS.get(_text(fields.get("sy:updateperiod")).lower())
    frequency = _number(_text(fields.get("sy:updatefrequency")), 1) or 1
    return period / frequency if period else None


def _minutes(text: str) -> timedelta | None:
    minutes = _number(text, 0)
    return timedelta(minutes=minutes) if minutes else None


def _bounded(found: timedelta | None) -> timedelta | None:
    return None if found is None else min(max(found, _SHORTEST), _LONGEST)


def _entries(lists: Sequence[etree._Element] | None, name: str, names: Names) -> list[str]:
    return [
        (child.text or "").strip().lower()
        for element in (lists or ())[:1]
        for child in islice(element, _MOST_ENTRIES)
        if names[child.tag] == name
    ]


def _numbers(texts: Iterable[str], read: Callable[[str], int | None]) -> tuple[int, ...]:
    return tuple(sorted({number for text in texts if (number := read(text)) is not None}))


def _hour(text: str) -> int | None:
    hour = _number(text, None)
    return None if hour is None or hour > _MIDNIGHT else hour % _MIDNIGHT


def _day(text: str) -> int | None:
    return _DAYS.index(text) if text in _DAYS else None


def _text(elements: Sequence[etree._Element] | None) -> str:
    return (elements[0].text or "").strip()[:20] if elements else ""


def _number(text: str, default: int | None) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default
