"""Owns tables: which ones hold data (the others only lay a page out), and a data table as text and clean HTML."""

from dataclasses import dataclass
from html import escape
from itertools import islice

from lxml import etree

from caveat.extract.elements import element_text

_MAX_CELLS = 4000
_SCAN = 20_000
_LAYOUT = frozenset({"table", "p", "div", "h1", "h2", "h3", "article", "section", "form", "ul", "ol", "blockquote"})
_LONG_CELL = 300


@dataclass(frozen=True, slots=True)
class Table:
    """A data table; `text` is its cells with spaces between them."""

    text: str
    html: str
    linked: int


def is_data_table(table: etree._Element) -> bool:
    """Whether a table holds data: at least two rows and columns, short cells, no blocks in them."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = columns = cells = 0
    for element in islice(table.iterdescendants(), _SCAN):
        tag = element.tag
        if tag == "details" or "spoiler" in (element.get("class") or "") or element.get("data-spoiler") is not None:
            # What is hidden in a cell is told apart only when every cell is read as a line.
            return False
        if tag in _LAYOUT and not _in_cell_alone(element):
            return False
        if tag == "tr":
            rows, cells = rows + 1, 0
        elif tag in ("td", "th"):
            cells += 1
            columns = max(columns, cells)
            if _is_long(element):
                return False
    return rows > 1 and columns > 1


def read_table(table: etree._Element) -> Table | None:
    """A data table; None when it holds no text."""
    rows: list[str] = []
    words: list[str] = []
    linked = 0
    for row in islice(table.iterdescendants("tr"), _MAX_CELLS):
        cells: list[str] = []
        for cell in islice(row.iterchildren("td", "th"), _MAX_CELLS):
            text = element_text(cell)
            cells.append(f"<{cell.tag}>{escape(text, quote=False)}</{cell.tag}>")
            if text:
                words.append(text)
                linked += len(text) if cell.find(".//a") is not None else 0
        rows.append(f"<tr>{''.join(cells)}</tr>")
    text = " ".join(words)
    return Table(text, f"<table><tbody>{''.join(rows)}</tbody></table>", linked) if text else None


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
