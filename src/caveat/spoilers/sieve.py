"""Owns the sieve before the close reading: most articles hold no notice, and most blocks of the others neither."""

from collections.abc import Iterator, Sequence

from caveat.model import Article
from caveat.spoilers import markup
from caveat.spoilers.verdicts import stirs

_MOST_TEXT = 200_000
"""Characters of blocks with a trigger in them that are read closely: the bound on what a hostile page can cost."""


def may_speak(article: Article, phrases: Sequence[str]) -> bool:
    """Whether anything of an article could be or make a notice.

    The texts of one language are looked through at once.
    """
    spoken: dict[str | None, list[str]] = {article.language: [" ".join(article.title.split())]}
    for block in article.blocks:
        hints = block.hints
        if hints.is_spoiler or hints.spans or markup.is_selected(block) or markup.announces(block):
            return True
        spoken.setdefault(hints.language or article.language, []).append(block.text)
    return any(stirs("\n".join(texts), language, phrases) for language, texts in spoken.items())


def stirring(article: Article, phrases: Sequence[str]) -> Iterator[int]:
    """Indices of the blocks with a text that is worth reading."""
    budget = _MOST_TEXT
    for index, block in enumerate(article.blocks):
        if not block.text:
            continue
        said = markup.is_selected(block) or markup.announces(block)
        if said or stirs(block.text, block.hints.language or article.language, phrases):
            budget -= len(block.text)
            if budget < 0:
                return
            yield index
