"""Owns the runs of capital words in a statement that read as titles of works."""

import re
from collections.abc import Iterator

from caveat.spoilers.flows import SmallWords
from caveat.spoilers.walks import Setting, Word

_MOST_SMALL_WORDS = 3
"""In a row, inside a title."""
_INITIALS = re.compile(r"\b[^\W\d_](?:\.[^\W\d_]){1,7}$")


class Runs(SmallWords):
    """One walk over the words of a statement. `plain` has straight quotes."""

    def find(self) -> Iterator[tuple[int, int]]:
        """(start, end) of every title, in order."""
        head = self._head()
        if head is not None:
            yield self._words[0].start, self._words[head].end
            return
        position = 0
        while position < len(self._words):
            if not self._opens(position):
                position += 1
                continue
            last = self._stretched(position, self._last(position))
            span = self._span(position, last)
            if span is not None:
                self._title_ends.add(self._words[last].end)
                yield span
            position = last + 1

    def _opens(self, position: int) -> bool:
        word = self._words[position]
        if self._in_scope(word) or word.start >= self._creator or self._is_noun(position):
            return False
        anchored = self._anchored(position) or self._leads(position)
        if self._shouted and not anchored:
            return False
        if self._lexicon.bare.search(word.text):
            return anchored and word.is_capital and self._goes_on(position) and not self._shouted
        if len(word.text) == 1 and not self._may_open(position):
            return anchored and (word.text[0].isupper() or (word.text.isdigit() and self._goes_on(position)))
        if not word.text[0].isupper():
            return word.text[0].isdigit() and anchored
        if self._rules.prose and not anchored and self._step(position) is None and self._is_prose(position):
            return False
        if word.low not in self._rules.stop:
            return anchored or not self._rules.anchored or word.start in self._opened
        if self._shouted:
            return word.low in self._rules.definite or (any(self._rules.bounds) and word.low not in self._bounds)
        if anchored or (self._is_inside(position) and self._goes_on(position)):
            return True
        return self._opens_small(position) or (word.low in self._rules.openers and self._goes_on(position))

    def _is_noun(self, position: int) -> bool:
        """Whether a word is the noun before a title where nouns have capitals: "die Serie Dark"."""
        return self._rules.anchored and self._words[position].low in self._lexicon.media and self._goes_on(position)

    def _leads(self, position: int) -> bool:
        """Whether a headline, or what stands behind its label, opens here with words that may lead a title."""
        if self._setting is not Setting.HEADLINE:
            return False
        word, before = self._words[position], self._words[position - 1]
        if position == 0 and self._is_scoped(word):
            return True
        if position and (not self._lexicon.bare.search(before.text) or self._plain[before.end : word.start] == " "):
            return False
        return (self._shouted and self._fits(word)) or (
            word.low in self._rules.leaders
            and self._goes_on(position)
            and (self._words[position + 1].low not in self._rules.stop or self._goes_on(position + 1))
        )

    def _is_scoped(self, word: Word) -> bool:
        """Whether a common word that opens a headline is a title, for a scope stands behind it: "You season 5"."""
        kinds = (self._rules.trailing, self._rules.definite, self._rules.openers, self._rules.genre)
        return any(scope.start == word.end + 1 for scope in self._scopes) and not any(
            word.low in kind for kind in kinds
        )

    def _last(self, position: int) -> int:
        """Index of the last word of the run that opens here."""
        while (step := self._step(position)) is not None:
            position = step
        return position

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
        if self._is_alone(step - 1):
            return False
        if not self._fits(following):
            return following.low not in self._rules.anchors
        return self._rules.pair.search(self._plain, 0, self._words[step].start) is not None

    def _ends_run(self, step: int) -> bool:
        word = self._words[step]
        if self._is_part(step):
            return False
        if self._lexicon.bare.fullmatch(word.text) or self._is_noun(step):
            return True
        if word.low in self._rules.genre or word.low in self._rules.ends:
            return True
        return self._leads_to_platform(step)

    def _span(self, first: int, last: int) -> tuple[int, int] | None:
        """(start, end) of a run as a title, None where it is none after all."""
        last = self._trimmed(first, last)
        start, end = self._behind_owner(first, last), self._words[last].end
        if thing := self._rules.owned.search(self._plain, start, end + 1):
            end = self._plain.rfind("'", start, thing.end())
        if self._plain[end : end + 1] == "." and _INITIALS.search(self._plain, start, end):
            end += 1
        if suffix := self._rules.suffix.search(self._plain, start, end):
            end = suffix.start()
        low = self._plain[start:end].lower()
        common = all(part in self._rules.stop for part in low.replace(":", "").split())
        heads = self._setting is Setting.HEADLINE and first == 0 and last > 1
        dated = first > 0 and self._in_scope(self._words[first - 1])
        told = dated or self._anchored(first) or self._leads(first)
        announced = heads or (told and not self._rules.anchored)
        if self._plain[start:end] in self._rules.platforms or (common and not announced):
            return None
        if self._is_attribute(first, last) or (first == last and self._is_mere_word(first)):
            return None
        if not announced and self._is_somebody(first, last):
            return None
        return None if self._rules.stranger.search(self._plain, 0, start) else (start, end)

    def _trimmed(self, first: int, last: int) -> int:
        """The last word of a run without what only leads on: small words, articles, "weekly" before the label."""
        while last > first:
            word = self._words[last]
            small = word.low in self._rules.connectors and not word.is_capital
            leads_on = (word.low in self._rules.trailing and self._before_label(last)) or self._is_kind(last)
            if not (small or leads_on or (word.low in self._rules.openers and len(word.text) == 1)):
                break
            last -= 1
        return last

    def _is_kind(self, position: int) -> bool:
        """Whether a word only says of what kind the noun behind it is: "the Fallout TV series"."""
        word, following = self._words[position], self._words[position + 1 : position + 2]
        return (
            word.text.isupper()
            and word.low in self._rules.stop
            and any(one.low in self._lexicon.media for one in following)
        )

    def _before_label(self, position: int) -> bool:
        following = self._words[position + 1 : position + 2]
        return any(self._lexicon.bare.match(word.text) for word in following)

    def _is_somebody(self, first: int, last: int) -> bool:
        """Whether a run is rather a person or thing of the story: "the Pale King ...", "Nora takes ..."."""
        if self._setting is Setting.HEADLINE or not any(self._rules.bounds):
            return False
        before = self._words[first - 1] if first else None
        definite = before is not None and before.low in self._rules.definite and not before.is_capital
        opens = first == last == 0 and self._setting is Setting.NOTICE
        return (definite or opens) and not self._is_told(last)

    def _is_told(self, last: int) -> bool:
        """Whether what follows a run shows a work: its scope, the label, a colon, the end."""
        if last + 1 >= len(self._words):
            return True
        word, following = self._words[last], self._words[last + 1]
        gap = self._plain[word.end : following.start]
        if gap.strip(" \"'*_") or following.is_capital:
            return not gap.startswith(",")
        lists = (self._rules.ends, self._rules.genre, self._rules.conjunctions, self._lexicon.media)
        told = any(following.low in words for words in lists)
        return told or self._in_scope(following) or self._before_label(last)

    def _is_mere_word(self, position: int) -> bool:
        """Whether a word alone is no title: an article, or one that opens a sentence in a language of small letters."""
        word = self._words[position]
        if word.low in self._rules.definite:
            return True
        if not self._rules.small or position > 0 or self._setting is Setting.HEADLINE:
            return False
        return self._introduces(position) or self._plain[word.end + 1 : word.end + 2].islower()

    def _introduces(self, position: int) -> bool:
        """Whether a mark behind a word leads on to a clause: "Rassurez-vous : ce texte ..."."""
        gap, following = self._gap(position), self._words[position + 1 : position + 2]
        is_clause = any(word.low in self._rules.stop and not word.is_capital for word in following)
        return gap == ", " or (gap in {": ", " : "} and is_clause and not self._before_label(position))

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
        """Where a title starts: behind its platform or author ("Netflix's Ozark", "Ann Lee's Hard Rain")."""
        start = self._words[first].start
        if author := self._rules.owner.match(self._plain, start, self._words[last].end):
            return author.end()
        for word in self._words[first:last]:
            owner = self._plain[start : word.end]
            if owner.endswith("'s") and owner.removesuffix("'s") in self._rules.platforms:
                return word.end + 1
        return start
