"""Owns what is kept of an article between two passes: entries, the state of links and sources, one poll's harvest."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from caveat.model.article import Article
from caveat.model.facets import Facets, facets_of
from caveat.model.notice import Notice, Work
from caveat.model.web import Pace, Page, Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an operator says of the notices of one article, for good (`caveat mark`)."""

    spoils: bool
    """False: nothing of it is a spoiler, whatever was found."""
    works: tuple[Work, ...] = ()
    """What it spoils; may be empty, where no work was named."""
    declared: tuple[Notice, ...] = ()
    """What was found beside the text of the article, in its feed: no look at the text brings it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That an article is published no more (RFC 6721)."""

    at: datetime
    """UTC."""
    by_operator: bool
    """False: its publisher took it away, and may bring it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is known of an entry without its article: enough to choose it, and to see that it changed."""

    id: str
    key: str
    url: str | None
    sources: tuple[str, ...]
    published: datetime
    updated: datetime
    revision: int
    digest: str
    facets: Facets
    withdrawn: Withdrawal | None = None

    @property
    def slug(self) -> str:
        """As `Entry.slug`."""
        return self.id.removeprefix("urn:uuid:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as it is published (RFC 4287, section 4.1.2)."""

    id: str
    """`urn:uuid:...`, minted once from `key`, never changed."""
    key: str
    """Identity: the canonical address, or `inbox:SOURCE/PATH` (or `inbox:SOURCE#ID`) where there is none."""
    url: str | None
    """The link shown to readers; None: the entry's own reading page."""
    sources: tuple[str, ...]
    """Ids of the sources that list it, the first one first."""
    article: Article
    first_seen: datetime
    published: datetime
    """UTC. The article's own date, clamped to `first_seen` where it lies in the future or is missing."""
    updated: datetime
    """UTC. When this revision was made; `published` for the first."""
    revision: int = 1
    digest: str
    """Of everything a reader could see; a new one makes a revision."""
    correction: Correction | None = None
    """Already applied to `article`, and to be applied to whatever is read of it."""
    withdrawn: Withdrawal | None = None
    """None: it is published."""

    @property
    def head(self) -> Head:
        """The same without the article."""
        return Head(
            id=self.id,
            key=self.key,
            url=self.url,
            sources=self.sources,
            published=self.published,
            updated=self.updated,
            revision=self.revision,
            digest=self.digest,
            facets=facets_of(self.article),
            withdrawn=self.withdrawn,
        )

    @property
    def slug(self) -> str:
        """Its name in addresses and files: `[0-9a-f-]{36}`."""
        return self.id.removeprefix("urn:uuid:")

    def with_source(self, source_id: str) -> "Entry":
        """The same entry, listed by this source too."""
        return self if source_id in self.sources else replace(self, sources=(*self.sources, source_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkState:
    """What is known of one link of one source."""

    key: str
    entry_key: str | None
    """`Entry.key` of its entry; None: listed, and left out for good."""
    digest: str = ""
    """`Link.digest` when it was last read."""
    validators: Validators = field(default_factory=Validators)
    """Of the article's own page."""
    checked_at: datetime
    next_check_at: datetime
    """When to look for edits; the distance grows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """Where the polling of one source stands."""

    source_id: str
    url: str | None = None
    """The configured address that all this is about; None for an inbox."""
    validators: Validators = field(default_factory=Validators)
    """Of the list itself; stored with or after the articles they vouch for."""
    moved_to: str | None = None
    """Where permanent redirects led from `url`: asked there from now on."""
    gone: bool = False
    """The server said that it is gone for good (410): it is not asked again."""
    pace: Pace = field(default_factory=Pace)
    next_at: datetime
    """When it is due."""
    why: str = ""
    """Why then, in words that follow "next at ..."."""
    not_before: datetime | None = None
    """Until when its server asked to be left alone."""
    check_at: datetime | None = None
    """When an article it listed is next due to be checked for edits: the list is then read, modified or not."""
    polled_at: datetime
    succeeded_at: datetime | None = None
    since: datetime | None = None
    """When it was first read."""
    complete_at: datetime | None = None
    """When the last poll began that left nothing behind: no article to wait, or to be tried again, no page unread."""
    failures: int = 0
    """Polls that failed in a row."""
    error: str | None = None
    """What the last poll failed with; with no `failures`, only articles did, and not the list."""
    new: int = 0
    """New entries of the last poll that succeeded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """A page kept as it came, so that it can be read again."""

    entry_key: str
    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """Everything that one poll of one source wants stored, in one transaction."""

    state: SourceState
    entries: tuple[Entry, ...] = ()
    """New ones, new revisions, and known ones with a further source; keyed by `Entry.key`."""
    links: tuple[LinkState, ...] = ()
    pages: tuple[RawPage, ...] = ()
