"""Owns OPML, versions 1.0 and 2.0 (http://opml.org/spec2.opml): subscription lists in and out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from caveat.characters import clip, decode, one_line
from caveat.errors import SourceError
from caveat.sources.fields import keywords, language_tag
from caveat.sources.wellformed import local_name, tree
from caveat.urls import absolute, canonical, without_credentials, without_feed_scheme

MAX_OUTLINES = 10_000
_MAX_DEPTH = 50
"""Folders inside folders; what lies deeper is left out."""
_MAX_NAME = 200
_FEEDS = frozenset({"rss", "atom", "feed", "rdf", "json", "jsonfeed"})
_LISTS = frozenset({"include", "link"})
"""Types of outlines that lead to another OPML document or to a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One feed of a subscription list."""

    url: str
    """Absolute http(s) address of the feed."""
    title: str = ""
    home: str | None = None
    """Absolute address of the site."""
    tags: tuple[str, ...] = ()
    """The folders that it lies in, from the outside in, then its categories."""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An outline that is no subscription, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriptions:
    """What an OPML document lists."""

    title: str = ""
    feeds: tuple[Subscription, ...] = ()
    """In the document's order, each address once."""
    skipped: tuple[Skipped, ...] = ()


def read_opml(body: bytes, *, name: str, charset: str | None = None) -> Subscriptions:
    """The feeds of an OPML document, as far as it can be read; at most 10,000 outlines, 50 folders deep.

    Attributes count in any case, as they are found in the wild. Entities are never expanded. Raises `SourceError`,
    with `name` as its place, where the document is no OPML.
    """
    root = tree(decode(body, charset))
    if root is None or local_name(root) != "opml":
        raise SourceError("is no OPML document: its outermost element is not <opml>", url=name)
    title = next((element.text or "" for element in root.iter(etree.Element) if local_name(element) == "title"), "")
    feeds: dict[str, Subscription] = {}
    skipped: list[Skipped] = []
    for found in _outlines(root):
        if isinstance(found, Skipped):
            skipped.append(found)
        elif canonical(found.url) in feeds:
            skipped.append(Skipped(name=_shown(found), reason="listed twice"))
        else:
            feeds[canonical(found.url)] = found
    return Subscriptions(title=clip(title, _MAX_NAME), feeds=tuple(feeds.values()), skipped=tuple(skipped))


def write_opml(title: str, feeds: Iterable[Subscription]) -> bytes:
    """An OPML 2.0 document of these feeds: tags as categories, addresses without user name and password."""
    root = etree.Element("opml", attrib={"version": "2.0"})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = one_line(title)
    body = etree.SubElement(root, "body")
    for feed in feeds:
        name = one_line(feed.title) or without_credentials(feed.url)
        attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": without_credentials(feed.url)}
        if feed.home:
            attributes["htmlUrl"] = without_credentials(feed.home)
        if feed.tags:
            attributes["category"] = ",".join(map(_category, feed.tags))
        if feed.language:
            attributes["language"] = feed.language
        etree.SubElement(body, "outline", attrib=attributes)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _outlines(root: etree._Element) -> Iterator[Subscription | Skipped]:
    """The outlines one by one. Without recursion: how deep they are nested is up to whoever wrote them."""
    waiting: list[tuple[etree._Element, tuple[str, ...]]] = []
    for body in reversed(root):
        waiting += [(child, ()) for child in reversed(body)] if local_name(body) == "body" else []
    count = 0
    while waiting:
        element, folders = waiting.pop()
        if local_name(element) != "outline":
            continue
        count += 1
        if count > MAX_OUTLINES:
            yield Skipped(name="the rest", reason=f"only {MAX_OUTLINES} outlines are read")
            return
        attributes = {str(key).lower(): one_line(str(value)) for key, value in element.attrib.items()}
        name = clip(attributes.get("title") or attributes.get("text", ""), _MAX_NAME)
        if len(element) == 0 or attributes.get("xmlurl"):
            yield _subscription(attributes, name, folders)
        if len(folders) < _MAX_DEPTH:
            inner = (*folders, name)
            waiting += [(child, inner) for child in reversed(element)]
        elif len(element):
            yield Skipped(name=name, reason=f"lies more than {_MAX_DEPTH} folders deep")


def _subscription(attributes: Mapping[str, str], name: str, folders: tuple[str, ...]) -> Subscription | Skipped:
    kind = attributes.get("type", "").lower()
    given = attributes.get("xmlurl") or (attributes.get("url") if kind in _FEEDS else None)
    if not given:
        reason = "leads to another list or page, and is no feed" if kind in _LISTS else "has no address of a feed"
        return Skipped(name=name or kind, reason=reason)
    url = absolute(None, without_feed_scheme(given))
    if url is None:
        return Skipped(name=name or clip(given, _MAX_NAME), reason="its address is not an http(s) one")
    return Subscription(
        url=url,
        title=name,
        home=absolute(None, attributes.get("htmlurl")),
        tags=keywords([*folders, *_categories(attributes.get("category", ""))]),
        language=language_tag(attributes.get("language", "")),
    )


def _categories(text: str) -> Iterator[str]:
    """The tags of a `category` attribute: separated by commas; one with a slash in front is a path of several."""
    for category in text.split(","):
        category = category.strip()
        yield from category.split("/") if category.startswith("/") else [category]


def _category(tag: str) -> str:
    """A tag as one category: it can hold neither a comma nor a slash in front."""
    return one_line(tag.replace(",", " ")).lstrip("/")


def _shown(feed: Subscription) -> str:
    return feed.title or without_credentials(feed.url)
