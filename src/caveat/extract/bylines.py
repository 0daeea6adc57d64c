"""Owns what a page prints of its authors and dates: the elements that hold them."""

import re
from collections.abc import Sequence

from lxml import etree

from caveat.extract.dates import find_date
from caveat.extract.elements import element_text

_MAX_TEXT = 200
_MAX_ELEMENTS = 60


def _first(condition: str) -> etree.XPath:
    """Finds the first elements that meet a condition: one condition, because a union is compared with itself."""
    return etree.XPath(f"(/descendant::*[{condition}])[position() <= {_MAX_ELEMENTS}]")


_NAMES = _first(
    "(self::a and (contains(concat(' ', @rel, ' '), ' author ') or contains(@class, 'author')))"
    " or @itemprop='author' or contains(@class, 'author-name') or contains(@class, 'byline-name')"
    " or contains(@class, 'authorName') or contains(@class, 'p-author') or contains(@class, 'author__name')"
)
_BYLINES = _first(
    "not(self::body) and (contains(@class, 'byline') or contains(@class, 'Byline') or contains(@class, 'author')"
    " or contains(@class, 'Author') or contains(@id, 'byline'))"
)
_DATED = _first(
    "@itemprop='datePublished'"
    " or (self::time and (@pubdate or contains(@class, 'publish') or contains(@class, 'entry-date')))"
)
_TIMES = _first("self::time and @datetime")
_DATE_LINES = _first(
    "not(self::body) and (contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'publish')"
    " or contains(@class, 'time') or contains(@class, 'byline') or contains(@class, 'meta'))"
)

_BYLINE = re.compile(r"(?:by|von|par|por|words by|written by|text:)\s(?!the\b|a\b|now\b)", re.I)
_MAX_BYLINE = 120


def is_byline(line: str) -> bool:
    """Whether a line without any class reads as a byline or date line: "By Ann Lee", "Monday, 2 March 2026"."""
    if len(line) > _MAX_BYLINE or line.endswith((".", "!", "?", ":", "”", '"')):
        return False
    if _BYLINE.match(line):
        return len(line.split()) <= 14
    return find_date(line) is not None and len(line.split()) <= 8


def byline_authors(root: etree._Element, lines: Sequence[str]) -> list[str]:
    """What the page prints of its authors: links and elements that say so, else the first byline.

    `lines` are the ones near the headline, for pages whose classes say nothing.
    """
    names = _texts(_NAMES, root)
    if names:
        return names[:6]
    bylines = _texts(_BYLINES, root)
    by = [text for text in bylines if text.lower().startswith(("by ", "von ", "par ", "por "))]
    return (by or [line for line in lines if is_byline(line) and _BYLINE.match(line)] or bylines)[:1]


def byline_dates(root: etree._Element, lines: Sequence[str]) -> list[str]:
    """What the page prints of its date, most trusted first: marked elements, `<time>`, date lines."""
    found: list[str] = []
    for select in (_DATED, _TIMES):
        for element in _elements(select, root):
            said = element.get("datetime") or element.get("content") or _text(element)
            if said:
                found.append(said)
    for text in (*_texts(_DATE_LINES, root), *filter(is_byline, lines)):
        moment = find_date(text)
        if moment is not None:
            found.append(moment.isoformat() if moment.hour or moment.minute else moment.date().isoformat())
            break
    return found


def _texts(select: etree.XPath, root: etree._Element) -> list[str]:
    return [text for element in _elements(select, root) if (text := _text(element))]


def _elements(select: etree.XPath, root: etree._Element) -> list[etree._Element]:
    found = select(root)
    if not isinstance(found, list):
        return []
    return [element for element in found if isinstance(element, etree._Element)]


def _text(element: etree._Element) -> str:
    """The text of a short element; "" for a long one, whose text is more than a byline."""
    text = element_text(element, limit=_MAX_TEXT, between=" ")
    return text if len(text) <= _MAX_TEXT else ""
