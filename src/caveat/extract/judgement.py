"""Owns the judgement of a page's lines by rule: what holds at each place of it, and what kind of block a line is."""

import re
from collections.abc import Sequence, Set

from caveat.extract.blocks import Record, Walk
from caveat.extract.classwords import Group
from caveat.extract.titles import same_title
from caveat.extract.vocabulary import may_warn
from caveat.model import NOTICE_MARK, BlockKind

BOX_LENGTH = 600
"""Characters up to which a callout may say something of the article."""
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af]+")
LINES = frozenset({
    BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.CODE, BlockKind.TABLE,
})  # fmt: skip
_NOISE = (
    Group.NAVIGATION | Group.SIDE | Group.RELATED | Group.COMMENT | Group.SHARE | Group.ADVERT | Group.SIGN_UP
    | Group.CONSENT | Group.BIOGRAPHY
)  # fmt: skip
"""Never part of the article."""
_OUTSIDE = _NOISE | Group.HIDDEN
_HIDDEN = int(Group.HIDDEN)
_APART = Group.HIDDEN | Group.BIOGRAPHY | Group.CONSENT | Group.SIGN_UP
_META = Group.META | Group.AUTHOR
_BOX = Group.ALERT | Group.BOX
_WARNING = _BOX | Group.ADVERT | Group.META
"""With the word for spoilers: its warning, banner or label."""
_KINDS = _META | _BOX | Group.CAPTION | Group.DEK
_RELABELLED = (
    (_META, BlockKind.META, 300),
    (Group.CAPTION, BlockKind.CAPTION, 600),
    (Group.DEK, BlockKind.DEK, 600),
    (_BOX, BlockKind.BOX, 10_000),
)
_TAGS = {"aside": Group.BOX, "footer": Group.NAVIGATION, "address": Group.META}
_NOTICE = 1 << 30
"""An operator's selector names it as a spoiler notice."""
_UNNAMED = frozenset({"main", "article"})
_TOO_MUCH = 0.4
"""A container with this share of the page's text is not noise, whatever its class says."""
_TOO_LITTLE = 0.3


class Judged:
    """A walk whose containers were judged: which groups of words hold at each place."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self._groups = _groups(walk)
        if self._hides_most():
            # Its text stands where none should: a body that a script unhides, a wrapper that is called a sidebar.
            self._groups = [groups & ~_OUTSIDE for groups in self._groups]
            for record in walk.records:
                record.hidden = False

    def relabel(self, title: str, kept: Set[int] = frozenset()) -> None:
        """Makes each record the kind that its place says; those `kept` only where that is a standfirst or warns."""
        for index, record in enumerate(self.walk.records):
            kind = self._kind(record, title)
            if kind is record.kind or (index in kept and kind is not BlockKind.DEK and not _is_warning(kind, record)):
                continue
            record.kind = kind

    def _hides_most(self) -> bool:
        """Whether most of the unlinked text is hidden, or stands in what is not part of the article."""
        every = inside = 0
        for record in self.walk.records:
            length = len(record.text) - record.linked
            if length >= 40 and record.kind in LINES:
                every += length
                inside += 0 if self.is_outside(record) else length
        return inside < _TOO_LITTLE * every

    def is_outside(self, record: Record) -> bool:
        """Whether a record is hidden, or stands in what is not part of the article."""
        return record.hidden or bool(self._groups[record.container] & _OUTSIDE)

    def is_apart(self, record: Record) -> bool:
        """Whether a record is no part of a story whatever it reads like: hidden, an appeal, a biography, a teaser.

        Of the other words of noise some stand around stories as well, and what was learned of them decides.
        """
        groups = self._groups[record.container]
        own = self.walk.containers[record.container].groups
        return record.hidden or bool(groups & _APART or groups & own & Group.RELATED)

    def is_hidden(self, record: Record) -> bool:
        """Whether a record is not for eyes."""
        return record.hidden or bool(self._groups[record.container] & _HIDDEN)

    def is_teaser(self, record: Record) -> bool:
        """Whether a record is a paragraph that its class calls a teaser, as both standfirsts and other articles are."""
        own = self.walk.containers[record.container]
        is_named = own.tag == "p" and "teaser" in own.classes.lower()
        return is_named and own.parent >= 0 and not self._groups[own.parent] & _OUTSIDE

    def _kind(self, record: Record, title: str) -> BlockKind:
        if record.kind not in LINES:
            return record.kind
        groups = self._groups[record.container]
        if record.hidden or groups & _NOTICE or any(el.get(NOTICE_MARK) is not None for el in record.wrappers):
            return BlockKind.BOX
        if record.level == 1 and is_title(record, title):
            # Some software calls the headline meta data.
            return record.kind
        if record.folds or (record.is_spoiler and not may_warn(record.text)):
            # Behind a visible label, and behind what hides spoilers, there is text, whatever its box is called.
            groups &= ~_BOX
        for bits, kind, limit in _RELABELLED:
            if groups & bits and len(record.text) <= limit:
                return kind
        return record.kind


def _is_warning(kind: BlockKind, record: Record) -> bool:
    """Whether a record of this kind is a callout that may warn."""
    return kind is BlockKind.BOX and len(record.text) <= BOX_LENGTH and may_warn(record.text)


def reading_length(text: str) -> int:
    """Length in characters; a Chinese, Japanese or Korean one counts twice, since it says more."""
    return len(text) if text.isascii() else len(text) + sum(map(len, _WIDE.findall(text)))


def is_title(record: Record, title: str) -> bool:
    """Whether a record is a heading that says the title of the article."""
    return record.kind is BlockKind.HEADING and len(record.text) <= 2 * len(title) and same_title(record.text, title)


def _groups(walk: Walk) -> list[int]:
    """What holds in each container: its own words, as far as its size bears that out, and what holds around it."""
    sizes = sums(walk, [len(record.text) - record.linked for record in walk.records])
    total = sum(sizes[index] for index in walk.chosen()) or (sizes[0] if sizes else 0)
    found: list[int] = []
    for container in walk.containers:
        own = 0 if container.tag in _UNNAMED else container.groups
        own |= _TAGS.get(container.tag, 0)
        if own & Group.SPOILER:
            # "spoiler-banner" is a callout, whatever else banners are; "spoiler-content" is what it warns of.
            own = own & ~_OUTSIDE | (Group.BOX if own & _WARNING else 0)
        if container.chosen or sizes[container.index] >= _TOO_MUCH * total:
            own = 0
        if container.is_notice:
            own = _NOTICE
        around = 0 if container.parent < 0 or container.chosen or container.is_notice else found[container.parent]
        if own & _KINDS:
            # The innermost name counts: a dek in a header of bylines is a dek.
            around &= ~_KINDS
        found.append(own | around)
    return found


def sums(walk: Walk, values: Sequence[float]) -> list[float]:
    """For each container the sum of the values of the records in it, at any depth."""
    found = [0.0] * len(walk.containers)
    for record, value in zip(walk.records, values, strict=True):
        found[record.container] += value
    for container in reversed(walk.containers):  # children before their parents
        if container.parent >= 0:
            found[container.parent] += found[container.index]
    return found
