"""Owns what a feed chooses articles by: a few words of each, kept beside it so that choosing reads no article."""

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from caveat.model.article import Article
from caveat.model.notice import Notice, Severity, Work


class Level(StrEnum):
    """How much of an entry's works its notices say is spoiled: the highest degree of those that warn today."""

    NONE = "none"
    """No notice warns."""
    MINOR = "minor"
    MILD = "mild"
    UNRATED = "unrated"
    """Some notice warns, none says how much."""
    MAJOR = "major"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """One notice that warns."""

    severity: Severity | None = None
    works: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What feeds ask of an article."""

    title: str = ""
    tags: tuple[str, ...] = ()
    """Its own, its section among them."""
    authors: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    """Titles that any notice names, whether it warns or not."""
    warnings: tuple[Warned, ...] = ()
    is_letter: bool = False
    size: int = 0
    """Bytes that its entry takes in a document, about, and rather too many than too few."""


_FRAME = 2000
"""Bytes of an entry beside its content and summary, with notices as data."""
_A_WORK = 400


def facets_of(article: Article) -> Facets:
    """The facets of an article."""
    warning = [notice for notice in article.notices if notice.warns]
    return Facets(
        title=article.title,
        tags=tuple(tag for tag in (article.section or "", *article.tags) if tag),
        authors=article.authors,
        works=tuple(dict.fromkeys(work.title for notice in article.notices for work in notice.works)),
        warnings=tuple(Warned(severity=notice.severity, works=notice.works) for notice in warning),
        is_letter=article.is_letter,
        size=_size(article),
    )


def _size(article: Article) -> int:
    content = escape(article.html, quote=False)
    return _FRAME + len(content.encode(errors="replace")) + sum(_notice_size(notice) for notice in article.notices)


def _notice_size(notice: Notice) -> int:
    # Its words stand in the warning of title, summary, content and fold, and as data.
    return 6 * len(notice.text.encode(errors="replace")) + 5 * len(notice.covers) + _A_WORK * (1 + len(notice.works))
