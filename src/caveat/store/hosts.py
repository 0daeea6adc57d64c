"""Owns the memory of hosts in the store: what their robots.txt said, and which of them asked to be left alone."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from caveat.model import Hold, RobotsFile
from caveat.store import rows, schema

_KEPT = timedelta(days=2)
"""For how long a robots.txt is kept: longer than any is believed."""


def holds(connection: Connection, now: datetime) -> Sequence[Hold]:
    """The holds that still stand."""
    query = select(schema.holds).where(schema.holds.c.until > now)
    return [Hold(site=row.site, until=row.until, status=row.status) for row in connection.execute(query)]


def robots(connection: Connection, origin: str) -> RobotsFile | None:
    """What an origin's robots.txt said when it was last asked for; None where that is unknown."""
    row = connection.execute(select(schema.robots).where(schema.robots.c.origin == origin)).one_or_none()
    if row is None:
        return None
    return RobotsFile(origin=row.origin, text=row.text, reason=row.reason, fetched_at=row.fetched_at)


def remember(connection: Connection, files: Collection[RobotsFile], held: Collection[Hold], now: datetime) -> None:
    """Takes over what was learned, and forgets what is past."""
    rows.upsert(connection, schema.robots, [_robots_row(file) for file in files])
    rows.upsert(connection, schema.holds, [_hold_row(hold) for hold in held])
    connection.execute(delete(schema.robots).where(schema.robots.c.fetched_at < now - _KEPT))
    connection.execute(delete(schema.holds).where(schema.holds.c.until <= now))


def _robots_row(file: RobotsFile) -> rows.Values:
    return {"origin": file.origin, "text": file.text, "reason": file.reason, "fetched_at": file.fetched_at}


def _hold_row(hold: Hold) -> rows.Values:
    return {"site": hold.site, "until": hold.until, "status": hold.status}
