"""Owns titles without quotes or capitals, where words do not stand between blanks: what the words around leave over."""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import islice

from caveat.spoilers.lexicon import Lexicon, StretchRules
from caveat.spoilers.scopes import Scope

_LONGEST = 40
_MOST_PARTICLES = 4
"""Of words that belong to no title, at each end of a stretch."""
_MOST_CUTS = 200
_CLOSED = frozenset("」』》〉")
"""Right behind a title in quotes stands the rest of it: 「鬼滅の刃」無限城編."""


class Beside(Enum):
    """On which side of a stretch of a headline the label stands."""

    BEFORE = "before"
    BEHIND = "behind"


def find_stretches(
    plain: str, scopes: Sequence[Scope], lexicon: Lexicon, label: Beside | None, *, alone: bool
) -> list[tuple[int, int]]:
    """(start, end) of each stretch that reads as a title.

    `label`: on which side of this part of a headline its label stands; None: this is running text. `alone`: no other
    title is known; else only one with a scope is looked for.
    """
    rules = lexicon.titles.stretches
    if rules is None:
        return []
    stretches = list(_between(plain, scopes, rules))
    told = (_numbered(plain, stretch, scopes, lexicon, whole=label is not None) for stretch in stretches)
    found = [span for span in told if span]
    if alone and not found:
        told = (_told(plain, stretch, rules, whole=label is not None) for stretch in stretches)
        found = [span for span in told if span]
    if found or label is None:
        return found
    last = _sound(plain, *stretches[-1], rules) if stretches and label is Beside.BEHIND else None
    if last and not rules.cut.search(plain, last[1]):
        return [last]
    openings = (_opening(plain, stretch, rules) for stretch in stretches)
    return list(islice((span for span in openings if span), 1))


def _between(plain: str, scopes: Sequence[Scope], rules: StretchRules) -> Iterator[tuple[int, int]]:
    """(start, end) of what stands between cuts and scopes, trimmed."""
    cuts = [match.span() for match in islice(rules.cut.finditer(plain), _MOST_CUTS)]
    position = 0
    for start, end in [*sorted([*cuts, *((scope.start, scope.end) for scope in scopes)]), (len(plain), len(plain))]:
        if position < start:
            yield _trimmed(plain, position, start, rules)
        position = max(position, end)


def _trimmed(plain: str, start: int, end: int, rules: StretchRules) -> tuple[int, int]:
    for _ in range(_MOST_PARTICLES):
        match = rules.leading.match(plain, start, end)
        start = match.end() if match else start
    for _ in range(_MOST_PARTICLES):
        match = rules.trailing.search(plain, max(start, end - _LONGEST), end)
        end = match.start() if match else end
    return start, end


def _numbered(
    plain: str, stretch: tuple[int, int], scopes: Sequence[Scope], lexicon: Lexicon, *, whole: bool
) -> tuple[int, int] | None:
    """The title in a stretch that a scope follows; `whole`: it is all of the stretch."""
    rules = lexicon.titles.stretches
    start, end = stretch
    if rules is None or start >= end or plain[max(0, start - 1) : start] in _CLOSED:
        return None
    is_numbered = any(
        scope.start >= end and lexicon.titles.after.fullmatch(plain, end, scope.start) for scope in scopes
    )
    return _last(plain, stretch, rules, whole=whole) if is_numbered else None


def _told(plain: str, stretch: tuple[int, int], rules: StretchRules, *, whole: bool) -> tuple[int, int] | None:
    """The title in a stretch that the words around it say to be one."""
    start, end = stretch
    if start < end and rules.followed.match(plain, end):
        return _last(plain, stretch, rules, whole=whole)
    return _opening(plain, stretch, rules) if rules.led.search(plain, max(0, start - _LONGEST), start) else None


def _last(plain: str, stretch: tuple[int, int], rules: StretchRules, *, whole: bool) -> tuple[int, int] | None:
    """The title with which a stretch ends."""
    start, end = stretch
    if not whole:
        start = max((match.end() for match in rules.soft.finditer(plain, start, end)), default=start)
    return _sound(plain, *_trimmed(plain, start, end, rules), rules)


def _opening(plain: str, stretch: tuple[int, int], rules: StretchRules) -> tuple[int, int] | None:
    """The title with which a stretch opens."""
    start, end = stretch
    match = rules.soft.search(plain, start, end)
    return _sound(plain, start, match.start() if match else end, rules)


def _sound(plain: str, start: int, end: int, rules: StretchRules) -> tuple[int, int] | None:
    """The span of what may be a title at all: a single letter only where it stands alone."""
    word = plain[start:end]
    around = plain[max(0, start - 1) : start] + plain[end : end + 1]
    is_short = len(word) == 1 and any(char.isalnum() for char in around)
    is_sound = len(word) <= _LONGEST and any(char.isalpha() for char in word) and not is_short
    return (start, end) if is_sound and not rules.never.fullmatch(word) else None
