"""Owns when hubs are told of what was published: for a few seconds at the end of a verb, all the time under `serve`.

A hub that is down makes no run fail, and no cron job send mail: that a try failed is told with `-v`; that a ping was
given up, once for all topics of a hub.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import groupby

import structlog

from caveat.app.house import House
from caveat.errors import StorageError
from caveat.pipeline.hubs import Trouble

SECONDS = 10.0
"""For which a verb tells hubs; the next one tells the rest."""
_EVERY = 10.0
"""Seconds between two looks at what is due under `serve`."""

_log = structlog.get_logger()


async def tell_hubs(open_house: House, *, seconds: float | None = SECONDS) -> None:
    """Sends the pings that are due, for no longer than that (None: to the end). Raises `StorageError`."""
    if open_house.announcer is None:
        return
    try:
        async with asyncio.timeout(seconds):
            troubles = await open_house.announcer.tell()
    except TimeoutError:
        _log.info("hubs take long to answer; what is left is sent another time", seconds=seconds)
    else:
        _log_troubles(troubles)


@asynccontextmanager
async def telling(open_house: House) -> AsyncIterator[None]:
    """Tells hubs in the background, for as long as the context is open."""

    async def tell() -> None:
        while True:
            try:
                await tell_hubs(open_house, seconds=None)
            except StorageError as error:
                _log.error("pings cannot be read or stored", error=str(error))
            except Exception:  # a fault of ours, which is no reason to stop serving
                _log.exception("hubs could not be told")
            await asyncio.sleep(_EVERY)

    task = asyncio.create_task(tell())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def _log_troubles(troubles: Sequence[Trouble]) -> None:
    """One line a hub and kind: a hub that is down is down for all topics."""
    kinds = sorted(troubles, key=lambda trouble: (trouble.ping.hub, trouble.given_up))
    for (hub, given_up), found in groupby(kinds, key=lambda trouble: (trouble.ping.hub, trouble.given_up)):
        first, *more = found
        about = {"hub": hub, "topics": 1 + len(more), "first": first.ping.topic, "error": first.error}
        if given_up:
            _log.warning("a hub takes no pings: it was not told of changed feeds", tries=first.ping.tries, **about)
        else:
            _log.info("a hub did not take pings; they are sent again later", **about)
