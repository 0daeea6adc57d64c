"""Owns the report of a pass: what was read, what was left out and why, what was written."""

from dataclasses import dataclass

from caveat.model.notice import Notice
from caveat.model.source import ListingRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """An article that was listed and not published."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A selector of an operator's rules that matched nothing, or nothing with any text."""

    key: str
    """As the config has it: `title`, `body`, `author`, `published` or `remove` of `[source.article]`, `selectors` of
    `[source.spoilers]`."""
    selector: str
    pages: int = 1
    """On which it was tried."""

    @property
    def table(self) -> str:
        """The table of the config that it stands in."""
        return "source.spoilers" if self.key == "selectors" else "source.article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that failed while the rest went on."""

    stage: str
    """`list`, `fetch`, `extract` or `publish`."""
    url: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """One poll of one source, in numbers of articles."""

    id: str
    listed: int = 0
    selectors: ListingRules | None = None
    """Those that were chosen, of a listing whose list was found by itself."""
    fetched: int = 0
    """Answers with a body, the list's own not counted."""
    unmodified: int = 0
    """Answers 304, the list's own not counted."""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    notices: int = 0
    """Spoiler notices of any polarity in new and changed articles."""
    found: tuple[tuple[str, Notice], ...] = ()
    """(title, notice) of new and changed articles."""
    dropped: tuple[Drop, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    """Rules that matched nothing on any page that was read."""
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """One document of one feed."""

    id: str
    format: str
    path: str
    """On disk."""
    entries: int
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One pass."""

    sources: tuple[SourceReport, ...] = ()
    feeds: tuple[FeedReport, ...] = ()
    failures: tuple[Failure, ...] = ()
    """Of rendering and writing."""
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether anything failed."""
        return bool(self.failures) or any(source.failures for source in self.sources)
