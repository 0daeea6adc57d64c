"""Owns a line under construction: its plain text, and the inline HTML that says the same."""

from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from caveat.characters import fold

_MAX_OPEN = 16


@dataclass(frozen=True, slots=True)
class Names:
    """What an element is called: class and id words in lower case, and the attributes that say something of it."""

    words: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


NAMELESS = Names()


@dataclass(slots=True)
class Tag:
    """An open inline element. Its tags are written only once it holds text."""

    open: str = ""
    close: str = ""
    linked: bool = False
    spoiler: bool = False
    names: Names = NAMELESS
    written: bool = False
    start: int = 0


class Line(NamedTuple):
    """A finished line: `html` without its tags and entities is `text`."""

    text: str
    html: str
    linked: int = 0
    """Characters of `text` that stand in links."""
    spans: tuple[tuple[int, int], ...] = ()
    """Stretches hidden as spoilers."""
    names: Names = NAMELESS
    """Those of the inline elements that hold the whole line."""
    breaks: tuple[int, ...] = ()
    """Offsets of the blanks that stand for a `<br>`."""


@dataclass(slots=True)
class LineBuilder:
    """Collects the text and inline elements of one block after the other.

    White space is folded, and held back until text follows: it never stands at the edge of a line or inside the edge
    of an element.
    """

    _text: list[str] = field(default_factory=list)
    _html: list[str] = field(default_factory=list)
    _length: int = 0
    _linked: int = 0
    _space: bool = False
    _breaks: int = 0
    _open: list[Tag] = field(default_factory=list)
    _spans: list[tuple[int, int]] = field(default_factory=list)
    _broken: list[int] = field(default_factory=list)
    _whole: list[tuple[int, Names]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether no text was added since the last line."""
        return not self._length

    @property
    def hides(self) -> bool:
        """Whether an element is open that hides its text as a spoiler."""
        return any(tag.spoiler for tag in self._open)

    @property
    def linked(self) -> bool:
        """Whether a link is open."""
        return any(tag.linked for tag in self._open)

    def add(self, text: str, *, preformatted: bool = False) -> None:
        """Adds text of the page; preformatted text keeps its line breaks in the HTML."""
        folded = fold(text)
        if not folded:
            self._space = self._space or bool(text)
            return
        self._space = self._space or text[0].isspace()
        if self._space or self._breaks or self._open:
            self._write_held(in_html=not (preformatted and text[0].isspace()))
        self._text.append(folded)
        self._html.append(escape(text if preformatted else folded, quote=False))
        self._length += len(folded)
        if self._open and self.linked:
            self._linked += len(folded)
        self._space = text[-1].isspace()

    def break_line(self) -> bool:
        """Adds a `<br>`; True when it is the second in a row, which ends a paragraph."""
        self._breaks += 1
        return self._breaks > 1 and self._length > 0

    def open(self, tag: Tag) -> None:
        """Opens an inline element; of those beyond a depth that no sane page has, only what hides text counts."""
        if len(self._open) >= _MAX_OPEN:
            tag = tag if tag.spoiler and not self.hides else Tag(linked=tag.linked)
        self._open.append(tag)

    def close(self) -> None:
        """Closes the innermost open element."""
        self._end(self._open.pop())

    def take(self) -> Line | None:
        """The line so far, None when there is no text; open elements go on in the next line."""
        if not self._length:
            self._breaks = 0
            self._space = False
            return None
        for tag in reversed(self._open):
            self._end(tag)
        line = Line(
            "".join(self._text),
            "".join(self._html),
            self._linked,
            tuple(self._spans),
            self._names(),
            tuple(self._broken),
        )
        self._text, self._html, self._spans, self._whole, self._broken = [], [], [], [], []
        self._length = self._linked = self._breaks = 0
        self._space = False
        return line

    def _names(self) -> Names:
        if not self._whole:
            return NAMELESS
        whole = [names for end, names in self._whole if end == self._length]
        return Names(
            tuple(word for names in whole for word in names.words),
            tuple(attribute for names in whole for attribute in names.attributes),
        )

    def _end(self, tag: Tag) -> None:
        if not tag.written:
            return
        tag.written = False
        self._html.append(tag.close)
        if tag.spoiler:
            self._spans.append((tag.start, self._length))
        if tag.start == 0 and tag.names is not NAMELESS:
            self._whole.append((self._length, tag.names))

    def _write_held(self, *, in_html: bool) -> None:
        if self._length and (self._space or self._breaks):
            if self._breaks:
                self._broken.append(self._length)
            self._text.append(" ")
            self._length += 1
            self._html.append("<br> " if self._breaks else " " if in_html else "")
        self._space = False
        self._breaks = 0
        for tag in self._open:
            if not tag.written:
                tag.written = True
                tag.start = self._length
                self._html.append(tag.open)
