"""Owns the extractors that are measured side by side: caveat, what peers are installed, and parsing alone."""

import importlib
import logging
from collections.abc import Callable, Mapping
from importlib.util import find_spec

from lxml import etree

import caveat

Extract = Callable[[str, str], object]
"""Reads (a page, its address), and gives all that it finds there."""
OURS, RIVAL, FLOOR = "caveat", "trafilatura", "lxml parse"
"""Who is measured, who is to be beaten, and what nobody can be faster than."""
_NEEDED: Mapping[str, tuple[str, ...]] = {
    OURS: (),
    RIVAL: ("trafilatura",),
    "readability": ("readability", "html_text"),
    FLOOR: (),
}


def installed() -> tuple[str, ...]:
    """Names of the extractors that are here."""
    return tuple(name for name, needed in _NEEDED.items() if all(find_spec(module) for module in needed))


def make_extract(name: str) -> Extract:
    """An extractor by its name, with the options that its makers set."""
    logging.disable(logging.CRITICAL)
    return {OURS: _caveat, RIVAL: _trafilatura, "readability": _readability, FLOOR: _parse}[name]()


def _caveat() -> Extract:
    return lambda page, url: caveat.extract(page, url=url)


def _trafilatura() -> Extract:
    read = importlib.import_module("trafilatura").bare_extraction
    return lambda page, url: read(page, url=url, with_metadata=True, include_comments=False)


def _readability() -> Extract:
    document = importlib.import_module("readability").Document
    to_text = importlib.import_module("html_text").extract_text

    def read(page: str, _url: str) -> object:
        found = document(page)
        return found.short_title(), found.author(), to_text(found.summary(html_partial=True))

    return read


def _parse() -> Extract:
    return lambda page, _url: etree.fromstring(page.encode(), etree.HTMLParser(encoding="utf-8"))
