"""Owns what may be told of the notices themselves: their words and works, but for those that covered lines hold."""

from collections.abc import Sequence
from dataclasses import replace

from caveat.characters import one_line
from caveat.model import Article, KnownWork, Notice, Where
from caveat.publish.coverage import Part

_AT_TOP = (Where.TITLE, Where.LEAD)


def told(article: Article, parts: Sequence[Part], works: Sequence[KnownWork]) -> dict[int, Notice]:
    """Every notice of the article as it may be told, by the `id()` of the notice itself.

    One that stands in what another notice covers loses its words, since they may tell of it: a further warning keeps
    its works, all of them where it is a block of its own, else those that are named openly elsewhere.
    """
    safe = {id(notice): notice for notice in article.notices}
    inline = [notice for notice in article.notices if _stands_inside(notice, parts)]
    names = _open_names(article, [notice for notice in article.notices if notice not in inline], works)
    standing = {id(notice) for part in parts for notice in part.notices}
    earlier: list[Notice] = []
    for notice in article.notices:
        if notice in inline:
            kept = tuple(work for work in notice.works if work.title.casefold() in names)
            safe[id(notice)] = replace(notice, text="", works=kept)
        elif _stands_behind(notice, earlier):
            safe[id(notice)] = replace(notice, text="", works=notice.works if notice.warns else ())
        if id(notice) in standing:
            earlier.append(notice)
    return safe


def _stands_behind(notice: Notice, earlier: Sequence[Notice]) -> bool:
    """Whether a notice stands in what an earlier one speaks for; two warnings above the story stand side by side."""
    if not notice.warns:
        return bool(earlier)
    covers = set(notice.covers)
    return notice.where not in _AT_TOP and any(covers <= set(other.covers) for other in earlier)


def _stands_inside(notice: Notice, parts: Sequence[Part]) -> bool:
    words = one_line(notice.text)
    return bool(words) and any(
        _is_quoted(words, part) for part in parts if any(other is not notice for other in (*part.notices, *part.hidden))
    )


def _is_quoted(words: str, part: Part) -> bool:
    """Whether a covered part has these words; where only stretches of it are hidden, whether they reach into one."""
    start = part.block.text.find(words)
    if start < 0 or part.notices:
        return start >= 0
    return any(start < end and begin < start + len(words) for begin, end in part.block.hints.spans)


def _open_names(article: Article, notices: Sequence[Notice], works: Sequence[KnownWork]) -> str:
    """The titles that are told anyway."""
    named = [work.title for notice in notices for work in notice.works]
    known = [name for work in works for name in (work.title, *work.aliases)]
    return "\n".join([article.title, *named, *known]).casefold()
