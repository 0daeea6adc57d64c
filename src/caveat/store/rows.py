"""Owns rows: writing them so that a known one is replaced, and the rows of links, sources and pages as values."""

import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache

from sqlalchemy import Connection, Dialect, Row, Table, select
from sqlalchemy.dialects.sqlite import insert

from caveat.model import LinkState, Pace, RawPage, SourceState, Validators
from caveat.store.codec import from_json, to_json
from caveat.store.schema import entry_sources

Values = Mapping[str, object]
"""One row, by column name."""
_Processor = Callable[[object], object]

_BATCH = 500
"""Values in one `IN (...)`: below the limits of every database."""


def upsert(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Inserts rows of a table, replacing those with the same primary key. Every row has every column."""
    if rows:
        statement, processors = _upsertion(table, connection.dialect)
        values = [tuple(process(row[name]) for name, process in processors) for row in rows]
        connection.exec_driver_sql(statement, values)


@cache
def _upsertion(table: Table, dialect: Dialect) -> tuple[str, Sequence[tuple[str, _Processor]]]:
    """The statement, compiled once, and its parameters in order: (column, what makes its value one of the driver's)."""
    statement = insert(table)
    identity = [column.name for column in table.primary_key]
    replaced = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in identity}
    compiled = statement.on_conflict_do_update(index_elements=identity, set_=replaced).compile(dialect=dialect)
    order = compiled.positiontup or []
    return str(compiled), [(name, table.columns[name].type.bind_processor(dialect) or _as_it_is) for name in order]


def _as_it_is(value: object) -> object:
    return value


def batches(items: Collection[str]) -> Iterator[Sequence[str]]:
    """The items without doubles, in groups that fit into one statement."""
    distinct = list(dict.fromkeys(items))
    for start in range(0, len(distinct), _BATCH):
        yield distinct[start : start + _BATCH]


def sources_of(connection: Connection, ids: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The sources that list entries, in their order, by entry id."""
    listed: dict[str, tuple[str, ...]] = {}
    for batch in batches(ids):
        query = select(entry_sources.c.entry_id, entry_sources.c.source_id).where(entry_sources.c.entry_id.in_(batch))
        for row in connection.execute(query.order_by(entry_sources.c.entry_id, entry_sources.c.position)):
            listed[row.entry_id] = (*listed.get(row.entry_id, ()), row.source_id)
    return listed


def state_row(state: SourceState) -> Values:
    """The row of a source's state."""
    return {
        "source_id": state.source_id,
        "url": state.url,
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "moved_to": state.moved_to,
        "gone": int(state.gone),
        "pace": to_json(state.pace),
        "next_at": state.next_at,
        "why": state.why,
        "not_before": state.not_before,
        "since": state.since,
        "complete_at": state.complete_at,
        "check_at": state.check_at,
        "polled_at": state.polled_at,
        "succeeded_at": state.succeeded_at,
        "failures": state.failures,
        "error": state.error,
        "new": state.new,
    }


def read_state(row: Row[tuple[object, ...]]) -> SourceState:
    """The state that a row of `sources` holds."""
    return SourceState(
        source_id=row.source_id,
        url=row.url,
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        moved_to=row.moved_to,
        gone=bool(row.gone),
        pace=from_json(row.pace, Pace),
        next_at=row.next_at,
        why=row.why,
        not_before=row.not_before,
        since=row.since,
        complete_at=row.complete_at,
        check_at=row.check_at,
        polled_at=row.polled_at,
        succeeded_at=row.succeeded_at,
        failures=row.failures,
        error=row.error,
        new=row.new,
    )


def link_row(source_id: str, link: LinkState) -> Values:
    """The row of a link of a source."""
    return {
        "source_id": source_id,
        "key": link.key,
        "entry_key": link.entry_key,
        "digest": link.digest,
        "etag": link.validators.etag,
        "last_modified": link.validators.last_modified,
        "checked_at": link.checked_at,
        "next_check_at": link.next_check_at,
    }


def read_link(row: Row[tuple[object, ...]]) -> LinkState:
    """The state that a row of `links` holds."""
    return LinkState(
        key=row.key,
        entry_key=row.entry_key,
        digest=row.digest,
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        checked_at=row.checked_at,
        next_check_at=row.next_check_at,
    )


def page_row(raw: RawPage) -> Values:
    """The row of a raw page, its body compressed."""
    return {
        "entry_key": raw.entry_key,
        "url": raw.page.url,
        "media_type": raw.page.media_type,
        "charset": raw.page.charset,
        "etag": raw.page.validators.etag,
        "last_modified": raw.page.validators.last_modified,
        "fetched_at": raw.page.fetched_at,
        "body": zlib.compress(raw.page.body),
    }
