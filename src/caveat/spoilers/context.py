"""Owns what an article is about: the works that a notice means when it names none."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import overload

from caveat.model import Article, KnownWork, Work
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.loading import lexicon
from caveat.spoilers.sentences import fold
from caveat.spoilers.works import name_works

_WORD = re.compile(r"[^\W_]+(?:['’.\-&+][^\W_]+)*[?!]?")
_MOST_TEXT = 20_000
"""Characters of the story that are looked at."""
_LONGEST_TITLE = 10
"""Words."""


class Context(Sequence[Work]):
    """The works an article is about, the likeliest first; found out only when somebody asks, which seldom happens."""

    def __init__(self, article: Article, works: Sequence[KnownWork]) -> None:
        self._article = article
        self._known = works

    @cached_property
    def _works(self) -> tuple[Work, ...]:
        return about(self._article, self._known)

    def __len__(self) -> int:
        return len(self._works)

    @overload
    def __getitem__(self, index: int) -> Work: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Work, ...]: ...

    def __getitem__(self, index: int | slice) -> Work | tuple[Work, ...]:
        return self._works[index]


def about(article: Article, works: Sequence[KnownWork]) -> tuple[Work, ...]:
    """The works an article is about, the likeliest first.

    Those are works that the operator knows, else those its page declares, else what its headline and its story name.
    """
    rules = lexicon(article.language)
    line = fold(article.title, rules)
    named = name_works(line.text, line.plain, works, rules).works
    known = {name.lower(): work for work in works for name in (work.title, work.slug, *work.aliases)}
    tagged = [
        Work(title=known[tag.lower()].title, medium=known[tag.lower()].medium)
        for tag in article.tags
        if tag.lower() in known
    ]
    operators = [work for work in named if work.title.lower() in known]
    if operators or tagged:
        return tuple(operators or tagged)
    if article.about:
        return tuple(_as_named(work, named) for work in article.about)
    repeated = _repeated(article, rules)
    if repeated is None:
        return tuple(tagged)
    scoped = next((work for work in named if work.title.lower() == repeated.lower()), None)
    return (scoped or Work(title=repeated),)


def _as_named(work: Work, named: Sequence[Work]) -> Work:
    """A declared work with what the headline says of it: "Dark season 2, reviewed"."""
    same = (other for other in named if other.title.casefold() == work.title.casefold())
    return next((replace(other, medium=other.medium or work.medium) for other in same), work)


def _repeated(article: Article, rules: Lexicon) -> str | None:
    """The longest stretch of capital words in the headline that the story (or a tag) names as well."""
    story = "\n".join([article.description or "", *article.tags, article.text[:_MOST_TEXT]])
    words = list(_WORD.finditer(article.title[:500]))
    best: str | None = None
    for first, opening in enumerate(words):
        for closing in words[first : first + _LONGEST_TITLE]:
            stretch = article.title[opening.start() : closing.end()]
            if best is not None and len(stretch) <= len(best):
                continue
            if _may_be_title(stretch, rules) and _is_named(stretch, story):
                best = stretch
    return best


def _may_be_title(stretch: str, rules: Lexicon) -> bool:
    parts = [match[0] for match in _WORD.finditer(stretch)]
    if not parts or any(mark in stretch for mark in "[]()|–—"):
        return False
    outer = (parts[0], parts[-1])
    if not all(part[0].isupper() or part[0].isdigit() for part in outer):
        return False
    if rules.bare.search(stretch) or rules.titles.genre_label.search(f"{stretch}: ") or len(stretch) < 2:
        return False
    return not all(part.lower().removesuffix("'s") in rules.titles.stop or part.isdigit() for part in parts)


def _is_named(stretch: str, story: str) -> bool:
    """Whether the story has these words with these capitals; a single word elsewhere than where sentences start."""
    found = story.find(stretch)
    while found >= 0:
        before, behind = story[max(0, found - 2) : found], story[found + len(stretch) : found + len(stretch) + 1]
        inside = before[:1].isalpha() or before[:1] == "," if " " not in stretch else True
        if inside and not before[-1:].isalnum() and not behind.isalnum():
            return True
        found = story.find(stretch, found + 1)
    return False
