"""Owns what is published: the feed an operator describes, and the documents that are written and served."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from caveat.model.report import Failure


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
    disclosure: Disclosure = Disclosure.FOLD
    variants: tuple[Variant, ...] = (Variant.SAFE,)
    limit: int = 50
    title_prefix: bool = True


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
    failures: tuple[Failure, ...] = ()
    """Entries that could not be rendered and were left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document that could be rendered: enough to decide whether it has to be."""

    path: str
    """As `Document.path`."""
    feed: str | None = None
    """Id of the feed it belongs to; None: an index or reading page."""
    format: str = "html"
    entries: int = 0
    key: str
    """As `Document.key`."""
    render: Callable[[], Document]


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
