"""Owns the joining of what was found: one notice a statement, in the order of the page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from caveat.model import Notice, Polarity, Severity, Where
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.reach import Reach

_DEGREES = (None, *Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A notice and the block that it stands in."""

    block: int
    """Index of the block; -1: the headline, or no block at all."""
    start: int = 0
    """Offset in the block's text."""
    notice: Notice
    whole: bool = False
    """The block is nothing but this notice."""
    fold: int = 0
    """Number of the innermost fold around it; 0: none."""
    is_last: bool = False
    """There are more than are read: this one reaches to the end of the article."""
    reach: Reach | None = None
    """How far it says that it speaks."""
    label: int | None = None
    """Index of the block before, where that is nothing but the call for attention before this notice."""


def join_adjacent(found: Sequence[Found], lexicon: Lexicon) -> tuple[Found, ...]:
    """Notices of which one is only the call for attention before the next block's, made one."""
    joined: list[Found] = []
    for one in found:
        if joined and _announces(joined[-1], one, lexicon):
            joined[-1] = _joined(joined[-1], one)
        else:
            joined.append(one)
    return tuple(joined)


def without_repetitions(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """The same words in the same place once; inline ones stay, each has its own line."""
    kept: dict[tuple[str, Where, Polarity, tuple[int, ...]], Notice] = {}
    for notice in notices:
        key = (notice.text.casefold(), notice.where, notice.polarity, notice.covers)
        kept.setdefault(key, notice)
    return tuple(kept.values())


def _announces(first: Found, second: Found, lexicon: Lexicon) -> bool:
    """Whether the first is a mere label (or both are pieces of one declared box) and the second follows at once."""
    if not (first.whole and second.whole and second.block == first.block + 1 and first.fold == second.fold):
        return False
    one, two = first.notice, second.notice
    if one.polarity is not two.polarity or Where.TITLE in {one.where, two.where}:
        return False
    return (one.origin is two.origin and one.rule == "operator.selector") or lexicon.label.search(one.text) is not None


def _joined(first: Found, second: Found) -> Found:
    one, two = first.notice, second.notice
    severity = max((one.severity, two.severity), key=_DEGREES.index)
    works = two.works if two.works else one.works
    text = f"{one.text} {two.text}".strip()
    reach = second.reach or first.reach
    return replace(second, reach=reach, notice=replace(two, text=text, where=one.where, severity=severity, works=works))
