"""Owns the settings of one installation, as values: what config/ says once it was checked."""

from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

from caveat.model.feed import Feed
from caveat.model.notice import KnownWork
from caveat.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How the program behaves towards other people's servers."""

    timeout: timedelta = timedelta(seconds=20)
    """One deadline for a whole fetch: connecting, headers, body, redirects."""
    max_size: int = 10_000_000
    """Bytes of a body, before and after decoding."""
    concurrency: int = 32
    """Fetches under way at once, over all hosts."""
    delay: timedelta = timedelta(seconds=1)
    """Between the end of one fetch from a host and the start of the next."""
    user_agent: str = "caveat"
    """Sent as it stands."""
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    """Networks that are not public and may be dialled all the same."""
    robots: bool = True
    """Whether robots.txt is obeyed."""
    proxy: str | None = None
    """Address of an HTTP proxy that every fetch goes through; it judges addresses then. Never the environment's."""
    dial: tuple[tuple[str, str, int], ...] = ()
    """(host, IP address, port): where to dial for a host, no DNS asked; always allowed, and without a pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that config/ says."""

    base_url: str
    """Without a trailing slash."""
    database: str
    """SQLAlchemy URL, its file path absolute."""
    feeds_dir: Path
    lock_file: Path
    fetch: FetchSettings = field(default_factory=FetchSettings)
    keep_pages: timedelta = timedelta(days=30)
    host: str = "127.0.0.1"
    port: int = 8000
    hubs: tuple[str, ...] = ()
    """Addresses of the WebSub hubs that are told of changed feeds."""
    newsroom: bool = False
    """Serve the demonstration newsroom for as long as the process runs."""
    sources: tuple[Source, ...] = ()
    feeds: tuple[Feed, ...] = ()
    works: tuple[KnownWork, ...] = ()
