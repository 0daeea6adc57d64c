"""Owns what the containers of a page hold, and how they stand to the one that holds most of its text."""

from collections import defaultdict
from collections.abc import Sequence

from caveat.extract.blocks import Container, Record

_PARTS = frozenset({
    "p", "li", "ul", "ol", "dl", "dt", "dd", "table", "tbody", "thead", "tr", "td", "th", "blockquote", "pre",
    "h1", "h2", "h3", "h4", "h5", "h6", "summary",
})  # fmt: skip
"""Elements that are a part of a story, however much of it they hold."""
_MOST = 0.7


class Surroundings:
    """Sums over containers, by index: of good text, of all text and of linked text in characters, of lines.

    `good` is how much good text each of the `records` is, `lengths` how long each reads.
    """

    def __init__(
        self,
        containers: Sequence[Container],
        records: Sequence[Record],
        lengths: Sequence[int],
        good: Sequence[float],
    ) -> None:
        self.containers = containers
        self.parents = [container.parent for container in containers]
        self._sum_up(records, lengths, good)
        self._inherit()
        self.homes = [self._home(record.container) for record in records]
        """For each record the container that holds it and its neighbours."""
        self._find_densest(good)
        self._find_most()

    def _sum_up(self, records: Sequence[Record], lengths: Sequence[int], good: Sequence[float]) -> None:
        count = len(self.parents)
        self.good: list[float] = [0.0] * count
        self.lengths, self.linked, self.lines = [0] * count, [0] * count, [0] * count
        for record, length, value in zip(records, lengths, good, strict=True):
            index = record.container
            self.good[index] += value
            self.lengths[index] += length
            self.linked[index] += record.linked
            self.lines[index] += 1
        for index in range(count - 1, 0, -1):
            if self.lines[index]:
                parent = self.parents[index]
                self.good[parent] += self.good[index]
                self.lengths[parent] += self.lengths[index]
                self.linked[parent] += self.linked[index]
                self.lines[parent] += self.lines[index]
        self.total = (self.good[0] if count else 0.0) or 1.0

    def _inherit(self) -> None:
        """What the names of each container speak of, and of those around it; whether it is in an `<article>`."""
        self.groups = [container.groups for container in self.containers]
        self.around = [0] * len(self.parents)
        self.in_article = [container.tag == "article" for container in self.containers]
        for index, parent in enumerate(self.parents):
            if parent >= 0:
                self.around[index] = self.around[parent] | self.groups[parent]
                self.in_article[index] = self.in_article[index] or self.in_article[parent]

    def _home(self, index: int) -> int:
        """The first container out of a line that holds more than it, and is no part of a story."""
        while self.parents[index] >= 0 and (self.lines[index] == 1 or self.containers[index].tag in _PARTS):
            index = self.parents[index]
        return index

    def _find_densest(self, good: Sequence[float]) -> None:
        """The home with most good text, how many steps out what is around it is, and its first and last record."""
        sums: defaultdict[int, float] = defaultdict(float)
        for home, value in zip(self.homes, good, strict=True):
            sums[home] += value
        self.densest = max(sums, key=sums.__getitem__, default=0)
        self._steps: dict[int, int] = {}
        index = self.densest if self.parents else -1
        while index >= 0:
            self._steps[index] = len(self._steps)
            index = self.parents[index]
        places = [place for place, home in enumerate(self.homes) if home == self.densest]
        self.first, self.last = (places[0], places[-1]) if places else (0, len(self.homes))

    def _find_most(self) -> None:
        """Which containers are in the deepest one that holds most of the good text."""
        most = 0
        for index, value in enumerate(self.good):
            if value >= _MOST * self.total and self.containers[index].tag not in _PARTS:
                most = index
        self.in_most = [False] * len(self.parents)
        for index, parent in enumerate(self.parents):
            self.in_most[index] = index == most or (parent >= 0 and self.in_most[parent])

    def steps_to_densest(self, index: int) -> int:
        """How many containers out from this one is the first that is around the densest."""
        steps = 0
        while index not in self._steps:
            index, steps = self.parents[index], steps + 1
        return steps
