"""Owns the choice of the article among the lines of its page: the one place where lines and containers are scored."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caveat.extract.blocks import Record, Walk
from caveat.extract.bylines import is_byline
from caveat.extract.titles import same_title
from caveat.extract.vocabulary import Meaning, is_aside, opens_tail
from caveat.model import BlockKind

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")
_WEIGHTS = {
    BlockKind.PARAGRAPH: 1.0,
    BlockKind.QUOTE: 0.8,
    BlockKind.ITEM: 0.5,
    BlockKind.CODE: 0.5,
    BlockKind.TABLE: 0.2,
}
_LINES = frozenset({*_WEIGHTS, BlockKind.HEADING})
_OUTSIDE = Meaning.NOISE | Meaning.HIDDEN
_RELABELLED = (
    (Meaning.META, BlockKind.META, 300),
    (Meaning.CAPTION, BlockKind.CAPTION, 600),
    (Meaning.DEK, BlockKind.DEK, 600),
    (Meaning.BOX, BlockKind.BOX, 10_000),
)
_KINDS = Meaning.META | Meaning.CAPTION | Meaning.DEK | Meaning.BOX
_GOOD_LENGTH = 40
_MOST = 0.7
_SEMANTIC = 0.5
_TOO_MUCH = 0.4
"""A container with this share of the page's text is not noise, whatever its class says."""
_TOO_LITTLE = 0.3
_BOX_LENGTH = 600
_DEK_LENGTH = 400
_ASIDE_LENGTH = 120
_NEAR = 40
_HEAD = 4
"""A byline without a class stands among this many first lines."""


@dataclass(frozen=True, slots=True)
class Body:
    """The records of an article, and the container they stand in."""

    records: tuple[Record, ...]
    root: int = 0


class Judged:
    """A walk whose containers were judged: what holds at each place, and how much good text each one has."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.meanings = _meanings(walk, ignored=Meaning.NONE)
        every = sum(self._score(record, judged=False) for record in walk.records)
        if sum(self._score(record) for record in walk.records) < _TOO_LITTLE * every:
            # Its text stands where none should: a body that a script unhides, a wrapper that is called a sidebar.
            self.meanings = _meanings(walk, ignored=_OUTSIDE)
            for record in walk.records:
                record.hidden = False
        for record in walk.records:
            record.kind = _kind(record, self.meanings[record.container])
        self.points = _sums(walk, [self._score(record) for record in walk.records])

    def is_outside(self, record: Record) -> bool:
        """Whether a record stands in what is not part of the article."""
        return bool(self.meanings[record.container] & _OUTSIDE)

    def _score(self, record: Record, *, judged: bool = True) -> float:
        weight = _WEIGHTS.get(record.kind, 0.0)
        if not weight or record.link_density > 0.5:
            return 0.0
        if judged and (record.hidden or self.is_outside(record)):
            return 0.0
        length = reading_length(record.text)
        return weight * (1 - record.link_density) * min(length, 800) if length >= _GOOD_LENGTH else 0.0


def take_all(walk: Walk, title: str) -> Body:
    """Everything, for HTML that is known to be the article; the title itself is left out."""
    judged = Judged(walk)
    records = [record for record in walk.records if not _is_title(record, title)]
    for record in records:
        if judged.meanings[record.container] & Meaning.HIDDEN and record.kind in _LINES:
            record.hidden = True
            record.kind = BlockKind.BOX
    return Body(tuple(records))


def choose_body(walk: Walk, title: str) -> Body:
    """The lines, figures and boxes of the article, in reading order; none when no line of the page could be one."""
    judged = Judged(walk)
    root = _story(judged)
    records = walk.records
    inside = [index for index, record in enumerate(records) if _is_within(walk, record, root)]
    if not inside:
        return Body(())
    start = _title_index(records, title, inside[-1])
    around = root if start is None else _common(walk, records[start].container, root)
    kept = [
        records[index] for index in inside if (start is None or index > start) and _is_story(judged, records[index])
    ]
    kept = _without_tail(_without_bylines(kept))
    head = 0 if start is None else start + 1
    before = _boxes(judged, records[:head], around)
    between = [] if start is None else _between(judged, records[head : inside[0]])
    after = _boxes(judged, records[inside[-1] + 1 :], around)
    return Body((*before, *between, *kept, *after), root)


def reading_length(text: str) -> int:
    """Length in characters; a Chinese, Japanese or Korean one counts twice, since it says more."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _meanings(walk: Walk, *, ignored: Meaning) -> list[Meaning]:
    """What holds in each container: its own meaning, as far as its size bears that out, and what holds around it."""
    sizes = _sums(walk, [len(record.text) - record.linked for record in walk.records])
    total = sizes[0] if sizes else 0
    found: list[Meaning] = []
    for container in walk.containers:
        own = container.meaning
        if sizes[container.index] >= _TOO_MUCH * total:
            own &= Meaning.STORY | Meaning.NOTICE
        around = found[container.parent] & ~Meaning.STORY if container.parent >= 0 else Meaning.NONE
        if own & Meaning.NOTICE:
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


