"""Owns what the scorer sees of a line: where it stands on its page, what it is called, what it reads like."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from operator import ne

from caveat.extract.blocks import Record
from caveat.extract.classwords import Group
from caveat.extract.judgement import Judged, reading_length
from caveat.extract.titles import same_title
from caveat.extract.vocabulary import APPEALS
from caveat.model import BlockKind

_KINDS = {
    BlockKind.PARAGRAPH: 0,
    BlockKind.ITEM: 1,
    BlockKind.QUOTE: 2,
    BlockKind.HEADING: 3,
    BlockKind.CODE: 4,
    BlockKind.TABLE: 5,
    BlockKind.SUMMARY: 6,
}
"""The kinds of records that are scored, as numbers."""
_GROUPS = (
    Group.SIDE, Group.COMMENT, Group.ADVERT, Group.CONSENT, Group.ALERT, Group.CAPTION, Group.MEDIA, Group.BOX,
    Group.DEK,
)  # fmt: skip
"""Of the words in class names those that tell the scorer something which it doesn't see otherwise."""
_GROUP_BITS = tuple(group.value for group in _GROUPS)
_NO_GROUPS = (0,) * len(_GROUP_BITS)
_PARTS = frozenset({
    "p", "li", "ul", "ol", "dl", "dt", "dd", "table", "tbody", "thead", "tr", "td", "th", "blockquote", "pre",
    "h1", "h2", "h3", "h4", "h5", "h6", "summary",
})  # fmt: skip
"""Elements that are a part of a story, however much of it they hold."""
_GOOD = 60
"""Characters from which an unlinked line is surely text."""
_MOST = 800
_FAR = 20
_DECLARED = 200
"""Characters from which an `articleBody` says something of what the page prints."""
_HEAD = 240
"""Characters of a line whose words are read."""
_NO_DIGITS = str.maketrans("", "", "0123456789")
_WORD = re.compile(r"\w[\w’'-]*")
_ENDS = frozenset(".!?…\"”»。！？）)'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an article before its body is chosen."""

    title: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    declared: str = ""
    """The `articleBody` of its JSON-LD."""


NAMES = (
    "kind", "level", "length", "linked", "commas", "ending", "digits", "capitals", "title", "appeals", "author",
    "declared", "described", *(f"class {group.name.lower()}" for group in _GROUPS), "in article", "good in home",
    "good around", "linked in home", "lines in home", "mean in home", "in most", "is densest", "steps to densest",
    "good before", "side of densest", "gap before", "gap after", "length before", "linked before", "length after",
    "good alike", "repeated", "since title", "since heading", "lines", "good",
)  # fmt: skip
"""What the numbers of a row are, in order. docs/extraction.md says why each is there."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The lines of a page that may be the article's, in order."""

    indices: list[int]
    """Of each among the records of the walk."""
    rows: list[list[float]]
    """What the scorer sees of each: as many numbers as there are `NAMES`."""
    homes: list[int]
    """The container that holds each, and its neighbours."""
    alike: list[object]
    """Equal for lines that have the same tag and class, and whose homes have."""
    lengths: list[int]


def find_candidates(judged: Judged, facts: Facts) -> Candidates:
    """The lines that may be the article's: those that are not hidden, and stand where there is text, or are text."""
    page = _Page(judged, facts)
    indices = [place for place in range(len(page.records)) if page.may_be_story(place)]
    return Candidates(
        [page.indices[place] for place in indices],
        [page.row(place) for place in indices],
        [page.homes[place] for place in indices],
        [page.alike[place] for place in indices],
        [min(page.lengths[place], _MOST) for place in indices],
    )


class _Page:
    """A walk as the scorer sees it: its text records, its containers with sums of what stands in them."""

    def __init__(self, judged: Judged, facts: Facts) -> None:
        walk = judged.walk
        self._containers = walk.containers
        self._facts = facts
        self.indices = [
            index for index, record in enumerate(walk.records) if record.kind in _KINDS and not judged.is_hidden(record)
        ]
        self.records = records = [walk.records[index] for index in self.indices]
        self.lengths = [reading_length(record.text) for record in records]
        self._densities = [record.linked / len(record.text) for record in records]
        self._good = [
            min(length * (1 - density), _MOST) if length >= _GOOD and density < 0.4 else 0.0
            for length, density in zip(self.lengths, self._densities, strict=True)
        ]
        self._sum_up()
        self.homes = [self._home(record.container) for record in records]
        self._find_densest()
        self._compare()
        self._order()
        self._title_words = frozenset(_WORD.findall(facts.title.lower()))
        self._names = tuple(name.lower() for name in facts.authors if len(name) > 4)
        self._described = facts.description[:60].lower()

    def _sum_up(self) -> None:
        """For each container: what stands in it at any depth, and what its names and those around it speak of."""
        count = len(self._containers)
        self._good_in, self._length_in, self._linked_in = [0.0] * count, [0] * count, [0] * count
        self._lines_in = [0] * count
        self._groups = [container.groups for container in self._containers]
        self._around, self._in_article = [0] * count, [False] * count
        for container in self._containers:
            index, parent = container.index, container.parent
            self._in_article[index] = container.tag == "article"
            if parent >= 0:
                self._around[index] = self._around[parent] | self._groups[parent]
                self._in_article[index] = self._in_article[index] or self._in_article[parent]
        for record, length, good in zip(self.records, self.lengths, self._good, strict=True):
            index = record.container
            self._good_in[index] += good
            self._length_in[index] += length
            self._linked_in[index] += record.linked
            self._lines_in[index] += 1
        for container in reversed(self._containers):
            index, parent = container.index, container.parent
            if parent >= 0 and self._lines_in[index]:
                self._good_in[parent] += self._good_in[index]
                self._length_in[parent] += self._length_in[index]
                self._linked_in[parent] += self._linked_in[index]
                self._lines_in[parent] += self._lines_in[index]
        self._total = (self._good_in[0] if count else 0.0) or 1.0

    def _home(self, index: int) -> int:
        """The container that holds a line and its neighbours: the first one out that holds more, and is no part."""
        containers = self._containers
        while containers[index].parent >= 0 and (self._lines_in[index] == 1 or containers[index].tag in _PARTS):
            index = containers[index].parent
        return index

    def _find_densest(self) -> None:
        """The home with most good text, what is around that, and the deepest container with most of the page's."""
        good: defaultdict[int, float] = defaultdict(float)
        for home, value in zip(self.homes, self._good, strict=True):
            good[home] += value
        self._densest = max(good, key=good.__getitem__, default=0)
        self._steps: dict[int, int] = {}
        index = self._densest
        while index >= 0 and self._containers:
            self._steps[index] = len(self._steps)
            index = self._containers[index].parent
        most = 0
        for container in self._containers:
            if self._good_in[container.index] >= 0.7 * self._total and container.tag not in _PARTS:
                most = container.index
        self._in_most = [False] * len(self._containers)
        for container in self._containers:
            index = container.index
            self._in_most[index] = index == most or (container.parent >= 0 and self._in_most[container.parent])
        places = [place for place, home in enumerate(self.homes) if home == self._densest]
        self._first, self._last = (places[0], places[-1]) if places else (0, len(self.records))

    def _compare(self) -> None:
        """Which lines look alike, how much good text those have, and which say the same."""
        self.alike: list[object] = []
        self._good_alike: defaultdict[object, float] = defaultdict(float)
        for record, home, good in zip(self.records, self.homes, self._good, strict=True):
            own, outer = self._containers[record.container], self._containers[home]
            key = (record.kind, own.tag, own.classes.partition(" ")[0], outer.tag, outer.classes)
            self.alike.append(key)
            self._good_alike[key] += good
        self._repeated = Counter(record.text for record in self.records)

    def _order(self) -> None:
        """For each line: how far the next good text is, what heading it follows, where the title is."""
        self._title = next((place for place, record in enumerate(self.records) if self._is_title(record)), None)
        self._before: list[int] = []
        self._good_before: list[float] = []
        self._since_heading: list[int] = []
        gap, run, since = _FAR, 0.0, 0
        for record, good in zip(self.records, self._good, strict=True):
            self._before.append(gap)
            self._good_before.append(run)
            gap = 0 if good else min(gap + 1, _FAR)
            run += good
            since = 0 if record.kind is BlockKind.HEADING else min(since + 1, 30)
            self._since_heading.append(since)
        self._after = [0] * len(self._good)
        gap = _FAR
        for place in range(len(self._good) - 1, -1, -1):
            self._after[place] = gap
            gap = 0 if self._good[place] else min(gap + 1, _FAR)

    def _is_title(self, record: Record) -> bool:
        title = self._facts.title
        return (
            record.kind is BlockKind.HEADING and len(record.text) <= 2 * len(title) and same_title(record.text, title)
        )

    def may_be_story(self, place: int) -> bool:
        """Whether a line stands where there is good text, or is text itself, and is no mere link."""
        length, density, home = self.lengths[place], self._densities[place], self.homes[place]
        if density >= 0.95 and length <= 80:
            return False
        if (length > 40 and density < 0.5) or self._good_in[home] > 0.05 * self._total:
            return True
        return self._good_in[max(self._containers[home].parent, 0)] > 0.3 * self._total

    def row(self, place: int) -> list[float]:
        """What the scorer sees of a line."""
        return [*self._reading(place), *self._naming(place), *self._standing(place), *self._following(place)]

    def _reading(self, place: int) -> Sequence[float]:
        """What a line reads like."""
        record, facts = self.records[place], self._facts
        text, length = record.text, self.lengths[place]
        size = len(text)
        low = text[:_HEAD].lower()
        words = _WORD.findall(low)
        head = text[:100]
        last = text[-1]
        return (
            _KINDS[record.kind],
            record.level if record.kind is BlockKind.HEADING else 0,
            log1p(length),
            self._densities[place],
            100 * text.count(",") / (size + 20),
            2 if last in _ENDS else 1 if last in ":;" else 0,
            1 - len(head.translate(_NO_DIGITS)) / len(head),
            sum(map(ne, head, low)) / len(head),
            self._like_title(words) if length < 250 else 0.0,
            10 * sum(map(APPEALS.__contains__, words)) / (len(words) + 2),
            0 if not self._names else 2 if low.startswith(self._names) else any(name in low for name in self._names),
            -1 if len(facts.declared) < _DECLARED else text[:60] in facts.declared,
            bool(self._described) and self._described.startswith(low[:40]),
        )

    def _like_title(self, words: Sequence[str]) -> float:
        """How far a line shares its words with the title, 0 to 1 (Dice)."""
        common = len(self._title_words.intersection(words))
        return 2 * common / (len(set(words)) + len(self._title_words)) if common else 0.0

    def _naming(self, place: int) -> list[float]:
        """What the names of the elements around a line speak of, its own before those further out."""
        index, home = self.records[place].container, self.homes[place]
        near, in_article = 0, self._in_article[index]
        while index != home:
            near |= self._groups[index]
            index = self._containers[index].parent
        own, far = self._groups[home], self._around[home]
        if not near | own | far:
            return [*_NO_GROUPS, in_article]
        return [*(3 if near & bit else 2 if own & bit else 1 if far & bit else 0 for bit in _GROUP_BITS), in_article]

    def _standing(self, place: int) -> Sequence[float]:
        """How much text there is around a line, and how it stands to where most is."""
        home = self.homes[place]
        outer = max(self._containers[home].parent, 0)
        index, steps = home, 0
        while index not in self._steps:
            index, steps = self._containers[index].parent, steps + 1
        lines = self._lines_in[home]
        return (
            self._good_in[home] / self._total,
            self._good_in[outer] / self._total,
            self._linked_in[home] / (self._length_in[home] or 1),
            log1p(lines),
            log1p(self._length_in[home] / (lines or 1)),
            self._in_most[home],
            home == self._densest,
            steps,
            self._good_before[place] / self._total,
            -1 if place < self._first else 1 if place > self._last else 0,
            self._before[place],
            self._after[place],
        )

    def _following(self, place: int) -> Sequence[float]:
        """What stands before and after a line, and what looks like it."""
        has_before, has_after = place > 0, place + 1 < len(self.records)
        title = self._title
        return (
            log1p(self.lengths[place - 1]) if has_before else -1,
            self._densities[place - 1] if has_before else -1,
            log1p(self.lengths[place + 1]) if has_after else -1,
            self._good_alike[self.alike[place]] / self._total,
            self._repeated[self.records[place].text],
            99 if title is None else max(-20, min(60, place - title)),
            self._since_heading[place],
            log1p(len(self.records)),
            log1p(self._total),
        )
