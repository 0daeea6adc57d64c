"""Owns what flows through the program, in order of appearance: source, link, page, article, entry, document, report.

All are frozen values; sequences are tuples; every datetime is aware.
"""

from caveat.model.article import (
    BODY_KINDS,
    NOTICE_MARK,
    STATEMENTS,
    Article,
    Block,
    BlockKind,
    Hints,
    Role,
    join_blocks,
)
from caveat.model.entry import Entry, LinkState, Poll, RawPage, SourceState
from caveat.model.feed import Disclosure, Document, Draft, Feed, Format, StoredDocument, Variant
from caveat.model.notice import KnownWork, Medium, Notice, Origin, Polarity, Severity, Unit, Where, Work
from caveat.model.report import Drop, Failure, FeedReport, Report, SourceReport
from caveat.model.settings import FetchSettings, Settings
from caveat.model.source import (
    DONE,
    FILE_TYPES,
    ArticleRules,
    Cron,
    Every,
    ListingRules,
    Schedule,
    Source,
    SourceKind,
    SpoilerRules,
)
from caveat.model.web import Link, Page, Request, Unmodified, Validators

__all__ = [
    "BODY_KINDS",
    "DONE",
    "FILE_TYPES",
    "NOTICE_MARK",
    "STATEMENTS",
    "Article",
    "ArticleRules",
    "Block",
    "BlockKind",
    "Cron",
    "Disclosure",
    "Document",
    "Draft",
    "Drop",
    "Entry",
    "Every",
    "Failure",
    "Feed",
    "FeedReport",
    "FetchSettings",
    "Format",
    "Hints",
    "KnownWork",
    "Link",
    "LinkState",
    "ListingRules",
    "Medium",
    "Notice",
    "Origin",
    "Page",
    "Polarity",
    "Poll",
    "RawPage",
    "Report",
    "Request",
    "Role",
    "Schedule",
    "Settings",
    "Severity",
    "Source",
    "SourceKind",
    "SourceReport",
    "SourceState",
    "SpoilerRules",
    "StoredDocument",
    "Unit",
    "Unmodified",
    "Validators",
    "Variant",
    "Where",
    "Work",
    "join_blocks",
]
