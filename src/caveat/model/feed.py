"""Owns what is published: the feed an operator describes, and the documents that are written and served."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from caveat.model.entry import Head
from caveat.model.facets import Level
from caveat.model.report import Failure
from caveat.model.seen import Seen


class Format(StrEnum):
    """Formats of a feed; the value is the file name's ending."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"


class Disclosure(StrEnum):
    """How much of what a notice covers a feed shows."""

    WARN = "warn"
    """The warning, then everything."""
    FOLD = "fold"
    """Covered parts in `<details>`."""
    REDACT = "redact"
    """Covered parts left out, a link in their place."""
    DROP = "drop"
    """Entries with a warning are not in the feed."""


class Variant(StrEnum):
    """A twin of a feed, with a disclosure of its own; the value is part of the file name."""

    SAFE = "safe"
    SPOILER_FREE = "spoiler-free"

    @property
    def disclosure(self) -> Disclosure:
        """What the twin discloses."""
        return Disclosure.REDACT if self is Variant.SAFE else Disclosure.DROP


class Content(StrEnum):
    """How much of an article's text a feed carries."""

    FULL = "full"
    EXCERPT = "excerpt"
    """What its summary says."""
    NONE = "none"
    """Nothing of it: the title, and beside a notice the warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What the title or the address of an article may match, in any case; `*` stands for anything."""

    text: str
    until: date | None = None
    """The last day on which it counts; None: for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a subscriber asks of a feed in its address: `?disclosure=` and `?seen=`."""

    disclosure: Disclosure | None = None
    """None: the feed's own."""
    seen: tuple[Seen, ...] = ()
    """Sorted, each once, so that equal wishes are equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as feeds.toml describes it."""

    id: str
    """`[a-z0-9-]+`, unique."""
    title: str
    description: str = ""
    language: str = "en"
    sources: tuple[str, ...] = ("*",)
    """Ids of sources; `*`: every shared one."""
    tags: tuple[str, ...] = ()
    """Only entries with one of these tags, any case; empty: all. So with works and authors."""
    works: tuple[str, ...] = ()
    """Titles, slugs or aliases of works that a notice names."""
    authors: tuple[str, ...] = ()
    formats: tuple[Format, ...] = (Format.RSS, Format.ATOM, Format.JSON)
    spoilers: tuple[Level, ...] = ()
    """Only entries that spoil this much; empty: all."""
    include: tuple[Pattern, ...] = ()
    """Only entries that match one of these; empty: all."""
    exclude: tuple[Pattern, ...] = ()
    """No entry that matches one of these."""
    disclosure: Disclosure = Disclosure.FOLD
    fixed: bool = False
    """`?disclosure=` in the address is refused."""
    variants: tuple[Variant, ...] = (Variant.SAFE,)
    content: Content = Content.FULL
    title_prefix: bool = True
    neutral_titles: bool = False
    """A title that holds a notice is not shown."""
    limit: int = 50
    """Entries of a document; older ones stand in its archive (RFC 5005)."""
    max_age: timedelta | None = None
    """Of its entries, since they were published; None: any."""
    max_size: int = 1_000_000
    """Bytes of a document."""
    token: str | None = None
    """Of a private feed: part of its address, and so a secret. `[a-z0-9]+`."""

    def discloses(self, variant: Variant | None = None, wish: Wish | None = None) -> Disclosure:
        """What a subscriber wishes, else what the twin discloses, else the feed's own disclosure."""
        return (wish and wish.disclosure) or (variant.disclosure if variant else self.disclosure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One rendered file of the feeds folder."""

    path: str
    """Below the feeds folder, with `/`: `tv.rss`, `articles/<slug>.html`."""
    media_type: str
    """With its charset parameter where one belongs."""
    body: bytes
    key: str
    """Digest of everything it was rendered from: an equal key needs no rendering."""
    changed: datetime
    """UTC. When its bytes were first these, as far as the renderer knows."""
    feed: str | None = None
    """As the fields of `Draft`."""
    entry: str | None = None
    format: str = "html"
    entries: int = 0
    hubs: tuple[str, ...] = ()
    """WebSub hubs to be told where its bytes are new."""
    topic: str | None = None
    """Its absolute address, of which the hubs are told."""
    failures: tuple[Failure, ...] = ()
    """Entries that could not be rendered and were left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document that could be rendered: enough to decide whether it has to be."""

    path: str
    """As `Document.path`."""
    feed: str | None = None
    """Id of the feed it belongs to; None: an index or reading page."""
    entry: str | None = None
    """Id of the entry whose reading page it is."""
    format: str = "html"
    entries: int = 0
    key: str
    """As `Document.key`."""
    shown: tuple[Head, ...] = ()
    """The entries in it."""
    render: Callable[[], Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """What the store says of a document without its bytes."""

    path: str
    key: str
    """As `Document.key`; "" where what it shows has changed since."""
    feed: str | None
    entry: str | None
    format: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document as it is served (RFC 9110): bytes in every coding, each with a strong ETag made from `etag`."""

    path: str
    media_type: str
    body: bytes
    gzip: bytes
    br: bytes
    etag: str
    """Hex digest of `body`, without quotes."""
    changed: datetime
