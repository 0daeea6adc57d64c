"""Owns what opens a byline: the words that say what somebody did, and when, before the names."""

import re
from enum import Enum

from caveat.extract.bywords import BETWEEN, BY, BY_AFTER, DID, HELPED, SIGNERS, WHEN, WORKS

_MOST_OPENING_WORDS = 12
_GLUED = re.compile(r"^(By|Von|Par|Por|Author|Autor)(?=[^\W\d_a-zß-ÿ])")
"""A preposition that lost its space to the markup: "ByAnn Lee"."""
_SLASHED = re.compile(r"(?:文|图文|撰文|作者|记者|記者|著者|筆者|글|기자) ?[/／|:：・] ?")


class Opening(Enum):
    """What the words before the names of a byline say of these."""

    NONE = "nothing: there are no such words"
    SIGNED = "that they wrote it"
    HELPED = "that they had a hand in it: photographers, editors"


def read_opening(text: str) -> tuple[Opening, str]:
    """What opens a byline, and the byline without it: "Text und Fotos: Ann Lee" is (SIGNED, "Ann Lee")."""
    text = _SLASHED.sub("", _GLUED.sub(r"\1 ", text, count=1), count=1)
    words = text.split()
    cut = 0
    opening = Opening.NONE
    works = helped = False
    for position, word in enumerate(words[:_MOST_OPENING_WORDS]):
        bare = word.strip(":：().,").casefold()
        signs = bare in SIGNERS or word.casefold() in SIGNERS
        labels = word.endswith((":", "：")) and (bare in WORKS or bare in BY or bare in HELPED)
        if labels or signs or bare in BY or (bare in BY_AFTER and (works or (not position and word == "di"))):
            cut = position + 1
            opening = Opening.HELPED if (helped or bare in HELPED) and not (works or signs) else Opening.SIGNED
        elif not _may_open(bare, word.casefold()):
            break
        works = works or signs or bare in DID or bare in WORKS
        helped = helped or bare in HELPED
    return (opening, " ".join(words[cut:]).lstrip(" :：")) if cut else (opening, text)


def _may_open(bare: str, word: str) -> bool:
    """Whether a word may stand before the "by" of a byline: what was done to what, and when."""
    return bare in DID or bare in WORKS or bare in HELPED or word in BETWEEN or bare[:1].isdigit() or bare in WHEN
