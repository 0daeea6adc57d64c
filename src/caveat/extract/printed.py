"""Owns what a page prints of its dates: the elements and lines that hold them."""

from collections.abc import Sequence
from datetime import datetime

from lxml import etree

from caveat.dates import find_labelled
from caveat.extract.bylines import is_byline
from caveat.extract.elements import matching, select, short_text, short_texts

_DATED = matching(
    "@itemprop='datePublished'"
    " or (self::time and (@pubdate or contains(@class, 'publish') or contains(@class, 'entry-date')))"
    " or (self::abbr and @title and contains(@class, 'published'))"
)
_IS_EDIT = "(contains(@class, 'updated') or contains(@class, 'modified') or @itemprop='dateModified')"
_TIMES = matching(f"self::time and @datetime and not({_IS_EDIT})")
_EDITED = matching(f"((self::time and @datetime) or (self::abbr and @title)) and {_IS_EDIT}")
_DATE_LINES = matching(
    "not(self::body) and (contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'publish')"
    " or contains(@class, 'time') or contains(@class, 'byline') or contains(@class, 'meta'))"
)


def printed_dates(root: etree._Element, lines: Sequence[str]) -> list[str]:
    """What the page prints of its date, most trusted first: marked elements, `<time>`, date lines."""
    found: list[str] = []
    for path in (_DATED, _TIMES):
        for element in select(path, root):
            said = _said(element)
            if said:
                found.append(said)
    for text in (*short_texts(_DATE_LINES, root), *filter(is_byline, lines)):
        moment = find_labelled(text, updated=False)
        if moment is not None:
            found.append(_spelled(moment))
            break
    return found


def printed_edits(root: etree._Element, lines: Sequence[str]) -> list[str]:
    """What the page prints of its last edit: marked elements, then date lines."""
    texts = (*short_texts(_DATE_LINES, root), *filter(is_byline, lines))
    moments = (find_labelled(text, updated=True) for text in texts)
    line = next((_spelled(moment) for moment in moments if moment is not None), "")
    return [said for said in (*map(_said, select(_EDITED, root)), line) if said]


def _said(element: etree._Element) -> str:
    """What an element says by an attribute for machines, else by its text."""
    title = element.get("title") if element.tag == "abbr" else None
    return element.get("datetime") or element.get("content") or title or short_text(element)


def _spelled(moment: datetime) -> str:
    """A date without a time as that, so that the page's own offset may yet be given to it."""
    return moment.isoformat() if moment.hour or moment.minute else moment.date().isoformat()
