"""Owns which entries stand in a feed's document, and which in its archive (RFC 5005, section 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from caveat.model import Feed, Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """The entries of a feed, spread over its documents."""

    current: tuple[Head, ...]
    """Of the document that is subscribed to, newest first."""
    archives: tuple[tuple[Head, ...], ...]
    """Of the archive documents, the oldest document first; in each the newest entry first."""


def paged(feed: Feed, heads: Sequence[Head], now: datetime) -> Paged:
    """Spreads entries, which come newest first, by the feed's limits of number, age in whole days, and bytes.

    Every entry stands in some document. Archive documents are filled from the oldest entry on, so that a new one
    changes none but the last; one that is not full is there only where the current document leaves something out.
    """
    current = _current(feed, heads, now)
    left_out = len(heads) - len(current)
    if not left_out:
        return Paged(current=current, archives=())
    archives = _filled(feed, heads)
    if sum(map(len, archives[:-1])) >= left_out:
        archives.pop()
    return Paged(current=current, archives=tuple(tuple(reversed(archive)) for archive in archives))


def _current(feed: Feed, heads: Sequence[Head], now: datetime) -> tuple[Head, ...]:
    midnight = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    oldest = midnight - feed.max_age if feed.max_age is not None else None
    taken: list[Head] = []
    size = 0
    for head in heads[: feed.limit]:
        size += head.facets.size
        if (oldest is not None and head.published < oldest) or (taken and size > feed.max_size):
            break
        taken.append(head)
    return tuple(taken)


def _filled(feed: Feed, heads: Sequence[Head]) -> list[list[Head]]:
    """Groups of entries from the oldest on, each as full as it may be."""
    groups: list[list[Head]] = [[]]
    size = 0
    for head in reversed(heads):
        if len(groups[-1]) == feed.limit or (groups[-1] and size + head.facets.size > feed.max_size):
            groups.append([])
            size = 0
        groups[-1].append(head)
        size += head.facets.size
    return groups
