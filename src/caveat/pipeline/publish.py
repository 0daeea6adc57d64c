"""Owns the publishing of what is stored: which documents must be rendered again, written, recorded, removed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from caveat import publish
from caveat.errors import ItemError
from caveat.model import Document, Draft, Entry, Failure, Feed, FeedReport, Shelved, Source
from caveat.pipeline.picking import Picker, Reach
from caveat.ports import Shelf
from caveat.publish import Memory, Press, Site
from caveat.store import FeedsFolder

_BATCH = 50
"""Documents held in memory at once."""
_PAGES = "pages"
"""Name of the basis of everything that belongs to no feed."""

Published = tuple[tuple[FeedReport, ...], tuple[Failure, ...]]


def basis_name(feed: Feed) -> str:
    """The name under which `Shelf.bases` tells what a feed was last published from."""
    return f"feed {feed.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Brings the feeds folder and the stored documents up to date."""

    shelf: Shelf
    folder: FeedsFolder
    feeds: Sequence[Feed]
    sources: Sequence[Source]
    memory: Memory = field(default_factory=Memory)

    def publish(self, site: Site, *, again: bool = False) -> Published:
        """Renders what changed (`again`: everything), and writes what differs from the files that are there.

        A feed whose basis is the one it was last published from is not looked at: what costs time is what changed.
        Raises `StorageError`.
        """
        run = _Run(self, site, again=again)
        run.pages_of_the_site()
        for feed in self.feeds:
            run.feed(feed)
        run.remove_the_rest()
        return run.reports(), tuple(run.failures)


