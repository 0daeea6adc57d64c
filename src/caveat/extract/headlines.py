"""Owns the headings of a page that may be its headline, each without the kicker and the standfirst in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from caveat.extract.elements import element_text
from caveat.extract.pieces import headline_text
from caveat.extract.titles import Heading, same_title
from caveat.urls import absolute, same_site

_MAX_TEXT = 1000
_MAX_HEADINGS = 60
_MAX_ABOVE = 12
_MAX_NAME = 300
_MARKS = frozenset({"entry-title", "post-title", "article-title", "headline", "p-name"})
_NO_HEADLINE = re.compile(
    r"breadcrumb|logo\b|site-?(?:title|name)|brand|screen-reader|sr-only|visually-?hidden|newsletter|cookie|modal", re.I
)
_OUTSIDE = frozenset({"nav", "footer", "aside", "dialog", "h1", "h2", "h3"})
"""What in a heading is a heading itself is read with it."""
_UNDER = etree.XPath("(following::text()[normalize-space() and not(parent::script or parent::style)])[position() <= 6]")


def headlines(headings: Iterable[etree._Element], declared: Sequence[str], base_url: str | None) -> Iterator[Heading]:
    """Those of a page's headings that may be a headline, in order.

    None that stands in the page's furniture, is hidden, or is a link to the front page: that is the site's name.
    """
    for element in islice(headings, _MAX_HEADINGS):
        if not _is_outside(element):
            text = headline_text(element, declared)
            if text and not _leads_home(element, text, base_url):
                yield Heading(text, is_marked=_is_marked(element))


def texts_under(headings: Iterable[etree._Element], headline: str) -> tuple[str, ...]:
    """The first pieces of text after that of a page's headings that is the headline, for one that has it in no h1."""
    few = islice(headings, _MAX_HEADINGS)
    heading = next((element for element in few if same_title(_text(element), headline)), None)
    found = [] if heading is None else _UNDER(heading)
    pieces = [" ".join(str(text).split()) for text in found] if isinstance(found, list) else []
    return tuple(piece for piece in pieces if piece)


def _is_outside(element: etree._Element) -> bool:
    """Whether a heading is, or stands in, what is not of the article."""
    named = element.get("class")
    if named is not None and _names_furniture(named[:_MAX_NAME]):
        return True
    for above in islice(element.iterancestors(), _MAX_ABOVE):
        tag = above.tag
        if tag == "body":
            return False
        named = above.get("class")
        if tag in _OUTSIDE or (named is not None and _names_furniture(named[:_MAX_NAME])):
            return True
    return False


@lru_cache(maxsize=2048)
def _names_furniture(named: str) -> bool:
    return _NO_HEADLINE.search(named) is not None


def _is_marked(element: etree._Element) -> bool:
    return element.get("itemprop") == "headline" or not _MARKS.isdisjoint((element.get("class") or "")[:300].split())


def _leads_home(element: etree._Element, text: str, base_url: str | None) -> bool:
    return any(_is_home(link.get("href"), base_url) and _text(link) == text for link in islice(element.iter("a"), 3))


def _is_home(address: str | None, base_url: str | None) -> bool:
    target = absolute(base_url, address)
    if base_url is None or target is None:
        return address == "/"
    parts = urlsplit(target)
    return same_site(target, base_url) and not parts.path.strip("/") and not parts.query


def _text(element: etree._Element) -> str:
    return element_text(element, limit=_MAX_TEXT)
