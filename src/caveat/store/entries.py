"""Owns entries in the database: reading them whole, and taking over new ones and new revisions."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Row, delete, select

from caveat.errors import StorageError
from caveat.model import Article, Correction, Entry, facets_of
from caveat.store.codec import from_json, to_json
from caveat.store.newest import newest_query, withdrawal
from caveat.store.rows import Values, batches, sources_of, upsert
from caveat.store.schema import entries, entry_sources, notice_works, notices, revisions

_KEPT = 20
"""Revisions of an entry that are kept: a page that changes at every poll must not fill the disk."""
_WHOLE = select(entries, revisions.c.article).join(
    revisions, (revisions.c.entry_id == entries.c.id) & (revisions.c.revision == entries.c.revision)
)


def find(connection: Connection, keys: Collection[str]) -> dict[str, Entry]:
    """The entries with these keys or ids, by key."""
    found: dict[str, Entry] = {}
    for batch in batches(keys):
        rows = connection.execute(_WHOLE.where(entries.c.key.in_(batch) | entries.c.id.in_(batch))).all()
        found.update((entry.key, entry) for entry in _read(connection, rows))
    return found


def latest(
    connection: Connection, sources: Collection[str] | None, *, limit: int, after: Entry | None
) -> Sequence[Entry]:
    """Entries of these sources (None: of all), newest first; those that come after a given one."""
    if limit <= 0 or (sources is not None and not sources):
        return ()
    newest = newest_query(sources, limit=limit, after=after)
    ids = [row.id for row in connection.execute(newest)]
    found: dict[str, Entry] = {}
    for batch in batches(ids):
        rows = connection.execute(_WHOLE.where(entries.c.id.in_(batch))).all()
        found.update((entry.id, entry) for entry in _read(connection, rows))
    return tuple(found[entry_id] for entry_id in ids)


def save(connection: Connection, changed: Sequence[Entry]) -> Collection[str]:
    """Takes over entries by key; the ids of all sources that list them now.

    A known key keeps its id, its `first_seen` and its sources (further ones come after them), and its content is
    replaced only by an equal or newer revision: two polls that found it at once lose nothing of each other's.
    """
    heads = _heads(connection, {entry.key for entry in changed})
    taken: list[Entry] = []
    bodies: list[tuple[str, Entry]] = []
    revised: list[str] = []
    for entry in changed:
        head = heads.get(entry.key)
        merged = _merge(head, entry)
        heads[entry.key] = merged
        if head is None or entry.revision >= head.revision:
            taken.append(replace(entry, id=merged.id, first_seen=merged.first_seen))
        if head is None or (head.revision, head.digest) != (merged.revision, merged.digest):
            bodies.append((merged.id, entry))
            if head is not None:
                revised.append(merged.id)
    upsert(connection, entries, [_head_row(entry) for entry in taken])
    upsert(connection, revisions, [_body_row(entry_id, entry) for entry_id, entry in bodies])
    upsert(connection, entry_sources, [row for head in heads.values() for row in _source_rows(head)])
    _replace_notices(connection, dict(bodies), revised)
    for entry_id, entry in bodies:
        if entry.revision > _KEPT:
            old = (revisions.c.entry_id == entry_id) & (revisions.c.revision <= entry.revision - _KEPT)
            connection.execute(delete(revisions).where(old))
    return {source for head in heads.values() for source in head.sources}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What saving has to know of a stored entry."""

    id: str
    first_seen: datetime
    published: datetime
    revision: int
    digest: str
    sources: tuple[str, ...]


def _merge(head: _Head | None, entry: Entry) -> _Head:
    """The head of an entry once this one is saved."""
    newest = head if head and head.revision > entry.revision else entry
    return _Head(
        id=head.id if head else entry.id,
        first_seen=head.first_seen if head else entry.first_seen,
        published=newest.published,
        revision=newest.revision,
        digest=newest.digest,
        sources=tuple(dict.fromkeys((*(head.sources if head else ()), *entry.sources))),
    )


def _replace_notices(connection: Connection, bodies: Mapping[str, Entry], revised: Sequence[str]) -> None:
    for batch in batches(revised):
        connection.execute(delete(notice_works).where(notice_works.c.entry_id.in_(batch)))
        connection.execute(delete(notices).where(notices.c.entry_id.in_(batch)))
    upsert(connection, notices, [row for item in bodies.items() for row in _notice_rows(*item)])
    upsert(connection, notice_works, [row for item in bodies.items() for row in _work_rows(*item)])


def _head_row(entry: Entry) -> Values:
    return {
        "id": entry.id,
        "key": entry.key,
        "url": entry.url,
        "first_seen": entry.first_seen,
        "published": entry.published,
        "updated": entry.updated,
        "revision": entry.revision,
        "digest": entry.digest,
        "facets": to_json(facets_of(entry.article)),
        "correction": None if entry.correction is None else to_json(entry.correction),
        "withdrawn": None if entry.withdrawn is None else entry.withdrawn.at,
        "withdrawn_by_operator": int(entry.withdrawn is not None and entry.withdrawn.by_operator),
    }


def _body_row(entry_id: str, entry: Entry) -> Values:
    return {
        "entry_id": entry_id,
        "revision": entry.revision,
        "digest": entry.digest,
        "updated": entry.updated,
        "article": to_json(entry.article),
    }


def _source_rows(head: _Head) -> Iterator[Values]:
    for position, source in enumerate(head.sources):
        yield {"entry_id": head.id, "source_id": source, "position": position, "published": head.published}


def _notice_rows(entry_id: str, entry: Entry) -> Iterator[Values]:
    for position, notice in enumerate(entry.article.notices):
        yield {
            "entry_id": entry_id,
            "position": position,
            "polarity": notice.polarity.value,
            "severity": notice.severity.value if notice.severity else None,
            "place": notice.where.value,
            "origin": notice.origin.value,
            "rule": notice.rule,
            "text": notice.text,
        }


def _work_rows(entry_id: str, entry: Entry) -> Iterator[Values]:
    for number, notice in enumerate(entry.article.notices):
        for position, work in enumerate(notice.works):
            medium = work.medium.value if work.medium else None
            yield {
                "entry_id": entry_id,
                "notice": number,
                "position": position,
                "title": work.title,
                "medium": medium,
            }


def _heads(connection: Connection, keys: Collection[str]) -> dict[str, _Head]:
    heads: dict[str, _Head] = {}
    for batch in batches(keys):
        rows = connection.execute(select(entries).where(entries.c.key.in_(batch))).all()
        listed = sources_of(connection, [row.id for row in rows])
        for row in rows:
            heads[row.key] = _Head(
                id=row.id,
                first_seen=row.first_seen,
                published=row.published,
                revision=row.revision,
                digest=row.digest,
                sources=listed.get(row.id, ()),
            )
    return heads


def _read(connection: Connection, rows: Sequence[Row[tuple[object, ...]]]) -> Iterator[Entry]:
    listed = sources_of(connection, [row.id for row in rows])
    for row in rows:
        try:
            article = from_json(row.article, Article)
        except ValueError as error:
            message = f"the stored article of {row.key} is damaged: restore a backup of the database: {error}"
            raise StorageError(message) from error
        yield Entry(
            id=row.id,
            key=row.key,
            url=row.url,
            sources=listed.get(row.id, ()),
            article=article,
            first_seen=row.first_seen,
            published=row.published,
            updated=row.updated,
            revision=row.revision,
            digest=row.digest,
            correction=None if row.correction is None else from_json(row.correction, Correction),
            withdrawn=withdrawal(row),
        )
