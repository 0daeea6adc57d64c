"""Owns what a subscriber has seen: reading it from an address, and what it covers of a notice's work."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from caveat.errors import WishError
from caveat.model import Disclosure, KnownWork, Measure, Medium, Point, Seen, Unit, Wish, Work

MOST = 20
"""Works that an address may name."""
LONGEST = 200
"""Characters of a value."""
_IGNORED = frozenset("'’‘ʼʻ`\u034f\u180b\u180c\u180d").union(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Within a word: apostrophes, and what chooses the shape of the character before it."""
_VALUE = re.compile(r"([^.:]*)(?:\.([^.:]*))?(?::([^.:]*))?")
_POINT = re.compile(r"(s)([0-9]{1,9})(?:e([0-9]{1,9}))?|([ecivbp])([0-9]{1,9})")
_EXAMPLES = "such as dune, dune.book, lost.tv:s2, lost.tv:s2e5 or one-piece:c1044"
_CONTAINERS = {
    Unit.SEASON: Measure.SEASON,
    Unit.EPISODE: Measure.SEASON,
    Unit.VOLUME: Measure.VOLUME,
    Unit.BOOK: Measure.BOOK,
}
_CONTAINERS_OF_MEDIA = {Medium.BOOK: Measure.BOOK, Medium.COMIC: Measure.VOLUME, Medium.MANGA: Measure.VOLUME}
"""What chapters, issues and pages stand in."""
_PARTS = {
    Unit.EPISODE: Measure.EPISODE,
    Unit.CHAPTER: Measure.CHAPTER,
    Unit.ISSUE: Measure.ISSUE,
    Unit.PAGE: Measure.PAGE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """How an address may call a work."""

    slug: str
    """The best of its names; "" where it has none."""
    names: frozenset[str]
    """All of them, with what no address can say."""
    title: str
    medium: Medium | None


def read_wish(pairs: Iterable[tuple[str, str]]) -> Wish:
    """What the query of an address asks for, the same for queries that ask the same.

    `pairs`: the decoded names and values. Raises `WishError`, which says what is right, for anything else than
    `disclosure` once and `seen` up to 20 times.
    """
    disclosure: Disclosure | None = None
    seen: list[Seen] = []
    for name, value in pairs:
        if name == "disclosure" and disclosure is None:
            disclosure = _disclosure(value)
        elif name == "seen" and len(seen) < MOST:
            seen.append(_seen(value))
        else:
            raise WishError(_refusal(name))
    return Wish(disclosure=disclosure, seen=tuple(sorted(set(seen), key=str)))


def has_seen(seen: Sequence[Seen], work: Work, works: Sequence[KnownWork]) -> bool:
    """Whether all that a notice says of a work was seen. `works`: those listed, whose names all mean the same work."""
    if not seen:
        return False
    called = call(work, works)
    return any(
        one.slug in called.names
        and one.medium in (None, called.medium)
        and (one.point is None or _reaches(one.point, work, called.medium))
        for one in seen
    )


def needed(work: Work, called: Called) -> Seen | None:
    """The least that covers what a notice says of a work; None where no address can say it."""
    return Seen(slug=called.slug, medium=called.medium, point=_end(work, called.medium)) if called.slug else None


def call(work: Work, works: Sequence[KnownWork]) -> Called:
    """How an address may call a notice's work.

    Of several listed works that it may be, only what is true of all of them counts.
    """
    listed = meant(work, works)
    media = {known.medium for known in listed}
    (only,) = listed if len(listed) == 1 else (None,)
    return Called(
        slug=slug(only.slug if only else work.title),
        names=frozenset.intersection(*map(_names, listed)) if listed else frozenset({_name(work.title)}),
        title=only.title if only else work.title,
        medium=work.medium or (media.pop() if len(media) == 1 else None),
    )


def meant(work: Work, works: Sequence[KnownWork]) -> tuple[KnownWork, ...]:
    """The listed works that a notice's work may be: by title, slug or alias in any form, and medium if both say one."""
    called = _index(_Listed(tuple(works))).get(_name(work.title), ())
    return tuple(known for known in called if not (known.medium and work.medium) or known.medium is work.medium)


@lru_cache(maxsize=4096)
def slug(title: str) -> str:
    """The name of a work in an address: Unicode letters, in lower case, and digits, with hyphens between its words.

    The same for any case, width and composition of its characters; "" for a title without letters and digits.
    """
    text = _folded("".join(map(_in_slug, _folded(title))))
    return "-".join(text.split())


class _Listed:
    """The listed works as a key: only the same tuple is the same, since to compare thousands takes long."""

    __slots__ = ("works",)

    def __init__(self, works: tuple[KnownWork, ...]) -> None:
        self.works = works

    def __hash__(self) -> int:
        return id(self.works)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Listed) and self.works is other.works


@lru_cache(maxsize=4)
def _index(listed: _Listed) -> dict[str, list[KnownWork]]:
    """The listed works by each of their names."""
    found: dict[str, list[KnownWork]] = {}
    for known in listed.works:
        for name in _names(known):
            found.setdefault(name, []).append(known)
    return found


