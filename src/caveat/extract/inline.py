"""Owns a line under construction: its plain text, and what the inline HTML that says the same is made of."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import NamedTuple

from lxml import etree

from caveat.characters import fold
from caveat.urls import absolute

_MAX_OPEN = 16
_BREAK = "\n"
"""Stands for a `<br>` among the pieces of a line, in which no other piece is one."""


class Tag:
    """An open inline element. Its tags are written only once it holds text."""

    __slots__ = ("element", "is_cap", "linked", "name", "spoiler", "start", "written")

    def __init__(
        self, name: str = "", element: etree._Element | None = None, *, linked: bool = False, spoiler: bool = False
    ) -> None:
        self.name = name
        """Of the element in clean HTML; "" for one that is left out."""
        self.element = element
        """Where its attributes may say something."""
        self.linked = linked
        self.spoiler = spoiler
        self.is_cap = False
        """It holds nothing but the first letter of a line, set large: the rest of the word follows it."""
        self.written = False
        self.start = 0


class Line(NamedTuple):
    """A finished line."""

    text: str
    linked: int = 0
    """Characters of `text` that stand in links."""
    spans: tuple[tuple[int, int], ...] = ()
    """Stretches hidden as spoilers."""
    wrappers: tuple[etree._Element, ...] = ()
    """The inline elements that hold the whole line."""
    breaks: tuple[int, ...] = ()
    """Offsets of the blanks that stand for a `<br>`."""
    render: Callable[[], str] | None = None
    """Makes the inline HTML; None where that is no more than the text."""


class LineBuilder:
    """Collects the text and inline elements of one block after the other.

    White space is folded, and held back until text follows: it never stands at the edge of a line or inside the edge
    of an element. The HTML of a line is made when it is asked for: most lines of a page are none of its article.
    """

    def __init__(self, base_url: str | None) -> None:
        self._base_url = base_url
        self._open: list[Tag] = []
        self._links = self._hiding = 0
        self._clear()
        self.length = 0
        """Characters of the line so far."""

    def _clear(self) -> None:
        self._text: list[str] = []
        self._pieces: list[str | Tag] = []
        self.length = self._linked = self._breaks = 0
        self._spans: list[tuple[int, int]] = []
        self._broken: list[int] = []
        self._whole: list[tuple[int, etree._Element]] = []
        self._plain = True
        self._space = self._joins = False

    @property
    def hides(self) -> bool:
        """Whether an element is open that hides its text as a spoiler."""
        return self._hiding > 0

    def add(self, text: str, *, preformatted: bool = False) -> None:
        """Adds text of the page; preformatted text keeps its line breaks in the HTML."""
        if text.isspace():
            self._space = True
            return
        if self._joins:
            text, self._space, self._joins = text.lstrip(), False, False
        folded = fold(text)
        opens_blank = text[0].isspace()
        if opens_blank or self._space or self._breaks or self._open:
            self._space = self._space or opens_blank
            self._write_held(in_html=not (preformatted and opens_blank))
        self._text.append(folded)
        if preformatted and folded != text:
            self._plain = False
            self._pieces.append(text)
        else:
            self._pieces.append(folded)
        self.length += len(folded)
        if self._links:
            self._linked += len(folded)
        self._space = text[-1].isspace()

    def break_line(self) -> bool:
        """Adds a `<br>`; True when it is the second in a row, which ends a paragraph."""
        self._breaks += 1
        return self._breaks > 1 and self.length > 0

    def open(self, tag: Tag) -> None:
        """Opens an inline element; of those beyond a depth that no sane page has, only what hides text counts."""
        if len(self._open) >= _MAX_OPEN:
            tag = tag if tag.spoiler and not self._hiding else Tag(linked=tag.linked)
        self._links += tag.linked
        self._hiding += tag.spoiler
        self._open.append(tag)

    def close(self) -> None:
        """Closes the innermost open element."""
        tag = self._open.pop()
        self._links -= tag.linked
        self._hiding -= tag.spoiler
        if tag.written:
            self._end(tag)
            self._joins = tag.is_cap and tag.start == 0 and self.length == 1

    def take(self) -> Line | None:
        """The line so far, None when there is no text; open elements go on in the next line."""
        if not self.length:
            self._breaks = 0
            self._space = False
            return None
        for tag in reversed(self._open):
            if tag.written:
                self._end(tag)
        line = Line(
            "".join(self._text),
            self._linked,
            tuple(self._spans),
            tuple(element for end, element in self._whole if end == self.length),
            tuple(self._broken),
            None if self._plain else partial(_render, self._pieces, self._base_url),
        )
        self._clear()
        return line

    def _end(self, tag: Tag) -> None:
        tag.written = False
        if tag.name:
            self._pieces.append(tag)
        if tag.spoiler:
            self._spans.append((tag.start, self.length))
        if tag.start == 0 and tag.element is not None:
            self._whole.append((self.length, tag.element))

    def _write_held(self, *, in_html: bool) -> None:
        if self.length and (self._space or self._breaks):
            self._text.append(" ")
            if self._breaks:
                self._broken.append(self.length)
                self._pieces.append(_BREAK)
                self._plain = False
            elif in_html:
                self._pieces.append(" ")
            self.length += 1
        self._space = False
        self._breaks = 0
        for tag in self._open:
            if not tag.written:
                tag.written = True
                tag.start = self.length
                if tag.name:
                    self._pieces.append(tag)
                    self._plain = False


def _render(pieces: Sequence[str | Tag], base_url: str | None) -> str:
    """The inline HTML of a line: a tag stands among its pieces where it opens, and once more where it closes."""
    html: list[str] = []
    ends: dict[int, str] = {}
    for piece in pieces:
        if isinstance(piece, str):
            html.append("<br> " if piece == _BREAK else escape(piece, quote=False))
        elif (end := ends.pop(id(piece), None)) is not None:
            html.append(end)
        else:
            start, ends[id(piece)] = _tags(piece, base_url)
            html.append(start)
    return "".join(html)


def _tags(tag: Tag, base_url: str | None) -> tuple[str, str]:
    if tag.spoiler:
        return '<span class="spoiler">', "</span>"
    if tag.name != "a":
        return f"<{tag.name}>", f"</{tag.name}>"
    said = None if tag.element is None else tag.element.get("href")
    address = absolute(base_url, said) or _mail(said)
    return (f'<a href="{escape(address)}">', "</a>") if address else ("", "")


def _mail(address: str | None) -> str | None:
    return address if address and address[:7].lower() == "mailto:" else None
