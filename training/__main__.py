"""Owns the command line of the training."""

import argparse
from pathlib import Path

from caveat.extract.features import NAMES
from caveat.extract.scoring import CONTEXT
from training.corpus import load_pages
from training.learn import fit, write_weights
from training.samples import make_samples
from training.score import Score
from training.validate import by_domain, held_out

_WEIGHTS = Path(__file__).parents[1] / "src/caveat/extract/weights.json"
_GROUPS = {
    "what it reads like": NAMES[: NAMES.index("title")],
    "title, authors, description, JSON-LD": ("title", "author", "declared", "described"),
    "words of appeals": ("appeals",),
    "words in class names": tuple(name for name in NAMES if name.startswith("class ")),
    "how much text is around": NAMES[NAMES.index("good in home") : NAMES.index("in most")],
    "where most text is": NAMES[NAMES.index("in most") : NAMES.index("gap before")],
    "what is before and after": NAMES[NAMES.index("gap before") : NAMES.index("good alike")],
    "what looks alike": ("good alike", "repeated"),
    "second round": CONTEXT[1:],
}


def main() -> None:
    """Learns, validates or ablates."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("verb", choices=("learn", "validate", "ablate"))
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--suspects", type=Path, help="file with ids of pages, first on each line, not to learn from")
    parser.add_argument("--out", type=Path, default=_WEIGHTS)
    asked = parser.parse_args()
    suspects = asked.suspects.read_text("utf-8").splitlines() if asked.suspects else []
    pages = load_pages(asked.corpus, {line.split()[0] for line in suspects if line.strip()})
    samples = make_samples(pages)
    if asked.verb == "learn":
        write_weights(fit(samples), asked.out)
    elif asked.verb == "validate":
        _show("by domain", by_domain(samples))
        for source in sorted({sample.page.source for sample in samples}):
            _show(f"learned without {source}", held_out(samples, source))
    else:
        _show("all", by_domain(samples))
        for name, features in _GROUPS.items():
            _show(f"without {name}", by_domain(samples, features))


def _show(name: str, score: Score) -> None:
    print(f"{name:50} body {score.body:.4f}  stretches {score.stretches:.4f}", flush=True)


main()
