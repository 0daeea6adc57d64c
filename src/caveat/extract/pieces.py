"""Owns the pieces of a heading: which of them is the headline, and which a kicker, a standfirst or a hidden mark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from caveat.extract.elements import element_text
from caveat.extract.titles import key_of, same_title

_MAX_TEXT = 1000
_MAX_PIECES = 12
_MAX_WRAPPERS = 6
_BESIDE = re.compile(
    r"kicker|over-?line|top-?line|roof-?line|eyebrow|dachzeile|spitzmarke|(?:top|pre|super|sur|sub|over)-?title"
    r"|sub-?(?:head)?line|antetitulo|occhiello|chapeau",
    re.I,
)
"""Classes of what stands in a heading over or under the headline, in the words of several languages' newsrooms."""
_ASIDE = re.compile(r"(?:^|[-_\s])(?:date|topic|category|section|label|tag|rubrik|rubric|prefix)(?:$|[-_\s])", re.I)
"""Classes of what may be a kicker: it is one where it is shorter than what else there is."""
_HIDDEN = re.compile(
    r"visually-?hidden|invisible|screen-?reader|sr-only|off-?screen|(?:^|[-_\s])hidden(?:$|[-_\s])", re.I
)
_RUBY = frozenset({"rt", "rp", "rtc"})
_MARK = re.compile(r"[\s\-–—:|/·•]*")
_SENTENCE_END = (":", ".", "!", "?")


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    """As it stands, white space included."""
    element: etree._Element | None = None
    """None for text that stands in no element of its own."""


def headline_text(heading: etree._Element, declared: Sequence[str]) -> str:
    """The headline that a heading holds: its text without kickers, standfirsts and hidden marks.

    Left out are pieces whose class says that they are none, and those before a mark that stands alone, as in
    `<span>Topic</span><span hidden>: </span>Headline`. Where a declared title repeats the first or last pieces, it is
    those; where it repeats all of them with a colon, "Topic: Headline", that is what the page calls itself.
    """
    pieces = _pieces(heading)
    whole = _joined(pieces)
    if len(pieces) == 1:
        return whole
    kept = _behind_mark(_without_kickers([piece for piece in pieces if not _is_hidden(piece)])) or pieces
    said = {key_of(title) for title in declared} - {key_of(whole)}
    runs = [run for count in range(len(kept)) for run in (_joined(kept[count:]), _joined(kept[: len(kept) - count]))]
    repeated = next((run for run in runs if key_of(run) in said), None)
    return repeated or next((title for title in declared if ": " in title and same_title(whole, title)), _joined(kept))


def _pieces(heading: etree._Element) -> list[_Piece]:
    """The text and the elements that stand in a heading, wrappers around all of it opened."""
    for _ in range(_MAX_WRAPPERS):
        children = list(islice(heading, _MAX_PIECES))
        if len(children) != 1 or (heading.text or "").strip() or (children[0].tail or "").strip():
            break
        heading = children[0]
    pieces = [_Piece((heading.text or "")[:_MAX_TEXT])]
    for child in islice(heading, _MAX_PIECES):
        pieces += [_Piece(_text(child), child), _Piece((child.tail or "")[:_MAX_TEXT])]
    said = [piece for piece in pieces if piece.text]
    return said if sum(bool(piece.text.strip()) for piece in said) > 1 else [_Piece("".join(p.text for p in said))]


def _without_kickers(pieces: list[_Piece]) -> list[_Piece]:
    kept = [piece for piece in pieces if not _is_beside(piece)]
    rest = len(_joined([piece for piece in kept if not _may_be_kicker(piece)]))
    return [piece for piece in kept if not (_may_be_kicker(piece) and len(piece.text) < rest)]


def _behind_mark(pieces: list[_Piece]) -> list[_Piece]:
    """What stands behind a piece that is nothing but a mark, where something longer stands there than before it."""
    for index, piece in enumerate(pieces):
        if piece.element is not None and piece.text.strip() and _MARK.fullmatch(piece.text):
            behind = pieces[index + 1 :]
            return behind if len(_joined(behind)) > len(_joined(pieces[:index])) else pieces
    return pieces


def _is_beside(piece: _Piece) -> bool:
    if piece.element is None:
        return False
    return piece.element.tag == "small" or _BESIDE.search(_named(piece.element)) is not None


def _may_be_kicker(piece: _Piece) -> bool:
    return piece.element is not None and _ASIDE.search(_named(piece.element)) is not None


def _is_hidden(piece: _Piece) -> bool:
    """Whether a piece that is more than a mark is hidden; a hidden mark parts what stands before it from the rest."""
    if piece.element is None or _MARK.fullmatch(piece.text):
        return False
    return piece.element.get("aria-hidden") == "true" or _HIDDEN.search(_named(piece.element)) is not None


def _text(element: etree._Element) -> str:
    """The text of an element within a heading; of `<ruby>` what is annotated, not how it is spoken."""
    if element.tag == "br":
        return " "
    if element.tag == "ruby":
        return (element.text or "") + "".join(
            (child.tail or "") if child.tag in _RUBY else (child.text or "") + (child.tail or "") for child in element
        )
    return element_text(element, limit=_MAX_TEXT, folded=False)[:_MAX_TEXT]


def _named(element: etree._Element) -> str:
    return (element.get("class") or "")[:300]


def _joined(pieces: Sequence[_Piece]) -> str:
    """The text of some pieces on one line, without the marks that are left at either end."""
    text = ""
    for piece in pieces:
        text += " " if text.endswith(_SENTENCE_END) and piece.text[:1].isalnum() else ""
        text += piece.text
    return " ".join(text.split()).strip("|•· ")
