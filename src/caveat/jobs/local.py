"""Owns the doing of CPU work on this machine: in worker processes, or here and now."""

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import ParamSpec, TypeVar

from caveat.errors import ExtractError

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
_TRIES = 3


class InlineWorkers:
    """Does the work in the calling thread."""

    async def call(
        self, function: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> _Result:
        """What the function gives."""
        return function(*args, **kwargs)


class ProcessWorkers:
    """Does the work in a few processes, which are started when first needed. Use as a context manager.

    A page that kills its worker, or keeps it busy for longer than `timeout` seconds, costs that page only: the
    processes are replaced, and what else they had in hand is done again.
    """

    def __init__(self, count: int | None = None, *, timeout: float = 60.0) -> None:
        self._count = count or min(os.cpu_count() or 1, 8)
        self._timeout = timeout
        self._pool: ProcessPoolExecutor | None = None
        self._free = asyncio.Semaphore(self._count)  # nobody queues inside the pool, so the timeout is computing alone

    async def call(
        self, function: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> _Result:
        """What the function gives. Raises what it raises, and `ExtractError` where a worker died or ran out of time."""
        for _ in range(_TRIES):
            async with self._free:
                pool = self._running()
                work = asyncio.get_running_loop().run_in_executor(pool, partial(function, *args, **kwargs))
                try:
                    return await asyncio.wait_for(work, self._timeout)
                except TimeoutError:
                    self._end(pool)
                    message = f"took longer than {self._timeout:.0f} s of computing, and was given up"
                    raise ExtractError(message) from None
                except BrokenProcessPool:
                    self._end(pool)  # perhaps another page's fault: once more, in fresh processes
        message = "ended the process that read it, again and again, and was given up"
        raise ExtractError(message)

    def __enter__(self) -> "ProcessWorkers":
        return self

    def __exit__(self, *_: object) -> None:
        self._end(self._pool)

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # "spawn": a fork of a process with threads may hang
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=_end_with_parent)
        return self._pool

    def _end(self, pool: ProcessPoolExecutor | None) -> None:
        """Ends a pool, busy or not; the next call starts another."""
        if pool is None or pool is not self._pool:
            return
        self._pool = None
        # There is no public way to end a busy worker before Python 3.14.
        processes = list((pool._processes or {}).values())
        for process in processes:
            process.kill()
        pool.shutdown(wait=True)


def _end_with_parent() -> None:
    """Lets a worker end when the program is killed: otherwise it would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
