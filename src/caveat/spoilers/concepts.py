"""Owns how a language file writes its words: lists of short phrases, made one bounded pattern each."""

import re
from collections.abc import Mapping, Sequence

_NOTHING = "(?!)"
_ENDING = r"\w{0,15}"
_GAP = r" (?:[^\s.!?]{1,30} ){0,6}?"
_GAP_UNSPACED = r".{0,16}?"
_ELLIPSIS = re.compile(r" ?… ?")


def vocabulary(lists: Mapping[str, Sequence[str]], *, spaced: bool) -> dict[str, str]:
    """A pattern for each list of phrases; one that never matches for an empty list.

    In a phrase, `~` stands for any ending of a word and `…` for up to six words between; the rest is a regular
    expression, in which `{name}` is another list. With `spaced`, phrases begin and end where words do, or end with
    the apostrophe of a word cut short ("d'").
    """
    return {name: any_of(phrases, spaced=spaced) for name, phrases in lists.items()}


def any_of(phrases: Sequence[str], *, spaced: bool) -> str:
    """The pattern of one list."""
    if not phrases:
        return _NOTHING
    gap = _GAP if spaced else _GAP_UNSPACED
    parts = "|".join(_ELLIPSIS.sub(lambda _: gap, phrase.replace("~", _ENDING)) for phrase in phrases)
    return rf"(?:(?<![^\W_])(?:{parts})(?:(?<=')|(?![^\W_])))" if spaced else f"(?:{parts})"
