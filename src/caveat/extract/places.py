"""Owns what holds for everything at one place of the tree, and how an element changes that."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from caveat.extract.attributes import CHOSEN_MARK, is_hidden
from caveat.extract.blocks import Container
from caveat.extract.classwords import SHUT, VEILS, Group, read_groups
from caveat.extract.hiding import DATA_NAMES, is_hiding_block
from caveat.model import NOTICE_MARK, BlockKind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol"})
_KINDS = {
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.CODE,
    "listing": BlockKind.CODE,
    "li": BlockKind.ITEM,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "summary": BlockKind.SUMMARY,
} | dict.fromkeys(_HEADINGS, BlockKind.HEADING)
_CHANGING = frozenset({*_KINDS, *_LISTS})
_KEPT_AROUND = frozenset({BlockKind.QUOTE, BlockKind.CAPTION, BlockKind.SUMMARY})
"""What lines are in these, whatever they stand in there."""
_ROLES = {
    "note": Group.BOX,
    "alert": Group.ALERT,
    "complementary": Group.SIDE,
    "navigation": Group.NAVIGATION,
    "banner": Group.NAVIGATION,
    "contentinfo": Group.FRAME,
    "search": Group.FORM,
    "dialog": Group.CONSENT,
}
_UNREAD = frozenset({"html", "body"})
"""Their classes speak of the page as a whole."""
_TELLING = frozenset({
    "hidden", "aria-hidden", "style", "role", "itemprop", "lang", NOTICE_MARK, CHOSEN_MARK, *DATA_NAMES,
})  # fmt: skip
_MAX_FOLDS = 8
"""Folds in folds that are told apart."""


@dataclass(slots=True, eq=False)
class Place:
    """What holds for everything at one place of the tree, but for the container."""

    kind: BlockKind = BlockKind.PARAGRAPH
    heading: int = 0
    depth: int = 0
    ordered: bool = False
    folds: tuple[int, ...] = ()
    hidden: bool = False
    is_spoiler: bool = False
    language: str | None = None
    inner: dict[str, "Place"] = field(default_factory=dict)
    """The places in elements here that have no attributes, by their tag."""

    @property
    def level(self) -> int:
        """Of a heading: 1 to 6. Of anything else: the depth of its list."""
        return self.heading if self.kind is BlockKind.HEADING else self.depth

    def within(self, tag: str) -> "Place":
        """The place in an element of this tag."""
        found = self.inner.get(tag)
        if found is None:
            found = self.inner[tag] = self._within(tag)
        return found

    def _within(self, tag: str) -> "Place":
        if tag in _LISTS:
            return replace(self, depth=self.depth + 1, ordered=tag == "ol", inner={})
        kind = self.kind if self.kind in _KEPT_AROUND else _KINDS[tag]
        return replace(self, kind=kind, heading=_HEADINGS.get(tag, self.heading), inner={})


class Places:
    """The places of one tree, and the containers that are opened on the way through it."""

    def __init__(self, root: etree._Element, containers: list[Container]) -> None:
        self._root = root
        self._containers = containers
        self._folds = 0

    def enter(self, element: etree._Element, tag: str, parent: int, place: Place) -> tuple[int, Place]:
        """(index of the container that a block element opens, the place in it)."""
        index = len(self._containers)
        if tag in _CHANGING:
            place = place.within(tag)
        elif tag == "details":
            place = self._folded(place)
        items = element.items()
        if items:
            container = Container(index, parent, tag, element)
            self._containers.append(container)
            if self._read(container, items):
                place = self._told(container, element, place)
            if place.is_spoiler:
                container.groups &= ~Group.HIDDEN
        else:
            self._containers.append(Container(index, parent, tag))
        if place.is_spoiler:
            around = self._containers[parent].veil if parent >= 0 else -1
            self._containers[index].veil = index if around < 0 else around
        return index, place

    def _read(self, container: Container, items: Sequence[tuple[str | bytes, str | bytes]]) -> bool:
        """Reads what a block is called; whether its attributes say anything else."""
        telling = False
        for name, value in items:
            if name == "class":
                container.classes = classes = str(value)
                container.groups |= read_groups(classes)
                telling = telling or container.groups & VEILS > 0
            elif name == "id":
                container.groups |= read_groups(str(value)) & ~SHUT
            elif name in _TELLING or "poiler" in value:
                telling = True
        if container.tag in _UNREAD:
            container.groups = 0
        return telling

    def _told(self, container: Container, element: etree._Element, place: Place) -> Place:
        """Takes down what the other attributes of a block say of it; the place in it."""
        container.groups |= _ROLES.get(element.get("role", ""), 0)
        if "articlebody" in element.get("itemprop", "").lower():
            container.groups |= Group.STORY
        container.is_notice = element.get(NOTICE_MARK) is not None
        container.chosen = element.get(CHOSEN_MARK) is not None
        hides = container.tag not in _UNREAD and is_hiding_block(element)
        container.hides = hides
        # What a script shows on demand is a spoiler first, and hidden only therefore.
        hidden = not (hides or place.is_spoiler) and is_hidden(element)
        if hidden and self._is_labelled(element):
            hidden, place = False, self._folded(place)
        return replace(
            place,
            hidden=(place.hidden and not container.chosen) or hidden,
            is_spoiler=place.is_spoiler or hides,
            language=element.get("lang") or place.language,
            inner={},
        )

    def _folded(self, place: Place) -> Place:
        self._folds += 1
        return replace(place, folds=(*place.folds, self._folds)[:_MAX_FOLDS], inner={})

    def _is_labelled(self, element: etree._Element) -> bool:
        """Whether something in sight opens what an element hides: a fold, as WAI-ARIA 1.2 (aria-controls) has it."""
        name = element.get("id")
        return name is not None and name in self._controlled

    @cached_property
    def _controlled(self) -> frozenset[str]:
        """The ids of what the controls of the page open."""
        found = self._root.xpath("//@aria-controls[../@aria-expanded]")
        return frozenset(str(ids) for ids in found) if isinstance(found, list) else frozenset()
