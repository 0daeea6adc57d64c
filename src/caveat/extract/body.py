"""Owns the choice of the article among the lines of its page."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass

from caveat.extract.beside import find_beside, find_warnings, reads_as_standfirst
from caveat.extract.blocks import Record, Walk
from caveat.extract.bylines import is_byline
from caveat.extract.features import Facts
from caveat.extract.judgement import BOX_LENGTH, LINES, Judged, is_title
from caveat.extract.scoring import choose_lines
from caveat.extract.vocabulary import is_aside, speaks_of_spoilers
from caveat.extract.weights import Weights
from caveat.model import BlockKind

_MOST = 0.9
_PARTS = frozenset({
    "p", "li", "ul", "ol", "dl", "dt", "dd", "table", "tbody", "tr", "td", "details", "blockquote", "pre",
    "section",
})  # fmt: skip
"""Elements that are a part of a story, however much of it they hold."""
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？")
_MAX_SIGNATURE = 80
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
    judged = Judged(walk)
    judged.relabel(title)
    return Body(tuple(_taken(judged, record) for record in walk.records if not is_title(record, title)))


def take_chosen(walk: Walk, title: str) -> Body:
    """What stands in the containers that an operator chose, and what warns of it on the page around them."""
    records = walk.records
    chosen = [index for index, record in enumerate(records) if walk.is_chosen(record)]
    if not chosen:
        return Body(())
    judged = Judged(walk)
    judged.relabel(title)
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


def choose_body(walk: Walk, facts: Facts, weights: Weights | None = None) -> Body:
    """The lines, figures and boxes of the article, in reading order; none when no line of the page could be one."""
    records, title = walk.records, facts.title
    judged = Judged(walk)
    chosen = choose_lines(judged, facts, weights)
    chosen -= {index for index in chosen if judged.is_apart(records[index]) or _says_nothing(records[index], title)}
    chosen -= _trailing_headings(records, chosen)
    if not chosen:
        return Body(())
    root = _root(walk, chosen)
    chosen |= _edges(judged, min(chosen), max(chosen), root) | _headings(judged, chosen)
    first, last = min(chosen), max(chosen)
    judged.relabel(title, kept=chosen)
    kept = _kept(judged, chosen, _reach(records, first, last), root)
    story = _labelled([records[index] for index in kept], facts.authors)
    # What was kept reaches as far as the folds and pictures around the story: nothing of it stands beside it as well.
    first, last = kept[0], kept[-1]
    above, below = find_beside(judged, _title_index(records, title, last), first, last, root)
    signed = _signed_below(judged, last, root)
    return Body((*(records[index] for index in above), *story, *signed, *(records[index] for index in below)), root)


def _reach(records: Sequence[Record], first: int, last: int) -> range:
    """From the first to the last line of the story, and over the folds, spoilers and pictures around these."""
    while first > 0 and _is_attached(records[first - 1]):
        first -= 1
    while last + 1 < len(records) and _is_attached(records[last + 1]):
        last += 1
    return range(first, last + 1)


def _is_attached(record: Record) -> bool:
    return record.kind not in LINES or bool(record.folds or record.spans) or record.is_spoiler


def _kept(judged: Judged, chosen: Set[int], places: range, root: int) -> list[int]:
    """The chosen lines, and what stands among them and belongs to them."""
    walk = judged.walk
    records = walk.records
    with_lines = _around(walk, (record for record in records if record.kind in LINES))
    with_story = _around(walk, (records[index] for index in chosen))

    def stands_by_text(record: Record) -> bool:
        """Whether the innermost container around a record that holds lines holds one of the story."""
        around = (container.index for container in walk.chain(record.container) if container.index in with_lines)
        return next(around, root) in with_story

    # A standfirst stands further out than the body, and a lead picture between them.
    whole = walk.common(walk.common(records[min(chosen)].container, records[max(chosen)].container), root)
    kept: list[int] = []
    for index in places:
        record = records[index]
        if index in chosen or (
            walk.is_within(record, whole) and _goes_along(judged, record, by_text=stands_by_text(record))
        ):
            kept.append(index)
    return kept


def _around(walk: Walk, records: Iterable[Record]) -> set[int]:
    """The containers around these records."""
    found: set[int] = set()
    for record in records:
        for container in walk.chain(record.container):
            if container.index in found:
                break
            found.add(container.index)
    return found


def _goes_along(judged: Judged, record: Record, *, by_text: bool) -> bool:
    """Whether a record that is no line of the story belongs to it."""
    if judged.is_outside(record):
        return False
    if record.kind is BlockKind.BOX or record.hidden:
        return len(record.text) <= BOX_LENGTH
    if record.folds or record.is_spoiler or record.spans:
        # Behind a visible label, and behind what hides spoilers, there is text.
        return record.kind is BlockKind.SUMMARY or record.link_density < 0.5
    if record.kind not in LINES:
        return by_text
    if len(record.text) <= BOX_LENGTH and record.link_density < 0.3 and speaks_of_spoilers(record.text):
        record.kind = BlockKind.BOX
        return True
    return False


def _edges(judged: Judged, first: int, last: int, root: int) -> set[int]:
    """The short sentences right before and after the story, in the container that holds it: too short to be scored."""
    records = judged.walk.records
    before = next((index for index in range(first - 1, -1, -1) if records[index].kind in LINES), None)
    after = next((index for index in range(last + 1, len(records)) if records[index].kind in LINES), None)
    return {index for index in (before, after) if index is not None and _is_edge(judged, records[index], root)}


def _headings(judged: Judged, chosen: Set[int]) -> set[int]:
    """The headings right above lines of the story, in the container of these."""
    walk, records, found = judged.walk, judged.walk.records, set()
    start = min(chosen)
    for index in chosen:
        above = index - 1
        record = records[above]
        if index == start or above in chosen or record.kind is not BlockKind.HEADING or judged.is_outside(record):
            continue
        homes = {walk.containers[records[place].container].parent for place in (above, index)}
        if len(homes) == 1 and record.link_density < 0.5:
            found.add(above)
    return found


def _signed_below(judged: Judged, last: int, root: int) -> list[Record]:
    """The short line right below the story, as META: it may say who signs."""
    records = judged.walk.records
    record = next((record for record in records[last + 1 :] if record.kind in LINES), None)
    if record is None or not _stands_in(judged, record, root) or len(record.text) > _MAX_SIGNATURE:
        return []
    record.kind = BlockKind.META
    return [record]


def _stands_in(judged: Judged, record: Record, root: int) -> bool:
    """Whether an unlinked record stands in a container, no deeper than a paragraph in a box of its own."""
    containers = judged.walk.containers
    own = containers[record.container]
    is_near = root in (own.parent, own.index) or (own.parent >= 0 and containers[own.parent].parent == root)
    return is_near and not (record.linked or judged.is_outside(record))


def _is_edge(judged: Judged, record: Record, root: int) -> bool:
    is_sentence = record.kind is BlockKind.PARAGRAPH and record.text.endswith(_SENTENCE_ENDS) and " " in record.text
    return is_sentence and _stands_in(judged, record, root) and not is_byline(record.text)


def _says_nothing(record: Record, title: str) -> bool:
    """Whether a record but repeats the title, or leads away from the article."""
    if is_title(record, title):
        return True
    return len(record.text) < _ASIDE_LENGTH and is_aside(record.text, is_linked=record.linked > 0)


def _root(walk: Walk, chosen: Set[int]) -> int:
    """The deepest container that holds nearly all of the story, and is no part of one."""
    sizes: defaultdict[int, int] = defaultdict(int)
    for record in map(walk.records.__getitem__, chosen):
        for container in walk.chain(record.container):
            sizes[container.index] += len(record.text)
    deepest = max(index for index, size in sizes.items() if size >= _MOST * sizes[0])
    return walk.outside(deepest, _PARTS)


def _trailing_headings(records: Sequence[Record], chosen: Set[int]) -> set[int]:
    """The headings that no line follows."""
    found = set()
    for index in sorted(chosen, reverse=True):
        if records[index].kind is not BlockKind.HEADING:
            break
        found.add(index)
    return found


def _taken(judged: Judged, record: Record) -> Record:
    if judged.is_hidden(record) and record.kind in LINES:
        record.hidden = True
        record.kind = BlockKind.BOX
    return record


def _labels(record: Record, folds: set[int]) -> bool:
    """Whether a record is the label of one of these folds."""
    return record.kind is BlockKind.SUMMARY and not folds.isdisjoint(record.folds)


def _title_index(records: Sequence[Record], title: str, last: int) -> int | None:
    """Where the headline stands."""
    for index, record in enumerate(records[: last + 1]):
        if not record.hidden and is_title(record, title):
            return index
    return None


def _labelled(records: list[Record], authors: Collection[str]) -> list[Record]:
    """The story with its first lines made META where they read as a byline though no class says so.

    A heading that opens the story, and is no part of it, is its standfirst.
    """
    for record in records[:_HEAD]:
        if record.kind is BlockKind.PARAGRAPH and (record.text in authors or is_byline(record.text)):
            record.kind = BlockKind.META
    opening = [record for record in records if record.kind in LINES][:2]
    if len(opening) > 1 and opening[0].kind is BlockKind.HEADING and reads_as_standfirst(opening[0]):
        levels = [record.level for record in records if record.kind is BlockKind.HEADING]
        # A heading like others is one of theirs.
        opening[0].kind = BlockKind.HEADING if levels.count(opening[0].level) > 1 else BlockKind.DEK
    return records
