"""Owns what the scorer thinks of each line of a page, and what moves it most."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp
from statistics import median

from caveat.extract.features import NAMES, find_candidates
from caveat.extract.judgement import Judged
from caveat.extract.page import read_page, see_page
from caveat.extract.scoring import CONTEXT, score, with_context
from caveat.extract.weights import Weights
from caveat.model import BlockKind

_COLUMNS = (*NAMES, *CONTEXT)
_WEAKEST = 0.15
"""What moves a line by less, on the logistic scale, is no reason."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature, and how far it moves a line from where it would be with the page's median of it (logistic scale)."""

    name: str
    change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page with the scores of both rounds, 0 to 1; None for one that is no candidate."""

    text: str
    kind: str
    first: float | None = None
    second: float | None = None
    reasons: tuple[Reason, ...] = ()
    """Of the first round, the strongest first."""
    second_thoughts: tuple[Reason, ...] = ()
    """Of the second round, but for what it takes over of the first; none where that saw no hope."""
    outcome: str = ""
    """The kind of the block that it became; empty if it is not in the article."""


def explain(html: bytes, url: str, weights: Weights, most: int) -> list[Line]:
    """The lines of a page in order, each with `most` reasons a round. Raises ExtractError for a page without text."""
    seen = see_page(html, url=url)
    known, records = seen.metadata, seen.walked.records
    candidates = find_candidates(Judged(seen.walked), seen.facts(known.title, known.authors))
    first = [1 / (1 + exp(-weights.first(row))) for row in candidates.rows]
    second = score(candidates, weights)
    rows = with_context(candidates, first)
    middle = [median(column) for column in zip(*rows, strict=True)]
    kept = {block.text: block.kind.value for block in read_page(html, url=url, weights=weights).article.blocks}
    lines = {
        index: Line(text=record.text, kind=_kind(record.kind), outcome=kept.get(record.text, ""))
        for index, record in enumerate(records)
        if record.text
    }
    for place, index in enumerate(candidates.indices):
        was_asked = second[place] != first[place]
        lines[index] = replace(
            lines[index],
            first=first[place],
            second=second[place],
            reasons=_reasons(weights.first, rows[place], middle, NAMES)[:most],
            second_thoughts=_reasons(weights.second, rows[place], middle, CONTEXT[1:])[:most] if was_asked else (),
        )
    return [*lines.values()]


def _reasons(
    asked: Callable[[Sequence[float]], float],
    row: Sequence[float],
    middle: Sequence[float],
    names: Sequence[str],
) -> tuple[Reason, ...]:
    """Which of the features of these names move a line enough, the strongest first."""
    whole = asked(row)
    changes = []
    for name in names:
        column = _COLUMNS.index(name)
        changes.append(Reason(name, whole - asked([*row[:column], middle[column], *row[column + 1 :]])))
    strong = [reason for reason in changes if abs(reason.change) >= _WEAKEST]
    return tuple(sorted(strong, key=lambda reason: -abs(reason.change)))


def _kind(kind: BlockKind) -> str:
    return "" if kind is BlockKind.PARAGRAPH else kind.value
