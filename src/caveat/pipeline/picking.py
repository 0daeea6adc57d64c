"""Owns which entries a feed's documents are made of: those that its sources list, as far as it may show them."""

from collections.abc import Sequence
from dataclasses import dataclass

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
            found += publish.select(feed, self._allowed(feed, present), site)
            if len(batch) < _BATCH:
                return found
            last = batch[-1]

    def withdrawn(self, feed: Feed, site: Site) -> Sequence[Head]:
        """The entries that the feed took and that were withdrawn, the last one first."""
        names = [source.id for source in self.sources_of(feed)]
        gone = self._shelf.withdrawn(names, limit=_TOMBSTONES)
        return [*publish.select(feed, self._allowed(feed, gone), site)]

    def reach(self, *feeds: Feed) -> "Reach":
        """What any of these feeds may show, whichever of it they take."""
        listing = [(feed, source) for feed in feeds for source in self.sources_of(feed)]
        return Reach(
            sources=frozenset(source.id for _, source in listing),
            of_letters=frozenset(s.id for feed, s in listing if s.id in feed.sources or s.shares_letters),
        )

    def _allowed(self, feed: Feed, heads: Sequence[Head]) -> Sequence[Head]:
        reach = self.reach(feed)
        return [head for head in heads if reach.holds(head.sources, is_letter=head.facets.is_letter)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whose articles feeds may show, by ids of sources."""

    sources: frozenset[str]
    of_letters: frozenset[str]
    """Those whose e-mails may be shown: where their source shares them, or a feed names it."""

    def holds(self, sources: Sequence[str], *, is_letter: bool) -> bool:
        """Whether an article that these sources list may be shown."""
        return not (self.of_letters if is_letter else self.sources).isdisjoint(sources)
