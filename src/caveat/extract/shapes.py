"""Owns the parts of a plain text whose line breaks matter: fenced code, and tables drawn with bars or columns."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from html import escape
from typing import NamedTuple

from caveat.extract.blocks import Record
from caveat.extract.marks import has_marks
from caveat.model import BlockKind

_FENCE = re.compile(r" {0,3}(?:`{3,}[^`]*|~{3,}.*)")
_CLOSING = re.compile(r" {0,3}(?:`{3,}|~{3,})\s*")
_TICKS = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"[|+:\s=-]*[-=]{2,}[|+:\s=-]*")
_GAP = re.compile(r"\t+| {2,}")
_MAX_ROWS = 500
_MAX_COLUMNS = 30
_MAX_CELL = 60
"""Characters of a cell in columns; a longer one is a sentence with a gap in it."""
_MAX_FENCES = 20
"""Closing fences that are tried for one that opens."""
_MIN_ROWS = 2
_ALIGNED_ROWS = 3
"""Rows from which on columns without any bar are no chance."""
_NO_CONTAINER = -1

_Column = tuple[int | None, int | None]
_NO_COLUMN: _Column = (None, None)


class Shape(NamedTuple):
    """A part of a text that is one block, and the line after it."""

    record: Record
    end: int


class ShapeReader:
    """Finds the shapes of one text."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._fences = [number for number, line in enumerate(lines) if _CLOSING.fullmatch(line) is not None]

    def read(self, start: int) -> Shape | None:
        """The code or the table that begins at a line; None where neither does, or where a part of it is hidden."""
        line = self._lines[start]
        shape = None
        if _FENCE.fullmatch(line) is not None:
            shape = self._code(start)
        elif line.count("|") > 1:
            shape = _barred(self._lines, start)
        elif _GAP.search(line.strip()) is not None:
            shape = _aligned(self._lines, start)
        return None if shape is None or has_marks(shape.record.text) else shape

    def _code(self, start: int) -> Shape | None:
        """Fenced code (CommonMark 0.31, section 4.5), its lines as they are; None for a fence that nothing closes."""
        opening = _TICKS.match(self._lines[start])
        first = bisect_right(self._fences, start)
        for end in self._fences[first : first + _MAX_FENCES]:
            if opening is not None and self._lines[end].strip().startswith(opening[1]):
                inside = "\n".join(self._lines[start + 1 : end])
                html = f"<code>{escape(inside, quote=False)}</code>"
                return Shape(
                    Record(BlockKind.CODE, " ".join(inside.split()), _NO_CONTAINER, partial(str, html)), end + 1
                )
        return None


def _barred(lines: Sequence[str], start: int) -> Shape | None:
    """A table drawn with bars, whose head a rule parts from the rest."""
    rows: list[list[str]] = []
    headed = False
    end = start
    for line in lines[start : start + _MAX_ROWS]:
        stripped = line.strip()
        if len(rows) == 1 and _RULE.fullmatch(stripped):
            headed = True
        elif "|" in stripped and (headed or not rows):
            rows.append([cell.strip() for cell in stripped.strip("|").split("|")[:_MAX_COLUMNS]])
        else:
            break
        end += 1
    return Shape(_table(rows, headed=True), end) if headed and len(rows) >= _MIN_ROWS else None


def _aligned(lines: Sequence[str], start: int) -> Shape | None:
    """A table of columns that tabs or runs of blanks part: in every row as many cells, one below the other."""
    rows: list[list[str]] = []
    columns: list[_Column] = []
    tabbed = "\t" in lines[start].strip()
    for line in lines[start : start + _MAX_ROWS]:
        cells = _GAP.split(line.strip())
        if not _MIN_ROWS <= len(cells) <= _MAX_COLUMNS or max(map(len, cells)) > _MAX_CELL:
            break
        if (rows and len(cells) != len(rows[0])) or ("\t" in line.strip()) != tabbed:
            break
        kept = [] if tabbed else _kept(columns, _places(line))
        if any(column == _NO_COLUMN for column in kept):
            break
        columns = kept
        rows.append(cells)
    return Shape(_table(rows, headed=False), start + len(rows)) if len(rows) >= _ALIGNED_ROWS else None


def _kept(columns: Sequence[_Column], places: Sequence[_Column]) -> list[_Column]:
    """Where the cells of each column begin and end, None where they no longer all do at the same place."""
    return [
        (start if start == first else None, end if end == last else None)
        for (first, last), (start, end) in zip(columns or places, places, strict=True)
    ]


def _places(line: str) -> list[_Column]:
    """Where each cell of a line begins and ends."""
    indent = len(line) - len(line.lstrip())
    gaps = [(indent + gap.start(), indent + gap.end()) for gap in _GAP.finditer(line.strip())]
    starts = [indent, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(line.rstrip())]
    return list(zip(starts, ends, strict=True))


def _table(rows: Sequence[Sequence[str]], *, headed: bool) -> Record:
    written = []
    for number, row in enumerate(rows):
        tag = "th" if headed and not number else "td"
        written.append("".join(f"<{tag}>{escape(cell, quote=False)}</{tag}>" for cell in row))
    text = " ".join(cell for row in rows for cell in row if cell)
    html = f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in written)}</tbody></table>"
    return Record(BlockKind.TABLE, text, _NO_CONTAINER, partial(str, html))
