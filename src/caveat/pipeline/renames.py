"""Owns the mass change of ids: articles that come back under other names are known for what they are. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from caveat.model import Entry, Link, LinkState

LOOKED_AT = 500
"""Entries of a source among which the articles of its list are looked for."""

_FEW = 3
"""Articles that may have changed their names one by one."""
_SAME_TIME = timedelta(days=1)
_SHORTEST_TITLE = 8
"""Characters. Shorter ones ("News", "Diary") say too little."""


def looks_renamed(links: Sequence[Link], known: Collection[str]) -> bool:
    """Whether so much of a list is new that it is worth asking whether it is."""
    fresh = sum(link.key not in known for link in links)
    return fresh >= _FEW and 2 * fresh >= len(links)


def renamed(
    links: Sequence[Link], known: Mapping[str, LinkState], entries: Sequence[Entry], now: datetime
) -> Mapping[str, LinkState]:
    """The states of links that are unknown only by name, by link key: nothing unless most of the unknown ones are.

    An entry and a link are one article where they have the same title, which no other has, and the same day.
    `entries`: of the source.
    """
    listed = {state.entry_key for state in known.values()}
    fresh = {_title(link.title): link for link in links if link.key not in known}
    titles = Counter(_title(link.title) for link in links)
    stored = Counter(_title(entry.article.title) for entry in entries)
    found: dict[str, LinkState] = {}
    for entry in entries:
        title = _title(entry.article.title)
        link = fresh.get(title)
        if link is None or len(title) < _SHORTEST_TITLE or titles[title] > 1 or stored[title] > 1:
            continue
        if entry.key not in listed and _same_time(link, entry):
            found[link.key] = LinkState(key=link.key, entry_key=entry.key, checked_at=now, next_check_at=now)
    return found if len(found) >= _FEW and 2 * len(found) >= len(fresh) else {}


def _title(title: str) -> str:
    return title.casefold()


def _same_time(link: Link, entry: Entry) -> bool:
    """Whether both are of one day. Without a date, a column of the same title each week would be one article."""
    return link.published is not None and abs(link.published - entry.published) <= _SAME_TIME
