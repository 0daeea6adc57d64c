"""Owns what a page says of its article outside the text, each field in a stated order of trust."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree

from caveat.characters import MAX_SUMMARY, MAX_TITLE, clip
from caveat.extract.access import is_paywalled
from caveat.extract.address import article_address, claimed_links
from caveat.extract.creators import Attribution, choose_authors
from caveat.extract.dating import DeclaredDates, choose_dates
from caveat.extract.elements import element_text
from caveat.extract.headlines import headlines, texts_under
from caveat.extract.jsonld import Declared, Node, first_text, persons, texts
from caveat.extract.leadimage import LeadImage, lead_image
from caveat.extract.outline import Outline
from caveat.extract.rights import read_rights
from caveat.extract.sitename import site_name, titled_site
from caveat.extract.subjects import read_subjects
from caveat.extract.titles import choose_title, name_keys, strip_site
from caveat.extract.topics import Filed, read_topics
from caveat.model import Work

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "article.published",
    "cxenseparse:recs:publishtime", "article:published",
)  # fmt: skip
_DATED = (
    "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "published-date", "dc.date.issued", "dcterms.issued", "citation_publication_date", "citation_date", "dcterms.date",
    "dcterms.created", "dc.date", "dc.date.created", "date", "created", "og:pubdate", "publication_date",
)  # fmt: skip
"""Meta data that often gives the day only, or that of the last edit."""
_UPDATED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified",
    "date.modified", "date.updated", "dateupdate", "lastmod", "revised", "article:modified",
)  # fmt: skip
_AUTHORS = (
    "citation_author", "author", "article:author", "og:article:author", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "byl", "article.author", "cxenseparse:author",
)  # fmt: skip
_MAX_TITLE = 1000
_KEYS = ("property", "name", "itemprop", "http-equiv")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")


@dataclass(frozen=True, slots=True)
class Printed:
    """What the page shows around its headline."""

    headings: tuple[str, ...] = ()
    """Its h1, in order."""
    lines: tuple[str, ...] = ()
    """The short lines that follow the headline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields of an article that are not its text."""

    url: str | None
    title: str
    authors: tuple[str, ...]
    published: datetime | None
    updated: datetime | None
    language: str | None
    site: str | None
    image: LeadImage | None
    description: str | None
    section: str | None
    tags: tuple[str, ...]
    rights: str | None
    is_paywalled: bool | None
    about: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """Everywhere that a page says something of its article."""

    outline: Outline
    node: Node
    metas: Mapping[str, list[str]]
    printed: Printed

    def first(self, *names: str) -> str | None:
        """The content of the first of these `<meta>` that the page has."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    def every(self, *names: str) -> list[str]:
        """The contents of all of these `<meta>`, in this order."""
        return [value for name in names for value in self.metas.get(name, ())]

    def linked(self, *names: str) -> str | None:
        """The first plain text that the JSON-LD article gives for one of these keys."""
        return next((text for name in names if (text := first_text(self.node.get(name)))), None)


def read_metadata(
    outline: Outline, declared: Declared, *, url: str | None, base_url: str | None, printed: Printed
) -> Metadata:
    """The metadata of a page. `declared` is its JSON-LD."""
    node = declared.article
    said = _Said(outline, node, _metas(outline.metas), printed)
    canonical_url = _address(said, url, base_url)
    site = site_name(declared, said.metas)
    description = said.first("og:description", "description", "twitter:description") or said.linked("description")
    language = _language(said)
    title = _title(said, site, base_url)
    if not said.printed.headings:
        said = replace(said, printed=Printed(lines=texts_under(outline.headings, title)))
    filed = Filed(outline=outline, metas=said.metas, node=node, trail=declared.trail, title=title, site=site)
    topics = read_topics(filed)
    published, updated = _dates(said, title, canonical_url or url, language)
    return Metadata(
        url=canonical_url,
        title=clip(title, MAX_TITLE),
        authors=_authors(said, title, _site_keys(said, site, base_url)),
        published=published,
        updated=updated,
        language=language,
        site=site or titled_site(_page_title(outline), canonical_url or url),
        image=lead_image(node, said.metas, base_url),
        description=clip(description or "", MAX_SUMMARY) or None,
        section=topics.section,
        tags=topics.tags,
        rights=read_rights(node, said.metas),
        is_paywalled=is_paywalled(node, said.metas),
        about=read_subjects(declared),
    )


