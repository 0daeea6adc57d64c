"""Owns which works a statement names, each with its scope, and which one is meant where it names none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from caveat.model import KnownWork, Medium, Unit, Work
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.pairs import is_apart, leads, pair
from caveat.spoilers.scopes import Scope, find_scopes
from caveat.spoilers.stretches import Beside
from caveat.spoilers.titles import Title, find_titles
from caveat.spoilers.walks import Setting

_EPISODE_TITLE = re.compile(
    r"""(?:[\s,–—:-]{1,3}["'(]{1,2}|[\s,–—:-]{0,3}[「『〈“]{1,2}| ?[:(]+ ?| [–—] (?:[\w']{1,20} ){0,3})"""
)
_RIGHT_BEFORE = re.compile(r"""[:,]? ["'“‘]""")
_EPISODE = Scope(start=0, end=0, unit=Unit.EPISODE)
_CALLED = re.compile(r"\b(?:titled|entitled|called|named) [\"'(]{0,2}$")
_GAP = re.compile(r"\W+")
_LONGEST_NOUN = 24
_BEFORE_TITLE = " \"'*_([「『《〈<≪＜"
_BEHIND_TITLE = " \"'*_)]」』》〉>≫＞"
_UNITS = {
    Medium.FILM: Unit.FILM,
    Medium.BOOK: Unit.BOOK,
    Medium.GAME: Unit.GAME,
}
_READ = {Medium.BOOK, Medium.COMIC, Medium.MANGA, Medium.GAME}
_MEDIA = {
    Unit.SEASON: Medium.TV,
    Unit.EPISODE: Medium.TV,
    Unit.ISSUE: Medium.COMIC,
    Unit.BOOK: Medium.BOOK,
    Unit.PAGE: Medium.BOOK,
    Unit.FILM: Medium.FILM,
}


@dataclass(frozen=True, slots=True)
class Named:
    """What a statement says of works."""

    works: tuple[Work, ...] = ()
    scopes: tuple[Scope, ...] = ()
    """Scopes of a work that the statement does not name: "for season 3, and for Dune"."""


def name_works(
    text: str,
    plain: str,
    known: Sequence[KnownWork],
    lexicon: Lexicon,
    setting: Setting = Setting.NOTICE,
    label: Beside | None = None,
) -> Named:
    """The works of one statement. `plain` is `text` with straight quotes, offset by offset.

    `label`: on which side of a part of a headline its label stands.
    """
    return _named(text, plain, tuple(known), lexicon, setting, label)


@lru_cache(maxsize=128)
def _named(
    text: str,
    plain: str,
    known: tuple[KnownWork, ...],
    lexicon: Lexicon,
    setting: Setting,
    label: Beside | None,
) -> Named:
    """The works of one statement; the same one is asked for by every notice near it."""
    scopes = find_scopes(plain, lexicon)
    titles = find_titles(text, plain, scopes, known, lexicon, setting, label)
    scopes = tuple(scope for scope in scopes if not any(_overlaps(scope, title) for title in titles))
    titles = tuple(title for title in titles if not _is_episode_title(title, scopes, titles, plain))
    if not titles:
        return Named(scopes=scopes)
    titles = tuple(title for title in titles if not _is_explained(title, scopes, titles, plain, lexicon))
    episodes = [title for title in titles if _names_episode(title, titles, plain)]
    titles = tuple(title for title in titles if title not in episodes)
    pairs = pair(titles, scopes, plain, lexicon)
    pairs = [
        (title, scope or next((_EPISODE for one in episodes if _is_behind(one, title, plain)), None))
        for title, scope in pairs
    ]
    media = _media(titles, plain, lexicon)
    works = [work(title.text, medium, scope) for (title, scope), medium in zip(pairs, media, strict=True)]
    unused = [scope for scope in scopes if all(scope is not used for _, used in pairs)]
    works += _other_media(unused, works, plain, lexicon)
    earlier = (scope for scope in unused if scope.end <= titles[0].start)
    return Named(distinct(works), tuple(scope for scope in earlier if is_apart(scope, titles[0], plain, lexicon)))


def work(title: str, medium: Medium | None, scope: Scope | None) -> Work:
    """A work with its scope; without one, the whole of it."""
    if scope is None or scope.unit is Unit.ENTIRE:
        return Work(title=title, medium=medium, unit=_UNITS.get(medium, Unit.ENTIRE) if medium else Unit.ENTIRE)
    unit = scope.unit
    if unit is Unit.CHAPTER and (medium in {Medium.TV, Medium.ANIME} or (scope.loose and medium not in _READ)):
        unit = Unit.EPISODE
    if unit is Unit.EPISODE and medium in {Medium.MANGA, Medium.COMIC, Medium.BOOK}:
        unit = Unit.CHAPTER
    return Work(
        title=title,
        medium=medium or _MEDIA.get(unit),
        season_from=scope.season[0],
        season_to=scope.season[1],
        episode_from=scope.episode[0],
        episode_to=scope.episode[1],
        unit=unit,
        through=scope.through,
    )


def in_context(named: Named, context: Sequence[Work]) -> tuple[Work, ...]:
    """The works of a statement, with the first work of the context where it names none."""
    if named.works or not context:
        return named.works
    if not named.scopes:
        return (context[0],)
    return tuple(work(context[0].title, context[0].medium, scope) for scope in named.scopes[:1])


def likeliest(works: Sequence[Work]) -> Work:
    """Of several works that a sentence mentions, the one it is about: one with a scope, else the longest title."""
    return max(works, key=lambda one: (not is_whole(one), len(one.title.split())))


def with_scope(works: tuple[Work, ...], nearby: Sequence[Work]) -> tuple[Work, ...]:
    """A single work without a scope takes the scope that the sentence beside it gives to the same title."""
    if len(works) != 1 or not is_whole(works[0]):
        return works
    return next(((other,) for other in nearby if other.title == works[0].title and not is_whole(other)), works)


def _overlaps(scope: Scope, title: Title) -> bool:
    return scope.start < title.end and title.start < scope.end


def _is_episode_title(title: Title, scopes: Sequence[Scope], titles: Sequence[Title], plain: str) -> bool:
    """Whether it names the episode whose number stands right before it, after the title of its work."""
    numbered = any(scope.unit is Unit.EPISODE and scope.end <= title.start for scope in scopes)
    earlier = max((other.end for other in titles if other.end <= title.start), default=0)
    if numbered and earlier and title.quoted and _EPISODE_TITLE.fullmatch(plain, earlier, title.start):
        return True
    if numbered and title is not titles[0] and _CALLED.search(plain, max(0, title.start - 20), title.start):
        return True
    return any(
        scope.end <= title.start
        and (plain[title.start - 1] == "(" or any(other.end <= scope.start for other in titles))
        and _EPISODE_TITLE.fullmatch(plain, scope.end, title.start) is not None
        for scope in scopes
    )


def _names_episode(title: Title, titles: Sequence[Title], plain: str) -> bool:
    """Whether a title in quotes names an episode of the one without quotes right before it."""
    return title.quoted and any(not other.quoted and _is_behind(title, other, plain) for other in titles)


def _is_explained(title: Title, scopes: Sequence[Scope], titles: Sequence[Title], plain: str, lexicon: Lexicon) -> bool:
    """Whether the first of two titles in quotes is that of an episode: "The We We Are," the finale of "Severance"."""
    if len(titles) != 2 or title is titles[1] or not all(one.quoted for one in titles):
        return False
    return any(scope.unit is Unit.EPISODE and leads(scope, title, titles, plain, lexicon) for scope in scopes)


def _is_behind(title: Title, other: Title, plain: str) -> bool:
    return other.end < title.start and _RIGHT_BEFORE.fullmatch(plain, other.end, title.start) is not None


def _media(titles: Sequence[Title], plain: str, lexicon: Lexicon) -> list[Medium | None]:
    """What each title is: as the noun right before it says, the plural noun before its list, what is known of it, or
    the noun right after it.
    """
    media: list[Medium | None] = []
    shared: Medium | None = None
    last = 0
    for title in titles:
        before, after = _noun_before(title, plain, lexicon), _noun_after(title, plain, lexicon)
        if before in lexicon.plurals:
            shared = lexicon.media[before]
        elif not lexicon.titles.between.fullmatch(plain, last, title.start):
            shared = None
        single = None if after in lexicon.plurals else lexicon.media.get(after)
        media.append(lexicon.media.get(before) or shared or title.medium or single)
        last = title.end
    return media


def _noun_before(title: Title, plain: str, lexicon: Lexicon) -> str:
    """The word, or the two words that are a known noun ("graphic novel"), right before a title."""
    before = plain[max(0, title.start - _LONGEST_NOUN) : title.start].lower().rstrip(_BEFORE_TITLE)
    if lexicon.titles.stretches is not None:
        return max((noun for noun in lexicon.media if before.endswith(noun)), key=len, default="")
    words = _GAP.split(before)
    pair = " ".join(words[-2:])
    if pair in lexicon.media:
        return pair
    # "The manga of One Piece".
    is_of = words[-1] in lexicon.titles.anchors and words[-1] not in lexicon.titles.conjunctions
    return words[-2] if is_of and words[-2:-1] and words[-2] in lexicon.media else words[-1]


def _noun_after(title: Title, plain: str, lexicon: Lexicon) -> str:
    after = plain[title.end : title.end + _LONGEST_NOUN].lower().lstrip(_BEHIND_TITLE)
    if lexicon.titles.stretches is not None:
        return max((noun for noun in lexicon.media if after.startswith(noun)), key=len, default="")
    return _GAP.split(after, maxsplit=1)[0]


def _other_media(free: Sequence[Scope], works: Sequence[Work], plain: str, lexicon: Lexicon) -> list[Work]:
    """Scopes of the same work in another medium ("and for chapter 3 of the manga")."""
    found = []
    for scope in free:
        match = lexicon.titles.other_medium.match(plain, scope.end)
        medium = lexicon.media.get(match[1].lower()) if match else None
        if medium is not None and works:
            found.append(work(works[-1].title, medium, scope))
    return found


def distinct(works: Sequence[Work]) -> tuple[Work, ...]:
    """Without repetitions; a work without a scope is dropped where the same stands with one."""
    kept: list[Work] = []
    for one in works:
        same = [other for other in kept if other.title.lower() == one.title.lower()]
        if same and (one in same or is_whole(one)):
            continue
        if len(same) == 1 and is_whole(same[0]):
            kept[kept.index(same[0])] = one if one.medium else replace(one, medium=same[0].medium)
            continue
        kept.append(one)
    return tuple(kept)


def is_whole(one: Work) -> bool:
    """Whether a work is named without a part of it."""
    return (
        one.season_to is None
        and one.episode_from is one.episode_to is None
        and one.unit not in {Unit.EPISODE, Unit.SEASON}
    )
