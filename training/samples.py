"""Owns what is learned from: the candidates of each page with labels and weights."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from zlib import crc32

from caveat.errors import ExtractError
from caveat.extract.features import Candidates, find_candidates
from caveat.extract.judgement import Judged
from caveat.extract.page import see_page
from training.corpus import Page
from training.labels import by_body, by_stretches

_TAGS = frozenset({"p", "h2", "h3", "h4", "li", "blockquote", "div"})
_PAGE_WEIGHT = 20.0
"""Of all lines of a page whose body is known."""
_STRETCH_WEIGHT = 0.8
_BARE_WEIGHT = 1.5
_FEW, _MANY = 1, 12
"""Lines of a story on a page that is made of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The candidates of a page, and of each: its text, its tag and classes, the classes of its home."""

    candidates: Candidates
    lines: list[str]
    tags: list[str]
    classes: list[str]
    outer: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The candidates of one page; `labels` and `weights` are as long as these, and None where nothing is known."""

    page: Page
    candidates: Candidates
    labels: Sequence[float | None]
    weights: Sequence[float]

    @property
    def part(self) -> int:
        """Which fifth of the domains it belongs to, 0 to 4: pages of one domain never stand on both sides."""
        return crc32(self.page.domain.encode()) % 5

    @property
    def third(self) -> int:
        """Which third of the domains of a training set it belongs to, for the first round's scores in the second."""
        return crc32(b"second" + self.page.domain.encode()) % 3


def make_samples(pages: Iterable[Page]) -> list[Sample]:
    """A sample of every page that has text, and one of the story of it alone, where its body is known."""
    return [sample for page in pages for sample in _samples(page)]


def _samples(page: Page) -> Iterable[Sample]:
    found = _read(page.html, page)
    if found is None:
        return
    candidates, lines = found.candidates, found.lines
    if page.body is None:
        labels = by_stretches(lines, page.wanted, (*page.unwanted, *page.comments))
        known = sum(label is not None for label in labels)
        weights = [_STRETCH_WEIGHT * 6 / max(6, known)] * len(labels)
        yield Sample(page=page, candidates=candidates, labels=labels, weights=weights)
        return
    shares = by_body(lines, page.body)
    yield _weighed(page, candidates, shares, _PAGE_WEIGHT)
    bare = _read(_bare(page, found, shares).encode(), page)
    if bare is not None:
        said = by_body(bare.lines, page.body)
        yield _weighed(page, bare.candidates, said, _BARE_WEIGHT)


def _weighed(page: Page, candidates: Candidates, shares: Sequence[float], weight: float) -> Sample:
    """Long lines count for more, and no page for more than another."""
    sizes = [length**0.7 for length in candidates.lengths]
    total = sum(sizes) or 1.0
    return Sample(page=page, candidates=candidates, labels=shares, weights=[weight * size / total for size in sizes])


def _bare(page: Page, read: _Read, shares: Sequence[float]) -> str:
    """A small page with a stretch of a story and little else, as people write them by hand."""
    chance = random.Random(page.id)
    story = [place for place, share in enumerate(shares) if share > 0.8] or [0]
    start = chance.choice((story[0], story[0], chance.choice(story)))
    places = [place for place in range(start, len(shares)) if shares[place] > 0.8][: chance.randint(_FEW, _MANY)]
    others = [place for place, share in enumerate(shares) if share < 0.2]
    places += chance.sample(others, min(len(others), chance.choice((0, 0, 1, 3))))
    wrapper = chance.choice(("div", "article"))
    html: list[str] = []
    for place in sorted(places):
        open_tag = f'<{read.tags[place]} class="{escape(read.classes[place])}">'
        line = f"{open_tag}{escape(read.lines[place])}</{read.tags[place]}>"
        outer = read.outer[place] if shares[place] < 0.2 else ""
        html.append(f'<div class="{escape(outer)}">{line}</div>' if outer else line)
    return f"<body><h1>{escape(page.title)}</h1><{wrapper}>{''.join(html)}</{wrapper}></body>"


def _read(html: bytes, page: Page) -> _Read | None:
    """None for a page without text."""
    try:
        seen = see_page(html, url=page.url)
    except ExtractError:
        return None
    walked, known = seen.walked, seen.metadata
    candidates = find_candidates(Judged(walked), seen.facts(known.title, known.authors))
    records = [walked.records[index] for index in candidates.indices]
    own = [walked.containers[record.container] for record in records]
    return _Read(
        candidates=candidates,
        lines=[record.text for record in records],
        tags=[container.tag if container.tag in _TAGS else "p" for container in own],
        classes=[container.classes for container in own],
        outer=[walked.containers[home].classes for home in candidates.homes],
    )
