"""Owns listing pages as sources: the articles that an operator's CSS selectors find on them."""

from collections.abc import Iterator
from datetime import datetime

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from caveat.characters import MAX_TITLE, clip, decode, one_line
from caveat.errors import SourceError
from caveat.model import Link, ListingRules, ListPage, Page, Source
from caveat.sources.fields import MAX_ITEMS, digest
from caveat.sources.timestamps import parse_date
from caveat.urls import absolute, canonical


def read_listing(page: Page, *, source: Source) -> ListPage:
    """The articles that a listing page names, in its order, each address once, at most 1000.

    Raises `SourceError` where the source has no selectors, where one of them is none, and where they find nothing.
    """
    address = source.place
    rules = source.listing
    if rules is None:
        raise SourceError("the source has no selectors: give it [source.select] with item = ...", url=address)
    soup = BeautifulSoup(decode(page.body, page.charset), "lxml")
    try:
        items = soup.select(rules.item, limit=MAX_ITEMS)
        links = [link for item in items for link in _link(item, rules, base=_base(soup, page.url))]
    except (SelectorSyntaxError, NotImplementedError) as error:
        raise SourceError(f"a selector of the source is none: {one_line(str(error))[:300]}", url=address) from error
    if not items:
        raise SourceError(f"item = {rules.item!r} matches nothing on the page {page.url}", url=address)
    if not links:
        raise SourceError(
            f"link = {rules.link!r} finds no web address in the {len(items)} items on the page {page.url}", url=address
        )
    unique: dict[str, Link] = {}
    for link in links:
        unique.setdefault(link.key, link)
    return ListPage(links=tuple(unique.values()))


def _base(soup: BeautifulSoup, url: str) -> str:
    """What relative addresses of the page count from (HTML, section 4.2.3)."""
    base = soup.find("base", href=True)
    return absolute(url, _attribute(base, "href")) or url


def _link(item: Tag, rules: ListingRules, *, base: str) -> Iterator[Link]:
    """The link of one item, if it has one."""
    found = [(address, anchor) for anchor in _matches(item, rules.link) if (address := _address(anchor, base))]
    if not found:
        return
    url = found[0][0]
    # A card often links its picture first, and its headline after it, to the same page.
    anchors = [anchor for address, anchor in found if address == url]
    titled = _matches(item, rules.title) if rules.title else anchors
    title = clip(next((text for element in titled if (text := _text(element))), ""), MAX_TITLE)
    published = next((_date(element) for element in _matches(item, rules.published)), None) if rules.published else None
    yield Link(key=canonical(url), url=url, title=title, published=published, digest=digest(title, published))


def _matches(item: Tag, selector: str) -> list[Tag]:
    """The item itself where it is what the selector asks for, else what it holds of that."""
    return [item] if item.css.match(selector) else list(item.select(selector))


def _address(element: Tag, base: str) -> str | None:
    """The web address that an element leads to, or that the first link in it does."""
    anchor = element if element.has_attr("href") else element.find("a", href=True)
    return absolute(base, _attribute(anchor, "href"))


def _text(element: Tag) -> str:
    """The text of an element; of one that is but a picture, what that shows."""
    text = one_line(element.get_text(" " if element.find(["p", "div", "br"]) else ""))
    return text or one_line(_attribute(element.find("img", alt=True), "alt"))


def _date(element: Tag) -> datetime | None:
    """The date of an element: its `datetime` attribute or that of a `<time>` in it, else its text."""
    for candidate in (element, element.find("time")):
        found = parse_date(_attribute(candidate, "datetime"))
        if found:
            return found
    return parse_date(_text(element))


def _attribute(element: object, name: str) -> str:
    value = element.get(name) if isinstance(element, Tag) else None
    return value if isinstance(value, str) else ""
