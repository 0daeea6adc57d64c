"""Owns the headings of a page that may be its headline: those that it marks as one, and not the site's own name."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from lxml import etree

from caveat.extract.elements import element_text, select
from caveat.extract.titles import same_title, title_parts
from caveat.urls import absolute, same_site

_MAX_TEXT = 1000
_WORDS = ("entry-title", "post-title", "article-title", "headline", "p-name")
_MARKED = etree.XPath(
    "(/descendant::*[(self::h1 or self::h2 or self::h3) and ("
    + " or ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {word} ')" for word in _WORDS)
    + ")])[position() <= 2]"
)
_HEADINGS = etree.XPath("(/descendant::*[self::h2 or self::h3])[position() <= 20]")
_UNDER = etree.XPath("(following::text()[normalize-space() and not(parent::script or parent::style)])[position() <= 6]")
_LINKED = etree.XPath("(/descendant::h1/descendant::a[@href])[position() <= 20]")


def headlines(
    root: etree._Element, headings: Sequence[str], page_title: str, base_url: str | None
) -> tuple[tuple[str, ...], str | None]:
    """(`headings`, the texts of the page's h1; None), but for a page that marks just one heading as its headline.

    That one stands before the others then, and an h1 that is but a link to the front page is none: it is given as the
    site's name. A page without h1 marks the heading that `page_title` holds as well: its `<title>`, "" where
    something declares the headline more closely.
    """
    marked = [_text(heading) for heading in select(_MARKED, root)]
    if not headings and len(marked) != 1:
        marked = _titled(root, page_title)
    if len(marked) != 1:
        return tuple(headings), None
    names = {_text(link) for link in select(_LINKED, root) if _leads_home(link, base_url)}
    others = [heading for heading in headings if heading not in names]
    return (marked[0], *others), next((heading for heading in headings if heading in names), None)


def _titled(root: etree._Element, page_title: str) -> list[str]:
    """The first heading that is one of the parts of the page's title, if there is one."""
    parts = title_parts(page_title)
    texts = map(_text, select(_HEADINGS, root))
    return [text for text in texts if any(same_title(text, part) for part in parts)][:1]


def texts_under(root: etree._Element, headline: str) -> tuple[str, ...]:
    """The first pieces of text after the heading that is the headline, for a page that has it in no h1."""
    heading = next((element for element in select(_HEADINGS, root) if same_title(_text(element), headline)), None)
    found = [] if heading is None else _UNDER(heading)
    pieces = [" ".join(str(text).split()) for text in found] if isinstance(found, list) else []
    return tuple(piece for piece in pieces if piece)


def _text(element: etree._Element) -> str:
    return element_text(element, limit=_MAX_TEXT)


def _leads_home(link: etree._Element, base_url: str | None) -> bool:
    address = link.get("href")
    target = absolute(base_url, address)
    if base_url is None or target is None:
        return address == "/"
    parts = urlsplit(target)
    return same_site(target, base_url) and not parts.path.strip("/") and not parts.query
