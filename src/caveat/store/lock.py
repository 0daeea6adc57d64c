"""Owns the lock that lets one pass at a time work on a store."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from caveat.errors import LockedError, StorageError


@contextmanager
def pass_lock(path: Path, wait: float) -> Iterator[None]:
    """Holds the lock file for the block, also against other threads; the system releases it when its holder dies.

    `wait` is in seconds. Raises LockedError where another pass holds the lock for longer, StorageError where the file
    cannot be made.
    """
    # Not bound to a thread: a pass may take the lock in one and leave it in another.
    lock = FileLock(path, timeout=wait, thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        message = f"another pass{_holder(path)} holds {path}: wait for it to end, or stop it"
        raise LockedError(message) from error
    except (OSError, NotImplementedError) as error:
        reason = error.strerror if isinstance(error, OSError) else "locks are not supported there"
        message = f"{path}: the lock file cannot be made: {reason}: check its folder and the free space of the disk"
        raise StorageError(message) from error
    try:
        # Only for the message of others: a full disk must not stop a pass here.
        with suppress(OSError):
            path.write_text(f"{os.getpid()}\n", encoding="ascii")
        yield
    finally:
        lock.release()


def _holder(path: Path) -> str:
    try:
        with path.open("rb") as file:
            pid = file.read(20).strip()
    except OSError:
        return ""
    return f" (process {pid.decode('ascii')})" if pid.isdigit() else ""
