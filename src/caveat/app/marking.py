"""Owns `caveat mark` and `caveat withdraw`: one stored article found, changed as the operator says, and published."""

import asyncio
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from caveat.app.house import House, house
from caveat.app.hubs import tell_hubs
from caveat.app.passes import LOCK_WAIT
from caveat.errors import ItemError
from caveat.jobs import InlineWorkers
from caveat.model import Correction, Entry, Head, Report, Settings, Source, SpoilerRules
from caveat.pipeline.corrections import corrected, restored, withdrawn
from caveat.pipeline.decide import owner
from caveat.store import pass_lock
from caveat.urls import absolute, canonical

_ID = re.compile(r"(?:urn:uuid:|.*/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.html)?(?:[?#].*)?", re.I | re.S)
"""An entry's id, bare or not, or the end of the address of its reading page."""
_BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What became of the articles that were meant."""

    entries: tuple[Entry, ...]
    """As they are now. An address has several where sources see different things there."""
    published: Report


def mark(settings: Settings, target: str, correction: Correction | None) -> Changed:
    """Corrects the notices of an article for good; None: takes a correction back. Publishes at once.

    `target`: an address, an id, or the address of a reading page. Raises `ItemError` where no article is stored for
    it, `LockedError` and `StorageError`.
    """

    def change(entry: Entry, open_house: House) -> Entry:
        rules = _rules(entry, open_house.sources)
        return corrected(entry, correction, works=settings.works, rules=rules, now=open_house.clock.now())

    return _changed(settings, target, change)


def withdraw(settings: Settings, target: str, *, undo: bool = False) -> Changed:
    """Takes an article out of every feed for good, or (`undo`) puts it back. Publishes at once. As `mark` raises."""

    def change(entry: Entry, open_house: House) -> Entry:
        now = open_house.clock.now()
        return restored(entry, now) if undo else withdrawn(entry, now, by_operator=True)

    return _changed(settings, target, change)


def _changed(settings: Settings, target: str, change: Callable[[Entry, House], Entry]) -> Changed:
    async def do() -> Changed:
        started = time.monotonic()
        async with house(settings, workers=InlineWorkers()) as open_house:
            found = _find(open_house, target)
            changed = [change(entry, open_house) for entry in found]
            open_house.store.revise(*changed)
            published = await open_house.publish()
            await tell_hubs(open_house)
        return Changed(entries=tuple(changed), published=replace(published, seconds=time.monotonic() - started))

    with pass_lock(settings.lock_file, LOCK_WAIT):
        return asyncio.run(do())


def _rules(entry: Entry, sources: Sequence[Source]) -> SpoilerRules:
    """The rules by which an entry's notices are found: those of the source that may change it."""
    by_id = {source.id: source for source in sources}
    listing = [by_id[name] for name in entry.sources if name in by_id]
    if not listing:
        return SpoilerRules()
    name = owner(entry, listing[0], {source.id: source.url for source in sources})
    return by_id[name].spoilers if name in by_id else SpoilerRules()


def _find(open_house: House, target: str) -> Sequence[Entry]:
    """The entries that are meant. Raises `ItemError`."""
    found = open_house.store.find([*_keys(target.strip(), open_house.sources)])
    if not found and (address := absolute(None, target)):
        ids = [head.id for head in _heads(open_house) if head.url and canonical(head.url) == canonical(address)]
        found = open_house.store.find(ids)
    if not found:
        message = "no article is stored under this address or id: both stand in the entries of the feeds"
        raise ItemError(message, url=target)
    return [*found.values()]


def _keys(target: str, sources: Sequence[Source]) -> Iterator[str]:
    """Every key or id that may be meant."""
    yield target
    if named := _ID.fullmatch(target):
        yield f"urn:uuid:{named[1].lower()}"
    if absolute(None, target):
        address = canonical(target)
        yield address
        yield from (f"{address}#{source.id}" for source in sources if source.sees_more and not source.shared)


def _heads(open_house: House) -> Iterator[Head]:
    """Every entry: an address that an article has moved to is none of its keys."""
    last: Head | None = None
    while batch := open_house.shelf.heads(None, limit=_BATCH, after=last):
        yield from batch
        last = batch[-1]
