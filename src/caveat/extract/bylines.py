"""Owns the lines near a headline that are bylines, and whom they name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caveat.dates import find_date
from caveat.extract.authors import clean_authors, find_desk
from caveat.extract.bywords import BETWEEN, DID
from caveat.extract.names import is_name
from caveat.extract.openings import Opening, read_opening
from caveat.extract.signature import read_signature

_BY = re.compile(r"(?:by|von|par|por|(?:words|written|posted|submitted|published) by)\s(?!the\b|a\b|now\b)", re.I)
"""Opens lines that are bylines though they hold more than names: "By Ann Lee and the night desk"."""
_MAX_BYLINE = 120
_MOST_WORDS = 16
_MOST_LOWER = 3
_EDGE = 3
"""Lines at either end of a story that may be a byline."""
_SENTENCE_ENDS = (".", "!", "?", "…", "”", "“", '"')
_CHECKED = ("reviewed by", "updated by", "fact-checked by")
"""Opens the line of somebody who had a hand in what others are named for."""
_HELP = frozenset({"contributions from", "with contributions from", "additional reporting by"})
_LABEL = re.compile(r"[^\W\d_][^\W\d_()]{0,12}(?:\(s\))? ?:|(?:aut(?:h|e|)or(?:en|in|es|s)?|auteurs?)", re.I)
"""A line that is nothing but the label of the name on the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bylines:
    """Whom the lines near a headline name."""

    said: tuple[str, ...]
    """Behind words that say that they wrote it."""
    bare: tuple[str, ...]
    """On a line of their own beside the date."""
    helpers: frozenset[str]
    """Whoever had a hand in the article and did not write it: photographers, editors."""
    desk: tuple[str, ...]
    """Who signs instead of a person."""


def is_byline(line: str) -> bool:
    """Whether a line without any class reads as a byline or date line: "By Ann Lee", "Monday, 2 March 2026"."""
    if not _is_short(line):
        return False
    signature = read_signature(line, at_top=True)
    if signature is not None and not signature.is_bare:
        return True
    if _BY.match(line):
        return len(line.split()) <= 14
    return find_date(line) is not None and len(line.split()) <= 8


def read_bylines(lines: Sequence[str]) -> Bylines:
    """Whom the lines near a headline name."""
    said: list[str] = []
    bare: list[str] = []
    helpers: list[str] = []
    openers: list[str] = []
    for position, line in enumerate(lines):
        if not _may_sign(line):
            continue
        opening, names = read_opening(line)
        following = next(iter(lines[position + 1 : position + 2]), "")
        if opening is Opening.HELPED or (said and line.casefold().startswith(_CHECKED)) or line.casefold() in _HELP:
            helpers += clean_authors([names if opening is not Opening.NONE and names else following], declared=True)
        elif opening is Opening.SIGNED and names:
            said += _signed(line)
        elif opening is Opening.SIGNED:
            signed = said if _LABEL.fullmatch(line) else bare
            signed += _signed(following)
        elif _may_name(line) and _is_dated(lines, position):
            bare += _names(line)
        openers += [line] if opening is Opening.SIGNED else []
    return Bylines(
        said=tuple(dict.fromkeys(said)),
        bare=tuple(dict.fromkeys(bare)),
        helpers=frozenset(helpers),
        desk=() if said else find_desk(openers),
    )


def _signed(text: str) -> tuple[str, ...]:
    """The names behind the opening of a byline, if there is nothing but names."""
    names = clean_authors([text])
    least = 1 if len(names) == 1 else 2
    if not names or len(text.split()) > _MOST_WORDS or names[0].split()[0].casefold() in BETWEEN:
        return ()
    return names if is_name(names[0], least=least) else ()


def signed_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Whom a story names as its author where nothing outside it does: by a byline among its first or last lines.

    A name alone under the last sentence signs as well, unless the story speaks of whose it is.
    """
    if len(lines) <= 2 * _EDGE:
        return ()
    found = read_bylines([*lines[:_EDGE], *lines[-_EDGE:]])
    *story, before, last = lines
    bare = clean_authors([last]) if is_name(last) and before.endswith(_SENTENCE_ENDS) else ()
    told = any(name in line for name in bare for line in (*story, before))
    return found.said or (() if told else bare) or found.desk


def _may_name(line: str) -> bool:
    """Whether a line is of as many words, and as few in lower case, as one of names and a date: asked to save time."""
    words = line.split()
    return 1 < len(words) <= _MOST_WORDS and sum(word[0].islower() for word in words) <= _MOST_LOWER


def _names(line: str) -> tuple[str, ...]:
    """The names on a line with nothing but names and a date."""
    names = clean_authors([line])
    plain = all(is_name(name) and name.split()[0].casefold() not in BETWEEN for name in names)
    return names if plain and not any(word in DID for word in line.casefold().split()) else ()


def _is_dated(lines: Sequence[str], position: int) -> bool:
    """Whether a line has a date on it, or one beside it has; lines of names between them count for none."""
    if any(_has_date(line) for line in lines[max(position - 1, 0) : position + 1]):
        return True
    behind = next((line for line in lines[position + 1 :] if not is_name(line)), "")
    return _has_date(behind)


def _has_date(line: str) -> bool:
    return len(line) <= _MAX_BYLINE and any(map(str.isdigit, line)) and find_date(line) is not None


def _may_sign(line: str) -> bool:
    return 1 < len(line) <= _MAX_BYLINE


def _is_short(line: str) -> bool:
    """Whether a line is short enough for a byline, and no sentence."""
    return len(line) <= _MAX_BYLINE and not line.endswith((".", "!", "?", ":", "”", '"'))
