"""Owns politeness: one fetch at a time from a site, a pause between two, holds, and a bound over all sites."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from caveat.model import Hold
from caveat.ports import Clock
from caveat.urls import platform, site

LONGEST_DELAY = 60.0
"""Seconds. A Crawl-delay beyond it is taken for this: RFC 9309 leaves its meaning, and any bound of it, open."""
_MANY = 1000
"""Sites remembered before those with nothing to wait for are forgotten."""


class HeldError(Exception):
    """The site has asked to be left alone, so it is not asked."""

    def __init__(self, hold: Hold) -> None:
        self.hold = hold
        super().__init__(hold.site)


@dataclass(slots=True)
class _Lane:
    """The queue in front of one site."""

    delay: float
    """Seconds between the end of one turn and the next."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ready_at: float = 0.0
    """Loop time before which no fetch may start."""
    users: int = 0
    """Fetches that wait or run."""


class Throttle:
    """Gives turns. Belongs to one event loop."""

    def __init__(self, *, delay: float, concurrency: int, clock: Clock, own: Collection[str] = ()) -> None:
        """`delay`: seconds between the end of one turn at a site and the next; `concurrency`: turns at once.

        `own`: hosts of this very process, which need no pause.
        """
        self._delay = delay
        self._own = own
        self._clock = clock
        self._slots = asyncio.Semaphore(concurrency)
        self._lanes: dict[str, _Lane] = {}
        self._holds: dict[str, Hold] = {}

    def __len__(self) -> int:
        """Sites that are remembered."""
        return len(self._lanes)

    def hold(self, hold: Hold) -> None:
        """Refuses every turn at a site until its time; of two holds the longer one counts."""
        known = self._holds.get(hold.site)
        if known is None or known.until < hold.until:
            self._holds[hold.site] = hold

    def slow_down(self, host: str, seconds: float) -> float:
        """Raises the pause at the site of a host, at most to `LONGEST_DELAY`; what it is then."""
        lane = self._lane(host)
        if host not in self._own:
            lane.delay = max(lane.delay, min(seconds, LONGEST_DELAY))
        return lane.delay

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits, in order of arrival, until the site of the host may be asked; the turn lasts as long as the context.

        Raises `HeldError`, at once, while the site is held.
        """
        self._check(host)
        loop = asyncio.get_running_loop()
        self._forget(loop.time())
        lane = self._lane(host)
        lane.users += 1
        try:
            async with lane.lock:
                self._check(host)
                await asyncio.sleep(max(0.0, lane.ready_at - loop.time()))
                async with self._slots:
                    self._check(host)
                    try:
                        yield
                    finally:
                        lane.ready_at = loop.time() + lane.delay
        finally:
            lane.users -= 1

    def _lane(self, host: str) -> _Lane:
        place = site(host)
        lane = self._lanes.get(place)
        if lane is None:
            lane = self._lanes[place] = _Lane(0.0 if host in self._own else self._delay)
        return lane

    def _check(self, host: str) -> None:
        hold = self._holds.get(platform(host)) if self._holds else None
        if hold is None:
            return
        if hold.until > self._clock.now():
            raise HeldError(hold)
        del self._holds[hold.site]

    def _forget(self, now: float) -> None:
        if len(self._lanes) >= _MANY:
            self._lanes = {site: lane for site, lane in self._lanes.items() if lane.users or lane.ready_at > now}


def hold_of(host: str, *, until: datetime, status: int) -> Hold:
    """The hold that an answer of a host puts on its site, or on all sites of its platform, which share their limits."""
    return Hold(site=platform(host), until=until, status=status)
