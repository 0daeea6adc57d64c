"""Owns the sieve before the close reading: most articles hold no notice, and most blocks of the others neither."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caveat.model import Article, Block, BlockKind
from caveat.spoilers import markup
from caveat.spoilers.verdicts import which_stir

_MOST_TEXT = 200_000
"""Characters of blocks with a trigger in them that are read closely: the bound on what a hostile page can cost."""
_TITLE = -1


@dataclass(frozen=True, slots=True)
class Sifted:
    """What of an article is worth reading closely."""

    may_speak: bool
    """Whether anything of it could be or make a notice."""
    title: bool
    blocks: frozenset[int]
    """Indices."""
    labels: frozenset[int] = frozenset()
    """Indices of the labels of what the publisher hid, which are among them whatever they say."""


def sift(article: Article, phrases: Sequence[str]) -> Sifted:
    """The texts that may speak of spoilers; those of one language are looked through at once."""
    spoken: dict[str | None, list[tuple[int, str]]] = {article.language: [(_TITLE, " ".join(article.title.split()))]}
    for index, block in enumerate(article.blocks):
        if block.text:
            spoken.setdefault(block.hints.language or article.language, []).append((index, block.text))
    found = {number for language, texts in spoken.items() for number in which_stir(texts, language, phrases)}
    marked = {index for index, block in enumerate(article.blocks) if _is_marked(block)}
    labels = frozenset(
        index
        for index, block in enumerate(article.blocks)
        if block.kind is BlockKind.SUMMARY and markup.labels_hidden(article.blocks, index)
    )
    marked |= labels
    hides = any(block.hints.is_spoiler or block.hints.spans for block in article.blocks)
    return Sifted(
        may_speak=bool(found or marked or hides),
        title=_TITLE in found,
        blocks=frozenset(_within_budget(article, sorted((found | marked) - {_TITLE}))),
        labels=labels,
    )


def _is_marked(block: Block) -> bool:
    return markup.is_selected(block) or markup.announces(block)


def _within_budget(article: Article, indices: Sequence[int]) -> Iterator[int]:
    budget = _MOST_TEXT
    for index in indices:
        budget -= len(article.blocks[index].text)
        if budget < 0:
            return
        if article.blocks[index].text:
            yield index
