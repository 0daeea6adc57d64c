"""Owns where lists stand by convention: usual addresses of feeds and sitemaps, and those that known hosts document."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import urljoin, urlsplit

from caveat.urls import absolute


@dataclass(frozen=True, slots=True, kw_only=True)
class _Host:
    """One convention of a host."""

    page: re.Pattern[str]
    feed: str
    """With `\\1` for what the first group matched; "" where the page itself knows more."""


_TABLE = tomllib.loads((files("caveat.sources") / "conventions.toml").read_text(encoding="utf-8"))
_FEEDS: tuple[str, ...] = tuple(_TABLE["feeds"])
_SITEMAPS: tuple[str, ...] = tuple(_TABLE["sitemaps"])
_HOSTS = tuple(_Host(page=re.compile(row["page"], re.I), feed=row["feed"]) for row in _TABLE["host"])
_FOLDER_FIRST = 5
"""Names that are tried in the page's own folder; the site's root is asked for all."""


def host_feed(url: str) -> str | None:
    """The feed that the host documents for a page of this address; None where no host of the table does."""
    for known in _HOSTS:
        if match := known.page.match(url):
            return absolute(None, match.expand(known.feed))
    return None


def usual_feeds(url: str) -> Iterator[str]:
    """Addresses at which a site may have a feed for a page: those of its own folder first, then those of the root."""
    folder, root = urljoin(url, "."), urljoin(url, "/")
    if urlsplit(folder).path != "/":
        yield from (urljoin(folder, name) for name in _FEEDS[:_FOLDER_FIRST])
    yield from (urljoin(root, name) for name in _FEEDS)


def usual_sitemaps(url: str) -> Iterator[str]:
    """Addresses at which a site may have a sitemap, one of news first."""
    root = urljoin(url, "/")
    return (urljoin(root, name) for name in _SITEMAPS)


def robots_address(url: str) -> str:
    """The address of a site's robots.txt (RFC 9309, section 2.3)."""
    return urljoin(url, "/robots.txt")
