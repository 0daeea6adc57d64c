"""Owns the story that the tests of plain text are told around: of our own writing."""

from caveat.model import BlockKind

STORY = "The lamp went out at nine.\n\nNobody in the lighthouse had touched it."
LINES = ["The lamp went out at nine.", "Nobody in the lighthouse had touched it."]


def meta(article):
    return [block.text for block in article.blocks if block.kind is BlockKind.META]


def lines(article):
    return [line.text for line in article.lines]
