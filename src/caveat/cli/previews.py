"""Owns how one article is shown to a person before it is anywhere: its fields, its notices, its numbered lines."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from caveat.cli.reports import counted
from caveat.model import Article, KnownWork, Notice, Work
from caveat.spoilers import Marked, explain


def preview_lines(article: Article, works: Sequence[KnownWork] = ()) -> Iterator[str]:
    """An article for a person: its fields, its notices in their paragraphs, its text with the covered lines marked.

    `works`: those that the operator lists.
    """
    for name, value in _fields(article):
        if value:
            yield f"{name:12} {_shown(value)}"
    yield ""
    for notice in article.notices:
        yield from notice_lines(notice)
        yield from _finding_lines(notice, explain(article, notice, works))
    if not article.notices:
        yield "No spoiler notice."
    yield ""
    covered = {line for notice in article.notices if notice.warns for line in notice.covers}
    for number, block in enumerate(article.lines, start=1):
        yield f"{number:4} {'!' if number in covered else ' '} {block.text}"
    aside = [block for block in article.blocks if not block.is_line and block.text]
    if aside:
        yield ""
        yield "Not part of the text"
        for block in aside:
            yield f"  {block.kind if block.role == 'story' else block.role}: {block.text}"


def _fields(article: Article) -> Iterator[tuple[str, object]]:
    """(name, value) of what an article says beside its text; empty where it does not."""
    for name in ("title", "authors", "published", "updated", "language", "site", "section", "tags", "url", "image"):
        yield name, getattr(article, name)
    if article.image_width and article.image_height:
        yield "image size", f"{article.image_width} x {article.image_height}"
    yield "image shows", article.image_alt
    yield "rights", article.rights
    yield "description", article.description
    yield "paywalled", {True: "yes", False: "no", None: ""}[article.is_paywalled]
    yield "reading time", counted(article.reading_minutes, "minute") if article.reading_minutes else ""


def notice_lines(notice: Notice) -> Iterator[str]:
    """What a notice says, of which works, and for which lines."""
    degree = f" {notice.severity}" if notice.severity else ""
    yield f"{notice.polarity}{degree} ({notice.where}): {notice.text or '(no words of its own)'}"
    for work in notice.works:
        yield f"    work    {work.title}{_scope(work)}"
    yield f"    covers  {_ranges(notice.covers)}{' (hidden spans only)' if notice.inline else ''}"


def _finding_lines(notice: Notice, marked: Marked) -> Iterator[str]:
    if marked.marks:
        yield f"    marked  {_with_marks(marked)}"
    yield f"    found   by {notice.rule} ({notice.origin}), confidence {notice.confidence:.2f}"


def _with_marks(marked: Marked) -> str:
    """A paragraph with its marks: "[trigger: Spoilers] for [work: Silver Reach] [scope: season 1]"."""
    openings, endings = defaultdict(list), Counter(mark.end for mark in marked.marks)
    for mark in marked.marks:
        openings[mark.start].append(f"[{mark.kind}: ")
    places = sorted({0, *openings, *endings, len(marked.text)})
    pieces = (
        "]" * endings[start] + "".join(openings[start]) + marked.text[start:end]
        for start, end in zip(places, [*places[1:], len(marked.text)], strict=True)
    )
    return "".join(pieces)


def _scope(work: Work) -> str:
    fields = (work.medium, work.season_from, work.season_to, work.episode_from, work.episode_to)
    numbers = [
        f"{name} {_span(low, high)}"
        for name, low, high in (("season", fields[1], fields[2]), (work.unit, fields[3], fields[4]))
        if low is not None or high is not None
    ]
    words = [str(work.medium)] if work.medium else []
    is_unnumbered = work.unit != "entire" and work.episode_to is None and work.unit != "season"
    words += numbers + ([str(work.unit)] if is_unnumbered and str(work.unit) not in words else [])
    return f" ({', '.join(words)}{', and before' if work.through else ''})" if words else ""


def _span(low: int | None, high: int | None) -> str:
    return str(high) if low in (None, high) else f"{low}-{high}"


def _ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers as `1-5, 8`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in runs) or "nothing"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return value.isoformat() if isinstance(value, datetime) else str(value)
