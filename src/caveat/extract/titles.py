"""Owns the choice of an article's title among what the page prints and what its meta data says."""

import re
from collections.abc import Sequence

_SEPARATOR = re.compile(r"\s[|\-–—·•»:]{1,2}\s|\|")
_WORD = re.compile(r"\w+")
_ENOUGH = 0.5


def choose_title(
    headings: Sequence[str], declared: Sequence[str | None], page_title: str | None, site: str | None
) -> str:
    """The printed headline nearest to a declared one; else a declared one; else a lone heading or the page's title.

    `headings` are the page's h1 in order; `declared` the titles of Open Graph and JSON-LD in order of trust. The site's
    name at the end of a declared title is left out. "" when there is nothing.
    """
    named = [strip_site(title, site) for title in declared if title]
    whole = strip_site(page_title, site, cautious=False) if page_title and not _same(page_title, site) else ""
    best, best_score = "", 0.0
    for heading in headings[:20]:
        score = max((likeness(heading, title) for title in (*named, whole, page_title or "") if title), default=0.0)
        if score > best_score:
            best, best_score = heading, score
    if best_score >= _ENOUGH:
        return best
    if named:
        return named[0]
    if len(headings) == 1 and not whole:
        return headings[0]
    return whole or (headings[0] if headings else page_title or "")


def strip_site(title: str, site: str | None, *, cautious: bool = True) -> str:
    """A title without the site's name before or after it.

    Cautious: only a part that is the site's name goes; else a short last part goes as well.
    """
    parts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title)]
    if not parts:
        return title
    start, end = parts[-1]
    if _same(title[end:], site) or (not cautious and len(title[end:]) < start and len(title[end:].split()) <= 4):
        return title[:start].strip()
    start, end = parts[0]
    return title[end:].strip() if _same(title[:start], site) else title


def title_parts(title: str) -> list[str]:
    """A title whole, and what stands between the marks that part the site's name from it."""
    return [title, *(part.strip() for part in _SEPARATOR.split(title))]


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, marks and white space."""
    return _key(one) == _key(other) != ""


def likeness(one: str, other: str) -> float:
    """How far two titles share their words, 0 to 1 (Dice)."""
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _same(part: str, site: str | None) -> bool:
    return site is not None and _key(part) == _key(site) != ""


def _key(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))
