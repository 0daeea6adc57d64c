"""Owns the table of extraction: caveat beside the peers that are installed, in speed, memory and quality."""

from collections.abc import Mapping
from pathlib import Path

from bench.extraction import Pace, paces
from bench.extractors import FLOOR, OURS, RIVAL, installed
from bench.quality import Scores, article_scores, corpora, segment_scores
from bench.rows import print_row


def compare(runs: int, shared: Path) -> None:
    """Measures and prints speed on generated pages; where labelled ones are at hand, speed and quality on those too."""
    if RIVAL not in installed():
        print(f"\n{RIVAL} is not here: `make bench` installs what extraction is measured against")
    print(
        f"\nextraction in turns, one core each, medians of {runs} rounds: pages a CPU second, all fields, with notices"
    )
    _print_paces("generated pages", paces((), runs))
    folders = corpora(shared)
    if not folders:
        print("  no labelled pages: neither quality nor speed on pages of others is measured")
        return
    _print_paces("labelled pages", paces(folders[:1], runs))
    extractors = [name for name in installed() if name != FLOOR]
    print("\nquality on labelled pages (titles exact, dates to the day)")
    for folder, scores in zip(folders, (article_scores, segment_scores), strict=True):
        _print_scores(folder.name, {name: scores(name, shared) for name in extractors})


def _print_paces(what: str, measured: Mapping[str, Pace]) -> None:
    first = next(iter(measured.values()))
    print(f"  {first.pages} {what} of {first.size / first.pages / 1000:.0f} KB")
    for name, pace in measured.items():
        remarks = [f"{1000 * pace.seconds / pace.pages:.1f} ms a page", f"peak {pace.peak:.0f} MB"]
        if RIVAL in measured and name != RIVAL:
            remarks.insert(0, f"{pace.rate / measured[RIVAL].rate:.2f} times {RIVAL}")
        if pace.failed:
            remarks.append(f"{pace.failed} not read")
        print_row(name, f"{pace.rate:.1f}", ", ".join(remarks))


def _print_scores(corpus: str, found: Mapping[str, Scores]) -> None:
    measures = list(found[OURS])
    print_row(corpus, "", "".join(f"{measure:>14}" for measure in measures))
    for name, said in found.items():
        print_row(name, "", "".join(f"{said[measure]:14.3f}" for measure in measures))
