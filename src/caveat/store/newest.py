"""Owns the choice of entries in the database: which are the newest, which were withdrawn, and their heads."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import CTE, Connection, Row, Select, column, exists, literal, select, tuple_, values

from caveat.errors import StorageError
from caveat.model import Article, Entry, Facets, Head, Withdrawal, facets_of
from caveat.store.codec import from_json
from caveat.store.rows import batches, sources_of
from caveat.store.schema import Instant, Words, entries, entry_sources, revisions


def heads(
    connection: Connection, sources: Collection[str] | None, *, limit: int, after: Entry | Head | None
) -> Sequence[Head]:
    """Heads of entries of these sources (None: of all), newest first; those that come after a given one."""
    if limit <= 0 or (sources is not None and not sources):
        return ()
    newest = newest_query(sources, limit=limit, after=after)
    return _read(connection, [row.id for row in connection.execute(newest)])


def withdrawn(connection: Connection, sources: Collection[str], *, limit: int) -> Sequence[Head]:
    """Heads of entries of these sources that were withdrawn, the last one first."""
    if not sources:
        return ()
    return _read(connection, [row.id for row in connection.execute(withdrawn_query(sources, limit=limit))])


def withdrawn_query(sources: Collection[str], *, limit: int) -> Select[tuple[str]]:
    """The ids of those entries: as many as are wanted from the index, passing over those of other sources."""
    listed = exists().where(
        (entry_sources.c.entry_id == entries.c.id) & entry_sources.c.source_id.in_(select(_wanted(sources).c.source_id))
    )
    query = select(entries.c.id).where(entries.c.withdrawn.is_not(None) & listed)
    return query.order_by(entries.c.withdrawn.desc(), entries.c.id).limit(limit)


def newest_query(
    sources: Collection[str] | None, *, limit: int, after: Entry | Head | None
) -> Select[tuple[datetime, str]]:
    """The (published, id) of the newest entries: of each source its newest from the index, then the newest of those.

    `after`: only what is older, found in the index as well: to page through the whole store takes a time that grows
    with its size, not with the square of it.
    """
    query = select(entries.c.published, entries.c.id)
    place = None if after is None else tuple_(literal(after.published, Instant), literal(after.id, Words))
    if sources is not None:
        wanted = _wanted(sources)
        its_newest = (
            select(entry_sources.c.entry_id)
            .where(entry_sources.c.source_id == wanted.c.source_id)
            .order_by(entry_sources.c.published.desc(), entry_sources.c.entry_id.desc())
            .limit(limit)
            .correlate(wanted)
        )
        if place is not None:
            its_newest = its_newest.where(tuple_(entry_sources.c.published, entry_sources.c.entry_id) < place)
        query = query.select_from(wanted.join(entries, entries.c.id.in_(its_newest.scalar_subquery()))).distinct()
    elif place is not None:
        query = query.where(tuple_(entries.c.published, entries.c.id) < place)
    return query.order_by(entries.c.published.desc(), entries.c.id.desc()).limit(limit)


def _wanted(sources: Collection[str]) -> CTE:
    """A table of these sources."""
    names = values(column("source_id", Words), name="names")
    return names.data([(source,) for source in sorted(set(sources))]).cte("wanted")


def _read(connection: Connection, ids: Sequence[str]) -> Sequence[Head]:
    """The heads with these ids, in their order."""
    listed = sources_of(connection, ids)
    found: dict[str, Head] = {}
    for batch in batches(ids):
        rows = connection.execute(select(entries).where(entries.c.id.in_(batch))).all()
        older = _facets_of_articles(connection, [row.id for row in rows if not row.facets])
        for row in rows:
            found[row.id] = Head(
                id=row.id,
                key=row.key,
                url=row.url,
                sources=listed.get(row.id, ()),
                published=row.published,
                updated=row.updated,
                revision=row.revision,
                digest=row.digest,
                facets=from_json(row.facets, Facets) if row.facets else older[row.id],
                withdrawn=withdrawal(row),
            )
    return [found[entry_id] for entry_id in ids]


def withdrawal(row: Row[tuple[object, ...]]) -> Withdrawal | None:
    """What the head of an entry says of its withdrawal."""
    return None if row.withdrawn is None else Withdrawal(at=row.withdrawn, by_operator=bool(row.withdrawn_by_operator))


def _facets_of_articles(connection: Connection, ids: Sequence[str]) -> Mapping[str, Facets]:
    """The facets of entries that an older version stored without."""
    query = select(entries.c.id, entries.c.key, revisions.c.article).join(
        revisions, (revisions.c.entry_id == entries.c.id) & (revisions.c.revision == entries.c.revision)
    )
    found: dict[str, Facets] = {}
    for row in connection.execute(query.where(entries.c.id.in_(ids))) if ids else ():
        try:
            found[row.id] = facets_of(from_json(row.article, Article))
        except ValueError as error:
            message = f"the stored article of {row.key} is damaged: restore a backup of the database: {error}"
            raise StorageError(message) from error
    return found
