"""Owns the links that CSS selectors find in a page: through BeautifulSoup, as operators know its selectors."""

from collections.abc import Iterator
from datetime import datetime

from bs4 import BeautifulSoup, Tag

from caveat import dates
from caveat.characters import MAX_TITLE, clip, one_line
from caveat.model import Link, ListingRules
from caveat.sources.fields import MAX_ITEMS, digest
from caveat.sources.timestamps import parse_date
from caveat.urls import absolute, canonical


def select_items(soup: BeautifulSoup, rules: ListingRules) -> list[Tag]:
    """What `rules.item` matches, at most 1000. Raises what soupsieve raises for a selector that is none."""
    return soup.select(rules.item, limit=MAX_ITEMS)


def select_links(items: list[Tag], rules: ListingRules, *, url: str, base: str) -> tuple[Link, ...]:
    """The links of the items that have one, each address once, that of the page itself never.

    `url` is the page's, `base` what relative addresses count from. Raises as `select_items` does.
    """
    unique: dict[str, Link] = {}
    for item in items:
        for link in _link(item, rules, base=base):
            unique.setdefault(link.key, link)
    unique.pop(canonical(url), None)
    return tuple(unique.values())


def select_address(soup: BeautifulSoup, selector: str, *, base: str) -> str | None:
    """The first web address that a selector leads to. Raises as `select_items` does."""
    return next((address for element in soup.select(selector) if (address := _address(element, base))), None)


def _link(item: Tag, rules: ListingRules, *, base: str) -> Iterator[Link]:
    """The link of one item, if it has one."""
    found = [(address, anchor) for anchor in _matches(item, rules.link) if (address := _address(anchor, base))]
    if not found:
        return
    url = found[0][0]
    # A card often links its picture first, and its headline after it, to the same page.
    anchors = [anchor for address, anchor in found if address == url]
    titled = [*(_matches(item, rules.title) if rules.title else ()), *anchors]
    title = clip(
        next((text for say in (_text, _picture) for element in titled if (text := say(element))), ""), MAX_TITLE
    )
    published = next((_date(element) for element in _matches(item, rules.published)), None) if rules.published else None
    published = published or dates.date_in_url(url)
    yield Link(key=canonical(url), url=url, title=title, published=published, digest=digest(title, published))


def _matches(item: Tag, selector: str) -> list[Tag]:
    """The item itself where it is what the selector asks for, else what it holds of that."""
    return [item] if item.css.match(selector) else list(item.select(selector))


def _address(element: Tag, base: str) -> str | None:
    """The web address that an element leads to, or that the first link in it does."""
    anchor = element if element.has_attr("href") else element.find("a", href=True)
    return absolute(base, _attribute(anchor, "href"))


def _text(element: Tag) -> str:
    return one_line(element.get_text(" " if element.find(["p", "div", "br"]) else ""))


def _picture(element: Tag) -> str:
    """What the picture in an element shows."""
    return one_line(_attribute(element.find("img", alt=True), "alt"))


def _date(element: Tag) -> datetime | None:
    """The date of an element: its `datetime` attribute or that of a `<time>` in it, else the first in its text."""
    for candidate in (element, element.find("time")):
        found = parse_date(_attribute(candidate, "datetime"))
        if found:
            return found
    text = one_line(element.get_text(" "))
    return parse_date(text) or dates.find_date(text)


def _attribute(element: object, name: str) -> str:
    value = element.get(name) if isinstance(element, Tag) else None
    return value if isinstance(value, str) else ""
