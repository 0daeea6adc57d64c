"""Owns tables: which ones hold data (the others only lay a page out), and a data table as text and clean HTML."""

from dataclasses import dataclass
from html import escape
from itertools import islice

from lxml import etree

from caveat.characters import fold
from caveat.extract.attributes import CHOSEN_MARK
from caveat.extract.elements import element_text
from caveat.extract.hiding import is_hiding_block, is_hiding_inline
from caveat.extract.marks import has_marks
from caveat.model import NOTICE_MARK
from caveat.urls import absolute

_MAX_CELLS = 4000
_SCAN = 20_000
_LAYOUT = frozenset({"table", "p", "div", "h1", "h2", "h3", "article", "section", "form", "ul", "ol", "blockquote"})
_IN_CELLS = frozenset({"p", "div", "ul", "ol"})
"""Of those, what stands in the cells of a table with heads."""
_LONG_CELL = 300
_BREAKS = frozenset({"br", "p", "div", "li"})
"""Elements in a cell that begin a line of their own."""
_BREAK = "<br>"


@dataclass(frozen=True, slots=True)
class Table:
    """A data table; `text` is its cells with spaces between them."""

    text: str
    html: str
    linked: int


def is_data_table(table: etree._Element) -> bool:
    """Whether a table holds data: two rows and columns or more, short cells, and no blocks but text under heads."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = columns = cells = 0
    layout = _LAYOUT - _IN_CELLS if table.find(".//th") is not None else _LAYOUT
    for element in islice(table.iterdescendants(), _SCAN):
        tag = element.tag
        if _needs_lines(element):
            return False
        if tag in layout and not _in_cell_alone(element):
            return False
        if tag == "tr":
            rows, cells = rows + 1, 0
        elif tag in ("td", "th"):
            cells += 1
            columns = max(columns, cells)
            if _is_long(element):
                return False
            if has_marks(element_text(element)):
                return False
    return rows > 1 and columns > 1


def read_table(table: etree._Element, base_url: str | None = None) -> Table | None:
    """A data table, a caption as its first row; None when it holds no text.

    Cells keep their spans, line breaks and links, which are made absolute against `base_url`.
    """
    caption = element_text(found) if (found := table.find("caption")) is not None else ""
    rows = [f"<tr><th>{escape(caption, quote=False)}</th></tr>"] if caption else []
    words = [caption] if caption else []
    linked = 0
    for row in islice(table.iterdescendants("tr"), _MAX_CELLS):
        cells = [_read_cell(cell, base_url) for cell in islice(row.iterchildren("td", "th"), _MAX_CELLS)]
        words += [cell.text for cell in cells if cell.text]
        linked += sum(cell.linked for cell in cells)
        rows.append(f"<tr>{''.join(cell.html for cell in cells)}</tr>")
    text = " ".join(words)
    return Table(text, f"<table><tbody>{''.join(rows)}</tbody></table>", linked) if text else None


def _read_cell(cell: etree._Element, base_url: str | None) -> Table:
    """A cell: words on one line, and markup with its line breaks and links."""
    if not len(cell):
        text = fold(cell.text or "")
        return Table(text, _wrapped(cell, escape(text, quote=False)), 0)
    words: list[str] = []
    html: list[str] = []
    linked = 0
    link = None
    for event, element in etree.iterwalk(cell, events=("start", "end", "comment", "pi")):
        said = element.text if event == "start" else element.tail if element is not cell else None
        if event == "start" and element.tag in _BREAKS and words:
            words.append(" ")
            html += [_BREAK] if html[-1] != _BREAK else []
        if event == "start" and element.tag == "a" and link is None:
            address = absolute(base_url, element.get("href"))
            link = element if address else None
            html += [f'<a href="{escape(address)}">'] if address else []
        elif event == "end" and element is link:
            link = None
            html.append("</a>")
        if said:
            words.append(said)
            html.append(escape(said, quote=False))
            linked += len(said) if link is not None else 0
    while html and (html[-1] == _BREAK or not html[-1].strip()):
        html.pop()
    return Table(" ".join("".join(words).split()), _wrapped(cell, " ".join("".join(html).split())), linked)


def _wrapped(cell: etree._Element, html: str) -> str:
    """A cell around its content, with how many columns and rows it spans."""
    spans = ((name, cell.get(name) or "") for name in ("colspan", "rowspan"))
    said = "".join(f' {name}="{span}"' for name, span in spans if span.isascii() and span.isdigit() and len(span) < 4)
    return f"<{cell.tag}{said}>{html}</{cell.tag}>"


def _needs_lines(element: etree._Element) -> bool:
    """Whether an element is told apart only when every cell is read as a line: it hides, folds, warns or was chosen."""
    chosen = element.get(CHOSEN_MARK) is not None or element.get(NOTICE_MARK) is not None
    named = "spoiler" in (element.get("class") or "").lower()
    return chosen or named or element.tag == "details" or is_hiding_block(element) or is_hiding_inline(element)


def _is_long(cell: etree._Element) -> bool:
    length = 0
    for piece in cell.itertext():
        length += len(piece.strip()) + 1
        if length > _LONG_CELL:
            return True
    return False


def _in_cell_alone(element: etree._Element) -> bool:
    """Whether a paragraph is all that its cell holds, as some editors write cells."""
    parent = element.getparent()
    return element.tag in ("p", "div") and parent is not None and parent.tag in ("td", "th") and len(parent) == 1
