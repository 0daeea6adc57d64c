"""Owns the name of the site that an article stands on."""

from collections.abc import Mapping, Sequence

from caveat.characters import MAX_TITLE, clip
from caveat.extract.jsonld import Declared, first_text
from caveat.extract.titles import key_of, title_parts
from caveat.urls import site

_META = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher")
_MAX_PAGE_TITLE = 500
_MIN_KEY = 3


def site_name(declared: Declared, metas: Mapping[str, Sequence[str]]) -> str:
    """The name that a page gives its site: Open Graph, JSON-LD publisher and WebSite, other `<meta>`; "" where none."""
    names = (
        *metas.get(_META[0], ()),
        first_text(declared.article.get("publisher")),
        first_text(declared.site.get("name")),
        *(text for name in _META[1:] for text in metas.get(name, ())),
    )
    return next((clip(name, MAX_TITLE) for name in names if name and not _is_address(name)), "")


def titled_site(page_title: str, url: str | None) -> str | None:
    """The name that a page's `<title>` has before or after that of the article, where the host is called the same."""
    host = site(url).partition(".")[0] if url else ""
    key = key_of(host)
    parts = title_parts(page_title[:_MAX_PAGE_TITLE])[1:]
    if len(parts) < 2 or len(key) < _MIN_KEY:
        return None
    return next((part for part in (parts[-1], parts[0]) if _is_like(key_of(part), key)), None)


def _is_like(name: str, host: str) -> bool:
    """Whether a name and a host are the same words: "The Bay News" and thebaynews, "Bay News Online" and baynews."""
    return len(name) >= _MIN_KEY and (name in host or (host in name and len(name) <= 2 * len(host)))


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://", "//", "#"))
