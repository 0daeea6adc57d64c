"""Owns notices in headlines: which stretch is the label with its work, and which work that is."""

import re
from collections.abc import Sequence

from caveat.model import KnownWork
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.scopes import find_scopes
from caveat.spoilers.stretches import Beside
from caveat.spoilers.works import Named, in_context, name_works, with_scope

_SEPARATOR = re.compile(
    r"(?<!\w)'[^']{1,40}'|<[^<>]{1,60}>|《[^《》]{1,60}》|『[^『』]{1,60}』|「[^「」]{1,60}」"
    r"|(?P<cut> ?: | [–—-] | ?[：｜|]|(?<=[!！])(?=\w))"
)
"""What ends the part of a headline that a label speaks for; titles in quotes are passed over."""
_BRACKETED = re.compile(
    r"[\[(][^\[\]()]{1,120}[\])]|[（【［〔≪〈＜<][^（）【】［］〔〕≪≫〈〉＜＞<>]{1,80}[）】］〕≫〉＞>]"
)


def read_headline(text: str, plain: str, known: Sequence[KnownWork], lexicon: Lexicon) -> tuple[tuple[int, int], Named]:
    """((start, end), works) of the notice in a headline that holds one. `plain` is `text` with straight quotes."""

    def named(start: int, end: int, label: Beside | None = None) -> Named:
        return name_works(text[start:end], plain[start:end], known, lexicon, label)

    label = lexicon.bare.search(plain)
    if label is None:
        return (0, len(text)), named(0, len(text))
    start = _after_genre(plain, label.start(), lexicon)
    bracket = next((match for match in _BRACKETED.finditer(plain) if match.start() < label.start() < match.end()), None)
    if bracket is not None:
        inside, before = named(*bracket.span()), named(start, bracket.start(), Beside.BEHIND)
        if inside.works or before.works or lexicon.titles.stretches is None:
            return _bracketed(bracket, inside, before)
        end = _end(plain, bracket.end() + 1, lexicon)
        return (bracket.start(), end), named(bracket.end(), end, Beside.BEFORE)
    before = named(start, label.start(), Beside.BEHIND)
    if not before.works:
        return (0, len(text)), named(label.start(), len(text), Beside.BEFORE)
    end = _end(plain, label.end(), lexicon)
    if len(before.works) > 1:
        return (0, end), Named(before.works[-1:])
    found = tuple(work for work in named(start, end).works if work.title == before.works[0].title)
    # Read as one, a title and its label may run together.
    behind = in_context(Named(scopes=named(label.start(), end).scopes), before.works)
    return (0, end), Named(found or with_scope(before.works, behind))


def _end(plain: str, said: int, lexicon: Lexicon) -> int:
    """Where the part of a headline ends in which the label stands that ends at `said`."""
    separator = next((match for match in _SEPARATOR.finditer(plain, said) if match["cut"] is not None), None)
    if separator is None:
        return len(plain)
    behind = (scope.end for scope in find_scopes(plain, lexicon) if scope.start == separator.end())
    return next(behind, separator.start())


def _bracketed(bracket: re.Match[str], inside: Named, before: Named) -> tuple[tuple[int, int], Named]:
    """A label in brackets speaks for what it names, else for the work before it."""
    if inside.works:
        return bracket.span(), inside
    if inside.scopes:
        return bracket.span(), Named(in_context(inside, before.works), inside.scopes)
    return (0, bracket.end()) if before.works else bracket.span(), before


def _after_genre(plain: str, end: int, lexicon: Lexicon) -> int:
    """Where the work of a headline may start: behind the last "Review: "."""
    return max((match.end() for match in lexicon.titles.genre_label.finditer(plain, 0, end)), default=0)
