"""Owns the list of an inbox: which of its files are articles."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from caveat.model import DONE, FILE_TYPES, Link

_UNFINISHED = frozenset({".part", ".tmp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxList:
    """What an inbox holds."""

    links: tuple[Link, ...] = ()
    ignored: tuple[str, ...] = ()
    """Paths of files that are no articles, and of which nobody knows why they are there."""


def inbox_links(names: Iterable[tuple[str, str]]) -> InboxList:
    """The articles among the files of an inbox, given as (path relative to the inbox, digest), in the order given.

    Dotfiles, unfinished files (`.part`, `.tmp`) and what stands in `done/` are left out without a word; so is a path
    that leads out of the inbox.
    """
    links: dict[str, Link] = {}
    ignored: list[str] = []
    for name, digest in names:
        path = PurePosixPath(name)
        if _is_private(path):
            continue
        if path.suffix.lower() in FILE_TYPES:
            links.setdefault(str(path), Link(key=str(path), url=None, digest=digest))
        else:
            ignored.append(str(path))
    return InboxList(links=tuple(links.values()), ignored=tuple(ignored))


def _is_private(path: PurePosixPath) -> bool:
    return (
        not path.parts
        or path.is_absolute()
        or any(part.startswith(".") for part in path.parts)
        or path.suffix.lower() in _UNFINISHED
        or (path.parts[0] == DONE and len(path.parts) > 1)
    )
