"""Owns what a page prints of its authors and dates: the elements that hold them."""

import re
from collections.abc import Sequence
from datetime import datetime

from lxml import etree

from caveat.dates import find_date, find_labelled
from caveat.extract.elements import element_text
from caveat.extract.signature import read_signature

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
_META = _first("contains(@class, 'submitted') or contains(@class, 'posted') or contains(@class, 'meta')")
_DATED = _first(
    "@itemprop='datePublished'"
    " or (self::time and (@pubdate or contains(@class, 'publish') or contains(@class, 'entry-date')))"
    " or (self::abbr and @title and contains(@class, 'published'))"
)
_IS_EDIT = "(contains(@class, 'updated') or contains(@class, 'modified') or @itemprop='dateModified')"
_TIMES = _first(f"self::time and @datetime and not({_IS_EDIT})")
_EDITED = _first(f"((self::time and @datetime) or (self::abbr and @title)) and {_IS_EDIT}")
_DATE_LINES = _first(
    "not(self::body) and (contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'publish')"
    " or contains(@class, 'time') or contains(@class, 'byline') or contains(@class, 'meta'))"
)

_LINKED = _first("self::a and (contains(@href, '/author/') or contains(@href, '/authors/'))")
_SIGNED = re.compile(r"(?:(?:posted|submitted|written|published) by|by|von|par|por) ", re.I)
"""Opens the text of an element whose class speaks of authors, where it is a byline."""
_BY = re.compile(r"(?:by|von|par|por|(?:words|written|posted|submitted|published) by)\s(?!the\b|a\b|now\b)", re.I)
"""Opens lines that are bylines though they hold more than names: "By Ann Lee and the night desk"."""
_MAX_BYLINE = 120


def is_byline(line: str) -> bool:
    """Whether a line without any class reads as a byline or date line: "By Ann Lee", "Monday, 2 March 2026"."""
    if not _is_short(line):
        return False
    signature = read_signature(line, at_top=True)
    if signature is not None and not signature.is_bare:
        return True
    if _BY.match(line):
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
    marked = (_signed(text, _SIGNED) for text in (*bylines, *_texts(_META, root)))
    plain = (_signed(line, _BY) for line in filter(is_byline, lines))
    said = next(filter(None, (*marked, *plain)), None)
    if said is not None:
        return said
    near = [line for line in lines if _is_short(line)]
    linked = [text for text in _texts(_LINKED, root) if any(text in line for line in near)]
    return list(dict.fromkeys(linked)) or bylines[:1]


def _is_short(line: str) -> bool:
    """Whether a line is short enough for a byline, and no sentence."""
    return len(line) <= _MAX_BYLINE and not line.endswith((".", "!", "?", ":", "”", '"'))


def _signed(text: str, opening: re.Pattern[str]) -> list[str]:
    """The authors that a byline says are such; the byline itself, where it holds more than a signature does."""
    signature = read_signature(text, at_top=True)
    if signature is not None and signature.authors and not signature.is_bare:
        return list(signature.authors)
    return [text] if opening.match(text) else []


def byline_dates(root: etree._Element, lines: Sequence[str]) -> list[str]:
    """What the page prints of its date, most trusted first: marked elements, `<time>`, date lines."""
    found: list[str] = []
    for select in (_DATED, _TIMES):
        for element in _elements(select, root):
            said = _said(element)
            if said:
                found.append(said)
    for text in (*_texts(_DATE_LINES, root), *filter(is_byline, lines)):
        moment = find_labelled(text, updated=False)
        if moment is not None:
            found.append(_spelled(moment))
            break
    return found


def byline_edits(root: etree._Element, lines: Sequence[str]) -> list[str]:
    """What the page prints of its last edit: marked elements, then date lines."""
    texts = (*_texts(_DATE_LINES, root), *filter(is_byline, lines))
    moments = (find_labelled(text, updated=True) for text in texts)
    line = next((_spelled(moment) for moment in moments if moment is not None), "")
    return [said for said in (*map(_said, _elements(_EDITED, root)), line) if said]


def _said(element: etree._Element) -> str:
    """What an element says by an attribute for machines, else by its text."""
    title = element.get("title") if element.tag == "abbr" else None
    return element.get("datetime") or element.get("content") or title or _text(element)


def _spelled(moment: datetime) -> str:
    """A date without a time as that, so that the page's own offset may yet be given to it."""
    return moment.isoformat() if moment.hour or moment.minute else moment.date().isoformat()


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
