"""Owns what the scorer sees of a line: where it stands on its page, what it is called, what it reads like."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from operator import ne

from caveat.extract.classwords import Group
from caveat.extract.judgement import Judged, is_title, reading_length
from caveat.extract.surroundings import Surroundings
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
_GOOD = 60
"""Characters from which an unlinked line is surely text."""
_MOST = 800
_FAR = 20
_MAX_LINES = 20_000
"""Of one page: more than any article has."""
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
    indices = [place for place in range(len(page.records)) if page.may_be_story(place)][:_MAX_LINES]
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
        self._around = Surroundings(walk.containers, records, self.lengths, self._good)
        self.homes = self._around.homes
        self._compare()
        self._order()
        self._title_words = frozenset(_WORD.findall(facts.title.lower()))
        self._names = tuple(name.lower() for name in facts.authors if len(name) > 4)
        self._described = facts.description[:60].lower()

    def _compare(self) -> None:
        """Which lines look alike, how much good text those have, and which say the same."""
        self.alike: list[object] = []
        self._good_alike: defaultdict[object, float] = defaultdict(float)
        containers = self._around.containers
        for record, home, good in zip(self.records, self.homes, self._good, strict=True):
            own, outer = containers[record.container], containers[home]
            key = (record.kind, own.tag, own.classes.partition(" ")[0], outer.tag, outer.classes)
            self.alike.append(key)
            self._good_alike[key] += good
        self._repeated = Counter(record.text for record in self.records)

    def _order(self) -> None:
        """For each line: how far the next good text is, what heading it follows, where the title is."""
        self._title = next(
            (place for place, record in enumerate(self.records) if is_title(record, self._facts.title)), None
        )
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

    def may_be_story(self, place: int) -> bool:
        """Whether a line stands where there is good text, or is text itself, and is no mere link."""
        length, density, home, around = self.lengths[place], self._densities[place], self.homes[place], self._around
        if density >= 0.95 and length <= 80:
            return False
        if (length > 40 and density < 0.5) or around.good[home] > 0.05 * around.total:
            return True
        return around.good[max(around.parents[home], 0)] > 0.3 * around.total

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
        around = self._around
        index, home = self.records[place].container, self.homes[place]
        near, in_article = 0, around.in_article[index]
        while index != home:
            near |= around.groups[index]
            index = around.parents[index]
        own, far = around.groups[home], around.around[home]
        if not near | own | far:
            return [*_NO_GROUPS, in_article]
        return [*(3 if near & bit else 2 if own & bit else 1 if far & bit else 0 for bit in _GROUP_BITS), in_article]

    def _standing(self, place: int) -> Sequence[float]:
        """How much text there is around a line, and how it stands to where most is."""
        around, home = self._around, self.homes[place]
        total, lines, length = around.total, around.lines[home], around.lengths[home]
        return (
            around.good[home] / total,
            around.good[max(around.parents[home], 0)] / total,
            around.linked[home] / (length or 1),
            log1p(lines),
            log1p(length / (lines or 1)),
            around.in_most[home],
            home == around.densest,
            around.steps_to_densest(home),
            self._good_before[place] / total,
            -1 if place < around.first else 1 if place > around.last else 0,
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
            self._good_alike[self.alike[place]] / self._around.total,
            self._repeated[self.records[place].text],
            99 if title is None else max(-20, min(60, place - title)),
            self._since_heading[place],
            log1p(len(self.records)),
            log1p(self._around.total),
        )
