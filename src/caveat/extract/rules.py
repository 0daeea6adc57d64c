"""Owns an operator's rules for a page: CSS selectors, applied with BeautifulSoup before anything else reads it."""

from collections.abc import Callable
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from caveat.extract.blocks import CHOSEN_MARK
from caveat.model import NOTICE_MARK, ArticleRules
from caveat.trees import shallow

_MAX_MATCHES = 500


@dataclass(frozen=True, slots=True)
class Ruled:
    """A page after its rules: what is left of it, and what they chose."""

    html: str = ""
    chooses_body: bool = False
    """Whether elements in it are marked as the body."""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


def apply_rules(html: str, rules: ArticleRules, notice_selectors: tuple[str, ...]) -> Ruled:
    """The page without what the rules remove, its notices and its body marked, and the fields that they choose.

    A selector that matches nothing, or is none, leaves its field to the extractor. Never raises.
    """
    soup = BeautifulSoup(shallow(html), "lxml")
    for selector in rules.remove:
        for element in _select(soup, selector):
            if not element.decomposed:
                element.decompose()
    for selector in notice_selectors:
        for element in _select(soup, selector):
            element[NOTICE_MARK] = ""
    for element in _select(soup, f"[{CHOSEN_MARK}]"):
        # The page itself has no say in it.
        del element[CHOSEN_MARK]
    body = _select(soup, rules.body)
    for element in body:
        element[CHOSEN_MARK] = ""
    return Ruled(
        html=str(soup),
        chooses_body=bool(body),
        title=_first(soup, rules.title, _text),
        authors=tuple(filter(None, (_said(element, "content") for element in _select(soup, rules.author)))),
        published=_first(soup, rules.published, lambda element: _said(element, "datetime", "content")),
    )


def _select(soup: BeautifulSoup, selector: str | None) -> list[Tag]:
    if not selector:
        return []
    try:
        return list(soup.select(selector, limit=_MAX_MATCHES))
    except (SelectorSyntaxError, NotImplementedError, ValueError):
        return []


def _first(soup: BeautifulSoup, selector: str | None, read: Callable[[Tag], str]) -> str | None:
    return next((text for element in _select(soup, selector) if (text := read(element))), None)


def _text(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


def _said(element: Tag, *names: str) -> str:
    """What an attribute says, else the text."""
    for name in names:
        value = element.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return _text(element)
