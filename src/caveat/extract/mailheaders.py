"""Owns the headers of e-mails: as they stand in the file, and as people read them (RFC 5322, RFC 2047)."""

import base64
import binascii
import quopri
import re
from collections.abc import Container
from email.message import Message

from caveat.characters import decode as decode_characters
from caveat.characters import one_line

_MAX_HEADERS = 500
_MAX_HEADER = 8000
_WORD = re.compile(r"=\?([^\s?*]{1,40})(?:\*[^\s?]{0,20})?\?([bq])\?([^\s?]{0,4000})\?=", re.I)
"""An encoded word (RFC 2047, section 2; its language, RFC 2231, section 5)."""


def read_headers(message: Message, *, whole: Container[str] = ()) -> dict[str, list[str]]:
    """Raw values by name in lower case: of the first 500 headers 8000 characters, of those named in `whole` all."""
    found: dict[str, list[str]] = {}
    for number, (key, value) in enumerate(message.raw_items()):
        name = key.lower()
        if name in whole:
            found.setdefault(name, []).append(str(value))
        elif number < _MAX_HEADERS:
            found.setdefault(name, []).append(str(value)[:_MAX_HEADER])
    return found


def said(headers: dict[str, list[str]], name: str) -> str:
    """What the first header of a name that says anything says; "" where none does."""
    return next((text for raw in headers.get(name, ()) if (text := decode_words(raw))), "")


def decode_words(raw: str) -> str:
    """A header as people read it, on one line: encoded words decoded (RFC 2047), stray bytes as they were meant."""
    pieces: list[tuple[str | None, bytes]] = []
    position = 0
    raw = raw[:_MAX_HEADER]
    for word in _WORD.finditer(raw):
        between = raw[position : word.start()]
        position = word.end()
        charset = word[1].lower()
        if between.strip() or not pieces or pieces[-1][0] is None:
            pieces.append((None, _raw_bytes(between)))
        decoded = _word_bytes(word[2], word[3])
        if pieces and pieces[-1][0] == charset:
            # One character may be spread over two words.
            pieces[-1] = (charset, pieces[-1][1] + decoded)
        else:
            pieces.append((charset, decoded))
    pieces.append((None, _raw_bytes(raw[position:])))
    return one_line("".join(decode_characters(data, charset) for charset, data in pieces))


def _word_bytes(encoding: str, text: str) -> bytes:
    data = _raw_bytes(text)
    if encoding.lower() == "q":
        return quopri.decodestring(data, header=True)
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return b""


def _raw_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
