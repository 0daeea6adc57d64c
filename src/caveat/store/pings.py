"""Owns the pings in the database: one a hub and topic, however often the topic changes before the hub has taken it."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, and_, delete, select

from caveat.model import Document, Ping
from caveat.store.database import Database
from caveat.store.rows import upsert
from caveat.store.schema import pings


def announce(connection: Connection, changed: Collection[Document]) -> None:
    """Notes that hubs are to be told at once of documents whose bytes are new.

    The tries of a ping that waits count anew: else a feed that changes often while its hub is down would be given up
    within minutes, its last change untold.
    """
    rows = [
        {"hub": hub, "topic": document.topic, "due": document.changed, "tries": 0}
        for document in changed
        for hub in document.hubs
        if document.topic
    ]
    upsert(connection, pings, rows)


class SqlPings:
    """`ports.Pings` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime, limit: int) -> Sequence[Ping]:
        """The pings that may be sent by now, the longest due first."""
        query = select(pings).where(pings.c.due <= now).order_by(pings.c.due, pings.c.hub, pings.c.topic).limit(limit)
        with self._database.reading() as connection:
            return [Ping(**row._mapping) for row in connection.execute(query)]

    def put_off(self, later: Collection[Ping]) -> None:
        """Takes over when pings are to be sent next, and how often they were."""
        with self._database.writing() as connection:
            upsert(connection, pings, [asdict(ping) for ping in later])

    def forget(self, done: Collection[Ping]) -> None:
        """Takes away pings; one that another change has made due meanwhile stays."""
        with self._database.writing() as connection:
            for ping in done:
                same = and_(pings.c.hub == ping.hub, pings.c.topic == ping.topic, pings.c.due == ping.due)
                connection.execute(delete(pings).where(same))
