"""Owns which entries a feed takes: by their tags, works, authors and spoilers, and by what they match."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from caveat.model import Feed, Head, Level, Pattern, Severity, Warned
from caveat.publish.addresses import Site
from caveat.publish.coverage import standing_warnings

_LEVELS = {
    None: Level.UNRATED,
    Severity.MINOR: Level.MINOR,
    Severity.MILD: Level.MILD,
    Severity.MAJOR: Level.MAJOR,
    Severity.FULL: Level.FULL,
}
_ORDER = tuple(Level)


def select(feed: Feed, heads: Iterable[Head], site: Site) -> Iterator[Head]:
    """The entries that the feed takes, in the order given.

    Sources and limits are the caller's. Names are compared in any case; works by title, slug or alias.
    """
    tags = {tag.casefold() for tag in feed.tags}
    authors = {author.casefold() for author in feed.authors}
    works = _work_names(feed, site)
    levels = {*feed.spoilers}
    included, excluded = _matcher(feed.include, site.today), _matcher(feed.exclude, site.today)
    for head in heads:
        facets = head.facets
        if (
            _meets(tags, (*facets.tags, *site.given_tags(head)))
            and _meets(authors, facets.authors)
            and _meets(works, facets.works)
            and (not levels or level(standing_warnings(facets, site.works, site.today)) in levels)
            and (included is None or included(head))
            and not (excluded is not None and excluded(head))
        ):
            yield head


def level(warnings: Sequence[Warned]) -> Level:
    """The highest degree that notices which warn give."""
    degrees = [_LEVELS[warned.severity] for warned in warnings]
    return max(degrees, key=_ORDER.index, default=Level.NONE)


def is_timed(feed: Feed) -> bool:
    """Whether the passing of a day may change what the feed takes."""
    patterns = (*feed.include, *feed.exclude)
    return feed.max_age is not None or any(pattern.until is not None for pattern in patterns)


def _meets(wanted: set[str], names: Iterable[str]) -> bool:
    return not wanted or any(name.casefold() in wanted for name in names)


def _work_names(feed: Feed, site: Site) -> set[str]:
    """Every name of the works that the feed asks for."""
    wanted = {name.casefold() for name in feed.works}
    listed = ({name.casefold() for name in (known.title, known.slug, *known.aliases)} for known in site.works)
    return wanted.union(*(names for names in listed if names & wanted))


def _matcher(patterns: Sequence[Pattern], today: date) -> Callable[[Head], bool] | None:
    """Whether an entry's title or address matches one of the patterns that still count; None: there are none."""
    counting = [_compiled(pattern.text) for pattern in patterns if pattern.until is None or today <= pattern.until]
    if not counting:
        return None
    return lambda head: any(one.fullmatch(text) for one in counting for text in (head.facets.title, head.url or ""))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """What stands between two stars is looked for once, where it first is (atomic): no title makes it slow."""
    first, *pieces = [re.escape(piece) for piece in re.split(r"\*+", pattern)]
    between = "".join(f"(?>.*?{piece})" for piece in pieces[:-1])
    return re.compile(first + between + "".join(f".*{piece}" for piece in pieces[-1:]), re.IGNORECASE | re.DOTALL)
