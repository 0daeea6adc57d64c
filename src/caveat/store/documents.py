"""Owns rendered documents in the database: compressed once, when their bytes change, and served as they stand."""

import gzip
import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict

import brotli
from sqlalchemy import Connection, delete, select, update

from caveat.model import Document, Shelved, StoredDocument
from caveat.store.rows import Values, batches, upsert
from caveat.store.schema import documents, entries


def shelved(connection: Connection) -> Sequence[Shelved]:
    """The documents without their bytes, in no order."""
    columns = (documents.c[name] for name in ("path", "key", "feed", "entry", "format", "entries"))
    return [Shelved(**row._mapping) for row in connection.execute(select(*columns))]


def etags(connection: Connection, paths: Collection[str]) -> Mapping[str, str]:
    """The ETags of the documents at these paths, by path."""
    found: dict[str, str] = {}
    for batch in batches(paths):
        query = select(documents.c.path, documents.c.etag).where(documents.c.path.in_(batch))
        found.update((row.path, row.etag) for row in connection.execute(query))
    return found


def read(connection: Connection, path: str) -> StoredDocument | None:
    """The document at a path."""
    row = connection.execute(select(documents).where(documents.c.path == path)).one_or_none()
    if row is None:
        return None
    return StoredDocument(
        path=row.path,
        media_type=row.media_type,
        body=row.body,
        gzip=row.gzip,
        br=row.br,
        etag=row.etag,
        changed=row.changed,
    )


def etag_of(body: bytes) -> str:
    """The digest that tells one body from another: 32 hex digits of its SHA-256."""
    return hashlib.sha256(body).hexdigest()[:32]


def coded(document: Document) -> StoredDocument:
    """A document as it is served, its body in every coding; equal bodies give equal bytes."""
    return StoredDocument(
        path=document.path,
        media_type=document.media_type,
        body=document.body,
        gzip=gzip.compress(document.body, compresslevel=9, mtime=0),
        br=brotli.compress(document.body, quality=5),
        etag=etag_of(document.body),
        changed=document.changed,
    )


def changed_row(document: Document) -> Values:
    """The whole row of a document."""
    return {
        **asdict(coded(document)),
        "key": document.key,
        "feed": document.feed,
        "entry": document.entry,
        "format": document.format,
        "entries": document.entries,
    }


def outdate(connection: Connection, keys: Collection[str]) -> None:
    """Takes away the keys of the pages of these entries, so that whoever compares them renders anew."""
    for batch in batches(keys):
        changed = select(entries.c.id).where(entries.c.key.in_(batch)).scalar_subquery()
        connection.execute(update(documents).where(documents.c.entry.in_(changed)).values(key=""))


def write(
    connection: Connection, changed: Collection[Values], unchanged: Collection[Document], removed: Collection[str]
) -> None:
    """Replaces the changed ones; of the unchanged ones only the key and the media type move on."""
    for batch in batches(removed):
        connection.execute(delete(documents).where(documents.c.path.in_(batch)))
    for row in changed:
        upsert(connection, documents, [row])
    for document in unchanged:
        same = (documents.c.path == document.path) & (documents.c.etag == etag_of(document.body))
        connection.execute(
            update(documents)
            .where(same)
            .values(
                key=document.key,
                media_type=document.media_type,
                feed=document.feed,
                entry=document.entry,
                format=document.format,
                entries=document.entries,
            ),
        )
