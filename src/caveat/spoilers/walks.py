"""Owns the words of a statement, and how each stands to those beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.scopes import Scope
from caveat.spoilers.words import small

_WORD = re.compile(r"\b[a-zß-ÿ]{1,6}(?='[A-ZÀ-Þ])|[^\W_]+(?:['.\-+/;×][^\W_]+)*\+?|&")
"""A small word that is cut short before a name is one of its own: "d'Avatar", "dell'Isola"."""
_JOINS = re.compile(r" ?:? |'")
_ABBREVIATED = ". "
_DASHES = frozenset({" - ", " – "})
_SHOUTED = 0.7
"""Share of capitals among the letters of a statement above which capitals mean nothing."""


class Setting(Enum):
    """Where a statement stands: how much a capital at its start may mean."""

    NOTICE = "notice"
    STORY = "story"
    """Beside a notice: a single word that opens the sentence may well be the work it is about."""
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands."""

    text: str
    start: int
    end: int
    low: str
    """The word in small letters, without a possessive ending."""
    is_capital: bool
    """It opens as names do: with a capital or a digit."""


class Walk:
    """The words of a statement. `plain` has straight quotes."""

    def __init__(self, plain: str, scopes: Sequence[Scope], lexicon: Lexicon, setting: Setting) -> None:
        self._plain = plain
        self._scopes = scopes
        self._lexicon = lexicon
        self._setting = setting
        self._rules = lexicon.titles
        self._bounds = self._rules.bounds if any(self._rules.bounds) else self._rules.stop
        asides = [match.span() for match in self._rules.aside.finditer(plain)]
        self._taken = [*((scope.start, scope.end) for scope in scopes), *asides]
        creator = self._rules.creators.search(plain)
        self._creator = creator.end() if creator else len(plain)
        # Asked for only where capitals mean little: its pattern is the longest of all to compile.
        self._opened = {match.end() for match in self._rules.opens.finditer(plain)} if self._rules.anchored else set()
        """Where a title may begin though capitals mean little."""
        self._words = [self._word(match) for match in _WORD.finditer(plain)]
        self._title_ends: set[int] = set()
        letters = [char for char in plain if char.isalpha()]
        self._shouted = len(letters) > 11 and sum(char.isupper() for char in letters) > _SHOUTED * len(letters)

    def _word(self, match: re.Match[str]) -> Word:
        """A word, without what a hyphen joins to the title that it is."""
        tail = self._rules.tail.search(match[0]) if "-" in match[0] else None
        text = match[0][: tail.start()] if tail else match[0]
        low = small(text).removesuffix("'s")
        return Word(text, match.start(), match.start() + len(text), low, text[0].isupper() or text[0].isdigit())

    def _goes_on(self, position: int) -> bool:
        return position + 1 < len(self._words) and self._joined(position) and self._fits(self._words[position + 1])

    def _fits(self, word: Word) -> bool:
        """Whether a word may follow within a title."""
        if self._in_scope(word):
            return False
        return word.low not in self._bounds if self._shouted else word.is_capital

    def _joined(self, position: int) -> bool:
        """Whether a word and the next may stand in one title."""
        word, following = self._words[position], self._words[position + 1]
        gap = self._plain[word.end : following.start]
        if gap == _ABBREVIATED:
            return word.low in self._rules.abbreviated or (word.text.isdigit() and following.text[0].islower())
        if gap in _DASHES:
            return self._leads_to_subtitle(position)
        if not _JOINS.fullmatch(gap):
            return False
        if ":" not in gap:
            return True
        behind = self._words[position + 2 : position + 3]
        leads = following.low in self._rules.openers or following.low in self._rules.parts
        is_common = following.low in self._rules.stop and not leads
        if is_common and gap == ": " and not (behind and behind[0].is_capital):
            return False
        # "Doctor Who: The Giggle", but not "Spoilers: The Giggle".
        inside = position > 0 and self._words[position - 1].is_capital and self._joined(position - 1)
        return following.is_capital and (inside or word.low not in self._rules.stop)

    def _anchored(self, position: int) -> bool:
        """Whether the words before say that a title follows: "for", "for the", "of the novel"."""
        if position == 0:
            return False
        before, word = self._words[position - 1], self._words[position]
        gap = self._plain[before.end : word.start]
        if self._rules.anchored and gap == ", " and before.end in self._title_ends:
            return self._rules.listed.match(self._plain, word.start) is not None
        if gap not in {" ", " ... ", "'"}:
            return False
        if before.low in self._rules.conjunctions and position > 1:
            return self._is_listed(position)
        if before.low in self._rules.definite or (before.low in self._lexicon.media and not before.is_capital):
            return self._anchored(position - 1) or before.low in self._rules.anchors
        return before.low in self._rules.anchors

    def _is_listed(self, position: int) -> bool:
        """Whether a word behind "and" goes on with a list of titles: a common word only where it stands alone."""
        earlier, word = self._words[position - 2], self._words[position]
        alone = position + 1 >= len(self._words) or not self._words[position + 1].is_capital
        is_title = earlier.is_capital and (earlier.low not in self._rules.stop or self._anchored(position - 2))
        return is_title and (alone or word.low not in self._rules.stop)

    def _in_scope(self, word: Word) -> bool:
        return any(start <= word.start < end for start, end in self._taken)

    def _is_part(self, step: int) -> bool:
        """Whether a part is part of the name: after a colon, or "Part" with a number, in capitals."""
        word = self._words[step]
        if step == 0:
            return False
        previous = self._words[step - 1]
        if self._shouted:
            return word.low in self._rules.named_parts or previous.low in self._rules.named_parts
        if not word.is_capital:
            return False
        if self._plain[previous.end : word.start].strip() == ":" and word.low in self._rules.parts:
            return True
        return word.low in self._rules.named_parts or (previous.is_capital and previous.low in self._rules.parts)

    def _gap(self, position: int) -> str:
        """What stands between a word and the next, or the end."""
        following = self._words[position + 1 : position + 2]
        return self._plain[self._words[position].end : following[0].start if following else len(self._plain)]

    def _leads_to_subtitle(self, position: int) -> bool:
        """Whether a dash behind a capital word leads on to the article of a subtitle: "Gomorra - La serie"."""
        if not self._rules.small or self._setting is Setting.HEADLINE or not self._words[position].is_capital:
            return False
        following = self._words[position + 1 : position + 3]
        opens = following[0].is_capital and (following[0].low in self._rules.openers)
        return opens and all(word.low not in self._rules.genre for word in following)

    def _leads_to_platform(self, position: int) -> bool:
        """Whether a word leads on to where a work is shown: "on Netflix"."""
        word = self._words[position]
        rest = self._plain[word.end + 1 : word.end + 24]
        return word.low in self._rules.shown_on and any(rest.startswith(name) for name in self._rules.platforms)
