"""Owns the elements of a page that hold the names of its authors: by class, microformat, microdata and link."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, dropwhile, islice

from lxml import etree

from caveat.extract.authors import clean_authors, find_desk
from caveat.extract.elements import element_text
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
_MAX_HEADING = 20
_HEADINGS = frozenset({"h2", "h3", "h4"})
_NEAR_BELOW = 150
"""Elements after the headline among which a byline stands."""
_NEAR_ABOVE = 60
_MAX_ABOVE = 12
"""Ancestors that are asked where an element stands."""
_MAX_LEVELS = 3
"""Levels up to what holds the names of all who signed."""
_LONGEST_LIST = 300
_LONGEST_LINE = 200
_PROSE = frozenset({"p", "span", "em", "i", "b", "strong", "li", "td", "dd", "q"})
_FINAL = (".", "!", "?", "…", ":")
_OUTSIDE = frozenset({"nav", "form", "figure", "figcaption", "blockquote", "noscript", "select", "label"})
_SKIPPED = frozenset(
    {"meta", "link", "script", "style", "html", "head", "body", "input", "form", "img", "svg", "button"}
)
_LABELLED = re.compile(
    r"(?<!\w)(?:aut(?:h|e)?or(?:in|en|s)?|von|by|par|text) ?: ?([^:]{2,80}?)(?= [^\s:]{2,15} ?:|$)", re.I
)


def marked_authors(root: etree._Element, title: str) -> tuple[str, ...]:
    """The authors in the first elements near the headline, which is `title`, that are marked as theirs.

    Comments, teasers of other articles and the like are passed over. Whatever is marked may be a pseudonym; where
    nobody is, it may be a desk.
    """
    page = _Page(root, title)
    texts: list[str] = []
    for element, kind in page.marks():
        if page.stands_elsewhere(element) or (kind >= Kind.LINK and _is_in_sentence(element)):
            continue
        names = _names_in(element, kind)
        if names:
            return (*names, *page.beside(element, names))
        texts.append(_line(element))
    return find_desk(texts)


class _Page:
    """A page, as seen from its headline."""

    def __init__(self, root: etree._Element, title: str) -> None:
        self._root = root
        self._headline = _find_headline(root, title)
        above = () if self._headline is None else self._headline.iterancestors()
        self._above = frozenset(above)
        """What the headline stands in."""
        self._teasers: dict[etree._Element, bool] = {}

    def marks(self) -> Iterator[tuple[etree._Element, Kind]]:
        """Elements that may hold names: right below the headline, right above it, then further below.

        The links to any user of the site that stand right below it come before what is further below.
        """
        if self._headline is None:
            yield from _without_users(_marks(self._root.iter()))
            return
        following = _following(self._headline)
        near = list(_marks(islice(following, _NEAR_BELOW)))
        yield from _without_users(near)
        above = list(_marks(islice(self._preceding(self._headline), _NEAR_ABOVE)))
        yield from _without_users(reversed(above))
        yield from (mark for mark in near if mark[1] is Kind.USER)
        yield from _without_users(_marks(following))

    def _preceding(self, element: etree._Element) -> Iterator[etree._Element]:
        """All before the headline but what it stands in, the last one first."""
        current: etree._Element | None = element
        while current is not None:
            previous = current.getprevious()
            current = current.getparent() if previous is None else _last_in(previous)
            if current is not None and current not in self._above:
                yield current

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

    def beside(self, element: etree._Element, names: tuple[str, ...]) -> tuple[str, ...]:
        """More names in the elements that follow one with names, as far as one short list holds them all."""
        scope = element
        for outer in islice(element.iterancestors(), _MAX_LEVELS):
            if outer in self._above or not _holds_little(outer):
                break
            scope = outer
        inner = dropwhile(lambda other: other is not element, islice(scope.iterdescendants(), _MAX_BESIDE))
        found = _distinct([other for other, kind in _marks(inner) if kind >= Kind.NAME])
        return tuple(name for name in found if name not in names and is_name(name, least=1))


def _find_headline(root: etree._Element, title: str) -> etree._Element | None:
    """The h1 with the title in it, else another heading with it, else the first h1."""
    tops = list(islice(root.iter("h1"), _MAX_HEADINGS))
    headings = chain(tops, islice(root.iter("h2", "h3", "h4"), _MAX_HEADINGS))
    named = (heading for heading in headings if same_title(_brief(heading, _MAX_TITLE), title))
    return next(chain(named, tops), None)


def _marks(elements: Iterable[etree._Element]) -> Iterator[tuple[etree._Element, Kind]]:
    """Those elements that may hold the name of an author, 80 at most."""
    kinds = ((element, kind_of(element)) for element in elements if element.tag not in _SKIPPED)
    return islice((mark for mark in kinds if mark[1] > Kind.NOTHING), _MAX_MARKS)


def _without_users(marks: Iterable[tuple[etree._Element, Kind]]) -> Iterator[tuple[etree._Element, Kind]]:
    return (mark for mark in marks if mark[1] is not Kind.USER)


def _following(element: etree._Element) -> Iterator[etree._Element]:
    """What is in an element, and all that follows it, in order."""
    yield from element.iterdescendants()
    for outer in chain((element,), element.iterancestors()):
        for sibling in outer.itersiblings():
            yield from sibling.iter()


def _last_in(element: etree._Element) -> etree._Element:
    """The last element in an element; itself where it holds none."""
    while len(element):
        element = element[-1]
    return element


def _names_in(element: etree._Element, kind: Kind) -> tuple[str, ...]:
    """The names that a marked element holds: in the elements in it that hold nothing else, else in its text."""
    inner = _marks(islice(element.iterdescendants(), _MAX_INNER))
    names = [child for child, inner_kind in inner if inner_kind >= Kind.NAME]
    if kind >= Kind.NAME and not names:
        return clean_authors([_name_text(element)], declared=True)
    text = _line(element)
    found = _distinct(names)
    return found or (_read(text) if not names or read_opening(text)[0] is Opening.SIGNED else ())


def _is_in_sentence(link: etree._Element) -> bool:
    """Whether a link stands among the words of a sentence."""
    outer = link.getparent()
    if outer is None or outer.tag not in _PROSE:
        return False
    return not _holds_little(outer) or _brief(outer, _LONGEST_LIST).endswith(_FINAL)


def _is_teaser(element: etree._Element) -> bool:
    """Whether an element is a link around more than a name, or has another article's headline in it."""
    if element.tag == "a":
        return address_kind(element.get("href") or "") is not Kind.LINK and element.get("rel") != "author"
    if element.tag not in ("article", "li", "div", "section", "footer", "header"):
        return False
    return any(
        any(link.tag == "a" and kind_of(link) <= Kind.NOTHING for link in islice(heading.iter(), _MAX_HEADING))
        for heading in islice(element.iter(), _MAX_BESIDE)
        if heading.tag in _HEADINGS
    )


