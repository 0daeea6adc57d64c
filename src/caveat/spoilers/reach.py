"""Owns how far a notice says itself that it speaks: "skip the next two paragraphs", "this section contains ..."."""

from dataclasses import dataclass
from enum import Enum

from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.scopes import number_of

_MOST = 50


class Part(Enum):
    """What of an article a notice may say that it speaks for."""

    OWN = "own"
    """The paragraph that it stands in."""
    FOLLOWING = "following"
    """Some paragraphs behind it."""
    SECTION = "section"
    """From it to the end of its section."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a notice speaks by its own words."""

    part: Part
    count: int = 1
    """Of paragraphs."""


def stated_reach(plain: str, rules: Lexicon) -> Reach | None:
    """How far a notice says that it speaks; None: it does not say."""
    following = rules.following.search(plain)
    if following is not None:
        count = number_of(following["count"], rules) or 1
        return Reach(Part.FOLLOWING, min(count, _MOST))
    if rules.own_paragraph.search(plain):
        return Reach(Part.OWN)
    return Reach(Part.SECTION) if rules.own_section.search(plain) else None
