"""Owns what a notice covers: which lines of the article it speaks for, once the blocks are labelled."""

from collections.abc import Sequence

from caveat.model import Block, BlockKind, Polarity, Where
from caveat.spoilers.markup import is_statement
from caveat.spoilers.merge import Found


class Coverage:
    """The lines of one labelled article, and the reach of the notices found in it."""

    def __init__(self, blocks: Sequence[Block], found: Sequence[Found], marks: frozenset[int]) -> None:
        self._blocks = blocks
        self._marks = sorted(marks)
        self._opened = sorted(one.block for one in found if one.notice.polarity is Polarity.CONTAINS)
        self.lines = tuple(index for index, block in enumerate(blocks) if block.is_line)
        """Index of the block of each line."""

    def of(self, found: Found) -> tuple[int, ...]:
        """Numbers of the lines, from 1, that a notice speaks for."""
        if found.notice.polarity is not Polarity.CONTAINS:
            return ()
        if found.fold:
            return self._numbers(0 if self._is_label(found) else found.block, len(self._blocks), found.fold)
        place = self.place(found)
        if place in {Where.TITLE, Where.END}:
            return self._numbers(0, len(self._blocks))
        first = found.block if place is Where.BODY else 0
        return self._numbers(first, self._closing(found.block), above=found.block)

    def place(self, found: Found) -> Where:
        """Where a notice stands; behind the last line it is at the end, and speaks for all that stood before."""
        story = [index for index in self.lines if self._blocks[index].kind is not BlockKind.DEK]
        behind = bool(story) and story[-1] < found.block
        if not behind or found.fold or is_statement(self._blocks[found.block]):
            return found.notice.where
        return Where.END

    def where(self, index: int) -> Where:
        """Where a line stands."""
        return Where.LEAD if self.lines and index <= self.lines[0] else Where.BODY

    def _numbers(self, first: int, end: int, fold: int = 0, above: int = 0) -> tuple[int, ...]:
        """The lines of blocks `first` to before `end`, in that fold; no standfirst printed above block `above`."""
        return tuple(
            number
            for number, index in enumerate(self.lines, start=1)
            if first <= index < end
            and fold in {0, self._blocks[index].hints.fold}
            and not (index < above and self._blocks[index].kind is BlockKind.DEK)
        )

    def _is_label(self, found: Found) -> bool:
        return self._blocks[found.block].kind is BlockKind.SUMMARY

    def _closing(self, block: int) -> int:
        """Index of the block that ends the reach of a notice: an end mark closes the last one opened before it."""
        mark = next((mark for mark in self._marks if mark > block), len(self._blocks))
        reopened = any(block < other < mark for other in self._opened)
        return len(self._blocks) if reopened else mark
