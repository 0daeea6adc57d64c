"""Owns dates: what publishers write, as aware datetimes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from dateutil import parser as dateutil_parser

from caveat.months import month_number

_MAX_LENGTH = 120
_MAX_TEXT = 400
_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)"
    r"(?:(?:[T ]|, ?)\s?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,:]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
_IN_URL = re.compile(
    r"(?<!\d)((?:19|20)\d{2})([/_-])(\d{1,2})[/_-](\d{1,2})(?!\d)|/((?:19|20)\d{2})[/-]?(\d{2})(\d{2})(?=[/_.-]|$)"
)
_WORD = r"[^\W\d_]{3,12}"
_YEAR = r"(?:19|20)\d{2}"
_DATE = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª)?(?:\.|,)?[\s-]{{0,2}}(?:de\s|of\s)?(?P<month>{_WORD})[.,]{{0,2}}"
    rf"[\s-](?:del?\s)?(?P<year>{_YEAR})(?!\d)"
    rf"|(?P<month2>{_WORD})\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>{_YEAR})(?!\d)"
    rf"|(?<![\d/.-])(?P<year3>{_YEAR})(?P<sign>[-/.])\s?(?P<month3>\d{{1,2}})(?P=sign)\s?(?P<day3>\d{{1,2}})(?![\d/-])"
    rf"|(?<!\d)(?P<year4>{_YEAR})\s?[年년]\s?(?P<month4>\d{{1,2}})\s?[月월]\s?(?P<day4>\d{{1,2}})\s?[日일]?"
    rf"|(?<!\d)(?P<year5>{_YEAR})\.\s(?P<month5>{_WORD})\s(?P<day5>\d{{1,2}})(?!\d)"
    rf"|(?<![\d/.,:-])(?P<first>\d{{1,2}})(?P<mark>[-/.])\s?(?P<second>\d{{1,2}})(?P=mark)\s?(?P<last>{_YEAR}|\d{{2}})(?![\d/]|[.:-]\d)",
)
_MAY_DATE = re.compile(rf"{_YEAR}|\d\s?[./-]\s?\d\d(?!\d)")
"""What no date is without: a year, or two figures that may be one."""
_LABEL = re.compile(
    r"\b(?:(updated|modified|edited|revised|aktualisiert|geändert|änderung|bearbeitet|stand|mise? à jour|modifié"
    r"|actualizad[oa]|modificad[oa]|atualizad[oa]|aggiornat[oa]|bijgewerkt|uppdaterad|opdateret|oppdatert|päivitetty"
    r"|zaktualizowano|обновлено|güncelle\w{1,5}|更新|수정)"
    r"|published|posted|submitted|created|released|date|datum|veröffentlicht|erstellt|erschienen|pressemitteilung vom"
    r"|publié|mise en ligne|publicad[oa]|pubblicat[oa]|gepubliceerd|publicerad|julkaistu|opublikowano|опубликовано"
    r"|yayın\w{1,8}|发布|入力)",
    re.I,
)
_TIME = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})(?:[:h]|\.(?=\d{2}\s?(?:uhr|h\b|[ap]\.?m\b)))(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"(?: ?(?P<half>[ap])\.?m\b)?"
    r"(?: ?(?P<zone>UTC|GMT|[A-Z]{2,4}T|[+-]\d{2}:?\d{2})(?!\w))?",
    re.I,
)
_AROUND = re.compile(
    r"(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag"
    r"|mittwoch|sonnabend|mo|di|mi|do|fr|sa|so|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes"
    r"|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|(?:lune|marte|mercole|giove|vener)d[iì]|sabato|domenica"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:segunda|ter[cç]a|quarta|quinta|sexta)(?:-feira)?"
    r"|at|on|um|à|a las|alle|uhr|am|den|de|le|the|kl|om|às)\b\.?|[,.\s·|–-])*",
    re.I,
)
"""What may stand around a date that is all that a text says: the day of the week, "at", "Uhr", marks."""
_ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "ET": -5, "PT": -8,
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "WEST": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
}  # fmt: skip
_CENTURY = 2000
_AFTER = 40
"""Characters after a date among which its time is looked for."""

_DEFAULTS = (datetime(2000, 1, 1), datetime(2001, 2, 2))  # noqa: DTZ001 - a text may well name no offset


@dataclass(frozen=True, slots=True)
class Written:
    """A date that stands in a text, and where it does."""

    moment: datetime
    start: int
    end: int


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
        found = _whole(text, dayfirst=dayfirst) or _written(text, dayfirst=dayfirst or _has_dots(text))
    if found is None or not 1900 <= found.year <= 2100:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=offset or UTC)


def find_date(text: str, *, offset: tzinfo | None = None, dayfirst: bool = False) -> datetime | None:
    """The first date that stands in a short line, with the time after it."""
    found = next(find_dates(text, offset=offset, dayfirst=dayfirst), None)
    return None if found is None else found.moment


def find_dates(text: str, *, offset: tzinfo | None = None, dayfirst: bool = False) -> Iterator[Written]:
    """The dates that stand in the first 400 characters of a text, each with the time after it."""
    text = text[: _MAX_TEXT + _AFTER]
    if _MAY_DATE.search(text) is None:
        return
    for match in _DATE.finditer(text[:_MAX_TEXT]):
        day = _day(match, dayfirst=dayfirst)
        if day is not None:
            moment, end = _timed(day, text, match.end())
            yield Written(moment if moment.tzinfo else moment.replace(tzinfo=offset or UTC), match.start(), end)


def date_label(text: str) -> bool | None:
    """What the last label in a text says that the date after it is of: True for an edit, False for the publication."""
    labels = [bool(label[1]) for label in _LABEL.finditer(text)]
    return labels[-1] if labels else None


def date_in_url(url: str | None) -> datetime | None:
    """The day that an address such as `/2024/03/05/title`, `/2024-03-05-title` or `/20240305/` holds, in UTC."""
    for match in _IN_URL.finditer(url or ""):
        year, month, day = (int(match[1] or match[5]), int(match[3] or match[6]), int(match[4] or match[7]))
        moment = _at(year, month, day)
        if moment is not None:
            return moment.replace(tzinfo=UTC)
    return None


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


def _whole(text: str, *, dayfirst: bool) -> datetime | None:
    """The date that is all that a text says, but for the day of the week and such."""
    match = _DATE.search(text)
    day = None if match is None else _day(match, dayfirst=dayfirst)
    if match is None or day is None:
        return None
    moment, end = _timed(day, text, match.end())
    around = (text[: match.start()], text[end:])
    return moment if all(_AROUND.fullmatch(part) for part in around) else None


def _day(match: re.Match[str], *, dayfirst: bool) -> datetime | None:
    """The day that a match of `_DATE` names; None where its word is no month, or the month has no such day."""
    part = match.groupdict()
    if part["first"]:
        if len(part["last"]) == 2 and len(part["first"] + part["second"]) < 4:
            return None  # 1.2.20 is a version more often than a date
        dayfirst = dayfirst or part["mark"] != "/"
        return _numbered(int(part["first"]), int(part["second"]), part["last"], dayfirst=dayfirst)
    for key in ("", "2", "3", "4", "5"):
        if part[f"year{key}"]:
            month = part[f"month{key}"]
            number = int(month) if month.isdigit() else month_number(month)
            return None if number is None else _at(int(part[f"year{key}"]), number, int(part[f"day{key}"]))
    return None


def _numbered(first: int, second: int, year: str, *, dayfirst: bool) -> datetime | None:
    month, day = (second, first) if (dayfirst and second <= 12) or first > 12 else (first, second)
    return _at(int(year) if len(year) == 4 else _CENTURY + int(year), month, day)


def _at(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day)  # noqa: DTZ001 - a text may well name no offset
    except ValueError:
        return None


def _timed(day: datetime, text: str, position: int) -> tuple[datetime, int]:
    """(a day with the time that stands soon after it, without an offset if none is given; where that ends)."""
    match = _TIME.search(text, position, position + _AFTER)
    if match is None:
        return day, position
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    try:
        time = day.replace(hour=hour, minute=int(match["minute"]), second=int(match["second"] or 0))
        return time.replace(tzinfo=_named_offset(match["zone"])), match.end()
    except ValueError:
        return day, position


def _named_offset(zone: str | None) -> tzinfo | None:
    if zone is None:
        return None
    if zone[0] in "+-":
        return _offset(zone)
    hours = _ZONES.get(zone.upper())
    return None if hours is None else timezone(timedelta(hours=hours))


def _has_dots(text: str) -> bool:
    return re.search(r"\d\.\d{1,2}\.\d", text) is not None


def _written(text: str, *, dayfirst: bool) -> datetime | None:
    """A date in words. What it leaves open shows when two parses with different defaults differ."""
    parses = []
    for default in _DEFAULTS:
        try:
            parses.append(dateutil_parser.parse(text, dayfirst=dayfirst, default=default, tzinfos=_zone))
        except (ValueError, OverflowError, TypeError, AttributeError, IndexError):
            return None
    return parses[0] if parses[0] == parses[1] else None


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None and abs(offset) < 86_400:
        return timezone(timedelta(seconds=offset))
    return _named_offset((name or "").upper() or None)
