"""Owns the name of the site that an article stands on."""

from collections.abc import Mapping, Sequence

from caveat.characters import MAX_TITLE, clip
from caveat.extract.jsonld import Declared, first_text

_META = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher")
_MAX_SUFFIX = 40


def site_name(declared: Declared, metas: Mapping[str, Sequence[str]]) -> str:
    """The name that a page gives its site: Open Graph, JSON-LD publisher and WebSite, other `<meta>`; "" where none."""
    names = (
        *metas.get(_META[0], ()),
        first_text(declared.article.get("publisher")),
        first_text(declared.site.get("name")),
        *(text for name in _META[1:] for text in metas.get(name, ())),
    )
    return next((clip(name, MAX_TITLE) for name in names if name and not _is_address(name)), "")


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://", "//", "#"))
