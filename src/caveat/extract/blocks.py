"""Owns the records of a walk: the containers of a page, the lines in them, and how a line becomes a Block."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from html import escape

from lxml import etree

from caveat.extract.attributes import NAMELESS, Names, element_names
from caveat.extract.sanitize import sanitize
from caveat.model import NOTICE_MARK, Block, BlockKind, Hints

_MAX_WORDS = 24
_MAX_ATTRIBUTES = 12
_MAX_LEVELS = 40
_NO_HINTS = Hints()
"""Of most lines."""
_MAX_SWITCH = 8
_HARMLESS = frozenset({NOTICE_MARK, "role", "itemprop"})
_WRAPPERS: Mapping[BlockKind, str] = {
    BlockKind.ITEM: "li",
    BlockKind.QUOTE: "blockquote",
    BlockKind.CODE: "pre",
    BlockKind.CAPTION: "figcaption",
}


@dataclass(slots=True)
class Container:
    """One block element of the page."""

    index: int
    parent: int
    """Index of the block element around it; -1 for the root."""
    tag: str
    element: etree._Element | None = None
    """Where it has attributes."""
    classes: str = ""
    groups: int = 0
    """What its class and id words speak of, as bits of `classwords.Group`."""
    chosen: bool = False
    """An operator's rule names it as (a part of) the body."""
    hides: bool = False
    """It hides what stands in it as a spoiler."""
    veil: int = -1
    """Index of the outermost container around it, or itself, that does; -1: none."""
    is_notice: bool = False
    """An operator's selector names it as a spoiler notice."""

    @property
    def names(self) -> Names:
        """What the element is called."""
        return NAMELESS if self.element is None else element_names(self.element)


@dataclass(slots=True)
class Record:
    """One line of the page, or one figure, in document order."""

    kind: BlockKind
    text: str
    container: int
    render: Callable[[], str | None] | None = None
    """Makes the HTML, None where it is no more than the text."""
    linked: int = 0
    """Characters of `text` that stand in links."""
    wrappers: tuple[etree._Element, ...] = ()
    """The inline elements that hold the whole line."""
    spans: tuple[tuple[int, int], ...] = ()
    breaks: tuple[int, ...] = ()
    level: int = 0
    ordered: bool = False
    folds: tuple[int, ...] = ()
    hidden: bool = False
    is_spoiler: bool = False
    """Hidden as a spoiler, all of it."""
    language: str | None = None

    @property
    def html(self) -> str | None:
        """Inline HTML of a line, the whole fragment of a table or figure; not yet sanitised.

        None for a figure that turns out to show nothing.
        """
        return escape(self.text, quote=False) if self.render is None else self.render()

    @property
    def link_density(self) -> float:
        """Share of the text that stands in links, 0 to 1."""
        return self.linked / len(self.text) if self.text else 0.0


@dataclass(slots=True)
class Walk:
    """Everything that one walk saw."""

    containers: list[Container] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    def chain(self, index: int) -> Iterable[Container]:
        """A container and the ones around it, innermost first."""
        while index >= 0:
            container = self.containers[index]
            yield container
            index = container.parent

    def is_within(self, record: Record, index: int) -> bool:
        """Whether a record stands in a container, at any depth."""
        return any(container.index == index for container in self.chain(record.container))

    def is_chosen(self, record: Record) -> bool:
        """Whether a record stands in what an operator chose."""
        return any(container.chosen for container in self.chain(record.container))

    def chosen(self) -> Iterable[int]:
        """The outermost containers that an operator chose."""
        for container in self.containers:
            if container.chosen and not any(other.chosen for other in self.chain(container.parent)):
                yield container.index

    def common(self, one: int, other: int) -> int:
        """The innermost container that holds both."""
        chain = {container.index for container in self.chain(one)}
        return next((container.index for container in self.chain(other) if container.index in chain), 0)

    def outside(self, index: int, tags: Set[str]) -> int:
        """The innermost container around this one, or itself, that no element of these tags holds or is."""
        for container in self.chain(index):
            if container.tag in tags:
                index = max(container.parent, 0)
        return index


def make_blocks(walk: Walk, records: Iterable[Record], root: int = 0) -> tuple[Block, ...]:
    """The records as blocks, folds numbered anew from 1.

    Hints reach up to where the container `root` stands as well: what holds around all of the story says nothing of one
    line.
    """
    around = frozenset(container.index for container in walk.chain(root)) if walk.containers else frozenset[int]()
    numbers: dict[int, int] = {}
    blocks = []
    for record in records:
        html = record.html
        if html is None:
            continue
        folds = tuple(numbers.setdefault(fold, len(numbers) + 1) for fold in record.folds) if record.folds else ()
        hints = _hints(walk, record, around, folds)
        blocks.append(Block(kind=record.kind, text=record.text, html=sanitize(_wrapped(record, html)), hints=hints))
    return tuple(blocks)


def _wrapped(record: Record, html: str) -> str:
    if record.kind is BlockKind.FIGURE or html.startswith("<table>"):
        return html
    if record.kind is BlockKind.HEADING:
        # One h1 a document: the title's.
        level = min(max(record.level, 2), 6)
        return f"<h{level}>{html}</h{level}>"
    tag = _WRAPPERS.get(record.kind, "p")
    return f"<{tag}>{html}</{tag}>"


def _hints(walk: Walk, record: Record, around: Set[int], folds: tuple[int, ...]) -> Hints:
    elements = [*record.wrappers]
    for count, container in enumerate(walk.chain(record.container)):
        if container.index in around or count >= _MAX_LEVELS:
            break
        if container.element is not None:
            elements.append(container.element)
    names = [element_names(element) for element in elements]
    words = [word for name in names for word in name.words]
    attributes = [attribute for name in names for attribute in name.attributes]
    if record.is_spoiler or record.spans:
        # Some say in an attribute what they hide.
        attributes = [(name, value) for name, value in attributes if name in _HARMLESS or _is_switch(name, value)]
    if not (words or attributes or folds) and _is_plain(record):
        return _NO_HINTS
    return Hints(
        classes=tuple(dict.fromkeys(words))[:_MAX_WORDS],
        attributes=tuple(attributes[:_MAX_ATTRIBUTES]),
        folds=folds,
        is_spoiler=record.is_spoiler,
        hidden=record.hidden,
        ordered=record.ordered,
        level=record.level,
        language=record.language,
        spans=record.spans,
        breaks=record.breaks,
    )


def _is_switch(name: str, value: str) -> bool:
    """Whether an attribute is no more than a mark for scripts."""
    return name.startswith("data-") and "spoiler" not in name and len(value) <= _MAX_SWITCH and " " not in value


def _is_plain(record: Record) -> bool:
    """Whether a record holds no hint of its own."""
    marked = record.is_spoiler or record.hidden or record.ordered or record.level
    return not (marked or record.language or record.spans or record.breaks)


def next_fold(records: Iterable[Record]) -> int:
    """A number that no fold of these records has, and none above it."""
    return max((fold for record in records for fold in record.folds), default=0) + 1


def paragraph(text: str, container: int = 0) -> Record:
    """A paragraph of plain text."""
    folded = " ".join(text.split())
    return Record(BlockKind.PARAGRAPH, folded, container)
