"""Owns the doing of CPU work on this machine: in worker processes, or here and now."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import ParamSpec, TypeVar

from caveat.errors import ExtractError

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


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
        self._count = count or min(_cores(), 8)
        self._timeout = timeout
        self._pool: ProcessPoolExecutor | None = None
        self._suspects = asyncio.Lock()
        self._free = asyncio.Semaphore(self._count)  # nobody queues inside the pool, so the timeout is computing alone

    async def call(
        self, function: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> _Result:
        """What the function gives. Raises what it raises, and `ExtractError` where a worker died or ran out of time."""
        work = partial(function, *args, **kwargs)
        async with self._free:
            pool = self._running()
            try:
                return await self._run(pool, work)
            except BrokenProcessPool:
                self._forget(pool)
        async with self._suspects:  # perhaps another page's fault: alone in a process, only the guilty one fails again
            alone = _start(1)
            try:
                return await self._run(alone, work)
            except BrokenProcessPool:
                message = "ended the process that read it, and was given up"
                raise ExtractError(message) from None
            finally:
                _end(alone)

    def __enter__(self) -> "ProcessWorkers":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._forget(self._pool)

    async def _run(self, pool: ProcessPoolExecutor, work: Callable[[], _Result]) -> _Result:
        with _signals_blocked():
            result = asyncio.get_running_loop().run_in_executor(pool, work)
        try:
            return await asyncio.wait_for(result, self._timeout)
        except TimeoutError:
            self._forget(pool)
            message = f"took longer than {self._timeout:.0f} s of computing, and was given up"
            raise ExtractError(message) from None

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _start(self._count)
        return self._pool

    def _forget(self, pool: ProcessPoolExecutor) -> None:
        """Ends a pool; the next call starts another."""
        if pool is self._pool:
            self._pool = None
        _end(pool)


def _cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start(count: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
    return ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_parent)


def _end(pool: ProcessPoolExecutor) -> None:
    """Ends a pool's processes, busy or not."""
    # There is no public way to end a busy worker before Python 3.14.
    for process in list((pool._processes or {}).values()):
        process.kill()
    pool.shutdown(wait=True)


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """A worker started in here never hears Ctrl-C or SIGTERM: those are for the program to answer, which ends it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """Lets a worker end with the program, however that ends."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
