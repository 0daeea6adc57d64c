"""Owns the telling of WebSub hubs: what is sent, and when a ping that did not arrive is sent again.

WebSub leaves it to hub and publisher how one tells the other; hubs take the ping of PubSubHubbub 0.3 (section 7.1).
"""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from caveat.errors import FetchError
from caveat.model import Ping
from caveat.pipeline.waiting import all_of
from caveat.ports import Clock, Pings, Poster

AT_ONCE = 16
"""Pings under way at a time."""
_FIRST, _LONGEST = timedelta(minutes=1), timedelta(days=1)
"""The wait after a first try, which doubles with every further one, and the longest."""
MOST_TRIES = 14
"""After which a ping is given up: in the fourth day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A ping that a hub did not take."""

    ping: Ping
    error: str
    given_up: bool
    """Whether it is not sent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcer:
    """Sends the pings that are due to the hubs of the config."""

    hubs: Collection[str]
    pings: Pings
    poster: Poster
    clock: Clock

    async def tell(self) -> Sequence[Trouble]:
        """Sends what is due; what did not arrive. Raises `StorageError`.

        A ping is put off before it is sent, so that whatever ends the process in between costs no ping.
        """
        now = self.clock.now()
        troubles: dict[str, list[Trouble]] = {}
        while due := await asyncio.to_thread(self.pings.due, now, AT_ONCE):
            tried = [replace(ping, due=now + wait(ping.tries), tries=ping.tries + 1) for ping in due]
            await asyncio.to_thread(self.pings.put_off, tried)
            failed = [found for found in await all_of(self._send(ping, troubles) for ping in tried) if found]
            for trouble in failed:
                troubles.setdefault(trouble.ping.hub, []).append(trouble)
            waiting = {trouble.ping for trouble in failed if not trouble.given_up}
            await asyncio.to_thread(self.pings.forget, [ping for ping in tried if ping not in waiting])
        return [trouble for found in troubles.values() for trouble in found]

    async def _send(self, ping: Ping, troubles: Collection[str]) -> Trouble | None:
        """What became of one ping. A hub that failed before is in `troubles`, and spared the rest of this round."""
        if ping.hub not in self.hubs:
            return None
        error = "did not take the ping before this one"
        if ping.hub not in troubles:
            try:
                await self.poster.post(ping.hub, form(ping.topic))
            except FetchError as failure:
                error = str(failure)
            else:
                return None
        return Trouble(ping=ping, error=error, given_up=ping.tries >= MOST_TRIES)


def form(topic: str) -> dict[str, str]:
    """What tells a hub of a topic: some hubs read `hub.url`, others `hub.topic`."""
    return {"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}


def wait(tries: int) -> timedelta:
    """The distance from a try, before which there were so many, to the next one."""
    return min(_FIRST * (1 << min(tries, MOST_TRIES)), _LONGEST)
