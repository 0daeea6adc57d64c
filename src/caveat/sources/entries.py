"""Owns the fast way through an XML feed: RSS 0.9 to 2.0, RDF and Atom 0.3 and 1.0, read off the tree itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lxml import etree

from caveat.model import Link
from caveat.sources.attachments import media_of
from caveat.sources.constructs import inner_text, text_of
from caveat.sources.fields import MAX_ITEMS, language_tag, person
from caveat.sources.listed import Listed, Text, link_of
from caveat.sources.media import chosen
from caveat.sources.names import Names, namespace
from caveat.sources.statements import film_notices, xml_notices
from caveat.sources.timestamps import parse_date
from caveat.urls import absolute

_ITEMS = frozenset({"item", "entry"})
_PARENTS = _ITEMS | {"channel", "feed", "rss", "rdf:rdf"}
_ROOTS = frozenset({"rss", "feed", "rdf:rdf"})
_MAX_FIELDS = 200
"""Elements of an item, or of the head of a feed, that are looked at."""
_MAX_SHORT = 300
"""Characters of a name, a date, a language."""
_MAX_BASES = 20
"""Elements around an element whose `xml:base` counts."""

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"

_TITLES = ("title", "dc:title", "media:title", "itunes:title")
_CONTENTS = ("content:encoded", "content", "fullitem", "body", "xhtml:body", "xhtml:div")
_SUMMARIES = ("description", "summary", "abstract", "dc:description", "itunes:summary", "media:description")
_AUTHORS = ("author", "dc:creator", "dc:author", "itunes:author")
_PUBLISHED = ("pubdate", "published", "issued", "dcterms:issued", "created", "dcterms:created")
_UPDATED = ("updated", "modified", "dcterms:modified", "lastbuilddate")
_TAGS = ("category", "dc:subject", "keywords", "media:category", "itunes:category")
_RIGHTS = ("rights", "dc:rights", "copyright", "media:copyright")
_TAG_LISTS = ("media:keywords", "itunes:keywords")
_ADDRESSES = ("http://", "https://", "HTTP://", "HTTPS://", "/")
"""How an id begins that is the address of its article."""
_HTML = ("", "text/html", "application/xhtml+xml", "html", "xhtml")

Fields = Mapping[str, Sequence[etree._Element]]
"""The children of an element, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An XML feed as it was read."""

    links: tuple[Link, ...]
    head: Fields
    """The elements that speak for the whole feed."""
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    """What the items of one feed take from it."""

    names: Names
    is_atom: bool
    address: str
    """The feed's own, which relative addresses count from."""
    is_scoped: bool
    """Whether `xml:base` or `xml:lang` stands anywhere in it."""
    language: str | None
    authors: tuple[str, ...]


def read_entries(root: etree._Element, *, address: str, is_scoped: bool = True) -> Read | None:
    """The first 1000 items of a feed; None where the tree is none of the formats, so that no item is told from others.

    `is_scoped`: whether `xml:base` or `xml:lang` may stand anywhere in it.
    """
    child = next(iter(root), None)
    is_rdf = root.tag == "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF" and child is not None
    names = Names(namespace(child.tag if child is not None and is_rdf else root.tag))
    if names[root.tag] not in _ROOTS:
        return None
    head = _head(root, names)
    is_atom = names[root.tag] == "feed"
    feed = _Feed(
        names=names,
        is_atom=is_atom,
        address=address,
        is_scoped=is_scoped,
        language=_feed_language(root, head),
        authors=_feed_authors(head, names) if is_atom else (),
    )
    items = islice(_items(root, names), MAX_ITEMS)
    return Read(links=tuple(link_of(_listed(item, feed)) for item in items), head=head, names=names)


def _head(root: etree._Element, names: Names) -> Fields:
    channel = next((child for child in islice(root, _MAX_FIELDS) if names[child.tag] == "channel"), root)
    return _fields(channel, names, _ITEMS)


def _fields(element: etree._Element, names: Names, without: frozenset[str] = frozenset()) -> Fields:
    found: dict[str, list[etree._Element]] = {}
    for child in islice(element, _MAX_FIELDS):
        name = names[child.tag]
        if name and name not in without:
            found.setdefault(name, []).append(child)
    return found


def _items(root: etree._Element, names: Names) -> Iterator[etree._Element]:
    """The items in the document's order, wherever they stand: those of broken feeds stand in one another."""
    ways = [iter(root)]
    while ways:
        child = next(ways[-1], None)
        if child is None:
            ways.pop()
            continue
        name = names[child.tag]
        if name in _ITEMS:
            yield child
        if name in _PARENTS:
            ways.append(iter(child))


