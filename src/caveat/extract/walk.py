"""Owns the one walk over the one tree: elements in, containers and lines in reading order out. It never recurses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from lxml import etree

from caveat.extract.attributes import element_names, is_hidden
from caveat.extract.blocks import CHOSEN_MARK, Container, Record, Walk
from caveat.extract.figures import figure_html
from caveat.extract.hiding import is_hiding_block, is_hiding_inline
from caveat.extract.inline import NAMELESS, LineBuilder, Tag
from caveat.extract.marks import hide_marked
from caveat.extract.tables import is_data_table, read_table
from caveat.extract.tags import BLOCKS, HEADINGS, IMAGES, INLINE, SIMPLE, SKIPPED
from caveat.extract.vocabulary import Meaning, read_words
from caveat.model import NOTICE_MARK, BlockKind
from caveat.urls import absolute

_KINDS = {
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.CODE,
    "listing": BlockKind.CODE,
    "li": BlockKind.ITEM,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "summary": BlockKind.SUMMARY,
} | dict.fromkeys(HEADINGS, BlockKind.HEADING)
_TAG_MEANINGS = {"aside": Meaning.BOX, "footer": Meaning.NOISE, "address": Meaning.META}
_ROLE_MEANINGS = {
    "note": Meaning.BOX,
    "alert": Meaning.BOX,
    "complementary": Meaning.BOX,
    "navigation": Meaning.NOISE,
    "banner": Meaning.NOISE,
    "contentinfo": Meaning.NOISE,
    "search": Meaning.NOISE,
    "dialog": Meaning.NOISE,
}
_UNREAD = frozenset({"html", "body", "main", "article"})
_MAX_FOLDS = 8
"""Folds in folds that are told apart."""
_RULE = re.compile(r"[*_~=#·•⁂.\s–—-]+")
"""A line that only parts what stands above it from what stands below."""


class _Place(NamedTuple):
    """What holds for everything at one place of the tree."""

    container: int = -1
    kind: BlockKind = BlockKind.PARAGRAPH
    heading: int = 0
    depth: int = 0
    ordered: bool = False
    folds: tuple[int, ...] = ()
    hidden: bool = False
    is_spoiler: bool = False
    language: str | None = None


@dataclass(slots=True)
class _Frame:
    element: etree._Element
    children: Iterator[etree._Element]
    place: _Place
    block: bool


def walk(root: etree._Element, base_url: str | None) -> Walk:
    """Every line and figure of the page. Links and images are made absolute against `base_url`."""
    walker = _Walker(base_url)
    stack: list[_Frame] = []
    frame = walker.enter(root, _Place())
    while frame is not None or stack:
        if frame is not None:
            stack.append(frame)
        top = stack[-1]
        child = next(top.children, None)
        if child is None:
            walker.leave(stack.pop())
            frame = None
            if stack:
                walker.text(top.element.tail, stack[-1].place)
            continue
        frame = walker.enter(child, top.place)
        if frame is None:
            walker.text(child.tail, top.place)
    walker.result.records = [*hide_marked(walker.result.records)]
    return walker.result


class _Walker:
    """The state of one walk."""

    def __init__(self, base_url: str | None) -> None:
        self.result = Walk()
        self._base_url = base_url
        self._line = LineBuilder()
        self._folds = 0
        self._figures: list[Record] = []

    def enter(self, element: etree._Element, place: _Place) -> _Frame | None:
        """The frame of an element to go into; None where its content was dealt with or is not to be read."""
        tag = element.tag
        if not isinstance(tag, str) or (tag in SKIPPED and element.get(NOTICE_MARK) is None):
            return None
        if tag == "br":
            if self._line.break_line():
                self._finish(place)
            return None
        if tag in IMAGES:
            self._figure(element, place)
            return None
        if _is_block(element, tag):
            return self._enter_block(element, tag, place)
        inline = self._inline(element, tag)
        if not inline.spoiler and element.keys() and is_hidden(element):
            return None
        self._line.open(inline)
        self.text(element.text, place)
        if len(element):
            return _Frame(element, iter(element), place, block=False)
        self._line.close()
        return None

    def leave(self, frame: _Frame) -> None:
        """Ends an element that was gone into."""
        if frame.block:
            self._finish(frame.place)
        else:
            self._line.close()

    def text(self, text: str | None, place: _Place) -> None:
        """Adds text that stands directly at a place."""
        if text:
            self._line.add(text, preformatted=place.kind is BlockKind.CODE)

    def _enter_block(self, element: etree._Element, tag: str, place: _Place) -> _Frame | None:
        self._finish(place)
        inner = self._place(element, tag, place)
        if tag == "table" and is_data_table(element):
            self._table(element, inner)
            return None
        self.text(element.text, inner)
        if len(element):
            return _Frame(element, iter(element), inner, block=True)
        self._finish(inner)
        return None

    def _place(self, element: etree._Element, tag: str, place: _Place) -> _Place:
        """Opens a container; what holds inside it."""
        if tag in SIMPLE and not element.keys():
            return self._simple_place(tag, place)
        container = self._container(element, tag, place.container)
        folds = place.folds
        if tag == "details":
            self._folds += 1
            folds = (*folds, self._folds)[:_MAX_FOLDS]
        hides = tag not in _UNREAD and is_hiding_block(element)
        is_list = tag in ("ul", "ol")
        return _Place(
            container=container,
            kind=_kind(tag, place.kind),
            heading=int(tag[1]) if tag in HEADINGS else place.heading,
            depth=place.depth + is_list,
            ordered=tag == "ol" if is_list else place.ordered,
            folds=folds,
            # What a script shows on demand is a spoiler first, and hidden only therefore.
            hidden=(place.hidden and not self.result.containers[container].chosen)
            or (not hides and is_hidden(element)),
            is_spoiler=place.is_spoiler or hides,
            language=element.get("lang") or place.language,
        )

    def _simple_place(self, tag: str, place: _Place) -> _Place:
        """As `_place`, of an element whose tag and attributes say nothing but what its lines are."""
        containers = self.result.containers
        index = len(containers)
        containers.append(Container(index, place.container, tag))
        heading = int(tag[1]) if tag in HEADINGS else place.heading
        return place._replace(container=index, kind=_kind(tag, place.kind), heading=heading)

    def _container(self, element: etree._Element, tag: str, parent: int) -> int:
        names = element_names(element)
        meaning = Meaning.NONE if tag in _UNREAD else read_words(" ".join(names.words))
        meaning |= _TAG_MEANINGS.get(tag, Meaning.NONE) | _ROLE_MEANINGS.get(element.get("role", ""), Meaning.NONE)
        if "articlebody" in element.get("itemprop", "").lower():
            meaning |= Meaning.STORY
        if element.get(NOTICE_MARK) is not None:
            meaning = Meaning.NOTICE
        index = len(self.result.containers)
        chosen = element.get(CHOSEN_MARK) is not None
        self.result.containers.append(Container(index, parent, tag, names, meaning, chosen))
        return index

    def _inline(self, element: etree._Element, tag: str) -> Tag:
        if tag in INLINE and not element.keys():
            return Tag(f"<{INLINE[tag]}>", f"</{INLINE[tag]}>")
        names = element_names(element)
        if (names is not NAMELESS or "spoiler" in tag) and is_hiding_inline(element):
            return Tag('<span class="spoiler">', "</span>", spoiler=True, names=names)
        if tag == "a":
            address = absolute(self._base_url, element.get("href")) or _mail(element.get("href"))
            if address:
                return Tag(f'<a href="{escape(address)}">', "</a>", linked=True, names=names)
            return Tag(linked=element.get("href") is not None, names=names)
        name = INLINE.get(tag)
        return Tag(f"<{name}>", f"</{name}>", names=names) if name else Tag(names=names)

    def _finish(self, place: _Place) -> None:
        """Ends the line, and puts the figures that stood in it after it."""
        line = self._line.take()
        if line is not None and not _RULE.fullmatch(line.text):
            self._record(
                Record(
                    place.kind,
                    line.text,
                    line.html,
                    place.container,
                    linked=line.linked,
                    names=line.names,
                    spans=line.spans,
                    breaks=line.breaks,
                    level=place.heading if place.kind is BlockKind.HEADING else place.depth,
                    ordered=place.ordered,
                ),
                place,
            )
        self.result.records += self._figures
        self._figures = []

    def _record(self, record: Record, place: _Place) -> None:
        record.language = place.language
        self.result.records.append(self._placed(record, place))

    def _placed(self, record: Record, place: _Place) -> Record:
        """The record with what holds at its place."""
        record.folds, record.hidden = place.folds, place.hidden
        record.is_spoiler = place.is_spoiler and record.kind is not BlockKind.SUMMARY
        if record.kind in (BlockKind.FIGURE, BlockKind.TABLE):
            record.is_spoiler = record.is_spoiler or self._line.hides
        return record

    def _figure(self, element: etree._Element, place: _Place) -> None:
        html = figure_html(element, self._base_url)
        if html is None:
            return
        record = self._placed(Record(BlockKind.FIGURE, "", html, place.container), place)
        record.is_spoiler = record.is_spoiler or is_hiding_inline(element)
        self._figures.append(record)
        if self._line.empty:
            self.result.records += self._figures
            self._figures = []

    def _table(self, element: etree._Element, place: _Place) -> None:
        table = read_table(element)
        if table is not None:
            self._record(Record(BlockKind.TABLE, table.text, table.html, place.container, linked=table.linked), place)


def _is_block(element: etree._Element, tag: str) -> bool:
    """Whether an element opens a container: a block of HTML, an element of the page's own, what an operator chose."""
    if tag in BLOCKS:
        return True
    own = "-" in tag and not tag.startswith("amp-") and "spoiler" not in tag
    return own or element.get(CHOSEN_MARK) is not None


def _kind(tag: str, around: BlockKind) -> BlockKind:
    """What lines in this element are, given what they are around it: quotes and captions keep what stands in them."""
    own = _KINDS.get(tag)
    if own is None or around in (BlockKind.QUOTE, BlockKind.CAPTION, BlockKind.SUMMARY):
        return around
    return own


def _mail(address: str | None) -> str | None:
    return address if address and address[:7].lower() == "mailto:" else None
