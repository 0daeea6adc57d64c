"""Owns the shape of plain text: which of its lines are paragraphs, headings, items and quotes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from caveat.errors import ExtractError
from caveat.extract.blocks import Record, Walk, make_blocks
from caveat.extract.marks import hide_marked, opens_hidden
from caveat.extract.shapes import ShapeReader
from caveat.model import Block, BlockKind

_UNDERLINE = re.compile(r"={3,}|-{3,}")
_RULE = re.compile(r"(?:[*_\-=~·•#] ?){3,}")
_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_BULLET = re.compile(r"[-*+•]\s+(\S.*)")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(\S.*)")
_MAX_HEADING = 150
_MAX_WIDTH = 120
_MIN_WIDTH = 40
_MOST_HIDDEN = 40
"""Lines over which a `>!...!<` reaches."""
_MAX_BLOCKS = 50_000
_NO_CONTAINER = -1
_GOES_ON = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
"""No line ends with one of these but where it was broken by hand."""


@dataclass(slots=True)
class _Reader:
    """Collects lines into records."""

    width: int | None
    """Column at which the text is wrapped; None where each line is a paragraph."""
    records: list[Record] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    ordered: bool = False
    level: int = 0
    parts: list[str] = field(default_factory=list)

    def start(self, kind: BlockKind, text: str, *, ordered: bool = False, level: int = 0) -> None:
        self.end()
        self.kind, self.ordered, self.level, self.parts = kind, ordered, level, [text]

    def end(self) -> None:
        text = " ".join(" ".join(self.parts).split())
        if text:
            if len(self.records) >= _MAX_BLOCKS:
                raise ExtractError(f"the file has more than {_MAX_BLOCKS} paragraphs")
            self.records.append(Record(self.kind, text, _NO_CONTAINER, level=self.level, ordered=self.ordered))
        self.parts = []

    def add(self, record: Record) -> None:
        """Takes a block that is whole."""
        self.end()
        if record.text:
            self.records.append(record)

    def joins(self, line: str) -> bool:
        """Whether a line goes on with the one before it, since that was wrapped, or is within a sentence or spoiler."""
        if self.kind is not BlockKind.PARAGRAPH or not self.parts:
            return False
        before = self.parts[-1]
        hides_on = before.rfind(">!") > before.rfind("!<")
        if hides_on or before.rsplit(maxsplit=1)[-1] in _GOES_ON:
            return True
        if self.width is None:
            return False
        word = line.split(maxsplit=1)[0]
        return len(before) + 1 + len(word) > self.width or (word[0].islower() and before[-1] not in ".!?:")


def read_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, the title still among them.

    Paragraphs are separated by empty lines and joined where they were wrapped; where there is no empty line, each line
    is one. Headings are underlined or marked with `#`; items come at least two in a row; quotes open with `>`;
    fenced code and tables are a block each.
    Raises `ExtractError` for more than 50,000 paragraphs.
    """
    lines = text.split("\n")
    items = _items(lines)
    reader = _Reader(_width(lines))
    shapes = ShapeReader(lines)
    after = 0
    for number, line in enumerate(lines):
        stripped = line.strip()
        if number < after:
            continue
        shape = shapes.read(number) if stripped and number not in items else None
        if shape is not None:
            reader.add(shape.record)
            after = shape.end
        elif not stripped:
            reader.end()
        elif number in items:
            indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            nested = reader.kind is BlockKind.ITEM
            level = min(indent // 2 + 1, reader.level + 1 if nested else 1)
            ordered, content = items[number]
            reader.start(BlockKind.ITEM, content, ordered=ordered, level=level)
        elif _opens_hidden(lines, number) or not _read_mark(reader, stripped):
            _read_text(reader, line, stripped)
    reader.end()
    return make_blocks(Walk(), hide_marked(reader.records))


def _read_mark(reader: _Reader, line: str) -> bool:
    """Takes a line that is marked as something; False for a line of plain text."""
    heading = _HEADING.fullmatch(line)
    if _UNDERLINE.fullmatch(line) and len(reader.parts) == 1 and len(reader.parts[0]) <= _MAX_HEADING:
        reader.kind, reader.level = BlockKind.HEADING, 1 if line[0] == "=" else 2
        reader.end()
    elif _RULE.fullmatch(line):
        reader.end()
    elif heading and len(line) <= _MAX_HEADING:
        reader.start(BlockKind.HEADING, heading[2].rstrip("# "), level=len(heading[1]))
        reader.end()
    elif line.startswith(">"):
        if reader.kind is BlockKind.QUOTE and reader.parts:
            reader.parts.append(line.lstrip("> "))
        else:
            reader.start(BlockKind.QUOTE, line.lstrip("> "))
    else:
        return False
    return True


def _opens_hidden(lines: Sequence[str], number: int) -> bool:
    stripped = lines[number].lstrip()
    return stripped.startswith(">!") and opens_hidden("\n".join((stripped, *lines[number + 1 : number + _MOST_HIDDEN])))


def _read_text(reader: _Reader, line: str, stripped: str) -> None:
    goes_on = reader.parts and reader.kind is BlockKind.ITEM and line[0].isspace()
    if goes_on or reader.joins(stripped):
        reader.parts.append(stripped)
    else:
        reader.start(BlockKind.PARAGRAPH, stripped)


def _width(lines: Sequence[str]) -> int | None:
    """The column at which a text is wrapped: its longest line, where none is long and empty lines part paragraphs."""
    inner = "\n".join(lines).strip().split("\n")
    if all(line.strip() for line in inner):
        return None
    lengths = sorted(len(line.strip()) for line in inner if line.strip())
    # A few lines may stick out: an address, a table.
    longest = lengths[-1 - len(lengths) // 50] if lengths else 0
    return longest if _MIN_WIDTH <= longest <= _MAX_WIDTH else None


def _items(lines: Sequence[str]) -> dict[int, tuple[bool, str]]:
    """(ordered, text) of the lines that are items, by index: marked lines that have a marked neighbour.

    Numbers count up from 1; a lone `-` or `1984.` opens a sentence, not a list.
    """
    found: dict[int, tuple[bool, str]] = {}
    before: tuple[int, int | None, str] | None = None
    for index, line in enumerate(lines):
        stripped = line.strip()
        mark = _mark(stripped)
        if mark is None:
            # A line further in goes on with its item.
            before = before if not stripped or line[0].isspace() else None
            continue
        number, text = mark
        if before is not None and _follows(before[1], number):
            found[before[0]] = (before[1] is not None, before[2])
            found[index] = (number is not None, text)
        before = (index, number, text)
    return found


def _mark(line: str) -> tuple[int | None, str] | None:
    """(number, text) of a marked line; the number of a bullet is None."""
    bullet = _BULLET.fullmatch(line)
    if bullet:
        return None, bullet[1]
    numbered = _NUMBER.fullmatch(line)
    return (int(numbered[1]), numbered[2]) if numbered else None


def _follows(before: int | None, number: int | None) -> bool:
    return (before is None) == (number is None) and (before is None or number in (before + 1, 1))
