"""Owns the telling of a page that is one article, with links to others, from a page that lists articles."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from caveat.sources.boxes import text_of

_MUCH, _SOME = 1500, 400
"""Characters of running text beside the items."""
_MAX_PARAGRAPHS = 2000
_INTERLEAVED = 3


def is_article(root: etree._Element, items: Sequence[etree._Element]) -> bool:
    """Whether most of the page is running text that is part of none of its list's items."""
    beside = _longest(root, set(items))
    return beside > (_SOME if _says_so(root) else _MUCH)


def _longest(root: etree._Element, items: set[etree._Element]) -> int:
    """Characters of the paragraphs of one element beside the items; of one that holds items among them, none."""
    lengths: Counter[etree._Element] = Counter()
    for paragraph in islice(root.iter("p"), _MAX_PARAGRAPHS):
        parent = paragraph.getparent()
        if parent is not None and not any(one in items for one in (paragraph, *paragraph.iterancestors())):
            lengths[parent] += len(text_of(paragraph))
    return max((length for parent, length in lengths.items() if not _is_interleaved(parent, items)), default=0)


def _is_interleaved(parent: etree._Element, items: set[etree._Element]) -> bool:
    return sum(1 for child in parent if child in items) >= _INTERLEAVED


def _says_so(root: etree._Element) -> bool:
    """Whether the page calls itself an article (https://ogp.me/#type_article)."""
    return any(meta.get("property") == "og:type" and meta.get("content") == "article" for meta in root.iter("meta"))
