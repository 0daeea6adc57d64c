"""Owns the measuring of memory: the most that this process and its workers held at once."""

import threading
from typing import Self

import psutil

_EVERY = 0.05
"""Seconds between two looks."""
_MEGABYTE = 1_000_000


class Peak:
    """Looks at resident memory from a thread for as long as the block lasts; `main` and `workers` are in MB."""

    def __init__(self) -> None:
        self.main = 0.0
        self.workers: tuple[float, ...] = ()
        """Of each child process that began within the block, at the moment when they held the most together."""
        self._me = psutil.Process()
        self._older = {child.pid for child in self._me.children()}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_EVERY):
            self.main = max(self.main, _resident(self._me))
            children = [child for child in self._me.children() if child.pid not in self._older]
            held = tuple(size for child in children if (size := _resident(child)) > 0)
            self.workers = max(self.workers, held, key=sum)


def resident() -> float:
    """What this process holds, in MB."""
    return _resident(psutil.Process())


def _resident(process: psutil.Process) -> float:
    try:
        return process.memory_info().rss / _MEGABYTE
    except psutil.Error:  # it has just ended
        return 0.0
