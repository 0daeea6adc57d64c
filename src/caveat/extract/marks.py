"""Owns spoilers that are hidden by marks in the text: `[spoiler]...[/spoiler]`, `||...||`, `>!...!<`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape

from caveat.extract.blocks import Record
from caveat.model import BlockKind

_OPEN = re.compile(r"\[spoilers?(?:(?:=| \w{1,20}=)[^\]\[]{0,100})?\]\s?", re.I)
_CLOSE = re.compile(r"\s?\[/spoilers?\]", re.I)
_PAIR = re.compile(r"\|\|(?=[^\s|])[^|]{1,1000}(?<=\S)\|\||>!(?=\S)[^<>]{1,1000}?!<")
_ANY = re.compile(r"\[spoiler|\|\||>!", re.I)
_PAIR_LENGTH = 2
"""Characters of the marks of a pair, on either side."""
_UNREAD = frozenset({BlockKind.CODE, BlockKind.FIGURE, BlockKind.TABLE})


def hide_marked(records: Iterable[Record]) -> Iterator[Record]:
    """The records with what stands between marks hidden, and the marks gone; a record of marks only is left out.

    `[spoiler]` may close in a later record; where it never does, it is no mark.
    """
    following = list(records)
    last = max((index for index, record in enumerate(following) if _CLOSE.search(record.text)), default=-1)
    is_open = False
    for index, record in enumerate(following):
        if record.kind in _UNREAD or not (is_open or _ANY.search(record.text)):
            yield replace(record, is_spoiler=True) if is_open else record
            continue
        pieces, is_open = _pieces(record.text, is_open=is_open, closes_later=index < last)
        if len(pieces) == 1 and pieces[0] == (record.text, False):
            yield record
        elif pieces and (record.spans or all(hidden for _, hidden in pieces)):
            yield replace(_marked(record, pieces), spans=(), is_spoiler=True)
        elif pieces:
            yield _marked(record, pieces)


def _pieces(text: str, *, is_open: bool, closes_later: bool) -> tuple[list[tuple[str, bool]], bool]:
    """([(stretch, whether it is hidden)], whether a `[spoiler]` is still open at the end)."""
    found: list[tuple[str, bool]] = []
    position = 0
    while position < len(text):
        mark = (_CLOSE if is_open else _OPEN).search(text, position)
        if mark and not (is_open or closes_later or _CLOSE.search(text, mark.end())):
            mark = None
        end = mark.start() if mark else len(text)
        stretch = text[position:end]
        found += [(stretch, True)] if is_open else _paired(stretch)
        if mark is None:
            break
        is_open = not is_open
        position = mark.end()
    return [(stretch, hidden) for stretch, hidden in found if stretch.strip()], is_open


def _paired(text: str) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    position = 0
    for pair in _PAIR.finditer(text):
        inside = text[pair.start() + _PAIR_LENGTH : pair.end() - _PAIR_LENGTH]
        found += [(text[position : pair.start()], False), (inside, True)]
        position = pair.end()
    return [*found, (text[position:], False)]


def _marked(record: Record, pieces: list[tuple[str, bool]]) -> Record:
    """The record made anew of these stretches of its text; its inline elements are lost with the marks."""
    text, html = "", ""
    spans: list[tuple[int, int]] = []
    for stretch, hidden in pieces:
        piece = stretch if text else stretch.lstrip()
        escaped = escape(piece, quote=False)
        if hidden:
            spans.append((len(text), len(text) + len(piece)))
            escaped = f'<span class="spoiler">{escaped}</span>'
        text, html = text + piece, html + escaped
    return replace(record, text=text.rstrip(), html=html.rstrip(), spans=tuple(spans), breaks=())
