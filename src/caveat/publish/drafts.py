"""Owns which documents are published and what each derives from: paths, keys, and the rendering put off."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache, partial

from caveat.errors import ItemError
from caveat.model import Disclosure, Document, Draft, Entry, Failure, Feed, Format, Variant
from caveat.publish.addresses import INDEX, Site, feed_path
from caveat.publish.channel import Channel, channel
from caveat.publish.disclosure import View, disclose, warns
from caveat.publish.jsonfeed import json_feed
from caveat.publish.site import HTML, article_page, index_page
from caveat.publish.xml import atom, rss

RENDERING = 6
"""Raised whenever the same entries would give other bytes."""
_INDEX_ENTRIES = 10

Views = tuple[tuple[View, ...], tuple[Failure, ...]]
"""What is shown, and what could not be."""


def feed_drafts(feed: Feed, entries: Sequence[Entry], site: Site) -> tuple[Draft, ...]:
    """One draft a format, for the feed and each of its twins, of entries that `select` took, newest first.

    Each document takes the first `feed.limit` that its disclosure leaves, so handing over more fills a twin that drops.
    """
    drafts: list[Draft] = []
    for variant in (None, *feed.variants):
        disclosure = variant.disclosure if variant else feed.disclosure
        kept = entries if disclosure is not Disclosure.DROP else [entry for entry in entries if not warns(entry, site)]
        drafts.extend(_format_drafts(feed, variant, disclosure, tuple(kept[: feed.limit]), site))
    return tuple(drafts)


def article_draft(entry: Entry, site: Site) -> Draft:
    """The entry's reading page. Its `render` raises `ItemError` for an entry that cannot be shown."""
    key = _key(entry.page, site, [entry], None)
    return Draft(path=entry.page, entries=1, key=key, render=partial(_render_article, entry, site, key))


def index_draft(feeds: Sequence[Feed], newest: Mapping[str, Sequence[Entry]], site: Site) -> Draft:
    """The page of all feeds; `newest` holds the newest entries of each, by feed id."""
    shown = {feed.id: tuple(newest.get(feed.id, ())[:_INDEX_ENTRIES]) for feed in feeds}
    entries = [entry for feed in feeds for entry in shown[feed.id]]
    key = _key(INDEX, site, entries, [(_settings(feed), len(shown[feed.id])) for feed in feeds])
    render = partial(_render_index, tuple(feeds), shown, site, key)
    return Draft(path=INDEX, entries=len(entries), key=key, render=render)


def _format_drafts(
    feed: Feed, variant: Variant | None, disclosure: Disclosure, entries: tuple[Entry, ...], site: Site
) -> Iterator[Draft]:
    # The formats of one twin show the same; the first to be rendered works it out.
    views = cache(partial(_views, entries, disclosure, feed, site))
    updated = max((entry.updated for entry in entries), default=None)
    for form in feed.formats:
        path = feed_path(feed, variant, form)
        key = _key(path, site, entries, _settings(feed))
        render = partial(_render_feed, channel(feed, variant, form, site, updated), form, path, key, views)
        yield Draft(path=path, feed=feed.id, format=form.value, entries=len(entries), key=key, render=render)


def _render_feed(head: Channel, form: Format, path: str, key: str, views: Callable[[], Views]) -> Document:
    shown, failures = views()
    if form is Format.JSON:
        body = json_feed(head, shown)
    else:
        body, refused = (rss if form is Format.RSS else atom)(head, shown)
        failures += refused
    return Document(
        path=path, media_type=head.media_type, body=body, key=key, changed=head.published, failures=failures
    )


def _render_article(entry: Entry, site: Site, key: str) -> Document:
    try:
        view = disclose(entry, Disclosure.FOLD, site, tags=site.given_tags(entry))
    except ValueError as error:
        raise ItemError(str(error), url=site.link(entry)) from error
    if view is None:
        raise ItemError("nothing of it may be shown", url=site.link(entry))
    body = article_page(view, entry.article.site)
    return Document(path=entry.page, media_type=HTML, body=body, key=key, changed=site.now)


def _render_index(feeds: tuple[Feed, ...], entries: Mapping[str, tuple[Entry, ...]], site: Site, key: str) -> Document:
    failures: tuple[Failure, ...] = ()
    cards = []
    for feed in feeds:
        shown, failed = _views(entries[feed.id], feed.disclosure, feed, site)
        cards.append((feed, shown))
        failures += failed
    body = index_page(cards)
    return Document(path=INDEX, media_type=HTML, body=body, key=key, changed=site.now, failures=failures)


def _views(entries: tuple[Entry, ...], disclosure: Disclosure, feed: Feed, site: Site) -> Views:
    views: list[View] = []
    failures: list[Failure] = []
    for entry in entries:
        try:
            tags = (*feed.tags, *site.given_tags(entry))
            view = disclose(entry, disclosure, site, tags=tags, prefix=feed.title_prefix, language=feed.language)
        except (ValueError, TypeError, LookupError) as error:
            # Pages are hostile: whatever one of them broke must not cost the feed.
            failures.append(Failure(stage="publish", url=site.link(entry), error=str(error)))
        else:
            if view is not None:
                views.append(view)
    return tuple(views), tuple(failures)


def _settings(feed: Feed) -> dict[str, object]:
    return asdict(feed)


def _key(path: str, site: Site, entries: Sequence[Entry], settings: object) -> str:
    """Digest of all that a document derives from; of the day, only which works it has set free."""
    expired = [asdict(work) for work in site.works if work.until is not None and work.until < site.today]
    # Tags on their own: the operator gives some, which are no part of the digest.
    shown = [(entry.id, entry.revision, entry.digest, entry.article.tags) for entry in entries]
    inputs = [RENDERING, site.version, site.base_url, path, settings, expired, shown]
    return hashlib.sha256(json.dumps(inputs, default=str, sort_keys=True).encode()).hexdigest()
