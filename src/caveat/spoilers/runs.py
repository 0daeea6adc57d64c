"""Owns the runs of capital words in a statement that read as titles of works."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.scopes import Scope
from caveat.spoilers.words import small

_WORD = re.compile(r"\b[a-zß-ÿ]{1,6}(?='[A-ZÀ-Þ])|[^\W_]+(?:['.\-+/][^\W_]+)*\+?|&")
"""A small word that is cut short before a name is one of its own: "d'Avatar", "dell'Isola"."""
_JOINS = re.compile(r" ?:? |'")
_ABBREVIATED = ". "
_SHOUTED = 0.7
"""Share of capitals among the letters of a statement above which capitals mean nothing."""
_MOST_TITLE_WORDS = 5
"""Small words behind the capital ones of a title."""
_MOST_SMALL_WORDS = 3
"""In a row, inside a title."""
_MOST_SMALL = 7
"""Words in small letters by which a title goes on in a language that writes titles so."""
_MARKED = re.compile(r"[:,|(\[–—-][ (\[]{0,2}$")
"""A mark between a title and the label behind it."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return small(self.text).removesuffix("'s")

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper() or self.text[0].isdigit()


class Runs:
    """One walk over the words of a statement. `plain` has straight quotes."""

    def __init__(self, plain: str, scopes: Sequence[Scope], lexicon: Lexicon) -> None:
        self._plain = plain
        self._scopes = scopes
        self._lexicon = lexicon
        self._rules = lexicon.titles
        creator = self._rules.creators.search(plain)
        self._creator = creator.end() if creator else len(plain)
        self._words = [_Word(match[0], match.start(), match.end()) for match in _WORD.finditer(plain)]
        self._title_ends: set[int] = set()
        letters = [char for char in plain if char.isalpha()]
        self._shouted = len(letters) > 11 and sum(char.isupper() for char in letters) > _SHOUTED * len(letters)

    def find(self) -> Iterator[tuple[int, int]]:
        """(start, end) of every title, in order."""
        if self._is_all_title():
            yield self._words[0].start, self._words[-1].end
            return
        position = 0
        while position < len(self._words):
            if not self._opens(position):
                position += 1
                continue
            last = self._stretched(position, self._last(position))
            if self._rules.flowing and not self._shouted:
                last = self._with_small_words(position, last)
            span = self._span(position, last)
            if span is not None:
                self._title_ends.add(self._words[last].end)
                yield span
            position = last + 1

    def _opens(self, position: int) -> bool:
        word = self._words[position]
        if self._in_scope(word) or word.start >= self._creator:
            return False
        anchored = self._anchored(position)
        if self._shouted and not anchored:
            return False
        if self._lexicon.bare.match(word.text):
            return anchored and word.is_capital and self._goes_on(position)
        if len(word.text) == 1 and not self._may_open(position):
            return anchored and (word.text[0].isupper() or (word.text.isdigit() and self._goes_on(position)))
        if not word.text[0].isupper():
            return word.text[0].isdigit() and anchored
        if self._rules.prose and not anchored and self._is_prose(position):
            return False
        if word.low not in self._rules.stop:
            return anchored or not self._rules.anchored
        if self._shouted:
            return word.low in self._rules.definite
        return anchored or (word.low in self._rules.openers and (self._goes_on(position) or self._is_inside(position)))

    def _is_inside(self, position: int) -> bool:
        """Whether a capital article stands inside a sentence, where only that of a title is written so."""
        if not self._rules.small or position == 0:
            return False
        return self._plain[self._words[position - 1].end : self._words[position].start] in {" ", ", "}

    def _goes_on(self, position: int) -> bool:
        return position + 1 < len(self._words) and self._joined(position) and self._fits(self._words[position + 1])

    def _fits(self, word: _Word) -> bool:
        """Whether a word may follow within a title."""
        if self._shouted:
            return word.low not in self._rules.stop
        return word.is_capital and not self._in_scope(word)

    def _last(self, position: int) -> int:
        """Index of the last word of the run that opens here."""
        while (step := self._step(position)) is not None:
            position = step
        return position

    def _stretched(self, first: int, last: int) -> int:
        """Index of the last word of a title that opens with an article and goes on in small letters."""
        if not self._rules.small or self._shouted:
            return last
        end = last
        while end < min(last + _MOST_SMALL, len(self._words) - 1) and self._flows(end) and not self._breaks(end + 1):
            end += 1
        return end if self._words[first].low in self._rules.openers and self._is_inside(first) else last

    def _is_all_title(self) -> bool:
        """Whether the words before a mark are a title in small letters: "Demain nous appartient : spoilers"."""
        words = self._words
        if not (
            self._rules.small and 1 < len(words) < _MOST_SMALL and words[0].is_capital and _MARKED.search(self._plain)
        ):
            return False
        if any(word.low in self._rules.genre for word in words):
            return False
        named = words[0].is_capital and (len(words) > 2 or words[1].is_capital)
        return named and all(self._flows(position) for position in range(len(words) - 1))

    def _flows(self, position: int) -> bool:
        """Whether the word behind a word may be one more of a title in small letters."""
        word = self._words[position + 1]
        if self._plain[self._words[position].end : word.start] not in {" ", "'"} or self._in_scope(word):
            return False
        if word.low in self._rules.ends or self._lexicon.bare.match(word.text):
            return False
        if word.low in self._rules.conjunctions and position + 2 < len(self._words):
            return not self._words[position + 2].is_capital
        return True

    def _breaks(self, position: int) -> bool:
        return self._rules.breaks.match(self._plain, self._words[position].start) is not None

    def _with_small_words(self, first: int, last: int) -> int:
        """Index of the last word of a title whose capital words end at `last`, where it goes on in small ones.

        It does so up to where a clause ends; where that is too far off, they belong to the clause.
        """
        step = last + 1
        while step < len(self._words) and step - last <= _MOST_TITLE_WORDS and self._is_small_part(step):
            step += 1
        has_subtitle = ": " in self._plain[self._words[first].start : self._words[last].end]
        announced = has_subtitle or self._is_announced(first) or self._before_scope(step - 1)
        return step - 1 if announced and step - last <= _MOST_TITLE_WORDS else last

    def _is_small_part(self, step: int) -> bool:
        word, following = self._words[step], self._words[step + 1 : step + 2]
        if not self._joined(step - 1) or word.is_capital or self._in_scope(word) or word.low in self._lexicon.media:
            return False
        if word.low in self._rules.conjunctions and following and following[0].is_capital:
            return False
        return word.low in self._rules.connectors or word.low not in self._rules.stop

    def _is_announced(self, position: int) -> bool:
        """Whether a word stands right behind an anchor, a medium, a scope, or the last title and an "and"."""
        if position == 0 or self._plain[self._words[position - 1].end : self._words[position].start] != " ":
            return False
        before = self._words[position - 1]
        if before.low in self._rules.conjunctions and position > 1:
            return self._words[position - 2].end in self._title_ends
        return before.low in self._rules.anchors or before.low in self._lexicon.media or self._in_scope(before)

    def _before_scope(self, position: int) -> bool:
        end = self._words[position].end
        return any(
            scope.start >= end and self._rules.after.fullmatch(self._plain, end, scope.start) for scope in self._scopes
        )

    def _may_open(self, position: int) -> bool:
        """Whether a single letter may open a title: an article, or where small words lead on to a scope."""
        if self._words[position].low in self._rules.openers:
            return True
        return self._rules.flowing and self._with_small_words(position, position) > position

    def _is_prose(self, position: int) -> bool:
        """Whether a capital only opens a clause, which goes on in small letters."""
        word, following = self._words[position], self._words[position + 1 : position + 2]
        gap = self._plain[self._words[position - 1].end : word.start] if position else ":"
        if (
            not following
            or not any(mark in gap for mark in ":!?([")
            or self._plain[word.end : following[0].start] != " "
        ):
            return False
        if following[0].is_capital or self._in_scope(following[0]) or self._lexicon.bare.match(following[0].text):
            return False
        return not self._goes_on(position) and not self._before_scope(self._with_small_words(position, position))

    def _step(self, position: int) -> int | None:
        """Index of the next word of the run: over a few small words to one that fits."""
        if self._rules.closing.search(self._words[position].text):
            return None
        for step in range(position + 1, min(position + 2 + _MOST_SMALL_WORDS, len(self._words))):
            if not self._joined(step - 1) or self._ends_run(step):
                return None
            word = self._words[step]
            if word.low in self._rules.connectors and not (word.is_capital and not self._shouted):
                if word.low in self._rules.conjunctions and not self._is_pair(step):
                    return None
                continue
            return step if self._fits(word) or self._is_part(step) else None
        return None

    def _is_pair(self, step: int) -> bool:
        """Whether "and" goes on with the title: before a small word (not "for" or the like), in "A ... of ... and"."""
        if step + 1 >= len(self._words):
            return True
        following = self._words[step + 1]
        if not self._fits(following):
            return following.low not in self._rules.anchors
        return self._rules.pair.search(self._plain, 0, self._words[step].start) is not None

    def _ends_run(self, step: int) -> bool:
        word = self._words[step]
        if self._is_part(step):
            return False
        if self._lexicon.bare.fullmatch(word.text) or word.low in self._rules.genre or word.low in self._rules.ends:
            return True
        rest = self._plain[word.end + 1 : word.end + 24]
        return word.low in self._rules.shown_on and any(rest.startswith(name) for name in self._rules.platforms)

    def _is_part(self, step: int) -> bool:
        """Whether a part is part of the name: after a colon, or "Part" with a number, in capitals."""
        word = self._words[step]
        if step == 0 or not word.is_capital or self._shouted:
            return False
        previous = self._words[step - 1]
        if self._plain[previous.end : word.start].strip() == ":" and word.low in self._rules.parts:
            return True
        return word.low in self._rules.named_parts or (previous.is_capital and previous.low in self._rules.parts)

    def _joined(self, position: int) -> bool:
        """Whether a word and the next may stand in one title."""
        word, following = self._words[position], self._words[position + 1]
        gap = self._plain[word.end : following.start]
        if gap == _ABBREVIATED:
            return word.low in self._rules.abbreviated
        if not _JOINS.fullmatch(gap):
            return False
        if ":" not in gap:
            return True
        # "Doctor Who: The Giggle", but not "Spoilers: The Giggle".
        inside = position > 0 and self._words[position - 1].is_capital and self._joined(position - 1)
        return following.is_capital and (inside or word.low not in self._rules.stop)

    def _anchored(self, position: int) -> bool:
        """Whether the words before say that a title follows: "for", "for the", "of the novel"."""
        if position == 0:
            return False
        before, word = self._words[position - 1], self._words[position]
        gap = self._plain[before.end : word.start]
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

    def _in_scope(self, word: _Word) -> bool:
        return any(scope.start <= word.start < scope.end for scope in self._scopes)

    def _span(self, first: int, last: int) -> tuple[int, int] | None:
        """(start, end) of a run as a title, None where it is none after all."""
        while last > first and self._words[last].low in self._rules.connectors and not self._words[last].is_capital:
            last -= 1
        start, end = self._words[first].start, self._words[last].end
        if suffix := self._rules.suffix.search(self._plain, start, end):
            end = suffix.start()
        start = self._behind_owner(first, last)
        low = self._plain[start:end].lower()
        common = all(part in self._rules.stop for part in low.replace(":", "").split())
        if self._plain[start:end] in self._rules.platforms or (common and not self._anchored(first)):
            return None
        if self._is_attribute(first, last) or (first == last and self._is_mere_word(first)):
            return None
        return None if self._rules.stranger.search(self._plain, 0, start) else (start, end)

    def _is_mere_word(self, position: int) -> bool:
        """Whether a word alone is no title: an article, or one that opens a sentence in a language of small letters."""
        word = self._words[position]
        if word.low in self._rules.definite:
            return True
        if not self._rules.small or position > 0:
            return False
        return self._plain[word.end : word.end + 2] == ", " or self._plain[word.end + 1 : word.end + 2].islower()

    def _is_attribute(self, first: int, last: int) -> bool:
        """Whether a run only says whose or of when the work after it is: "Ann Lee's novel", "the 2018 TV series"."""
        if last + 1 >= len(self._words):
            return False
        run, following = self._plain[self._words[first].start : self._words[last].end], self._words[last + 1]
        if self._plain[self._words[last].end : following.start] != " " or following.is_capital:
            return False
        if following.low in self._lexicon.media:
            return run.isdigit() or run.endswith("'s") or (run.isupper() and run.lower() in self._rules.stop)
        return following.low in self._rules.ends and self._words[last].low in self._rules.stop and run.endswith("'s")

    def _behind_owner(self, first: int, last: int) -> int:
        """Where a title starts: behind the platform that it is said to belong to ("Netflix's Ozark")."""
        start = self._words[first].start
        for word in self._words[first:last]:
            owner = self._plain[start : word.end]
            if owner.endswith("'s") and owner.removesuffix("'s") in self._rules.platforms:
                return word.end + 1
        return start
