"""Owns scopes: seasons, episodes, chapters and the like, as notices write them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from caveat.model import Unit
from caveat.spoilers.lexicon import Form, Lexicon

_HIGHEST = 9999
_LONGEST_THROUGH = 60
"""Characters of words before a scope that mean all before it."""
_TEN = 10
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How much of a work is meant, and where in the text that stands."""

    start: int
    end: int
    unit: Unit
    season: tuple[int | None, int | None] = (None, None)
    """(from, to)"""
    episode: tuple[int | None, int | None] = (None, None)
    """(from, to)"""
    through: bool = False
    loose: bool = False
    """See Form."""


def find_scopes(plain: str, lexicon: Lexicon) -> tuple[Scope, ...]:
    """Every scope of a statement, in order and without overlaps: the earliest, then the longest, wins."""
    found = sorted(_matches(plain, lexicon), key=lambda scope: (scope.start, -scope.end))
    kept: list[Scope] = []
    for scope in found:
        if not kept or scope.start >= kept[-1].end:
            kept.append(scope)
    if len(kept) == 1 and lexicon.same.search(plain):
        kept[0] = up_to(kept[0])
    return tuple(kept)


def _matches(plain: str, lexicon: Lexicon) -> Iterator[Scope]:
    for form in lexicon.forms:
        for match in form.pattern.finditer(plain):
            if match.end() > match.start():
                yield _widened(_scope(match, form, lexicon), plain, lexicon)


def _widened(scope: Scope, plain: str, lexicon: Lexicon) -> Scope:
    """A scope with the words beside it that mean all before it as well: "up to season 2", "season 2 and earlier"."""
    before = lexicon.through.search(plain, max(0, scope.start - _LONGEST_THROUGH), scope.start)
    behind = lexicon.earlier.match(plain, scope.end)
    if before is None and behind is None:
        return scope
    start, end = before.start() if before else scope.start, behind.end() if behind else scope.end
    return up_to(replace(scope, start=start, end=end))


def _scope(match: re.Match[str], form: Form, lexicon: Lexicon) -> Scope:
    values = {name.rstrip("_"): text for name, text in match.groupdict().items() if text}
    season = _range(values, "s", lexicon)
    episode = _range(values, "e", lexicon)
    if form.number is not None:
        episode = (form.number, form.number)
    start, end = match.span()
    scope = Scope(start=start, end=end, unit=form.unit, season=season, episode=episode, loose=form.loose)
    return up_to(scope) if "through" in values else scope


def _range(values: dict[str, str], name: str, lexicon: Lexicon) -> tuple[int | None, int | None]:
    """(from, to): one number fills both; a count is from the first, and an open end has no number."""
    if name == "e" and (start := values.get("open")):
        return number_of(start, lexicon), None
    if count := values.get(f"{name}c"):
        return 1, number_of(count, lexicon)
    first = number_of(values.get(name), lexicon)
    last = number_of(values.get(f"{name}2"), lexicon)
    if first is None or last is None or last < first:
        return first, first
    return first, last


def number_of(text: str | None, lexicon: Lexicon) -> int | None:
    """The value of a number in digits of any script or in words; None for anything else, or a number too high."""
    if not text:
        return None
    digits = "".join(str(unicodedata.digit(char)) for char in text if unicodedata.digit(char, None) is not None)
    named = (number for number, words in lexicon.numbers if words.fullmatch(text))
    value = int(digits) if digits else next(named, _roman(text) or _numeral(text))
    return value if value is not None and value <= _HIGHEST else None


def _roman(text: str) -> int | None:
    """The value of a Roman number in capitals; None for anything else."""
    if not text or not set(text) <= _ROMAN.keys():
        return None
    values = [_ROMAN[letter] for letter in text]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _numeral(text: str) -> int | None:
    """The value of a number in Chinese characters, with their tens (二十三) or without (二三)."""
    total, last = 0, 0
    for char in text:
        value = unicodedata.numeric(char, None)
        if value is None:
            return None
        if value < _TEN:
            last = last * _TEN + int(value)
        else:
            total, last = total + (last or 1) * int(value), 0
    return total + last


def up_to(scope: Scope) -> Scope:
    """The same from the beginning; through a season's unnumbered finale is through that season."""
    unit = scope.unit
    if unit is Unit.EPISODE and scope.episode[1] is None and scope.season[1] is not None:
        unit = Unit.SEASON
    if scope.season[1] is None and scope.episode[1] is None:
        return scope
    return replace(scope, unit=unit, season=(None, scope.season[1]), episode=(None, scope.episode[1]), through=True)
