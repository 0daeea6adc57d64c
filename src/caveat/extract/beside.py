"""Owns what belongs to an article and stands beside its story: standfirst, byline, lead picture, callouts, warnings."""

from collections.abc import Collection, Iterable, Sequence

from caveat.extract.blocks import Record
from caveat.extract.bylines import is_byline
from caveat.extract.judgement import BOX_LENGTH, LINES, Judged
from caveat.extract.vocabulary import may_warn, speaks_of_spoilers
from caveat.model import BlockKind

_DEK_LENGTH = 400
_WARNING_LENGTH = 300
_MOST_BOXES = 40
_NEAR = 6
"""Lines above the headline or below the story among which a warning without a class is looked for."""


def find_beside(judged: Judged, start: int | None, first: int, last: int, root: int) -> tuple[list[int], list[int]]:
    """Indices of the records that belong to the article (above its story, below it), in reading order.

    The headline is the record `start`, the story reaches from `first` to `last` and stands in the container `root`.
    """
    records = judged.walk.records
    if start is None:
        # Nothing says how far the article reaches around its story.
        places = range(max(0, first - _NEAR), first), range(last + 1, min(len(records), last + 1 + _NEAR))
        return find_warnings(judged, places[0]), find_warnings(judged, places[1])
    around = judged.walk.common(records[start].container, root)
    before, after = range(start), range(last + 1, len(records))
    # A headline may stand in the story's own container, and the warning above both.
    near = _lines(judged, reversed(before))
    boxes = {*_callouts(judged, before, around, near=()), *find_warnings(judged, near)}
    above = [*sorted(boxes), *_between(judged, range(start + 1, first))]
    return above, _callouts(judged, after, around, near=_lines(judged, after))


def find_warnings(judged: Judged, places: Sequence[int]) -> list[int]:
    """Indices of the callouts, and of the lines that speak of spoilers, among these."""
    return _callouts(judged, places, 0, near=frozenset(places))


def _between(judged: Judged, places: range) -> list[int]:
    """What stands between headline and story: standfirst, byline, lead picture, callouts."""
    records = judged.walk.records
    kept: list[int] = []
    for place, index in enumerate(places[:_MOST_BOXES]):
        record = records[index]
        is_teaser = place == 0 and judged.is_teaser(record)
        if (judged.is_outside(record) and not is_teaser) or len(record.text) > BOX_LENGTH:
            continue
        if record.kind in LINES:
            record.kind = _kind_by_place(record, place)
        kept.append(index)
    return kept


def _callouts(judged: Judged, places: Iterable[int], around: int, *, near: Collection[int]) -> list[int]:
    """The short callouts within the container `around`, and of the lines `near` those that speak of spoilers."""
    kept = [
        index
        for index in places
        if _is_callout(record := judged.walk.records[index], is_near=index in near)
        and not judged.is_outside(record)
        and judged.walk.is_within(record, around)
    ][:_MOST_BOXES]
    for index in kept:
        judged.walk.records[index].kind = BlockKind.BOX
    return kept


def _is_callout(record: Record, *, is_near: bool) -> bool:
    if not record.text or len(record.text) > BOX_LENGTH:
        return False
    if record.kind is BlockKind.BOX or record.is_spoiler:
        return True
    return is_near and _could_warn(record) and speaks_of_spoilers(record.text)


def _could_warn(record: Record) -> bool:
    return record.kind in LINES and len(record.text) <= _WARNING_LENGTH and record.link_density < 0.3


def _lines(judged: Judged, places: Iterable[int]) -> list[int]:
    """The first few of these that are lines of the article's part of the page."""
    found: list[int] = []
    for index in places:
        record = judged.walk.records[index]
        if record.text and not judged.is_outside(record):
            found.append(index)
        if len(found) == _NEAR:
            break
    return found


def _kind_by_place(record: Record, place: int) -> BlockKind:
    """A line between headline and story is a standfirst when it follows the headline and reads like a sentence."""
    if place <= 1 and reads_as_standfirst(record):
        return BlockKind.DEK
    # Whether it is a notice is not decided here; but of what is META only sure notices are believed.
    return BlockKind.BOX if _could_warn(record) and may_warn(record.text) else BlockKind.META


def reads_as_standfirst(record: Record) -> bool:
    """Whether a line reads like the sentence that is printed below a headline."""
    length = len(record.text)
    return (
        length <= _DEK_LENGTH
        and len(record.text.split()) >= 4
        and record.link_density < 0.2
        and not is_byline(record.text)
    )