def _kind(record: Record, meaning: Meaning) -> BlockKind:
    if record.kind not in _LINES:
        return record.kind
    if record.hidden or meaning & Meaning.NOTICE:
        return BlockKind.BOX
    if record.folds:
        # Behind a visible label there is text, whatever its box is called.
        meaning &= ~Meaning.BOX
    for flag, kind, limit in _RELABELLED:
        if meaning & flag and len(record.text) <= limit:
            return kind
    return record.kind


def _story(judged: Judged) -> int:
    """The container of the story: a semantic one that holds half of the good text, else the deepest that holds most."""
    points, containers = judged.points, judged.walk.containers
    total = points[0] if points else 0.0
    semantic = [
        container.index
        for container in containers
        if container.meaning & Meaning.STORY and points[container.index] >= _SEMANTIC * total > 0
    ]
    if semantic:
        return max(semantic, key=lambda index: (points[index], index))
    best = 0
    for container in containers:
        if points[container.index] >= _MOST * total > 0 and container.tag not in ("p", "li", "td", "blockquote", "pre"):
            best = container.index
    return best


def _is_within(walk: Walk, record: Record, root: int) -> bool:
    return any(container.index == root for container in walk.chain(record.container))


def _is_title(record: Record, title: str) -> bool:
    return record.kind is BlockKind.HEADING and len(record.text) <= 2 * len(title) and same_title(record.text, title)


def _title_index(records: Sequence[Record], title: str, last: int) -> int | None:
    """Where the headline stands."""
    for index, record in enumerate(records[: last + 1]):
        if not record.hidden and _is_title(record, title):
            return index
    return None


def _is_story(judged: Judged, record: Record) -> bool:
    if judged.is_outside(record):
        return False
    if record.kind is BlockKind.BOX or record.hidden:
        return len(record.text) <= _BOX_LENGTH
    if record.kind not in _LINES:
        return True
    if record.link_density > (0.5 if record.kind is BlockKind.ITEM else 0.7):
        return False
    leads_away = record.link_density > 0.3 or len(record.text) < _GOOD_LENGTH
    return not (leads_away and len(record.text) < _ASIDE_LENGTH and is_aside(record.text))


def _without_tail(records: list[Record]) -> list[Record]:
    """The story without what follows a heading such as "Related", and without headings that nothing follows."""
    for index, record in enumerate(records):
        if record.kind is BlockKind.HEADING and opens_tail(record.text):
            rest = sum(len(later.text) - later.linked for later in records[index:])
            if rest < 0.2 * sum(len(other.text) for other in records):
                records = records[:index]
                break
    while records and records[-1].kind is BlockKind.HEADING:
        records = records[:-1]
    return records


def _between(judged: Judged, records: Sequence[Record]) -> list[Record]:
    """What stands between headline and story and belongs to the article: standfirst, byline, lead picture, callouts."""
    kept: list[Record] = []
    for place, record in enumerate(records[:_NEAR]):
        if judged.is_outside(record) or len(record.text) > _BOX_LENGTH:
            continue
        if record.kind in _LINES:
            record.kind = _kind_by_place(record, place)
        kept.append(record)
    return kept


def _boxes(judged: Judged, records: Sequence[Record], around: int) -> list[Record]:
    """The short callouts that stand beside headline and story: one of them may be a notice."""
    boxes = (
        record
        for record in records
        if (record.kind is BlockKind.BOX or record.is_spoiler) and record.text and len(record.text) <= _BOX_LENGTH
    )
    near = [box for box in boxes if not judged.is_outside(box) and _is_within(judged.walk, box, around)]
    for box in near[:_NEAR]:
        box.kind = BlockKind.BOX
    return near[:_NEAR]


def _without_bylines(records: list[Record]) -> list[Record]:
    """The story with its first lines made META where they read as a byline though no class says so."""
    for record in records[:_HEAD]:
        if record.kind is BlockKind.PARAGRAPH and is_byline(record.text):
            record.kind = BlockKind.META
    return records


def _common(walk: Walk, one: int, other: int) -> int:
    """The innermost container that holds both."""
    chain = {container.index for container in walk.chain(one)}
    return next((container.index for container in walk.chain(other) if container.index in chain), 0)


def _kind_by_place(record: Record, place: int) -> BlockKind:
    """A line between headline and story is a standfirst when it follows the headline and reads like a sentence."""
    words = len(record.text.split())
    if (
        place <= 1
        and words >= 4
        and not is_byline(record.text)
        and len(record.text) <= _DEK_LENGTH
        and record.link_density < 0.2
    ):
        return BlockKind.DEK
    return BlockKind.META
