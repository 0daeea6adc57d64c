"""Owns the tables as the program sees them today; `migrations` makes them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Column, Dialect, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_UNSTORABLE = re.compile(r"[\\\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"\\([0-9a-f]{4})")


class Words(TypeDecorator[str]):
    """Text from anywhere: NUL, lone surrogates and the backslash itself become a backslash and four hex digits."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: D102
        return _storable(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:
        """Without the layers between: a poll of a feed binds a thousand values."""
        return _storable

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: D102
        return None if value is None else _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored as microseconds since 1970 in UTC: exact, sortable, the same in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: D102
        return _microseconds(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:
        """As that of `Words`."""
        return _microseconds

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: D102
        return None if value is None else _EPOCH + timedelta(microseconds=value)


def _storable(text: str | None) -> str | None:
    return None if text is None else _UNSTORABLE.sub(lambda match: f"\\{ord(match[0]):04x}", text)


def _microseconds(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

entries = Table(
    "entries",
    metadata,
    Column("id", Words, primary_key=True),
    Column("key", Words, nullable=False, unique=True),
    Column("url", Words),
    Column("first_seen", Instant, nullable=False),
    Column("published", Instant, nullable=False),
    Column("updated", Instant, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("digest", Words, nullable=False),
    Column("facets", String, nullable=False),
    Column("correction", String),
    Column("withdrawn", Instant),
    Column("withdrawn_by_operator", Integer, nullable=False),
    Index("entries_newest", "published", "id"),
    Index("entries_withdrawn", "withdrawn"),
)
"""The head of every entry: what its newest revision says.

`facets`: as `codec` writes them; "" where an older version stored the entry.
"""

changes = Table(
    "changes",
    metadata,
    Column("source_id", Words, primary_key=True),
    Column("number", BigInteger, nullable=False),
)
"""Counts up for every source whenever something of its entries is stored."""

bases = Table(
    "bases",
    metadata,
    Column("name", Words, primary_key=True),
    Column("basis", Words, nullable=False),
)
"""What a feed, or everything else that is published, was last published from."""

pings = Table(
    "pings",
    metadata,
    Column("hub", Words, primary_key=True),
    Column("topic", Words, primary_key=True),
    Column("due", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
)
"""The WebSub hubs that are still to be told of a changed document."""

revisions = Table(
    "revisions",
    metadata,
    Column("entry_id", Words, ForeignKey("entries.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("digest", Words, nullable=False),
    Column("updated", Instant, nullable=False),
    Column("article", String, nullable=False),
)
"""The body of every revision, as `codec` writes it."""

entry_sources = Table(
    "entry_sources",
    metadata,
    Column("entry_id", Words, ForeignKey("entries.id"), primary_key=True),
    Column("source_id", Words, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("published", Instant, nullable=False),
    Index("entry_sources_newest", "source_id", "published", "entry_id"),
)
"""Which sources list an entry; `published` is the entry's own, here for the index."""

notices = Table(
    "notices",
    metadata,
    Column("entry_id", Words, ForeignKey("entries.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("polarity", Words, nullable=False),
    Column("severity", Words),
    Column("place", Words, nullable=False),
    Column("origin", Words, nullable=False),
    Column("rule", Words, nullable=False),
    Column("text", Words, nullable=False),
)
"""The notices of the newest revision, for queries; the article's JSON is what they are read from."""

notice_works = Table(
    "notice_works",
    metadata,
    Column("entry_id", Words, ForeignKey("entries.id"), primary_key=True),
    Column("notice", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("title", Words, nullable=False),
    Column("medium", Words),
    Index("notice_works_by_title", "title"),
)
"""The works that those notices name."""

pages = Table(
    "pages",
    metadata,
    Column("entry_key", Words, ForeignKey("entries.key"), primary_key=True),
    Column("url", Words, nullable=False),
    Column("media_type", Words, nullable=False),
    Column("charset", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("fetched_at", Instant, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
)
"""The newest raw page of an entry; its body is a zlib stream."""

links = Table(
    "links",
    metadata,
    Column("source_id", Words, primary_key=True),
    Column("key", Words, primary_key=True),
    Column("entry_key", Words, ForeignKey("entries.key")),
    Column("digest", Words, nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("checked_at", Instant, nullable=False),
    Column("next_check_at", Instant, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("source_id", Words, primary_key=True),
    Column("url", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("moved_to", Words),
    Column("gone", Integer, nullable=False),
    Column("pace", Words, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("why", Words, nullable=False),
    Column("not_before", Instant),
    Column("since", Instant),
    Column("complete_at", Instant),
    Column("check_at", Instant),
    Column("polled_at", Instant, nullable=False),
    Column("succeeded_at", Instant),
    Column("failures", Integer, nullable=False),
    Column("error", Words),
    Column("new", Integer, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("path", Words, primary_key=True),
    Column("key", Words, nullable=False),
    Column("media_type", Words, nullable=False),
    Column("etag", Words, nullable=False),
    Column("changed", Instant, nullable=False),
    Column("feed", Words),
    Column("entry", Words),
    Column("format", Words, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("gzip", LargeBinary, nullable=False),
    Column("br", LargeBinary, nullable=False),
    Index("documents_keys", "path", "key"),
    Index("documents_of_entries", "entry"),
)

robots = Table(
    "robots",
    metadata,
    Column("origin", Words, primary_key=True),
    Column("fetched_at", Instant, nullable=False),
    Column("reason", Words, nullable=False),
    Column("text", Words),
)

holds = Table(
    "holds",
    metadata,
    Column("site", Words, primary_key=True),
    Column("until", Instant, nullable=False),
    Column("status", Integer, nullable=False),
)
"""Sites that asked to be left alone."""
