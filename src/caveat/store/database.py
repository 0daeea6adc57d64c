"""Owns the connection to the database: how it is opened, its transactions, and what its errors mean to an operator."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from caveat.errors import StorageError

_PATIENCE = 5.0

_WAYS_OUT = {
    "SQLITE_FULL": "the disk is full: free some space and run again; everything stored before is whole",
    "SQLITE_IOERR": "the disk refuses to read or write: look for a full disk, a quota or a failing device",
    "SQLITE_CANTOPEN": "cannot be opened: check that its folder is there and may be written",
    "SQLITE_READONLY": "cannot be written (reading must, too): check the owner and the mode of the file and its folder",
    "SQLITE_PERM": "cannot be written: check the owner and the mode of the file and of its folder",
    "SQLITE_NOTADB": "is not an SQLite database: move it away, or correct `database` in caveat.toml",
    "SQLITE_CORRUPT": "is damaged: restore a backup, or move it away to start with an empty one",
    "SQLITE_BUSY": "is held by another process: wait until that one is done and run again",
}


class Database:
    """An SQLite file. Every transaction is one `with`; both kinds raise StorageError and are safe in any thread."""

    def __init__(self, url: str, *, patience: float = _PATIENCE) -> None:
        """Takes the file that a SQLAlchemy URL names; it is made by the first transaction. Raises StorageError.

        `patience`: seconds that a transaction waits for another process's.
        """
        path = _file(url)
        self.name = str(path)
        """What errors call it."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"{path}: its folder cannot be made: {error.strerror}: correct `database` in caveat.toml"
            raise StorageError(message) from error
        self._engine = create_engine(URL.create("sqlite", database=self.name), connect_args={"timeout": patience})
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and changes nothing."""
        with self._explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed whole at the end of the block, or not at all."""
        writes = self._engine.execution_options(writes=True)
        with self._explained(), writes.begin() as connection:
            yield connection

    def close(self) -> None:
        """Lets go of every connection."""
        self._engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            message = f"{self.name}: {_explanation(error)}"
            raise StorageError(message) from error


def database_exists(url: str) -> bool:
    """Whether anything was stored there yet. Raises StorageError for what is no address of a database."""
    return _file(url).exists()


def _file(url: str) -> Path:
    try:
        parts = make_url(url)
    except ArgumentError as error:
        message = "`database` is not a database URL: write sqlite:///var/caveat.db"
        raise StorageError(message) from error
    if parts.drivername not in ("sqlite", "sqlite+pysqlite") or parts.database in (None, "", ":memory:"):
        message = f"{parts.render_as_string()}: no SQLite file: write `database` as sqlite:///var/caveat.db"
        raise StorageError(message)
    return Path(str(parts.database))


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Sets up a new connection; from here on `_begin`, not the driver, begins transactions."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # The change of mode does not wait for a lock as statements do.
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    # A plain BEGIN that turns to writing later fails at once where another connection wrote in between.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _explanation(error: SQLAlchemyError) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else None
    name = getattr(cause, "sqlite_errorname", "")
    for prefix, way_out in _WAYS_OUT.items():
        if name.startswith(prefix):
            return f"{way_out} ({cause})"
    return f"the database failed: {cause or error}"
