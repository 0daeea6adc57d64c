"""Owns the way from any older database to today's tables: numbered steps, forward only."""

from sqlalchemy import Connection, inspect

from caveat.errors import StorageError
from caveat.store.database import Database

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE entries (
            id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT, first_seen BIGINT NOT NULL,
            published BIGINT NOT NULL, updated BIGINT NOT NULL, revision INTEGER NOT NULL, digest TEXT NOT NULL
        )
        """,
        "CREATE INDEX entries_newest ON entries (published, id)",
        """
        CREATE TABLE revisions (
            entry_id TEXT NOT NULL REFERENCES entries (id), revision INTEGER NOT NULL, digest TEXT NOT NULL,
            updated BIGINT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (entry_id, revision)
        )
        """,
        """
        CREATE TABLE entry_sources (
            entry_id TEXT NOT NULL REFERENCES entries (id), source_id TEXT NOT NULL, position INTEGER NOT NULL,
            published BIGINT NOT NULL, PRIMARY KEY (entry_id, source_id)
        )
        """,
        "CREATE INDEX entry_sources_newest ON entry_sources (source_id, published, entry_id)",
        """
        CREATE TABLE notices (
            entry_id TEXT NOT NULL REFERENCES entries (id), position INTEGER NOT NULL, polarity TEXT NOT NULL,
            severity TEXT, place TEXT NOT NULL, origin TEXT NOT NULL, rule TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (entry_id, position)
        )
        """,
        """
        CREATE TABLE notice_works (
            entry_id TEXT NOT NULL REFERENCES entries (id), notice INTEGER NOT NULL, position INTEGER NOT NULL,
            title TEXT NOT NULL, medium TEXT, PRIMARY KEY (entry_id, notice, position)
        )
        """,
        "CREATE INDEX notice_works_by_title ON notice_works (title)",
        """
        CREATE TABLE pages (
            entry_key TEXT NOT NULL PRIMARY KEY REFERENCES entries (key), url TEXT NOT NULL, media_type TEXT NOT NULL,
            charset TEXT, etag TEXT, last_modified TEXT, fetched_at BIGINT NOT NULL, body BLOB NOT NULL
        )
        """,
        "CREATE INDEX ix_pages_fetched_at ON pages (fetched_at)",
        """
        CREATE TABLE links (
            source_id TEXT NOT NULL, key TEXT NOT NULL, entry_key TEXT REFERENCES entries (key), digest TEXT NOT NULL,
            etag TEXT, last_modified TEXT, checked_at BIGINT NOT NULL, next_check_at BIGINT NOT NULL,
            PRIMARY KEY (source_id, key)
        )
        """,
        """
        CREATE TABLE sources (
            source_id TEXT NOT NULL PRIMARY KEY, etag TEXT, last_modified TEXT, next_at BIGINT NOT NULL,
            check_at BIGINT, polled_at BIGINT NOT NULL, succeeded_at BIGINT, failures INTEGER NOT NULL, error TEXT,
            new INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE documents (
            path TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL, media_type TEXT NOT NULL, etag TEXT NOT NULL,
            changed BIGINT NOT NULL, body BLOB NOT NULL, gzip BLOB NOT NULL, br BLOB NOT NULL
        )
        """,
        "CREATE INDEX documents_keys ON documents (path, key)",
    ),
    (
        "ALTER TABLE sources ADD COLUMN url TEXT",
        "ALTER TABLE sources ADD COLUMN moved_to TEXT",
        "ALTER TABLE sources ADD COLUMN gone INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE sources ADD COLUMN pace TEXT NOT NULL DEFAULT '{}'",
        "ALTER TABLE sources ADD COLUMN why TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sources ADD COLUMN not_before BIGINT",
        "ALTER TABLE sources ADD COLUMN since BIGINT",
        "ALTER TABLE sources ADD COLUMN complete_at BIGINT",
    ),
    (
        """
        CREATE TABLE robots (
            origin TEXT NOT NULL PRIMARY KEY, fetched_at BIGINT NOT NULL, reason TEXT NOT NULL, text TEXT
        )
        """,
        "CREATE TABLE holds (site TEXT NOT NULL PRIMARY KEY, until BIGINT NOT NULL, status INTEGER NOT NULL)",
    ),
    (
        "ALTER TABLE entries ADD COLUMN facets TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE entries ADD COLUMN correction TEXT",
        "ALTER TABLE entries ADD COLUMN withdrawn BIGINT",
        "ALTER TABLE entries ADD COLUMN withdrawn_by_operator INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX entries_withdrawn ON entries (withdrawn)",
        "CREATE TABLE changes (source_id TEXT NOT NULL PRIMARY KEY, number BIGINT NOT NULL)",
        "INSERT INTO changes (source_id, number) SELECT DISTINCT source_id, 1 FROM entry_sources",
        "ALTER TABLE documents ADD COLUMN feed TEXT",
        "ALTER TABLE documents ADD COLUMN format TEXT NOT NULL DEFAULT 'html'",
        "ALTER TABLE documents ADD COLUMN entries INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE documents ADD COLUMN entry TEXT",
        "UPDATE documents SET entry = 'urn:uuid:' || substr(path, 10, 36) WHERE path LIKE 'articles/%'",
        "CREATE INDEX documents_of_entries ON documents (entry)",
        "CREATE TABLE bases (name TEXT NOT NULL PRIMARY KEY, basis TEXT NOT NULL)",
        """
        CREATE TABLE pings (
            hub TEXT NOT NULL, topic TEXT NOT NULL, due BIGINT NOT NULL, tries INTEGER NOT NULL,
            PRIMARY KEY (hub, topic)
        )
        """,
    ),
)
"""Step n takes a database from version n to n + 1. A step that was released is never edited: add another one.

Plain SQL and not `schema.metadata`, which says what the tables are today, not what they were at that step.
"""


def migrate(database: Database, steps: tuple[tuple[str, ...], ...] = STEPS) -> None:
    """Brings the database to the newest version, each step in a transaction of its own.

    Safe to run in two processes at once: the version is read again under the lock of each step. Raises StorageError.
    """
    with database.reading() as connection:
        version = _version(connection, database.name)
    while version < len(steps):
        with database.writing() as connection:
            version = _version(connection, database.name)
            if version < len(steps):
                for statement in steps[version]:
                    connection.exec_driver_sql(statement)
                version += 1
                _set_version(connection, version)
    if version > len(steps):
        message = (
            f"{database.name}: its version {version} is newer than this program, which knows versions up to"
            f" {len(steps)}: install the newer caveat again, or restore a backup of the database"
        )
        raise StorageError(message)


def _version(connection: Connection, name: str) -> int:
    tables = inspect(connection).get_table_names()
    if "schema_version" not in tables:
        if tables:
            message = f"{name}: belongs to another program: correct `database` in caveat.toml"
            raise StorageError(message)
        return 0
    return int(connection.exec_driver_sql("SELECT max(version) FROM schema_version").scalar_one())


def _set_version(connection: Connection, version: int) -> None:
    if version == 1:
        connection.exec_driver_sql("CREATE TABLE schema_version (version INTEGER NOT NULL)")
        connection.exec_driver_sql("INSERT INTO schema_version (version) VALUES (1)")
    else:
        connection.exec_driver_sql(f"UPDATE schema_version SET version = {version:d}")  # noqa: S608 - an integer
