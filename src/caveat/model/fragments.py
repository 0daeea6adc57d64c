"""Owns the joining of HTML fragments: items to lists, captions to the figure before them, folds to `<details>`."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple


class Fragment(NamedTuple):
    """The HTML of one block, and what decides where it belongs."""

    kind: str
    html: str
    level: int = 0
    """Of an item: depth of its list."""
    ordered: bool = False
    fold: int = 0
    """Number of the fold it stands in; 0: none."""


def join_fragments(fragments: Iterable[Fragment]) -> str:
    """One piece of HTML, a line a block, in which every list, figure and fold is whole.

    A fold without its label is opened: nobody could tell what it hides.
    """
    pieces = []
    for fold, group in groupby(fragments, key=lambda fragment: fragment.fold):
        members = list(group)
        label = next((member.html for member in members if member.kind == "summary"), "")
        inside = "\n".join(_captioned(_listed(member for member in members if member.kind != "summary")))
        pieces.append(
            f"<details><summary>{_inner(label)}</summary>\n{inside}\n</details>"
            if fold and label and inside
            else inside
        )
    return "\n".join(piece for piece in pieces if piece)


def _inner(paragraph: str) -> str:
    return paragraph.removeprefix("<p>").removesuffix("</p>")


def _listed(fragments: Iterable[Fragment]) -> Iterator[tuple[str, str]]:
    """(kind, html) with every run of items made one list, nested by level."""
    open_lists: list[str] = []
    run: list[str] = []
    for fragment in fragments:
        if fragment.kind == "item":
            tag = "ol" if fragment.ordered else "ul"
            run.append(_open_item(open_lists, max(fragment.level, 1), tag) + fragment.html.removesuffix("</li>"))
            continue
        if run:
            yield "list", "".join(run) + _close_lists(open_lists, 0)
            run = []
        yield fragment.kind, fragment.html
    if run:
        yield "list", "".join(run) + _close_lists(open_lists, 0)


def _open_item(open_lists: list[str], level: int, tag: str) -> str:
    """What stands between the item before and one at this level; every open list has an open item."""
    out = _close_lists(open_lists, level)
    if len(open_lists) == level and open_lists[-1] != tag:
        out += _close_lists(open_lists, level - 1)
    if len(open_lists) == level:
        return out + "</li>"
    # A jump over several levels opens one list: a list may hold nothing but items.
    open_lists.append(tag)
    return out + f"<{tag}>"


def _close_lists(open_lists: list[str], level: int) -> str:
    out = ""
    while len(open_lists) > level:
        out += f"</li></{open_lists.pop()}>"
    return out


def _captioned(pieces: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Captions moved into the figure just before them; one without a figure becomes a paragraph."""
    figure: str | None = None
    for kind, html in pieces:
        if kind == "caption" and figure is not None:
            yield figure.removesuffix("</figure>") + html + "</figure>"
            figure = None
            continue
        if figure is not None:
            yield figure
        figure = html if kind == "figure" else None
        if kind == "caption":
            yield html.replace("<figcaption>", "<p>").replace("</figcaption>", "</p>")
        elif figure is None:
            yield html
    if figure is not None:
        yield figure
