"""Owns the works that a page's structured data says its article is about: `about`, `itemReviewed` (schema.org)."""

from collections.abc import Iterator
from itertools import islice

from caveat.extract.jsonld import Declared, Json, Node, first_text, kinds_of
from caveat.model import Medium, Unit, Work

_KINDS: dict[str, tuple[Medium | None, Unit]] = {
    "TVSeries": (Medium.TV, Unit.ENTIRE),
    "TVSeason": (Medium.TV, Unit.SEASON),
    "TVEpisode": (Medium.TV, Unit.EPISODE),
    "RadioSeries": (Medium.OTHER, Unit.ENTIRE),
    "PodcastSeries": (Medium.OTHER, Unit.ENTIRE),
    "Movie": (Medium.FILM, Unit.FILM),
    "MovieSeries": (Medium.FILM, Unit.ENTIRE),
    "Book": (Medium.BOOK, Unit.BOOK),
    "BookSeries": (Medium.BOOK, Unit.ENTIRE),
    "VideoGame": (Medium.GAME, Unit.GAME),
    "VideoGameSeries": (Medium.GAME, Unit.ENTIRE),
    "ComicSeries": (Medium.COMIC, Unit.ENTIRE),
    "ComicStory": (Medium.COMIC, Unit.ENTIRE),
    "ComicIssue": (Medium.COMIC, Unit.ISSUE),
    "Play": (Medium.OTHER, Unit.ENTIRE),
}
"""Types of schema.org that are works one can spoil, and the unit that one of them is."""
_OF_SERIES = ("partOfSeries", "partOfTVSeries", "isPartOf")
_MOST = 10
_LONGEST = 120
_HIGHEST = 9999


def read_subjects(declared: Declared) -> tuple[Work, ...]:
    """The works that the article is about, or reviews, as its page's JSON-LD says; none twice."""
    said = (declared.article.get("itemReviewed"), declared.article.get("about"), declared.review.get("itemReviewed"))
    works = (work for value in said for node in _nodes(value) for work in _work(node))
    return tuple(islice(dict.fromkeys(works), _MOST))


def _nodes(value: Json) -> Iterator[Node]:
    for item in islice(value, _MOST) if isinstance(value, list) else (value,):
        if isinstance(item, dict):
            yield item


def _work(node: Node) -> Iterator[Work]:
    kind = next((kind for kind in kinds_of(node) if kind in _KINDS), None)
    if kind is None:
        return
    medium, unit = _KINDS[kind]
    whole = next((part for name in _OF_SERIES for part in _nodes(node.get(name))), {})
    season = next(_nodes(node.get("partOfSeason")), {}) if unit is Unit.EPISODE else node
    whole = whole or next((part for name in _OF_SERIES for part in _nodes(season.get(name))), {})
    is_part = unit in {Unit.SEASON, Unit.EPISODE, Unit.ISSUE}
    title = first_text((whole if is_part else node).get("name"))
    if not title or len(title) > _LONGEST:
        return
    number = _number(season.get("seasonNumber")) if is_part else None
    part = _number(node.get("episodeNumber" if unit is Unit.EPISODE else "issueNumber")) if is_part else None
    yield Work(
        title=title,
        medium=medium,
        season_from=number,
        season_to=number,
        episode_from=part,
        episode_to=part,
        unit=unit,
    )


def _number(value: Json) -> int | None:
    text = str(value) if isinstance(value, int) else first_text(value) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(_HIGHEST)) else None
