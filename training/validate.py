"""Owns the measuring of weights on pages that they were not learned from: by domain, and with a source held out."""

from collections.abc import Collection, Iterable, Sequence

from caveat.errors import ExtractError
from caveat.extract.page import read_page
from caveat.extract.weights import Weights, make_weights
from training.corpus import Page
from training.learn import fit
from training.samples import Sample
from training.score import Score

_PARTS = 5


def by_domain(samples: Sequence[Sample], without: Collection[str] = ()) -> Score:
    """Five times: learned from four fifths of the domains, measured on the pages of the last."""
    score = Score()
    for part in range(_PARTS):
        weights = make_weights(*fit([sample for sample in samples if sample.part != part], without))
        measure(score, (sample.page for sample in samples if sample.part == part), weights)
    return score


def held_out(samples: Sequence[Sample], source: str) -> Score:
    """Learned from the domains of all corpora that one doesn't have, measured on that."""
    held = [sample for sample in samples if sample.page.source == source]
    domains = {sample.page.domain for sample in held}
    weights = make_weights(*fit([sample for sample in samples if sample.page.domain not in domains]))
    score = Score()
    measure(score, (sample.page for sample in held), weights)
    return score


def measure(score: Score, pages: Iterable[Page], weights: Weights) -> None:
    """Adds what is extracted with these weights, of each page once."""
    for page in {page.id: page for page in pages}.values():
        try:
            text = read_page(page.html, url=page.url, weights=weights).article.text
        except ExtractError:
            text = ""
        score.add(page, text)
