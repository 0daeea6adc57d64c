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
from caveat.extract.labels import label_hidden
from caveat.extract.marks import hide_marked
from caveat.extract.places import Place, Places
from caveat.extract.tables import is_data_table, read_table
from caveat.extract.tags import STEPS, Step, step_of
from caveat.model import NOTICE_MARK, BlockKind

_RULE = re.compile(r"[*_~=#·•⁂.\s–—-]+")
"""A line that only parts what stands above it from what stands below."""
_RULE_LENGTH = 200

_BLOCK, _INLINE, _SKIP = int(Step.BLOCK), int(Step.INLINE), int(Step.SKIP)
_Render = Callable[[etree._Element, str | None], str | None]
_Level = tuple[Iterator[etree._Element], Place, int, etree._Element, bool]
"""(children that are still to come, what holds for them, their container, their parent, whether that is a block)"""


def walk(root: etree._Element, base_url: str | None, *, ruled: bool = True) -> Walk:
    """Every line and figure of the page. Links and images are made absolute against `base_url`.

    `ruled`: an operator's rules may have marked elements in it.
    """
    walker = _Walker(root, base_url, ruled=ruled)
    walker.run()
    walker.result.records = [*hide_marked(label_hidden(walker.result))]
    return walker.result


class _Walker:
    """The state of one walk."""

    def __init__(self, root: etree._Element, base_url: str | None, *, ruled: bool) -> None:
        self.result = Walk()
        self._root = root
        self._ruled = ruled
        self._base_url = base_url
        self._line = LineBuilder(base_url)
        self._places = Places(root, self.result.containers)
        self._figures: list[Record] = []

    def run(self) -> None:  # noqa: C901 - every element of every page passes here, and calls cost more than it does
        """Walks the tree, the levels above the present one on a stack."""
        line, finish, enter = self._line, self._finish, self._places.enter
        element, is_block = self._root, True
        container, place = enter(element, "html", -1, Place())
        children: Iterator[etree._Element] = iter(element)
        stack: list[_Level] = []
        while True:
            for child in children:
                tag = child.tag
                step = STEPS.get(tag) or step_of(tag)
                if self._ruled and step != _BLOCK and _is_marked(child, step):
                    step = _BLOCK
                elif (
                    step == _SKIP
                    and tag == "button"
                    and (place.kind is BlockKind.HEADING or (place.is_spoiler and not line.length))
                ):
                    # The title of a fold, as the patterns of WAI-ARIA write it, or of a spoiler.
                    step = _INLINE
                if step == _BLOCK:
                    finish(place, container)
                    inner, held = enter(child, str(tag), container, place)
                    if tag == "table" and is_data_table(child):
                        self._table(child, held, inner)
                    elif tag == "blockquote" and child.get("class") is not None and embed_html(child, self._base_url):
                        self._figure(child, embed_html, held, inner)
                    else:
                        if text := child.text:
                            line.add(text, preformatted=held.kind is BlockKind.CODE)
                        if len(child):
                            stack.append((children, place, container, element, is_block))
                            element, is_block, children = child, True, iter(child)
                            container, place = inner, held
                            break
                        finish(held, inner)
                elif step == _INLINE:
                    inline = inline_tag(child, str(tag), in_spoiler=place.is_spoiler or line.hides)
                    if inline is not None:
                        line.open(inline)
                        if text := child.text:
                            line.add(text, preformatted=place.kind is BlockKind.CODE)
                        if len(child):
                            stack.append((children, place, container, element, is_block))
                            element, is_block, children = child, False, iter(child)
                            break
                        if text and len(text) == 1:
                            inline.is_cap = is_cap(child, text)
                        line.close()
                elif step != _SKIP:
                    self._shown(child, step, place, container)
                if tail := child.tail:
                    line.add(tail, preformatted=place.kind is BlockKind.CODE)
            else:
                if is_block:
                    finish(place, container)
                else:
                    line.close()
                if not stack:
                    return
                tail = element.tail
                children, place, container, element, is_block = stack.pop()
                if tail:
                    line.add(tail, preformatted=place.kind is BlockKind.CODE)

    def _shown(self, element: etree._Element, step: int, place: Place, container: int) -> None:
        """Deals with a break, a picture, or what an element embeds."""
        if step == Step.BREAK:
            if self._line.break_line():
                self._finish(place, container)
        elif step == Step.IMAGE:
            if not is_icon(element):
                self._figure(element, figure_html, place, container)
        elif not is_hidden(element):
            self._figure(element, embed_html, place, container)

    def _finish(self, place: Place, container: int) -> None:
        """Ends the line, and puts the figures that stood in it after it."""
        line = self._line.take()
        if line is not None and not (len(line.text) < _RULE_LENGTH and _RULE.fullmatch(line.text)):
            self.result.records.append(
                Record(
                    place.kind,
                    line.text,
                    container,
                    line.render,
                    line.linked,
                    line.wrappers,
                    line.spans,
                    line.breaks,
                    place.level,
                    place.ordered,
                    place.folds,
                    place.hidden,
                    place.is_spoiler,
                    place.language,
                )
            )
        if self._figures:
            self.result.records += self._figures
            self._figures = []

    def _figure(self, element: etree._Element, render: _Render, place: Place, container: int) -> None:
        record = self._placed(BlockKind.FIGURE, "", partial(render, element, self._base_url), place, container)
        record.is_spoiler = record.is_spoiler or is_hiding_inline(element)
        self._figures.append(record)
        if not self._line.length:
            self.result.records += self._figures
            self._figures = []

    def _table(self, element: etree._Element, place: Place, container: int) -> None:
        table = read_table(element, self._base_url)
        if table is not None:
            record = self._placed(BlockKind.TABLE, table.text, partial(str, table.html), place, container)
            record.linked, record.language = table.linked, place.language
            self.result.records.append(record)

    def _placed(
        self, kind: BlockKind, text: str, render: Callable[[], str | None], place: Place, container: int
    ) -> Record:
        """A figure or table, with what holds where it stands."""
        record = Record(kind, text, container, render, folds=place.folds, hidden=place.hidden)
        record.is_spoiler = place.is_spoiler or self._line.hides
        return record


def _is_marked(element: etree._Element, step: int) -> bool:
    """Whether an operator's rule names an element that is no block as one of its own: a notice, or the body."""
    mark = NOTICE_MARK if step == _SKIP else CHOSEN_MARK if step == _INLINE else None
    return mark is not None and element.get(mark) is not None
