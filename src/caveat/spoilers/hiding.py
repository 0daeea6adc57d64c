"""Owns what a publisher hid as a spoiler, and which pictures and captions notices speak for."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import chain, groupby

from caveat.model import Block, BlockKind, Notice, Role, Where, Work
from caveat.spoilers.coverage import Coverage
from caveat.spoilers.markup import hidden_lines, hidden_spans, span_label

HIDDEN = "¤"
"""Stands for each character of what the publisher hid: no notice quotes it."""
_MOST = 60
"""Notices of either kind."""
_BESIDE = frozenset({BlockKind.FIGURE, BlockKind.CAPTION, BlockKind.SUMMARY})
"""Kinds that are shown and are no lines."""


def hidden(
    coverage: Coverage, reached: Set[int], labelled: Set[int], context: Sequence[Work], language: str | None
) -> Iterator[Notice]:
    """The notices of what the publisher hid, but for what folds reach, and for stretches that are `labelled` (indexes).

    A run of lines that are hidden whole has one; each line with hidden stretches has its own. Of very many the last
    speaks for the rest.
    """
    blocks = coverage.blocks
    numbered = list(enumerate(coverage.lines, start=1))
    whole = [(number, index) for number, index in numbered if blocks[index].hints.is_spoiler and index not in reached]
    runs = [
        tuple(number for _, (number, _) in run)
        for _, run in groupby(enumerate(whole), key=lambda item: item[1][0] - item[0])
    ]
    for lines in _bounded(runs):
        yield hidden_lines(lines, coverage.where(coverage.lines[lines[0] - 1]), context)
    spans = [
        (number,)
        for number, index in numbered
        if blocks[index].hints.spans and not blocks[index].hints.is_spoiler and index not in labelled
    ]
    for lines in _bounded(spans):
        index = coverage.lines[lines[0] - 1]
        label = span_label(blocks[index], blocks[index].hints.language or language) if len(lines) == 1 else ""
        yield hidden_spans(lines, coverage.where(index), context, text=label)
    if not whole and any(_hides_beside(block) and index not in reached for index, block in enumerate(blocks)):
        yield hidden_lines((), Where.BODY, context)


def _bounded(runs: Sequence[tuple[int, ...]]) -> Sequence[tuple[int, ...]]:
    if len(runs) <= _MOST:
        return runs
    return (*runs[: _MOST - 1], tuple(chain.from_iterable(runs[_MOST - 1 :])))


def covered(coverage: Coverage, reached: Set[int]) -> Iterator[Block]:
    """The blocks, with those marked that are no lines and stand in the reach of a notice, or that were hidden."""
    for index, block in enumerate(coverage.blocks):
        speaks = block.role is Role.STORY and block.kind in _BESIDE and (index in reached or _hides_beside(block))
        yield replace(block, covered=True) if speaks else block


def _hides_beside(block: Block) -> bool:
    return block.kind in _BESIDE and block.role is Role.STORY and (block.hints.is_spoiler or bool(block.hints.spans))


def is_hidden_whole(block: Block) -> bool:
    """Whether the publisher hid all of a block."""
    return block.hints.is_spoiler or (0, len(block.text)) in block.hints.spans


def masked(block: Block) -> Block:
    """The block with a sign for each character of what the publisher hid in it; offsets stay."""
    if not block.hints.spans or is_hidden_whole(block):
        return block
    characters = list(block.text)
    for start, end in block.hints.spans:
        characters[start:end] = HIDDEN * len(characters[start:end])
    return replace(block, text="".join(characters))


def without_hidden(notice: Notice) -> Notice:
    """A notice read of such a text, with an ellipsis for what was hidden, and none of the works named there."""
    text = re.sub(f"{HIDDEN}+", "…", notice.text)
    return replace(notice, text=text, works=tuple(work for work in notice.works if HIDDEN not in work.title))
