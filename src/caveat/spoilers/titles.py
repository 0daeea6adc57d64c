"""Owns the titles of works in a statement: known ones, quoted ones, and runs of capital words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caveat.model import KnownWork, Medium
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.scopes import Scope

_WORD = re.compile(r"[^\W_]+(?:['.\-+/][^\W_]+)*\+?|&")
_QUOTES = re.compile(
    r'"([^"]{1,80})"|(?<!\w)\'([^\']{1,60}(?:\'\w[^\']{0,40})?)\'(?!\w)|(?<!\*)\*([^*]{1,60})\*(?!\*)'
    r"|(?<!\w)_([^_]{1,60})_(?!\w)|[《『]([^》』]{1,60})[》』]"
)
_JOINS = re.compile(r":? ")
_PARTS = frozenset({"part", "chapter", "vol", "volume", "book", "episode"})
_ENDS = frozenset({"season", "episode", "chapter", "finale", "premiere"})
_SHOUTED = 0.7
_LONGEST_LOOKAHEAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title where it stands."""

    start: int
    end: int
    text: str
    medium: Medium | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower().removesuffix("'s")

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper() or self.text[0].isdigit()


def find_titles(
    text: str, plain: str, scopes: Sequence[Scope], works: Sequence[KnownWork], lexicon: Lexicon
) -> tuple[Title, ...]:
    """Every title of a statement, in order, none inside another. `plain` is `text` with straight quotes."""
    known = list(_known(text, plain, works, lexicon))
    quoted = [title for title in _quoted(text, plain, scopes, lexicon) if not _covered(title, known)]
    runs = _Runs(text, plain, scopes, lexicon)
    taken = [*known, *quoted]
    free = [title for title in runs.find() if not any(_overlap(title, other) for other in quoted)]
    longer = [title for title in free if _continues(title, known)]
    known = [title for title in known if not _covered(title, longer)]
    rest = [title for title in free if title in longer or not any(_overlap(title, other) for other in taken)]
    return tuple(sorted([*known, *quoted, *rest], key=lambda title: title.start))


def _overlap(one: Title, other: Title) -> bool:
    return one.start < other.end and other.start < one.end


def _covered(title: Title, others: Sequence[Title]) -> bool:
    return any(_overlap(title, other) for other in others)


def _continues(run: Title, known: Sequence[Title]) -> bool:
    """Whether a run starts with a known title and goes on: another work of the same name ("Dune: Part Two")."""
    return any(run.start == other.start and run.end > other.end for other in known)


def _known(text: str, plain: str, works: Sequence[KnownWork], lexicon: Lexicon) -> Iterator[Title]:
    names = [(name, work.medium) for work in works for name in (work.title, *work.aliases) if name.strip()]
    names += [(name, None) for name in lexicon.titles]
    found: list[Title] = []
    lowered = plain.lower()
    for name, medium in sorted(names, key=lambda pair: -len(pair[0])):
        if name.lower() not in lowered:
            continue
        flags = re.IGNORECASE if " " in name else 0
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", plain, flags):
            title = Title(start=match.start(), end=match.end(), text=text[match.start() : match.end()], medium=medium)
            if not _covered(title, found):
                found.append(title)
    yield from found


def _quoted(text: str, plain: str, scopes: Sequence[Scope], lexicon: Lexicon) -> Iterator[Title]:
    for match in _QUOTES.finditer(plain):
        start, end = match.span(match.lastindex or 0)
        while end > start and plain[end - 1] in ".,;: ":
            end -= 1
        inner = plain[start:end]
        if not inner or not (inner[0].isupper() or inner[0].isdigit()):
            continue
        if lexicon.bare.search(inner) and not _follows_anchor(plain, match.start(), lexicon):
            continue
        if inner in lexicon.platforms or any(scope.start <= start and end <= scope.end for scope in scopes):
            continue
        yield Title(start=start, end=end, text=text[start:end], quoted=True)


def _follows_anchor(plain: str, start: int, lexicon: Lexicon) -> bool:
    return plain[max(0, start - 12) : start].rstrip(" \"'(").rpartition(" ")[2].lower() in lexicon.anchors


