"""Owns everything that outlives a pass: the database, the files of the feeds folder, the lock of a pass."""

from caveat.store.database import database_exists
from caveat.store.documents import coded
from caveat.store.files import FeedsFolder
from caveat.store.lock import pass_lock
from caveat.store.sql import SqlStore, open_store

__all__ = ["FeedsFolder", "SqlStore", "coded", "database_exists", "open_store", "pass_lock"]
