"""Owns which entries a feed takes, by their tags, works and authors."""

from collections.abc import Iterable, Iterator

from caveat.model import Entry, Feed
from caveat.publish.addresses import Site


def select(feed: Feed, entries: Iterable[Entry], site: Site) -> Iterator[Entry]:
    """The entries that the feed takes, in the order given. Lazy, so that a caller can page until it has enough.

    Sources and the limit are the caller's. Names are compared in any case; works by title, slug or alias.
    """
    tags = {tag.casefold() for tag in feed.tags}
    authors = {author.casefold() for author in feed.authors}
    works = _work_names(feed, site)
    for entry in entries:
        article = entry.article
        if (
            _meets(tags, (*article.tags, article.section or ""))
            and _meets(authors, article.authors)
            and _meets(works, (work.title for notice in article.notices for work in notice.works))
        ):
            yield entry


def _meets(wanted: set[str], names: Iterable[str]) -> bool:
    return not wanted or any(name.casefold() in wanted for name in names)


def _work_names(feed: Feed, site: Site) -> set[str]:
    """Every name of the works that the feed asks for."""
    wanted = {name.casefold() for name in feed.works}
    listed = ({name.casefold() for name in (known.title, known.slug, *known.aliases)} for known in site.works)
    return wanted.union(*(names for names in listed if names & wanted))
