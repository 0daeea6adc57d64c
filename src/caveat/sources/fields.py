"""Owns the fields of a link: text out of markup and markup out of text, dates, names, the digest over them all."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from html import escape

from bs4 import BeautifulSoup

from caveat.characters import clip, one_line, printable

MAX_ITEMS = 1000
"""Articles that are read of one list."""

_MARKUP = re.compile(r"<[A-Za-z/!]|&[#A-Za-z]")
_BY = re.compile(r"^by\s+", re.I)
_AND = re.compile(r"\s*[,;&]\s*(?:and\s+)?|\s+and\s+", re.I)
_MIN_WORDS, _MAX_WORDS = 2, 4
"""Words of a name, where several names stand in one string."""
_MAX_PEOPLE = 20
_LONGEST_NAMES = 1000
_LONGEST_NAME = 200
_MAX_TAGS = 50
_LONGEST_TAG = 100
_LONGEST_ID = 1000
_LONGEST_DATE = 100
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_LONGEST_MARKUP = 100_000
"""Characters of markup that are read for plain text; the rest is left out."""


def plain(markup: str) -> str:
    """The text of a piece of HTML, on one line; text that is no HTML stands as it is."""
    if not _MARKUP.search(markup):
        return one_line(markup)
    soup = BeautifulSoup(printable(markup[:_LONGEST_MARKUP]), "lxml")
    for element in soup(["script", "style", "template"]):
        element.decompose()
    return one_line(soup.get_text(" " if soup.find(["p", "br", "li", "div"]) else ""))


def paragraphs(text: str) -> str:
    """Plain text as HTML, a paragraph a line."""
    lines = [one_line(line) for line in text.splitlines()]
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)


def parse_date(text: str | None) -> datetime | None:
    """The aware datetime of an ISO 8601 or RFC 5322 date, at its own offset, UTC where it names none; else None.

    A year before 1900 or after 2100 is a mistake, and no date.
    """
    text = one_line(text or "")
    if not text or len(text) > _LONGEST_DATE:
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(text)
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
            found.astimezone(UTC)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
    return None


def people(names: Iterable[str]) -> tuple[str, ...]:
    """Names of people, one by one: `By A B, C D and E F` are three; each once, at most 20."""
    found: dict[str, str] = {}
    for name in names:
        name = _BY.sub("", plain(name[:_LONGEST_NAMES]))
        pieces = [piece.strip() for piece in _AND.split(name)]
        whole = all(_MIN_WORDS <= len(piece.split()) <= _MAX_WORDS for piece in pieces)
        for person in pieces if whole else [name]:
            if person and "@" not in person:
                found.setdefault(person.casefold(), clip(person, _LONGEST_NAME))
    return tuple(found.values())[:_MAX_PEOPLE]


def keywords(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags, each once and none longer than 100 characters, at most 50."""
    found: dict[str, None] = {}
    for tag in tags:
        if len(found) == _MAX_TAGS:
            break
        folded = clip(tag, _LONGEST_TAG)
        if folded:
            found[folded] = None
    return tuple(found)


def identifier(text: str) -> str:
    """The id that a feed gives an item, on one line; of one that is too long to be kept, a digest."""
    return one_line(text) if len(text) <= _LONGEST_ID else digest(text)


def language_tag(text: str) -> str | None:
    """The BCP 47 tag that a list gives; None for what is none."""
    tag = text.strip()
    return tag.replace("_", "-") if _LANGUAGE.fullmatch(tag) else None


def digest(*values: object) -> str:
    """Hex digest over what a list says of one article: 32 digits."""
    return sha256("\x00".join(str(value) for value in values).encode("utf-8", "replace")).hexdigest()[:32]
