"""Owns which parts of an article are covered, and by which notices."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caveat.model import Article, Block, Facets, KnownWork, Notice, Seen, Warned, Work
from caveat.publish.seen import has_seen, meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One block that is shown, and what covers it."""

    block: Block
    notices: tuple[Notice, ...] = ()
    """Those that cover all of it."""
    hidden: tuple[Notice, ...] = ()
    """Those that cover only its hidden spans."""

    def telling(self, safe: Mapping[int, Notice]) -> "Part":
        """The same with each notice as it may be told, given by its `id()`."""
        if self.is_free:
            return self
        return Part(
            block=self.block,
            notices=tuple(safe[id(notice)] for notice in self.notices),
            hidden=tuple(safe[id(notice)] for notice in self.hidden),
        )

    @property
    def is_free(self) -> bool:
        """Whether nothing of it is covered."""
        return not self.notices and not self.hidden


def standing(
    notices: Sequence[Notice], works: Sequence[KnownWork], today: date, seen: Sequence[Seen] = ()
) -> tuple[Notice, ...]:
    """The notices that warn today: those whose works are all past their `until`, or seen, no longer do."""
    return tuple(notice for notice in notices if notice.warns and not _is_over(notice.works, works, today, seen))


def expired(works: Sequence[KnownWork], today: date) -> tuple[KnownWork, ...]:
    """The works that are past their `until`: nothing of them is a spoiler today."""
    return tuple(known for known in works if _is_expired(known, today))


def freed(
    notices: Sequence[Notice], works: Sequence[KnownWork], today: date, seen: Sequence[Seen]
) -> tuple[Notice, ...]:
    """The notices that would warn today, had their works not been seen."""
    if not seen:
        return ()
    still = {id(notice) for notice in standing(notices, works, today, seen)}
    return tuple(notice for notice in standing(notices, works, today) if id(notice) not in still)


def standing_warnings(
    facets: Facets, works: Sequence[KnownWork], today: date, seen: Sequence[Seen] = ()
) -> tuple[Warned, ...]:
    """As `standing`, of what is kept of an entry's notices beside it."""
    return tuple(warned for warned in facets.warnings if not _is_over(warned.works, works, today, seen))


def cover(article: Article, notices: Sequence[Notice]) -> tuple[Part, ...]:
    """The shown blocks in order, each with the standing notices that cover it.

    What is no line (a figure, its caption) is covered with the nearest line before or after it, and where the detector
    marked it; in an article without lines, by every notice.
    """
    if not notices:
        return tuple(Part(block=block) for block in article.shown)
    return tuple(_parts(article, _by_line(article, notices), notices))


def union(parts: Iterable[Part]) -> tuple[Notice, ...]:
    """The notices that cover all of any of these parts, each once."""
    # By identity: hashing a notice hashes every line that it covers.
    return tuple({id(notice): notice for part in parts for notice in part.notices}.values())


def _is_over(named: Sequence[Work], works: Sequence[KnownWork], today: date, seen: Sequence[Seen]) -> bool:
    """Whether nothing of the works that a notice names is a spoiler any more; without works, it always is one."""
    return bool(named) and all(_is_free(work, works, today) or has_seen(seen, work, works) for work in named)


def _is_free(work: Work, works: Sequence[KnownWork], today: date) -> bool:
    """Whether a work is past its `until`; one that may be either of two, if both are."""
    listed = meant(work, works)
    return bool(listed) and all(_is_expired(known, today) for known in listed)


def _is_expired(known: KnownWork, today: date) -> bool:
    return known.until is not None and known.until < today


def _by_line(article: Article, notices: Sequence[Notice]) -> list[Part]:
    lines = article.lines
    whole: list[list[Notice]] = [[] for _ in lines]
    spans: list[list[Notice]] = [[] for _ in lines]
    for notice in notices:
        for number in notice.covers:
            if 1 <= number <= len(lines):
                # A span that the block's markup has lost cannot be cut: then the line goes whole.
                inside = notice.inline and _has_spans(lines[number - 1])
                (spans if inside else whole)[number - 1].append(notice)
    return [
        Part(block=line, notices=tuple(covering), hidden=tuple(inside))
        for line, covering, inside in zip(lines, whole, spans, strict=True)
    ]


def _parts(article: Article, lines: Sequence[Part], notices: Sequence[Notice]) -> Iterator[Part]:
    inline = tuple(notice for notice in notices if notice.inline)
    done = 0
    for block in article.shown:
        if block.is_line:
            yield lines[done]
            done += 1
            continue
        around = union(lines[max(done - 1, 0) : done + 1])
        if not lines or (block.covered and not around):
            around = tuple(notices)
        yield Part(block=block, notices=around, hidden=inline if _has_spans(block) else ())


def _has_spans(block: Block) -> bool:
    return "<span" in block.html
