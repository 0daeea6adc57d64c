"""Owns the one pass over the tree of a page that finds the elements which say something of it, kind by kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree


@dataclass(frozen=True, slots=True)
class Outline:
    """Elements of a page, of each kind in the order of the page."""

    root: etree._Element
    metas: Sequence[etree._Element]
    links: Sequence[etree._Element]
    """`<link>`."""
    scripts: Sequence[etree._Element]
    titles: Sequence[etree._Element]
    bases: Sequence[etree._Element]
    anchors: Sequence[etree._Element]
    """`<a>`."""
    tops: Sequence[etree._Element]
    """`<h1>`."""
    headings: Sequence[etree._Element]
    """`<h2>` and `<h3>`."""
    times: Sequence[etree._Element]
    """`<time>` and `<abbr>`."""


def read_outline(root: etree._Element) -> Outline:
    """The elements of a page that say something of it.

    One pass for all of them: what costs is going through the tree, whatever is looked for.
    """
    headings: list[etree._Element] = []
    times: list[etree._Element] = []
    kinds: dict[str, list[etree._Element]] = {
        "meta": [], "link": [], "script": [], "title": [], "base": [], "a": [], "h1": [],
        "h2": headings, "h3": headings, "time": times, "abbr": times,
    }  # fmt: skip
    for element in root.iter(*kinds):
        kinds[element.tag].append(element)
    return Outline(
        root=root,
        metas=kinds["meta"],
        links=kinds["link"],
        scripts=kinds["script"],
        titles=kinds["title"],
        bases=kinds["base"],
        anchors=kinds["a"],
        tops=kinds["h1"],
        headings=headings,
        times=times,
    )
