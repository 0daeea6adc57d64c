"""Owns which entries a feed's documents are made of: those that its sources list, as far as it may show them."""

from collections.abc import Sequence

from caveat import publish
from caveat.model import Feed, Head, Source
from caveat.ports import Shelf
from caveat.publish import Site

_BATCH = 1000
"""Entries asked of the store at once."""
_TOMBSTONES = 50
"""Withdrawn entries that a feed tells of."""


class Picker:
    """Asks the store for the entries of feeds."""

    def __init__(self, *, shelf: Shelf, sources: Sequence[Source]) -> None:
        self._shelf = shelf
        self._sources = {source.id: source for source in sources}
        self._shared = tuple(source for source in sources if source.shared)

    def sources_of(self, feed: Feed) -> tuple[Source, ...]:
        """The sources of a feed: those it names, and with `*` all shared ones."""
        named = [self._sources[name] for name in feed.sources if name in self._sources]
        shared = self._shared if "*" in feed.sources else ()
        return tuple({source.id: source for source in (*shared, *named)}.values())

    def heads(self, feed: Feed, site: Site) -> Sequence[Head]:
        """Every entry that the feed takes, the newest first."""
        names = [source.id for source in self.sources_of(feed)]
        found: list[Head] = []
        last: Head | None = None
        while True:
            batch = self._shelf.heads(names, limit=_BATCH, after=last)
            present = [head for head in batch if head.withdrawn is None]
            found += publish.select(feed, self.allowed(feed, present), site)
            if len(batch) < _BATCH:
                return found
            last = batch[-1]

    def withdrawn(self, feed: Feed, site: Site) -> Sequence[Head]:
        """The entries that the feed took and that were withdrawn, the last one first."""
        names = [source.id for source in self.sources_of(feed)]
        gone = self._shelf.withdrawn(names, limit=_TOMBSTONES)
        return [*publish.select(feed, self.allowed(feed, gone), site)]

    def allowed(self, feed: Feed, heads: Sequence[Head]) -> Sequence[Head]:
        """Those of its sources; e-mails only where their source shares them, or the feed names it."""
        sources = self.sources_of(feed)
        names = {source.id for source in sources}
        with_letters = {source.id for source in sources if source.id in feed.sources or source.shares_letters}
        return [
            head for head in heads if not (with_letters if head.facets.is_letter else names).isdisjoint(head.sources)
        ]