def _listed(item: etree._Element, feed: _Feed) -> Listed:
    fields = _fields(item, feed.names)
    base = _base(item, feed)
    guid = fields.get("guid") or fields.get("id")
    key = _line(guid[0]) if guid else item.get(_ABOUT) or ""
    contents = [text for element in _each(fields, _CONTENTS) if (text := _construct(element, feed)).value]
    summaries = [text for element in _each(fields, _SUMMARIES) if (text := _construct(element, feed)).value]
    if "media:group" in fields and not contents and not summaries:
        inside = _fields(fields["media:group"][0], feed.names).get("media:description", ())
        summaries = [_construct(element, feed) for element in inside]
    enclosures, image = chosen(media_of(fields, feed.names), base=base)
    published, updated = _dates(fields)
    return Listed(
        id=key,
        url=_url(fields, guid, key, base, feed),
        title=next((text for element in _each(fields, _TITLES) if (text := _construct(element, feed)).value), None),
        contents=(*contents, *summaries[1:]),
        summary=summaries[0] if summaries else None,
        authors=_authors(fields, feed.names) or feed.authors,
        published=published,
        updated=updated,
        tags=_tags(fields),
        language=_language(item, fields) or feed.language,
        image=image,
        rights=next((_construct(element, feed) for element in _each(fields, _RIGHTS)), None),
        enclosures=enclosures,
        notices=(*film_notices(fields), *xml_notices(fields.get("spoilers:notice", ()), feed.names)),
    )


def _each(fields: Fields, names: Sequence[str]) -> list[etree._Element]:
    return [element for name in names if name in fields for element in fields[name]]


def _line(element: etree._Element) -> str:
    return (element.text or "").strip()


def _short(element: etree._Element) -> str:
    return (element.text or "")[:_MAX_SHORT]


def _construct(element: etree._Element, feed: _Feed) -> Text:
    base = language = None
    if feed.is_scoped:
        base = _base(element, feed)
        language = language_tag(element.get(_LANG) or "")
    return text_of(
        element, feed.names, is_atom=feed.is_atom, base=None if base == feed.address else base, language=language
    )


def _base(element: etree._Element, feed: _Feed) -> str:
    """What addresses in an element count from (XML Base)."""
    if not feed.is_scoped:
        return feed.address
    around = [element, *islice(element.iterancestors(), _MAX_BASES)]
    base = feed.address
    for one in reversed(around):
        base = absolute(base, (one.get(_BASE) or "").strip()) or base
    return base


def _url(fields: Fields, guid: Sequence[etree._Element] | None, key: str, base: str, feed: _Feed) -> str | None:
    """The address of an article: what an item links to as its alternate, else its guid where that is an address."""
    told = [_line(element) for element in fields.get("link", ()) if not element.get("href")]
    linked = [
        element.get("href") or ""
        for kind in (_HTML, None)
        for element in fields.get("link", ())
        if (element.get("rel") or "alternate").lower() == "alternate"
        and (kind is None or (element.get("type") or "").lower() in kind)
    ]
    permanent = guid is None or (guid[0].get("isPermaLink") or "true").strip().lower() == "true"
    guessed = [key] if permanent and key.startswith(_ADDRESSES) else []
    return next((url for address in (*told, *linked, *guessed) if (url := absolute(base, address))), None)


def _dates(fields: Fields) -> tuple[datetime | None, datetime | None]:
    """(published, updated). A date that does not say which it is, `dc:date`, is the one that is missing."""
    published = _first_date(fields, _PUBLISHED)
    updated = _first_date(fields, _UPDATED)
    if published and updated:
        return published, updated
    other = _first_date(fields, ("dc:date",))
    return (published or other, updated) if published is None else (published, other)


def _first_date(fields: Fields, names: Sequence[str]) -> datetime | None:
    for element in _each(fields, names):
        found = parse_date(_short(element))
        if found is not None:
            return found
    return None


def _authors(fields: Fields, names: Names) -> tuple[str, ...]:
    return tuple(name for element in _each(fields, _AUTHORS) for name in _person(element, names))


def _person(element: etree._Element, names: Names) -> list[str]:
    """Names in a person construct (RFC 4287, section 3.2), or in the text of an element."""
    inside = [_short(child) for child in islice(element, _MAX_FIELDS) if names[child.tag] in {"name", "itunes:name"}]
    return inside or [person(_short(element))]


def _feed_authors(head: Fields, names: Names) -> tuple[str, ...]:
    """The authors of a feed, who are those of entries that name none (RFC 4287, section 4.2.1).

    A feed must name one: those that have none give their own title.
    """
    titles = {inner_text(element).strip().casefold() for element in head.get("title", ())}
    return tuple(name for name in _authors(head, names) if name.strip().casefold() not in titles)


def _tags(fields: Fields) -> Iterator[str]:
    for element in _each(fields, _TAGS):
        for tag in (element, *islice(element, _MAX_FIELDS)) if element.get("text") else (element,):
            yield tag.get("label") or tag.get("term") or tag.get("text") or tag.text or ""
    for element in _each(fields, _TAG_LISTS):
        yield from (element.text or "").split(",", _MAX_FIELDS)


def _feed_language(root: etree._Element, head: Fields) -> str | None:
    own = root.get(_LANG) or ""
    given = next((_short(element) for element in _each(head, ("language", "dc:language"))), "")
    return language_tag(given) or language_tag(own)


def _language(item: etree._Element, fields: Fields) -> str | None:
    given = next((_short(element) for element in _each(fields, ("dc:language", "language"))), "")
    return language_tag(item.get(_LANG) or "") or language_tag(given)
