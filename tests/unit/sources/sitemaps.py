"""Sitemaps as samples, and the reading of one."""

from datetime import UTC, datetime, timedelta

from caveat.model import Every, Page, Source, SourceKind
from caveat.sources import read_sitemap

ADDRESS = "https://news.example/sitemap.xml"
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def read(body, *, include=(), exclude=(), charset=None, url=ADDRESS):
    source = Source(
        id="s",
        kind=SourceKind.SITEMAP,
        url=ADDRESS,
        schedule=Every(interval=timedelta(hours=1)),
        include=include,
        exclude=exclude,
    )
    body = body.encode() if isinstance(body, str) else body
    return read_sitemap(
        Page(url=url, body=body, charset=charset, fetched_at=datetime(2026, 3, 14, tzinfo=UTC)), source=source
    )


def urlset(*entries):
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMESPACES}>{"".join(entries)}</urlset>'


def entry(path, lastmod="", more=""):
    changed = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<url><loc>https://news.example/{path}</loc>{changed}{more}</url>"


def paths(page):
    return [link.url.removeprefix("https://news.example/") for link in page.links]
