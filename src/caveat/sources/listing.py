"""Owns listing pages as sources: the articles that CSS selectors name, an operator's or those that are found here."""

from bs4 import BeautifulSoup
from lxml import etree
from soupsieve import SelectorSyntaxError

from caveat.characters import one_line
from caveat.errors import ExtractError, SourceError
from caveat.model import Continuation, Link, ListingRules, ListPage, Page, Source
from caveat.sources.detection import find_rules
from caveat.sources.emptiness import is_empty
from caveat.sources.pagination import next_page
from caveat.sources.selecting import select_address, select_items, select_links
from caveat.trees import decode, parse, shallow
from caveat.urls import absolute, canonical, same_site

_FEWEST = 2
"""Links that make a list."""
_NOT_FOUND = (
    "no list of articles was found on the page {url}: is it the right one? "
    "If so, say where the list is: give the source [source.select] with item = ..."
)
_NO_ITEMS = (
    "item = {item!r} matches nothing on the page {url}: has it been redesigned? Mend [source.select], or leave it out "
    "to have the list found by itself; if the list is merely empty, give empty = a selector of what the page then shows"
)
_NO_LINKS = "link = {link!r} finds no web address in the {count} items on the page {url}"


def read_listing(page: Page, *, source: Source) -> ListPage:
    """The articles that a listing page names, in its order, each address once, at most 1000, and its next page.

    Without selectors the list is found by itself, and the selectors that were chosen are part of the answer: given to
    the source, they find the same links. Raises `SourceError` where no list is found, where a selector is none, and
    where the selectors find nothing on a page that does not show that its list is empty.
    """
    text = decode(page.body, page.charset)
    try:
        root = parse(text)
    except ExtractError as error:
        raise SourceError(f"{error}: {page.url}", url=source.place) from error
    base = _base(root, page.url)
    rules = source.listing or find_rules(root, url=page.url, base=base)
    if rules is None:
        raise SourceError(_NOT_FOUND.format(url=page.url), url=source.place)
    # What was found in a tree that is nested less deeply is looked for in one.
    # The blank before it keeps BeautifulSoup from warning of pages that begin as XML.
    soup = BeautifulSoup(" " + (text if source.listing else shallow(text)), "lxml")
    try:
        links = _links(soup, rules, base=base, page=page, source=source)
        chosen = select_address(soup, rules.next, base=base) if rules.next else None
    except (SelectorSyntaxError, NotImplementedError) as error:
        message = f"a selector of the source is none: {one_line(str(error))[:300]}"
        raise SourceError(message, url=source.place) from error
    if source.listing is None and len(links) < _FEWEST:
        raise SourceError(_NOT_FOUND.format(url=page.url), url=source.place)
    further = chosen if rules.next else next_page(root, url=page.url, base=base)
    return ListPage(
        links=links,
        more=_more(further, page, source),
        found=None if source.listing else rules,
    )


def _links(soup: BeautifulSoup, rules: ListingRules, *, base: str, page: Page, source: Source) -> tuple[Link, ...]:
    items = select_items(soup, rules)
    links = select_links(items, rules, url=page.url, base=base)
    if items and not links:
        raise SourceError(_NO_LINKS.format(link=rules.link, count=len(items), url=page.url), url=source.place)
    if not items and not is_empty(soup, rules):
        raise SourceError(_NO_ITEMS.format(item=rules.item, url=page.url), url=source.place)
    return links


def _more(further: str | None, page: Page, source: Source) -> tuple[Continuation, ...]:
    """The next page, on the same site; none where the source says by itself where its pages are."""
    if further is None or source.page_url is not None:
        return ()
    is_other = same_site(further, page.url) and canonical(further) != canonical(page.url)
    return (Continuation(url=further),) if is_other else ()


def _base(root: etree._Element, url: str) -> str:
    """What relative addresses of the page count from (HTML, section 4.2.3)."""
    base = root.find(".//base[@href]")
    return url if base is None else absolute(url, base.get("href")) or url
