"""Owns what a notice covers: which lines of the article it speaks for, once the blocks are labelled."""

from bisect import bisect_left
from collections.abc import Sequence

from caveat.model import Block, BlockKind, Polarity, Where
from caveat.spoilers.markup import is_statement
from caveat.spoilers.merge import Found
from caveat.spoilers.reach import Part, Reach


class Coverage:
    """The lines of one labelled article, and the reach of the notices found in it."""

    def __init__(self, blocks: Sequence[Block], found: Sequence[Found], marks: frozenset[int]) -> None:
        self.blocks = blocks
        self._marks = sorted(marks)
        self._opened = sorted(one.block for one in found if one.notice.polarity is Polarity.CONTAINS)
        self.lines = tuple(index for index, block in enumerate(blocks) if block.is_line)
        """Index of the block of each line."""
        self._numbers = tuple(range(1, len(self.lines) + 1))
        self._deks = frozenset(index for index, block in enumerate(blocks) if block.kind is BlockKind.DEK)
        self._story_end = max((index for index in self.lines if index not in self._deks), default=None)

    def of(self, found: Found) -> tuple[int, ...]:
        """Numbers of the lines, from 1, that a notice speaks for."""
        reach = self.reach(found)
        if isinstance(reach, range):
            return self._numbers[bisect_left(self.lines, reach.start) : bisect_left(self.lines, reach.stop)]
        return tuple(number for number, index in zip(self._numbers, self.lines, strict=True) if index in reach)

    def reach(self, found: Found) -> range | frozenset[int]:
        """Indexes of the blocks that a notice speaks for, lines or not."""
        if found.notice.polarity is not Polarity.CONTAINS:
            return frozenset()
        if found.is_last:
            return range(max(found.block, 0), len(self.blocks))
        if found.fold:
            first = 0 if self._is_label(found) else found.block
            return frozenset(
                index for index in range(first, len(self.blocks)) if found.fold in self.blocks[index].hints.folds
            )
        if found.reach is not None and found.block >= 0:
            return self._stated(found, found.reach)
        place = self.place(found)
        if place in {Where.TITLE, Where.END}:
            return range(len(self.blocks))
        first = found.block if place is Where.BODY else 0
        end = self._closing(found.block, is_section=place is Where.BODY)
        # A standfirst printed above a notice is not what that speaks for.
        above = frozenset(index for index in self._deks if index < found.block)
        return frozenset(range(first, end)) - above if above and first < found.block else range(first, end)

    def place(self, found: Found) -> Where:
        """Where a notice stands; behind the last line it is at the end, and speaks for all that stood before."""
        behind = self._story_end is not None and self._story_end < found.block
        if not behind or found.fold or is_statement(self.blocks[found.block]):
            return found.notice.where
        return Where.END

    def where(self, index: int) -> Where:
        """Where a line stands."""
        return Where.LEAD if self.lines and index <= self.lines[0] else Where.BODY

    def _stated(self, found: Found, reach: Reach) -> range | frozenset[int]:
        """The blocks that a notice says itself it speaks for."""
        first = found.block + (found.whole or reach.part is Part.FOLLOWING)
        if reach.part is Part.SECTION:
            return range(found.block, self._section_end(found.block))
        place = bisect_left(self.lines, first)
        lines = self.lines[place : place + reach.count]
        # Pictures between its paragraphs are theirs.
        return range(lines[0], lines[-1] + 1) if lines else frozenset()

    def _section_end(self, block: int) -> int:
        """Index of the block that ends the section of a block: the next heading not below the one above it."""
        headings = [index for index, one in enumerate(self.blocks) if one.kind is BlockKind.HEADING]
        above = next((self.blocks[index].hints.level for index in reversed(headings) if index < block), None)
        behind = (index for index in headings if index > block)
        return next(
            (index for index in behind if above is None or self.blocks[index].hints.level <= above), len(self.blocks)
        )

    def _is_label(self, found: Found) -> bool:
        return self.blocks[found.block].kind is BlockKind.SUMMARY

    def _closing(self, block: int, *, is_section: bool) -> int:
        """Index of the block that ends the reach of a notice.

        That is an end mark, which closes the last notice opened before it; for a notice that is a heading, also the
        next heading that is not below it.
        """
        mark = next((mark for mark in self._marks if mark > block), len(self.blocks))
        reopened = any(block < other < mark for other in self._opened)
        end = len(self.blocks) if reopened else mark
        own = self.blocks[block]
        if not is_section or own.kind is not BlockKind.HEADING:
            return end
        headings = (index for index in range(block + 1, end) if self.blocks[index].kind is BlockKind.HEADING)
        return next((index for index in headings if self.blocks[index].hints.level <= own.hints.level), end)
