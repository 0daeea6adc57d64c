"""Owns the lines around a story that are not the story: signatures, credits, furniture, the author's biography."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from caveat.extract.biography import find_closing
from caveat.extract.bylines import signed_lines
from caveat.extract.credits import is_credit, is_furniture
from caveat.extract.signature import Signature, is_role_line, read_signature
from caveat.extract.signoffs import is_end_mark, read_signoff
from caveat.extract.titles import same_title
from caveat.model import Block, BlockKind

_TOP = 8
"""Blocks from the start among which signatures are looked for."""
_UNDER_TITLE = 2
"""Blocks after the title among which a bare name is a byline."""
_END = 6
"""Blocks from the end among which signatures are looked for."""
_LAST = 3
"""Blocks from the end among which a name after a dash signs the text; before them it names who was quoted."""
_MAX_LINE = 160
_MAX_WORDS = 14
_NO_TITLE = tuple(".,:;…")
"""No title ends with one of these."""
_QUOTES = tuple("\"“„«‘'>")
_LABEL = re.compile(r"[^\W\d]+ ?:")
"""Opens a title, as in "Text: Ann Lee", where nothing stands above it."""
_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.DEK, BlockKind.BOX})


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What the lines around a story say, and the blocks with those lines as META."""

    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None


@dataclass(slots=True)
class _Reader:
    """The lines of one text, as they are told apart."""

    blocks: list[Block]
    authors: list[str] = field(default_factory=list)
    published: datetime | None = None
    updated: datetime | None = None
    credits: set[int] = field(default_factory=set)
    """Indexes of the blocks that are credits."""

    def sign(self, index: int, signature: Signature) -> None:
        self.authors += signature.authors
        self.published = self.published or signature.published
        self.updated = self.updated or signature.updated
        self.put_aside(index)

    def sign_off(self, index: int, authors: Sequence[str]) -> None:
        """Takes the line that says who reported a text for its byline where there is none."""
        self.authors = self.authors or [*authors]
        self.put_aside(index)

    def put_aside(self, index: int) -> None:
        self.blocks[index] = replace(self.blocks[index], kind=BlockKind.META)

    def close(self) -> None:
        """Puts the name and biography of the author aside, which close many a text."""
        kept = [index for index, block in enumerate(self.blocks) if block.kind in _LINES and block.text]
        behind_credit = {place for place, index in enumerate(kept) if self._is_credited(index)}
        closing = find_closing([self.blocks[index].text for index in kept], self.authors, behind_credit)
        for index in kept[closing.start :]:
            self.put_aside(index)
        self.authors = self.authors or [*closing.authors]

    def _is_credited(self, index: int) -> bool:
        """Whether of the lines right before this one, as far as they are put aside, one is a credit."""
        start = index
        while start and self.blocks[start - 1].kind is BlockKind.META:
            start -= 1
        return not self.credits.isdisjoint(range(start, index))


def read_imprint(blocks: Sequence[Block], *, title: str = "") -> Imprint:
    """Finds the lines around the story of a text, its title among the blocks, and makes META blocks of them.

    `title` is what something outside the text declares.
    """
    reader = _Reader(list(blocks))
    head = _head(blocks, title)
    signed_at = -1
    for index, block in enumerate(blocks):
        if index == head or (block.kind not in _LINES and block.kind is not BlockKind.META):
            continue
        signed_off = read_signoff(block.text) if len(blocks) - index <= _END else None
        if signed_off is not None:
            reader.sign_off(index, signed_off)
            continue
        signature = _signature(blocks, index)
        if signature is not None and not (signature.is_dashed and _is_cited(reader, index, signature.authors)):
            reader.sign(index, signature)
            signed_at = index
        elif index and signed_at == index - 1 and is_role_line(block.text):
            reader.put_aside(index)
        else:
            _furnish(reader, index)
    reader.close()
    return Imprint(
        blocks=tuple(reader.blocks),
        authors=tuple(dict.fromkeys(reader.authors)),
        published=reader.published,
        updated=reader.updated,
    )


def without_closing(blocks: Sequence[Block], authors: Sequence[str]) -> Imprint:
    """The blocks of a page with credits, furniture and the authors' biographies made META, and whom these name."""
    reader = _Reader(list(blocks), list(authors))
    for index, block in enumerate(blocks):
        if block.kind not in _LINES:
            continue
        signed_off = read_signoff(block.text) if len(blocks) - index <= _END else None
        if signed_off is not None:
            reader.sign_off(index, signed_off)
        else:
            _furnish(reader, index)
    reader.close()
    if not reader.authors:
        reader.authors += signed_lines([block.text for block in blocks if block.text])
    return Imprint(blocks=tuple(reader.blocks), authors=tuple(reader.authors))


def _head(blocks: Sequence[Block], title: str) -> int | None:
    """Where the title stands, if the text opens with it: with a signature only where that is nothing else."""
    lines = [index for index, block in enumerate(blocks) if block.kind in _LINES and block.text][:_TOP]
    if not lines:
        return None
    first, *rest = lines
    if title:
        return first if same_title(blocks[first].text, title) else None
    signature = read_signature(blocks[first].text)
    if blocks[first].kind is BlockKind.HEADING or signature is None:
        return first
    if signature.is_sure:
        return None
    if _LABEL.match(blocks[first].text):
        return first
    others = {index: read_signature(blocks[index].text, at_top=True) for index in rest}
    said_again = any(other is not None and _says_same(signature, other) for other in others.values())
    follows = next((blocks[index] for index, other in others.items() if other is None), None)
    return None if follows is not None and not said_again and _may_be_title(follows) else first


def _says_same(one: Signature, other: Signature) -> bool:
    """Whether two lines both name authors, or both a date: where the second one does, the first is a title."""
    return bool((one.authors and other.authors) or (one.published and other.published))


def _may_be_title(block: Block) -> bool:
    short = len(block.text) <= _MAX_LINE and len(block.text.split()) <= _MAX_WORDS
    return block.kind is BlockKind.HEADING or (short and not block.text.endswith(_NO_TITLE))


def _signature(blocks: Sequence[Block], index: int) -> Signature | None:
    """The signature that a block is, if it stands where one may stand."""
    left = len(blocks) - index
    if index >= _TOP and left > _END:
        return None
    at_top = 0 < index <= _UNDER_TITLE
    signature = read_signature(blocks[index].text, at_top=at_top, at_end=left <= _LAST)
    if signature is not None and signature.is_bare:
        others = [block.text for place, block in enumerate(blocks) if place != index]
        known = any(name in text for name in signature.authors for text in others)
        return signature if at_top and signature.authors and not known else None
    return signature


def _is_cited(reader: _Reader, index: int, names: Sequence[str]) -> bool:
    """Whether the name after a dash is that of who was quoted: it follows a quotation, or a byline names others."""
    if reader.authors and {*names} <= {*reader.authors}:
        return False
    before = reader.blocks[index - 1]
    return bool(reader.authors) or before.kind is BlockKind.QUOTE or before.text.startswith(_QUOTES)


def _furnish(reader: _Reader, index: int) -> None:
    line = reader.blocks[index].text
    if not index or len(line) > _MAX_LINE:
        return
    if is_credit(line):
        reader.credits.add(index)
        reader.put_aside(index)
    elif is_furniture(line) or is_end_mark(line):
        reader.put_aside(index)
