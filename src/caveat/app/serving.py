"""Owns `caveat serve`: the tick and the web server, in one process and one event loop."""

import asyncio
import signal
import socket
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack, ExitStack
from dataclasses import asdict
from datetime import date, timedelta

import structlog
import uvicorn

from caveat.app.house import House, house
from caveat.app.hubs import telling
from caveat.app.passes import pass_over
from caveat.errors import LockedError, StorageError
from caveat.jobs import ticking
from caveat.model import Report, Settings
from caveat.pipeline.views import Library
from caveat.store import pass_lock
from caveat.web import Desk, GuestServer, address_of, create_app, listen

TICK = timedelta(seconds=10)
_MAX_AGE = 300
"""Seconds for which a reader need not ask again."""

_log = structlog.get_logger()


def serve(settings: Settings, *, schedule: bool, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serves until SIGTERM or SIGINT, then ends cleanly: the pass under way is let go of, and nothing is half-written.

    `ready` is told the address once connections are taken. Raises `ConfigError` where the address cannot be listened
    at, and `StorageError`.
    """
    with ExitStack() as stack:
        sockets = [stack.enter_context(listener) for listener in listen(host, port)]
        asyncio.run(_serve(settings, sockets, schedule=schedule, ready=lambda: ready(address_of(host, port))))


async def _serve(
    settings: Settings, sockets: list[socket.socket], *, schedule: bool, ready: Callable[[], None]
) -> None:
    async with AsyncExitStack() as stack:
        open_house = await stack.enter_async_context(house(settings))
        ticks = Ticks(open_house)
        app = create_app(desk=Desk(library=_library(open_house), max_age=_MAX_AGE), health=ticks.health)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, proxy_headers=False, lifespan="off", ws="none"
        )
        server = GuestServer(config)
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, server.handle_exit, number, None)
        await stack.enter_async_context(telling(open_house))
        if schedule:
            await stack.enter_async_context(ticking(ticks.tick, TICK))
            stack.push_async_callback(ticks.stop)
        ready()
        await server.serve(sockets)


def _library(open_house: House) -> Library:
    settings = open_house.settings
    return Library(shelf=open_house.shelf, feeds=settings.feeds, sources=open_house.sources, site=open_house.site)


class Ticks:
    """What the clock calls: a pass if nobody else is at it, and a memory of how the last one went."""

    def __init__(self, open_house: House) -> None:
        self._house = open_house
        self._trouble: str | None = None
        self._published: date | None = None
        """The day on which the last pass began, if that ended well: what it published is that day's, or later."""
        self._pass: asyncio.Task[None] | None = None
        self._waiting: asyncio.Task[object] | None = None
        self._stopped = False

    async def tick(self) -> None:
        """One pass over what is due. Never raises: the next tick tries again."""
        if not self._stopped:
            self._waiting = asyncio.current_task()
            self._pass = asyncio.create_task(self._run())
            await asyncio.wait([self._pass])

    async def stop(self) -> None:
        """Lets go of a pass that is under way: what it had not stored is read again another time."""
        self._stopped = True
        if self._pass is not None and self._waiting is not None:
            self._pass.cancel()
            await asyncio.wait([self._pass, self._waiting])

    async def _run(self) -> None:
        today = self._house.clock.now().date()
        # Works are set free by the day: until then, what no poll has touched stands as it is published. After a pass
        # that did not end well nobody knows that.
        publish_idle, self._published = self._published != today, None
        try:
            with pass_lock(self._house.settings.lock_file, 0):
                report = await pass_over(self._house, publish_idle=publish_idle)
        except LockedError:
            _log.info("another pass is at work; the next tick looks again")
        except StorageError as error:
            self._trouble = str(error)
            _log.error("nothing can be stored or written", error=str(error))
        except Exception as error:  # a fault of ours: the next tick tries again, and /healthz tells
            self._trouble = f"a fault of caveat's own: {error!r}"
            _log.exception("the pass failed")
        else:
            self._trouble = None
            self._published = today
            _tell(report)

    def health(self) -> Mapping[str, object]:
        """Whether all is well, for /healthz."""
        return {"ok": self._trouble is None, "error": self._trouble}


def _tell(report: Report) -> None:
    for source in report.sources:
        for failure in source.failures:
            _log.warning("failed", source=source.id, stage=failure.stage, url=failure.url, error=failure.error)
        for rule in source.unmatched:
            _log.warning("a rule matches nothing", source=source.id, **asdict(rule))
        if source.new or source.changed:
            _log.info("read", source=source.id, new=source.new, changed=source.changed, notices=source.notices)
    for failure in report.failures:
        _log.warning("failed", stage=failure.stage, url=failure.url, error=failure.error)
    for feed in report.feeds:
        if feed.changed:
            _log.info("written", path=feed.path, entries=feed.entries)
