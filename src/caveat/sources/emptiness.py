"""Owns the telling of a list that is empty from a page that an operator's selectors no longer fit."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from caveat.model import ListingRules

_TOKEN = re.compile(r"""\\.|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[(\[]|[)\]]|\s*[>+~,]\s*|\s+""", re.S)
"""What matters in a selector (Selectors Level 4, section 3): escapes, strings, brackets, combinators, commas."""
_WHOLE_PAGE = frozenset({"html", "body"})


def is_empty(soup: BeautifulSoup, rules: ListingRules) -> bool:
    """Whether a page on which `rules.item` matches nothing is one whose list is empty.

    It is where `rules.empty` matches; and where what `item` looks in (`ul.posts` of `ul.posts > li`) is there and holds
    no link at all. Raises what soupsieve raises for a selector that is none.
    """
    if rules.empty and soup.select_one(rules.empty):
        return True
    found = [element for outer in _outer_parts(rules.item) for element in soup.select(outer)]
    return bool(found) and not any(_holds_more(element) for element in found)


def _holds_more(element: Tag) -> bool:
    return element.name in _WHOLE_PAGE or element.find("a", href=True) is not None


def _outer_parts(selector: str) -> Iterator[str]:
    """Of each selector of a list, what stands before its last combinator, where that is "inside" or "child of"."""
    depth = start = end = 0
    for token in _TOKEN.finditer(f"{selector.strip()},"):
        sign = token[0].strip()
        if sign in ("(", "["):
            depth += 1
        elif sign in (")", "]"):
            depth -= 1
        elif depth == 0 and sign == ",":
            if end > start:
                yield selector.strip()[start:end]
            start = end = token.end()
        elif depth == 0 and sign in ("", ">", "+", "~"):
            end = token.start() if sign in ("", ">") else start
