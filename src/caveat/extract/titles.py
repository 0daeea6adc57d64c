"""Owns the choice of an article's title among what the page prints and what its meta data says."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

_EASTERN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_SEPARATOR = re.compile(
    rf"\s(?:[|\-–—·•»:]{{1,2}}|//)\s|\||(?<=[{_EASTERN}！？。」』）])[-_—｜]{{1,2}}(?=[{_EASTERN}]{{2,12}}$)"
)
_WORD = re.compile(r"\w+")
_ENOUGH = 0.5
_ALMOST = 0.75
_LONGEST = 1000
"""Characters of a title that are looked at: each mark in it costs a look at the rest."""
_SHORT_NAME = 4
"""Words that the name of a site has at most, where nothing says which it is."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that a page prints, and how far it may be the headline."""

    text: str
    is_marked: bool = False
    """The page says that it is the headline: `itemprop="headline"`, `class="entry-title"`."""


def choose_title(
    tops: Sequence[Heading],
    lower: Iterable[Heading],
    declared: Sequence[str],
    page_title: str,
    names: Collection[str],
) -> str:
    """The printed headline: what is said of it elsewhere tells which of the headings it is.

    `tops` are the page's h1 in order, `lower` its h2 and h3, looked at only where no h1 has nearly all the words of a
    title; `declared` the titles of Open Graph and JSON-LD in order of trust, `page_title` what `<title>` says, `names`
    the keys of what the site is called, which is no part of a title. The heading that a declared title repeats comes
    first, an h1 with nearly all its words before any other; then the h1 with most words of one, the only h1, the only
    marked heading; then a declared title, then the page's. "" when there is nothing.
    """
    whole = "" if key_of(page_title) in names else strip_site(page_title, names, cautious=False)
    titles = [title for title in (*declared, whole, page_title) if title]
    parts = sorted(title_parts(page_title), key=len, reverse=True)
    found = _repeated(tops, [*titles, *parts]) or _nearest(tops, titles, _ALMOST)
    if found is None:
        headings = [*tops, *lower]
        found = (
            _repeated(headings, declared or parts)
            or _nearest(tops, titles, _ENOUGH)
            or _only([heading for heading in tops if not declared or len(heading.text.split()) > 1])
            or _only([heading for heading in headings if heading.is_marked])
        )
    if found is not None:
        return strip_site(found.text, names)
    return next(iter(declared), "") or whole or (tops[0].text if tops else page_title)


def strip_site(title: str, names: Collection[str], *, cautious: bool = True) -> str:
    """A title without the site's name before or after it; `names` are its keys.

    Cautious: only a part that is the site's name goes; else a short last part goes as well.
    """
    title = title[:_LONGEST]
    parts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title)]
    for start, end in parts:
        if key_of(title[end:]) in names and title[:start].strip():
            return title[:start].strip()
    for start, end in reversed(parts):
        if key_of(title[:start]) in names and title[end:].strip():
            return title[end:].strip()
    if parts and not cautious:
        start, end = parts[-1]
        if len(title[end:]) < start and len(title[end:].split()) <= _SHORT_NAME:
            return title[:start].strip()
    return title


def title_parts(title: str) -> list[str]:
    """A title whole, and what stands between the marks that part the site's name from it."""
    return [title, *(part.strip() for part in _SEPARATOR.split(title))]


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, marks and white space."""
    return key_of(one) == key_of(other) != ""


def name_keys(names: Sequence[str | None], host: str) -> frozenset[str]:
    """What a site is called, folded for comparison: by its meta data and by its host, whole and label by label."""
    labels = host.removeprefix("www.").split(".")
    spoken = (*names, host, ".".join(labels), *labels[:-1])
    return frozenset(key for name in spoken if name and len(key := key_of(name)) > 1)


def likeness(one: str, other: str) -> float:
    """How far two titles share their words, 0 to 1 (Dice)."""
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _repeated(headings: Sequence[Heading], titles: Sequence[str]) -> Heading | None:
    """The heading that is, but for case and marks, the first of these titles that any heading is."""
    keys = {key_of(heading.text): heading for heading in reversed(headings)}
    return next((found for title in titles if (found := keys.get(key_of(title))) is not None), None)


def _nearest(headings: Sequence[Heading], titles: Sequence[str], least: float) -> Heading | None:
    scores = [max((likeness(heading.text, title) for title in titles), default=0.0) for heading in headings]
    best = max(scores, default=0.0)
    return headings[scores.index(best)] if best >= least else None


def _only(headings: Sequence[Heading]) -> Heading | None:
    return headings[0] if len({heading.text for heading in headings}) == 1 else None


def key_of(text: str) -> str:
    """A text for comparison: its letters and figures alone, folded."""
    return "".join(_WORD.findall(text.casefold()))
