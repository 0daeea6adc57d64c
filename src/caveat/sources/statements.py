"""Owns notices that a feed gives as data: those of another caveat (docs/spoilers-namespace.md), and of Letterboxd."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from itertools import islice
from typing import TypeVar

from lxml import etree

from caveat.characters import clip
from caveat.model import Medium, Notice, Origin, Polarity, Severity, Unit, Where, Work
from caveat.sources.names import Names

_Enum = TypeVar("_Enum", bound=StrEnum)
_MOST_NOTICES = 60
_MOST_WORKS = 20
_LONGEST_TEXT = 1000
_LONGEST_TITLE = 300
_LONGEST_RULE = 60
_MOST = 99_999
"""Numbers of seasons and episodes."""
_FILM = "letterboxd:filmtitle"
_SPOILING = re.compile(r"this review may contain spoilers\.?|(?<=\()contains spoilers(?=\))", re.I)
_NUMBERS = ("season_from", "season_to", "episode_from", "episode_to")


def xml_notices(elements: Iterable[etree._Element], names: Names) -> tuple[Notice, ...]:
    """The notices of `<spoilers:notice>` elements; those of a polarity that is unknown are left out."""
    return _bounded(_xml_notice(element, names) for element in elements)


def json_notices(values: object) -> tuple[Notice, ...]:
    """The notices under `_spoiler`."""
    listed = values.get("notices") if isinstance(values, dict) else None
    items = listed if isinstance(listed, list) else []
    return _bounded(_json_notice(item) for item in items if isinstance(item, dict))


def film_notices(fields: Mapping[str, Sequence[etree._Element]]) -> tuple[Notice, ...]:
    """The notice of a review whose feed names its film, as Letterboxd's do, and says in words that it spoils."""
    if _FILM not in fields:
        return ()
    title = clip(fields[_FILM][0].text or "", _LONGEST_TITLE)
    said = " ".join((element.text or "") for name in ("title", "description") for element in fields.get(name, ()))
    words = _SPOILING.search(said)
    if not title or words is None:
        return ()
    return (
        Notice(
            text=words[0],
            polarity=Polarity.CONTAINS,
            where=Where.LEAD,
            works=(Work(title=title, medium=Medium.FILM, unit=Unit.FILM),),
            origin=Origin.DECLARED,
            rule="feed.film",
        ),
    )


def _bounded(notices: Iterable[Notice | None]) -> tuple[Notice, ...]:
    return tuple(notice for notice in islice(notices, _MOST_NOTICES) if notice is not None)


def _xml_notice(element: etree._Element, names: Names) -> Notice | None:
    text = ""
    works = []
    for child in islice(element, _MOST_WORKS + 1):
        name = names[child.tag]
        if name == "spoilers:text":
            text = child.text or ""
        elif name == "spoilers:work":
            works.append({str(key): str(value) for key, value in islice(child.items(), len(_WORK))})
    values = {name: element.get(name) or "" for name in ("polarity", "severity", "where", "rule", "confidence")}
    return _notice(values, text, works)


def _json_notice(item: Mapping[str, object]) -> Notice | None:
    works = item.get("works")
    given = [
        {name: str(value) for name, value in work.items() if isinstance(value, str | int)}
        for work in (works if isinstance(works, list) else [])[:_MOST_WORKS]
        if isinstance(work, dict)
    ]
    values = {name: str(value) for name, value in item.items() if isinstance(value, str | int | float)}
    return _notice(values, values.get("text", ""), given)


def _notice(values: Mapping[str, str], text: str, works: Iterable[Mapping[str, str]]) -> Notice | None:
    """A declared notice; the lines that it covered were those of another document, and are not taken over."""
    polarity = _member(Polarity, values.get("polarity", ""))
    if polarity is None:
        return None
    rule = clip(values.get("rule", ""), _LONGEST_RULE)
    return Notice(
        text=clip(text, _LONGEST_TEXT),
        polarity=polarity,
        severity=_member(Severity, values.get("severity", "")),
        where=_member(Where, values.get("where", "")) or Where.LEAD,
        works=tuple(work for one in works if (work := _work(one)) is not None),
        origin=Origin.DECLARED,
        rule=rule or "feed.notice",
        confidence=_share(values.get("confidence", "")),
    )


_WORK = tuple(field.name for field in fields(Work))


def _work(values: Mapping[str, str]) -> Work | None:
    title = clip(values.get("title", ""), _LONGEST_TITLE)
    numbers = [_number(values.get(name, "")) for name in _NUMBERS]
    if not title:
        return None
    return Work(
        title=title,
        medium=_member(Medium, values.get("medium", "")),
        season_from=numbers[0],
        season_to=numbers[1],
        episode_from=numbers[2],
        episode_to=numbers[3],
        unit=_member(Unit, values.get("unit", "")) or Unit.ENTIRE,
        through=values.get("through", "").lower() == "true",
    )


def _member(kind: type[_Enum], text: str) -> _Enum | None:
    try:
        return kind(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= _MOST else None


def _share(text: str) -> float:
    """A confidence from 0 to 1; 1 where none is given."""
    try:
        number = float(text)
    except ValueError:
        return 1.0
    return number if 0 <= number <= 1 else 1.0
