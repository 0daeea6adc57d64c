"""Owns what a page files its article under: one section, and tags."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml import etree

from caveat.extract.elements import element_text
from caveat.extract.jsonld import Node, first_text, texts
from caveat.extract.outline import Outline
from caveat.extract.titles import likeness

_SECTIONS = ("article:section", "og:article:section", "og:section", "parsely-section", "prism.section", "section")
_OWN_TAGS = ("article:tag", "og:article:tag")
_KEYWORDS = ("news_keywords", "parsely-tags", "sailthru.tags", "mrf:tags")
_NO_SECTION = frozenset({
    "", "home", "homepage", "start", "startseite", "accueil", "inicio", "início", "portada", "etusivu", "hjem", "hem",
    "strona główna", "главная", "ana sayfa", "anasayfa", "ホーム", "トップ", "首页", "首頁", "홈", "index", "tags",
    "uncategorized", "uncategorised", "unkategorisiert", "non classé", "sin categoría", "senza categoria", "none",
})  # fmt: skip
"""What names the whole site, or what nobody filed anywhere."""
_TAG_WORDS = re.compile(
    r"(?:^|[\s_-])(?:tags?|tag-?(?:links|list|cloud|items?|container|wrapper)|(?:post|entry|article|story|meta)tags?"
    r"|topics?|keywords?|schlagw(?:ö|oe)rter|themen|etiquetas|mots-?cles)(?:$|[\s_-])",
    re.I,
)
"""Class words of a list of tags."""
_TRAIL_TAGS = ("nav", "ol", "ul", "div", "p")
_MAX_PLACES = 250
"""Elements from the top of a page among which breadcrumbs are looked for."""
_MAX_LINKS = 1500
_MARKS = " ,;|·•/„“”\"'«»"
_MAX_TAGS = 30
_MAX_NAME = 60
_MAX_TEXT = 2000
_MAX_CLASSES = 400
_CLOUD = 30
"""Links to tags from which on they are those of the whole site."""
_MAX_CRUMBS = 12
_SAME = 0.6


@dataclass(frozen=True, slots=True)
class Topics:
    """Where an article belongs; no name twice."""

    section: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Everything that says where an article belongs."""

    outline: Outline
    metas: Mapping[str, Sequence[str]]
    node: Node
    """Its JSON-LD article."""
    trail: Node
    """The JSON-LD BreadcrumbList."""
    title: str
    site: str


def read_topics(filed: Filed) -> Topics:
    """The section and the tags of an article.

    Section: Open Graph, JSON-LD `articleSection`, other `<meta>`, the end of the breadcrumbs. Tags: `article:tag`,
    else JSON-LD `keywords`, else keywords for news and of analytics, else links with `rel=tag`, else a printed list of
    tags, else `keywords`. What the title or the site's name says already is no section.
    """
    section = next((name for name in _sections(filed) if _is_section(name, filed)), None)
    known = {(section or "").casefold(), ""}
    found: dict[str, str] = {}
    for tag in _tags(filed):
        if tag.casefold() not in known:
            found.setdefault(tag.casefold(), tag)
    return Topics(section, tuple(islice(found.values(), _MAX_TAGS)))


def _sections(filed: Filed) -> Iterator[str]:
    said = [*filed.metas.get(_SECTIONS[0], ()), *texts(filed.node.get("articleSection"))]
    said += [text for name in _SECTIONS[1:] for text in filed.metas.get(name, ())]
    for text in said:
        # Some declare all their categories as one.
        name = text if len(text) <= _MAX_NAME else text[:_MAX_TEXT].partition(",")[0]
        yield " ".join(name.split())
    yield from reversed(_crumbs(filed.trail))
    yield from reversed(_printed_trail(filed.outline.root))


def _is_section(name: str, filed: Filed) -> bool:
    folded = name.casefold()
    is_named_elsewhere = folded == filed.site.casefold() or likeness(name, filed.title) >= _SAME
    return folded not in _NO_SECTION and len(name) <= _MAX_NAME and not is_named_elsewhere


def _crumbs(trail: Node) -> list[str]:
    """The names of a BreadcrumbList (schema.org), outermost first."""
    items = trail.get("itemListElement")
    found = []
    for item in (items if isinstance(items, list) else [items])[:_MAX_CRUMBS]:
        if isinstance(item, dict):
            inner = item.get("item")
            name = first_text(item.get("name")) or (first_text(inner.get("name")) if isinstance(inner, dict) else None)
            found += [] if name is None else [name]
    return found


def _printed_trail(root: etree._Element) -> list[str]:
    """The links of the first breadcrumbs that the page shows, outermost first."""
    for element in islice(root.iter(*_TRAIL_TAGS), _MAX_PLACES):
        if any("crumb" in value.lower() for value in element.values()):
            links = islice(element.iter("a"), _MAX_CRUMBS)
            return [element_text(link, limit=2 * _MAX_NAME).strip("›»>/|· ") for link in links]
    return []


def _tags(filed: Filed) -> list[str]:
    """The tags of the first kind of place that holds any."""
    metas = filed.metas
    return (
        _split(text for name in _OWN_TAGS for text in metas.get(name, ()))
        or _split(texts(filed.node.get("keywords")))
        or _split(text for name in _KEYWORDS for text in metas.get(name, ()))
        or _split(_linked([*islice(filed.outline.anchors, _MAX_LINKS)]))
        or _split(metas.get("keywords", ()))
    )


def _linked(links: Sequence[etree._Element]) -> list[str]:
    """The words of the links that lead to the article's tags, as they say themselves, or else as their list does."""
    known: dict[etree._Element, bool] = {}
    for is_tag in (_is_related, lambda link: _is_listed(link, known)):
        found = [link for link in links if is_tag(link)]
        if 0 < len(found) <= _CLOUD:
            return [element_text(link, limit=2 * _MAX_NAME) for link in found]
    return []


def _is_related(link: etree._Element) -> bool:
    """Whether a link says of itself that it leads to a tag of its page (HTML, section 4.6.7.16), and to no category."""
    relation = link.get("rel")
    return relation is not None and "tag" in (words := relation.lower().split()) and "category" not in words


def _is_listed(link: etree._Element, known: dict[etree._Element, bool]) -> bool:
    """Whether a link, or one of the two elements around it, is called a list of tags; `known`: those asked before."""
    parent = link.getparent()
    if parent is None:
        return False
    if parent not in known:
        around = parent.getparent()
        known[parent] = _names_tags(parent) or (around is not None and _names_tags(around))
    return known[parent] or _names_tags(link)


def _names_tags(element: etree._Element) -> bool:
    name = element.get("class")
    return name is not None and _speaks_of_tags(name[:_MAX_CLASSES])


@lru_cache(maxsize=4096)
def _speaks_of_tags(classes: str) -> bool:
    return _TAG_WORDS.search(classes) is not None


def _split(said: Sequence[str] | Iterator[str]) -> list[str]:
    """The tags in texts of one or many, parted by commas."""
    names = (name for text in said for name in text[:_MAX_TEXT].split(","))
    return [
        tag for name in names if (tag := " ".join(name.split()).strip(_MARKS).lstrip("#")) and len(tag) <= _MAX_NAME
    ]
