"""Owns what an answer says of time: for how long it is fresh, and for how long its server is to be left alone."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from caveat.fetch.headers import RawHeaders, read_values

LONGEST_FRESH = timedelta(days=30)
"""Bound of `max_age`: no list need be believed unchanged for longer."""
LONGEST_WAIT = timedelta(days=366)
"""A Retry-After beyond it is nonsense."""
_LONGEST_DATE = 64
_SECONDS = re.compile(r"[0-9]{1,12}")
_DIRECTIVE = re.compile(r"([a-z-]{1,40})(?:=\"?([0-9]{1,12})\"?)?(?=\s*(?:,|$))")


def max_age(headers: RawHeaders, now: datetime) -> timedelta | None:
    """For how long an answer is fresh (RFC 9111, section 4.2.1), at most `LONGEST_FRESH`; None where it does not say.

    Cache-Control's max-age, else its s-maxage, less Age; without either, Expires less Date.
    """
    control = dict(_DIRECTIVE.findall(",".join(read_values(headers, b"cache-control")).lower()))
    if "no-store" in control or "no-cache" in control:
        return None
    seconds = control.get("max-age") or control.get("s-maxage")
    if seconds:
        fresh = timedelta(seconds=int(seconds)) - timedelta(seconds=_whole(headers, b"age") or 0)
    else:
        expires = _date(headers, b"expires")
        if expires is None:
            return None
        fresh = expires - (_date(headers, b"date") or now)
    return min(max(fresh, timedelta()), LONGEST_FRESH)


def retry_after(headers: RawHeaders, now: datetime) -> timedelta | None:
    """For how long a server asks to be left alone (RFC 9110, section 10.2.3): seconds, or a date.

    None where it does not say, says nonsense, or names a time that is past.
    """
    seconds = _whole(headers, b"retry-after")
    if seconds is not None:
        wait = timedelta(seconds=seconds)
    else:
        until = _date(headers, b"retry-after")
        wait = until - now if until is not None else timedelta(seconds=-1)
    return wait if timedelta() <= wait <= LONGEST_WAIT else None


def _whole(headers: RawHeaders, name: bytes) -> int | None:
    values = read_values(headers, name)
    return int(values[0]) if values and _SECONDS.fullmatch(values[0].strip()) else None


def _date(headers: RawHeaders, name: bytes) -> datetime | None:
    """An HTTP-date in any of its three forms (RFC 9110, section 5.6.7)."""
    values = read_values(headers, name)
    if not values or len(values[0]) > _LONGEST_DATE:
        return None
    try:
        date = parsedate_to_datetime(values[0])
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
