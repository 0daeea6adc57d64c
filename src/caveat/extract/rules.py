"""Owns an operator's rules for a page: CSS selectors, applied with BeautifulSoup before anything else reads it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from caveat.extract.attributes import CHOSEN_MARK
from caveat.model import NOTICE_MARK, ArticleRules, Unmatched
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
    unmatched: tuple[Unmatched, ...] = ()
    """The rules that found nothing here."""


def apply_rules(html: str, rules: ArticleRules, notice_selectors: tuple[str, ...]) -> Ruled:
    """The page without what the rules remove, its notices and its body marked, and the fields that they choose.

    A selector that matches nothing, or is none, leaves its field to the extractor, and is named. Never raises.
    """
    soup = BeautifulSoup(shallow(html), "lxml")
    missed = [*_remove(soup, rules.remove), *_mark_notices(soup, notice_selectors)]
    for element in _select(soup, f"[{CHOSEN_MARK}]"):
        # The page itself has no say in it.
        del element[CHOSEN_MARK]
    body = [element for element in _select(soup, rules.body) if _text(element)]
    for element in body:
        element[CHOSEN_MARK] = ""
    title = _first(soup, rules.title, _text)
    authors = tuple(filter(None, (_said(element, "content") for element in _select(soup, rules.author))))
    published = _first(soup, rules.published, lambda element: _said(element, "datetime", "content"))
    fields = {
        "title": (rules.title, title),
        "body": (rules.body, body),
        "author": (rules.author, authors),
        "published": (rules.published, published),
    }
    for key, (selector, found) in fields.items():
        if selector and not found:
            missed.append(Unmatched(key=key, selector=selector))
    return Ruled(
        html=str(soup),
        chooses_body=bool(body),
        title=title,
        authors=authors,
        published=published,
        unmatched=tuple(missed),
    )


def _remove(soup: BeautifulSoup, selectors: Sequence[str]) -> Iterator[Unmatched]:
    """Takes what each selector matches out of the page; which of them match nothing."""
    matches = [(selector, _select(soup, selector)) for selector in selectors]
    for selector, found in matches:
        for element in found:
            if not element.decomposed:
                element.decompose()
        if not found:
            yield Unmatched(key="remove", selector=selector)


def _mark_notices(soup: BeautifulSoup, selectors: Sequence[str]) -> Iterator[Unmatched]:
    """Marks what each selector matches as a spoiler notice; which of them match nothing."""
    for selector in selectors:
        found = _select(soup, selector)
        for element in found:
            element[NOTICE_MARK] = ""
        if not found:
            yield Unmatched(key="selectors", selector=selector)


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
