"""Owns the decisions of a poll, as pure functions of what is known and what was found."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from caveat.model import Article, Drop, Entry, Link, LinkState, Source, SourceKind
from caveat.pipeline.corrections import applied, restored
from caveat.pipeline.digest import article_digest
from caveat.pipeline.due import NEVER
from caveat.urls import canonical, same_site

FIRST_CHECK = timedelta(hours=1)
LONGEST_CHECK = timedelta(days=7)
OVERLAP = timedelta(days=1)
"""A sitemap's date may be a mere day: what it says of that day counts as late as can be."""
FAILED = "failed: "
"""Before the digest of a link that could not be read: it is tried again at growing distances, and not believed."""


Addresses = Mapping[str, str | None]
"""The address of every source that exists, None for an inbox, by id, in the config's order."""


class Change(StrEnum):
    """What an article that was read means for its entry."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to do with the links of one list."""

    read: tuple[Link, ...] = ()
    """New ones and those due for a check, in the list's order."""
    passed_over: tuple[Link, ...] = ()
    """Older than the first poll goes back: never to be read."""
    dropped: tuple[Drop, ...] = ()
    complete: bool = True
    """Every new link is either read or passed over: the list's validators may be believed next time."""


def plan(
    links: Sequence[Link],
    known: Mapping[str, LinkState],
    source: Source,
    *,
    first: bool,
    since: datetime | None,
    now: datetime,
    check: bool,
) -> Plan:
    """Which links to read.

    `first`: the source was never read before; `since`: when it first was; `check`: look at known ones, due or not.
    """
    fresh = [link for link in links if link.key not in known]
    wanted, passed_over = fresh, list[Link]()
    reason = f"older than the {source.initial} newest of the first poll"
    if first and source.kind is not SourceKind.INBOX:
        wanted, passed_over = _newest(fresh, source.initial)
    elif source.kind is SourceKind.SITEMAP and since is not None:
        # A sitemap lists all that a site ever had, and of that not all was seen by the first poll.
        passed_over = [link for link in fresh if (dated := link.published or link.updated) and dated < since - OVERLAP]
        old = {link.key for link in passed_over}
        wanted = [link for link in fresh if link.key not in old]
        reason = "last changed before the source was first read"
    taken, waiting = wanted, list[Link]()
    if source.kind is not SourceKind.INBOX:
        taken, waiting = _newest(wanted, source.limit)
    checks = (link for link in links if _wants_check(link, known, source, now, check=check))
    keys = {link.key for link in (*taken, *checks)}
    return Plan(
        read=tuple(link for link in links if link.key in keys),
        passed_over=tuple(passed_over),
        dropped=(
            *(Drop(url=link.url or link.key, reason=reason) for link in passed_over),
            *(
                Drop(url=link.url or link.key, reason=f"left for the next poll (limit = {source.limit})")
                for link in waiting
            ),
        ),
        complete=not waiting,
    )


def _newest(links: Sequence[Link], count: int) -> tuple[list[Link], list[Link]]:
    """The newest `count` and the rest, each in the order given; undated ones keep their place in the list."""
    if len(links) > count and all(link.published for link in links):
        ranked = sorted(links, key=lambda link: link.published or datetime.min.replace(tzinfo=UTC), reverse=True)
    else:
        ranked = list(links)
    keys = {link.key for link in ranked[:count]}
    return [link for link in links if link.key in keys], [link for link in links if link.key not in keys]


def _wants_check(link: Link, known: Mapping[str, LinkState], source: Source, now: datetime, *, check: bool) -> bool:
    state = known.get(link.key)
    if state is None or state.next_check_at >= NEVER:
        return False
    is_news = link.digest not in (state.digest, state.digest.removeprefix(FAILED))
    look = next_look(link, state, source)
    return check or is_news or (look is not None and look <= now)


def next_look(link: Link, state: LinkState, source: Source) -> datetime | None:
    """When a known link is to be looked at although its list says nothing new of it; None: never."""
    if state.next_check_at >= NEVER:
        return None
    # A sitemap says by itself when a page was last changed.
    is_told = not source.reads_pages or (source.kind is SourceKind.SITEMAP and link.updated is not None)
    return None if is_told and not state.digest.startswith(FAILED) else state.next_check_at


def is_behind(state: LinkState) -> bool:
    """Whether an article could not be read yet and is still tried; after some weeks it is given up as a loss."""
    return state.digest.startswith(FAILED) and state.next_check_at - state.checked_at < LONGEST_CHECK


