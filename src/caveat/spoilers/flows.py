"""Owns the titles that go on in small letters, and the capitals that only open a clause."""

import re

from caveat.spoilers.walks import Setting, Walk

_MOST_SMALL = 7
"""Words in small letters by which a title goes on."""
_MOST_BEFORE_GENRE = 3
"""Words behind a title and its mark, of which one says what kind of text it is: "our long review"."""
_MARK = re.compile(r"[:,|(\[–—]| - |-$")
_SUBTITLE = frozenset({": ", " : ", " - ", " – "})
"""Between a title and its subtitle."""


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
        part = self._rules.numbered.search(self._plain, self._words[first].end)
        if part is not None and part.start() <= self._words[last].end < part.end():
            return max(index for index, word in enumerate(self._words) if word.start < part.end())
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
        if not self._is_inside(position) or not word.is_capital:
            return False
        article, apostrophe, _ = word.low.partition("'")
        if apostrophe and article in self._rules.openers:
            return True
        if word.low not in self._rules.stop:
            return False
        if word.text.isupper() and len(word.text) > 1:
            return False
        return word.low in self._rules.openers or not self._words[position - 1].is_capital

    def _head(self) -> int | None:
        """Index of the last word of a title that a headline opens with: what stands before the mark that leads to the
        label or names a kind of text ("La promessa: recensione ...").
        """
        words = self._words[:_MOST_SMALL]
        if not self._rules.small or self._setting is not Setting.HEADLINE or not words or not words[0].is_capital:
            return None
        for position, word in enumerate(words):
            if word.low in self._rules.genre or (position and not self._heads_on(position)):
                return None
            if self._is_headed(position):
                return position if self._is_name(position) else None
        return None

    def _heads_on(self, position: int) -> bool:
        """Whether a word of a headline may be one more of the title that it opens with."""
        gap = self._plain[self._words[position - 1].end : self._words[position].start]
        if gap in _SUBTITLE:
            return self._words[position].is_capital
        return self._flows(position - 1) and not self._breaks(position)

    def _is_headed(self, position: int) -> bool:
        """Whether a mark behind a word leads to the label, a kind of text, or out of this part of the headline."""
        if _MARK.search(self._gap(position)) is None:
            return False
        for step in range(position + 1, min(position + 1 + _MOST_BEFORE_GENRE, len(self._words))):
            word = self._words[step]
            if word.low in self._rules.genre or self._lexicon.bare.match(word.text):
                return True
            if self._gap(step) != " ":
                return False
        return position + 1 == len(self._words)

    def _is_name(self, last: int) -> bool:
        """Whether the first words of a headline read as a title and not as a sentence of their own."""
        first, words = self._words[0], self._words[: last + 1]
        if self._rules.stranger.search(self._plain, 0, words[-1].start):
            return False
        if last == 0:
            return first.low not in self._rules.stop
        leads = first.low in self._rules.openers or first.low not in self._rules.stop
        return leads and (last > 1 or words[-1].is_capital or words[-1].low not in self._rules.stop)

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
        """Whether a word belongs to the clause: it opens a command, or as the language says, else any of notices."""
        word, breaks = self._words[position], self._rules.breaks
        if self._leads_to_platform(position) or self._lexicon.command.match(self._plain, word.start):
            return True
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
        if self._is_alone(position):
            return False
        if following[0].is_capital or self._in_scope(following[0]) or self._lexicon.bare.match(following[0].text):
            return False
        return not self._goes_on(position) and not self._before_scope(self._flow(position))

    def _is_alone(self, position: int) -> bool:
        """Whether the one word that a headline opens with is all of the title: "Bacurau and the country that ..."."""
        if not self._rules.small or self._setting is not Setting.HEADLINE or position > 0:
            return False
        behind = [word.low for word in self._words[1:3]]
        return len(behind) > 1 and behind[0] in self._rules.conjunctions and behind[1] in self._rules.definite
