"""Owns our profile of feeds: what the W3C validator warns of, and the standards ask, a rule of each a function.

A rule is given a document and yields what it minds. `complaints` asks all of them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from lxml import etree

from tests.unit.publish.parsed import ATOM, CONTENT, DC, Document
from tests.unit.publish.textprofile import (
    content_is_safe_html,
    languages_are_known,
    nothing_blank,
    nothing_damaged,
    plain_text_is_plain,
)

HISTORY = "{http://purl.org/syndication/history/1.0}archive"
MEDIA = "{http://search.yahoo.com/mrss/}"
OURS = "{urn:caveat:spoilers:1}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"

URI = re.compile(r"[A-Za-z][0-9A-Za-z+.-]*:(?://)?[0-9A-Za-z;/?:@&=+$.\-_!~*'()%,#]+")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})|#.*#")
_WEB = re.compile(r"https?://(?:[A-Z0-9-]+\.)+[A-Z0-9][A-Z0-9-]*(?::\d+)?(?:/|$)", re.I)
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MIME = re.compile(r"[^\s()<>,;:\\\"/\[\]?=]+/[^\s()<>,;:\\\"/\[\]?=]+(?:;\s*[^\s;=]+=[^\s;=]+)*")
_RFC822 = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_LINKED = {"url", "href"}
_RELS = {"self", "alternate", "hub", "related", "via", "enclosure", "prev-archive", "next-archive", "current"}

_RSS_CHANNEL = {
    "title", "link", "description", "docs", "generator", "language", "ttl", "lastBuildDate", "item", f"{ATOM}link",
    HISTORY, f"{OURS}disclosure",
}  # fmt: skip
_RSS_ITEM = {
    "title", "link", "description", CONTENT, "guid", "category", "enclosure", "pubDate", "source", f"{ATOM}link",
    f"{ATOM}updated", f"{DC}creator", f"{DC}language", f"{DC}rights", f"{MEDIA}content", f"{MEDIA}thumbnail",
    f"{OURS}notice",
}  # fmt: skip
_ATOM_FEED = {"id", "title", "subtitle", "updated", "author", "link", "generator", "entry"}
_ATOM_ENTRY = {
    "id", "title", "updated", "published", "author", "content", "summary", "link", "category", "rights", "source",
}  # fmt: skip
_EXTENSIONS = {HISTORY, TOMBSTONE, f"{OURS}disclosure", f"{OURS}notice", f"{MEDIA}content", f"{MEDIA}thumbnail"}
_MANY = {"item", "entry", "category", "author", "link", "creator", "notice", "content", "deleted-entry"}
Rule = Callable[[Document], Iterator[str]]


def only_known_elements(feed: Document) -> Iterator[str]:
    """UndefinedElement, DuplicateElement."""
    head, entry = (_RSS_CHANNEL, _RSS_ITEM) if feed.is_rss else (_atom(_ATOM_FEED), _atom(_ATOM_ENTRY))
    for parent, known in [(feed.head, head), *((one, entry) for one in feed.entries)]:
        names = Counter(str(child.tag) for child in parent)
        yield from (f"{name} is unknown in {parent.tag}" for name in names if name not in known)
        yield from (
            f"{name} stands in {parent.tag} {times} times"
            for name, times in names.items()
            if times > 1 and name.rpartition("}")[2] not in _MANY
        )


def all_that_is_asked_for(feed: Document) -> Iterator[str]:
    """MissingElement, MissingGuid, MissingDescription, ItemMustContainTitleOrDescription."""
    asked = ["title", "link", "description"] if feed.is_rss else [f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated"]
    each = [*asked, *(["guid"] if feed.is_rss else [f"{ATOM}summary", f"{ATOM}link"])]
    head = asked if feed.is_rss else [*asked, f"{ATOM}author"]
    for parent, names in [(feed.head, head), *((entry, each) for entry in feed.entries)]:
        yield from (f"no {name} in {parent.tag}" for name in names if parent.find(name) is None)
    for source in feed.root.iter(f"{ATOM}source"):
        yield from (f"no {name} in source" for name in ("id", "title", "updated") if source.find(ATOM + name) is None)


def addresses_are_uris(feed: Document) -> Iterator[str]:
    """InvalidFullLink, InvalidUriChar, UriNotIri, ContainsRelRef, SchemeNotIANARegistered."""
    found = [element.text or "" for element in feed.root.iter("link") if not len(element)]
    found += [str(value) for element in feed.root.iter() for name, value in element.items() if name in _LINKED]
    for address in found:
        if not URI.fullmatch(address) or _STRAY.search(address) or not re.match(r"https?://[^/]", address):
            yield f"{address!r} is no web address"


def enclosures_are_files(feed: Document) -> Iterator[str]:
    """InvalidURLAttribute, InvalidIntegerAttribute, InvalidMIMEAttribute, DuplicateEnclosure."""
    for entry in feed.entries:
        enclosures = entry.findall("enclosure")
        if len(enclosures) > 1:
            yield "two enclosures"
        for one in enclosures:
            if not _WEB.match(one.get("url") or ""):
                yield f"enclosed: {one.get('url')!r}"
            if not (one.get("length") or "").isdigit():
                yield f"length: {one.get('length')!r}"
            if not MIME.fullmatch(one.get("type") or ""):
                yield f"type: {one.get('type')!r}"


def types_are_media_types(feed: Document) -> Iterator[str]:
    """InvalidMIMEType, SelfNotAtom."""
    for element in feed.root.iter(f"{ATOM}link", f"{MEDIA}content"):
        kind = element.get("type")
        if kind is not None and not MIME.fullmatch(kind):
            yield f"type: {kind!r}"


def pictures_have_sizes_that_count(feed: Document) -> Iterator[str]:
    """InvalidPositiveInteger, InvalidMediaMedium."""
    for element in feed.root.iter(f"{MEDIA}content", f"{MEDIA}thumbnail"):
        for name in ("width", "height", "fileSize"):
            if not re.fullmatch(r"[1-9]\d*", element.get(name, "1")):
                yield f"{name}: {element.get(name)!r}"
        if element.get("medium", "image") not in {"image", "audio", "video", "document", "executable"}:
            yield f"medium: {element.get('medium')!r}"


def ids_are_unique(feed: Document) -> Iterator[str]:
    """DuplicateEntries, DuplicateValue, InvalidUUID, NonCanonicalURI, InvalidHttpGUID."""
    ids = [entry.findtext("guid" if feed.is_rss else f"{ATOM}id") or "" for entry in feed.entries]
    yield from (f"id: {one!r}" for one in ids if not _UUID.fullmatch(one))
    yield from (f"id twice: {one}" for one, times in Counter(ids).items() if times > 1)
    yield from ("a guid that is a link" for guid in feed.root.iter("guid") if guid.get("isPermaLink") != "false")


def no_two_updated_at_once(feed: Document) -> Iterator[str]:
    """DuplicateUpdated."""
    times = Counter(entry.findtext(f"{ATOM}updated") for entry in feed.entries if not feed.is_rss)
    yield from (f"updated twice: {time}" for time, number in times.items() if number > 1)


def times_are_plausible(feed: Document) -> Iterator[str]:
    """InvalidRFC2822Date, IncorrectDOW, InvalidRFC3339Date, ImplausibleDate."""
    for element in feed.root.iter("pubDate", "lastBuildDate", f"{ATOM}updated", f"{ATOM}published"):
        text = element.text or ""
        pattern, read = (RFC3339, datetime.fromisoformat) if element.tag[0] == "{" else (_RFC822, parsedate_to_datetime)
        time = read(text) if pattern.fullmatch(text) else None
        if time is None or not datetime(1990, 1, 1, tzinfo=UTC) <= time <= feed.now + timedelta(days=1):
            yield f"{element.tag}: {text!r}"
        elif pattern is _RFC822 and time.strftime("%a") != text[:3]:
            yield f"{text!r} is no {text[:3]}"


def descriptions_come_first(feed: Document) -> Iterator[str]:
    """NeedDescriptionBeforeContent, MisplacedItem, MisplacedMetadata."""
    for item in feed.entries if feed.is_rss else []:
        names = [child.tag for child in item]
        if CONTENT in names and "description" not in names[: names.index(CONTENT)]:
            yield "content before its description"
    children = [child for child in feed.head if child.tag != TOMBSTONE]
    if feed.entries and children[-len(feed.entries) :] != feed.entries:
        yield "metadata after entries"


def it_knows_itself(feed: Document) -> Iterator[str]:
    """MissingSelf, SelfDoesntMatchLocation, DuplicateAtomLink, UnregisteredAtomLinkRel."""
    rels = [link.get("rel", "alternate") for link in feed.links]
    if rels.count("self") != 1 or (not feed.is_rss and rels.count("alternate") != 1):
        yield f"links: {rels}"
    yield from (f"rel: {link.get('rel')!r}" for link in feed.root.iter(f"{ATOM}link") if _rel(link) not in _RELS)
    for entry in feed.entries if not feed.is_rss else []:
        if sum(_rel(link) == "alternate" for link in entry.findall(f"{ATOM}link")) != 1:
            yield "not one alternate of an entry"
        if any(_rel(link) in {"current", "prev-archive", "next-archive"} for link in entry.findall(f"{ATOM}link")):
            yield "a link of history in an entry"
    if any(link.get("type") != feed.media_type.partition(";")[0] for link in feed.links if _rel(link) == "self"):
        yield "self is of another type"


def archives_lead_on(feed: Document) -> Iterator[str]:
    """ArchiveIncomplete, MissingCurrentInArchive."""
    rels = {_rel(link) for link in feed.links}
    if feed.head.find(HISTORY) is not None and ("current" not in rels or not rels & {"prev-archive", "next-archive"}):
        yield f"an archive that leads to {rels}"


def prefixes_are_the_usual_ones(feed: Document) -> Iterator[str]:
    """AvoidNamespacePrefix, ReservedPrefix; declared once, by the root."""
    for element in feed.root.iter():
        if element is not feed.root and element.nsmap != feed.root.nsmap:
            yield f"{element.tag} declares {element.nsmap}"
    if None not in feed.root.nsmap and not feed.is_rss:
        yield "Atom under a prefix"


def time_to_live_counts(feed: Document) -> Iterator[str]:
    """InvalidPositiveInteger."""
    for element in feed.root.iter("ttl"):
        if not re.fullmatch(r"[1-9]\d*", element.text or ""):
            yield f"ttl: {element.text!r}"


RULES: tuple[Rule, ...] = (
    only_known_elements,
    all_that_is_asked_for,
    nothing_blank,
    addresses_are_uris,
    enclosures_are_files,
    types_are_media_types,
    pictures_have_sizes_that_count,
    ids_are_unique,
    no_two_updated_at_once,
    times_are_plausible,
    languages_are_known,
    plain_text_is_plain,
    nothing_damaged,
    content_is_safe_html,
    descriptions_come_first,
    it_knows_itself,
    archives_lead_on,
    prefixes_are_the_usual_ones,
    time_to_live_counts,
)


def complaints(body: bytes, media_type: str, now: datetime) -> list[str]:
    """What the rules mind in an XML feed, each with the rule's name."""
    document = Document(body, media_type, now)
    return [f"{rule.__name__}: {said}" for rule in RULES for said in rule(document)]


def _atom(names: set[str]) -> set[str]:
    return {ATOM + name for name in names} | _EXTENSIONS


def _rel(link: etree._Element) -> str:
    return link.get("rel", "alternate")
