"""Owns what the boxes of a page call themselves: which hold menus, related or most read stories, and not its list."""

import re
from collections.abc import Container, Iterable
from itertools import islice, pairwise, takewhile

from lxml import etree

from caveat.characters import one_line

_LONGEST_NAMES = 400
_LONGEST_TEXT = 600
_MAX_STRINGS = 60
_MAX_HEADINGS = 2000
_SHORT = 40
"""Characters of a heading that is no headline."""
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
_NO_NAMES = re.compile(r"(?:category|categories|cat|tag|topic|type|format|status|post_tag|author|section|elementor)-")
"""Classes that name what an article is about, as WordPress gives them, and those of a builder whose all is widgets."""

_ASIDE_TAGS = frozenset({"nav", "aside", "dialog", "menu", "noscript", "template", "select"})
_EDGE_TAGS = frozenset({"header", "footer"})
_INSIDES = frozenset({"article", "main", "section", "li", "td", "dd"})
_ASIDE_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "menu", "menubar", "search", "dialog", "tablist"}
)
_NEVER_ASIDE = frozenset(
    {"html", "body", "main", "article", "li", "tr", "tbody", "dt", "dd", "a", "h1", "h2", "h3", "h4"}
)
_ASIDE_WORDS = frozenset({
    "nav", "navbar", "navigation", "menu", "submenu", "megamenu", "dropdown", "breadcrumb", "breadcrumbs", "footer",
    "sidebar", "related", "popular", "trending", "recommended", "recommendations", "recirculation",
    "tagcloud", "tags", "pagination", "pager", "paging", "share", "sharing", "social", "cookie", "cookies", "consent",
    "comments", "login", "signin", "newsletter", "toc", "blogroll",
    "mostread", "topbar", "masthead", "toolbar", "byline", "seealso", "sitemap", "categories", "offcanvas",
})  # fmt: skip
_ASIDE_PAIRS = frozenset({
    ("most", "read"), ("most", "viewed"), ("most", "popular"), ("most", "commented"), ("read", "next"), ("see", "also"),
    ("up", "next"), ("widget", "area"), ("widget", "recent"), ("widget", "archive"), ("widget", "tag"),
    ("tag", "cloud"), ("tag", "list"), ("also", "like"), ("more", "from"),
    ("site", "header"), ("page", "header"), ("skip", "links"), ("recent", "comments"), ("post", "meta"),
    ("entry", "meta"), ("quick", "links"), ("latest", "comments"),
})  # fmt: skip
_OF_LAYOUTS = frozenset({"sidebar", "comments", "toolbar", "categories", "social"})
"""Words that the frame of a whole page may have too (`sidebar-right-layout`)."""
_DENIALS = frozenset({"has", "with", "no", "without"})
"""`has-sidebar` is no sidebar."""
_ASIDE_HEADING = re.compile(
    r"(?:the )?(?:most (?:read|viewed|popular|commented|shared)|popular|trending|related|read (?:next|more|also)"
    r"|recommended|you (?:may|might) (?:also )?(?:like|enjoy)|more (?:from|on|in|like) |see also|further reading"
    r"|tags?\b|topics|categories|archives?\b|recent comments|latest comments|follow us|quick links|elsewhere|blogroll"
    r"|links?$|sections$|about us|company$|legal$|navigation|menu|sponsored|from our partners"
    r"|meistgelesen|am meisten|das könnte|verwandte|mehr zum thema|kategorien|archiv|schlagw|les plus lus|à lire aussi"
    r"|sur le même|articles liés|catégories|lo más|más leíd|te puede interesar|relacionad|mais lid|i più letti"
    r"|leggi anche|correlati|meest gelezen|lees ook|читайте также|популярное|похожие|人気|関連|ランキング|热门|相关)",
    re.I,
)  # fmt: skip
_NEARLY_ALL = 0.7
_MAX_MEASURED = 100
_UP = 3
_FEWEST_LINKS = 2
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def words(element: etree._Element) -> list[str]:
    """The words of an element's classes and id in lower case, those of what an article is about left out."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAMES]
    return [word.lower() for name in names.split() if not _NO_NAMES.match(name.lower()) for word in _WORD.findall(name)]


def text_of(element: etree._Element) -> str:
    """The text of an element on one line, cut after some 600 characters."""
    strings = islice(element.itertext(), _MAX_STRINGS)
    return one_line("".join(string[:_LONGEST_TEXT] for string in map(str, strings))[:_LONGEST_TEXT])


class Boxes:
    """Tells which elements of one page stand in a box that holds no list of articles."""

    def __init__(self, root: etree._Element) -> None:
        self._known: dict[etree._Element, bool] = _announced(root)
        self._length = _length(root)
        self._measured = 0

    def aside(self, element: etree._Element) -> bool:
        """Whether the element, or one around it, is such a box."""
        passed: list[etree._Element] = []
        current: etree._Element | None = element
        found = False
        while current is not None:
            known = self._known.get(current)
            found = self._is_aside(current) if known is None else known
            if found or known is not None:
                break
            passed.append(current)
            current = current.getparent()
        for one in passed:
            self._known[one] = found
        if current is not None:
            self._known[current] = found
        return found

    def _is_aside(self, element: etree._Element) -> bool:
        """Whether the element says of itself that it is such a box."""
        tag = str(element.tag)
        if tag in _ASIDE_TAGS or (element.get("role") or "").lower() in _ASIDE_ROLES:
            return True
        if tag in _EDGE_TAGS:
            return not any(str(outer.tag) in _INSIDES for outer in element.iterancestors())
        if tag in _NEVER_ASIDE or element.find(".//main") is not None:
            return False
        said = _aside_words(words(element))
        return bool(said) and not (said <= _OF_LAYOUTS and self._is_whole(element))

    def _is_whole(self, element: etree._Element) -> bool:
        """Whether nearly all text of the page stands in the element."""
        self._measured += 1
        return self._measured <= _MAX_MEASURED and _length(element) > _NEARLY_ALL * self._length


def _aside_words(said: list[str]) -> frozenset[str]:
    """The words that make an element such a box."""
    if not _DENIALS.isdisjoint(said):
        return frozenset()
    return _ASIDE_WORDS.intersection(said) | {" ".join(pair) for pair in _ASIDE_PAIRS.intersection(pairwise(said))}


def _length(element: etree._Element) -> int:
    """Characters of the text in an element."""
    return sum(map(len, map(str.strip, map(str, element.itertext()))))


def _announced(root: etree._Element) -> dict[etree._Element, bool]:
    """What follows a heading that says "Most read", "Related" and the like, up to the next heading of its rank.

    A page's first heading speaks of the page, and a linked one is a headline.
    """
    found: dict[etree._Element, bool] = {}
    for heading in islice(root.iter(*_HEADINGS), 1, _MAX_HEADINGS):
        text = text_of(heading)
        if heading.tag != "h1" and len(text) <= _SHORT and _ASIDE_HEADING.match(text) and not _is_linked(heading):
            found.update((one, True) for one in _below(heading, found))
    return found


def _is_linked(heading: etree._Element) -> bool:
    return heading.find(".//a[@href]") is not None or any(outer.tag == "a" for outer in heading.iterancestors())


def _below(heading: etree._Element, known: Container[etree._Element]) -> list[etree._Element]:
    """What a heading is followed by, or the box that holds it and no list; what is known already ends it."""
    ranks = _HEADINGS[: _HEADINGS.index(str(heading.tag)) + 1]
    found: list[etree._Element] = []
    current = heading
    for _ in range(_UP):
        found += takewhile(lambda one: one not in known and not _is_headed(one, ranks), current.itersiblings())
        parent = current.getparent()
        if _holds_list(found) or parent is None or parent.tag in _NEVER_ASIDE:
            break
        current = parent
    return found


def _holds_list(elements: Iterable[etree._Element]) -> bool:
    links = (link for element in elements for link in element.iter("a"))
    return len(list(islice(links, _FEWEST_LINKS))) == _FEWEST_LINKS


def _is_headed(element: etree._Element, ranks: tuple[str, ...]) -> bool:
    """Whether an element is, or holds, a heading of these ranks."""
    return next(iter(element.iter(*ranks)), None) is not None
