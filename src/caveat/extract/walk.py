"""Owns the one walk over the one tree: elements in, containers and lines in reading order out. It never recurses."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from lxml import etree

from caveat.extract.attributes import CHOSEN_MARK, is_hidden
from caveat.extract.blocks import Record, Walk
from caveat.extract.embeds import embed_html
from caveat.extract.figures import figure_html, is_icon
from caveat.extract.hiding import is_hiding_inline
from caveat.extract.inline import LineBuilder
from caveat.extract.inlinetags import inline_tag, is_cap
from caveat.extract.marks import hide_marked
from caveat.extract.places import Place, Places
from caveat.extract.tables import is_data_table, read_table
from caveat.extract.tags import STEPS, Step, step_of
from caveat.model import NOTICE_MARK, BlockKind

_RULE = re.compile(r"[*_~=#·•⁂.\s–—-]+")
"""A line that only parts what stands above it from what stands below."""
_RULE_LENGTH = 200

_Level = tuple[Iterator[etree._Element], Place, int, etree._Element, bool]
"""(children that are still to come, what holds for them, their container, their parent, whether that is a block)"""


def walk(root: etree._Element, base_url: str | None) -> Walk:
    """Every line and figure of the page. Links and images are made absolute against `base_url`."""
    walker = _Walker(root, base_url)
    walker.run()
    walker.result.records = [*hide_marked(walker.result.records)]
    return walker.result


class _Walker:
    """The state of one walk."""

    def __init__(self, root: etree._Element, base_url: str | None) -> None:
        self.result = Walk()
        self._root = root
        self._base_url = base_url
        self._line = LineBuilder(base_url)
        self._place = Place()
        self._container = -1
        self._places = Places(root, self.result.containers)
        self._figures: list[Record] = []

    def run(self) -> None:
        """Walks the tree, the levels above the present one on a stack."""
        element, block = self._root, True
        self._enter_block(element, "html")
        children: Iterator[etree._Element] = iter(element)
        place, container = self._place, self._container
        stack: list[_Level] = []
        while True:
            for child in children:
                inner = self._enter(child)
                if inner is not None:
                    stack.append((children, place, container, element, block))
                    element, block, children = child, inner, iter(child)
                    place, container = self._place, self._container
                    break
                self._place, self._container = place, container
                if tail := child.tail:
                    self._text(tail)
            else:
                if block:
                    self._finish()
                else:
                    self._line.close()
                if not stack:
                    return
                tail = element.tail
                children, place, container, element, block = stack.pop()
                self._place, self._container = place, container
                if tail:
                    self._text(tail)

    def _enter(self, element: etree._Element) -> bool | None:
        """Whether an element that is gone into is a block; None where its content was dealt with or is not read."""
        tag = element.tag
        step = STEPS.get(tag) or step_of(tag)
        if step is Step.BLOCK:
            return self._block(element, tag)
        if step is Step.INLINE:
            return self._block(element, tag) if element.get(CHOSEN_MARK) is not None else self._inline(element, tag)
        if step is Step.SKIP:
            return self._block(element, str(tag)) if element.get(NOTICE_MARK) is not None else None
        if step is Step.BREAK:
            if self._line.break_line():
                self._finish()
        elif step is Step.IMAGE:
            if not is_icon(element):
                self._figure(element, figure_html)
        elif not is_hidden(element):
            self._figure(element, embed_html)
        return None

    def _block(self, element: etree._Element, tag: str) -> bool | None:
        self._finish()
        self._enter_block(element, tag)
        if tag == "table" and is_data_table(element):
            self._table(element)
            return None
        if text := element.text:
            self._text(text)
        if len(element):
            return True
        self._finish()
        return None

    def _inline(self, element: etree._Element, tag: str) -> bool | None:
        inline = inline_tag(element, tag)
        if inline is None:
            return None
        self._line.open(inline)
        text = element.text
        if text:
            self._text(text)
        if len(element):
            return False
        if text and len(text) == 1:
            inline.is_cap = is_cap(element, text)
        self._line.close()
        return None

    def _text(self, text: str) -> None:
        self._line.add(text, preformatted=self._place.kind is BlockKind.CODE)

    def _enter_block(self, element: etree._Element, tag: str) -> None:
        """Opens a container, and sets what holds inside it."""
        self._container, self._place = self._places.enter(element, tag, self._container, self._place)

    def _finish(self) -> None:
        """Ends the line, and puts the figures that stood in it after it."""
        line = self._line.take()
        if line is not None and not (len(line.text) < _RULE_LENGTH and _RULE.fullmatch(line.text)):
            place = self._place
            record = Record(
                place.kind,
                line.text,
                self._container,
                line.render,
                line.linked,
                line.wrappers,
                line.spans,
                line.breaks,
                place.level,
                place.ordered,
                place.folds,
                place.hidden,
                place.is_spoiler and place.kind is not BlockKind.SUMMARY,
                place.language,
            )
            self.result.records.append(record)
        if self._figures:
            self.result.records += self._figures
            self._figures = []

    def _figure(self, element: etree._Element, render: Callable[[etree._Element, str | None], str | None]) -> None:
        record = self._shown(BlockKind.FIGURE, "", partial(render, element, self._base_url))
        record.is_spoiler = record.is_spoiler or is_hiding_inline(element)
        self._figures.append(record)
        if self._line.empty:
            self.result.records += self._figures
            self._figures = []

    def _table(self, element: etree._Element) -> None:
        table = read_table(element, self._base_url)
        if table is not None:
            record = self._shown(BlockKind.TABLE, table.text, partial(str, table.html))
            record.linked, record.language = table.linked, self._place.language
            self.result.records.append(record)

    def _shown(self, kind: BlockKind, text: str, render: Callable[[], str | None]) -> Record:
        """A figure or table, with what holds where it stands."""
        place = self._place
        record = Record(kind, text, self._container, render, folds=place.folds, hidden=place.hidden)
        record.is_spoiler = place.is_spoiler or self._line.hides
        return record
