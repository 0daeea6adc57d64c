"""Owns the joining of HTML fragments: list items into lists, captions into the figure before them."""

from collections.abc import Iterable, Iterator

Fragment = tuple[str, int, bool, str]
"""(kind, level, ordered, html) of one block."""


def join_fragments(fragments: Iterable[Fragment]) -> str:
    """One piece of HTML, a line a block, in which every list and figure is whole."""
    return "\n".join(_captioned(_listed(fragments)))


def _listed(fragments: Iterable[Fragment]) -> Iterator[tuple[str, str]]:
    """(kind, html) with every run of items made one list, nested by level."""
    open_lists: list[str] = []
    run: list[str] = []
    for kind, level, ordered, html in fragments:
        if kind == "item":
            run.append(_open_item(open_lists, max(level, 1), "ol" if ordered else "ul") + html.removesuffix("</li>"))
            continue
        if run:
            yield "list", "".join(run) + _close_lists(open_lists, 0)
            run = []
        yield kind, html
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
