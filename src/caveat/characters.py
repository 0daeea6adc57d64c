"""Owns characters: from the bytes of a document to its text, and from any text to what may stand in a document."""

import re

import webencodings

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ALLOWED = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*+")
_ALLOWED_BYTES = bytes(byte for byte in range(256) if byte >= 0x20 or byte in b"\t\n\r")
_ESCAPE = re.compile(r"\\(?:u(?:[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}|([0-9A-Fa-f]{4}))|([bf])|\\)")
"""Escapes of JSON that may be of forbidden characters; a pair and a backslash are not, and are matched to tell."""
_CONTROLS = "".join(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\f\r\x85")
_STRANGE = 0.05
"""Share of characters that are none, from which on a file is no text."""
_DECLARED = re.compile(rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,400}?charset)\s*=\s*["']?([\w.:-]{1,40})""", re.I)
MAX_TITLE = 500
MAX_SUMMARY = 4000
MAX_RIGHTS = 300
"""Characters that a title, a summary and what is said of rights are cut to, wherever they come from."""
_PROLOGUE = 4096
"""Bytes in which a document's own declaration is looked for."""
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32le"),
    (b"\x00\x00\xfe\xff", "utf-32be"),
    (b"\xff\xfe", "utf-16le"),
    (b"\xfe\xff", "utf-16be"),
    (b"<\x00", "utf-16le"),
    (b"\x00<", "utf-16be"),
)
"""Byte order marks, and how a document without one looks that begins with `<` (XML 1.0, appendix F)."""


def decode(body: bytes, charset: str | None) -> str:
    """The text of a document, with nothing in it but characters of XML 1.0 (section 2.2).

    A byte order mark wins; then UTF-8 where the bytes are that, which no other encoding is by chance; then `charset`
    as the server named it, and the document's own declaration, where the bytes fit; else the first of these that is
    known, or windows-1252, with U+FFFD for what does not fit. Labels are those of the WHATWG standard:
    Python's own codecs are no encodings of documents (idna, rot13).
    """
    return printable(_decoded(body, charset).removeprefix("\ufeff"))


def utf8(document: bytes | str, charset: str | None = None) -> bytes:
    """A document in UTF-8, with the characters that `decode` gives, or of a text those that are `printable`."""
    text = document if isinstance(document, str) else _decoded(document, charset).removeprefix("\ufeff")
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        return printable(text).encode()
    # To look for what is forbidden among bytes takes a fifth of what it takes among characters.
    if encoded.translate(None, _ALLOWED_BYTES) or "\ufffe" in text or "\uffff" in text:
        return printable(text).encode()
    return encoded


def printable(text: str) -> str:
    """The text without what XML 1.0 (section 2.2, Char) forbids: controls, lone surrogates, U+FFFE and U+FFFF."""
    return text if _ALLOWED.fullmatch(text) else _FORBIDDEN.sub("", text)


def printable_json(text: str) -> str:
    """The JSON without the escapes of what `printable` leaves out: nothing that is read from it holds any."""
    return _ESCAPE.sub(_printable_escape, text)


def is_text(body: bytes, charset: str | None = None) -> bool:
    """Whether bytes are a text in some encoding: there is no NUL in it, and hardly a control or a bad byte."""
    text = _decoded(body, charset)
    strange = sum(text.count(character) for character in _CONTROLS) + text.count("\ufffd")
    return "\0" not in text and strange <= _STRANGE * len(text)


def one_line(text: str) -> str:
    """Printable, white space folded."""
    return fold(text if text.isprintable() else printable(text))


def fold(text: str) -> str:
    """The text with no white space at its ends, and one blank for any stretch of it elsewhere."""
    # Most texts have nothing but single blanks, and to see that takes a third of what splitting does: the blank is the
    # only white space that Python calls printable.
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def clip(text: str, length: int) -> str:
    """The text, folded; where it is longer than `length` characters, cut between words and closed with an ellipsis."""
    # Folding only ever shortens a stretch, so a stretch of four times the length is enough of any text.
    folded = one_line(text[: 4 * length])
    if len(folded) <= length:
        return folded
    head = folded[: length - 1]
    space = head.rfind(" ", length // 2)
    return head[: space if space > 0 else len(head)].rstrip(" ,;:-–—") + "…"


def _printable_escape(match: re.Match[str]) -> str:
    code, letter = match.groups()
    character = chr(int(code, 16)) if code else {"b": "\b", "f": "\f"}.get(letter or "", "")
    return "" if _FORBIDDEN.match(character) else match[0]


def _decoded(body: bytes, charset: str | None) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    declared = _DECLARED.search(body[:_PROLOGUE])
    labels = (charset, declared[1].decode("ascii", "ignore") if declared else None)
    known = [encoding for encoding in map(_encoding, labels) if encoding is not None]
    # Bytes that are all ASCII say nothing: ISO-2022-JP is one of the encodings that look so.
    for encoding in known if body.isascii() else (webencodings.UTF8, *known):
        try:
            return str(encoding.codec_info.decode(body, "strict")[0])
        except ValueError:
            continue
    text = str(known[0].codec_info.decode(body, "replace")[0]) if known else ""
    # A few bad bytes are damage; where most of what is not ASCII is bad, the label is wrong.
    if 2 * text.count("\ufffd") > sum(not character.isascii() for character in text) or not known:
        return body.decode("windows-1252", "replace")
    return text


def _encoding(label: str | None) -> webencodings.Encoding | None:
    """The encoding of a label. One in UTF-16 was told by its first bytes; whoever says so otherwise is wrong."""
    found = webencodings.lookup(label) if label and len(label) < 60 else None
    return None if found is None or found.name in {"utf-16le", "utf-16be", "x-user-defined"} else found
