"""Owns the notation in which an operator names works: `Jessica Jones: s1; Dune (book): up to c12`."""

import re
from collections.abc import Iterator, Sequence

from caveat.model import KnownWork, Medium, Unit, Work
from caveat.spoilers.scopes import Scope, up_to
from caveat.spoilers.works import distinct, work

_MOST = 20
_LONGEST_TITLE = 200
_BETWEEN = re.compile(r";(?:\s+|$)")
_MEDIUM = re.compile(rf"(?P<title>.*\S)\s*\((?P<medium>{'|'.join(Medium)})\)", re.I)
_SCOPE = re.compile(
    r"(?P<through>(?:up\s+to|through)\s+)?"
    r"(?:(?P<whole>[svb])(?P<from>\d{1,4})(?:-[svb]?(?P<to>\d{1,4}))?(?![a-z0-9-])"
    r"|(?:(?P<in>[svb])(?P<number>\d{1,4}))?(?P<part>[ecip])(?P<first>\d{1,4})(?:-[ecip]?(?P<last>\d{1,4}))?)",
    re.I,
)
_SEEMS_SCOPE = re.compile(r"(?:(?:up\s+to|through)\s+)?[a-z]\d\S*|up\s+to\s.*", re.I)
_UNITS = {
    "s": Unit.SEASON,
    "v": Unit.VOLUME,
    "b": Unit.BOOK,
    "e": Unit.EPISODE,
    "c": Unit.CHAPTER,
    "i": Unit.ISSUE,
    "p": Unit.PAGE,
}


def read_works(text: str, known: Sequence[KnownWork] = ()) -> tuple[Work, ...]:
    """The works of a text in the notation: `TITLE[ (MEDIUM)][: SCOPE]`, parted by semicolons; none for "".

    A scope is `s2`, `s1-3`, `s2e5`, `e3-5`, `c12`, `v3c12`, `i78`, `b2`, `p120`, and with "up to" all before it as
    well. A title, slug or alias of a known work stands for that work. Raises ValueError, which says what is right.
    """
    pieces = [piece.strip() for piece in _BETWEEN.split(text) if piece.strip()]
    if len(pieces) > _MOST:
        message = f"at most {_MOST} works are wanted"
        raise ValueError(message)
    return distinct([*_works(pieces, known)])


def _works(pieces: Sequence[str], known: Sequence[KnownWork]) -> Iterator[Work]:
    for piece in pieces:
        before, colon, behind = (part.strip() for part in piece.rpartition(":"))
        scope = _scope(behind) if colon else None
        title = before if scope else piece
        medium = None
        if match := _MEDIUM.fullmatch(title):
            title, medium = match["title"], Medium(match["medium"].lower())
        if not any(character.isalnum() for character in title) or len(title) > _LONGEST_TITLE:
            message = f'"{piece}" names no work: "Jessica Jones: s1" is right'
            raise ValueError(message)
        same = next((one for one in known if _is_named(one, title, medium)), None)
        yield work(same.title if same else title, medium or (same.medium if same else None), scope)


def _is_named(known: KnownWork, title: str, medium: Medium | None) -> bool:
    names = {name.casefold() for name in (known.title, known.slug, *known.aliases)}
    return title.casefold() in names and (medium is None or known.medium in (None, medium))


def _scope(text: str) -> Scope | None:
    """The scope that a text is; None where it is but the end of a title. Raises ValueError for what is nearly one."""
    found = _SCOPE.fullmatch(text)
    if found is None:
        if _SEEMS_SCOPE.fullmatch(text):
            message = f'"{text}" is no part of a work that is known: "s1", "s2e5", "e3-5", "c12" or "up to s2" is right'
            raise ValueError(message)
        return None
    season = _span(found["from"], found["to"]) if found["whole"] else _span(found["number"], None)
    unit = _UNITS[(found["whole"] or found["part"]).lower()]
    scope = Scope(start=0, end=0, unit=unit, season=season, episode=_span(found["first"], found["last"]))
    return up_to(scope) if found["through"] else scope


def _span(first: str | None, last: str | None) -> tuple[int | None, int | None]:
    if first is None:
        return None, None
    span = int(first), int(last or first)
    if span[1] < span[0] or span[0] == 0:
        message = f"{first} to {last} is no part of a work" if last else "parts of a work are counted from 1"
        raise ValueError(message)
    return span
