"""Owns how a work and its scope are named in few characters: `Jessica Jones S1`, `One Piece ch. 1044`."""

from caveat.characters import clip
from caveat.model import Medium, Unit, Work

_TITLE_LENGTH = 60
_PARTS = {Unit.EPISODE: "ep. ", Unit.CHAPTER: "ch. ", Unit.ISSUE: "#", Unit.PAGE: "p. "}
_CONTAINERS = {Unit.SEASON: "S", Unit.VOLUME: "vol. ", Unit.BOOK: "book ", Unit.FILM: "film ", Unit.GAME: "game "}
_MEDIUM_CONTAINERS = {Medium.BOOK: "book ", Medium.COMIC: "vol. ", Medium.MANGA: "vol. "}


def brief(work: Work) -> str:
    """The work's title with its scope: `Dune: Part Two`, `Lost S2E5`, `Nightwing #78`, `Lost up to S2`."""
    return " ".join(part for part in (clip(work.title, _TITLE_LENGTH), scope(work)) if part)


def scope(work: Work) -> str:
    """How much of the work is meant, "" where no number says it."""
    if work.unit is Unit.EPISODE and work.season_to is not None and work.episode_to is not None:
        numbers = _episodes(work)
    elif work.unit in _PARTS:
        container = _span(work.season_from, work.season_to)
        part = _span(work.episode_from, work.episode_to)
        named = _MEDIUM_CONTAINERS.get(work.medium, "S") if work.medium else "S"
        numbers = " ".join(label + span for label, span in ((named, container), (_PARTS[work.unit], part)) if span)
    elif work.unit in _CONTAINERS:
        container = _span(work.season_from, work.season_to)
        numbers = _CONTAINERS[work.unit] + container if container else ""
    else:
        numbers = ""
    return f"up to {numbers}" if numbers and work.through else numbers


def _episodes(work: Work) -> str:
    """`S2E5`, `S2E5-8`, `S1E3-S2E4`."""
    if work.season_from in (None, work.season_to):
        return f"S{work.season_to}E{_span(work.episode_from, work.episode_to)}"
    if work.episode_from is None:
        return f"S{work.season_from}-S{work.season_to}E{work.episode_to}"
    return f"S{work.season_from}E{work.episode_from}-S{work.season_to}E{work.episode_to}"


def _span(first: int | None, last: int | None) -> str:
    if last is None:
        return "" if first is None else str(first)
    return str(last) if first in (None, last) else f"{first}-{last}"
