"""Owns the measuring of notices: how many labelled lines are read rightly, by language and by rule, and how fast."""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from bench.calibration import Rules, draw
from bench.quality import SHARED
from bench.rows import print_row
from caveat.model import Article, Block, BlockKind, Notice, Polarity
from caveat.spoilers import detect, find_notices

_OWN = Path(__file__).parents[1] / "tests/unit/spoilers/lines"
_UNSEEN = Path(__file__).parent / "lines/unseen.jsonl"
_LABELLED = "corpora/spoilers-dev/notices.jsonl"
_PLACES = {"title", "lead", "body", "end"}
_BINS = (0.6, 0.8, 0.85, 0.9, 0.95, 1.01)
"""Bounds of confidences that are told together."""
_PARAGRAPHS = 13
_DENSE = 10_000
"""Characters."""
_PLAIN = "The boat came home and nobody on the quay waved, for the night was long and the men were tired of salt. " * 3
_STIRRING = "If you've been on the quay, you know how the ending of that night was told. "
_NOTICE = "Warning: this article contains spoilers for Silver Reach season 2. "

Row = Mapping[str, Any]
"""A labelled line, as `tests/unit/spoilers/lines` describes it, with its language."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How lines were read."""

    counts: Counter[str] = field(default_factory=Counter)

    def share(self, name: str, of: str) -> str:
        """One count as a share of another; "-" of none."""
        return f"{self.counts[name] / self.counts[of]:.3f}" if self.counts[of] else "-"


def measure_notices(shared: Path, runs: int, picture: Path | None) -> None:
    """Prints how notices are found in test lines, in lines that no rule was made for, and in labelled ones beside us.

    `picture`: where the SVG of what confidence means is written, if anywhere.
    """
    unseen = unseen_rows()
    kinds = (
        ("the test lines", own_rows()),
        ("lines that no rule was made for", unseen),
        ("labelled lines", labelled_rows(shared)),
    )
    for name, rows in kinds:
        if rows:
            _print_languages(name, rows)
    by_rule = confidences(unseen)
    _print_confidences(by_rule)
    if picture:
        picture.write_text(
            draw(by_rule, "What confidence means: rules for notices on lines they were not made for"), encoding="utf-8"
        )
    _print_pace(runs)


def own_rows() -> Sequence[Row]:
    """The test lines of each language."""
    return [
        {**json.loads(line), "language": file.stem}
        for file in sorted(_OWN.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def unseen_rows() -> Sequence[Row]:
    """Lines of our own writing that no rule was made for; no one looks at how they are read before changing a rule."""
    return [json.loads(line) for line in _UNSEEN.read_text(encoding="utf-8").splitlines()]


def labelled_rows(shared: Path = SHARED) -> Sequence[Row]:
    """Labelled lines that are no part of the project; none where they are not at hand."""
    file = shared / _LABELLED
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [_as_own(json.loads(line)) for line in lines if line.strip()]


def _as_own(row: Row) -> Row:
    where = row["where"] if row["where"] in _PLACES else "body"
    return {**row, "language": row["lang"], "where": where, "notice": row["notice_span"]}


def confidences(rows: Sequence[Row]) -> Rules:
    """For each rule how often it was right, by its confidence."""
    found: dict[str, Counter[tuple[float, bool]]] = defaultdict(Counter)
    for row in rows:
        for notice in _read(row):
            found[notice.rule][notice.confidence, notice.polarity.value == row["polarity"]] += 1
    return found


def _read(row: Row) -> tuple[Notice, ...]:
    return find_notices(row["text"], where=row["where"], language=row["language"])


def _print_languages(name: str, rows: Sequence[Row]) -> None:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in rows:
        for tally in (tallies[row["language"]], tallies["all"]):
            tally.counts.update(_counted(row, _read(row)))
    print(f"\nnotices in {name}: {len(rows)}")
    print("  language    lines  precision  recall  alarms  others  exact span  works")
    for language in sorted(tallies, key=lambda language: (language == "all", language)):
        one = tallies[language]
        exact, works = one.share("exact", "said right"), one.share("works right", "works")
        shares = (one.share("said right", "said"), one.share("said right", "warns"), one.share("alarm", "none"))
        others = one.share("others right", "others")
        print(
            f"  {language:<11}{one.counts['lines']:>6}{shares[0]:>11}{shares[1]:>8}{shares[2]:>8}"
            f"{others:>8}{exact:>12}{works:>7}"
        )


def _counted(row: Row, notices: Sequence[Notice]) -> Iterator[str]:
    """What a line counts for."""
    yield "lines"
    said = any(notice.warns for notice in notices)
    wanted = row["polarity"] == Polarity.CONTAINS
    yield "warns" if wanted else "none" if row["polarity"] == "none" else "others"
    if said:
        yield "said"
    if said and row["polarity"] == "none":
        yield "alarm"
    if not said and notices and row["polarity"] not in {"none", Polarity.CONTAINS}:
        yield "others right"
    if said and wanted:
        yield "said right"
        if any(notice.text == " ".join(row["notice"].split()) for notice in notices):
            yield "exact"
    if row["polarity"] != "none":
        yield "works"
        true = {work["title"].casefold() for work in row.get("works", ())}
        if true == {work.title.casefold() for notice in notices for work in notice.works}:
            yield "works right"


def _print_confidences(by_rule: Rules) -> None:
    print("\nconfidence, and how often the rules that say it were right")
    for low, high in pairwise(_BINS):
        counts = Counter[bool]()
        for (confidence, right), count in (item for rule in by_rule.values() for item in rule.items()):
            counts[right] += count if low <= confidence < high else 0
        if total := counts.total():
            print_row(f"{low:.2f} to {min(high, 1):.2f}", f"{counts[True] / total:.3f}", f"of {total}")


def _print_pace(runs: int) -> None:
    print(f"\nnotices in an article of {len(_article('').text.split())} words, medians of {runs} runs")
    for name, opening in (("no trigger", ""), ("triggers, no notice", _STIRRING), ("a notice", _NOTICE)):
        made = _article(opening)
        print_row(name, f"{1000 * median(_seconds(made) for _ in range(runs)):.3f} ms")

    worst = max(_dense(), key=lambda pair: pair[1])
    print_row("10 KB of nothing but notices", f"{1000 * worst[1]:.1f} ms", f"in the slowest language, {worst[0]}")


def _dense() -> Iterator[tuple[str, float]]:
    """(language, CPU seconds) of a paragraph that is made of the test lines of a language."""
    rows: dict[str, str] = defaultdict(str)
    for row in own_rows():
        rows[row["language"]] += f"{' '.join(row['text'].split())} "
    for language, said in rows.items():
        block = Block(kind=BlockKind.PARAGRAPH, text=(said * (_DENSE // len(said) + 1))[:_DENSE].strip(), html="")
        yield language, _seconds(Article(title="", language=language, blocks=(block,)), times=3)


def _article(opening: str) -> Article:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=_PLAIN.strip(), html="") for _ in range(_PARAGRAPHS)]
    blocks[0] = replace(blocks[0], text=f"{opening}{blocks[0].text}")
    return Article(title="A night at the harbour", language="en", blocks=tuple(blocks))


def _seconds(article: Article, times: int = 50) -> float:
    """CPU seconds of one reading, of many."""
    detect(article)
    started = time.process_time()
    for _ in range(times):
        detect(article)
    return (time.process_time() - started) / times
