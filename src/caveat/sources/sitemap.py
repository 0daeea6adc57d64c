"""Owns sitemaps as sources (https://www.sitemaps.org/protocol.html): their addresses, and the sitemaps of an index."""

from caveat.errors import SourceError
from caveat.model import ListPage, Page, Source


def read_sitemap(page: Page, *, source: Source) -> ListPage:
    """The addresses that a sitemap lists, newest first; of an index, the sitemaps that it names."""
    raise SourceError("sitemaps cannot be read yet", url=source.place)
