"""Owns the marking of a notice in its paragraph: which words say it, which name a work, which a scope."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from caveat.model import Article, KnownWork, Notice, Where
from caveat.spoilers.loading import lexicon
from caveat.spoilers.phrases import Statement, read_notices
from caveat.spoilers.scopes import find_scopes
from caveat.spoilers.sentences import straighten


class MarkKind(StrEnum):
    """What a stretch of a notice does."""

    TRIGGER = "trigger"
    WORK = "work"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a paragraph."""

    kind: MarkKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph with its notice: the text, and the marks in order; of two that overlap, one holds the other."""

    text: str
    marks: tuple[Mark, ...]


def explain(article: Article, notice: Notice, works: Sequence[KnownWork] = ()) -> Marked:
    """The paragraph in which a notice of an article stands, marked; without marks where no words say it."""
    text = _paragraph(article, notice)
    statements = read_notices(text, where=notice.where, language=article.language, works=works)
    said = next((one for one in statements if one.notice.text in notice.text), None)
    return Marked(text, tuple(_nested(sorted(_marks(text, notice, said), key=lambda mark: (mark.start, -mark.end)))))


def _paragraph(article: Article, notice: Notice) -> str:
    if notice.where is Where.TITLE:
        return " ".join(article.title.split())
    holding = (block.text for block in article.blocks if notice.text and notice.text in block.text)
    return next(holding, notice.text)


def _marks(text: str, notice: Notice, said: Statement | None) -> Iterator[Mark]:
    if said is None:
        return
    yield from (Mark(MarkKind.TRIGGER, start, end) for start, end in said.trigger)
    for title in dict.fromkeys(work.title for work in notice.works):
        start = text.find(title, said.start)
        start = text.find(title) if start < 0 else start
        if start >= 0:
            yield Mark(MarkKind.WORK, start, start + len(title))
    for scope in find_scopes(straighten(text[said.start : said.end]), lexicon(said.language)):
        yield Mark(MarkKind.SCOPE, said.start + scope.start, said.start + scope.end)


def _nested(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks, each cut to what holds it, and none that says again what is marked already."""
    holding: list[Mark] = []
    for mark in marks:
        holding = [other for other in holding if other.end > mark.start]
        end = min([mark.end, *(other.end for other in holding)])
        if any((other.start, other.end) == (mark.start, end) for other in holding):
            continue
        cut = Mark(mark.kind, mark.start, end)
        holding.append(cut)
        yield cut
