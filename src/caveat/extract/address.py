"""Owns the address that a page claims for its article, and whether that claim may be believed."""

import re
from collections.abc import Iterable
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from caveat.urls import absolute, canonical, same_site

_MAX_LINKS = 20
_LISTINGS = re.compile(r"/(?:tags?|categor(?:y|ies)|topics?|sections?|authors?|search)(?:/|$)", re.I)
"""In the path of a page that lists articles."""
_PRESENTATION = re.compile(
    r"amp|slide|print(?:er)?|mobile|single|all|full|embed|(?:page|p|slide|seite|pagina)?[-_/]?\d{1,2}|index\.\w{2,5}|html?|php",
    re.I,
)
"""What follows an article's address in that of another view of it."""
_NAMED = re.compile(r"/[^/]*(?:[-_][^/]*[-_]|\d{4})[^/]*/?$")
"""A path that names an article itself: its last part holds several words, or a number."""
_VIEWS = frozenset({
    "amp", "outputtype", "print", "page", "pg", "view", "mode", "output", "share", "from", "ref", "source", "single",
    "mobile", "m", "format", "lang", "comments", "showcomments", "replytocom", "seite", "s", "src",
})  # fmt: skip
"""Parameters that choose a view of an article, and no article."""


def claimed_links(links: Iterable[etree._Element]) -> list[str]:
    """The addresses of the `<link rel="canonical">` among a page's links (RFC 6596)."""
    named = (link for link in links if "canonical" in (link.get("rel") or "").lower().split())
    return [href for link in islice(named, _MAX_LINKS) if (href := (link.get("href") or "").strip())]


def article_address(
    links: Iterable[str], others: Iterable[str | None], *, url: str | None, base_url: str | None
) -> str | None:
    """The address of a page's article: what its canonical links agree on, else the first believable of the `others`.

    A page without either has its own address, `url`. With no `url` to compare to, every address but a front page is
    believable.
    """
    claims = [address for link in links if (address := _claimed(link, base_url))]
    found = next((address for address in claims if is_believable(address, url)), None)
    if found is not None and len({_essence(address) for address in claims}) == 1:
        return found
    for other in others:
        address = _claimed(other, base_url)
        if address is not None and is_believable(address, url):
            return address
    return absolute(None, url)


def is_believable(address: str, url: str | None) -> bool:
    """Whether a page at `url` may say that its article's address is this one: the article's, on the same site.

    Not a front page, nor a section or a listing that the page stands below, nor what many articles would share since
    the parameter that tells them apart is missing.
    """
    claim = urlsplit(canonical(address))
    if not claim.path.strip("/") and not claim.query and not claim.fragment:
        return False
    if url is None:
        return True
    page = urlsplit(canonical(url))
    if not same_site(address, canonical(url)):
        return False
    if _LISTINGS.search(claim.path) and not _LISTINGS.search(page.path):
        return False
    return not _is_above(claim.path, page.path) and not _drops_article(claim.path, claim.query, page.path, page.query)


def _essence(address: str) -> str:
    """An address without the differences that no two articles have: scheme, `www.`, the last slash."""
    return canonical(address).partition("://")[2].removeprefix("www.").rstrip("/")


def _claimed(said: str | None, base_url: str | None) -> str | None:
    """An address as a page says it, made absolute; None for one that only looks absolute, or leads to a place in it."""
    if not said or said.startswith(("#", "?")) or not said.lower().startswith(("http:", "https:", "/")):
        return None
    return absolute(base_url, said)


def _is_above(claim: str, page: str) -> bool:
    """Whether one path is that of a section in which the other stands."""
    above, below = claim.strip("/"), page.strip("/")
    if not below.startswith(f"{above}/"):
        return False
    return not all(_PRESENTATION.fullmatch(part) for part in below[len(above) + 1 :].split("/"))


def _drops_article(claim: str, claim_query: str, page: str, page_query: str) -> bool:
    """Whether the page's own address names its article in a parameter that the claim lacks."""
    if claim.strip("/") != page.strip("/") or claim_query or _NAMED.search(claim):
        return False
    return any(
        name.lower() not in _VIEWS and any(character.isdigit() for character in value)
        for name, value in parse_qsl(page_query)
    )