def _metas(metas: Iterable[etree._Element]) -> dict[str, list[str]]:
    """The contents of `<meta>` by `property`, `name`, `itemprop` or `http-equiv` in lower case."""
    found: dict[str, list[str]] = {}
    for meta in metas:
        content = meta.get("content")
        folded = " ".join(content.split()) if content else ""
        if not folded:
            continue
        keys = {key.lower() for name in _KEYS if (key := meta.get(name))}
        for key in keys:
            found.setdefault(key, []).append(folded)
    return found


def _site_keys(said: _Said, site: str | None, base_url: str | None) -> frozenset[str]:
    """What the site is called, folded for comparison."""
    host = (urlsplit(base_url).hostname if base_url else None) or ""
    return name_keys((site, said.linked("publisher"), said.first("application-name")), host)


def _page_title(outline: Outline) -> str:
    return element_text(outline.titles[0], limit=_MAX_TITLE)[:_MAX_TITLE] if outline.titles else ""


def _title(said: _Said, site: str | None, base_url: str | None) -> str:
    """Printed headline near to: Open Graph, JSON-LD, Twitter, `<title>`."""
    page_title = _page_title(said.outline)
    names = _site_keys(said, site, base_url)
    declared = (
        said.first("og:title"),
        said.linked("headline", "name"),
        said.first("twitter:title", "dc.title", "dcterms.title", "parsely-title"),
    )
    titles = [strip_site(title[:_MAX_TITLE], names) for title in declared if title]
    tops = list(headlines(said.outline.tops, titles, base_url))
    return choose_title(tops, headlines(said.outline.headings, titles, base_url), titles, page_title, names)


def _authors(said: _Said, title: str, own: Collection[str]) -> tuple[str, ...]:
    people, organisations = persons(said.node.get("author") or said.node.get("creator"))
    declared = Attribution(persons=people, organisations=organisations, metas=[said.every(name) for name in _AUTHORS])
    return choose_authors(said.outline.root, declared, said.printed.lines, title=title, own=own)


def _dates(said: _Said, title: str, url: str | None, language: str | None) -> tuple[datetime | None, datetime | None]:
    """(published, updated): meta data, JSON-LD, `<time>` and date lines, the address."""
    node = said.node
    declared = DeclaredDates(
        published=[*said.every(*_PUBLISHED), *texts(node.get("datePublished"))],
        dated=[*said.every(*_DATED), *texts(node.get("dateCreated"))],
        updated=[*texts(node.get("dateModified")), *said.every(*_UPDATED)],
    )
    dayfirst = language is not None and language.lower() not in ("en-us", "en")
    return choose_dates(said.outline, declared, title=title, url=url, dayfirst=dayfirst)


def _language(said: _Said) -> str | None:
    """`<html lang>`, JSON-LD, meta data, Open Graph."""
    texts = (
        said.outline.root.get("lang"),
        said.linked("inLanguage"),
        said.first("content-language", "language"),
        said.first("og:locale"),
    )
    tags = ((text or "").strip().replace("_", "-") for text in texts)
    return next((tag for tag in tags if _LANGUAGE.fullmatch(tag)), None)


def _address(said: _Said, url: str | None, base_url: str | None) -> str | None:
    """`link rel=canonical`, Open Graph, JSON-LD, else the page's own address."""
    others = (said.first("og:url"), said.linked("mainEntityOfPage"), said.linked("url"))
    return article_address(claimed_links(said.outline.links), others, url=url, base_url=base_url)
