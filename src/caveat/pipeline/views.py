"""Owns what is served below /feeds/: documents as they are published, and the views of subscribers who ask for more."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from urllib.parse import parse_qsl

from caveat import publish
from caveat.errors import WishError
from caveat.model import Feed, Format, Head, Source, StoredDocument, Wish
from caveat.pipeline.picking import Picker
from caveat.pipeline.publish import basis_name
from caveat.ports import Shelf
from caveat.publish import ARTICLES, INDEX, OPML, Memory, Press, Site
from caveat.store import coded

Name = tuple[str, Wish | None]
"""Path of a document below the feeds folder, and what is asked of it; None: as it is published."""

_PARAMETERS = ("seen", "disclosure")
_MOST_PARAMETERS = 100
_MOST_DATED = 1000
_ROOM = 16_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """A document as it is served, and what only its headers say."""

    document: StoredDocument
    version: str
    """Another one where it may no longer be served."""
    address: str | None = None
    """Its own absolute address, of a feed document."""
    hubs: tuple[str, ...] = ()
    """WebSub hubs that tell of its changes."""
    is_private: bool = False


class Library:
    """Every document of an installation, in every view. Safe in any thread; its views are rendered one at a time."""

    def __init__(
        self, *, shelf: Shelf, feeds: Sequence[Feed], sources: Sequence[Source], site: Callable[[], Site]
    ) -> None:
        self._shelf = shelf
        self._feeds = {feed.id: feed for feed in feeds}
        self._picker = Picker(shelf=shelf, sources=sources)
        self._site = site
        self._told = frozenset(path for feed in feeds for path in _told_paths(feed))
        self._rendering = threading.Lock()
        self._memory = Memory(room=_ROOM)
        self._picked: tuple[str, tuple[Sequence[Head], Sequence[Head]]] = ("", ((), ()))
        """Of the feed that was asked for last: its version, its entries, those that were withdrawn."""
        self._dates: OrderedDict[tuple[str, str], datetime] = OrderedDict()
        """When views had their bytes first, by path and ETag."""

    def wish(self, path: str, query: str) -> Wish | None:
        """What a query asks of a document; None: nothing, or nothing that a document like this has views for.

        Raises `WishError`, which says what is right.
        """
        if path in (INDEX, OPML) or path.startswith(ARTICLES):
            return None
        wish = publish.read_wish(_pairs(query))
        feed = self._feed(path)
        if feed is not None and feed.fixed and wish.disclosure is not None:
            raise WishError("this feed decides itself what it discloses: leave `disclosure` out of its address")
        return None if wish == Wish() else wish

    def representation(self, path: str, wish: Wish | None) -> Representation | None:
        """The document at a path, as it is wished for; None where there is none. Raises `StorageError`."""
        if wish is None:
            document = self._shelf.document(path)
            return None if document is None else self._representation(document, document.etag, None, self._site())
        feed = self._feed(path)
        if feed is None:
            return None
        with self._rendering:
            return self._view(feed, path, wish)

    def versions(self, names: Collection[Name]) -> Mapping[Name, str]:
        """The version that each of these documents has now; those that are gone are absent. Raises `StorageError`."""
        etags = self._shelf.etags([path for path, wish in names if wish is None])
        found: dict[Name, str] = {(path, None): etag for path, etag in etags.items()}
        views = [(path, wish, feed) for path, wish in names if wish is not None and (feed := self._feed(path))]
        if views:
            versions = self._versions([feed for _, _, feed in views])
            found.update({(path, wish): versions[feed.id] for path, wish, feed in views if feed.id in versions})
        return found

    def _versions(self, feeds: Collection[Feed]) -> Mapping[str, str]:
        """Of every view of a feed, by its id: what the feed was last published from, and the day, which frees works.

        None of one whose page is not published: the config may have made it private, or given it another token.
        """
        bases, today = self._shelf.bases(), self._site().today
        pages = self._shelf.etags({publish.feed_page_path(feed) for feed in feeds})
        return {
            feed.id: f"{bases[basis_name(feed)]} {today}"
            for feed in feeds
            if basis_name(feed) in bases and publish.feed_page_path(feed) in pages
        }

    def _feed(self, path: str) -> Feed | None:
        """The feed whose document it can only be: no id holds a dot."""
        return self._feeds.get(path.partition(".")[0])

    def _view(self, feed: Feed, path: str, wish: Wish) -> Representation | None:
        site = self._site()
        # Read before the entries are, which may only be newer.
        version = self._versions([feed]).get(feed.id)
        if version is None:
            return None
        if self._picked[0] != version:
            self._picked = (version, (self._picker.heads(feed, site), self._picker.withdrawn(feed, site)))
        heads, withdrawn = self._picked[1]
        press = Press(site=site, load=self._shelf.find, memory=self._memory, digest=publish.site_key(site))
        drafts = publish.feed_drafts(feed, heads, press, withdrawn=withdrawn, wish=wish)
        draft = next((draft for draft in drafts if draft.path == path), None)
        if draft is None:
            return None
        return self._representation(self._dated(coded(draft.render())), version, wish, site)

    def _representation(self, document: StoredDocument, version: str, wish: Wish | None, site: Site) -> Representation:
        path = document.path
        is_feed = path.rpartition(".")[2] in tuple(Format)
        query = publish.query_of(wish) if wish else ""
        return Representation(
            document=document,
            version=version,
            address=site.address(path, query) if is_feed else None,
            hubs=site.hubs if wish is None and path in self._told else (),
            is_private=publish.is_private(path),
        )

    def _dated(self, view: StoredDocument) -> StoredDocument:
        """The view with the time of its first rendering, where its bytes are the same since."""
        name = (view.path, view.etag)
        changed = self._dates.setdefault(name, view.changed)
        self._dates.move_to_end(name)
        if len(self._dates) > _MOST_DATED:
            self._dates.popitem(last=False)
        return replace(view, changed=changed)


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    """What a query says to us. Names that others add to addresses are passed over, but not those that are misspelt.

    Raises `WishError`.
    """
    try:
        pairs = parse_qsl(query, max_num_fields=_MOST_PARAMETERS)
    except ValueError as error:
        raise WishError(f"the address asks for too much: at most {_MOST_PARAMETERS} parameters are read") from error
    for name, value in pairs:
        if name in _PARAMETERS:
            yield name, value
        elif meant := get_close_matches(name.lower(), _PARAMETERS, n=1, cutoff=0.75):
            raise WishError(f"`{name[:40]}` is no parameter of a feed: write `{meant[0]}`")


def _told_paths(feed: Feed) -> Iterator[str]:
    """The documents of whose changes hubs are told."""
    if feed.token is None:
        for variant in (None, *feed.variants):
            yield from (publish.feed_path(feed, variant, form) for form in feed.formats)
