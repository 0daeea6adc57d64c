"""Owns the store: the port's operations over SQLAlchemy Core, each in one transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from caveat.model import Document, Entry, Head, Hold, LinkState, Poll, RobotsFile, Shelved, SourceState, StoredDocument
from caveat.store import bases, entries, hosts, newest, rows, schema
from caveat.store import documents as shelf
from caveat.store.database import Database
from caveat.store.migrations import migrate
from caveat.store.pings import SqlPings, announce


def open_store(database_url: str) -> "SqlStore":
    """The store at `sqlite:///PATH`: its folder made, its tables of today's version.

    Raises StorageError, naming the file and the way out, for whatever prevents that.
    """
    database = Database(database_url)
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return SqlStore(database)


class SqlStore:
    """`ports.Store`, `Shelf` and `HostMemory` over a database; safe in any thread and beside other processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def pings(self) -> SqlPings:
        """What hubs are still to be told."""
        return SqlPings(self._database)

    def states(self) -> Mapping[str, SourceState]:
        """The polling state of every source that was ever polled, by source id."""
        with self._database.reading() as connection:
            found = connection.execute(select(schema.sources)).all()
        return {row.source_id: rows.read_state(row) for row in found}

    def links(self, source_id: str, keys: Collection[str]) -> Mapping[str, LinkState]:
        """What is known of these links of a source, by link key; unknown ones are absent."""
        table = schema.links
        found: dict[str, LinkState] = {}
        with self._database.reading() as connection:
            for batch in rows.batches(keys):
                query = select(table).where((table.c.source_id == source_id) & table.c.key.in_(batch))
                found.update((row.key, rows.read_link(row)) for row in connection.execute(query))
        return found

    def find(self, keys: Collection[str]) -> Mapping[str, Entry]:
        """The entries with these identity keys, by key; unknown ones are absent."""
        with self._database.reading() as connection:
            return entries.find(connection, keys)

    def save(self, *polls: Poll) -> None:
        """Takes over what polls found, whole or not at all.

        Links and pages must belong to an entry of the polls or a stored one. Of a known entry see `entries.save`.
        """
        found = [entry for poll in polls for entry in poll.entries]
        pages = [rows.page_row(page) for poll in polls for page in poll.pages]
        links = [rows.link_row(poll.state.source_id, link) for poll in polls for link in poll.links]
        states = [rows.state_row(poll.state) for poll in polls]
        with self._database.writing() as connection:
            _take_over(connection, found)
            rows.upsert(connection, schema.pages, pages)
            rows.upsert(connection, schema.links, links)
            rows.upsert(connection, schema.sources, states)

    def revise(self, *revised: Entry) -> None:
        """Takes over entries that somebody changed, as `save` does."""
        with self._database.writing() as connection:
            _take_over(connection, revised)

    def entries(self, sources: Collection[str] | None, *, limit: int, after: Entry | None = None) -> Sequence[Entry]:
        """Entries of these sources (None: of all), withdrawn ones among them, newest first by (published, id).

        `after`: those that come after this one, to go on from the last of a batch.
        """
        with self._database.reading() as connection:
            return entries.latest(connection, sources, limit=limit, after=after)

    def heads(
        self, sources: Collection[str] | None, *, limit: int, after: Entry | Head | None = None
    ) -> Sequence[Head]:
        """As `entries`, without their articles."""
        with self._database.reading() as connection:
            return newest.heads(connection, sources, limit=limit, after=after)

    def withdrawn(self, sources: Collection[str], *, limit: int) -> Sequence[Head]:
        """Entries of these sources that are published no more, the last one withdrawn first."""
        with self._database.reading() as connection:
            return newest.withdrawn(connection, sources, limit=limit)

    def changes(self) -> Mapping[str, int]:
        """A number for every source that has entries, another one whenever something of them has changed."""
        with self._database.reading() as connection:
            return bases.numbers(connection)

    def bases(self) -> Mapping[str, str]:
        """What `publish` was last told under each name."""
        with self._database.reading() as connection:
            return bases.read(connection)

    def shelved(self) -> Sequence[Shelved]:
        """The stored documents without their bytes, in no order."""
        with self._database.reading() as connection:
            return shelf.shelved(connection)

    def document(self, path: str) -> StoredDocument | None:
        """One stored document with its bytes in every coding."""
        with self._database.reading() as connection:
            return shelf.read(connection, path)

    def etags(self, paths: Collection[str]) -> Mapping[str, str]:
        """The ETags of the stored documents at these paths; those that are not there are absent."""
        with self._database.reading() as connection:
            return shelf.etags(connection, paths)

    def publish(
        self,
        documents: Collection[Document],
        *,
        removed: Collection[str],
        based_on: Mapping[str, str | None] | None = None,
    ) -> None:
        """Stores rendered documents (compressing each once) and forgets the removed paths.

        A document whose bytes are unchanged keeps its ETag and its `changed` time. `based_on`: what feeds were
        published from, by name; None forgets one.
        """
        wanted = {document.path: document for document in documents}
        with self._database.reading() as connection:
            stored = shelf.etags(connection, wanted)
        # Compressed outside the transaction that writes: others would wait for it.
        same = {path for path, document in wanted.items() if stored.get(path) == shelf.etag_of(document.body)}
        changed = [shelf.changed_row(document) for path, document in wanted.items() if path not in same]
        with self._database.writing() as connection:
            shelf.write(connection, changed, [wanted[path] for path in sorted(same)], set(removed) - set(wanted))
            announce(connection, [wanted[path] for path in sorted(wanted.keys() - same)])
            bases.write(connection, based_on or {})

    def prune_pages(self, before: datetime) -> int:
        """Forgets raw pages fetched before that time; how many they were."""
        with self._database.writing() as connection:
            return connection.execute(delete(schema.pages).where(schema.pages.c.fetched_at < before)).rowcount

    def holds(self, now: datetime) -> Sequence[Hold]:
        """The sites that asked to be left alone, and still are to be."""
        with self._database.reading() as connection:
            return hosts.holds(connection, now)

    def robots(self, origin: str) -> RobotsFile | None:
        """What an origin's robots.txt said when it was last asked for; None where that is unknown."""
        with self._database.reading() as connection:
            return hosts.robots(connection, origin)

    def remember(self, files: Collection[RobotsFile], held: Collection[Hold], now: datetime) -> None:
        """Takes over what was learned of hosts, and forgets what is past."""
        with self._database.writing() as connection:
            hosts.remember(connection, files, held, now)

    def close(self) -> None:
        """Lets go of every connection."""
        self._database.close()


def _take_over(connection: Connection, found: Sequence[Entry]) -> None:
    sources = entries.save(connection, found)
    shelf.outdate(connection, [entry.key for entry in found])
    bases.count(connection, sources)
