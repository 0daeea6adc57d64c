"""Owns the patterns by which an operator says which addresses of a source are wanted."""

from caveat.model import Source


def wanted(url: str, source: Source) -> bool:
    """Whether an address matches one of the source's `include` patterns, if there are any, and none of `exclude`."""
    if source.include and not any(_matches(pattern, url) for pattern in source.include):
        return False
    return not any(_matches(pattern, url) for pattern in source.exclude)


def _matches(pattern: str, text: str) -> bool:
    """Whether the pattern is the whole text, `*` standing for any characters, none and `/` among them.

    Each piece between two `*` is taken where it first comes, which is enough: no step is ever taken back.
    """
    first, *pieces = pattern.split("*")
    if not pieces:
        return pattern == text
    last = pieces.pop()
    position, end = len(first), len(text) - len(last)
    if position > end or not text.startswith(first) or not text.endswith(last):
        return False
    for piece in pieces:
        found = text.find(piece, position, end)
        if found < 0:
            return False
        position = found + len(piece)
    return True
