"""Owns which documents are published and what each derives from: paths, keys, and the rendering put off."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import product

from caveat.errors import ItemError
from caveat.model import Disclosure, Document, Draft, Entry, Failure, Feed, Format, Head, Variant, Wish
from caveat.publish.addresses import INDEX, OPML, Site, feed_page_path, feed_path
from caveat.publish.channel import Channel, Tombstone, channel
from caveat.publish.coverage import standing_warnings
from caveat.publish.disclosure import Showing, View, disclose
from caveat.publish.jsonfeed import json_feed, json_item
from caveat.publish.keys import Key, digest, head_key, view_key
from caveat.publish.memory import Memory
from caveat.publish.opml import OPML_TYPE, opml
from caveat.publish.pagination import paged
from caveat.publish.site import HTML, article_page, feed_page, index_page
from caveat.publish.syntax import distinct
from caveat.publish.xml import atom, atom_entry, rss, rss_item

RENDERING = 9
"""Raised whenever the same entries would give other bytes."""
Load = Callable[[Sequence[str]], Mapping[str, Entry]]
"""Gives entries by their ids, by key; those that are gone are absent."""

_ITEMS: Mapping[Format, Callable[[View], bytes]] = {
    Format.RSS: rss_item,
    Format.ATOM: atom_entry,
    Format.JSON: json_item,
}
_DOCUMENTS: Mapping[Format, Callable[[Channel, Sequence[bytes]], bytes]] = {
    Format.RSS: rss,
    Format.ATOM: atom,
    Format.JSON: json_feed,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What rendering needs beside the feed: the installation, the entries, what is rendered already."""

    site: Site
    load: Load
    memory: Memory
    digest: str
    """`site_key` of the site, worked out once: with a thousand sources that takes a while."""
    neutral: frozenset[str | None] = frozenset()
    """Tokens of feeds with neutral titles, None of public ones: nor does a page show what one of them would not."""

    @property
    def key(self) -> Key:
        """All that the installation adds to what is rendered."""
        return (self.digest, self.site.token)

    def of(self, feed: Feed) -> "Press":
        """The same for the documents of this feed."""
        return replace(self, site=replace(self.site, token=feed.token))

    def views(self, heads: Sequence[Head], showing: Showing) -> Iterator[tuple[Head, View | Failure | None]]:
        """What a subscriber sees of each entry, or why nothing of it can be shown; None where it is not, or gone."""
        keys = {head.id: view_key(head, showing, self.key) for head in heads}
        known = self.memory.views(keys.values())
        missing = [head.id for head in heads if keys[head.id] not in known]
        entries = {entry.id: entry for entry in self.load(missing).values()} if missing else {}
        for head in heads:
            if head.id not in entries:
                yield head, known.get(keys[head.id])
                continue
            try:
                view = disclose(entries[head.id], showing, self.site)
            except (ValueError, TypeError, LookupError) as error:
                # Pages are hostile: whatever one of them broke must not cost the feed.
                yield head, Failure(stage="publish", url=head.url or head.key, error=str(error))
            else:
                self.memory.keep_view(keys[head.id], view)
                yield head, view

    def fragments(
        self, heads: Sequence[Head], showing: Showing, form: Format
    ) -> tuple[Sequence[bytes], tuple[Failure, ...]]:
        """The entries in one format, with those that had to be left out."""
        keys = {head.id: (form, *view_key(head, showing, self.key)) for head in heads}
        found = {head.id: self.memory.fragment(keys[head.id]) for head in heads}
        failures: list[Failure] = []
        for head, view in self.views([head for head in heads if found[head.id] is None], showing):
            if isinstance(view, Failure):
                failures.append(view)
            elif view is not None:
                try:
                    fragment = _ITEMS[form](view)
                    found[head.id] = fragment
                    self.memory.keep(keys[head.id], fragment)
                except (ValueError, TypeError) as error:
                    failures.append(Failure(stage="publish", url=head.url or head.key, error=f"{form.value}: {error}"))
        return [known for head in heads if (known := found[head.id]) is not None], tuple(failures)


def feed_drafts(
    feed: Feed, heads: Sequence[Head], press: Press, *, withdrawn: Sequence[Head] = (), wish: Wish | None = None
) -> Iterator[Draft]:
    """The page of a feed, its documents and those of its twins, with their archives, of entries that `select` took.

    `heads`: all of them, newest first; `withdrawn`: those that are published no more; `wish`: what a subscriber asks.
    """
    of_it = press.of(feed)
    yield _page_draft(feed, heads, of_it, wish)
    for variant in (None, *feed.variants):
        yield from _variant_drafts(feed, variant, heads, of_it, withdrawn=withdrawn, wish=wish)


def article_draft(head: Head, press: Press) -> Draft:
    """The entry's reading page. Its `render` raises `ItemError` for an entry that cannot be shown."""
    path = press.site.page(head)
    shows = Showing(disclosure=Disclosure.FOLD, neutral_titles=press.site.token in press.neutral)
    key = _key(path, press, [head], shows)
    render = partial(_render_article, head, shows, path, key, press)
    return Draft(path=path, entry=head.id, entries=1, key=key, render=render)


