"""Owns what a subscriber says to have seen of a work: `dune`, `dune.book`, `lost.tv:s2e5`."""

from dataclasses import dataclass
from enum import StrEnum

from caveat.model.notice import Medium


class Measure(StrEnum):
    """What a point is counted in; the value is its letter in an address."""

    SEASON = "s"
    EPISODE = "e"
    """Of a work without seasons."""
    CHAPTER = "c"
    ISSUE = "i"
    VOLUME = "v"
    BOOK = "b"
    PAGE = "p"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Point:
    """Up to where: `s2` (all of season 2), `s2e5`, `c1044`."""

    measure: Measure
    number: int
    episode: int | None = None
    """Of season `number`, after which nothing was seen; None: all of it."""

    def __str__(self) -> str:
        return f"{self.measure}{self.number}" + (f"e{self.episode}" if self.episode is not None else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen of a work; its text is that of the address, and the same for equal ones."""

    slug: str
    """Lower-case letters, digits and hyphens of any script."""
    medium: Medium | None = None
    """Only the work of this medium; None: of any."""
    point: Point | None = None
    """None: all of it."""

    def __str__(self) -> str:
        medium = f".{self.medium}" if self.medium else ""
        return f"{self.slug}{medium}" + (f":{self.point}" if self.point else "")
