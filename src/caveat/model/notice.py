"""Owns the words of spoiler notices: what a notice says, about which works, and how it was found."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NOTICE_NAMESPACE = "urn:caveat:spoilers:1"
"""Of notices as data (docs/spoilers-namespace.md); the number changes when a reader of the old one would be misled."""


class Polarity(StrEnum):
    """What a notice says of its text. Only `CONTAINS` warns."""

    CONTAINS = "contains"
    SPOILER_FREE = "spoiler-free"
    """A label: "spoiler-free review"."""
    DENIES = "denies"
    """A promise: "no spoilers here"."""


class Severity(StrEnum):
    """How much a notice says is spoiled."""

    MINOR = "minor"
    MILD = "mild"
    MAJOR = "major"
    FULL = "full"


class Where(StrEnum):
    """Where in its text a notice stands."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    END = "end"


class Origin(StrEnum):
    """What kind of evidence a notice rests on."""

    MARKUP = "markup"
    PHRASE = "phrase"
    DECLARED = "declared"


class Medium(StrEnum):
    """What a work is."""

    TV = "tv"
    FILM = "film"
    BOOK = "book"
    GAME = "game"
    COMIC = "comic"
    MANGA = "manga"
    ANIME = "anime"
    SOAP = "soap"
    SPORT = "sport"
    OTHER = "other"


class Unit(StrEnum):
    """The smallest unit that a scope names."""

    SEASON = "season"
    EPISODE = "episode"
    CHAPTER = "chapter"
    ISSUE = "issue"
    VOLUME = "volume"
    BOOK = "book"
    PAGE = "page"
    FILM = "film"
    GAME = "game"
    ENTIRE = "entire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work that a notice names, with how much of it the notice is about."""

    title: str
    """As it stands in the text, without quotes or brackets."""
    medium: Medium | None = None
    season_from: int | None = None
    """The larger container: season, series, part, volume, book or film number."""
    season_to: int | None = None
    episode_from: int | None = None
    """The episode, chapter, issue or page."""
    episode_to: int | None = None
    unit: Unit = Unit.ENTIRE
    through: bool = False
    """True for "through", "up to", "and earlier": then `*_to` is set and `*_from` is None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The publisher's or author's own statement that a text holds, or does not hold, spoilers."""

    text: str
    """The notice as it stands, white space folded. Of a span that the publisher hid: its visible label or ""."""
    polarity: Polarity
    severity: Severity | None = None
    where: Where
    covers: tuple[int, ...] = ()
    """Lines of the article's `text`, from 1, ascending, that it speaks for."""
    works: tuple[Work, ...] = ()
    origin: Origin
    rule: str
    """Name of the rule that found it."""
    confidence: float = 1.0
    """0 to 1."""
    inline: bool = False
    """True: of the covered lines only the hidden spans are meant (`<span class="spoiler">` in the block's html)."""

    @property
    def warns(self) -> bool:
        """Whether a subscriber must be warned."""
        return self.polarity is Polarity.CONTAINS


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWork:
    """A work as the operator lists it in works.toml."""

    title: str
    slug: str
    aliases: tuple[str, ...] = ()
    medium: Medium | None = None
    until: date | None = None
    """The last day on which it can be spoiled; None: for ever."""
