"""Owns the way from the bytes of a list to its text, whatever the server and the document say of their encoding."""

import re

import webencodings

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARED = re.compile(rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,400}?charset)\s*=\s*["']?([\w.:-]{1,40})""", re.I)
_PROLOGUE = 4096
"""Bytes in which a document's own declaration is looked for."""
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16le"),
    (b"\xfe\xff", "utf-16be"),
    (b"<\x00", "utf-16le"),
    (b"\x00<", "utf-16be"),
)
"""Byte order marks, and how a document without one looks that begins with `<` (XML 1.0, appendix F)."""


def decode(body: bytes, charset: str | None) -> str:
    """The text of a document, with nothing in it but characters of XML 1.0 (section 2.2).

    A byte order mark wins; then UTF-8 where the bytes are that, which no other encoding is by chance; then `charset`
    as the server named it, the document's own declaration, and windows-1252. Labels are those of the WHATWG standard:
    Python's own codecs are no encodings of documents (idna, rot13).
    """
    return clean(_decoded(body, charset).removeprefix("\ufeff"))


def clean(text: str) -> str:
    """`text` without the characters that XML 1.0 does not have, lone surrogates among them."""
    return _NOT_XML.sub("", text)


def _decoded(body: bytes, charset: str | None) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    declared = _DECLARED.search(body[:_PROLOGUE])
    labels = (charset, declared[1].decode("ascii", "ignore") if declared else None)
    # Bytes that are all ASCII say nothing: ISO-2022-JP is one of the encodings that look so.
    for label in labels if body.isascii() else ("utf-8", *labels):
        text = _strictly(body, label)
        if text is not None:
            return text
    return body.decode("windows-1252", "replace")


def _strictly(body: bytes, label: str | None) -> str | None:
    encoding = webencodings.lookup(label) if label else None
    if encoding is None:
        return None
    try:
        text, _ = encoding.codec_info.decode(body, "strict")
    except ValueError:
        return None
    return text if isinstance(text, str) else None
