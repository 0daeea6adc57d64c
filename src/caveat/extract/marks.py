"""Owns spoilers that are hidden by marks in the text: `[spoiler]...[/spoiler]`, `||...||`, `>!...!<`, `:::`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape, unescape

from caveat.extract.blocks import Record, next_fold
from caveat.model import BlockKind

_MARK = re.compile(
    r"(?P<open>\[ ?spoilers?(?P<said>(?:=| \w{1,20}=)[^\]\[]{0,100})? ?\]\s?"
    r"|\{\{?[%<]{1,2} ?spoilers?\b(?P<args>[^{}%>]{0,100})[%>]{1,2}\}\}?\s?)"
    r"|(?P<close>\s?\[ ?/ ?spoilers? ?\]|\s?\{\{?[%<]{1,2} ?(?:/|end)spoilers?\s?[%>]{1,2}\}\}?)",
    re.I,
)
"""Of bulletin boards and WordPress, and of the generators of static sites: `{{< spoiler >}}`, `{% spoiler %}`."""
_FENCE = re.compile(
    r"(?:^|\s):{3,8}(?:\s?(?P<name>spoilers?|details|info|note|tip|success|warning|danger|caution|important|collapse)(?!\S)|(?!\S))",
    re.I,
)
"""A line that opens or closes a container of markdown-it, as Lemmy and HackMD write spoilers."""
_TITLE = re.compile(r"""(?:^=|\b(?:title|name|label|show|text)=)\s?(?:"([^"]*)"|'([^']*)'|(.+))|^ "([^"]+)"$""", re.I)
_PAIR = re.compile(
    r"(?<![A-Za-z0-9_|])\|\|(?=[^\s|])(?P<bars>(?:[^|]|\|(?!\|)){1,2000})(?<=[^\s|])\|\|(?![A-Za-z0-9_|])"
    r"|^\s*\|\|(?P<line>[^|]{1,2000})\|\|\s*$"
    r"|>!(?P<arrows>(?:(?!>!|!<).){1,2000})!<"
    r"|~!(?P<waves>(?:(?!~!|!~).){1,2000})!~"
    r"|\$\[blur (?P<blur>[^\[\]]{1,2000})\]"
)
_NORM = re.compile(r"[^\W\d](?:[_^]?\d|[_^]\w)?(?:\s?[-+−*·]\s?[^\W\d](?:[_^]?\d|[_^]\w)?)*", re.ASCII)
"""What mathematicians write between bars."""
_ANY = re.compile(r"\[ ?/? ?spoiler|\|\||>!|~!|\$\[blur |:::|\{[%<{].{0,4}spoiler", re.I)
_OPENING = re.compile(r">!(?:(?!\n[ \t]{0,200}\n).){1,2000}?!<", re.S)
_NOTICE = re.compile(r"\s*\[ ?spoilers ?\]", re.I)
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_CODE = frozenset({"code", "kbd", "samp"})
_NO_MARK = "\0"
"""Stands for each character of code in which no mark is one."""
_NAMES = frozenset({"spoiler", "spoilers"})
_UNREAD = frozenset({BlockKind.CODE, BlockKind.FIGURE, BlockKind.TABLE})


@dataclass(frozen=True, slots=True)
class _Mark:
    """A `[spoiler]` or `[/spoiler]` in the text of a record."""

    start: int
    end: int
    step: int
    """By how much it changes the depth of what is hidden."""
    label: str = ""
    """What it says of what it hides, to be shown."""


def hide_marked(records: Iterable[Record]) -> Iterator[Record]:
    """The records with what stands between marks hidden, and the marks gone; a record of marks only is left out.

    `[spoiler]` may close in a later record; where it never does, it is no mark. No mark in code is one. Of a line that
    hides anything, the pictures are hidden, too.
    """
    following = list(records)
    if not _is_signed("\n".join([record.text for record in following])):
        yield from following
        return
    texts = [_readable(record) for record in following]
    marks = _marks(following, texts)
    number = next_fold(following) if marks else 0
    depth = fold = 0
    hiding = -1
    for index, record in enumerate(following):
        if record.kind in _UNREAD or not (depth or texts[index]):
            # The pictures of a line stand behind it, wherever in it they were.
            hiding = hiding if record.kind is BlockKind.FIGURE and record.container == hiding else -1
            yield _hidden_in(record, fold) if depth or hiding >= 0 else record
            continue
        own, before = marks.get(index, ()), depth
        pieces, depth = _pieces(record.text, texts[index], own, depth)
        hides = all(hidden for _, hidden in pieces)
        hiding = record.container if own or any(hidden for _, hidden in pieces) else -1
        if not before:
            label = _label(record, own) if hides else None
            number, fold = number + bool(label), number if label else 0
            if label is not None:
                yield _as_label(label, record, fold)
        if len(pieces) == 1 and pieces[0] == (record.text, False):
            yield record
        elif pieces and (record.spans or hides):
            yield _hidden_in(replace(_marked(record, pieces), spans=()), fold)
        elif pieces:
            yield _marked(record, pieces)


def _label(record: Record, marks: Sequence[_Mark]) -> str | None:
    """What the mark that opens a record says of what it hides; None where that is nothing, or hidden itself."""
    opens = marks and not record.is_spoiler and not record.text[: marks[0].start].strip()
    return marks[0].label or None if opens else None


def _as_label(label: str, record: Record, fold: int) -> Record:
    """The label of a fold, where this record stands."""
    return Record(BlockKind.SUMMARY, label, record.container, folds=(*record.folds, fold), hidden=record.hidden)


def _hidden_in(record: Record, fold: int) -> Record:
    return replace(record, is_spoiler=True, folds=(*record.folds, fold) if fold else record.folds)


def has_marks(text: str) -> bool:
    """Whether a text holds a mark that hides, or a half of one."""
    if not _may_mark(text):
        return False
    return any(pattern.search(text) for pattern in (_MARK, _FENCE)) or next(_pairs(text), None) is not None


def _may_mark(text: str) -> bool:
    # The pattern looks at each character anew: ten times what it takes to see that there is no sign of any.
    return _is_signed(text) and _ANY.search(text) is not None


def _is_signed(text: str) -> bool:
    return "[" in text or "||" in text or ">!" in text or "~!" in text or ":::" in text or "{" in text


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


def _marks(records: Sequence[Record], texts: Sequence[str]) -> Mapping[int, Sequence[_Mark]]:
    """The marks of each record that have a partner, by the index of the record."""
    found: dict[int, list[_Mark]] = {}
    for index, mark in (*_brackets(texts), *_fences(records, texts)):
        found.setdefault(index, []).append(mark)
    return {index: sorted(marks, key=lambda mark: mark.start) for index, marks in found.items()}


def _brackets(texts: Sequence[str]) -> Iterator[tuple[int, _Mark]]:
    """The `[spoiler]` and `[/spoiler]` that have a partner.

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
    for (index, mark), step in zip(places, steps, strict=True):
        if step:
            said = _TITLE.search((mark["said"] or mark["args"] or "").rstrip())
            label = next(filter(None, said.groups()), "").strip() if said else ""
            yield index, _Mark(mark.start(), mark.end(), step, label)


def _fences(records: Sequence[Record], texts: Sequence[str]) -> Iterator[tuple[int, _Mark]]:
    """The `::: spoiler Title` and `:::` that have a partner; other containers may stand in them."""
    opened: list[tuple[int, re.Match[str]]] = []
    for index, text in enumerate(texts):
        for fence in _FENCE.finditer(text) if ":::" in text else ():
            if fence["name"]:
                opened.append((index, fence))
                continue
            place, opening = opened.pop() if opened else (index, fence)
            if (opening["name"] or "").lower() in _NAMES:
                end = _title_end(records[place], opening.end(), inside=place == index)
                yield (
                    place,
                    _Mark(opening.start(), end, 1, records[place].text[opening.end() : end].strip() or "spoiler"),
                )
                yield index, _Mark(fence.start(), fence.end(), -1)


def _title_end(record: Record, start: int, *, inside: bool) -> int:
    """Where the title of a fence ends: with its line; it has none where its lines were run into one."""
    broken = next((offset for offset in record.breaks if offset >= start), None)
    if broken is not None:
        return broken
    return start if inside else len(record.text)


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
