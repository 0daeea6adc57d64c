"""Owns the comparison of extracted texts with what is known of their pages."""

from dataclasses import dataclass, field

from training.corpus import Page
from training.labels import folded, shingles


@dataclass(slots=True)
class Score:
    """What extracted texts have in common with their truths."""

    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    hits: int = 0
    false: int = 0
    missed: int = 0
    pages: list[tuple[float, str]] = field(default_factory=list)
    """(F1, id) of the pages whose bodies are known."""

    def add(self, page: Page, text: str) -> None:
        """Compares the text of a page with its truth."""
        if page.body is None:
            flat = folded(text)
            found = [folded(stretch) in flat for stretch in page.wanted]
            self.hits += sum(found)
            self.missed += len(found) - sum(found)
            self.false += sum(folded(stretch) in flat for stretch in page.unwanted)
            return
        true, got = shingles(page.body), shingles(text)
        common = (true & got).total()
        if got:
            self.precisions.append(common / got.total())
        self.recalls.append(common / (true.total() or 1))
        self.pages.append((2 * common / ((true.total() + got.total()) or 1), page.id))

    @property
    def body(self) -> float:
        """F1 of the mean precision and the mean recall of pages, over stretches of four words."""
        if not self.precisions:
            return 0.0
        return _f1(sum(self.precisions) / len(self.precisions), sum(self.recalls) / len(self.recalls))

    @property
    def stretches(self) -> float:
        """F1 over all stretches that must and must not be there."""
        return _f1(self.hits / ((self.hits + self.false) or 1), self.hits / ((self.hits + self.missed) or 1))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
