"""Owns the visible labels of what a page hides as spoilers: which line is one, and of which lines."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, takewhile

from lxml import etree

from caveat.extract.blocks import Container, Record, Walk, next_fold
from caveat.extract.classwords import SHUT, Group
from caveat.extract.elements import short_text
from caveat.extract.hiding import is_label
from caveat.extract.vocabulary import speaks_of_spoilers
from caveat.model import BlockKind

_MAX_LENGTH = 80
_MAX_WORD = 20
_MAX_FOLDS = 7
_MAX_LEVELS = 8
"""Containers between a line and what it labels."""
_MAX_LOOKS = 100
"""At lines that may be the label of what is folded away below them."""
_LABELS = frozenset({"summary", "dt", "legend", "button"})
"""Elements that are the label of what stands with them."""
_NOISE = (
    Group.NAVIGATION | Group.SHARE | Group.COMMENT | Group.ADVERT | Group.SIGN_UP | Group.CONSENT | Group.FORM
    | Group.RELATED
)  # fmt: skip


def label_hidden(walk: Walk) -> Sequence[Record]:
    """The records of a walk, with each label of something hidden made the SUMMARY of a fold around that.

    What is hidden in what is hidden has none: its label is hidden as well. A button is left out but where it is one.
    """
    return _Labels(walk).records()


class _Labels:
    """The labels of one page."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._records = walk.records
        self._buttons: dict[int, Record] = {}
        """Labels that were no lines, by the index of what they label."""
        self._looks = _MAX_LOOKS
        self._fold = 0
        """Number of the last fold that was made."""

    def records(self) -> Sequence[Record]:
        """The records with their labels."""
        containers = self._walk.containers
        end = 0
        hides = False
        veil: tuple[int, bool, bool, tuple[int, ...]] | None = None
        for index, record in enumerate(self._records):
            if index < end:
                continue
            own = containers[record.container]
            parent = containers[own.parent]
            outer = containers[parent.parent]
            if record.is_spoiler:
                hides = True
                end = self._region_end(index)
                self._label_region(index, end)
            elif record.hidden or record.folds or (own.groups | parent.groups | outer.groups) & SHUT:
                # Only what stands first in it can have its label before it.
                shut = next((one.index for one in (own, parent, outer) if one.groups & SHUT), 0)
                if veil != (veil := (shut, record.hidden, "dd" in (own.tag, parent.tag), record.folds)):
                    end = self._label_shut(index)
            elif own.tag == "legend" and _speaks(record):
                end = self._end_within(index + 1, own.parent)
                self._put(record, index + 1, end)
        return [*self._finished()] if hides or self._buttons else self._records

    def _finished(self) -> Iterator[Record]:
        for index, record in enumerate(self._records):
            if index in self._buttons:
                yield self._buttons[index]
            if record.kind is BlockKind.SUMMARY or not any(one.tag == "button" for one in record.wrappers):
                yield record

    def _region_end(self, start: int) -> int:
        """Index behind the hidden records that go on from this one in the outermost container that hides it."""
        containers = self._walk.containers
        veil = containers[self._records[start].container].veil
        following = islice(self._records, start + 1, None)
        inside = takewhile(lambda one: one.is_spoiler and containers[one.container].veil == veil, following)
        return start + 1 + sum(1 for _ in inside)

    def _label_region(self, start: int, end: int) -> None:
        """Makes the first line of what is hidden, or the one before it, its label, where it is one."""
        first, before = self._records[start], self._before(start)
        if end > start + 1 and self._is_own_label(start):
            self._put(first, start + 1, end)
        elif before is not None and self._is_label_of(before, first):
            self._put(before, start, end)

    def _is_own_label(self, index: int) -> bool:
        """Whether the first line of what is hidden is its label: by element, as a bare word, or above a box in it."""
        record, following = self._records[index], self._records[index + 1]
        levels = self._levels(record, self._walk.containers[record.container].veil)
        if len(record.text) > _MAX_LENGTH or not record.text:
            return False
        if any(one.tag in _LABELS for one in levels) or _are_labels(record, levels):
            return True
        if len(record.text) <= _MAX_WORD and " " not in record.text.strip(" :!") and _speaks(record):
            return True
        inner = self._levels(following, self._walk.common(record.container, following.container))
        return _speaks(record) and any(one.hides or one.groups & SHUT for one in inner)

    def _is_label_of(self, before: Record, first: Record) -> bool:
        """Whether the line before what is hidden is its label: by its class, or as a warning with a link to it."""
        levels = self._levels(before, self._walk.common(before.container, first.container))
        warns = before.is_spoiler and before.linked > 0 and _speaks(before)
        return warns or before.kind is BlockKind.SUMMARY or (not before.hidden and _are_labels(before, levels))

    def _label_shut(self, start: int) -> int:
        """Hides what is folded away right below a label that speaks of spoilers; the index behind it.

        A label has an element that can be touched, or stands alone with what it labels: other lines are warnings, which
        speak for more than that.
        """
        first, before = self._records[start], self._before(start)
        if before is None or before.hidden or first.kind is BlockKind.SUMMARY or not _speaks(before):
            return start
        if not self._looks:
            return start
        self._looks -= 1
        around = self._walk.common(before.container, first.container)
        levels, own = self._levels(first, around), self._levels(before, around)
        is_term = any(one.tag == "dt" for one in own) and self._walk.containers[around].groups & SHUT
        is_shut = first.hidden or is_term or first.folds != before.folds or any(one.groups & SHUT for one in levels)
        if not (levels and is_shut) or any(one.groups & _NOISE for one in levels):
            return start
        end = self._end_within(start, levels[-1].index)
        if not (
            before.kind is BlockKind.SUMMARY or _can_be_touched(before, own) or self._is_all(around, start - 1, end)
        ):
            return start
        for record in self._records[start:end]:
            record.is_spoiler, record.hidden = True, False
        for one in levels:
            one.groups &= ~Group.HIDDEN
        self._put(before, start, end)
        return end

    def _is_all(self, container: int, start: int, end: int) -> bool:
        """Whether a container holds no other records than these."""
        beside = (*self._records[max(start - 1, 0) : start], *self._records[end : end + 1])
        return not any(self._walk.is_within(record, container) for record in beside)

    def _before(self, start: int) -> Record | None:
        """The short line, or the button, that stands right before a record."""
        for one in takewhile(lambda one: one.index > 0, self._levels(self._records[start], 0)):
            previous = None if one.element is None else one.element.getprevious()
            if previous is not None and previous.tag == "button":
                text = short_text(previous)
                if text and (is_label(previous) or speaks_of_spoilers(text)):
                    return Record(BlockKind.SUMMARY, text, one.parent, folds=self._folds_around(start))
            if previous is not None:
                break
        before = self._records[start - 1] if start else None
        return before if before is not None and 0 < len(before.text) <= _MAX_LENGTH else None

    def _folds_around(self, start: int) -> tuple[int, ...]:
        """The folds that a record has in common with the one before it."""
        before = self._records[start - 1].folds if start else ()
        return tuple(fold for fold in self._records[start].folds if fold in before)

    def _levels(self, record: Record, around: int) -> list[Container]:
        """The containers of a record below one that holds it, innermost first."""
        levels = takewhile(lambda one: one.index != around, self._walk.chain(record.container))
        return [one for _, one in zip(range(_MAX_LEVELS), levels, strict=False)]

    def _end_within(self, start: int, container: int) -> int:
        """Index behind the records that stand in a container from this one on."""
        inside = {container}
        for index in range(start, len(self._records)):
            above = takewhile(
                # What stands in a container was opened after it.
                lambda one: one.index > container and one.index not in inside,
                self._walk.chain(self._records[index].container),
            )
            path = [one.index for one in above]
            outer = self._walk.containers[path[-1]].parent if path else self._records[index].container
            if outer not in inside:
                return index
            inside.update(path)
        return len(self._records)

    def _put(self, label: Record, start: int, end: int) -> None:
        """Puts a label and what it labels into one fold, within those that are around both."""
        is_button = label is not self._records[start - 1]
        if is_button:
            self._buttons[start] = label
        members = self._records[start:end]
        around = len(label.folds)
        is_first = label.kind is BlockKind.SUMMARY and around and not is_button
        label.kind, label.is_spoiler = BlockKind.SUMMARY, False
        if is_first and all(member.folds[:around] == label.folds for member in members):
            return
        own = members[0].folds[: around + 1]
        if len(own) > around and all(one.folds[: around + 1] == own for one in members):
            label.folds = own
            return
        fold = next_fold(self._records) if self._fold == 0 else self._fold + 1
        for member in (label, *members) if around < _MAX_FOLDS else ():
            member.folds = (*member.folds[:around], fold, *member.folds[around:])
        self._fold = fold


def _speaks(record: Record) -> bool:
    return 0 < len(record.text) <= _MAX_LENGTH and speaks_of_spoilers(record.text)


def _are_labels(record: Record, levels: Sequence[Container]) -> bool:
    """Whether what holds all of a line is called a label."""
    return any(element.tag == "button" or is_label(element) for element in _holding(record, levels))


def _can_be_touched(record: Record, levels: Sequence[Container]) -> bool:
    """Whether what holds all of a line says that it opens something."""
    return any(
        element.get("onclick") is not None or element.get("role") == "button" or is_label(element)
        for element in _holding(record, levels)
    )


def _holding(record: Record, levels: Sequence[Container]) -> Iterator[etree._Element]:
    return chain(record.wrappers, (one.element for one in levels if one.element is not None))
