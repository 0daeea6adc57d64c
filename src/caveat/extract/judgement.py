"""Owns the judgement of a page's lines: what holds at each place of it, and how much good text each container has."""

import re
from collections.abc import Sequence
from functools import cached_property

from caveat.extract.blocks import Record, Walk
from caveat.extract.titles import same_title
from caveat.extract.vocabulary import Meaning
from caveat.model import NOTICE_MARK, BlockKind

GOOD_LENGTH = 40
"""Characters from which a line counts as text of a story."""
BOX_LENGTH = 600
"""Characters up to which a callout may say something of the article."""
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")
_WEIGHTS = {
    BlockKind.PARAGRAPH: 1.0,
    BlockKind.QUOTE: 0.8,
    BlockKind.ITEM: 0.5,
    BlockKind.CODE: 0.5,
    BlockKind.TABLE: 0.2,
}
LINES = frozenset({*_WEIGHTS, BlockKind.HEADING})
_OUTSIDE = Meaning.NOISE | Meaning.HIDDEN
_RELABELLED = (
    (Meaning.META, BlockKind.META, 300),
    (Meaning.CAPTION, BlockKind.CAPTION, 600),
    (Meaning.DEK, BlockKind.DEK, 600),
    (Meaning.BOX, BlockKind.BOX, 10_000),
)
_KINDS = Meaning.META | Meaning.CAPTION | Meaning.DEK | Meaning.BOX
_TOO_MUCH = 0.4
"""A container with this share of the page's text is not noise, whatever its class says."""
_TOO_LITTLE = 0.3


class Judged:
    """A walk whose containers were judged: what holds at each place, and how much good text each one has."""

    def __init__(self, walk: Walk, title: str) -> None:
        self.walk = walk
        self.meanings = _meanings(walk, ignored=Meaning.NONE)
        if self._hides_most():
            # Its text stands where none should: a body that a script unhides, a wrapper that is called a sidebar.
            self.meanings = _meanings(walk, ignored=_OUTSIDE)
            for record in walk.records:
                record.hidden = False
        for record in walk.records:
            record.kind = _kind(record, self.meanings[record.container], title)

    @cached_property
    def points(self) -> list[float]:
        """How much good text stands in each container."""
        return _sums(self.walk, [self._score(record) for record in self.walk.records])

    def _hides_most(self) -> bool:
        """Whether most of the good text is hidden, or stands in what is not part of the article."""
        if not any(record.hidden or self.is_outside(record) for record in self.walk.records):
            return False
        every = sum(self._score(record, judged=False) for record in self.walk.records)
        return sum(self._score(record) for record in self.walk.records) < _TOO_LITTLE * every

    def is_outside(self, record: Record) -> bool:
        """Whether a record stands in what is not part of the article."""
        return bool(self.meanings[record.container] & _OUTSIDE)

    def is_teaser(self, record: Record) -> bool:
        """Whether a record is a paragraph that its class calls a teaser, as both standfirsts and other articles are."""
        own = self.walk.containers[record.container]
        is_named = own.tag == "p" and any("teaser" in word for word in own.names.words)
        return is_named and own.parent >= 0 and not self.meanings[own.parent] & _OUTSIDE

    def _score(self, record: Record, *, judged: bool = True) -> float:
        weight = _WEIGHTS.get(record.kind, 0.0)
        if not weight or record.link_density > 0.5:
            return 0.0
        if judged and (record.hidden or self.is_outside(record)):
            return 0.0
        length = reading_length(record.text)
        return weight * (1 - record.link_density) * min(length, 800) if length >= GOOD_LENGTH else 0.0


def reading_length(text: str) -> int:
    """Length in characters; a Chinese, Japanese or Korean one counts twice, since it says more."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_title(record: Record, title: str) -> bool:
    """Whether a record is a heading that says the title of the article."""
    return record.kind is BlockKind.HEADING and len(record.text) <= 2 * len(title) and same_title(record.text, title)


def _meanings(walk: Walk, *, ignored: int) -> list[int]:
    """What holds in each container: its own meaning, as far as its size bears that out, and what holds around it."""
    if not any(container.meaning or container.chosen for container in walk.containers):
        return [0] * len(walk.containers)
    sizes = _sums(walk, [len(record.text) - record.linked for record in walk.records])
    total = sum(sizes[index] for index in walk.chosen()) or (sizes[0] if sizes else 0)
    found: list[int] = []
    for container in walk.containers:
        own = container.meaning
        if container.chosen or sizes[container.index] >= _TOO_MUCH * total:
            own &= Meaning.STORY | Meaning.NOTICE
        around = found[container.parent] & ~Meaning.STORY if container.parent >= 0 else Meaning.NONE
        if own & Meaning.NOTICE or container.chosen:
            around = Meaning.NONE
        if own & _KINDS:
            # The innermost name counts: a dek in a header of bylines is a dek.
            around &= ~_KINDS
        found.append((own | around) & ~ignored)
    return found


def _sums(walk: Walk, values: Sequence[float]) -> list[float]:
    """For each container the sum of the values of the records in it, at any depth."""
    sums = [0.0] * len(walk.containers)
    for record, value in zip(walk.records, values, strict=True):
        sums[record.container] += value
    for container in reversed(walk.containers):  # children before their parents
        if container.parent >= 0:
            sums[container.parent] += sums[container.index]
    return sums


def _kind(record: Record, meaning: int, title: str) -> BlockKind:
    if record.kind not in LINES:
        return record.kind
    if record.hidden or meaning & Meaning.NOTICE or any(name == NOTICE_MARK for name, _ in record.names.attributes):
        return BlockKind.BOX
    if record.level == 1 and is_title(record, title):
        # Some software calls the headline meta data.
        return record.kind
    if record.folds:
        # Behind a visible label there is text, whatever its box is called.
        meaning &= ~Meaning.BOX
    for flag, kind, limit in _RELABELLED:
        if meaning & flag and len(record.text) <= limit:
            return kind
    return record.kind
