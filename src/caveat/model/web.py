"""Owns what passes between the program and the web: links that a source lists, requests, pages."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from caveat.model.notice import Notice
from caveat.model.source import ListingRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that belongs to an article: RSS `<enclosure>`, Atom `rel="enclosure"`, `media:content`, attachment."""

    url: str
    """Absolute."""
    media_type: str = ""
    """Lower case, without parameters; "" where nothing says it."""
    length: int | None = None
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One article as its source lists it. What the list says is used where the article's own page is silent."""

    key: str
    """Identity inside the source: the address, the feed's guid, or the file's path."""
    url: str | None
    """Absolute address of the article's page, None for a file without one."""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    tags: tuple[str, ...] = ()
    content: str | None = None
    """HTML of the whole article as the list carries it."""
    summary: str | None = None
    """Plain text."""
    language: str | None = None
    image: str | None = None
    """Absolute address of the picture that stands for the article."""
    rights: str | None = None
    enclosures: tuple[Enclosure, ...] = ()
    warnings: tuple[str, ...] = ()
    """What the list itself declares of spoilers, in its words: a category ("Spoiler"), a "Content warning:" line."""
    notices: tuple[Notice, ...] = ()
    """What the list itself declares of spoilers as data, works and all; `covers` is empty."""
    digest: str = ""
    """Changes when what the list says of the article changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often a list says, or shows, that it changes; None where it does not."""

    ttl: timedelta | None = None
    """RSS `<ttl>`, or the `sy:updatePeriod` divided by the `sy:updateFrequency`."""
    max_age: timedelta | None = None
    """For how long the answer is fresh (RFC 9111, section 4.2.1)."""
    skip_hours: tuple[int, ...] = ()
    """Hours of the day in UTC, 0 to 23 (RSS `<skipHours>`)."""
    skip_days: tuple[int, ...] = ()
    """Days of the week in UTC, Monday being 0 (RSS `<skipDays>`)."""
    gap: timedelta | None = None
    """The usual distance between two of its articles."""
    newest: datetime | None = None
    """When its newest article was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """Where a list goes on: its next page, or a sitemap that an index names."""

    url: str
    """Absolute."""
    updated: datetime | None = None
    """When what stands there last changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One document of a list."""

    links: tuple[Link, ...] = ()
    """In its order; of a sitemap, the newest first."""
    more: tuple[Continuation, ...] = ()
    """What is to be read next comes first."""
    pace: Pace = field(default_factory=Pace)
    found: ListingRules | None = None
    """The selectors that were chosen, of a listing whose list was found by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask again with (RFC 9110, section 8.8), byte for byte."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One GET."""

    url: str
    validators: Validators = field(default_factory=Validators)
    headers: tuple[tuple[str, str], ...] = ()
    robots: bool = True
    """Whether robots.txt has a say; not for a feed's own address, which its publisher offers to programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A complete answer with a body."""

    url: str
    """Where the answer came from, redirects followed."""
    body: bytes
    """Decoded from its content coding, not from its charset."""
    media_type: str = ""
    """Lower case, without parameters."""
    charset: str | None = None
    """As the server named it; unchecked."""
    validators: Validators = field(default_factory=Validators)
    moved_to: str | None = None
    """Where permanent redirects (301, 308) alone led, from the address that was asked for."""
    max_age: timedelta | None = None
    """For how long the answer is fresh (RFC 9111, section 4.2.1); None where it does not say."""
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmodified:
    """304: what is known still holds."""

    url: str
    validators: Validators = field(default_factory=Validators)
    moved_to: str | None = None
    """As of a `Page`."""
    max_age: timedelta | None = None
    """As of a `Page`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """What came of asking an origin for its robots.txt (RFC 9309)."""

    origin: str
    """Such as `https://news.example`; with its port where that is not the scheme's own."""
    text: str | None
    """"" where there is none; None where it could not be read, and so nothing there may be (section 2.3.1.4)."""
    reason: str = ""
    """Why it could not be read."""
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """That a site asked to be left alone for a while."""

    site: str
    """Registrable host, or the platform that it stands on."""
    until: datetime
    status: int
    """With which it said so: 429 or 503."""
