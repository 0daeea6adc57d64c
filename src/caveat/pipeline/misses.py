"""Owns which of an operator's rules are taken for broken, by the pages on which they matched nothing."""

from collections.abc import Mapping
from dataclasses import replace

from caveat.model import Unmatched

_ON_EVERY_PAGE = frozenset({"title", "body"})
"""Rules that no page of articles should be without a match for."""
_ENOUGH = 3


def broken_rules(misses: Mapping[Unmatched, int], pages: int) -> tuple[Unmatched, ...]:
    """The rules that matched nothing on any of so many pages; `misses`: on how many each of them did not.

    A title and a body are on every page. What a page may well lack, a byline or a box to remove, is missed by three.
    """
    return tuple(
        replace(rule, pages=pages)
        for rule, count in misses.items()
        if count == pages and (rule.key in _ON_EVERY_PAGE or pages >= _ENOUGH)
    )
