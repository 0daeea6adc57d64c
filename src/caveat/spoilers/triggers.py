"""Owns the first look at texts: plain strings without one of which nothing in a text can be a notice."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from caveat.spoilers.words import small

_SHORTEST_PIECE = 4
_MARKS = "“”–—…"
"""A text that has only these beyond Latin-1 is looked through in half the time without them."""


class Triggers:
    """The triggers of a language: pieces of text, casefolded; with a leading blank only where a word begins."""

    def __init__(self, parts: Sequence[str]) -> None:
        self._openings = frozenset(small(part.lstrip()) for part in parts if part.startswith(" "))
        self.groups = _by_shared_piece(sorted({small(part.lstrip()) for part in parts}))
        """By a piece that they share: half as many searches tell of most texts that they hold none."""

    def stirs(self, text: str) -> bool:
        """Whether a text, its white space folded, is worth reading closely."""
        plain = small(text)
        return any(next(self._places(part, plain), None) is not None for part in self._within(plain))

    def stirring(self, texts: Sequence[str]) -> frozenset[int]:
        """Indices of those texts that stir: they are looked through at once, which is faster than one by one."""
        folded = [small(text) for text in texts]
        plain = "\n".join(folded)
        for mark in _MARKS:
            plain = plain.replace(mark, " ")
        ends = [*accumulate(len(text) + 1 for text in folded)]
        return frozenset(
            bisect_right(ends, place) for part in self._within(plain) for place in self._places(part, plain)
        )

    def _within(self, plain: str) -> Iterator[str]:
        return (part for piece, parts in self.groups.items() if piece in plain for part in parts if part in plain)

    def _places(self, part: str, plain: str) -> Iterator[int]:
        """Where a trigger stands as it must."""
        opens = part in self._openings
        start = plain.find(part)
        while start >= 0:
            if not (opens and start > 0 and plain[start - 1].isalnum()):
                yield start
            start = plain.find(part, start + len(part))


def _by_shared_piece(parts: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The parts in groups, by a piece that stands in all of a group: the longest of those that stand in most parts."""
    groups: dict[str, tuple[str, ...]] = {}
    left = parts
    while left:
        pieces = Counter(piece for part in left for piece in _pieces(part))
        shared = max(pieces, key=lambda piece: (pieces[piece], len(piece), piece))
        groups[shared] = tuple(part for part in left if shared in part)
        left = [part for part in left if shared not in part]
    return groups


def _pieces(part: str) -> set[str]:
    """The part and every stretch of it that is not so short that most texts hold it."""
    ends = range(_SHORTEST_PIECE, len(part) + 1)
    return {part, *(part[start:end] for end in ends for start in range(end - _SHORTEST_PIECE + 1))}
