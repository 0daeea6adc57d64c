"""Owns the asking for permission: whose robots.txt is read when, and for how long it counts (RFC 9309)."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from caveat.errors import FetchError
from caveat.fetch.memory import Hosts
from caveat.fetch.robots import MAX_BYTES, Robots
from caveat.model import RobotsFile
from caveat.ports import Clock
from caveat.urls import host

GOOD_FOR = timedelta(hours=24)
"""For how long a file is believed (RFC 9309, section 2.4)."""
REFUSED_FOR = timedelta(minutes=30)
"""After which a file is asked for again that a server failed to give."""
SILENT_FOR = timedelta(minutes=5)
"""The same where no server answered at all: the fault may be on our side, so nothing of it outlives the process."""
_MANY = 256
"""Origins whose rules are kept at hand."""

Ask = Callable[[str], Awaitable[bytes]]
"""The beginning of a robots.txt, redirects followed, "" for none; raises FetchError."""


@dataclass(frozen=True, slots=True)
class _Known:
    robots: Robots | None
    """None: nothing may be read."""
    reason: str
    until: datetime


class Permissions:
    """Says what may be read. Belongs to one event loop."""

    def __init__(self, ask: Ask, hosts: Hosts, agent: str, clock: Clock) -> None:
        self._ask = ask
        self._hosts = hosts
        self._agent = agent
        self._clock = clock
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def learn(self, url: str) -> float:
        """Sees to it that the rules for an address are known; seconds that they want between two requests.

        Raises `FetchError` where the server asks to be left alone, and `StorageError`.
        """
        origin = origin_of(url)
        lock = self._asking.setdefault(origin, asyncio.Lock())
        async with lock:
            known = self._at_hand(origin) or self._keep(origin, *await self._file(origin))
        return known.robots.delay if known.robots else 0.0

    def known(self, url: str) -> bool:
        """Whether the rules for an address are known."""
        return self._at_hand(origin_of(url)) is not None

    def refusal(self, url: str) -> str | None:
        """Why an address whose rules are known must not be read; None: it may be."""
        known = self._at_hand(origin_of(url))
        if known is None or known.robots is None:
            reason = known.reason if known else "it was not asked for"
            return f"robots.txt of {host(url)} could not be read, so nothing else there is: {reason}"
        if known.robots.allows(url):
            return None
        return (
            f"robots.txt of {host(url)} asks programs not to read this address "
            "([fetch] robots = false ignores it, for sites of your own)"
        )

    async def _file(self, origin: str) -> tuple[RobotsFile, datetime]:
        """What robots.txt says, and until when it counts."""
        file = await self._hosts.robots(origin)
        if file is not None and file.fetched_at <= self._clock.now() < _until(file):
            return file, _until(file)
        try:
            body = await self._ask(f"{origin}/robots.txt")
        except FetchError as error:
            if error.status == HTTPStatus.TOO_MANY_REQUESTS or error.retry_after is not None:
                raise
            file = RobotsFile(origin=origin, text=None, reason=str(error)[:500], fetched_at=self._clock.now())
            if error.status is None:
                return file, file.fetched_at + SILENT_FOR
        else:
            text = body[:MAX_BYTES].decode("utf-8", "replace")
            file = RobotsFile(origin=origin, text=text, fetched_at=self._clock.now())
        await self._hosts.learn_robots(file)
        return file, _until(file)

    def _keep(self, origin: str, file: RobotsFile, until: datetime) -> _Known:
        robots = None if file.text is None else Robots(file.text, self._agent)
        known = self._known[origin] = _Known(robots, file.reason, until)
        if len(self._known) > _MANY:
            self._known.popitem(last=False)
        return known

    def _at_hand(self, origin: str) -> _Known | None:
        known = self._known.get(origin)
        if known is None or known.until <= self._clock.now():
            return None
        self._known.move_to_end(origin)
        return known


def origin_of(url: str) -> str:
    """Scheme, host and port of an absolute address (RFC 6454)."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"


def _until(file: RobotsFile) -> datetime:
    return file.fetched_at + (GOOD_FOR if file.text is not None else REFUSED_FOR)
