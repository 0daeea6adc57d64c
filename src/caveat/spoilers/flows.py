"""Owns the titles that go on in small letters, and the capitals that only open a clause."""

import re

from caveat.spoilers.walks import Setting, Walk

_MOST_SMALL = 7
"""Words in small letters by which a title goes on."""
_MARKED = re.compile(r"[:,|(\[–—-][ (\[]{0,2}$")
"""A mark between a title and the label behind it."""


class SmallWords(Walk):
    """What words in small letters say of the capital ones before them."""

    def _is_inside(self, position: int) -> bool:
        """Whether a capital stands inside a sentence, where only the article of a title is written so."""
        if not self._rules.small or position == 0:
            return False
        return self._plain[self._words[position - 1].end : self._words[position].start] in {" ", ", "}

    def _stretched(self, first: int, last: int) -> int:
        """Index of the last word of a title whose capital words end at `last`, where it goes on in small ones.

        It does so where what stands before or behind it shows a title; where it does not end soon, it is all clause.
        """
        if not self._rules.small or self._shouted:
            return last
        end = self._flow(last)
        if self._opens_small(first) or self._leads_on(first, last):
            return end
        return end if self._closes(end) and self._announces(first, last) else last

    def _announces(self, first: int, last: int) -> bool:
        """Whether what stands before a title, in it or behind it shows one, however it goes on."""
        if self._words[first].text.isdigit():
            return False
        has_subtitle = ": " in self._plain[self._words[first].start : self._words[last].end]
        return has_subtitle or self._is_announced(first) or self._before_scope(self._flow(last))

    def _closes(self, position: int) -> bool:
        """Whether a mark, a scope, an "and" or the end stands behind a word."""
        if position + 1 >= len(self._words):
            return True
        following = self._words[position + 1]
        if self._in_scope(following) or following.low in self._rules.conjunctions:
            return True
        return self._plain[self._words[position].end : following.start] != " "

    def _flow(self, last: int) -> int:
        """Index of the last small word behind a word, up to where the clause goes on."""
        end = last
        while end < min(last + _MOST_SMALL, len(self._words) - 1) and self._flows(end) and not self._breaks(end + 1):
            end += 1
        return end

    def _leads_on(self, first: int, last: int) -> bool:
        """Whether a subtitle goes on with a small word: "Joker : Folie à deux"."""
        if ":" not in self._plain[self._words[first].start : self._words[last].end] or last + 1 >= len(self._words):
            return False
        following = self._words[last + 1]
        return following.low in self._rules.connectors and following.low not in self._rules.conjunctions

    def _opens_small(self, position: int) -> bool:
        """Whether a word opens a title that may go on in small letters: an article inside a sentence, or any common
        word behind one in small letters.
        """
        word = self._words[position]
        if not self._is_inside(position) or not word.is_capital or word.low not in self._rules.stop:
            return False
        if word.text.isupper() and len(word.text) > 1:
            return False
        return word.low in self._rules.openers or not self._words[position - 1].is_capital

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
        gap = self._plain[self._words[position].end : word.start]
        if (gap not in {" ", "'"} and not (gap == ". " and self._joined(position))) or self._in_scope(word):
            return False
        if word.low in self._rules.ends or self._lexicon.bare.match(word.text):
            return False
        if word.low in self._rules.conjunctions and position + 2 < len(self._words):
            return not self._words[position + 2].is_capital
        return True

    def _breaks(self, position: int) -> bool:
        """Whether a word belongs to the clause: as the language says, else any that is found in notices."""
        word, breaks = self._words[position], self._rules.breaks
        if breaks is not None:
            return breaks.match(self._plain, word.start) is not None
        if word.is_capital or word.low in self._lexicon.media:
            return self._words[position - 1].low not in self._rules.parts
        return word.low in self._rules.stop and word.low not in self._rules.connectors

    def _is_announced(self, position: int) -> bool:
        """Whether a word stands right behind an anchor, a medium, a scope, or the last title and an "and" or comma."""
        if position == 0:
            return False
        before = self._words[position - 1]
        gap = self._plain[before.end : self._words[position].start]
        if gap != " ":
            return gap == ", " and before.end in self._title_ends
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
        return self._rules.small and self._stretched(position, position) > position

    def _is_aside(self, position: int) -> bool:
        """Whether a single word and a comma open a sentence: "Relax, we will not tell."."""
        if position or len(self._words) < 2 or self._setting is Setting.HEADLINE or any(self._rules.bounds):
            return False
        word, following = self._words[:2]
        gap = self._plain[word.end : following.start]
        return gap == ", " and not following.is_capital and not self._in_scope(following)

    def _is_prose(self, position: int) -> bool:
        """Whether a capital only opens a clause, which goes on in small letters."""
        word, following = self._words[position], self._words[position + 1 : position + 2]
        gap = self._plain[self._words[position - 1].end : word.start] if position else ":"
        if self._is_aside(position):
            return True
        if (
            not following
            or not any(mark in gap for mark in ":!?([")
            or self._plain[word.end : following[0].start] != " "
        ):
            return False
        if following[0].is_capital or self._in_scope(following[0]) or self._lexicon.bare.match(following[0].text):
            return False
        return not self._goes_on(position) and not self._before_scope(self._flow(position))
