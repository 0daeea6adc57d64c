"""Owns the choice of the article among the lines of its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from caveat.extract.beside import find_beside, find_warnings
from caveat.extract.blocks import Record, Walk
from caveat.extract.bylines import is_byline
from caveat.extract.judgement import BOX_LENGTH, GOOD_LENGTH, LINES, Judged, is_title
from caveat.extract.vocabulary import Meaning, is_aside, opens_tail
from caveat.model import BlockKind

_MOST = 0.7
_SEMANTIC = 0.5
_PARTS = frozenset({
    "p", "li", "ul", "ol", "dl", "dt", "dd", "table", "tbody", "tr", "td", "details", "blockquote", "pre",
})  # fmt: skip
"""Elements that are a part of a story, however much of it they hold."""
_UNCHOSEN = _PARTS | {"section"}
"""A long section is still one of several."""
_ASIDE_LENGTH = 120
_HEAD = 4
"""A byline without a class stands among this many first lines."""
_KEPT_BESIDE = frozenset({BlockKind.BOX, BlockKind.DEK})


@dataclass(frozen=True, slots=True)
class Body:
    """The records of an article, and the container they stand in."""

    records: tuple[Record, ...]
    root: int = 0


def take_all(walk: Walk, title: str) -> Body:
    """Everything, for HTML that is known to be the article; the title itself is left out."""
    judged = Judged(walk, title)
    return Body(tuple(_taken(judged, record) for record in walk.records if not is_title(record, title)))


def take_chosen(walk: Walk, title: str) -> Body:
    """What stands in the containers that an operator chose, and what warns of it on the page around them."""
    records = walk.records
    chosen = [index for index, record in enumerate(records) if walk.is_chosen(record)]
    if not chosen:
        return Body(())
    judged = Judged(walk, title)
    root = records[chosen[0]].container
    for index in chosen:
        root = walk.common(records[index].container, root)
    above, below = find_beside(judged, _title_index(records, title, chosen[-1]), chosen[0], chosen[-1], root)
    beside = {index for index in (*above, *below) if records[index].kind in _KEPT_BESIDE}
    beside.update(find_warnings(judged, sorted({*range(chosen[0], chosen[-1])} - {*chosen})))
    folds = {fold for index in chosen for fold in records[index].folds}
    beside.update(index for index, record in enumerate(records) if _labels(record, folds))
    taken = {index: _taken(judged, records[index]) for index in chosen if not is_title(records[index], title)}
    kept = {index: records[index] for index in beside} | taken
    return Body(tuple(kept[index] for index in sorted(kept)), root)


def choose_body(walk: Walk, title: str) -> Body:
    """The lines, figures and boxes of the article, in reading order; none when no line of the page could be one."""
    judged = Judged(walk, title)
    root = _story(judged)
    records = walk.records
    inside = [index for index, record in enumerate(records) if walk.is_within(record, root)]
    if not inside:
        return Body(())
    start = _title_index(records, title, inside[-1])
    kept = [
        records[index] for index in inside if (start is None or index > start) and _is_story(judged, records[index])
    ]
    kept = _without_tail(_without_bylines(kept))
    above, below = find_beside(judged, start, inside[0], inside[-1], root)
    return Body((*(records[index] for index in above), *kept, *(records[index] for index in below)), root)


def _taken(judged: Judged, record: Record) -> Record:
    if judged.meanings[record.container] & Meaning.HIDDEN and record.kind in LINES:
        record.hidden = True
        record.kind = BlockKind.BOX
    return record


def _labels(record: Record, folds: set[int]) -> bool:
    """Whether a record is the label of one of these folds."""
    return record.kind is BlockKind.SUMMARY and not folds.isdisjoint(record.folds)


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
        return judged.walk.outside(max(semantic, key=lambda index: (points[index], index)), _PARTS)
    best = 0
    for container in containers:
        if points[container.index] >= _MOST * total > 0 and container.tag not in _UNCHOSEN:
            best = container.index
    return judged.walk.outside(best, _PARTS)


def _title_index(records: Sequence[Record], title: str, last: int) -> int | None:
    """Where the headline stands."""
    for index, record in enumerate(records[: last + 1]):
        if not record.hidden and is_title(record, title):
            return index
    return None


def _is_story(judged: Judged, record: Record) -> bool:
    if judged.is_outside(record):
        return False
    if record.kind is BlockKind.BOX or record.hidden:
        return len(record.text) <= BOX_LENGTH
    if record.kind not in LINES:
        return True
    if record.link_density > (0.5 if record.kind is BlockKind.ITEM else 0.7):
        return False
    leads_away = record.link_density > 0.3 or len(record.text) < GOOD_LENGTH
    is_linked = record.linked > 0
    return not (leads_away and len(record.text) < _ASIDE_LENGTH and is_aside(record.text, is_linked=is_linked))


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


def _without_bylines(records: list[Record]) -> list[Record]:
    """The story with its first lines made META where they read as a byline though no class says so."""
    for record in records[:_HEAD]:
        if record.kind is BlockKind.PARAGRAPH and is_byline(record.text):
            record.kind = BlockKind.META
    return records
