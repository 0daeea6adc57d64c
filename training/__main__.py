"""Owns the command line of the training."""

import argparse
from pathlib import Path

import training
from caveat.extract.features import NAMES
from caveat.extract.scoring import CONTEXT
from caveat.extract.weights import shipped
from training.corpus import load_pages
from training.learn import fit, write_weights
from training.picture import draw
from training.reasons import explain
from training.samples import Sample, make_samples
from training.score import Score
from training.validate import by_domain, held_out

_WEIGHTS = Path(__file__).parents[1] / "src/caveat/extract/weights.json"
_MOST_REASONS = 2
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
    """Learns, validates, ablates or draws."""
    asked = _parser().parse_args()
    if asked.verb == "picture":
        lines = explain(asked.page.read_bytes(), asked.url, shipped(), _MOST_REASONS)
        asked.out.write_text(draw(lines, f"What the scorer sees on {asked.page.name}"), encoding="utf-8")
        return
    suspects = asked.suspects.read_text("utf-8").splitlines() if asked.suspects else []
    samples = make_samples(load_pages(asked.corpus, {line.split()[0] for line in suspects if line.strip()}))
    if asked.verb == "learn":
        write_weights(fit(samples), asked.out)
    elif asked.verb == "validate":
        _validate(samples)
    else:
        _ablate(samples)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training", description=training.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name in ("learn", "validate", "ablate"):
        verb = verbs.add_parser(name)
        verb.add_argument("corpus", nargs="+", type=Path)
        verb.add_argument("--suspects", type=Path, help="file with ids of pages, first on each line, not to learn from")
        if name == "learn":
            verb.add_argument("--out", type=Path, default=_WEIGHTS)
    picture = verbs.add_parser("picture")
    picture.add_argument("page", type=Path, help="HTML")
    picture.add_argument("--url", default="http://newsroom.example/tv/page", help="where the page is from")
    picture.add_argument("--out", type=Path, required=True, help="SVG")
    return parser


def _validate(samples: list[Sample]) -> None:
    _show("by domain", by_domain(samples))
    for source in sorted({sample.page.source for sample in samples}):
        _show(f"learned without {source}", held_out(samples, source))


def _ablate(samples: list[Sample]) -> None:
    _show("all", by_domain(samples))
    for name, features in _GROUPS.items():
        _show(f"without {name}", by_domain(samples, features))


def _show(name: str, score: Score) -> None:
    print(f"{name:50} body {score.body:.4f}  stretches {score.stretches:.4f}", flush=True)


main()