def index_draft(feeds: Sequence[Feed], press: Press) -> Draft:
    """The page of all feeds but the private ones."""
    public = [feed for feed in feeds if feed.token is None]
    key, site = _key(INDEX, press, [], public), press.site
    return Draft(path=INDEX, key=key, render=lambda: _document(INDEX, HTML, index_page(public, site), key, site))


def opml_draft(feeds: Sequence[Feed], press: Press) -> Draft:
    """The list of all feeds but the private ones, for feed readers to subscribe to."""
    public = [feed for feed in feeds if feed.token is None]
    key, site = _key(OPML, press, [], public), press.site
    return Draft(path=OPML, key=key, render=lambda: _document(OPML, OPML_TYPE, opml(public, site), key, site))


def showing(feed: Feed, variant: Variant | None = None, wish: Wish | None = None) -> Showing:
    """How a feed shows its entries: as the subscriber wishes, else as its twin does, else as it says itself."""
    return Showing(
        disclosure=feed.discloses(variant, wish),
        seen=wish.seen if wish else (),
        content=feed.content,
        title_prefix=feed.title_prefix,
        neutral_titles=feed.neutral_titles,
        language=feed.language,
        tags=feed.tags,
    )


def _variant_drafts(
    feed: Feed,
    variant: Variant | None,
    heads: Sequence[Head],
    press: Press,
    *,
    withdrawn: Sequence[Head],
    wish: Wish | None,
) -> Iterator[Draft]:
    site, shows = press.site, showing(feed, variant, wish)
    pages = paged(feed, _shown(heads, shows, site), site.now)
    tombstones = tuple(Tombstone(id=head.id, at=head.withdrawn.at) for head in withdrawn if head.withdrawn)
    documents = [(None, pages.current), *enumerate(pages.archives, start=1)]
    # Format by format of the same entries: each is disclosed once.
    for (number, shown), form in product(documents, feed.formats):
        head = channel(
            feed,
            variant,
            form,
            site,
            updated=_newest(shown),
            wish=wish,
            archive=number,
            archives=len(pages.archives),
            tombstones=tombstones if number is None else (),
        )
        path = feed_path(feed, variant, form, number)
        key = _key(path, press, shown, [feed, shows, head.pages, head.tombstones])
        yield Draft(
            path=path,
            feed=feed.id,
            format=form.value,
            entries=len(shown),
            key=key,
            shown=shown,
            render=partial(_render_feed, feed, head, shown, shows, form, path, key, press),
        )


def _newest(heads: Sequence[Head]) -> datetime | None:
    """The latest time that any of these entries says it was updated at; None of none."""
    latest = max((head.updated for head in heads), default=None)
    if latest is None:
        return None
    second = latest.replace(microsecond=0)
    return max(distinct(head.updated, head.id) for head in heads if head.updated >= second)


def _shown(heads: Sequence[Head], shows: Showing, site: Site) -> Sequence[Head]:
    """The entries that its disclosure leaves."""
    if shows.disclosure is not Disclosure.DROP:
        return heads
    return [head for head in heads if not standing_warnings(head.facets, site.works, site.today, shows.seen)]


def _page_draft(feed: Feed, heads: Sequence[Head], press: Press, wish: Wish | None) -> Draft:
    path = feed_page_path(feed)
    shown = paged(feed, _shown(heads, showing(feed, None, wish), press.site), press.site.now).current
    key = _key(path, press, shown, [feed, wish])
    render = partial(_render_page, feed, shown, path, key, press, wish)
    return Draft(path=path, feed=feed.id, entries=len(shown), key=key, shown=tuple(shown), render=render)


def _render_feed(
    feed: Feed,
    head: Channel,
    shown: Sequence[Head],
    shows: Showing,
    form: Format,
    path: str,
    key: str,
    press: Press,
) -> Document:
    fragments, failures = press.fragments(shown, shows, form)
    return Document(
        path=path,
        media_type=head.media_type,
        body=_DOCUMENTS[form](head, fragments),
        key=key,
        changed=press.site.now,
        feed=feed.id,
        format=form.value,
        entries=len(shown),
        hubs=head.hubs,
        topic=head.address,
        failures=failures,
    )


def _render_page(feed: Feed, shown: Sequence[Head], path: str, key: str, press: Press, wish: Wish | None) -> Document:
    found = [view for _, view in press.views(shown, showing(feed, None, wish))]
    body = feed_page(feed, [view for view in found if isinstance(view, View)], press.site, wish)
    document = _document(path, HTML, body, key, press.site)
    failures = tuple(view for view in found if isinstance(view, Failure))
    return replace(document, feed=feed.id, entries=len(shown), failures=failures)


def _render_article(head: Head, shows: Showing, path: str, key: str, press: Press) -> Document:
    ((_, view),) = press.views([head], shows)
    if not isinstance(view, View):
        raise ItemError(view.error if view else "nothing of it may be shown", url=head.url or head.key)
    document = _document(path, HTML, article_page(view), key, press.site)
    return replace(document, entry=head.id, entries=1)


def _document(path: str, media_type: str, body: bytes, key: str, site: Site) -> Document:
    return Document(path=path, media_type=media_type, body=body, key=key, changed=site.now)


def _key(path: str, press: Press, heads: Sequence[Head], settings: object) -> str:
    """Digest of all that a document derives from."""
    return digest([RENDERING, press.key, path, settings, [head_key(head) for head in heads]])
