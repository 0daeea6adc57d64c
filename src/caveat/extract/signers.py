"""Owns the elements of a page that hold the names of its authors: by class, microformat, microdata and link."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from caveat.extract.authors import clean_authors, find_desk
from caveat.extract.elements import element_text, short_text
from caveat.extract.names import is_name
from caveat.extract.openings import Opening, read_opening
from caveat.extract.signing import ELSEWHERE, Kind, address_kind, kind_of
from caveat.extract.titles import same_title

_MAX_MARKS = 80
_MAX_CLASSES = 300
_MAX_TITLE = 1000
_MAX_HEADINGS = 60
_MAX_INNER = 60
_MAX_BESIDE = 200
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_SURE = 3
_NEAR_BELOW = 150
"""Elements after the headline among which a byline stands."""
_NEAR_ABOVE = 60
_MAX_ABOVE = 12
"""Ancestors that are asked where an element stands."""
_MAX_LEVELS = 3
"""Levels up to what holds the names of all who signed."""
_LONGEST_LIST = 300
_PROSE = frozenset({"p", "span", "em", "i", "b", "strong", "li", "td", "dd", "q"})
_FINAL = (".", "!", "?", "…", ":")
_OUTSIDE = frozenset({"nav", "form", "figure", "figcaption", "blockquote", "noscript", "select", "label"})
_SKIPPED = frozenset(
    {"meta", "link", "script", "style", "html", "head", "body", "input", "form", "img", "svg", "button"}
)
_LABELLED = re.compile(
    r"(?<!\w)(?:aut(?:h|e)?or(?:in|en|s)?|von|by|par|text) ?: ?([^:]{2,80}?)(?= [^\s:]{2,15} ?:|$)", re.I
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """An element that may hold the name of an author."""

    element: etree._Element
    place: int
    """Its number among all elements of the page."""
    kind: Kind

    @property
    def is_name(self) -> bool:
        """Whether it holds nothing else."""
        return self.kind >= Kind.NAME


def marked_authors(root: etree._Element, title: str) -> tuple[str, ...]:
    """The authors in the first elements near the headline, which is `title`, that are marked as theirs.

    Comments, teasers of other articles and the like are passed over. Whatever is marked may be a pseudonym; where
    nobody is, it may be a desk.
    """
    page = _Page(root, title)
    texts: list[str] = []
    for mark in page.ordered():
        if page.stands_elsewhere(mark.element) or (mark.kind >= Kind.LINK and _is_in_sentence(mark.element)):
            continue
        names = page.names_in(mark)
        if names:
            return page.with_others(mark, names)
        texts.append(short_text(mark.element))
    return find_desk(texts)


class _Page:
    """The marked elements of a page and its headline."""

    def __init__(self, root: etree._Element, title: str) -> None:
        self._marks: dict[etree._Element, _Mark] = {}
        self._place = 0
        """Of the headline; 0 where there is none."""
        self._above: frozenset[etree._Element] = frozenset()
        """What the headline stands in."""
        self._teasers: dict[etree._Element, bool] = {}
        headline = self._survey(root, title)
        if headline is not None:
            self._above = frozenset(headline.iterancestors())

    def _survey(self, root: etree._Element, title: str) -> etree._Element | None:
        """Takes down the marked elements, and gives the headline."""
        headline: etree._Element | None = None
        rank = headings = 0
        for number, element in enumerate(root.iter()):
            tag = element.tag
            if tag in _HEADINGS and rank < _SURE and headings < _MAX_HEADINGS:
                headings += 1
                found = _rank(element, title)
                if found > rank:
                    headline, self._place, rank = element, number, found
            if len(self._marks) < _MAX_MARKS and tag not in _SKIPPED:
                kind = kind_of(element)
                if kind > Kind.NOTHING:
                    self._marks[element] = _Mark(element, number, kind)
        return headline

    def ordered(self) -> Iterator[_Mark]:
        """The marks right below the headline first, then those right above it, then those further below."""
        place = self._place
        marks = [mark for mark in self._marks.values() if mark.kind is not Kind.USER]
        below = [mark for mark in self._marks.values() if place and place < mark.place <= place + _NEAR_BELOW]
        yield from (mark for mark in below if mark.kind is not Kind.USER)
        yield from (mark for mark in marks if place - _NEAR_ABOVE <= mark.place < place)
        yield from (mark for mark in below if mark.kind is Kind.USER)
        yield from (mark for mark in marks if mark.place > place and mark not in below)

    def stands_elsewhere(self, element: etree._Element) -> bool:
        """Whether an element is of something else than the article; what holds the headline as well is of it."""
        for outer in islice(element.iterancestors(), _MAX_ABOVE):
            if outer in self._above or outer.tag in ("body", "html"):
                return False
            named = f"{outer.get('class') or ''} {outer.get('id') or ''}"[:_MAX_CLASSES]
            if outer.tag in _OUTSIDE or ELSEWHERE.search(named) or (self._above and self._is_teaser(outer)):
                return True
        return False

    def _is_teaser(self, element: etree._Element) -> bool:
        if element not in self._teasers:
            self._teasers[element] = _is_teaser(element)
        return self._teasers[element]

    def names_in(self, mark: _Mark) -> tuple[str, ...]:
        """The names that a marked element holds: in the elements in it that hold nothing else, else in its text."""
        inner = (self._marks.get(element) for element in islice(mark.element.iterdescendants(), _MAX_INNER))
        names = [child for child in inner if child is not None and child.is_name]
        found = _distinct(names)
        if mark.is_name and not names:
            return clean_authors([_name_text(mark.element)], declared=True)
        text = short_text(mark.element)
        return found or (_read(text) if not names or read_opening(text)[0] is Opening.SIGNED else ())

    def with_others(self, first: _Mark, names: tuple[str, ...]) -> tuple[str, ...]:
        """The names in one element and in those beside it, as far as one short list holds them all."""
        scope = first.element
        for outer in islice(first.element.iterancestors(), _MAX_LEVELS):
            if outer in self._above or len(element_text(outer, limit=_LONGEST_LIST)) > _LONGEST_LIST:
                break
            scope = outer
        inner = (self._marks.get(element) for element in islice(scope.iterdescendants(), _MAX_BESIDE))
        beside = [mark for mark in inner if mark is not None and mark.is_name and mark.place >= first.place]
        more = (name for name in _distinct(beside) if name not in names and is_name(name, least=1))
        return (*names, *more)


def _rank(heading: etree._Element, title: str) -> int:
    """How likely a heading is the headline: 3 for an h1 with the title in it, 2 for another, 1 for an h1 without."""
    is_top = heading.tag == "h1"
    if same_title(element_text(heading, limit=_MAX_TITLE), title):
        return _SURE if is_top else _SURE - 1
    return int(is_top)


def _is_in_sentence(link: etree._Element) -> bool:
    """Whether a link stands among the words of a sentence."""
    outer = link.getparent()
    if outer is None or outer.tag not in _PROSE:
        return False
    return element_text(outer, limit=_LONGEST_LIST).endswith(_FINAL)


def _is_teaser(element: etree._Element) -> bool:
    """Whether an element is a link around more than a name, or has another article's headline in it."""
    if element.tag == "a":
        return address_kind(element.get("href") or "") is not Kind.LINK and element.get("rel") != "author"
    if element.tag not in ("article", "li", "div", "section", "footer", "header"):
        return False
    return any(
        heading.find(".//a[@href]") is not None and kind_of(next(heading.iter("a"))) <= Kind.NOTHING
        for heading in islice(element.iter("h2", "h3", "h4"), 3)
    )


def _name_text(element: etree._Element) -> str:
    """The text of an element with a name in it, or of what in it is the name as microdata says."""
    named = element.find(".//*[@itemprop='name']")
    return element_text(element if named is None else named, limit=_LONGEST_LIST, between=" ")


def _distinct(marks: Sequence[_Mark]) -> tuple[str, ...]:
    """The names in several elements, one for each address that these lead to."""
    texts: dict[str, str] = {}
    for mark in marks:
        text = _name_text(mark.element)
        if clean_authors([text], declared=True):
            texts.setdefault(mark.element.get("href") or text, text)
    return clean_authors(texts.values(), declared=True)


def _read(text: str) -> tuple[str, ...]:
    """The names in the text of an element whose class speaks of authors."""
    labelled = _LABELLED.search(text)
    names = clean_authors([labelled[1] if labelled is not None else text])
    if labelled is not None or read_opening(text)[0] is Opening.SIGNED:
        return names
    return names if all(_looks_like_name(name) for name in names) else ()


def _looks_like_name(name: str) -> bool:
    """Whether something that only a class says to be a name is one: a person's, or one word, a pseudonym."""
    return is_name(name, least=1) or name.isalnum()
