"""Owns spoilers that are hidden by marks in the text: `[spoiler]...[/spoiler]`, `||...||`, `>!...!<`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape, unescape

from caveat.extract.blocks import Record
from caveat.model import BlockKind

_MARK = re.compile(r"(?P<open>\[spoilers?(?:(?:=| \w{1,20}=)[^\]\[]{0,100})?\]\s?)|(?P<close>\s?\[/spoilers?\])", re.I)
_PAIR = re.compile(
    r"(?<![A-Za-z0-9_|])\|\|(?=[^\s|])(?P<bars>(?:[^|]|\|(?!\|)){1,2000})(?<=[^\s|])\|\|(?![A-Za-z0-9_|])"
    r"|^\s*\|\|(?P<line>[^|]{1,2000})\|\|\s*$"
    r"|>!(?P<arrows>(?:(?!>!|!<).){1,2000})!<"
)
_NORM = re.compile(r"[^\W\d](?:[_^]?\d|[_^]\w)?(?:\s?[-+−*·]\s?[^\W\d](?:[_^]?\d|[_^]\w)?)*", re.ASCII)
"""What mathematicians write between bars."""
_ANY = re.compile(r"\[/?spoiler|\|\||>!", re.I)
_OPENING = re.compile(r">!(?:(?!\n[ \t]{0,200}\n).){1,2000}?!<", re.S)
_NOTICE = re.compile(r"\s*\[spoilers\]", re.I)
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_CODE = frozenset({"code", "kbd", "samp"})
_NO_MARK = "\0"
"""Stands for each character of code in which no mark is one."""
_UNREAD = frozenset({BlockKind.CODE, BlockKind.FIGURE, BlockKind.TABLE})


@dataclass(frozen=True, slots=True)
class _Mark:
    """A `[spoiler]` or `[/spoiler]` in the text of a record."""

    start: int
    end: int
    step: int
    """By how much it changes the depth of what is hidden."""


def hide_marked(records: Iterable[Record]) -> Iterator[Record]:
    """The records with what stands between marks hidden, and the marks gone; a record of marks only is left out.

    `[spoiler]` may close in a later record; where it never does, it is no mark. No mark in code is one.
    """
    following = list(records)
    texts = [_readable(record) for record in following]
    marks = _marks(texts)
    depth = 0
    for index, record in enumerate(following):
        if record.kind in _UNREAD or not (depth or texts[index]):
            yield replace(record, is_spoiler=True) if depth else record
            continue
        pieces, depth = _pieces(record.text, texts[index], marks.get(index, ()), depth)
        if len(pieces) == 1 and pieces[0] == (record.text, False):
            yield record
        elif pieces and (record.spans or all(hidden for _, hidden in pieces)):
            yield replace(_marked(record, pieces), spans=(), is_spoiler=True)
        elif pieces:
            yield _marked(record, pieces)


def has_marks(text: str) -> bool:
    """Whether a text holds a mark that hides, or a half of one."""
    return _may_mark(text) and (_MARK.search(text) is not None or next(_pairs(text), None) is not None)


def _may_mark(text: str) -> bool:
    # The pattern looks at each character anew: ten times what it takes to see that there is no bracket, bar or arrow.
    return ("[" in text or "||" in text or ">!" in text) and _ANY.search(text) is not None


def opens_hidden(text: str, position: int = 0) -> bool:
    """Whether a `>!` stands here that has its end in the same paragraph: it opens a spoiler, not a quotation."""
    return _OPENING.match(text, position) is not None


def _readable(record: Record) -> str:
    """The text of a record in which marks are looked for, of the same length, or "" where none can be."""
    if record.kind in _UNREAD or not _may_mark(record.text):
        return ""
    html = record.html
    if html is None or not any(f"<{name}>" in html for name in _CODE):
        return record.text
    text: list[str] = []
    in_code = position = 0
    for tag in _TAG.finditer(html):
        text.append(_piece(html[position : tag.start()], in_code))
        position = tag.end()
        if tag[2] in _CODE:
            in_code += -1 if tag[1] else 1
    text.append(_piece(html[position:], in_code))
    return "".join(text)


def _piece(html: str, in_code: int) -> str:
    text = unescape(html)
    return _NO_MARK * len(text) if in_code else text


def _marks(texts: Sequence[str]) -> dict[int, list[_Mark]]:
    """The marks of each record that have a partner.

    An opening without one reaches to the next close, which then ends both; but before a line "[Spoilers]" is a notice.
    """
    places = [(index, mark) for index, text in enumerate(texts) if text for mark in _MARK.finditer(text)]
    steps = [0] * len(places)
    alone: list[int] = []
    for number, (_, mark) in enumerate(places):
        if mark["open"]:
            alone.append(number)
        elif alone:
            steps[alone.pop()] = 1
            steps[number] = -1
    close: int | None = None
    for number in range(len(places) - 1, -1, -1):
        index, mark = places[number]
        if mark["close"]:
            close = number
        elif steps[number] == 0 and close is not None and not _NOTICE.match(texts[index]):
            steps[number] = 1
            steps[close] -= 1
    found: dict[int, list[_Mark]] = {}
    for (index, mark), step in zip(places, steps, strict=True):
        if step:
            found.setdefault(index, []).append(_Mark(mark.start(), mark.end(), step))
    return found


def _pieces(text: str, readable: str, marks: Sequence[_Mark], depth: int) -> tuple[list[tuple[str, bool]], int]:
    """([(stretch, whether it is hidden)], how many `[spoiler]` are still open at the end)."""
    found: list[tuple[str, bool]] = []
    position = 0
    for mark in (*marks, _Mark(len(text), len(text), 0)):
        stretch = text[position : mark.start]
        found += [(stretch, True)] if depth else _paired(stretch, readable[position : mark.start])
        position, depth = mark.end, depth + mark.step
    return [(stretch, hidden) for stretch, hidden in found if stretch.strip()], depth


def _paired(text: str, readable: str) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    position = 0
    for pair in _pairs(readable):
        inside = text[slice(*pair.span(pair.lastgroup or 0))].strip()
        found += [(text[position : pair.start()], False), (inside, True)]
        position = pair.end()
    return [*found, (text[position:], False)]


def _pairs(text: str) -> Iterator[re.Match[str]]:
    """The pairs of bars and arrows; bars around a formula are none."""
    return (pair for pair in _PAIR.finditer(text) if not (pair["bars"] and _NORM.fullmatch(pair["bars"])))


def _marked(record: Record, pieces: list[tuple[str, bool]]) -> Record:
    """The record made anew of these stretches of its text; its inline elements are lost with the marks."""
    texts: list[str] = []
    html: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for stretch, hidden in pieces:
        piece = stretch if length else stretch.lstrip()
        escaped = escape(piece, quote=False)
        if hidden:
            spans.append((length, length + len(piece)))
            escaped = f'<span class="spoiler">{escaped}</span>'
        texts.append(piece)
        html.append(escaped)
        length += len(piece)
    render = partial(str, "".join(html).rstrip())
    return replace(record, text="".join(texts).rstrip(), render=render, spans=tuple(spans), breaks=())
