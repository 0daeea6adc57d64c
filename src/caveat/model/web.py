"""Owns what passes between the program and the web: links that a source lists, requests, pages."""

from dataclasses import dataclass, field
from datetime import datetime


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
    digest: str = ""
    """Changes when what the list says of the article changes."""


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
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmodified:
    """304: what is known still holds."""

    url: str
    validators: Validators = field(default_factory=Validators)
