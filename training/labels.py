"""Owns the labels of lines: how much of each belongs to the article, as far as the truth of its page says."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice

_WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_WORDS = re.compile(rf"[{_WIDE}]|(?:(?![{_WIDE}])\w)+")
SIZE = 4
"""Words that are compared at a time."""
_NEAR = 12
_MOST = 200
_SPACE = re.compile(r"\s+")

Shingle = tuple[str, ...]


def words(text: str) -> list[str]:
    """The words of a text; each Chinese, Japanese or Korean character is one."""
    return _WORDS.findall(text)


def shingles(text: str) -> Counter[Shingle]:
    """Every stretch of four words in a text, and how often it is there."""
    found = words(text)
    return Counter(tuple(found[at : at + SIZE]) for at in range(max(1, len(found) - SIZE + 1))) if found else Counter()


def folded(text: str) -> str:
    """The text with one blank for any white space."""
    return _SPACE.sub(" ", text)


def by_body(lines: Sequence[str], body: str) -> list[float]:
    """The share of each line that is in the body, 0 to 1.

    A line of four words or more is looked up anywhere, each stretch once. A shorter one is in the body where it stands
    there between the lines around it.
    """
    truth = words(body)
    places: defaultdict[Shingle, list[int]] = defaultdict(list)
    for at in range(len(truth) - SIZE + 1):
        places[tuple(truth[at : at + SIZE])].append(at)
    left = Counter({shingle: len(found) for shingle, found in places.items()})
    said = [words(line) for line in lines]
    shares, spans = [0.0] * len(lines), [(-1, -1)] * len(lines)
    for number, own in enumerate(said):
        pieces = [tuple(own[at : at + SIZE]) for at in range(len(own) - SIZE + 1)]
        hits = [piece for piece in pieces if left[piece] > 0]
        if pieces:
            shares[number] = len(hits) / len(pieces)
        if pieces and shares[number] >= 0.5:
            left.subtract(hits)
            spans[number] = places[hits[0]][0], places[hits[-1]][-1] + SIZE
    for number, own in enumerate(said):
        if 0 < len(own) < SIZE:
            shares[number] = float(_stands_between(own, truth, spans, number))
    return shares


def _stands_between(own: list[str], truth: list[str], spans: list[tuple[int, int]], number: int) -> bool:
    before = next((end for _, end in islice(reversed(spans[:number]), _NEAR) if end >= 0), None)
    after = next((start for start, _ in spans[number + 1 : number + _NEAR] if start >= 0), None)
    if before is None and after is None:
        return False
    low = before if before is not None else max((after or 0) - len(own) - _NEAR, 0)
    high = after if after is not None else low + len(own) + _NEAR
    low, high = max(low - 1, 0), min(high + 1, len(truth), low + _MOST)
    return any(truth[at : at + len(own)] == own for at in range(low, high - len(own) + 1))


def by_stretches(lines: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> list[float | None]:
    """1 for a line that holds a wanted stretch, 0 for one with an unwanted one, None where nothing is known."""
    labels: list[float | None] = [None] * len(lines)
    text = [folded(line) for line in lines]
    for stretches, label in ((unwanted, 0.0), (wanted, 1.0)):
        for stretch in filter(None, (folded(stretch).strip() for stretch in stretches)):
            for number, line in enumerate(text):
                if stretch in line and labels[number] is None:
                    labels[number] = label
    return labels