def _name_text(element: etree._Element) -> str:
    """The text of an element with a name in it, or of what in it is the name as microdata says."""
    inner = islice(element.iterdescendants(), _MAX_INNER)
    named = next((child for child in inner if child.get("itemprop") == "name"), None)
    return _brief(element if named is None else named, _LONGEST_LIST)


def _line(element: etree._Element) -> str:
    """The text of an element that may be a byline; "" where that is longer."""
    text = _brief(element, _LONGEST_LINE)
    return text if len(text) <= _LONGEST_LINE else ""


def _holds_little(element: etree._Element) -> bool:
    """Whether an element is no more than a short list of names: then its text takes little time to read."""
    return _is_small(element) and len(_brief(element, _LONGEST_LIST)) <= _LONGEST_LIST


def _is_small(element: etree._Element) -> bool:
    return next(islice(element.iterdescendants(), _MAX_BESIDE, None), None) is None


def _brief(element: etree._Element, limit: int) -> str:
    """The text of a small element; "" for another, which takes time however little text there is in it."""
    return element_text(element, limit=limit, between=" ") if _is_small(element) else ""


def _distinct(elements: Sequence[etree._Element]) -> tuple[str, ...]:
    """The names in several elements, one for each address that these lead to."""
    texts: dict[str, str] = {}
    for element in elements:
        text = _name_text(element)
        if clean_authors([text], declared=True):
            texts.setdefault(element.get("href") or text, text)
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
