"""Owns what an operator says of a source: where it is, when to look, and the rules for its pages."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from caveat.urls import may_share, without_credentials


class SourceKind(StrEnum):
    """How a source lists its articles."""

    FEED = "feed"
    LISTING = "listing"
    SITEMAP = "sitemap"
    INBOX = "inbox"


INGEST_ID = "ingest"
"""Id of the source of articles that were read by hand."""
FILE_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".eml": "message/rfc822",
}
"""Media types of the files that an inbox takes, by their ending."""
DONE = "done"
"""Folder of an inbox that files are moved to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """Look again after an interval, counted from the start of the last look."""

    interval: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Cron:
    """Look at the times of a five-field crontab expression, in a named time zone."""

    expression: str
    timezone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptive:
    """Look again as often as the list changes: as it says of itself, and as its articles show."""

    shortest: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(days=1)


Schedule = Every | Cron | Adaptive


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRules:
    """CSS selectors of a listing page; `link`, `title` and `published` are looked for inside `item`."""

    item: str
    link: str = "a"
    title: str | None = None
    published: str | None = None
    next: str | None = None
    """The link to the next page of the list; None: what says so (`rel=next`), or is seen to be one."""
    empty: str | None = None
    """What the page shows while its list is empty: where `item` matches nothing and this does, all is well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRules:
    """CSS selectors for a source's article pages; a field without one is left to the extractor."""

    title: str | None = None
    body: str | None = None
    author: str | None = None
    published: str | None = None
    remove: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.title, self.body, self.author, self.published, self.remove))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoilerRules:
    """What an operator adds to the notices of one source."""

    always: bool = False
    """Every article of the source spoils, whether it says so or not."""
    selectors: tuple[str, ...] = ()
    """CSS selectors of elements that are spoiler notices."""
    phrases: tuple[str, ...] = ()
    """Phrases (any case) that make a sentence a spoiler notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place that articles come from."""

    id: str
    """`[a-z0-9-]+`, unique."""
    kind: SourceKind
    url: str | None = None
    """Address of a feed, listing or sitemap; None for an inbox."""
    path: Path | None = None
    """Folder of an inbox; None for the others."""
    schedule: Schedule
    tags: tuple[str, ...] = ()
    """Given to every article of the source."""
    language: str | None = None
    """BCP 47 tag for articles that do not say theirs."""
    limit: int = 30
    """How many new articles one poll takes, newest first."""
    initial: int = 10
    """How many of the articles found by the first poll are published; older ones never are."""
    full_text: bool = False
    """Of a feed: fetch each article's page instead of taking the text that the feed carries."""
    shared: bool = True
    """Part of `sources = ["*"]`."""
    shares_letters: bool = False
    """So are its e-mails."""
    move: bool = False
    """Of an inbox: move files that were read to `done/`."""
    pages: int = 3
    """Of a listing: how many of its pages one poll reads at most; a further one only where all so far is new."""
    page_url: str | None = None
    """Of a listing: address of its further pages, `{page}` standing for the number, from 2; None: as the page says."""
    include: tuple[str, ...] = ()
    """Only articles whose address matches one of these patterns, in which `*` stands for anything; empty: all."""
    exclude: tuple[str, ...] = ()
    """No article whose address matches one of these."""
    listing: ListingRules | None = None
    """None: of a listing, the list is found by itself."""
    rules: ArticleRules = field(default_factory=ArticleRules)
    spoilers: SpoilerRules = field(default_factory=SpoilerRules)
    headers: tuple[tuple[str, str], ...] = ()
    """Request headers for this source's own host, cookies among them; secret, never logged."""

    @property
    def place(self) -> str:
        """Where it is, as it may be shown: its address without user name and password, or its folder."""
        return str(self.path) if self.url is None else without_credentials(self.url)

    @property
    def reads_pages(self) -> bool:
        """Whether each article is fetched from an address of its own."""
        return self.kind in (SourceKind.LISTING, SourceKind.SITEMAP) or (
            self.kind is SourceKind.FEED and self.full_text
        )

    def headers_for(self, url: str) -> tuple[tuple[str, str], ...]:
        """What to send to an address: the headers for the source's own origin, and for its step up to https."""
        return self.headers if self.url is not None and may_share(self.url, url) else ()

    @property
    def sees_more(self) -> bool:
        """Whether it is let in where others are not: by its headers, or by a password in its address."""
        return bool(self.headers) or (self.url is not None and self.place != self.url)
