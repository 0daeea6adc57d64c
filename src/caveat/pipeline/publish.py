"""Owns the publishing of what is stored: which documents must be rendered again, written, recorded, removed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from caveat import publish
from caveat.errors import ItemError
from caveat.model import Document, Draft, Entry, Failure, Feed, FeedReport, Source
from caveat.ports import Store
from caveat.publish import Site
from caveat.store import FeedsFolder

_BATCH = 50
"""Documents held in memory at once, and entries asked of the store at once."""
_SPARE = 2
"""How many times a feed's limit is looked through for entries without a warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Brings the feeds folder and the stored documents up to date."""

    store: Store
    folder: FeedsFolder
    feeds: Sequence[Feed]
    sources: Sequence[Source]

    def publish(self, site: Site, *, again: bool = False) -> tuple[tuple[FeedReport, ...], tuple[Failure, ...]]:
        """Renders what changed (`again`: everything), and writes what differs from the files that are there.

        Raises `StorageError`.
        """
        known = self.store.document_keys()
        drafts = {draft.path: draft for draft in self._drafts(site, known, again=again)}
        wanted = [draft for draft in drafts.values() if again or self._is_stale(draft, known)]
        # Pages first: a feed links to them.
        wanted.sort(key=lambda draft: not draft.path.startswith(publish.ARTICLES))
        written: set[str] = set()
        failures: list[Failure] = []
        for number in range(0, len(wanted), _BATCH):
            documents = [*self._rendered(wanted[number : number + _BATCH], failures)]
            written |= {document.path for document in documents if self.folder.write(document.path, document.body)}
            failures += (failure for document in documents for failure in document.failures)
            self.store.publish(documents, removed=())
        self._remove(path for path in known if path not in drafts and not path.startswith(publish.ARTICLES))
        reports = (self._report(draft, written) for draft in drafts.values() if draft.feed)
        return tuple(reports), tuple(failures)

    def _rendered(self, drafts: Iterable[Draft], failures: list[Failure]) -> Iterator[Document]:
        for draft in drafts:
            try:
                yield draft.render()
            except ItemError as error:
                failures.append(Failure(stage="publish", url=error.url or draft.path, error=str(error)))

    def _is_stale(self, draft: Draft, known: Mapping[str, str]) -> bool:
        return known.get(draft.path) != draft.key or not self.folder.holds(draft.path)

    def _drafts(self, site: Site, known: Mapping[str, str], *, again: bool) -> Iterator[Draft]:
        shown: dict[str, Entry] = {}
        listed: dict[str, Sequence[Entry]] = {}
        for feed in self.feeds:
            entries = self._entries(feed, site)
            shown |= {entry.page: entry for entry in entries}
            listed[feed.id] = entries
            yield from publish.feed_drafts(feed, entries, site)
        # An article that no feed shows any more has its page still, and what it says of spoilers must be true.
        behind = [
            path
            for path, key in known.items()
            if path.startswith(publish.ARTICLES) and path not in shown and (again or not key)
        ]
        for number in range(0, len(behind), _BATCH):
            ids = [publish.page_id(path) for path in behind[number : number + _BATCH]]
            for entry in self.store.find(ids).values():
                yield publish.article_draft(_tagged(entry, site), site)
        for entry in shown.values():
            yield publish.article_draft(entry, site)
        yield publish.index_draft(self.feeds, listed, site)

    def _entries(self, feed: Feed, site: Site) -> list[Entry]:
        """The newest entries that the feed asks for, with some to spare for a twin that drops."""
        sources = [
            source for source in self.sources if source.id in feed.sources or (source.shared and "*" in feed.sources)
        ]
        names = [source.id for source in sources]
        with_letters = {source.id for source in sources if source.id in feed.sources or source.shares_letters}
        found: list[Entry] = []
        last: Entry | None = None
        while len(found) < _SPARE * feed.limit:
            batch = self.store.entries(names, limit=_BATCH, after=last)
            taken = (
                entry for entry in batch if not (entry.article.is_letter and with_letters.isdisjoint(entry.sources))
            )
            found += publish.select(feed, [_tagged(entry, site) for entry in taken], site)
            if len(batch) < _BATCH:
                break
            last = batch[-1]
        return found

    def _remove(self, paths: Iterable[str]) -> None:
        removed = list(paths)
        for path in removed:
            self.folder.remove(path)
        self.store.publish((), removed=removed)

    def _report(self, draft: Draft, written: Collection[str]) -> FeedReport:
        path = str(self.folder.root / draft.path)
        return FeedReport(
            id=draft.feed or "", format=draft.format, path=path, entries=draft.entries, changed=draft.path in written
        )


def _tagged(entry: Entry, site: Site) -> Entry:
    """The entry with the tags that the operator gave its sources."""
    merged = tuple(dict.fromkeys((*entry.article.tags, *site.given_tags(entry))))
    return replace(entry, article=replace(entry.article, tags=merged))
