"""Owns what a page prints of its authors: the elements and lines that hold them."""

import re
from collections.abc import Sequence

from lxml import etree

from caveat.dates import find_date
from caveat.extract.elements import matching, short_texts
from caveat.extract.signature import read_signature

_NAMES = matching(
    "(self::a and (contains(concat(' ', @rel, ' '), ' author ') or contains(@class, 'author')))"
    " or @itemprop='author' or contains(@class, 'author-name') or contains(@class, 'byline-name')"
    " or contains(@class, 'authorName') or contains(@class, 'p-author') or contains(@class, 'author__name')"
)
_BYLINES = matching(
    "not(self::body) and (contains(@class, 'byline') or contains(@class, 'Byline') or contains(@class, 'author')"
    " or contains(@class, 'Author') or contains(@id, 'byline'))"
)
_META = matching("contains(@class, 'submitted') or contains(@class, 'posted') or contains(@class, 'meta')")

_LINKED = matching("self::a and (contains(@href, '/author/') or contains(@href, '/authors/'))")
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
    names = short_texts(_NAMES, root)
    if names:
        return names[:6]
    bylines = short_texts(_BYLINES, root)
    marked = (_signed(text, _SIGNED) for text in (*bylines, *short_texts(_META, root)))
    plain = (_signed(line, _BY) for line in filter(is_byline, lines))
    said = next(filter(None, (*marked, *plain)), None)
    if said is not None:
        return said
    near = [line for line in lines if _is_short(line)]
    linked = [text for text in short_texts(_LINKED, root) if any(text in line for line in near)]
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
