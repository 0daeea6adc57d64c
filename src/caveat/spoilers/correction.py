"""Owns what an operator's correction makes of an article's notices, and the way back to what was found."""

from collections.abc import Sequence
from dataclasses import replace

from caveat.model import (
    Article,
    Block,
    Correction,
    KnownWork,
    Notice,
    Origin,
    Polarity,
    Role,
    SpoilerRules,
    Where,
    Work,
)
from caveat.spoilers.detection import detect

RULE = "operator"
"""Name of the rule of an operator's notice."""


def correct(article: Article, correction: Correction) -> Article:
    """The article as an operator says it is, made of what was found in it.

    One that spoils has one notice that warns, for all of its lines, in the place of those that were found; it keeps
    the words of one of them that says nothing else. One that does not spoil has none, and hides nothing: what was
    taken for a warning, or for the end of one, is its story again. Labels and promises stay.
    """
    others = tuple(notice for notice in article.notices if not notice.warns)
    if not correction.spoils:
        kept = {_folded(notice.text) for notice in others}
        return replace(article, blocks=tuple(_opened(block, kept) for block in article.blocks), notices=others)
    found = [notice for notice in article.notices if notice.warns]
    fitting = next((notice for notice in found if _fits(notice, correction.works)), None)
    notice = Notice(
        text=fitting.text if fitting else "",
        polarity=Polarity.CONTAINS,
        severity=fitting.severity if fitting else None,
        where=Where.TITLE if any(notice.where is Where.TITLE for notice in found) else Where.LEAD,
        covers=tuple(range(1, len(article.lines) + 1)),
        works=correction.works,
        origin=Origin.DECLARED,
        rule=RULE,
    )
    return replace(article, notices=(notice, *others))


def remembering(correction: Correction, found: Article) -> Correction:
    """The correction with what of the article as found does not stand in its text, and is wanted for the way back."""
    return replace(correction, declared=tuple(one for one in found.notices if one.origin is Origin.DECLARED))


def as_found(article: Article, correction: Correction, *, works: Sequence[KnownWork], rules: SpoilerRules) -> Article:
    """A corrected article as it was found."""
    return detect(article, works=works, rules=rules, stated=correction.declared)


def _fits(notice: Notice, works: Sequence[Work]) -> bool:
    """Whether the words of a notice hold beside these works: they name no other, and no other part of them."""
    named = [work for work in notice.works if work.title.casefold() in notice.text.casefold()]
    return bool(notice.text) and not notice.inline and set(named) <= set(works)


def _opened(block: Block, labels: set[str]) -> Block:
    """The block as part of the story, unless it is one of these labels."""
    is_label = block.role is Role.NOTICE and _folded(block.text) in labels
    return replace(block, role=block.role if is_label else Role.STORY, covered=False)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