def next_check(state: LinkState | None, now: datetime) -> datetime:
    """When to look for edits again: after an hour, then at distances that double up to a week."""
    if state is None:
        return now + FIRST_CHECK
    return now + min(max(2 * (now - state.checked_at), FIRST_CHECK), LONGEST_CHECK)


def own_key(link: Link, source: Source) -> str:
    """The key that a link gives its entry without a look at the article."""
    return _keyed(canonical(link.url), source) if link.url else f"inbox:{source.id}/{link.key}"


def _keyed(address: str, source: Source) -> str:
    """The key of an address.

    What a source is shown that others are not, and that is not to be shared, is an entry of its own: no canonical
    address has a fragment, but for one that opens with `!` and holds no further `#`.
    """
    return f"{address}#{source.id}" if source.sees_more and not source.shared else address


def entry_url(key: str) -> str | None:
    """The address of the article of an entry with this key; None for a file's."""
    if key.startswith("inbox:"):
        return None
    address, mark, last = key.rpartition("#")
    return address if mark and not last.startswith("!") else key


def identity(article: Article, link: Link, source: Source, *, file_id: str | None) -> str:
    """The key of a new entry: the article's canonical address if it is believable, else the link's own."""
    if link.url is None:
        if article.url is not None:
            return canonical(article.url)
        return f"inbox:{source.id}#{file_id}" if file_id else own_key(link, source)
    if article.url is not None and same_site(article.url, canonical(link.url)) and not _is_front_page(article.url):
        return _keyed(canonical(article.url), source)
    return own_key(link, source)


def _is_front_page(url: str) -> bool:
    return canonical(url).count("/") == 3 and canonical(url).endswith("/")


def decide_entry(
    old: Entry | None,
    article: Article,
    key: str,
    source: Source,
    *,
    now: datetime,
    undated: datetime,
    configured: Addresses,
) -> tuple[Entry, Change]:
    """The entry that an article makes of what was known. `key`: what it would be known by if it were new.

    `undated`: when an article without a date was published. Of an entry's sources only its `owner` changes it: two
    sources see the same page with rules of their own, and would otherwise overwrite each other at every poll. A source
    that comes to an entry as its owner takes it over without saying that it was updated: nobody edited anything. An
    entry that its publisher had taken away is back.
    """
    if old is None:
        return _new_entry(article, key, source, now=now, undated=undated), Change.NEW
    joined = old.with_source(source.id)
    if owner(joined, source, configured) != source.id:
        return joined, Change.UNCHANGED
    article, correction = applied(article, old.correction)
    digest = article_digest(article)
    joined = replace(joined, correction=correction, url=entry_url(key))
    if digest == old.digest:
        # Where only its address is another, it moved, and says what it said.
        return (restored(joined, now), Change.CHANGED) if _was_taken_away(old) else (joined, Change.UNCHANGED)
    withdrawn = None if _was_taken_away(old) else old.withdrawn
    taken = replace(joined, article=article, digest=digest, revision=old.revision + 1, withdrawn=withdrawn)
    if source.id not in old.sources and not _was_taken_away(old):
        # Its date too: whoever brought the article first may have had none, or a wrong one.
        published = _new_entry(article, key, source, now=old.first_seen, undated=old.published).published
        return replace(taken, published=published, updated=max(published, old.updated)), Change.UNCHANGED
    return replace(taken, updated=max(now, old.updated)), Change.CHANGED


def _was_taken_away(entry: Entry) -> bool:
    """Whether its publisher withdrew it; what an operator withdrew stays so, whatever is read."""
    return entry.withdrawn is not None and not entry.withdrawn.by_operator


def owner(entry: Entry, source: Source, configured: Addresses) -> str:
    """The one of an entry's sources that may change it: of those of its own site the first in the config's order.

    Where none is of its site, the first of all; else the one asking. So nobody takes over what another site publishes.
    """
    names = [name for name in configured if name in entry.sources]
    own = (name for name in names if entry.url and same_site(configured[name] or "", entry.url))
    return next(own, names[0] if names else source.id)


def _new_entry(article: Article, key: str, source: Source, *, now: datetime, undated: datetime) -> Entry:
    published = (min(article.published.astimezone(UTC), now) if article.published else undated).replace(microsecond=0)
    updated = article.updated.astimezone(UTC).replace(microsecond=0) if article.updated else published
    return Entry(
        id=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, key)}",
        key=key,
        url=entry_url(key),
        sources=(source.id,),
        article=article,
        first_seen=now,
        published=published,
        updated=updated if published <= updated <= now else published,
        digest=article_digest(article),
    )
