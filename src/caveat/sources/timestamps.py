"""Owns dates as the formats of lists prescribe them, ISO 8601 and RFC 5322, and the shapes that are near either."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from caveat.characters import one_line

_LONGEST = 100
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), start=1
    )
}
_HOURS = {
    **dict.fromkeys(("ut", "utc", "gmt", "z", "wet"), 0.0),
    **{"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7},
    **{"ast": -4, "adt": -3, "nst": -3.5, "ndt": -2.5, "akst": -9, "akdt": -8, "hst": -10},
    **{"bst": 1, "west": 1, "cet": 1, "met": 1, "cest": 2, "mest": 2, "eet": 2, "eest": 3, "msk": 3},
    **{"ist": 5.5, "hkt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13},
}
"""Hours before UTC of the zones that dates name. Single letters but Z are UTC too (RFC 5322, section 4.3)."""

_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
_ZONE = r"(?P<zone>(?:[A-Za-z]{1,5})?\s?[+-]\d{1,2}:?\d{2}|[A-Za-z]{1,5})"
_CLOCK = rf"(?:,?\s+(?:at\s+)?{_TIME}(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?(?:\s?{_ZONE})?)?"
_WEEKDAY = r"(?:[A-Za-z]{2,9}\.?(?:,\s*|\s+))?"
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        # 2003-12-31T10:14:55.5+01:00, 20031231, 2003-12, 2003, 2003-365
        r"(?P<year>\d{4})(?:-?(?P<ordinal>\d{3})(?!\d)|-?(?P<month>\d{2})(?:-?(?P<day>\d{2}))?)?"
        r"(?:(?:[Tt]|\s+)(?P<hour>\d{2})(?::?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d{1,9})?)?)?)?"
        rf"\s?{_ZONE}?",
        # Thu, 01 Jan 04 19:48:21 GMT; 1-Jan-2004
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*{_MONTH},?[\s-]*(?P<year>\d{{2,4}}){_CLOCK}",
        # Fri, 2006/09/15 08:19:53 EDT
        rf"{_WEEKDAY}(?P<year>\d{{4}})/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}}){_CLOCK}",
        # Sun Jan  4 16:29:06 PST 2004
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})\s+{_TIME}(?:\s+{_ZONE})?\s+(?P<year>\d{{4}})",
        # Jan 4, 2004 10:00 PM
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_CLOCK}",
    )
)
_MAILED = re.compile(
    r"[A-Z][a-z]{2}, (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|([+-])(\d{2})(\d{2}))", re.ASCII
)
_COMMENT = re.compile(r"\s*\([^()]*\)$")
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})$")


def parse_date(text: str | None) -> datetime | None:
    """The aware datetime of an ISO 8601 or RFC 5322 date, at its own offset, UTC where it names none; else None.

    Of a date that is not whole, the first moment. A year of two digits is of 1950 to 2049 (RFC 5322, section 4.3); one
    before 1900 or after 2100 is a mistake, and no date.
    """
    if not text or len(text) > _LONGEST:
        return None
    text = one_line(text)
    found = _iso(text) if text[:1].isdigit() else _mailed(text)
    found = found or _shaped(_COMMENT.sub("", text))
    return found if found is not None and _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _mailed(text: str) -> datetime | None:
    """What most of RSS is dated like (RFC 5322, section 3.3), in UTC or at an offset in hours and minutes."""
    match = _MAILED.fullmatch(text)
    if match is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    try:
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        zone = timezone(-offset if sign == "-" else offset) if offset else UTC
        return datetime(int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=zone)
    except (KeyError, ValueError):
        return None


def _iso(text: str) -> datetime | None:
    """What Python reads of ISO 8601 by itself, which is most of it."""
    try:
        found = datetime.fromisoformat(text)
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found


def _shaped(text: str) -> datetime | None:
    for shape in _SHAPES:
        match = shape.fullmatch(text)
        if match is not None:
            try:
                found = _date(match.groupdict().get)
                found.astimezone(UTC)
            except (ValueError, OverflowError):
                continue
            return found
    return None


def _date(part: Callable[[str], str | None]) -> datetime:
    """Raises ValueError or OverflowError where there is no such time."""
    year = _year(part("year") or "")
    ordinal = part("ordinal")
    day = datetime(year, _month(part("month") or "1"), int(part("day") or "1"), tzinfo=_zone(part("zone") or ""))
    if ordinal:
        day += timedelta(days=int(ordinal) - 1)
        if day.year != year:
            raise ValueError(ordinal)
    # 24:00 ends a day (ISO 8601), a leap second ends a minute.
    hour, minute, second = (int(part(name) or "0") for name in ("hour", "minute", "second"))
    half = part("half")
    if half:
        hour = hour % 12 + (12 if half in "Pp" else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError(hour, minute, second)
    return day + timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 3:
        return year
    return year + (2000 if year < 50 else 1900)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    try:
        return _MONTHS[text[:3].capitalize()]
    except KeyError:
        raise ValueError(text) from None


def _zone(text: str) -> tzinfo:
    """The offset of a zone; UTC where its name says nothing. Raises ValueError for one that no place has."""
    offset = _OFFSET.search(text)
    if offset is None:
        hours = _HOURS.get(text.strip().lower(), 0.0)
        return timezone(timedelta(hours=hours)) if hours else UTC
    sign, whole, minutes = offset.groups()
    distance = timedelta(hours=int(whole), minutes=int(minutes))
    return timezone(-distance if sign == "-" else distance) if distance else UTC