def _names(known: KnownWork) -> frozenset[str]:
    return frozenset(map(_name, (known.slug, known.title, *known.aliases)))


def _name(title: str) -> str:
    """What makes two titles one: the slug, or of one that is nothing but signs these."""
    return slug(title) or title.strip()


def _folded(text: str) -> str:
    """As Unicode's NFKC_Casefold, with the dot that a Turkish capital leaves behind taken off its i."""
    once = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", text).casefold())
    return unicodedata.normalize("NFKC", once.casefold().replace("i\u0307", "i"))


def _in_slug(character: str) -> str:
    category = unicodedata.category(character)
    if character in _IGNORED or category == "Cf":
        return ""
    # Marks are what many scripts write their vowels with.
    return character if category[0] in "LNM" else " "


def _disclosure(value: str) -> Disclosure:
    try:
        return Disclosure(value)
    except ValueError:
        raise WishError(f"disclosure={_quoted(value)}: {_listed(Disclosure)} is wanted") from None


def _seen(value: str) -> Seen:
    folded = _folded(value[: LONGEST + 1]).strip()
    found = f"seen={_quoted(value)}"
    if len(value) > LONGEST or len(folded) > LONGEST:
        raise WishError(f"{found}: at most {LONGEST} characters are wanted")
    parts = _VALUE.fullmatch(folded)
    if parts is None or not parts[1]:
        raise WishError(f"{found}: the name of a work is wanted, {_EXAMPLES}")
    name, medium, point = parts.groups()
    if slug(name) != name:
        right = f", here perhaps {slug(name)}" if slug(name) else ""
        raise WishError(f"{found}: of a work's name, its letters and digits are wanted, with hyphens in between{right}")
    return Seen(
        slug=name,
        medium=None if medium is None else _medium(medium, found),
        point=None if point is None else _point(point, found),
    )


def _medium(text: str, found: str) -> Medium:
    try:
        return Medium(text)
    except ValueError:
        raise WishError(f"{found}: after the dot, {_listed(Medium)} is wanted") from None


def _point(text: str, found: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        message = (
            f"{found}: after the colon, a season (s2), an episode of it (s2e5), or an episode (e12), chapter (c1044), "
            "issue (i78), volume (v3), book (b2) or page (p120) is wanted"
        )
        raise WishError(message)
    season, number, episode, measure, count = match.groups()
    return Point(
        measure=Measure(season or measure),
        number=int(number or count),
        episode=None if episode is None else int(episode),
    )


def _refusal(name: str) -> str:
    if name == "disclosure":
        return "disclosure: it can be asked for once"
    if name == "seen":
        return f"seen: at most {MOST} works can be named"
    return f"{_quoted(name)}: nothing of this name can be asked for; disclosure and seen can"


def _quoted(text: str) -> str:
    """What was found, cut short, as it may be shown."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:60]) + ("…" if text[60:] else "")


def _listed(values: Iterable[str]) -> str:
    *most, last = values
    return f"{', '.join(most)} or {last}"


def _reaches(point: Point, work: Work, medium: Medium | None) -> bool:
    """Whether a scope ends at or before a point; one without an end never does."""
    if point.measure is _container(work.unit, medium):
        return _season_reaches(point, work)
    # Where parts are counted anew in every container, their number alone says nothing. Chapters of manga are not.
    is_alone = work.season_from is None and work.season_to is None
    is_counted_on = medium is Medium.MANGA and work.unit is Unit.CHAPTER
    return point.measure is _PARTS.get(work.unit) and (is_alone or is_counted_on) and _last_part(work) <= point.number


def _container(unit: Unit, medium: Medium | None) -> Measure | None:
    """What the larger number of a scope counts; None: nothing that has a letter, such as films."""
    if unit in _CONTAINERS:
        return _CONTAINERS[unit]
    return _CONTAINERS_OF_MEDIA.get(medium) if medium and unit in _PARTS else None


def _season_reaches(point: Point, work: Work) -> bool:
    if work.season_to is None:
        return False
    last = _last_container(work.season_to, work)
    if point.episode is None or last < point.number:
        return last <= point.number
    return work.unit is Unit.EPISODE and last == point.number and _last_part(work) <= point.episode


def _end(work: Work, medium: Medium | None) -> Point | None:
    """The first point that reaches the end of a scope; None: nothing less than the whole work does."""
    container, part, last_part = _container(work.unit, medium), _PARTS.get(work.unit), _last_part(work)
    if container and work.season_to is not None:
        episode = int(last_part) if work.unit is Unit.EPISODE and last_part < inf else None
        return Point(measure=container, number=_last_container(work.season_to, work), episode=episode)
    if part and work.season_to is None and work.season_from is None and last_part < inf:
        return Point(measure=part, number=int(last_part))
    return None


def _last_container(season_to: int, work: Work) -> int:
    return max(season_to, work.season_from or 0)


def _last_part(work: Work) -> float:
    if work.episode_to is None:
        return inf
    is_within_one = work.season_from in (None, work.season_to)
    return max(work.episode_to, work.episode_from or 0) if is_within_one else work.episode_to
