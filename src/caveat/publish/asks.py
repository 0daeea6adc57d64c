"""Owns what a page may ask a person about an entry: which of the works that it warns of they have seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caveat.characters import clip
from caveat.model import KnownWork, Medium, Notice, Seen
from caveat.publish.scopes import scope
from caveat.publish.seen import call, needed

_TITLE_LENGTH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A work that a notice names."""

    slug: str
    """Its name in addresses."""
    medium: Medium | None
    title: str
    scope: str
    """How much of it, in few characters: `S2E5`; "": all of it, or what no number says."""
    seen: Seen
    """What to say where just that much was seen; its text is the value of `seen` in an address."""


def asks(notices: Sequence[Notice], works: Sequence[KnownWork]) -> tuple[Asked, ...]:
    """The works of these notices, each scope once; `works`: those listed. None of a work without letters or digits."""
    return tuple(dict.fromkeys(_asks(notices, works)))


def _asks(notices: Sequence[Notice], works: Sequence[KnownWork]) -> Iterator[Asked]:
    for work in (work for notice in notices for work in notice.works):
        called = call(work, works)
        if seen := needed(work, called):
            title = clip(called.title, _TITLE_LENGTH)
            yield Asked(slug=seen.slug, medium=seen.medium, title=title, scope=scope(work), seen=seen)
