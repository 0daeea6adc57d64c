"""Owns soft hyphens: a warning is one with or without them, and a story keeps those that it has."""

from dataclasses import replace
from itertools import accumulate

from caveat.model import Article, Block

SOFT_HYPHEN = "\u00ad"


def unhyphenated(article: Article) -> Article:
    """The article without soft hyphens, which say where a word may be broken and keep it from being known."""
    if SOFT_HYPHEN not in article.title and not any(SOFT_HYPHEN in block.text for block in article.blocks):
        return article
    title = article.title.replace(SOFT_HYPHEN, "")
    return replace(article, title=title, blocks=tuple(_unhyphenated(block) for block in article.blocks))


def hyphenated(found: Article, article: Article) -> Article:
    """What was found in the unhyphenated article, with its blocks as they were but for those that notices quote."""
    pairs = zip(found.blocks, article.blocks, strict=True)
    quoted = [notice.text for notice in found.notices if notice.text]
    blocks = tuple(
        bare if any(words in bare.text for words in quoted) else replace(bare, text=block.text, hints=block.hints)
        for bare, block in pairs
    )
    return replace(found, blocks=blocks)


def _unhyphenated(block: Block) -> Block:
    if SOFT_HYPHEN not in block.text:
        return block
    places = list(accumulate((character != SOFT_HYPHEN for character in block.text), initial=0))
    hints = replace(
        block.hints,
        spans=tuple((places[start], places[end]) for start, end in block.hints.spans),
        breaks=tuple(places[place] for place in block.hints.breaks),
    )
    return replace(block, text=block.text.replace(SOFT_HYPHEN, ""), hints=hints)