class _Run:
    """One publishing."""

    def __init__(self, publisher: Publisher, site: Site, *, again: bool) -> None:
        self._of = publisher
        self._site = site
        self._press = Press(
            site=site,
            load=publisher.shelf.find,
            memory=publisher.memory,
            digest=publish.site_key(site),
            neutral=frozenset(feed.token for feed in publisher.feeds if feed.neutral_titles),
        )
        self._again = again
        self._picker = Picker(shelf=publisher.shelf, sources=publisher.sources)
        self._reaches: dict[str | None, Reach] = {}
        """What the feeds with each token may show."""
        self._changes = publisher.shelf.changes()
        self._bases = publisher.shelf.bases()
        self._known = {document.path: document for document in publisher.shelf.shelved()}
        self._names = publisher.folder.names()
        self._by_feed: dict[str, list[Shelved]] = defaultdict(list)
        for document in self._known.values():
            if document.feed is not None:
                self._by_feed[document.feed].append(document)
        self._rest = {*self._known}
        """Paths of documents that nothing has spoken for yet."""
        self._done: dict[str, str] = {}
        """Keys of what was rendered in this run, or could not be, by path: several feeds show the same article."""
        self._broken: set[str] = set()
        """Paths of pages that cannot be rendered."""
        self._reports: list[FeedReport] = []
        self.failures: list[Failure] = []

    def feed(self, feed: Feed) -> None:
        """Publishes one feed, its twins, its page, and the reading pages of what it shows."""
        basis = self._basis(feed)
        known = self._by_feed[feed.id]
        if not self._again and self._bases.get(basis_name(feed)) == basis and known and self._are_whole(known):
            self._rest -= {document.path for document in known}
            self._reports += (self._report(document, ()) for document in sorted(known, key=lambda one: one.path))
            return
        heads = self._picker.heads(feed, self._site)
        withdrawn = self._picker.withdrawn(feed, self._site)
        drafts = [*publish.feed_drafts(feed, heads, self._press, withdrawn=withdrawn)]
        shown = {head.id: head for draft in drafts for head in draft.shown}
        # Pages first: a feed links to them.
        pages = [publish.article_draft(head, self._press.of(feed)) for head in shown.values()]
        self._write(pages)
        written = self._write(drafts)
        paths = {draft.path for draft in drafts}
        self._rest -= paths
        self._conclude({basis_name(feed): basis}, gone=[one.path for one in known if one.path not in paths])
        self._reports += (self._report(draft, written) for draft in drafts)

    def pages_of_the_site(self) -> None:
        """Publishes the index, the list of feeds, and the reading pages that show what has changed since.

        An article that no feed shows any more has its page still, and what it says of spoilers must be true.
        """
        readers = sorted({(feed.token or "", feed.sources, feed.neutral_titles) for feed in self._of.feeds})
        basis = publish.digest([publish.RENDERING, self._press.digest, readers])
        everything = self._again or self._bases.get(_PAGES) != basis
        pages = [document for document in self._known.values() if document.entry is not None]
        behind = [page for page in pages if everything or not page.key or page.path not in self._names]
        gone: list[str] = []
        for number in range(0, len(behind), _BATCH):
            batch = behind[number : number + _BATCH]
            drafts = {draft.path: draft for draft in self._page_drafts(batch)}
            self._write(drafts.values())
            gone += [page.path for page in batch if page.path not in drafts or page.path in self._broken]
        lists = [publish.index_draft(self._of.feeds, self._press), publish.opml_draft(self._of.feeds, self._press)]
        self._write(lists)
        self._rest -= {page.path for page in pages} | {draft.path for draft in lists}
        self._conclude({_PAGES: basis}, gone=gone)

    def remove_the_rest(self) -> None:
        """Takes away what no feed publishes any more."""
        names = {basis_name(feed) for feed in self._of.feeds} | {_PAGES}
        self._conclude(dict.fromkeys(self._bases.keys() - names), gone=self._rest)

    def reports(self) -> tuple[FeedReport, ...]:
        """Of every document of a feed."""
        return tuple(report for report in self._reports if report.format != "html")

    def _page_drafts(self, pages: Sequence[Shelved]) -> Iterator[Draft]:
        """Those of these pages that may still be read."""
        entries = {entry.id: entry for entry in self._of.shelf.find([page.entry or "" for page in pages]).values()}
        for page in pages:
            entry = entries.get(page.entry or "")
            token = page.path.split("/")[1] if page.path.count("/") > 1 else None
            if entry is not None and entry.withdrawn is None and self._may_be_read(entry, token):
                yield publish.article_draft(entry.head, replace(self._press, site=replace(self._site, token=token)))

    def _may_be_read(self, entry: Entry, token: str | None) -> bool:
        """Whether a feed with this token may show the entry, if it does not any more."""
        if token not in self._reaches:
            self._reaches[token] = self._picker.reach(*(feed for feed in self._of.feeds if feed.token == token))
        return self._reaches[token].holds(entry.sources, is_letter=entry.article.is_letter)

    def _are_whole(self, known: Iterable[Shelved]) -> bool:
        return all(document.key and document.path in self._names for document in known)

    def _basis(self, feed: Feed) -> str:
        """Digest of all that the documents of a feed derive from."""
        sources = [(source.id, self._changes.get(source.id)) for source in self._picker.sources_of(feed)]
        day = self._site.today if publish.is_timed(feed) else None
        return publish.digest([publish.RENDERING, self._press.digest, feed, day, sources])

    def _conclude(self, based_on: Mapping[str, str | None], *, gone: Collection[str]) -> None:
        """Notes what is published by now and takes away what is not any more.

        In one, so that no stop in between leaves behind what no later run would look at.
        """
        for path in gone:
            self._of.folder.remove(path)
        changed = {name: basis for name, basis in based_on.items() if self._bases.get(name) != basis}
        if gone or changed:
            self._of.shelf.publish((), removed=gone, based_on=changed)

    def _write(self, drafts: Iterable[Draft]) -> Collection[str]:
        """Renders and writes those that are stale; the paths of the files that were written."""
        written: set[str] = set()
        stale = [draft for draft in drafts if self._is_stale(draft)]
        for number in range(0, len(stale), _BATCH):
            documents = [*self._rendered(stale[number : number + _BATCH])]
            written |= {one.path for one in documents if self._of.folder.write(one.path, one.body)}
            self.failures += (failure for document in documents for failure in document.failures)
            self._of.shelf.publish(documents, removed=())
            self._done |= {document.path: document.key for document in documents}
        return written

    def _is_stale(self, draft: Draft) -> bool:
        if draft.path in self._done:
            return self._done[draft.path] != draft.key
        known = self._known.get(draft.path)
        return self._again or known is None or known.key != draft.key or draft.path not in self._names

    def _rendered(self, drafts: Iterable[Draft]) -> Iterator[Document]:
        for draft in drafts:
            try:
                yield draft.render()
            except ItemError as error:
                self._done[draft.path] = draft.key
                self._broken.add(draft.path)
                self.failures.append(Failure(stage="publish", url=error.url or draft.path, error=str(error)))

    def _report(self, document: Draft | Shelved, written: Collection[str]) -> FeedReport:
        return FeedReport(
            id=document.feed or "",
            format=document.format,
            path=f"{self._of.folder.root}/{document.path}",
            entries=document.entries,
            changed=document.path in written,
        )
