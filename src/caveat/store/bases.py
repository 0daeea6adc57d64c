"""Owns what publishing compares: how often each source changed, and what each feed was last published from."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from caveat.store.rows import upsert
from caveat.store.schema import bases, changes


def numbers(connection: Connection) -> Mapping[str, int]:
    """The change number of every source that has entries, by source id."""
    return {row.source_id: row.number for row in connection.execute(select(changes))}


def count(connection: Connection, sources: Collection[str]) -> None:
    """Notes that something of the entries of these sources has changed."""
    for source in sorted({*sources}):
        statement = insert(changes).values(source_id=source, number=1)
        statement = statement.on_conflict_do_update(index_elements=["source_id"], set_={"number": changes.c.number + 1})
        connection.execute(statement)


def read(connection: Connection) -> Mapping[str, str]:
    """The basis of everything that was published, by name."""
    return {row.name: row.basis for row in connection.execute(select(bases))}


def write(connection: Connection, changed: Mapping[str, str | None]) -> None:
    """Takes over bases; None forgets one."""
    gone = [name for name, basis in changed.items() if basis is None]
    if gone:
        connection.execute(delete(bases).where(bases.c.name.in_(gone)))
    upsert(connection, bases, [{"name": name, "basis": basis} for name, basis in changed.items() if basis is not None])
