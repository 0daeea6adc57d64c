"""Owns what characters may stand in a published document, and the cutting of plain text to length."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text without what XML 1.0 (section 2.2, Char) forbids: controls, lone surrogates, U+FFFE and U+FFFF."""
    return _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """Printable, white space folded."""
    return " ".join(printable(text).split())


def clip(text: str, length: int) -> str:
    """The text, folded; where it is longer than `length` characters, cut between words and closed with an ellipsis."""
    # Folding only ever shortens a stretch, so a stretch of four times the length is enough of any text.
    folded = one_line(text[: 4 * length])
    if len(folded) <= length:
        return folded
    head = folded[: length - 1]
    space = head.rfind(" ", length // 2)
    return head[: space if space > 0 else len(head)].rstrip(" ,;:-–—") + "…"