class _Runs:
    """One walk over the words of a statement that collects runs of capital words."""

    def __init__(self, text: str, plain: str, scopes: Sequence[Scope], lexicon: Lexicon) -> None:
        self._text = text
        self._plain = plain
        self._scopes = scopes
        self._lexicon = lexicon
        creator = lexicon.creators.search(plain)
        self._creator = creator.end() if creator else len(plain)
        self._words = [_Word(match[0], match.start(), match.end()) for match in _WORD.finditer(plain)]
        letters = [char for char in plain if char.isalpha()]
        self._shouted = len(letters) > 11 and sum(char.isupper() for char in letters) > _SHOUTED * len(letters)

    def find(self) -> Iterator[Title]:
        position = 0
        while position < len(self._words):
            if not self._opens(position):
                position += 1
                continue
            last = self._last(position)
            title = self._title(position, last)
            if title is not None:
                yield title
            position = last + 1

    def _opens(self, position: int) -> bool:
        word = self._words[position]
        if self._in_scope(word) or word.start >= self._creator:
            return False
        anchored = self._anchored(position)
        if self._shouted and not anchored:
            return False
        if self._lexicon.bare.match(word.text) or (len(word.text) == 1 and word.text != "A"):
            return anchored and word.text[0].isupper()
        if not word.text[0].isupper():
            return word.text[0].isdigit() and anchored
        if self._shouted:
            return word.low not in self._lexicon.stop or word.low == "the"
        if word.low not in self._lexicon.stop:
            return True
        return anchored or (word.low in {"the", "a", "an", "all", "no"} and self._goes_on(position))

    def _goes_on(self, position: int) -> bool:
        return position + 1 < len(self._words) and self._joined(position) and self._fits(self._words[position + 1])

    def _fits(self, word: _Word) -> bool:
        """Whether a word may follow within a title."""
        if self._shouted:
            return word.low not in self._lexicon.stop
        return word.is_capital and not self._in_scope(word)

    def _last(self, position: int) -> int:
        """Index of the last word of the run that opens here."""
        while True:
            step = self._step(position)
            if step is None:
                return position
            position = step

    def _step(self, position: int) -> int | None:
        """Index of the next word of the run: over at most three small words to one that fits."""
        for step in range(position + 1, min(position + 2 + _LONGEST_LOOKAHEAD, len(self._words))):
            if not self._joined(step - 1):
                return None
            word = self._words[step]
            if self._ends_run(step):
                return None
            if word.low in self._lexicon.connectors and not (word.is_capital and not self._shouted):
                if word.low == "and" and not self._is_pair(position, step):
                    return None
                continue
            return step if self._fits(word) or self._is_part(step) else None
        return None

    def _is_pair(self, position: int, step: int) -> bool:
        """Whether "and" goes on with the title: before a small word, and in "A ... of ... and ..."."""
        if step + 1 >= len(self._words) or not self._fits(self._words[step + 1]):
            return True
        clause = self._words[max(0, position - 4) : position]
        return any(word.text == "A" for word in clause) and any(word.low == "of" for word in clause)

    def _ends_run(self, step: int) -> bool:
        word = self._words[step]
        if self._is_part(step):
            return False
        if self._lexicon.bare.fullmatch(word.text) or word.low in self._lexicon.genre | _ENDS:
            return True
        rest = self._plain[word.end + 1 : word.end + 24]
        return word.low in {"on", "from", "in", "to"} and any(rest.startswith(name) for name in self._lexicon.platforms)

    def _is_part(self, step: int) -> bool:
        """Whether a part is part of the name: after a colon, or "Part" with a number in capitals."""
        word = self._words[step]
        if step == 0 or not word.text[0].isupper() or self._shouted:
            return False
        gap = self._plain[self._words[step - 1].end : word.start]
        previous = self._words[step - 1]
        return (gap == ": " and word.low in _PARTS) or word.text == "Part" or previous.text in {"Part", "Chapter"}

    def _joined(self, position: int) -> bool:
        gap = self._plain[self._words[position].end : self._words[position + 1].start]
        if not _JOINS.fullmatch(gap):
            return False
        word, following = self._words[position], self._words[position + 1]
        return gap == " " or (following.is_capital and word.low not in self._lexicon.stop)

    def _anchored(self, position: int) -> bool:
        if position == 0:
            return False
        before, word = self._words[position - 1], self._words[position]
        gap = self._plain[before.end : word.start]
        if gap not in {" ", " ... "}:
            return False
        if before.low == "and" and position > 1:
            return self._is_listed(position)
        if before.low == "the" and position > 1:
            return self._anchored(position - 1)
        return before.low in self._lexicon.anchors

    def _is_listed(self, position: int) -> bool:
        """Whether a word behind "and" goes on with a list of titles: a common word only where it stands alone."""
        earlier, word = self._words[position - 2], self._words[position]
        alone = position + 1 >= len(self._words) or not self._words[position + 1].is_capital
        is_title = earlier.is_capital and (earlier.low not in self._lexicon.stop or self._anchored(position - 2))
        return is_title and (alone or word.low not in self._lexicon.stop)

    def _in_scope(self, word: _Word) -> bool:
        return any(scope.start <= word.start < scope.end for scope in self._scopes)

    def _title(self, first: int, last: int) -> Title | None:
        while last > first and self._words[last].low in self._lexicon.connectors and not self._words[last].is_capital:
            last -= 1
        start, end = self._words[first].start, self._words[last].end
        if self._plain[start:end].endswith("'s"):
            end -= 2
        for word in self._words[first:last]:
            owner = self._plain[start : word.end]
            if owner.removesuffix("'s") in self._lexicon.platforms and owner.endswith("'s"):
                start = word.end + 1
                break
        words = self._plain[start:end]
        anchored = self._anchored(first)
        low = words.lower()
        if words in self._lexicon.platforms or (low in self._lexicon.stop and not anchored):
            return None
        if all(part in self._lexicon.stop for part in low.replace(":", "").split()) and not anchored:
            return None
        return Title(start=start, end=end, text=self._text[start:end])
