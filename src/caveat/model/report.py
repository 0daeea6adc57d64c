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
