"""Owns what the page of a feed asks a person: which works they have seen, a box to tick for each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from caveat.model import Seen, Wish
from caveat.publish.addresses import Site
from caveat.publish.asks import Asked, asks
from caveat.publish.disclosure import View
from caveat.publish.seen import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One box: a work, and how much of it was seen."""

    seen: Seen
    """What it says where it is ticked; its text is the value in an address."""
    title: str
    scopes: tuple[str, ...] = ()
    """How much of it the entries spoil, in few characters."""
    points: tuple[str, ...] = ()
    """The points that these scopes end at."""
    is_ticked: bool = False

    @property
    def work(self) -> str:
        """The work's name in an address."""
        return str(replace(self.seen, point=None))

    @property
    def has_parts(self) -> bool:
        """Whether somebody may have seen a part of it only."""
        return bool(self.points or self.scopes or self.seen.point)


def ticks(views: Sequence[View], site: Site, wish: Wish | None) -> tuple[Tick, ...]:
    """The works that these entries ask about, and those that the subscriber named, by title."""
    said = wish.seen if wish else ()
    met = sorted(_met(views, site, {seen.slug for seen in said}), key=lambda asked: asked.slug)
    boxes = {tick.work: tick for _, group in groupby(met, key=lambda asked: asked.slug) for tick in _boxes([*group])}
    titles = {asked.slug: asked.title for asked in met}
    rows = list(boxes.values())
    for seen in said:
        work = str(replace(seen, point=None))
        box = boxes.pop(work, None)
        if box is not None:
            rows.remove(box)
        known = box or Tick(seen=seen, title=titles.get(seen.slug, seen.slug))
        rows.append(replace(known, seen=seen, is_ticked=True))
    return tuple(sorted(rows, key=lambda tick: (tick.title.casefold(), str(tick.seen))))


def lifted_by(view: View) -> tuple[str, ...]:
    """The works that have to be ticked as a whole for nothing of an entry to be a spoiler any more.

    None where some notice names no work that an address can name, or may not tell all that it names.
    """
    warning = [notice for notice in view.notices if notice.warns]
    if not all(notice.text and notice.works and all(slug(work.title) for work in notice.works) for notice in warning):
        return ()
    return asked_of(view)


def asked_of(view: View) -> tuple[str, ...]:
    """The works that an entry asks about, as an address names them."""
    return tuple(dict.fromkeys(str(replace(asked.seen, point=None)) for asked in view.asks))


def _met(views: Sequence[View], site: Site, said: set[str]) -> Iterator[Asked]:
    """What the entries ask about, and what they would but for what was said already."""
    for view in views:
        yield from view.asks
        warning = [notice for notice in view.notices if notice.warns]
        yield from (asked for asked in asks(warning, site.works) if asked.slug in said)


def _boxes(group: Sequence[Asked]) -> Iterator[Tick]:
    """Of one name: one box, and one a medium only where several are met; without a medium, it stands for all."""
    media = {asked.medium for asked in group}
    if len(media) == 2 and None in media:
        group = [replace(asked, medium=None) for asked in group]
        media = {None}
    for medium in sorted(media, key=str):
        same = [asked for asked in group if asked.medium is medium]
        title = same[0].title
        yield Tick(
            seen=Seen(slug=same[0].slug, medium=medium),
            title=f"{title} ({medium})" if medium and len(media) > 1 else title,
            scopes=_each(asked.scope for asked in same),
            points=_each(str(asked.seen.point or "") for asked in same),
        )


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
