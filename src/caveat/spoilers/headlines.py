"""Owns notices in headlines: which stretch is the label with its work, and which work that is."""

import re
from collections.abc import Sequence

from caveat.model import KnownWork
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.works import Named, in_context, name_works

_SEPARATOR = re.compile(r"(?: ?: | [–—-] )")
_BRACKETED = re.compile(r"[\[(][^\[\]()]{1,120}[\])]")


def read_headline(text: str, plain: str, known: Sequence[KnownWork], lexicon: Lexicon) -> tuple[tuple[int, int], Named]:
    """((start, end), works) of the notice in a headline that holds one. `plain` is `text` with straight quotes."""

    def named(start: int, end: int) -> Named:
        return name_works(text[start:end], plain[start:end], known, lexicon)

    label = lexicon.bare.search(plain)
    if label is None:
        return (0, len(text)), named(0, len(text))
    start = _after_genre(plain, label.start(), lexicon)
    bracket = next((match for match in _BRACKETED.finditer(plain) if match.start() < label.start() < match.end()), None)
    if bracket is not None:
        return _bracketed(bracket, named(*bracket.span()), named(start, bracket.start()))
    before = named(start, label.start())
    if not before.works:
        return (0, len(text)), named(label.start(), len(text))
    separator = _SEPARATOR.search(plain, label.end())
    end = separator.start() if separator else len(text)
    if len(before.works) > 1:
        return (0, end), Named(before.works[-1:])
    found = tuple(work for work in named(start, end).works if work.title == before.works[0].title)
    # Read as one, a title and its label may run together.
    return (0, end), Named(found or in_context(Named(scopes=named(label.start(), end).scopes), before.works))


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
