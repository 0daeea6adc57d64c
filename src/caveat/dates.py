"""Owns dates: what publishers write, as aware datetimes."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from dateutil import parser as dateutil_parser

_MAX_LENGTH = 120
_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:(?:[T ]|, ?)\s?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
_SLASHED = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?:/|$)")
_DATE_IN_TEXT = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d_]{3,10}\.?,? \d{4}|[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|(?<![\d/])\d{4}([-/])\d{1,2}\1\d{1,2}(?![\d/])|\d{1,2}[./]\d{1,2}[./]\d{4}"
)
_EASTERN = re.compile(r"(?<!\d)((?:19|20)\d{2}) ?[年.] ?(\d{1,2}) ?[月.] ?(\d{1,2})(?: ?日|(?![\d.]))")
"""2026年3月12日, 2026.3.12"""
_LABEL = re.compile(
    r"\b(?:(updated|modified|edited|aktualisiert|mis à jour|actualizado|aggiornato|bijgewerkt|uppdaterad)"
    r"|published|posted|submitted|veröffentlicht|publié|publicado|pubblicato|gepubliceerd|publicerad)\b",
    re.I,
)
_TIME_IN_TEXT = re.compile(r"\b(\d{1,2}):(\d{2})(?::\d{2})?(?: ?([ap])\.?m\b)?(?: ?(UTC|GMT|[A-Z]{2,4}T)\b)?", re.I)
_ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "ET": -5, "PT": -8,
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "WEST": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
}  # fmt: skip
_MONTHS = [
    ("Jan", "January", "Januar", "janvier", "enero", "gennaio", "januari", "janeiro", "ene"),
    ("Feb", "February", "Februar", "février", "febrero", "febbraio", "februari", "fevereiro"),
    ("Mar", "March", "März", "mars", "marzo", "maart", "março", "Mär"),
    ("Apr", "April", "avril", "abril", "aprile", "abr"),
    ("May", "May", "Mai", "mayo", "maggio", "mei", "maio", "maj"),
    ("Jun", "June", "Juni", "juin", "junio", "giugno", "junho"),
    ("Jul", "July", "Juli", "juillet", "julio", "luglio", "julho"),
    ("Aug", "August", "août", "agosto", "augustus", "augusti", "ago"),
    ("Sep", "September", "Sept", "septembre", "septiembre", "settembre", "setembro"),
    ("Oct", "October", "Oktober", "octobre", "octubre", "ottobre", "outubro", "Okt"),
    ("Nov", "November", "novembre", "noviembre", "novembro"),
    ("Dec", "December", "Dezember", "décembre", "diciembre", "dicembre", "december", "dezembro", "Dez", "dic"),
]

_DEFAULTS = (datetime(2000, 1, 1), datetime(2001, 2, 2))  # noqa: DTZ001 - a text may well name no offset


class _Names(dateutil_parser.parserinfo):
    """Names of months in the languages that date lines are most often written in."""

    MONTHS = _MONTHS  # type: ignore[assignment]  # the stubs allow pairs only; dateutil takes tuples of any length


_NAMES = {dayfirst: _Names(dayfirst=dayfirst) for dayfirst in (False, True)}


def parse_date(text: str | None, *, offset: tzinfo | None = None, dayfirst: bool = False) -> datetime | None:
    """The moment that `text` names, in its own offset; None when it names none.

    ISO 8601 first, then dates as people write them. A date without a time is 00:00, one without an
    offset is in `offset`, else in UTC. `dayfirst` decides 3/4/2024.
    """
    text = " ".join((text or "").split())
    if not text or len(text) > _MAX_LENGTH:
        return None
    found = _iso(text) if text[:4].isdigit() else None
    if found is None:
        found = _written(text, dayfirst=dayfirst or bool(re.search(r"\d\.\d{1,2}\.\d", text)))
    if found is None or not 1900 <= found.year <= 2100:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=offset or UTC)


def find_date(text: str, *, offset: tzinfo | None = None, dayfirst: bool = False) -> datetime | None:
    """The first date that stands in a short line, with the time after it."""
    text = _EASTERN.sub(r"\1-\2-\3", text[:440])
    match = _DATE_IN_TEXT.search(text[:400])
    if match is None:
        return None
    time = _TIME_IN_TEXT.search(text[: match.end() + 40], match.end())
    if time is None:
        return parse_date(match[0], offset=offset, dayfirst=dayfirst)
    return parse_date(f"{match[0]} {time[0]}", offset=offset, dayfirst=dayfirst) or parse_date(
        match[0], offset=offset, dayfirst=dayfirst
    )


def find_labelled(text: str, *, updated: bool) -> datetime | None:
    """The date that a short line gives for the last edit (`updated`), or else for the publication.

    "Updated 6 March 2024 · Published 5 March 2024" gives both; a date without a label is that of the publication.
    """
    start, is_update = 0, False
    found: datetime | None = None
    for label in (*_LABEL.finditer(text[:400]), None):
        end = label.start() if label else len(text)
        if is_update == updated:
            found = found or find_date(text[start:end])
        start, is_update = end, bool(label and label[1])
    return found


def date_in_url(url: str | None) -> datetime | None:
    """The day that an address such as `/2024/03/05/title` holds, in UTC."""
    match = _SLASHED.search(url or "")
    return parse_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}") if match else None


def _iso(text: str) -> datetime | None:
    match = _ISO.match(text) or _COMPACT.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        time = int(hour or 0), int(minute or 0), min(int(second or 0), 59)
        return datetime(int(year), int(month), int(day), *time, tzinfo=None if zone is None else _offset(zone))
    except ValueError:
        return None


def _offset(zone: str) -> tzinfo:
    if zone == "Z":
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-delta if zone[0] == "-" else delta)


def _written(text: str, *, dayfirst: bool) -> datetime | None:
    """A date in words. What it leaves open shows when two parses with different defaults differ."""
    parses = []
    for default in _DEFAULTS:
        try:
            parses.append(dateutil_parser.parse(text, parserinfo=_NAMES[dayfirst], default=default, tzinfos=_zone))
        except (ValueError, OverflowError, TypeError, AttributeError, IndexError):
            return None
    return parses[0] if parses[0] == parses[1] else None


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None and abs(offset) < 86_400:
        return timezone(timedelta(seconds=offset))
    hours = _ZONES.get((name or "").upper())
    return None if hours is None else timezone(timedelta(hours=hours))
